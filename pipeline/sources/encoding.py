"""Bytes to text: byte order marks, bytes that are no UTF-8, and UTF-8 that was once read as Windows-1252."""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.errors import InputError

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MOST_CONTROLS = 0.005  # of a text's characters; random bytes have ten times as many and more
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ROUNDS = 3  # a text may have been read wrongly more than once


class Repair(NamedTuple):
    """What stood at a place of a text and what stands there now."""

    line: int
    rule: str  # "file_encoding", "encoding", "mojibake" or "control_character"
    wrong: str
    right: str


def _wrong(byte: int) -> str:
    """What a UTF-8 byte looks like when it is read as Windows-1252."""
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {_wrong(byte): byte for byte in range(0x80, 0x100)}
_TRAIL = "[" + re.escape("".join(sign for sign, byte in _BYTES.items() if byte < 0xC0)) + "]"
_MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}|[\u00f0-\u00f4]{_TRAIL}{{3}}")
_PLAUSIBLE = re.compile("[\u00a0-\u03ff\u1e00-\u2bff\ufb00-\ufb06\U0001f000-\U0001faff\x81\x8d\x8f\x90\x9d]")
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # as Python's "surrogateescape" keeps such a byte


def decode(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    """The text of a file, with line feeds as line ends, and what was repaired in the order of its lines.

    UTF-8 is expected; UTF-16 and UTF-32 need their byte order mark. A byte that is no UTF-8 is read as Windows-1252.
    Raises InputError for a binary file.
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    repairs: list[Repair] = []
    try:
        text = data.decode(encoding) if encoding else data.decode("utf-8-sig", "surrogateescape")
    except UnicodeDecodeError as error:
        message = f"The file begins like {encoding} but is none (byte {error.start})."
        raise InputError(message, place=name, hint="Save the document as UTF-8.") from error
    if encoding:
        repairs.append(Repair(1, "file_encoding", encoding.upper(), "UTF-8"))
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        message = "The file is binary or in UTF-16 without a byte order mark."
        raise InputError(message, place=name, hint="Give the document as text in UTF-8.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _replace(text, _NO_UTF8, "encoding", lambda found: _wrong(ord(found) - 0xDC00), repairs)
    for _ in range(_ROUNDS):
        text = _replace(text, _MOJIBAKE, "mojibake", _right, repairs)
    text = _replace(text, re.compile("\0"), "control_character", lambda _: "\ufffd", repairs)
    return text, tuple(sorted(repairs, key=lambda repair: repair.line))


def _replace(
    text: str, pattern: re.Pattern[str], rule: str, right: Callable[[str], str | None], repairs: list[Repair]
) -> str:
    """The text with each match replaced by what ``right`` gives for it; None leaves it."""
    parts: list[str] = []
    at, line, counted = 0, 1, 0
    for match in pattern.finditer(text):
        new = right(match[0])
        if new is not None:
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            repairs.append(Repair(line, rule, match[0], new))
            parts += [text[at : match.start()], new]
            at = match.end()
    return "".join([*parts, text[at:]])


def _right(wrong: str) -> str | None:
    """The one character meant; None when it is none that such a text would hold."""
    try:
        right = bytes(_BYTES[sign] for sign in wrong).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return right if _PLAUSIBLE.fullmatch(right) else None

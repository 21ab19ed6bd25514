"""Bytes to text, with UTF-8 that was once read as Windows-1252 put right."""

import re

Repair = tuple[int, str, str]  # offset in the repaired text, what stood there, what stands there now


def _wrong(byte: int) -> str:
    """What a UTF-8 byte looks like when it is read as Windows-1252."""
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


_BYTES = {_wrong(byte): byte for byte in range(0x80, 0x100)}
_TRAIL = "[" + re.escape("".join(_wrong(byte) for byte in range(0x80, 0xC0))) + "]"
_MOJIBAKE = re.compile(f"[\u00c2-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}|[\u00f0-\u00f4]{_TRAIL}{{3}}")
_PLAUSIBLE = re.compile("[\u00a0-\u03ff\u1e00-\u2bff\ufb00-\ufb06\U0001f000-\U0001faff]")


def decode(data: bytes) -> tuple[str, tuple[Repair, ...]]:
    """The text of a file, with line feeds as line ends, and what was repaired; offset -1 stands for the whole file."""
    repairs: list[Repair] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "".join(map(_wrong_or_ascii, data))
        repairs.append((-1, "bytes that are no UTF-8", "Windows-1252"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    at = length = 0
    for match in _MOJIBAKE.finditer(text):
        right = _right(match[0])
        if right is not None:
            parts += [text[at : match.start()], right]
            length += match.start() - at
            repairs.append((length, match[0], right))
            length, at = length + len(right), match.end()
    return "".join([*parts, text[at:]]), tuple(repairs)


def _wrong_or_ascii(byte: int) -> str:
    return chr(byte) if byte < 0x80 else _wrong(byte)


def _right(wrong: str) -> str | None:
    """The one character meant; None when it is none that such a text would hold."""
    try:
        right = bytes(_BYTES[symbol] for symbol in wrong).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return right if _PLAUSIBLE.fullmatch(right) else None

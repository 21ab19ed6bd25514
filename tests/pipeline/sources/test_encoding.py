"""Bytes to text, and what is repaired on the way."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources import parse_source
from pipeline.sources.encoding import decode


@pytest.mark.parametrize(
    ("data", "text", "repairs"),
    [
        (b"plain", "plain", 0),
        (b"\xef\xbb\xbfplain", "plain", 0),
        ("5 µmol/L ± 2 β".encode(), "5 µmol/L ± 2 β", 0),
        ("5 Âµmol Â± Î² â€œ1â€\x9d".encode(), "5 µmol ± β “1”", 5),
        ("Itâ\x80\x99s".encode(), "It’s", 1),
        ("Itâ€™s".encode().decode("cp1252").encode(), "It’s", 4),  # read wrongly twice
        ("voilà « deux »".encode(), "voilà « deux »", 0),
        ("×± is no letter".encode(), "×± is no letter", 0),  # would be a Hebrew one
        (b"caf\xe9 \x93x\x94", "café “x”", 3),
        ("naïve ".encode() + b"caf\xe9", "naïve café", 1),  # two encodings in one file
        (b"a\r\nb\rc", "a\nb\nc", 0),
        ("Größe".encode("utf-16"), "Größe", 1),
        ("Größe".encode("utf-32"), "Größe", 1),
        (b"x" * 400 + b"\0", "x" * 400 + "\ufffd", 1),
    ],
)
def test_decode(data: bytes, text: str, repairs: int) -> None:
    assert (decode(data, "x")[0], len(decode(data, "x")[1])) == (text, repairs)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("some text".encode("utf-16-le"), "binary or in UTF-16 without a byte order mark"),
        (bytes(range(256)), "binary"),
        (b"%PDF-1.7\n" + bytes(i * 7 % 256 for i in range(4000)), "binary"),
        (b"\xff\xfea", "begins like utf-16 but is none"),
        (b"\xff\xfe\x00\xd8", "begins like utf-16 but is none"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"^x: .*{message}"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("data", "findings"),
    [
        ("It is.\n\n5 Âµg [1] and 6 Âµg.".encode(), [("mojibake", "3", "(2 times)")]),
        (b"It is.\n\nA caf\xe9 [1].", [("encoding", "3", "read as Windows-1252")]),
        ("It is [1].".encode("utf-16"), [("file_encoding", "1", "in UTF-16; save it as UTF-8")]),
        (b"It is so. " * 50 + b"\n\0 [1]", [("control_character", "2", "'\\x00'")]),
        ("It is.\nLost \ufffd [1].".encode(), [("lost_character", "2", "(1 times)")]),
    ],
)
def test_repairs_are_reported(data: bytes, findings: list[tuple[str, str, str]]) -> None:
    found = [f for f in parse_source(data, Path("x.md")).findings if f.rule != "no_reference_list"]
    assert [(f.rule, f.place) for f in found] == [(rule, f"x.md:{line}") for rule, line, _ in findings]
    assert all(part in finding.message for finding, (_, _, part) in zip(found, findings, strict=True))

"""Files of articles as streams of bytes: opened, unpacked, and begun where the text begins."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline.errors import InputError
from pipeline.medline import unreadable

BOMB_BYTES, BOMB_RATIO = 256 * 1024 * 1024, 400  # a packed file that gives more than both; PubMed XML has a ratio of 10
BLANKS_LIMIT = 1024 * 1024
SPACE = b" \t\r\n\v\f"
_BOM = b"\xef\xbb\xbf"
_HEAD = 8  # bytes that tell the format


class _Replayed(io.RawIOBase):
    """A stream of which the first bytes were already read; ``count`` says how many were given. ``packed`` is below it.

    Raises InputError where a packed file grows as only zeros and the like do, which may go on for terabytes.
    """

    def __init__(self, head: bytes, rest: BinaryIO, name: str, packed: "_Replayed | None" = None) -> None:
        self._head, self._rest, self._name, self._packed = head, rest, name, packed
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        self.count += len(data)
        if self._packed and self.count > max(BOMB_BYTES, BOMB_RATIO * self._packed.count):
            message = f"unpacks to more than {BOMB_RATIO} times its size."
            raise InputError(message, place=self._name, hint="Do not trust this file.")
        return len(data)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-". Raises InputError when it cannot be opened."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115  (closed below; only opening may fail here)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be opened ({reason}).", place=path, hint="Give a file of articles.") from error
    with file:
        yield file


def prepared(raw: BinaryIO, name: str) -> tuple[BinaryIO, bytes, int]:
    """The stream unpacked and without leading BOM and space, its first bytes, and the number of their line.

    Raises InputError when it is broken gzip, UTF-16, or nothing but blanks at first.
    """
    try:
        head = raw.read(2)
        packed = _Replayed(head, raw, name)
        stream: BinaryIO = io.BufferedReader(packed)
        if is_packed := head == b"\x1f\x8b":
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
        head, line = _begin(stream, name)
    except (EOFError, zlib.error, OSError) as error:
        raise unreadable(name, error) from error
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("is UTF-16.", place=name, hint="Save it as UTF-8.")
    return io.BufferedReader(_Replayed(head, stream, name, packed if is_packed else None)), head, line


def _begin(stream: BinaryIO, name: str) -> tuple[bytes, int]:
    """The first bytes that are no space, and the number of their line."""
    head = stream.read(len(_BOM)).removeprefix(_BOM) or stream.read(1)
    line = 1
    skipped = 0
    while head and not head.strip(SPACE):
        line += head.count(b"\n")
        skipped += len(head)
        if skipped > BLANKS_LIMIT:
            message = f"begins with more than {BLANKS_LIMIT} blanks."
            raise InputError(message, place=name, hint="Give a file of articles.")
        head = stream.read(1)
    line += head[: len(head) - len(head.lstrip(SPACE))].count(b"\n")
    return head.lstrip(SPACE) + stream.read(_HEAD), line

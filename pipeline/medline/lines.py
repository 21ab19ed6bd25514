"""Lines of a file of which nothing is known, in bounded memory."""

import zlib
from collections.abc import Iterator
from typing import IO

from pipeline.errors import InputError


def bounded_lines(stream: IO[bytes], name: str, limit: int) -> Iterator[bytes]:
    """The lines, each cut one byte beyond the limit; they end at a line feed only.

    Raises InputError, after the lines before, when the file or its compression cannot be read to its end.
    """
    try:
        while line := stream.readline(limit + 1):
            yield line
            while len(line) > limit and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
    except (EOFError, zlib.error, OSError) as error:
        raise unreadable(name, error) from error


def unreadable(name: str, error: Exception) -> InputError:
    """What to tell of a file that ends too early or is packed wrongly."""
    return InputError(f"cannot be read to its end ({error}).", place=name, hint="Get the file anew.")

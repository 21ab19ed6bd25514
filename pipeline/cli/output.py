"""Consoles, listings of what was rejected, and files that are written as a whole or not at all."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.schema import Rejection

STDOUT = "-"
_FORM: Any = {"encoding": "utf-8", "errors": "replace", "newline": ""}
LONG = 1_000  # characters of a reason or message, which may quote a cell of any length
WIDE = 160  # columns of a table that goes into a file or pipe


def errors() -> "Console":
    """The console for messages and progress."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def short(text: str) -> str:
    """A message without the middle of what is too long to be read."""
    half = LONG // 2
    return text if len(text) <= LONG else f"{text[:half]} … {text[-half:]}"


def listed(rejections: Iterable["Rejection"], *, most: int | None = None, rest: str = "") -> int:
    """Write what was rejected to standard error, ``most`` lines and then ``rest``; 1 if there is any, else 0."""
    rejections = list(rejections)
    if rejections:
        lines = [f"  {r.place}: {short(r.reason)}" for r in rejections[:most]]
        more = [f"  … {rest}"] if len(rejections) > len(lines) else []
        sys.stderr.write("\n".join([f"Rejected ({len(rejections):,}):", *lines, *more]) + "\n")
    return 1 if rejections else 0


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, ``1,200 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = ()) -> None:
    """A table for people on standard output; columns in ``numbers`` are set to the right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        shown.add_column(name, justify="right" if name in numbers else "left")
    for row in rows:
        shown.add_row(*map(Text, row))
    console.print(shown)


def json_text(value: Any) -> str:
    """JSON for people and programs, ending in a line feed."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def csv_of(header: Sequence[str], rows: Iterable[Mapping[str, str | int]]) -> str:
    """Rows as RFC 4180 CSV, formulas escaped as in a run folder."""
    from pipeline.export import escaped

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([header, *([escaped(row[column]) for column in header] for row in rows)])
    return out.getvalue()


def write(text: str, path: str = STDOUT) -> None:
    """Write a text to standard output or as a file. Raises InputError where that fails."""
    with sink(path) as stream:
        stream.write(text)


@contextmanager
def sink(path: str) -> Iterator[IO[str]]:
    """Standard output for ``-``, else ``whole_file``."""
    if path != STDOUT:
        with whole_file(path) as file:
            yield file
        return
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, **_FORM)
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(OSError):
            stream.detach()  # standard output stays open


@contextmanager
def whole_file(path: str) -> Iterator[IO[str]]:
    """A text file (UTF-8, line ends as given) that takes its name when the body ends well and is gone when not.

    A device or pipe is written to as it is. Raises InputError where the file cannot be written.
    """
    target = Path(path).resolve()
    direct = target.exists() and not target.is_file()
    try:
        with target.open("w", **_FORM) if direct else _renamed(target) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"The file cannot be written: {error.strerror or error}."
        raise InputError(message, place=path, hint="Choose a place that you may write to.") from error


@contextmanager
def _renamed(target: Path) -> Iterator[IO[str]]:
    with NamedTemporaryFile("w", dir=target.parent, prefix=f".{target.name[:100]}-", delete=False, **_FORM) as file:
        temporary = Path(file.name)
        try:
            yield file
            file.close()
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The mask for new files, which can be read only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask

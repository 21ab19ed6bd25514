"""Digests of files: whether two results were made with the same words, code or trained model."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

SHOWN = 16  # hexadecimal digits


@cache
def of_package(*parts: str) -> str:
    """Names and contents of the files of ``pipeline``, or of ``parts`` alone (``units``, ``lexicons/cues.jsonl``)."""
    files = _files(resources.files("pipeline"))
    return _digest((n, f) for n, f in files if not parts or any(n == p or n.startswith(f"{p}/") for p in parts))


@cache
def of_code() -> str:
    """Names and contents of the files of ``pipeline`` but words and trained models, which have digests of their own."""
    files = _files(resources.files("pipeline"))
    return _digest((name, file) for name, file in files if not name.startswith(("lexicons/", "model/")))


@cache
def of_folder(folder: str) -> str:
    """Names and contents of the files below a folder, such as a trained model."""
    return _digest(_files(Path(folder)))


def of_file(path: str) -> str:
    """The content of one file, whatever its name."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:SHOWN]


def _digest(files: Iterator[tuple[str, Traversable]]) -> str:
    digest = hashlib.sha256()
    for name, file in sorted(files, key=lambda f: f[0]):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:SHOWN]


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name, entry

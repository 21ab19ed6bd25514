"""Invented sentences in a treebank's ten columns, written short: ``text/tag/head/label``, heads counted from 1."""

import tarfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pipeline.model.treebanks import Sentence, paragraphs


def lines(*words: str, lemma: bool = False) -> list[str]:
    rows = []
    for at, word in enumerate(words, 1):
        text, tag, head, label = word.rsplit("/", 3)
        rows.append("\t".join([str(at), text, text.lower() if lemma else "_", "_", tag, "_", head, label, "_", "_"]))
    return [*rows, ""]


def sentence(*words: str) -> Sentence:
    ((found,),) = paragraphs(lines(*words))
    return found


def shown(words: Sequence[object]) -> list[str]:
    return [f"{w.text}/{w.tag}/{w.head + 1}/{w.dep}" for w in words]  # type: ignore[attr-defined]


def archive(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:xz") as packed:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            packed.addfile(info, BytesIO(text.encode()))

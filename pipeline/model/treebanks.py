"""Treebanks as sentences of analysed words: CoNLL-U (CRAFT) and CoNLL-X (GENIA), ten columns with tabs between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

ROOT = "ROOT"


@dataclass(frozen=True)
class Word:
    """A word of a sentence: ``head`` is the place of its head in the sentence, its own for the root.

    ``tag`` is Penn's; an empty tag, dependency or lemma is not known, and nothing is learnt from it. ``space`` tells
    whether white space follows.
    """

    text: str
    tag: str = ""
    head: int = 0
    dep: str = ""
    lemma: str = ""
    pos: str = ""
    space: bool = True


Sentence = list[Word]


def paragraphs(lines: Iterable[str]) -> Iterator[list[Sentence]]:
    """The sentences of a CoNLL-U file by paragraph (``# newpar``, ``# newdoc``). Raises ValueError for other lines."""
    paragraph: list[Sentence] = []
    for new, sentence in _sentences(lines):
        if new and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _sentences(lines: Iterable[str]) -> Iterator[tuple[bool, Sentence]]:
    """Each sentence, and whether a paragraph begins with it."""
    rows: list[list[str]] = []
    new = False
    for line in (line.rstrip("\n") for line in lines):
        if line.startswith("#"):
            new = new or line.startswith(("# newpar", "# newdoc"))
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield new, [_word(row, at) for at, row in enumerate(rows)]
            rows, new = [], False
    if rows:
        yield new, [_word(row, at) for at, row in enumerate(rows)]


def _word(row: list[str], at: int) -> Word:
    if len(row) != 10 or row[0] != str(at + 1):
        raise ValueError(f"not a row of a treebank: {row[:4]}")
    _, text, lemma, pos, tag, _, head, dep, _, misc = (
        "" if cell == "_" and k != 1 else cell for k, cell in enumerate(row)
    )
    root = head == "0"
    return Word(
        text=text,
        tag=tag,
        head=at if root else int(head) - 1,
        dep=ROOT if root else dep,
        lemma=lemma,
        pos=pos,
        space="SpaceAfter=No" not in misc,
    )


def moved(word: Word, by: int) -> Word:
    """The word in a text that has ``by`` words before its sentence."""
    return replace(word, head=word.head + by)

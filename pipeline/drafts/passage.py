"""A section of a source document as an article to read: plain sentences, each place with its origin."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.schema import Article
from pipeline.sources import Sentence, SourceDocument
from pipeline.sources.markers import words
from pipeline.sources.marks import marks

_LABEL = re.compile(r"\s*(?:\*\*|__)[^*_]{1,80}:\s*(?:\*\*|__)\s*|\s*A:\s+")  # "**Oral:** …", "A: …" to a question
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*\)")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\*+|`+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])|^\s*>\s*")
_WORD = re.compile(r"[a-z]+")
_SPACES = re.compile(r"\s+(?=[.,;:)])|(?<=\s)\s+|^\s+|\s+$")


@dataclass(frozen=True)
class Passage:
    """One section of a document. ``begins`` are the offsets of its sentences in ``article.text``.

    ``methods``: it tells how something is done, so what it leaves unsaid is not the document's amino acid.
    """

    article: Article
    section: str
    sentences: tuple[Sentence, ...]
    begins: tuple[int, ...]
    places: tuple[tuple[int, ...], ...]  # of each sentence: for each of its characters the offset in the document
    methods: bool = False

    def sentence(self, offset: int) -> int | None:
        """Which of the sentences an offset of the article's text lies in; None for the heading."""
        at = bisect_right(self.begins, offset) - 1
        return at if at >= 0 else None

    def origin(self, offset: int) -> int:
        """The offset in the document of a character of the article's text. Raises IndexError in the heading."""
        at = self.sentence(offset)
        if at is None:
            raise IndexError(f"offset {offset} is in the heading")
        return self.places[at][min(offset - self.begins[at], len(self.places[at]) - 1)]

    def text(self, at: int) -> str:
        """A sentence as it is read."""
        begin = self.begins[at]
        return self.article.text[begin : begin + len(self.places[at])]

    def words(self, at: int) -> list[str]:
        """The words of a sentence as they are read."""
        return self.text(at).split()


def passages(document: SourceDocument) -> Iterator[Passage]:
    """The sections of a document that state something, in order; a line for each sentence that is no question."""
    for number, group in groupby(document.sentences, key=lambda s: s.section):
        read = [(s, *_plain(document.text, s)) for s in group]
        kept = [(sentence, text, places) for sentence, text, places in read if text and not text.endswith("?")]
        section = None if number is None else document.sections[number]
        name = " ".join(filter(None, (section.number, section.title))) if section else "Lead"
        if not kept:
            continue
        methods = _is_of_methods(name, [text for _, text, _ in kept])
        title = name if methods else _heading(document, name)
        begins, at = [], len(title) + 1
        for _, text, _ in kept:
            begins.append(at)
            at += len(text) + 1
        yield Passage(
            article=Article(title=title, abstract="\n".join(text for _, text, _ in kept), kind="document"),
            section=name,
            sentences=tuple(sentence for sentence, _, _ in kept),
            begins=tuple(begins),
            places=tuple(places for _, _, places in kept),
            methods=methods,
        )


def _heading(document: SourceDocument, section: str) -> str:
    """What a passage is about: the document's title tells the amino acid that its sections leave unsaid."""
    title = " ".join((document.title or "").split())
    return section if not title or title == section else f"{title}: {section}"


def _is_of_methods(section: str, sentences: Iterable[str]) -> bool:
    """By a word of its heading, or by a line that is nothing but such a heading ("Materials:")."""
    told = words("method heading")
    lines = (sentence.rstrip(" :").lower() for sentence in sentences)
    return not told.isdisjoint(_WORD.findall(section.lower())) or any(line in told for line in lines)


def _plain(text: str, sentence: Sentence) -> tuple[str, tuple[int, ...]]:
    """A sentence without citation marks, labels and markup, in single spaces; for each character its offset."""
    raw = text[sentence.start : sentence.end]
    keep = [True] * len(raw)
    label = _LABEL.match(raw)
    _drop(keep, *(label.span() if label and label.end() < len(raw) else (0, 0)))
    for mark in marks(raw):
        _drop(keep, mark.start, mark.end)
    for link in _LINK.finditer(raw):
        _drop(keep, link.start(), link.start("text"))
        _drop(keep, link.end("text"), link.end())
    for found in _MARKUP.finditer(raw):
        _drop(keep, *found.span())
    chars = [(" " if raw[n].isspace() or raw[n] == "|" else raw[n], n) for n in range(len(raw)) if keep[n]]
    line = "".join(char for char, _ in chars)
    dropped = {n for found in _SPACES.finditer(line) for n in range(*found.span())}
    left = [(char, sentence.start + n) for at, (char, n) in enumerate(chars) if at not in dropped]
    return "".join(char for char, _ in left), tuple(place for _, place in left)


def _drop(keep: list[bool], start: int, end: int) -> None:
    keep[start:end] = [False] * (end - start)

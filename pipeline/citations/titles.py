"""A title as people copy it, brought to words that can be compared: site names, brackets and markup gone."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from pipeline import lexicon
from pipeline.corpus import spelled

_MARKUP = re.compile(r"</?[A-Za-z]{1,8}/?>")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+(?:com|org|net|gov|edu|int|io|[a-z]{2})(?:/\S*)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—|·]+\s+|\s*\|\s*")
_ENDING = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,40})[)\]]\s*\.?$")
_BEGINNING = re.compile(r"^[(\[](?P<inside>[^()\[\]]{1,40})[)\]]\s*")
_TRANSLATED = re.compile(r"^\[(?P<title>[^\[\]]*)\]\.?$")  # how PubMed marks a title that it translated
_CUT = re.compile(r"\s*(?:…|\.\.\.+)\s*$")
_SUBTITLE = re.compile(r"[:?!.;]\s+|\s+[-–—]\s+")
_WORD = re.compile(r"[^\W_]+")


class Title(NamedTuple):
    """The words of a title; ``main`` counts those before its subtitle, and is 0 where it has none.

    ``cut`` tells that it ends with "…", ``length`` how many characters it has, ``meeting`` that it names itself the
    abstract of a talk or poster.
    """

    words: tuple[str, ...]
    main: int = 0
    cut: bool = False
    length: int = 0
    meeting: bool = False

    @property
    def key(self) -> str:
        """All words in one."""
        return "".join(self.words)


@cache
def vocabulary(*categories: str) -> frozenset[str]:
    """The terms of these categories of the lexicon ``title_words``, in lower case."""
    return frozenset(
        row.term.casefold() for row in lexicon.read("title_words", lexicon.Cue) if row.category in categories
    )


def read_title(text: str) -> Title:
    """The title behind what a reference list, a search engine or PubMed shows of it."""
    plain = " ".join(_MARKUP.sub("", text).split())
    if translated := _TRANSLATED.match(plain):
        plain = translated["title"]
    plain, meeting = _without_brackets(_without_site(plain))
    cut = _CUT.search(plain)
    plain = (plain[: cut.start()] if cut else plain).rstrip(" .")
    subtitle = _SUBTITLE.search(plain)
    words = _words(plain)
    main = len(_words(plain[: subtitle.start()])) if subtitle else 0
    return Title(words, main if main < len(words) else 0, bool(cut), len(plain), meeting)


def content(words: tuple[str, ...]) -> list[str]:
    """The words that carry the subject."""
    return [word for word in words if word not in vocabulary("little")]


def _words(text: str) -> tuple[str, ...]:
    letters = "".join(c for c in spelled(text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(letters))


def _without_site(title: str) -> str:
    """The title up to the first " - PubMed" or "| journal.org" at its end."""
    parts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)]
    for start, end in reversed(parts):
        tail = title[end:].strip(" .").casefold()
        if tail not in vocabulary("site") and not _DOMAIN.fullmatch(tail):
            break
        title = title[:start]
    return title


def _without_brackets(title: str) -> tuple[str, bool]:
    """The title without bracketed words that databases add, and whether they say that it is a meeting's abstract."""
    meeting = False
    for pattern in (_ENDING, _ENDING, _BEGINNING):
        found = pattern.search(title)
        inside = found["inside"].strip(" .").casefold() if found else ""
        if found and inside in vocabulary("decoration", "abstract"):
            meeting = meeting or inside in vocabulary("abstract")
            title = title[: found.start()] + title[found.end() :]
    return title, meeting

"""PubMed's search fields: their names and what each compares.

Names and meanings: PubMed Help, "Search field descriptions and tags" (pubmed.ncbi.nlm.nih.gov/help/#search-tags).
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.eutils.entries import Date, Entry, Words, words

Test = Callable[[Entry], bool]
PHRASE_WORDS = 5
_NAMES = {
    "uid": ("pmid", "uid"),
    "doi": ("aid", "article identifier", "doi", "lid", "location id"),
    "title": ("ti", "title"),
    "tiab": ("tiab", "title/abstract", "tw", "text word"),
    "author": ("au", "author", "author name"),
    "first author": ("1au", "author - first"),
    "journal": ("ta", "journal", "jour"),
    "published": ("dp", "pdat", "date - publication", "publication date"),
    "entered": ("edat", "date - entry", "entrez date", "crdt", "date - create"),
    "volume": ("vi", "volume"),
    "issue": ("ip", "issue"),
    "page": ("pg", "pagination", "page"),
    "type": ("pt", "publication type"),
    "language": ("la", "language", "lang"),
    "mesh": ("mh", "mesh", "mesh terms"),
    "all": ("all", "all fields"),
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names}
DATES = {"published", "entered"}
STOPWORDS = frozenset(Path(__file__).with_name("stopwords.txt").read_text("utf-8").split())  # PubMed Help, "Stopwords"


def word_test(field: str, word: str) -> Test:
    """Whether a record has a word in a field; ``*`` at the end of at least four letters stands for any ending.

    A word with a hyphen or the like inside is a phrase (PubMed Help, "Searching for a phrase").
    """
    if word.endswith("*") and len(word) > 4:
        return _prefix_test(field, word[:-1].lower())
    parts = words(word)
    return phrase_test(field, parts)


def phrase_test(field: str, phrase: Words) -> Test:
    """Whether a record has these words in a row, or has the value that they make, in a field."""
    value = " ".join(phrase)
    exact: dict[str, Callable[[Entry], Iterable[str]]] = {
        "volume": lambda entry: (entry.volume.lower(),),
        "issue": lambda entry: (entry.issue.lower(),),
        "page": lambda entry: (" ".join(words(entry.pages)), " ".join(words(entry.pages)[:1])),
        "type": lambda entry: (" ".join(words(name)) for name in entry.publication_types),
        "language": lambda entry: entry.languages,
        "mesh": lambda entry: (" ".join(words(name)) for name in entry.mesh),
    }
    if field in exact:
        return lambda entry: value in exact[field](entry)
    if field == "journal":
        return lambda entry: phrase in entry.journals
    if field in {"author", "first author"}:
        return lambda entry: any(_is_author(name, phrase) for name in _authors(entry, field))
    return lambda entry: any(_in_a_row(phrase, text) for text in _texts(entry, field))


def near_test(field: str, wanted: Words, between: int) -> Test:
    """Whether the words stand in any order with at most ``between`` others among them (PubMed Help, "Proximity")."""
    size, needed = len(wanted) + between, set(wanted)

    def test(entry: Entry) -> bool:
        texts = [text for text in _texts(entry, field) if needed <= set(text)]
        return any(needed <= set(text[at : at + size]) for text in texts for at in range(max(1, len(text) - size + 1)))

    return test


def date_test(field: str, low: Date, high: Date) -> Test:
    """Whether a date of the record is in a range; a month or day that is not said counts as the first (PubMed Help)."""

    def test(entry: Entry) -> bool:
        dates = entry.published if field == "published" else entry.entered
        return any(low <= (year, month or 1, day or 1) <= high for year, month, day in dates)

    return test


def date_range(low: str, high: str) -> tuple[Date, Date] | None:
    """The days from the start of ``low`` to the end of ``high``, each YYYY, YYYY/MM or YYYY/MM/DD (NBK25499)."""
    first, last = (_date(text, rest) for text, rest in ((low, (1, 1)), (high, (12, 31))))
    return (first, last) if first and last else None


def _date(text: str, rest: tuple[int, int]) -> Date | None:
    found = re.fullmatch(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", text.strip().strip('"'))
    if not found:
        return None
    return int(found[1]), int(found[2] or rest[0]), int(found[3] or rest[1])


def _texts(entry: Entry, field: str) -> tuple[Words, ...]:
    if field == "title":
        return (entry.title_words,)
    both = (entry.title_words, entry.abstract_words)
    if field == "tiab":
        return both
    others = (words(text) for text in (*entry.authors, *entry.mesh))
    return (*both, *others, *entry.journals)


def _authors(entry: Entry, field: str) -> tuple[str, ...]:
    return entry.authors[:1] if field == "first author" else entry.authors


def _is_author(name: str, asked: Words) -> bool:
    """``asked`` is the last name, or the last name and initials that the author's begin with (PubMed Help)."""
    has = words(name)
    if asked == has or asked == has[: len(asked)]:
        return True
    return asked[:-1] == has[:-1] and has[-1].startswith(asked[-1])


def _in_a_row(phrase: Words, text: Words) -> bool:
    if not phrase or phrase[0] not in text:
        return False
    size = len(phrase)
    return any(text[at : at + size] == phrase for at in range(len(text) - size + 1) if text[at] == phrase[0])


def _prefix_test(field: str, start: str) -> Test:
    if field == "journal":
        return lambda entry: any(" ".join(name).startswith(start) for name in entry.journals)
    if field in {"author", "first author"}:
        return lambda entry: any(name.startswith(start) for name in _authors(entry, field))
    return lambda entry: any(word.startswith(start) for text in _texts(entry, field) for word in text)

"""Which article a citation means."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pipeline.medline import plain_doi
from pipeline.schema import Article, Citation, Rejection

_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
Key = tuple[str, str]  # kind of identifier and its plain form


def title_key(title: str) -> str:
    """The letters and digits of a title: case, punctuation, accents and white space gone, Greek letters spelled out."""
    return "".join(c for c in spelled(title) if c.isalnum())


def spelled(text: str) -> str:
    """A text in lower case, accents taken apart (NFKD) and Greek letters spelled out: ``kappab`` for κB."""
    decomposed = unicodedata.normalize("NFKD", text)
    return _GREEK.sub(lambda found: _letter(found[0]), decomposed).casefold()


@cache
def _letter(symbol: str) -> str:
    """``beta`` for β and Β; other symbols unchanged."""
    found = re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)", unicodedata.name(symbol, ""))
    return found[1].replace("LAMDA", "lambda").lower() if found else symbol


def _identifiers(record: Article | Citation) -> dict[str, str]:
    """PMID, DOI and PMCID in plain forms, those that are there, strongest first."""
    pmid = (record.pmid or "").strip().lstrip("0")
    doi = plain_doi(record.doi or "")
    pmcid = (record.pmcid or "").strip().upper().removeprefix("PMC")
    found = {"pmid": pmid, "doi": doi.lower() if doi else "", "pmcid": pmcid}
    return {kind: value for kind, value in found.items() if value}


def _contradict(one: dict[str, str], other: dict[str, str]) -> bool:
    return any(one[kind] != other[kind] for kind in one.keys() & other.keys())


def _rank(article: Article) -> int:
    """A real abstract before a digest, a digest before a record without text; lower wins."""
    return 2 if article.abstract is None else 0 if article.kind == "abstract" else 1


class ArticleIndex:
    """Articles by identifier and title.

    Of several records of one article a real abstract wins, then a digest, then a record with a title only; of equals
    the highest version, then the first. A retraction or notice that any of them carries is kept. ``articles`` are the
    winners in the order given, ``duplicates`` say which records of the same rank were left out.
    """

    articles: tuple[Article, ...]
    duplicates: tuple[Rejection, ...]

    def __init__(self, articles: Iterable[Article]) -> None:
        self._slots: dict[Key, int] = {}
        self._titles: dict[str, set[int]] = {}
        given = list(articles)
        winners: dict[int, Article] = {}
        duplicates: list[tuple[int, Rejection]] = []
        for place in sorted(range(len(given)), key=lambda at: (_rank(given[at]), -given[at].version)):
            article = given[place]
            slot = self._slot(article, winners)
            if slot is None:
                slot, winners[place] = place, article
            elif _rank(winners[slot]) == _rank(article):
                duplicates.append((place, _duplicate(article, winners[slot])))
            winners[slot] = _with_notices(winners[slot], article)
            self._enter(article, slot)
        self._winners = winners
        self.articles = tuple(winners[place] for place in sorted(winners))
        self.duplicates = tuple(rejection for _, rejection in sorted(duplicates, key=lambda pair: pair[0]))

    def _slot(self, article: Article, winners: dict[int, Article]) -> int | None:
        """Where the same article already is: an identifier agrees and the PMIDs, where both have one, do not differ."""
        for kind, value in _identifiers(article).items():
            slot = self._slots.get((kind, value))
            if slot is not None and not (article.pmid and winners[slot].pmid and kind != "pmid"):
                return slot
        return None

    def _enter(self, article: Article, slot: int) -> None:
        for key in _identifiers(article).items():
            self._slots.setdefault(key, slot)
        self._titles.setdefault(title_key(article.title), set()).add(slot)

    def find(self, citation: Citation) -> Article | None:
        """The article by PMID, else DOI, else PMCID, else the only one of equal title.

        A title is no evidence when one of the citation's identifiers differs from the article's.
        """
        identifiers = _identifiers(citation)
        for key in identifiers.items():
            if (slot := self._slots.get(key)) is not None:
                return self._winners[slot]
        title = title_key(citation.title or "")
        slots = self._titles.get(title, set()) if title else set()
        fitting = [slot for slot in slots if not _contradict(identifiers, _identifiers(self._winners[slot]))]
        return self._winners[fitting[0]] if len(fitting) == 1 else None


def _duplicate(article: Article, kept: Article) -> Rejection:
    why = "which came first" if kept.version == article.version else f"whose version {kept.version} is newer"
    return Rejection(place=article.id, reason=f"the same article as {kept.id}, {why} and is used")


def _with_notices(kept: Article, other: Article) -> Article:
    """The article with what another record of it tells of retraction and notices."""
    notices = tuple(dict.fromkeys((*kept.notices, *other.notices)))
    retracted = kept.retracted or other.retracted
    if (notices, retracted) == (kept.notices, kept.retracted):
        return kept
    return kept.model_copy(update={"notices": notices, "retracted": retracted})

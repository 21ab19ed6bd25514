"""Read a bibliographic entry: authors, title, journal, year, volume, pages.

The styles of Vancouver, AMA and NLM ("Own A, Wool B. Title. J Yarn. 2001;1(2):3-4."), APA ("Own, A. (2001). Title.
J Yarn, 1(2), 3–4."), Nature ("Own, A. Title. J. Yarn 1, 3–4 (2001)."), MLA and IEEE (title in quotes) are known. An
entry in none of them is all title. A field that is not certain is None.
"""

import re
from typing import NamedTuple

from pipeline.sources.authors import leading_authors, only_authors


class Fields(NamedTuple):
    """What an entry says, as written."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None


_LINK = re.compile(
    r"\[(?P<text>[^\[\]]{1,500})\]\((?P<to>[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,500})?)[^()]{0,100}\)"
)
_NOISE = re.compile(
    r"""<https?://[^<>\s]*>|https?://\S+|\bwww\.\S+
    |\b(?:doi|PMC?ID|PubMed(?:[ ]ID)?)\s*[:=]\s*\S+|\bPMC\d+\b|\b10\.\d{4,9}/\S+
    |\[(?:Internet|Online|CrossRef|PubMed|Google\ Scholar|PMC|(?:Free\ )?PMC(?:\ free)?\ article|DOI|Links?)\]
    |\b(?:Available\ (?:at|from|online)|Retrieved|Accessed|Epub|Cited)\b[^.]{0,80}(?:\.|$)
    |<[^<>]{1,200}>|\\(?=[^\w\s])""",
    re.VERBOSE | re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)")
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d+[A-Za-z]?(?:\s?[-–—]\s?[A-Za-z]{0,2}\d+[A-Za-z]?)?)"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)"
_ISSUE = r"(?:\s?\([^()]{1,30}\))?"
_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[^;:()]{{0,20}};\s*{_VOLUME}{_ISSUE}(?:\s*:\s*{_PAGES})?",  # 2001 May;1(2):3-4
        rf"{_VOLUME}(?:\.\d+|{_ISSUE})\s*\({_YEAR}\)\s*:\s*{_PAGES}",  # 1.2 (2001): 3-4
        rf"{_VOLUME}{_ISSUE}\s*[,:]\s*(?:pp?\.\s*|Article\s)?{_PAGES}\s*[.,]?\s*\({_YEAR}[a-z]?\)",  # 1, 3–4 (2001)
        rf"\bvol\.\s*{_VOLUME}\b(?:[^()]{{0,40}}?\bpp?\.\s*{_PAGES})?(?:[^()]{{0,30}}?\b{_YEAR}\b)?",
        rf"(?<=,\s){_VOLUME}{_ISSUE},\s*(?:pp?\.\s*|Article\s)?{_PAGES}(?=[.\s]|$)",  # , 1(2), 3–4
        rf"\b{_YEAR}[.,]?\s+{_VOLUME}{_ISSUE}\s*[:,]\s*{_PAGES}",  # 2001, 1(2):3-4
        rf"(?<=\s){_VOLUME}{_ISSUE}\s*:\s*{_PAGES}(?=[.,;\s]|$)",  # 1(2):3-4
    )
)
_ANY_YEAR = re.compile(
    rf"(?<![\d/–-]){_YEAR}(?=[a-z]?(?:(?:\s[A-Z][a-z]{{2}}[\w–-]{{0,12}}(?:\s\d{{1,2}})?)?[;.,]|[^()]{{0,20}}\)|\s*$))"
)
_DATE_BEHIND = re.compile(rf"\s*\({_YEAR}[a-z]?\)\.?$")
_DATE_BEFORE = re.compile(rf"^{_YEAR}[a-z]?[.,:;]\s+")
_TITLE = 4  # words; fewer are no title
_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{12,400})[\"”]")
_DATED = re.compile(rf"(?P<authors>[^()]{{3,600}}?)\s*\({_YEAR}[a-z]?(?:,[^()]{{0,30}})?\)[.:,]?\s+(?P<rest>\S.*)")
_STOP = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z]\.)(?<!\bal)(?<!\bvs)(?<!\bspp)(?<!\bsp)[.?!](?=\s+[\[\"“(A-Z0-9α-ωΑ-Ω]|\s+[a-z]+[A-Z]|\s*$)"
)


def read(text: str) -> Fields:
    """The fields of an entry without its number. Its title is None where nothing but addresses is left."""
    clean = " ".join(_EMPHASIS.sub("", _NOISE.sub(" ", _unlinked(text))).split()).strip(" ,;:")
    year = _year(clean)
    numbers = next((found for pattern in _NUMBERS if (found := pattern.search(clean))), None) if year else None
    groups = numbers.groupdict() if numbers else {}
    authors, title, journal = _quoted(clean) or _dated(clean) or _listed(clean[: numbers.start()] if numbers else clean)
    if not (numbers or len(authors) > 1 or (year and (authors or len(title.split()) >= _TITLE))):
        authors, title, journal = (), clean, None
    return Fields(
        title=_DATE_BEHIND.sub("", title).strip(" .,;:") or None,
        authors=authors,
        journal=_journal(journal) if journal else None,
        year=int(groups.get("year") or year or 0) or None,
        volume=groups.get("volume"),
        pages=re.sub(r"\s", "", groups.get("pages") or "") or None,
    )


def _unlinked(text: str) -> str:
    """The text of links without their addresses; a long one inside an entry is its title, in quotes."""

    def words(link: re.Match[str]) -> str:
        if link["text"].startswith("http"):
            return " "
        whole = link[0] == text.strip() or len(link["text"].split()) < _TITLE or re.search('["“]', text)
        return link["text"] if whole else f"“{link['text']}”"

    return _LINK.sub(words, text)


_Parts = tuple[tuple[str, ...], str, str | None]


def _year(text: str) -> str | None:
    found = _ANY_YEAR.findall(text)
    return found[-1] if found else None


def _quoted(text: str) -> _Parts | None:
    """Authors, "Title," journal …"""
    found = _QUOTED.search(text)
    if found is None or (found.start() and not only_authors(text[: found.start()])):
        return None
    return only_authors(text[: found.start()]), found["title"], text[found.end() :]


def _dated(text: str) -> _Parts | None:
    """Authors (2001). Title. Journal …"""
    found = _DATED.match(text)
    if found is None or not (authors := only_authors(found["authors"])):
        return None
    title, journal = _cut(found["rest"])
    return authors, title, journal


def _listed(head: str) -> _Parts:
    """Authors. Title. Journal …; or Title. Journal …"""
    authors, end = leading_authors(head)
    title, journal = _cut(_DATE_BEFORE.sub("", head[end:].strip(" .,:;")))
    return authors, title, journal


def _cut(text: str) -> tuple[str, str | None]:
    """A title, up to its full stop, and what follows."""
    stop = _STOP.search(text)
    if stop is None:
        return text, None
    return text[: stop.start()] + stop[0].strip("."), text[stop.end() :]


def _journal(text: str) -> str | None:
    """The journal's name at the beginning of what follows a title."""
    name = re.split(r"[;:(]|,?\s(?:vol\.?\s)?\d|,\s", text.strip(' .,;:"”'), maxsplit=1)[0].strip(" .,;:")
    return name if re.search(r"[A-Za-z]{2}", name) and len(name) <= 100 else None

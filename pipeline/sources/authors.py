"""The authors that a bibliographic entry begins with: "Own AB", "Own, A. B.", "A. B. Own" and so on."""

import re

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_PREFIX = r"(?:[a-z]{1,3}['’]|(?:van|von|de|der|den|di|da|del|della|la|le|ten|ter|el|al|dos|bin|st\.?)\s)"
_SURNAME = rf"{_PREFIX}{{0,3}}{_CAPITAL}[\w'’-]{{1,40}}(?:[\s-]{_CAPITAL}[\w'’-]{{1,40}}){{0,2}}"
_JUNIOR = r"(?:,?\s(?:Jr|Sr|I{2,3}|[23](?:nd|rd))\b\.?)?"
_AUTHOR = re.compile(
    rf"{_SURNAME},\s?{_CAPITAL}\.?(?:[\s-]?{_CAPITAL}\.?){{0,3}}(?![\w-]){_JUNIOR}"
    rf"|{_SURNAME}\s{_CAPITAL}(?:[.-]?{_CAPITAL}){{0,3}}(?![\w-]){_JUNIOR}"
    rf"|(?:{_CAPITAL}\.[\s-]?){{1,4}}\s?{_SURNAME}"
    rf"|{_SURNAME}(?:,\s{_CAPITAL}[\w-]+)?(?=,?\s(?:et\sal|and\scolleagues)\b)"
)
_FULL_NAME = re.compile(rf"{_SURNAME},\s{_CAPITAL}[\w-]+(?:\s{_CAPITAL}\.?)?(?=[.,;&]|\sand\b)")
_BETWEEN = re.compile(r"[\s,;&.]*(?:(?:and\scolleagues|and|et\s+al|eds?)\b[\s,;&.]*)*", re.IGNORECASE)


def only_authors(text: str) -> tuple[str, ...]:
    """The authors when a text holds nothing else; given names may be in full."""
    authors, end = leading_authors(text, full_names=True)
    return authors if authors and not re.search(r"\w", text[end:]) else ()


def leading_authors(text: str, *, full_names: bool = False) -> tuple[tuple[str, ...], int]:
    """The authors that a text begins with, and where what follows them begins."""
    found: list[str] = []
    at = 0
    while author := _AUTHOR.match(text, at) or (_FULL_NAME.match(text, at) if full_names else None):
        found.append(" ".join(author[0].split()).strip(" ,"))
        between = _BETWEEN.match(text, author.end())
        at = between.end() if between else author.end()
        if between and re.fullmatch(r"\.\s*|.*\bal\b\W*", between[0]):
            break
    closed = text[:at].rstrip().endswith(".") or re.match(r"[(\"“]|(?:1[89]|20)\d\d\b|\s*$", text[at:])
    return (tuple(found), at) if found and closed else ((), 0)

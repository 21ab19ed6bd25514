"""What PubMed's XML and its MEDLINE text have in common."""

import re

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PLACEHOLDERS = frozenset({"not available", "in process citation"})
RETRACTED, RETRACTION = "Retracted Publication", "Retraction of Publication"  # publication types


def plain_doi(text: str) -> str | None:
    """The DOI without resolver address or ``doi:``; None when the text is no DOI. Case is kept."""
    found = _DOI.fullmatch(text.strip())
    return found[1] if found else None


def year_in(date: str) -> int | None:
    """The first year of a date, also of a MedlineDate ("1998 Dec-1999 Jan" is 1998, "Winter" is None)."""
    found = _YEAR.search(date)
    return int(found[0]) if found else None


def best_title(*titles: str) -> str:
    """The first title that is one: NLM writes "[Not Available]." where a paper has no title in English."""
    written = [title for title in titles if title]
    return next((one for one in written if one.strip("[]. ").lower() not in _PLACEHOLDERS), "".join(written[:1]))


def is_retracted(types: tuple[str, ...], linked: bool) -> bool:
    """Whether the paper itself was retracted: NLM gives it a publication type, and a link to the notice.

    The notice ("Retraction of Publication") is no retracted paper, whatever it is linked with.
    """
    return RETRACTED in types or (linked and RETRACTION not in types)

"""What was published about an article afterwards (retraction, expression of concern, correction …), in words. Pure.

No notice ever changes a verdict: it is told beside it. ``GRAVITY`` is the order in which several are told.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.schema import Article, Notice, NoticeKind

EVENTS: dict[NoticeKind, str] = {
    "retraction": "was retracted",
    "expression_of_concern": "drew an expression of concern",
    "partial_retraction": "was retracted in part",
    "correction": "was corrected",
    "republication": "was republished",
    "update": "was updated",
}
GRAVITY = tuple(EVENTS)
SEPARATOR = "; "
TOLD, LENGTH = 3, 80  # notices of one kind told in one sentence, code points of a notice's own citation there
_DATE_END = re.compile(r"[;:]|\bdoi\b", re.IGNORECASE)
_YEAR = r"(?<!\d)((?:1[6-9]|20)\d\d)(?!\d)"
_YEAR_AFTER_JOURNAL = re.compile(rf"\.\s+{_YEAR}")


def is_retracted(article: Article | None) -> bool:
    """Whether the record says so, by its flag or by a linked notice."""
    return article is not None and (article.retracted or any(n.kind == "retraction" for n in article.notices))


def notices(article: Article | None) -> tuple[Notice, ...]:
    """The article's notices, each once, the gravest first, those of one kind by year."""
    found = dict.fromkeys(article.notices) if article else {}
    return tuple(sorted(found, key=_order))


def _order(notice: Notice) -> tuple[int, int, str, str]:
    return GRAVITY.index(notice.kind), year(notice) or 0, notice.source or "", notice.pmid or ""


def year(notice: Notice) -> int | None:
    """When the notice was published, by its citation; None where that does not say.

    PubMed writes ``Journal. 2021 Feb;151(2):455`` and, before about 2000, no full stop after the journal. A year may be
    part of the journal's name (Periodontol 2000) and pages may look like one, so only what stands before the volume
    counts, and there the year after the journal's name, else the last.
    """
    head = _DATE_END.split(notice.source or "", maxsplit=1)[0]
    years = _YEAR_AFTER_JOURNAL.findall(head) or re.findall(_YEAR, head)[-1:]
    return int(years[0]) if years else None


def told(notice: Notice) -> str:
    """``retraction: J Nutr. 2021;151(2):455 (PMID 123)``, with what the notice has; it never holds ``SEPARATOR``."""
    source, pmid = _plain(notice.source), f"PMID {_plain(notice.pmid)}" if notice.pmid else ""
    named = f"{source} ({pmid})" if source and pmid else source or pmid
    kind = notice.kind.replace("_", " ")
    return f"{kind}: {named}" if named else kind


def cell(article: Article | None) -> str | None:
    """All notices of the article as one text; None where it has none."""
    return SEPARATOR.join(dict.fromkeys(map(told, notices(article)))) or None


def events(article: Article | None, *, retracted: bool = False) -> tuple[str, ...]:
    """What happened to the article, in words that follow its name: ``was retracted in 2021 (PMID 123)``.

    ``retracted`` says that it was, also where its record is not there or does not tell.
    """
    found = notices(article)
    kinds = {notice.kind for notice in found}
    if "retraction" in kinds or not (retracted or is_retracted(article)):
        return tuple(_events(found))
    linked = "" if "republication" in kinds else " (no notice is linked)"  # one link may stand for both
    return (EVENTS["retraction"] + linked, *_events(found))


def _events(found: Iterable[Notice]) -> Iterator[str]:
    for kind, group in groupby(found, lambda notice: notice.kind):
        published = [words for notice in group if (words := _published(notice))]
        more = f" and {len(published) - TOLD} more" if len(published) > TOLD else ""
        yield f"{EVENTS[kind]} {', '.join(published[:TOLD])}{more}".rstrip()


def _published(notice: Notice) -> str:
    """When and by which notice: ``in 2021 (PMID 123)``."""
    name = f"PMID {_plain(notice.pmid)}" if notice.pmid else _plain(notice.source)
    when, short = year(notice), name if len(name) <= LENGTH else f"{name[: LENGTH - 1].rstrip()}…"
    return f"{f'in {when}' if when else ''} {f'({short})' if short else ''}".strip()


def _plain(text: str | None) -> str:
    """On one line, without the separator of notices."""
    line = " ".join((text or "").split())
    return re.sub(r";\s+", ";", line).rstrip("; ")

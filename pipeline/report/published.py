"""What was published about an article afterwards, as the report shows it: a flag, a sentence, a link. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.notices import EVENTS, is_retracted, notices, year
from pipeline.report.links import Link, links
from pipeline.report.words import NOTICE_FLAGS, counted
from pipeline.schema import Article, Assessment, Notice


@dataclass(frozen=True)
class Published:
    """One notice: the flag that it raises, what it says of the article, its own citation, where to read it.

    ``linked`` is false for a retraction that only the record's own flag tells.
    """

    flag: str
    event: str
    source: str | None = None
    links: tuple[Link, ...] = ()
    linked: bool = True


@dataclass(frozen=True)
class Withdrawn:
    """A retracted article that claims rest on, and its verdicts: (id on the page, claim id, references)."""

    title: str | None
    published: tuple[Published, ...]
    links: tuple[Link, ...]
    verdicts: tuple[tuple[str, str, tuple[int, ...]], ...]


def published(article: Article | None, *, retracted: bool = False) -> tuple[Published, ...]:
    """All notices about the article, the gravest first; a retraction is told also where no notice is linked."""
    told = tuple(_published(notice) for notice in notices(article))
    known = any(one.flag == "retracted" for one in told)
    unlinked = Published("retracted", EVENTS["retraction"], linked="republished" in flags(told))
    return (unlinked, *told) if (retracted or is_retracted(article)) and not known else told


def _published(notice: Notice) -> Published:
    when = year(notice)
    event = f"{EVENTS[notice.kind]} in {when}" if when else EVENTS[notice.kind]
    return Published(NOTICE_FLAGS[notice.kind], event, notice.source, links(notice.pmid))


def flags(found: Iterable[Published]) -> tuple[str, ...]:
    """The flags that notices raise, each once, the gravest first."""
    return tuple(dict.fromkeys(one.flag for one in found))


def withdrawn(judged: Iterable[tuple[str, Assessment, Article | None]]) -> tuple[Withdrawn, ...]:
    """The retracted articles among those that were judged by, in the order of their first verdict.

    ``judged`` gives each assessment with its id on the page and the article.
    """
    found: dict[str, list[tuple[str, Assessment, Article | None]]] = {}
    for entry in judged:
        if entry[1].retracted:
            found.setdefault(entry[1].article or entry[0], []).append(entry)
    return tuple(
        Withdrawn(
            title=article.title if article else None,
            published=published(article, retracted=True),
            links=links(first.pmid, first.doi),
            verdicts=tuple((id_, one.claim.id, one.refs) for id_, one, _ in entries),
        )
        for entries in found.values()
        for _, first, article in entries[:1]
    )


def headline(found: Iterable[Withdrawn]) -> str:
    """How much rests on retracted articles, in words; empty where nothing does."""
    found = tuple(found)
    verdicts = [verdict for one in found for verdict in one.verdicts]
    claims = counted(len({claim for _, claim, _ in verdicts}), "claim")
    rest = "rests" if len(verdicts) == 1 else "rest"
    on = counted(len(found), "retracted article")
    return f"{counted(len(verdicts), 'verdict')} on {claims} {rest} on {on}." if found else ""

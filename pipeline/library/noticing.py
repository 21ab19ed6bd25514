"""What changed between two looks at a PMID, and how that is told. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline import notices
from pipeline.schema import Article, Notice
from pipeline.store import Known, Noticed
from pipeline.store.shelf import What

WORDS: dict[What, str] = {
    "first_seen": "first seen",
    "text_changed": "its text changed",
    "record_changed": "its record, but not its text, changed",
    "retracted": "retracted",
    "retraction_withdrawn": "no longer marked as retracted",
    "notice_added": "a notice was added",
    "notice_withdrawn": "a notice was withdrawn",
    "became_missing": "no longer in PubMed",
    "became_unusable": "its record can no longer be used",
    "back": "back in PubMed",
}
_TEXT = ("title", "abstract", "kind")
_TOLD_APART = {*_TEXT, "retracted", "notices"}
_OF_TEXT = {"sections", "abstract_from"}
Change = tuple[What, str | None]


def told(one: Noticed) -> str:
    """``PMID 123: retracted since the check of 2026-11-02: J Nutr. 2026;1:2 (PMID 456)``."""
    since = f" since the check of {one.since:%Y-%m-%d}" if one.since else ""
    detail = f": {one.detail}" if one.detail else ""
    return f"PMID {one.pmid}: {WORDS[one.kind]}{since}{detail}"


def revision(before: Mapping[str, Known], found: Iterable[Known]) -> tuple[list[Known], list[Noticed]]:
    """What to keep of what was found, given what is kept already, and what is new in it.

    Of two looks the later counts, whichever process comes first with its own.
    """
    kept = [_joined(before.get(now.pmid), now) for now in found if _counts(before.get(now.pmid), now)]
    return kept, [one for now in kept for one in noticed(before.get(now.pmid), now)]


def _counts(before: Known | None, now: Known) -> bool:
    return before is None or (before.last_checked, before.settled) <= (now.last_checked, now.settled)


def _joined(before: Known | None, now: Known) -> Known:
    """What was found, with what stays of before: the first date, a lost article, a second source's abstract."""
    if before is None:
        return now
    kept: dict[str, object] = {"first_fetched": before.first_fetched}
    if now.article is None:
        kept |= {"article": before.article, "digest": before.digest}
    elif not now.settled and (whole := _with_abstract(now.article, before.article)):
        kept |= {"article": whole, "digest": whole.digest}
    return now.model_copy(update=kept)


def _with_abstract(now: Article, before: Article | None) -> Article | None:
    """The article with the abstract that a second source gave before and cannot be asked for today."""
    if before is None or before.abstract_from is None or before.title != now.title or now.abstract is not None:
        return None
    names = ("abstract", "sections", "abstract_from")
    return now.model_copy(update={name: getattr(before, name) for name in names})


def noticed(before: Known | None, now: Known) -> Iterator[Noticed]:
    """What is new since the look before; nothing where nothing changed but the date."""
    for kind, detail in _changes(before, now):
        yield Noticed(
            pmid=now.pmid,
            kind=kind,
            noticed=now.last_checked,
            since=before.last_checked if before else None,
            detail=detail,
            old_digest=before.digest if before else None,
            new_digest=now.digest if now.outcome == "found" else None,
        )


def _changes(before: Known | None, now: Known) -> Iterator[Change]:
    was_found = before is not None and before.outcome == "found"
    if now.outcome != "found":
        if was_found:
            yield ("became_missing", None) if now.outcome == "missing" else ("became_unusable", now.reason)
        return
    if before is None or before.digest is None:
        yield "first_seen", None
        return
    if not was_found:
        yield "back", None
    if before.article and now.article:
        yield from _of_article(before.article, now.article)
    elif before.digest != now.digest:
        yield "text_changed", None


def _of_article(old: Article, new: Article) -> Iterator[Change]:
    if old.text != new.text or old.kind != new.kind:
        yield "text_changed", ", ".join(name for name in _TEXT if getattr(old, name) != getattr(new, name))
    was, now = notices.is_retracted(old), notices.is_retracted(new)
    added, withdrawn = _without(new.notices, old.notices), _without(old.notices, new.notices)
    if now and not was:
        yield "retracted", _retractions(added)
    if was and not now:
        yield "retraction_withdrawn", _retractions(withdrawn)
    told_already = was != now
    for kind, group in (("notice_added", added), ("notice_withdrawn", withdrawn)):
        rest = [n for n in group if not (told_already and n.kind == "retraction")]
        yield from ((kind, notices.told(n)) for n in rest)  # type: ignore[misc]
    if other := _other_fields(old, new):
        yield "record_changed", ", ".join(other)


def _without(some: Iterable[Notice], others: Iterable[Notice]) -> list[Notice]:
    """The notices that are not among the others; one whose citation was only reworded is the same."""
    known = {(n.kind, n.pmid or n.source) for n in others}
    return [n for n in dict.fromkeys(some) if (n.kind, n.pmid or n.source) not in known]


def _retractions(found: Iterable[Notice]) -> str | None:
    named = (notices.told(n).removeprefix("retraction").removeprefix(": ") for n in found if n.kind == "retraction")
    return "; ".join(filter(None, named)) or None


def _other_fields(old: Article, new: Article) -> list[str]:
    """Names of the fields that differ and are not told by themselves; those of the text only where it is the same."""
    skipped = _TOLD_APART | (_OF_TEXT if old.text != new.text else set())
    return [name for name in Article.model_fields if name not in skipped and getattr(old, name) != getattr(new, name)]

"""Why a row differs between two runs, read from what went into them. ``CAUSES`` goes from specific to shared.

What went in differs or it does not; but not all that differs can move what moved. A note on a claim moves no verdict, a
tolerance no finding, a retraction nothing but the flag, a review only its own columns. So a cause is given where it can
have moved what differs; what else differs is listed after it (``also``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.changes.news import is_retracted, news
from pipeline.citations import source_key
from pipeline.schema import Run

Row = Mapping[str, str]
Cause = Literal[
    "claim_added",
    "claim_removed",
    "claim_edited",
    "citation_reidentified",
    "citation_edited",
    "new_article",
    "article_removed",
    "retraction",
    "notice_changed",
    "text_changed",
    "record_changed",
    "review_changed",
    "lexicon_changed",
    "settings_changed",
    "model_changed",
    "version_changed",
    "unknown",
]
CAUSES: dict[Cause, str] = {
    "claim_added": "the claim is new",
    "claim_removed": "the claim was taken out",
    "claim_edited": "the claim was edited",
    "citation_reidentified": "the reference was identified anew",
    "citation_edited": "the row of the reference was edited",
    "new_article": "the article is new among those read",
    "article_removed": "the article is no longer among those read",
    "retraction": "the retraction status of the article changed",
    "notice_changed": "a notice about the article changed",
    "text_changed": "the text of the article changed",
    "record_changed": "the types or section labels of the article changed",
    "review_changed": "a curator's review changed",
    "lexicon_changed": "a lexicon changed",
    "settings_changed": "a setting changed",
    "model_changed": "another trained model read the texts",
    "version_changed": "a version of the software changed",
    "unknown": "no input, version or setting that was recorded explains it",
}
REVIEW = frozenset(
    {
        "review",
        "review_verdict",
        "reviewed_by",
        "reviewed_on",
        "review_reason",
        "review_state",
        "review_stale_because",
    }
)
_OF_NOTICES = frozenset({"retracted", "notices", "reason", "extractor"})  # what differs where only a notice is new
_JUDGED = ("verdict", "reason_code", "sentence")
_SAID = ("amino_acid", "amino_acid_id", "exposure", "target", "target_id", "direction", "dose")
_SAID_MORE = ("magnitude", "system", "part")
_TOLD = ("section", "anchor", "note")  # of a claim; no verdict rests on them
_OF_NO_VERDICT = frozenset({"articles_from"})  # a setting that acts through the articles alone


class Found(NamedTuple):
    """Something that differs between what went into two runs: which kind, and which of its inputs."""

    cause: Cause
    detail: str | None = None


UNKNOWN = Found("unknown")


@dataclass(frozen=True)
class Causes:
    """Why one row differs: both runs, the row in each (None where it is not there), and what its claim cited in each.

    ``cited`` is needed only to tell a claim that cites something else from a reference that became another article.
    """

    old: Run
    new: Run
    was: Row | None
    now: Row | None
    cited: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    @property
    def row(self) -> Row:
        """The row as it is now, or was last."""
        return self.now or self.was or {}

    def differs(self, *columns: str) -> bool:
        """Whether the row came, went or differs in one of the columns."""
        was, now = self.was, self.now
        return was is None or now is None or any(was.get(c, "") != now.get(c, "") for c in columns)

    def of_assessment(self) -> tuple[Found, ...]:
        """The cause of a verdict that came, went or differs, and what else concerns it."""
        return ordered(
            [*self._claim(), *self._citation(), *self._article(), *self._review(), *self._shared(verdict=True)]
        )

    def of_evidence(self) -> tuple[Found, ...]:
        """The cause of a finding that came, went or differs, and what else concerns it."""
        return ordered([*self._article(), *self._shared(verdict=False)])

    def _claim(self) -> Iterator[tuple[Found, bool]]:
        claim = self.row.get("claim_id", "")
        was, now = self._input("claims", claim)
        if was is None and now is not None:
            yield Found("claim_added", claim), True
        elif was is not None and now is None:
            yield Found("claim_removed", claim), True
        elif was != now:
            yield Found("claim_edited", claim), self._is_moved_by_edit()

    def _is_moved_by_edit(self) -> bool:
        """Whether what the claim says or cites was edited, rather than where it stands or what is noted about it."""
        if self.was is None or self.now is None:
            return self.cited[0] != self.cited[1] or not any(self.cited)
        if self.differs(*_SAID, *_SAID_MORE) or not self.differs(*_JUDGED):
            return True
        return not self.differs(*_TOLD)  # what no column shows was edited, such as the amounts as understood

    def _citation(self) -> Iterator[tuple[Found, bool]]:
        """References whose rows differ: identified anew where the row points to another paper now."""
        source = source_key(self.row.get("source", ""))
        refs = [f"{source}:{ref}" for ref in self.row.get("refs", "").split(";") if ref]
        edited = [ref for ref in refs if len(set(self._input("citations", ref))) > 1]
        if edited:
            moved = self.differs("pmid", "doi")
            cause: Cause = "citation_reidentified" if moved else "citation_edited"
            tied = bool(self._articles())  # else a title may have been all that a reference lacked
            yield Found(cause, ", ".join(edited)), moved or not tied or not self.differs("verdict", "evidence_ids")

    def _article(self) -> Iterator[tuple[Found, bool]]:
        """What happened to the article. No notice, not even a retraction, ever moves a verdict."""
        for article in self._articles():
            was, now = self._input("articles", article)
            if (was is None) != (now is None):
                yield Found("new_article" if was is None else "article_removed", article), True
            if now is not None and self.now is not None:
                yield from self._notice(article)
            if was is not None and now is not None:
                if was != now and self._is_text(article):
                    yield Found("text_changed", article), True
                records = self._input("records", article)
                if None not in records and len(set(records)) > 1:
                    yield Found("record_changed", article), True

    def _is_text(self, article: str) -> bool:
        """Whether digests that differ are of the text; those of earlier versions were of the retraction flag too."""
        exact = all("records" in run.inputs for run in (self.old, self.new))
        flagged = is_retracted(self.old, article) != is_retracted(self.new, article)
        return exact or not flagged or (self.differs(*_JUDGED) and not any(self._shared(verdict=True)))

    def _notice(self, article: str) -> Iterator[tuple[Found, bool]]:
        told = news(self.old, self.new, article)
        if told is None:
            return
        if is_retracted(self.old, article) != is_retracted(self.new, article):
            yield Found("retraction", f"{article}, {told}"), not self.differs(*_JUDGED)
        else:
            moved = self.was is not None and self.now is not None and self._differing() <= _OF_NOTICES
            yield Found("notice_changed", f"{article}, {told}"), moved

    def _review(self) -> Iterator[tuple[Found, bool]]:
        """A review of this verdict that was written, replaced or taken out."""
        claim, refs = self.row.get("claim_id", ""), self.row.get("refs", "")
        names = [f"{claim} {name}" for name in (*self._articles(), f"refs:{refs}")]
        for name in names:
            if len(set(self._input("reviews", name))) > 1:
                moved = self.was is not None and self.now is not None and self._differing() <= REVIEW
                yield Found("review_changed", name), moved

    def _articles(self) -> list[str]:
        """The ids that the row's article has or had among the inputs."""
        return list(dict.fromkeys(id_ for row in (self.now, self.was) if row for id_ in _articles(row)))

    def _differing(self) -> set[str]:
        was, now = self.was or {}, self.now or {}
        return {column for column in was.keys() | now.keys() if was.get(column, "") != now.get(column, "")}

    def _shared(self, *, verdict: bool) -> Iterator[tuple[Found, bool]]:
        """What all rows share: lexicons, settings (which act on verdicts alone), the model, versions."""
        old, new = self.old, self.new
        settings = _unequal(old.settings, new.settings) - _OF_NO_VERDICT if verdict else set()
        versions = _unequal(old.versions, new.versions)
        if versions & {"model", "claimdiff"}:
            versions -= {"extractor"}  # it is named after both
        shared: dict[Cause, set[str]] = {
            "lexicon_changed": _unequal(old.inputs.get("lexicons", {}), new.inputs.get("lexicons", {})),
            "settings_changed": settings,
            "model_changed": {_model(old, new)} if "model" in versions else set(),
            "version_changed": versions - {"model"},
        }
        own = self.was is not None and self.now is not None and self._differing() <= REVIEW | set(_TOLD)
        for cause, names in shared.items():
            if names:
                yield Found(cause, ", ".join(sorted(names))), not own

    def _input(self, kind: str, name: str) -> tuple[str | None, str | None]:
        return self.old.inputs.get(kind, {}).get(name), self.new.inputs.get(kind, {}).get(name)


def ordered(found: Iterable[tuple[Found, bool]]) -> tuple[Found, ...]:
    """The most specific of those that can have moved the row (so they say), then all others, as ``CAUSES`` goes."""
    order = list(CAUSES)
    ranked = sorted(found, key=lambda one: order.index(one[0].cause))
    first = next((one for one, moved in ranked if moved), UNKNOWN)
    return (first, *dict.fromkeys(one for one, _ in ranked if one != first))


def _articles(row: Row) -> list[str]:
    """The ids that the row's article may have among the inputs."""
    ids = [f"pmid:{row['pmid']}"] if row.get("pmid") else []
    return [*ids, f"doi:{row['doi'].lower()}"] if row.get("doi") else ids


def _model(old: Run, new: Run) -> str:
    was, now = (run.versions.get("model", "not recorded") for run in (old, new))
    return f"{was} → {now}"


def _unequal(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    missing = object()
    return {k for k in old.keys() | new.keys() if old.get(k, missing) != new.get(k, missing)}

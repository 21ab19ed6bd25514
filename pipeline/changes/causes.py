"""Why a row differs between two runs, read from what went into them. ``CAUSES`` goes from specific to shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.changes.news import is_retracted, news
from pipeline.citations import source_key
from pipeline.notices import SEPARATOR
from pipeline.schema import Run

Row = Mapping[str, str]
Cause = Literal[
    "claim_added",
    "claim_removed",
    "claim_edited",
    "citation_reidentified",
    "new_article",
    "article_removed",
    "text_changed",
    "retraction",
    "notice_changed",
    "lexicon_changed",
    "settings_changed",
    "version_changed",
    "unknown",
]
CAUSES: dict[Cause, str] = {
    "claim_added": "the claim is new",
    "claim_removed": "the claim was taken out",
    "claim_edited": "the claim was edited",
    "citation_reidentified": "the reference was identified anew",
    "new_article": "the article is new among those read",
    "article_removed": "the article is no longer among those read",
    "text_changed": "the text of the article changed",
    "retraction": "the retraction status of the article changed",
    "notice_changed": "a notice about the article changed",
    "lexicon_changed": "a lexicon changed",
    "settings_changed": "a setting changed",
    "version_changed": "a version of the software changed",
    "unknown": "no input, version or setting that was recorded differs",
}
Found = tuple[Cause, str | None]
_OF_NOTICES = frozenset({"retracted", "notices", "reason", "extractor"})  # what differs where only a notice is new


@dataclass(frozen=True)
class Causes:
    """Why one row differs: both runs, and the row in each (None where it is not there)."""

    old: Run
    new: Run
    was: Row | None
    now: Row | None

    @property
    def row(self) -> Row:
        """The row as it is now, or was last."""
        return self.now or self.was or {}

    def differs(self, *columns: str) -> bool:
        """Whether the row came, went or differs in one of the columns."""
        was, now = self.was, self.now
        return was is None or now is None or any(was.get(c, "") != now.get(c, "") for c in columns)

    def of_assessment(self) -> Found:
        """The cause of a verdict that came, went or differs."""
        found = self._claim() or self._citation(moved=True) or self._article() or self._citation() or self._shared()
        return self._with_news(found)

    def of_evidence(self) -> Found:
        """The cause of a finding that came, went or differs."""
        return self._with_news(self._article() or self._shared())

    def _claim(self) -> Found | None:
        claim = self.row.get("claim_id", "")
        was, now = self._input("claims", claim)
        if was == now:
            return None
        return ("claim_added" if was is None else "claim_removed" if now is None else "claim_edited"), claim

    def _citation(self, *, moved: bool = False) -> Found | None:
        """A reference whose row differs; ``moved``: only where the row now points to another paper."""
        if moved and not self.differs("pmid", "doi"):
            return None
        source = source_key(self.row.get("source", ""))
        refs = [f"{source}:{ref}" for ref in self.row.get("refs", "").split(";") if ref]
        edited = [ref for ref in refs if len(set(self._input("citations", ref))) > 1]
        return ("citation_reidentified", ", ".join(edited)) if edited else None

    def _article(self) -> Found | None:
        """An article that came, went or differs. Its digest covers the retraction flag, which never moves a verdict."""
        for article in self._articles():
            was, now = self._input("articles", article)
            if (was is None) != (now is None):
                return ("new_article" if was is None else "article_removed"), article
            if noticed := self._notice(article):
                return noticed
            flagged = is_retracted(self.old, article) != is_retracted(self.new, article)
            if was != now and (not flagged or self._shared()[0] == "unknown"):
                return "text_changed", article
        return None

    def _notice(self, article: str) -> Found | None:
        """A retraction or other notice that is new or gone: never the cause of another verdict."""
        told = news(self.old, self.new, article)
        if told is None or self.differs("verdict", "reason_code", "sentence"):
            return None
        if is_retracted(self.old, article) != is_retracted(self.new, article):
            return "retraction", f"{article}, {told}"
        return ("notice_changed", f"{article}, {told}") if self._differing() <= _OF_NOTICES else None

    def _with_news(self, found: Found) -> Found:
        """The cause, and beside it what was published about the article since: another cause must not hide it."""
        cause, detail = found
        if self.now is None or cause in ("retraction", "notice_changed"):
            return found
        held = [article for article in self._articles() if self._input("articles", article)[1] is not None]
        told = [f"also {article}, {words}" for article in held if (words := news(self.old, self.new, article))]
        return cause, SEPARATOR.join([*([detail] if detail else []), *told]) or None

    def _articles(self) -> list[str]:
        """The ids that the row's article has or had among the inputs."""
        return list(dict.fromkeys(id_ for row in (self.now, self.was) if row for id_ in _articles(row)))

    def _differing(self) -> set[str]:
        was, now = self.was or {}, self.now or {}
        return {column for column in was.keys() | now.keys() if was.get(column, "") != now.get(column, "")}

    def _shared(self) -> Found:
        """What all rows share: lexicons, settings, versions."""
        old, new = self.old, self.new
        shared: dict[Cause, list[str]] = {
            "lexicon_changed": _unequal(old.inputs.get("lexicons", {}), new.inputs.get("lexicons", {})),
            "settings_changed": _unequal(old.settings, new.settings),
            "version_changed": _unequal(old.versions, new.versions),
        }
        return next(((cause, ", ".join(names)) for cause, names in shared.items() if names), ("unknown", None))

    def _input(self, kind: str, name: str) -> tuple[str | None, str | None]:
        return self.old.inputs.get(kind, {}).get(name), self.new.inputs.get(kind, {}).get(name)


def _articles(row: Row) -> list[str]:
    """The ids that the row's article may have among the inputs."""
    ids = [f"pmid:{row['pmid']}"] if row.get("pmid") else []
    return [*ids, f"doi:{row['doi'].lower()}"] if row.get("doi") else ids


def _unequal(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    missing = object()
    return sorted(k for k in old.keys() | new.keys() if old.get(k, missing) != new.get(k, missing))

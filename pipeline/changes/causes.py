"""Why a row differs between two runs, read from what went into them. ``CAUSES`` goes from specific to shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.citations import source_key
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
    "retraction": "the retraction notice of the article changed",
    "lexicon_changed": "a lexicon changed",
    "settings_changed": "a setting changed",
    "version_changed": "a version of the software changed",
    "unknown": "no input, version or setting that was recorded differs",
}
Found = tuple[Cause, str | None]


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
        return self._claim() or self._citation(moved=True) or self._article() or self._citation() or self._shared()

    def of_evidence(self) -> Found:
        """The cause of a finding that came, went or differs."""
        return self._article() or self._shared()

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
        for article in dict.fromkeys(i for row in (self.now, self.was) if row for i in _articles(row)):
            was, now = self._input("articles", article)
            if was == now:
                continue
            if was is None or now is None:
                return ("new_article" if was is None else "article_removed"), article
            flags = self._input("retracted", article)
            if flags[0] != flags[1] and not self.differs("verdict", "reason_code", "sentence"):
                return "retraction", article
            if flags[0] == flags[1] or self._shared()[0] == "unknown":
                return "text_changed", article
        return None

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

"""What a run finds, and its record."""

from typing import Any, Literal

from pydantic import Field

from pipeline.schema.articles import Article, TextKind
from pipeline.schema.base import Record, content_id
from pipeline.schema.references import Citation, Proposal
from pipeline.schema.statements import Claim, Evidence

Verdict = Literal[
    "supported",
    "supported_dose_differs",
    "contradicted",
    "no_effect_found",
    "not_in_abstract",
    "no_abstract",
    "unresolved_citation",
    "uncited",
]
Decision = Literal["accepted", "overruled"]


class PartVerdict(Record):
    """What is said of one part of a claim: of its ``finding``, or of a part that the data model cannot express."""

    text: str
    kind: str
    verdict: Verdict
    reason_code: str


class Assessment(Record):
    """The verdict on one claim against one cited article (or none, where it cites nothing)."""

    claim: Claim
    refs: tuple[int, ...]  # the reference numbers that point to this article
    article: str | None
    pmid: str | None
    doi: str | None
    kind: TextKind | None  # what was read: the abstract or a digest
    verdict: Verdict
    reason_code: str
    reason: str  # one sentence that a curator can read
    evidence_ids: tuple[str, ...] = ()
    confidence: float = Field(ge=0, le=1)
    retracted: bool = False
    parts: tuple[PartVerdict, ...] = ()  # the finding first; empty where the claim says nothing besides
    amino_acid_relation: str | None = None  # what the amino acid of the finding shown first is to the claimed one
    target_relation: str | None = None  # and its target to the claimed one

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same between runs: claim id and the cited references."""
        return self.claim.id, ";".join(map(str, self.refs))


class Finding(Record):
    """Something that lint found: rule, place, what, and the arithmetic behind it.

    ``place`` is ``file:line`` of the source document where it was read, else of the claim's row. ``section`` and
    ``anchor`` (at most five words) say where in the document; ``others`` are further claims that it is about.
    """

    rule: str
    source: str
    claim_id: str | None
    place: str
    message: str
    arithmetic: str | None = None
    section: str | None = None
    anchor: str | None = None
    others: tuple[str, ...] = ()


class Run(Record):
    """One execution of the main job: what went in, what came out."""

    id: str
    started: str  # ISO 8601, UTC
    duration_seconds: float
    versions: dict[str, str]
    settings: dict[str, Any]
    inputs: dict[str, dict[str, str]]  # kind ("articles", "claims", "citations", "lexicons") → id → digest
    counts: dict[str, int]


class Rejection(Record):
    """A record, row or claim that could not be used; never silently lost. ``place`` is ``file:line``."""

    place: str
    reason: str


class Review(Record):
    """A curator's word on the verdict of one claim and one article (or reference that is tied to none).

    ``verdict`` is the curator's; the four ``seen_`` fields say what lay before the curator: the program's verdict, and
    digests of the claim, the article (None without one) and the evidence shown.
    """

    claim_id: str
    pmid: str | None = None
    doi: str | None = None
    refs: tuple[int, ...] = ()
    verdict: Verdict
    by: str
    on: str  # ISO 8601
    reason: str
    seen_verdict: Verdict
    seen_claim: str
    seen_article: str | None = None
    seen_evidence: str
    place: str

    @property
    def decision(self) -> Decision:
        """Accepted where the curator says what the program said."""
        return "accepted" if self.verdict == self.seen_verdict else "overruled"

    @property
    def digest(self) -> str:
        """Hash of everything but the place."""
        return content_id("rev", self.model_dump(mode="json", exclude={"place"}))


class RunResult(Record):
    """Everything a run produced: what store, export and report read."""

    run: Run
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]
    assessments: tuple[Assessment, ...]
    novel: tuple[Evidence, ...]  # findings that no claim covers
    findings: tuple[Finding, ...]
    rejections: tuple[Rejection, ...] = ()
    watched: tuple[Assessment, ...] = ()  # claims against articles that they do not cite, where that was asked for
    reviews: tuple[Review, ...] = ()  # what curators had decided when the run was made
    proposals: tuple[Proposal, ...] = ()  # what a look-up says about the references; nothing else rests on them

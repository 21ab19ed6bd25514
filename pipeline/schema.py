"""The frozen types that flow between all modules. Missing is ``None``, never ``""``.

What is said (``Effect``) and what supports it (``Evidence``) are different types, after INDRA's Statement and
Evidence. Ids are hashes of canonical JSON of named fields, never of joined strings.
"""

import hashlib
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Exposure = Literal["given", "withheld", "endogenous"]
Direction = Literal["increase", "decrease", "no_change"]
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
CitationStatus = Literal["verified", "probable", "unresolvable"]
Certainty = Literal["stated", "hedged"]
TextKind = Literal["abstract", "digest"]
NoticeKind = Literal[
    "retraction",
    "partial_retraction",
    "expression_of_concern",
    "correction",
    "republication",
    "update",
]
StudyDesign = Literal[
    "randomized trial",
    "controlled trial",
    "cohort",
    "case report",
    "meta-analysis",
    "review",
    "animal",
    "in vitro",
    "other",
]

MAX_CHARS = 2_000_000  # of an article's text; an abstract has 2,000, and what is longer is none


def content_id(prefix: str, fields: dict[str, Any]) -> str:
    """``prefix-`` and the first 16 hex digits of SHA-256 over the canonical JSON of named fields."""
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


class Record(BaseModel):
    """Base of all records: frozen, hashable, no unknown fields, no surrounding white space lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Amount(Record):
    """A quantity as a text gives it, unit spelled plainly (``g``, ``mg/kg``, ``mmol/L``, ``g/kg/day``, ``%``).

    ``low == high`` unless the text gives a range.
    """

    low: float = Field(ge=0, allow_inf_nan=False)
    high: float = Field(ge=0, allow_inf_nan=False)
    unit: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> "Amount":
        if self.low > self.high:
            raise ValueError(f"range runs backwards: {self.low}–{self.high}")
        return self

    def __str__(self) -> str:
        size = f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"
        return f"{size}{'' if self.unit == '%' else ' '}{self.unit}"


class Dose(Record):
    """An amount of something given, where the text says it (offsets in code points of the text it was found in).

    ``every`` is how often ("day", "dose", "12 h"), ``medium`` what a percentage or concentration is of ("diet",
    "water", "medium"), ``route`` how it was given ("oral", "intravenous", "intraperitoneal").
    """

    amount: Amount
    text: str
    start: int = Field(ge=0)
    end: int
    every: str | None = None
    medium: str | None = None
    route: str | None = None


class Magnitude(Record):
    """The size of a change, absolute value: ``%``, ``fold``, or a difference with its unit."""

    value: float = Field(ge=0, allow_inf_nan=False)
    unit: str

    def __str__(self) -> str:
        return f"{self.value:g}{'' if self.unit == '%' else ' '}{self.unit}"


class Section(Record):
    """A labelled part of an abstract: code points ``start`` to ``end`` of ``Article.text``.

    ``category`` is NLM's NlmCategory (BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS) or None.
    """

    label: str
    category: str | None
    start: int
    end: int


class Notice(Record):
    """What was published about an article afterwards, as PubMed's CommentsCorrections link it to the record.

    ``source`` is the notice's own citation as PubMed writes it, ``pmid`` that of the notice.
    """

    kind: NoticeKind
    source: str | None = None
    pmid: str | None = None


class Article(Record):
    """A citable paper and the text that may be read of it: its abstract, or a digest in our own words."""

    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    title: str = ""
    abstract: str | None = None
    kind: TextKind = "abstract"
    sections: tuple[Section, ...] = ()
    journal: str | None = None
    first_author: str | None = None  # family name and initials, "Doi M"; a group's name where no person comes first
    year: int | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()  # names of the MeSH descriptors
    language: str | None = None  # of the paper, in NLM's three letters
    vernacular_title: str | None = None
    version: int = 1  # of the PMID's record
    abstract_from: str | None = None  # the service that gave the abstract, where it is not the one that gave the record
    notices: tuple[Notice, ...] = ()
    retracted: bool = False

    @model_validator(mode="after")
    def _identified(self) -> "Article":
        if not (self.pmid or self.doi):
            raise ValueError("neither pmid nor doi")
        return self

    @property
    def id(self) -> str:
        """``pmid:123`` where there is a PMID, else ``doi:10.…`` in lower case."""
        return f"pmid:{self.pmid}" if self.pmid else f"doi:{(self.doi or '').lower()}"

    @property
    def text(self) -> str:
        """Title, a line feed, abstract: what all offsets count into."""
        return f"{self.title}\n{self.abstract or ''}"

    @property
    def digest(self) -> str:
        """Hash of what the article says; changes when title, abstract, kind or retraction change."""
        return content_id("art", {"text": self.text, "kind": self.kind, "retracted": self.retracted})


class Effect(Record):
    """What is said: an exposure to an amino acid moved, or did not move, a target. Free of offsets, hashable."""

    amino_acid: str = Field(min_length=1)
    amino_acid_id: str | None = None
    exposure: Exposure = "given"
    target: str = Field(min_length=1)
    target_id: str | None = None
    direction: Direction
    doses: tuple[Amount, ...] = ()

    @property
    def id(self) -> str:
        """Content id over all fields."""
        return content_id("eff", self.model_dump(mode="json"))


class Evidence(Record):
    """One sentence of one article that says an effect. Offsets count code points into ``Article.text``."""

    effect: Effect
    article: str  # Article.id
    pmid: str | None
    doi: str | None
    kind: TextKind
    target_name: str  # normalised
    target_start: int
    target_end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    doses: tuple[Dose, ...] = ()
    magnitude: Magnitude | None = None
    system: str | None = None
    study_design: StudyDesign | None = None
    section: str | None = None
    certainty: Certainty = "stated"
    confidence: float = Field(ge=0, le=1)
    retracted: bool = False
    extractor: str

    @property
    def id(self) -> str:
        """Content id over effect, article and place."""
        return content_id(
            "evi",
            {
                "effect": self.effect.id,
                "article": self.article,
                "sentence": [self.sentence_start, self.sentence_end],
                "target": [self.target_start, self.target_end],
                "kind": self.kind,
            },
        )


class Claim(Record):
    """One curated statement of a source document; ``place`` is ``file:line`` of the row it came from."""

    id: str
    source: str
    section: str
    anchor: str  # at most five words of the sentence
    effect: Effect
    dose_text: str | None = None  # as written
    doses: tuple[Amount, ...] = ()  # as written, units spelled plainly; equals effect.doses
    magnitude: Magnitude | None = None
    system: str | None = None
    refs: tuple[int, ...] = ()
    part: str | None = None  # what of the sentence the data model cannot express, in our words
    note: str | None = None
    place: str

    @property
    def digest(self) -> str:
        """Hash of everything but the place."""
        return content_id("clm", self.model_dump(mode="json", exclude={"place"}))


class Citation(Record):
    """A numbered reference of a source document and the article it is, with how that was decided."""

    source: str
    ref: int
    title: str | None = None
    first_author: str | None = None
    year: int | None = None
    journal: str | None = None
    pmid: str | None = None
    doi: str | None = None
    pmcid: str | None = None
    status: CitationStatus
    note: str | None = None
    place: str

    @property
    def digest(self) -> str:
        """Hash of everything but the place."""
        return content_id("cit", self.model_dump(mode="json", exclude={"place"}))


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

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same between runs: claim id and the cited references."""
        return self.claim.id, ";".join(map(str, self.refs))


class Finding(Record):
    """Something that lint found: rule, place, what, and the arithmetic behind it."""

    rule: str
    source: str
    claim_id: str | None
    place: str
    message: str
    arithmetic: str | None = None


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

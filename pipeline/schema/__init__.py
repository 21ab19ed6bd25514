"""The frozen types that flow between all modules. Missing is ``None``, never ``""``.

Ids are hashes of canonical JSON of named fields, never of joined strings.

==============  ======================================================================
module          holds
==============  ======================================================================
``base``        ``content_id``, ``Record``
``quantities``  ``Amount``, ``Dose``, ``Magnitude``
``articles``    ``Section``, ``Notice``, ``Article``
``statements``  ``Effect``, ``Evidence``, ``Claim``
``references``  ``Citation``, ``Proposal``
``results``     ``PartVerdict``, ``Assessment``, ``Finding``, ``Run``, ``Rejection``, ``Review``, ``RunResult``
==============  ======================================================================
"""

from pipeline.schema.articles import MAX_CHARS, Article, Notice, NoticeKind, Section, TextKind
from pipeline.schema.base import Record, content_id
from pipeline.schema.quantities import Amount, Dose, Magnitude
from pipeline.schema.references import Citation, CitationStatus, Method, Outcome, Proposal
from pipeline.schema.results import (
    Assessment,
    Decision,
    Finding,
    PartVerdict,
    Rejection,
    Review,
    Run,
    RunResult,
    Verdict,
)
from pipeline.schema.statements import Certainty, Claim, Direction, Effect, Evidence, Exposure, StudyDesign

__all__ = [
    "MAX_CHARS",
    "Amount",
    "Article",
    "Assessment",
    "Certainty",
    "Citation",
    "CitationStatus",
    "Claim",
    "Decision",
    "Direction",
    "Dose",
    "Effect",
    "Evidence",
    "Exposure",
    "Finding",
    "Magnitude",
    "Method",
    "Notice",
    "NoticeKind",
    "Outcome",
    "PartVerdict",
    "Proposal",
    "Record",
    "Rejection",
    "Review",
    "Run",
    "RunResult",
    "Section",
    "StudyDesign",
    "TextKind",
    "Verdict",
    "content_id",
]

"""What a sentence is for: background, aim, method, result or conclusion. Only the last two hold findings.

A text that reports no study, such as a source document, has statements instead: there every sentence may claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from pipeline.learned.rhetoric import HOLDING, probabilities
from pipeline.relations.event import Event
from pipeline.relations.words import Word

Role = Literal["title", "background", "aim", "method", "result", "conclusion"]
BY_CATEGORY: dict[str, Role] = {
    "BACKGROUND": "background",
    "OBJECTIVE": "aim",
    "METHODS": "method",
    "RESULTS": "result",
    "CONCLUSIONS": "conclusion",
}
ENOUGH = 0.2  # probability of holding findings from which on a sentence is read
BY_FAR = 2


@dataclass(frozen=True, slots=True)
class Rhetoric:
    """The role of a sentence, and how probable it is that such a sentence holds findings."""

    role: Role
    holding: float


def roles(sentences: Sequence[str], categories: Sequence[str | None]) -> list[Rhetoric]:
    """The role of each sentence, the first being the title.

    ``categories`` holds the NlmCategory of each sentence's section, or None. A heading decides, where it is of a known
    kind; else the sentence and its neighbours do.
    """
    learned = _settled([_judged(p) for p in probabilities(sentences[1:])])
    told = [_told(category) for category in categories[1:]]
    first = [Rhetoric("title", 1.0)] if sentences else []
    return first + [one or other for one, other in zip(told, learned, strict=True)]


def _told(category: str | None) -> Rhetoric | None:
    role = BY_CATEGORY.get(category or "")
    return Rhetoric(role, float(role in HOLDING)) if role else None


def _settled(found: list[Rhetoric]) -> list[Rhetoric]:
    """Without results before them, conclusions are the results."""
    if any(one.role == "result" for one in found):
        return found
    return [replace(one, role="result") if one.role == "conclusion" else one for one in found]


def _judged(shares: dict[str, float]) -> Rhetoric:
    """A conclusion must be likelier than a result by far: it is read only for what no result says."""
    holding = sum(shares[role] for role in HOLDING)
    weights = {**shares, "conclusion": shares["conclusion"] / BY_FAR}
    likely = [role for role in get_args(Role) if role in (HOLDING if holding >= ENOUGH else weights)]
    return Rhetoric(max(likely, key=lambda role: weights[role]), round(holding, 3))


def statements(sentences: int) -> list[Rhetoric]:
    """The roles in a text of statements: the heading sets the scene, each sentence counts like a result."""
    return [Rhetoric("result", 1.0) if n else Rhetoric("background", 0.0) for n in range(sentences)]


def supposed(event: Event, words: Sequence[Word]) -> bool:
    """``was hypothesised to raise X``: the change is only supposed; what came of it another clause says."""
    before = [w for w in words if w.end <= event.cue.start and not w.has("adverb", "aux") and w.lower != "to"]
    return event.direction != "no_change" and bool(before) and before[-1].has("role.aim")

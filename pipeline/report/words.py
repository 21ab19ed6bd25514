"""The words and signs the report uses for what the data calls by a code."""

import json
from dataclasses import dataclass

from pipeline.reconcile import State
from pipeline.schema import NoticeKind, Verdict


@dataclass(frozen=True)
class Meaning:
    """A verdict in words: its label, a sign that is not only a colour, how to say it of a number, what it means."""

    label: str
    sign: str
    counted: str
    explained: str


OPEN = frozenset({"conflict", "ambiguous", "proposed"})  # what a look-up leaves for somebody to decide
VERDICTS: dict[Verdict, Meaning] = {
    "contradicted": Meaning(
        "Contradicted",
        "≠",
        "contradicted",
        "The article reports the opposite direction, or a change where the claim says none.",
    ),
    "no_effect_found": Meaning(
        "No effect found", "○", "with no effect found", "The claim says a change; the article reports none."
    ),
    "supported_dose_differs": Meaning(
        "Supported, other dose",
        "≈",
        "supported at another dose",
        "The direction agrees; the dose, its form or the size of the change does not.",
    ),
    "supported": Meaning(
        "Supported",
        "=",
        "supported",
        "The article reports the same direction for the same amino acid and target, and no dose disagrees.",
    ),
    "not_in_abstract": Meaning(
        "Not in abstract",
        "–",
        "not in the abstract",
        "What was read has no such finding. The full paper may: this is not a refutation.",
    ),
    "no_abstract": Meaning(
        "No abstract", "∅", "without an abstract to read", "The article was found, but there is no abstract to read."
    ),
    "unresolved_citation": Meaning(
        "Citation unresolved",
        "?",
        "with an unresolved citation",
        "The reference could not be tied to an article.",
    ),
    "uncited": Meaning("Uncited", "·", "uncited", "The claim cites nothing."),
}
STATES: dict[State, Meaning] = {
    "contradicted": Meaning(
        "Contradicted", "≠", "contradicted by what they cite", "Articles speak against it, and none for it."
    ),
    "mixed": Meaning("Mixed", "±", "with mixed articles", "Some articles support it, others speak against it."),
    "supported": Meaning("Supported", "=", "supported", "Articles support it, and none speaks against it."),
    "not_supported": Meaning(
        "Not supported",
        "–",
        "not supported by what they cite",
        "What was read of its articles says nothing of it. The full papers may.",
    ),
    "cannot_be_checked": Meaning(
        "Cannot be checked",
        "?",
        "that cannot be checked",
        "Nothing that it cites could be read, or it says more than the data model can express.",
    ),
}
DIRECTIONS = {"increase": ("↑", "increase"), "decrease": ("↓", "decrease"), "no_change": ("→", "no change")}
FLAGS = {
    "retracted": ("Retracted", "The article was retracted."),
    "concern": ("Expression of concern", "The article drew an expression of concern."),
    "partly_retracted": ("Retracted in part", "A part of the article was retracted."),
    "corrected": ("Corrected", "A correction of the article was published."),
    "republished": ("Republished", "The article was published again."),
    "updated": ("Updated", "An update of the article was published."),
    "digest": ("Digest", "A digest in our own words was read, not the abstract itself."),
    "part": ("Part not judged", "A part of the claim does not fit the data model and was not judged."),
    "hedged": ("Hedged", "The article states the finding with reservations."),
    "accepted": ("Accepted", "A curator read the evidence and accepted the program's verdict."),
    "overruled": ("Overruled", "A curator read the evidence and gave another verdict than the program."),
    "stale": ("Review stale", "What a curator judged by has changed since the review was written."),
    "lost": ("Evidence missing", "Evidence that the verdict rests on is not in this run."),
}

NOTICE_FLAGS: dict[NoticeKind, str] = {
    "retraction": "retracted",
    "expression_of_concern": "concern",
    "partial_retraction": "partly_retracted",
    "correction": "corrected",
    "republication": "republished",
    "update": "updated",
}
SETTINGS = {
    "articles_from": "Articles from",
    "watch": "Articles that a claim does not cite are read too",
    "dose": "Same dose: relative difference up to",
    "converted": "Same dose after a conversion: relative difference up to",
    "body_mass": "Body mass of an adult, kg",
    "magnitude": "Same size of a change: relative difference up to",
    "target": "Same target: share of common words from",
    "fit": "Equally fitting findings: difference of fit up to",
}


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, ``1,200 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(parts: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def named(setting: str) -> str:
    """What a setting of a run sets; the name itself where it is one of another version."""
    return SETTINGS.get(setting, setting)


def plain(value: object) -> str:
    """A setting as text: words as they are, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)

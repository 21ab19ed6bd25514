"""Case and control: comparisons of patients with healthy subjects (``in patients with X than in controls``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.relations.comparisons import COMPARING
from pipeline.relations.phrases import noun_phrase
from pipeline.relations.words import Word

HEALTHY = frozenset({"healthy", "without"})
PATIENTS = frozenset({"patients", "sufferers"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The disease of the patients, the words of what is compared, and whether that is told of the healthy."""

    disease: tuple[Word, ...]
    first: Sequence[Word]
    turned: bool


def patients_against_healthy(words: Sequence[Word], i: int) -> Comparison | None:
    """The comparison that the adjective at ``i`` tells (``higher in patients with X than in controls``), if any."""
    first, second = _sides(words, i)
    for patients, others, turned in ((first, second, False), (second, first, True)):
        disease = _disease(patients)
        if disease is not None and _healthy(others):
            return Comparison(disease, first, turned)
    return None


def _sides(words: Sequence[Word], i: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """Both sides around the adjective at ``i``, or nothing: ``A was higher than B``, ``compared with B, A``."""
    at = next((j for j in range(i + 1, len(words)) if words[j].lower in COMPARING), None)
    if at is not None:
        return words[:at], list(takewhile(lambda w: w.text not in {",", ";"}, words[at + 1 :]))
    comma = next((j for j in range(1, i) if words[j].text == ","), None)
    if words[0].lower in COMPARING and comma is not None:
        return words[comma + 1 :], words[:comma]
    return [], []


def _healthy(words: Sequence[Word]) -> bool:
    return any(w.has("control") or w.lower in HEALTHY for w in words)


def _disease(words: Sequence[Word]) -> tuple[Word, ...] | None:
    """What subjects are described by: ``patients with X``, ``X patients``."""
    for j in range(1, len(words)):
        if words[j].lower in PATIENTS and words[j - 1].tag.startswith("NN") and not words[j - 1].cats:
            return (words[j - 1],)
        if words[j].lower == "with" and words[j - 1].has("group"):
            phrase = noun_phrase(words, j + 1)
            return tuple(phrase.words(words)) if phrase else None
    return None

"""Direction: what a cue stands for, what negates it, and how directions compose.

What lowers a fall raises ("attenuated the fall in X" → X increase). Improving something bad lowers it. A negated
change is no change, whatever its verb.
"""

from collections.abc import Sequence

from pipeline.relations.words import Word
from pipeline.schema import Direction

OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase", "no_change": "no_change"}
UP = (
    "verb.increase",
    "noun.increase",
    "adj.increase",
    "agentive.increase",
    "verb.improve",
    "noun.improve",
    "verb.cause",
)
DOWN = ("verb.decrease", "noun.decrease", "adj.decrease", "agentive.decrease", "verb.worsen", "noun.worsen")
LEVELS = frozenset(
    {"level", "levels", "concentration", "concentrations", "value", "values", "score", "scores", "total"}
)
PLAIN_CAUSES = ("caus", "prod", "elic", "yiel", "resu", "led", "lead")  # stems of verbs whose bare object went up


def polarity(word: Word) -> Direction:
    """The direction that a cue stands for by itself."""
    if word.has(*UP):
        return "increase"
    if word.has(*DOWN):
        return "decrease"
    return "no_change"


def composed(word: Word, outer: Word | None) -> Direction:
    """The direction of a cue, turned round where the verb around it lowers it."""
    base = polarity(word)
    if outer is not None and outer.has("verb.decrease") and base != "no_change":
        return OPPOSITE[base]
    return base


def valence(outer: Word, cue: Word, target: Sequence[Word], direction: Direction) -> Direction:
    """Improving what is better low lowers it, worsening it raises it; what is slower takes longer."""
    if cue.has("speed") and target and target[-1].has("timespan"):
        return OPPOSITE[direction]
    judged = cue.has("verb.improve", "noun.improve", "verb.worsen", "noun.worsen") or cue.lower in {"better", "worse"}
    if direction == "no_change" or not judged:
        return direction
    return OPPOSITE[direction] if _better_low(target) else direction


def _better_low(target: Sequence[Word]) -> bool:
    """Is less of it better: something bad (``symptoms``), or a value or a time (``fasting glucose``, ``sprint time``)?

    What comes of a bad thing is not (``stress tolerance``, ``pain threshold``), nor what a value is part of
    (``glucose uptake``).
    """
    named = [w for w in target if not w.is_punct and not w.is_number]
    of = next((i for i, w in enumerate(named) if w.lower == "of"), 0)
    if not all(w.lower in LEVELS for w in named[:of]):
        named = named[:of]  # "control of glucose"
    while named and named[-1].lower in LEVELS:
        named.pop()
    if not named or named[-1].has("better"):
        return bool(named) and named[-1].has("better.low")
    return any(w.has("bad") for w in target)


def negated(words: Sequence[Word], i: int) -> bool:
    """Does a negator stand before the cue at ``i`` in the same clause, or a word of insignificance around it?"""
    if any(w.has("tendency") for w in words[max(0, i - 5) : i]) or any(w.has("insignificant") for w in words[i + 1 :]):
        return True
    reach = 0
    if any(w.lower == "neither" for w in words[i + 1 : i + 4]):
        return True  # "raised neither A nor B", "rose in neither group"
    for j, word in reversed([*enumerate(words[:i])]):
        if word.has("state.no_effect") and j + 1 < len(words) and words[j + 1].has("prep"):
            return True  # "ineffective in improving X"
        if word.has("neg") and not (word.has("withheld") and words[j + 1].kind == "amino_acid"):
            return True  # but "without leucine" names an exposure
        if word.lower == "but":
            return False
        reach = 0 if word.lower in {"or", "nor"} else reach + (not word.is_punct)
        if reach > 8 or (word.text in {";", ","} and reach > 3):
            return False
    return False


def passive(words: Sequence[Word], i: int) -> bool:
    """Is the verb at ``i`` in the passive (``was significantly increased``)?"""
    if words[i].lower.endswith("ing"):
        return False
    for word in reversed(words[max(0, i - 5) : i]):
        if word.lower.split()[0] in {"was", "were", "is", "are", "be", "been", "being"}:
            return True
        if not word.has("adverb", "neg", "conj", "verb", "hedge") and word.text != ",":
            return False
    return False


def plain_cause(word: Word) -> bool:
    """A verb whose bare object went up (``caused hyperglycemia``), unlike ``had`` and ``showed``."""
    return word.lower.startswith(PLAIN_CAUSES)

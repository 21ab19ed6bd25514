"""Whose dose an amount is: of what it stands right before, of what its bracket follows, or of what was named last."""

import re
from collections.abc import Sequence

from pipeline.relations.comparisons import AGAINST
from pipeline.relations.exposures import measured
from pipeline.relations.study import Study
from pipeline.relations.substances import FREQUENCY, dosable, substance
from pipeline.relations.words import Word
from pipeline.units.shares import is_quality

OTHER = ""  # the owner of a dose that is known to be of something else
SEVERAL = frozenset({"different", "various", "varying", "increasing", "graded", "several", "following", "indicated"})
SHARE_OF = frozenset({"dry", "total", "diet", "dietary", "the", "feed", "energy", "protein", "dm"})
MEDIUM = re.compile(r"\b(?:diet|feed|chow|food|water)\b", re.IGNORECASE)


def owner(place: tuple[int, int], words: Sequence[Word], text: str, context: Study) -> str | None:
    """The amino acid that the dose at ``place`` is of: the one it touches, else the nearest substance before it."""
    start, end = place
    at = next(i for i, w in enumerate(words) if w.end > start)
    if words[at].name:
        return words[at].name  # the dose holds it: "20 g creatine/day"
    if own := right_before(end, words) or _before_bracket(at, words, text):
        return own
    in_food = bool(MEDIUM.search(text[start : end + 12]))
    owners = [
        (w, measured(words, i, text) and not in_food)
        for i, w in enumerate(words)
        if w.kind == "amino_acid" or w.lower in context.others
    ]
    after = next((m for m in owners if m[0].start >= end), None)
    if after and not after[1] and _runs_on(end, after[0], words):
        return after[0].name
    if _names_other(end, words) or _follows_other(at, words, context):
        return OTHER
    before = next((m for m in reversed(owners) if m[0].end <= start), None)
    if before is not None:
        return before[0].name if not before[1] and not _far(before[0], start, words) else None
    if not _dose_word_near(start, words) or _dose_of_other(at, words):
        return None
    if after is not None:
        return after[0].name if not after[1] else None
    return context.exposures[0] if len(context.exposures) == 1 else None


def right_before(end: int, words: Sequence[Word]) -> str | None:
    """The amino acid that the dose stands right before: ``5 g leucine``, ``500 ng of leucine``."""
    behind = [w for w in words if w.start >= end][:5]
    while behind and (behind[0].lower in {"of", "per"} or behind[0].has("det", "route") or is_quality(behind[0].text)):
        behind = behind[1:]
    return behind[0].name if behind and behind[0].kind == "amino_acid" else None


def _before_bracket(at: int, words: Sequence[Word], text: str) -> str | None:
    """The amino acid right before the bracket that the dose at ``at`` opens: ``leucine (LEU; 5 g/d)``.

    Another substance may stand in the bracket before a semicolon, not between that and the dose.
    """
    opening = next((i for i in range(at - 1, -1, -1) if words[i].text in "([" and words[i].depth <= words[at].depth), 0)
    if not opening or words[opening - 1].kind != "amino_acid":
        return None
    inside = words[opening + 1 : at]
    last = next((i for i in range(len(inside) - 1, -1, -1) if inside[i].text == ";"), -1)
    if any(dosable(w) or w.kind == "amino_acid" or w.text in ")]" or w.lower in AGAINST for w in inside[last + 1 :]):
        return None
    behind = [w.lower for w in words[at + 1 : at + 3]]
    if behind[:1] == ["of"] and not SHARE_OF.issuperset(behind[1:]):
        return None  # "leucine (5 g of dextrose)"
    told_as_levels = measured(words, opening - 1, text) and not any(
        w.lower in SEVERAL for w in words[max(0, opening - 4) : opening - 1]
    )
    return None if told_as_levels else words[opening - 1].name


def _runs_on(end: int, owner: Word, words: Sequence[Word]) -> bool:
    """One phrase from dose to substance: at most six words, no conjunction, comma or verb."""
    between = [w for w in words if end <= w.start < owner.start and w.text not in "()" and w.depth <= owner.depth]
    breaks = any(
        w.text in {",", ";"}
        or w.kind == "dose"
        or (w.has("conj", "prep", "verb", "aux", "boundary") and w.lower not in {"of", "per"})
        for w in between
    )
    return len(between) <= 6 and not breaks


def _names_other(end: int, words: Sequence[Word]) -> bool:
    """Does the word behind the dose name something else (``5 mM glucose``, ``20 mg/kg of MTX``)?"""
    behind = [w for w in words if w.start >= end][:6]
    if behind and behind[0].lower == "of" and SHARE_OF.intersection(w.lower for w in behind[1:2]):
        return False  # "1.1% of dry matter"
    for word in behind:
        if word.kind == "dose" or word.text[0] in "()[],;:":
            return False  # what stands behind the bracket is not what it is a dose of
        passed = word.lower == "of" or word.joined or word.is_punct or word.is_number
        if passed or word.has("adverb", "det", "route") or is_quality(word.text) or FREQUENCY.fullmatch(word.lower):
            continue
        return substance(word) or word.has("control")
    return False


def _follows_other(at: int, words: Sequence[Word], context: Study) -> bool:
    """Is the dose at ``at`` one of the substance or placebo right before it (``aspirin 81 mg``, ``MTX (20 mg/kg)``)?"""
    i = at - 1
    while i >= 0 and (words[i].text in "([:~≈)]," or words[i].is_number or words[i].depth > words[at].depth):
        i -= 1
    if i > 0 and words[i].has("conj"):  # "0 or 25 mM": the list goes on
        return _follows_other(i, words, context) if words[i - 1].is_number else False
    if i > 0 and words[i].lower in {"at", "of"} and words[i - 1].has("control"):
        i -= 1
    if i < 0 or (words[i].joined and words[i - 1].text in "-/"):
        return False
    word = words[i]
    if words[i + 1].text == "," and not (word.lower in context.others or _is_code(word)):
        return False
    named = dosable(word) or (word.has("control") and word.lower not in {"control", "baseline"})
    return named and not (i > 0 and words[i - 1].kind == "amino_acid")


def _is_code(word: Word) -> bool:
    """``ACh``, ``LPS``."""
    return any(c.isupper() for c in word.text[1:])


def _dose_of_other(at: int, words: Sequence[Word]) -> bool:
    """Does another substance own the dose that a word before ``at`` speaks of (``the GAL doses used``)?"""
    return any(
        words[i].has("treatment") and i > 0 and dosable(words[i - 1]) and _is_code(words[i - 1])
        for i in range(max(0, at - 6), at)
    )


def _far(owner: Word, start: int, words: Sequence[Word]) -> bool:
    """Another clause, or more than 25 words, between a substance and a dose."""
    between = [w for w in words if owner.end <= w.start < start]
    return len(between) > 25 or any(w.text == ";" and not w.depth for w in between)


def _dose_word_near(start: int, words: Sequence[Word]) -> bool:
    before = [w for w in words if w.end <= start][-6:]
    after = [w for w in words if w.start >= start][:5]
    return any(w.has("treatment", "given", "group") for w in [*before, *after])

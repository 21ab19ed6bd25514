"""How much: ties each dose of an abstract to the amino acid it is a dose of, or to none."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.relations.study import FREQUENCY, Study, measured, nominal, substance
from pipeline.relations.words import Word

JOINED = re.compile(
    r"^[\s,]*(?:and|or|to|/|-|–|,|;|and/or|then|followed by|approximately|approx\.|~)[\s,]*(?:or|and)?\s*$",
    re.IGNORECASE,
)
RESULT_AFTER = re.compile(
    r"^[\s)\]]*(?:±|\+/-|\+-|(?:vs?\b\.?|versus|compared (?:with|to))\s*[-+−–]?\d"
    r"|(?:lower|higher|greater|less|more)\b(?! doses?))|^[^()]{0,40}\bP\s*[<=>≤]",
    re.IGNORECASE,
)
RESULT_BEFORE = re.compile(
    r"(?:±|\+/-|\+-|\bfrom|(?<!followed )\bby|\bwas|\bwere|\bbeing|\bpeak(?:ed)?(?: of| at)?|="
    r"|[\d)%]\s*(?:vs\.?|versus)|\(\s*[-+−–])\s*(?:about|approximately|~)?\s*$",
    re.IGNORECASE,
)
LEVELS = re.compile(
    r"\b(?:plasma|serum|blood|urin\w+|tissue)\b[^.;()]{0,40}\b(?:levels?|concentrations?)\b[^.;()]{0,25}$",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\b(?:(?P<high>high(?:est)?|larg(?:est|e))|low(?:est)?|small(?:est)?)[\s-](?:[A-Za-z-]+\s)?(?:dose|dosage)\b",
    re.IGNORECASE,
)
THRESHOLD = re.compile(
    r"(?:\b(?:below|above|under|exceed(?:s|ed|ing)?|(?:greater|higher|lower|less|more) than)|[<>≤≥])\s*$", re.IGNORECASE
)
REACH = 80  # words to either side of a dose among which its owner is looked for
OTHER = ""  # the owner of a dose that is known to be of something else
BARE = re.compile(r"[\d.,\s]+")  # a number whose unit stands at a later one of its list
TOLD = frozenset({"dose", "doses", "dosage"})
VERSUS = frozenset({"vs", "vs.", "versus", "than"})
SEVERAL = frozenset({"different", "various", "varying", "increasing", "graded", "several", "following", "indicated"})
SHARE_OF = frozenset({"dry", "total", "diet", "dietary", "the", "feed", "energy", "protein", "dm"})
GENERIC = frozenset({"compound", "compounds", "substance", "product", "supplement", "ingredient"})  # whatever was given
MEDIUM = re.compile(r"\b(?:diet|feed|chow|food|water)\b", re.IGNORECASE)
SPREAD = re.compile(r"±|\+/-|\+-|/dl\b", re.IGNORECASE)  # a spread, or a unit that only levels in blood have


@dataclass(frozen=True, slots=True)
class Link:
    """Dose number ``dose`` of the abstract is a dose of ``name``, by sentence ``sentence``."""

    dose: int
    name: str
    sentence: int


def links(
    sentences: Sequence[Sequence[Word]], doses: Sequence[tuple[int, int]], text: str, context: Study
) -> list[Link]:
    """Tie doses (start, end) to amino acids, sentence by sentence; those joined in a list share their owner.

    Doses and sentences come in the order of the text.
    """
    found: list[Link] = []
    shared: list[Link] = []  # counts for what has no dose of its own
    starts = [start for start, _ in doses]
    for n, words in enumerate(sentences):
        if not words:
            continue
        here = range(bisect_left(starts, words[0].start), bisect_left(starts, words[-1].end))
        places = [doses[i] for i in here]
        around = _around(places, words)
        results = _results(places, around, text)
        owned = [
            None if r else _owner(p, near, text, context) for p, near, r in zip(places, around, results, strict=True)
        ]
        firm = [_right_before(end, near) is not None for (_, end), near in zip(places, around, strict=True)]
        owners = _share(owned, firm, results, places, text)
        found += [Link(i, name, n) for i, name in zip(here, owners, strict=True) if name]
        shared += [
            Link(i, name, n)
            for i, p, near in zip(here, places, around, strict=True)
            for name in _beside(p, near, context)
        ]
    known = {link.name for link in found}
    return sorted([*found, *(s for s in shared if s.name not in known)], key=lambda link: link.dose)


def dose_level(sentence: str) -> Callable[..., float] | None:
    """``max`` or ``min`` where a sentence speaks of the highest or the lowest dose, and of no other."""
    told = {(max if m["high"] else min) for m in LEVEL.finditer(sentence)}
    return told.pop() if len(told) == 1 else None


def _around(places: Sequence[tuple[int, int]], words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words in reach of each place: the work on a sentence stays in proportion to its length."""
    middles = [bisect_left(words, start, key=lambda w: w.start) for start, _ in places]
    return [words[max(0, i - REACH) : i + REACH] for i in middles]


def _beside(place: tuple[int, int], words: Sequence[Word], context: Study) -> Sequence[str]:
    """Who shares a dose that one of them touches: ``A or B (5 g)``, ``5 g of A (PLA) or B``, ``5 g of compound``."""
    at = next(i for i, w in enumerate(words) if w.end > place[0])
    if at and words[at - 1].text in "([":
        before = [w for w in words[: at - 1][::-1] if w.text not in "()[]" and w.depth < words[at].depth]
        return [] if before and nominal(before[0]) else _listed(before, words[at].depth)
    behind = words[at + 1 :]
    if not behind or behind[0].lower != "of":
        return _listed(behind, words[at].depth + 1)
    named = next((w for w in behind[1:] if not w.has("det")), None)
    if named is not None and named.lower in GENERIC:
        return context.exposures
    return _listed(behind[1:], words[at].depth + 1)


def _listed(words: Sequence[Word], depth: int) -> list[str]:
    """The amino acids of the list that ``words`` open with, behind its first item; brackets are passed over."""
    found: list[str] = []
    items = 0
    for word in words:
        if word.kind == "dose":
            break
        if word.depth >= depth or word.text in "()[]" or word.joined:
            continue
        if word.kind == "amino_acid" or (items == 0 and (word.has("control") or nominal(word))):
            items += 1
            found += [word.name] if items > 1 and word.name else []
        elif not (word.text == "," or word.lower in {"or", "and"}) or not items:
            break
    return found


def _results(places: Sequence[tuple[int, int]], around: Sequence[Sequence[Word]], text: str) -> list[bool]:
    """Which amounts are measurements, not doses; what is joined to one behind it is one too (``from 7 to 5 g``)."""
    found: list[bool] = []
    for n, ((start, end), words) in enumerate(zip(places, around, strict=True)):
        joined = n > 0 and found[-1] and JOINED.match(text[places[n - 1][1] : start])
        found.append(
            (bool(SPREAD.search(text[start:end])) and not _told_as_dose(start, words))
            or bool(RESULT_AFTER.match(text[end : end + 50]))
            or (_told_before(start, text) and not (_touches(end, words) or _told_as_dose(start, words)))
            or _is_threshold(start, words, text)
            or (_reached(start, words) and not _touches(end, words))
            or (bool(joined) and not any(w.kind == "amino_acid" for w in words if end <= w.start < end + 24))
        )
    return found


def _told_before(start: int, text: str) -> bool:
    """Do the words before say that it was measured (``rose by``, ``plasma levels of``)?"""
    return bool(
        RESULT_BEFORE.search(text[max(0, start - 24) : start]) or LEVELS.search(text[max(0, start - 90) : start])
    )


def _told_as_dose(start: int, words: Sequence[Word]) -> bool:
    """``mean daily dose, 2.2 +/- 0.7 mg``; ``the dose of leucine was 5 g``."""
    before = [w for w in words if w.end <= start and not w.is_punct][-6:]
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].lower in TOLD), None)
    return at is not None and not any(w.has("verb") for w in before[at + 1 :])


def _is_threshold(start: int, words: Sequence[Word], text: str) -> bool:
    """``cholesterol below 5 mmol/L``, unlike ``doses above 5 g``."""
    if not THRESHOLD.search(text[max(0, start - 24) : start]):
        return False
    before = [w for w in words if w.end <= start and not w.is_punct]
    at = any(w.lower == "at" or w.kind == "amino_acid" for w in before[-1:])  # "leucine at > 5 mM"
    return not at and not any(w.has("treatment", "given") for w in before[-5:])


def _touches(end: int, words: Sequence[Word]) -> bool:
    """Does an amino acid stand right behind the amount (``raised by 2 mM leucine``)?"""
    after = next((w for w in words if w.start >= end and not w.has("route", "adverb", "det") and w.lower != "of"), None)
    return after is not None and after.kind == "amino_acid"


def _reached(start: int, words: Sequence[Word]) -> bool:
    """Is it what something moved to (``lowered glucose to 5 mM``), unlike a dose (``raised the dose to 5 g``)?"""
    before = [w for w in words if w.end <= start][-10:]
    if not before or before[-1].lower != "to":
        return False
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].has("verb.increase", "verb.decrease")), None)
    if at is None:
        return False
    moved = before[at + 1 : -1]
    if all(w.has("adverb") for w in moved):
        moved = before[:at]
    return not any(w.has("treatment", "given") for w in moved)


def _share(
    owners: list[str | None],
    firm: Sequence[bool],
    results: Sequence[bool],
    places: Sequence[tuple[int, int]],
    text: str,
) -> list[str | None]:
    """Doses joined by commas, ``and``, ``or`` have one owner: pass it on backwards, then forwards.

    A number without a unit is of what the next one is of. What stands right before its substance (``firm``) is of that.
    """
    for i in [*range(len(owners) - 2, -1, -1), *range(len(owners) - 1)]:
        one, two = owners[i], owners[i + 1]
        if results[i] or results[i + 1] or not JOINED.match(text[places[i][1] : places[i + 1][0]]):
            continue
        if two is not None and BARE.fullmatch(text, *places[i]):
            owners[i] = two
        elif one is None or not firm[i + 1]:
            owners[i] = owners[i + 1] = one if one is not None else two
    return owners


def _owner(place: tuple[int, int], words: Sequence[Word], text: str, context: Study) -> str | None:
    """The amino acid that the dose at ``place`` is of: the one it touches, else the nearest substance before it."""
    start, end = place
    at = next(i for i, w in enumerate(words) if w.end > start)
    if words[at].name:
        return words[at].name  # the dose holds it: "20 g creatine/day"
    in_food = bool(MEDIUM.search(text[start : end + 12]))
    owners = [
        (w, measured(words, i, text) and not in_food)
        for i, w in enumerate(words)
        if w.kind == "amino_acid" or w.lower in context.others
    ]
    if own := _right_before(end, words) or _before_bracket(at, words, text):
        return own
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


def _right_before(end: int, words: Sequence[Word]) -> str | None:
    """The amino acid that the dose stands right before: ``5 g leucine``, ``500 ng of leucine``."""
    behind = [w for w in words if w.start >= end][:3]
    while behind and (behind[0].lower in {"of", "per"} or behind[0].has("det", "route")):
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
    if any(nominal(w) or w.kind == "amino_acid" or w.text in ")]" or w.lower in VERSUS for w in inside[last + 1 :]):
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
        if passed or word.has("adverb", "det", "route") or FREQUENCY.fullmatch(word.lower):
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
    named = nominal(word) or (word.has("control") and word.lower not in {"control", "baseline"})
    return named and not (i > 0 and words[i - 1].kind == "amino_acid")


def _is_code(word: Word) -> bool:
    """``ACh``, ``LPS``."""
    return any(c.isupper() for c in word.text[1:])


def _dose_of_other(at: int, words: Sequence[Word]) -> bool:
    """Does another substance own the dose that a word before ``at`` speaks of (``the GAL doses used``)?"""
    return any(
        words[i].has("treatment") and i > 0 and nominal(words[i - 1]) and _is_code(words[i - 1])
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

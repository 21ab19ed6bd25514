"""Which amounts are measurements, not doses: ``rose by 5 mM``, ``plasma levels of 5 mM``, ``(5 mM, P = 0.01)``."""

import re
from collections.abc import Sequence

from pipeline.relations.words import Word

JOINED = re.compile(
    r"^[\s,]*(?:and|or|to|/|-|–|,|;|and/or|then|followed by|approximately|approx\.|~)[\s,]*(?:or|and)?\s*$",
    re.IGNORECASE,
)
RESULT_AFTER = re.compile(
    r"^[\s)\]]*(?:±|\+/-|\+-|(?:vs?\b\.?|versus|compared (?:with|to))\s*[-+−–]?\d"
    r"|(?:lower|higher|greater|less|more)\b(?! doses?))|^\s*[;,]\s*P\s*[<=>≤]",
    re.IGNORECASE,
)
RESULT_BEFORE = re.compile(
    r"(?:±|\+/-|\+-|(?<!level )(?<!levels )\bfrom|(?<!followed )\bby|\bwas|\bwere|\bbeing|\bpeak(?:ed)?(?: of| at)?|="
    r"|[\d)%]\s*(?:vs\.?|versus)|\(\s*[-+−–])\s*(?:about|approximately|~)?\s*$",
    re.IGNORECASE,
)
LEVELS = re.compile(
    r"\b(?:plasma|serum|blood|urin\w+|tissue)\b[^.;()]{0,40}\b(?:levels?|concentrations?)\b[^.;()]{0,25}$",
    re.IGNORECASE,
)
ESTIMATED = re.compile(r"\b(?:requirements?|correspond(?:s|ed)(?: \w+ly)? to)\b[^.;()]{0,40}$", re.IGNORECASE)
THRESHOLD = re.compile(
    r"(?:\b(?:below|above|under|exceed(?:s|ed|ing)?|(?:greater|higher|lower|less|more) than)|[<>≤≥])\s*$", re.IGNORECASE
)
SPREAD = re.compile(r"±|\+/-|\+-|/dl\b", re.IGNORECASE)  # a spread, or a unit that only levels in blood have
PER_VOLUME = re.compile(r"[/ ](?:[dmuµμ]?[lL]|100 ?m[lL])\b|[muµμn]M\b|[lL]\s?[(⁻^−-]+1")
TOLD = frozenset({"dose", "doses", "dosage"})


def results(places: Sequence[tuple[int, int]], around: Sequence[Sequence[Word]], text: str) -> list[bool]:
    """Which amounts are measurements, not doses; what is joined to one behind it is one too (``from 7 to 5 g``)."""
    found: list[bool] = []
    for n, ((start, end), words) in enumerate(zip(places, around, strict=True)):
        joined = n > 0 and found[-1] and JOINED.match(text[places[n - 1][1] : start])
        found.append(
            _is_result((start, end), words, text)
            or (bool(joined) and not any(w.kind == "amino_acid" for w in words if end <= w.start < end + 24))
        )
    return found


def _is_result(place: tuple[int, int], words: Sequence[Word], text: str) -> bool:
    """Is the amount a measurement, by what stands around it?"""
    start, end = place
    return (
        (bool(SPREAD.search(text[start:end])) and not (_told_as_dose(start, words) or _infused(start, end, words)))
        or bool(RESULT_AFTER.match(text[end : end + 50]))
        or (_told_before(start, text) and not (_touches(end, words) or _told_as_dose(start, words)))
        or bool(ESTIMATED.search(text[max(0, start - 60) : start]))
        or _is_threshold(start, words, text)
        or _in_controls(start, end, words)
        or (_reached(start, words) and not _touches(end, words))
    )


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


def _infused(start: int, end: int, words: Sequence[Word]) -> bool:
    """An amount given, with its spread: ``received 2.4 ± 0.2 g/day of leucine``, ``infused leucine (120 ± 3 µmol/kg)``.

    One of a volume is a level in blood.
    """
    at = next(i for i, w in enumerate(words) if w.end > start)
    if PER_VOLUME.search(words[at].text):
        return False
    before = [w for w in words[max(0, at - 12) : at] if w.text not in "(["]
    beside = _touches(end, words) or any(w.kind == "amino_acid" for w in before[-2:])
    verb = next((w for w in reversed(before) if w.has("verb", "given")), None)
    behind = [w for w in words[at + 1 :] if w.has("verb", "given")][:1]
    return beside and any(w.has("given") for w in [*([verb] if verb else []), *behind])


def _in_controls(start: int, end: int, words: Sequence[Word]) -> bool:
    """``9 mM in the placebo group``, ``a control diet with 0.9%``: measured there, or no dose of the amino acid."""
    depth = next(w.depth for w in words if w.end > start)
    before = [w for w in words if w.end <= start and w.depth <= depth and w.text not in "()" and not w.has("det")][-3:]
    if len(before) == 3 and before[0].lower == "control" and before[1].has("route", "group", "treatment", "given"):
        return before[2].has("contains") or before[2].lower == "with"
    behind = [w for w in words if w.start >= end and not w.has("det")][:2]
    return len(behind) == 2 and behind[0].lower in {"in", "with", "for", "on"} and behind[1].has("control")


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

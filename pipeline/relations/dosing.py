"""How much: ties each dose of an abstract to the amino acid it is a dose of, or to none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.agents import Study, measured
from pipeline.relations.words import Word

BETWEEN = re.compile(r"[\s,;(]*(?:(?:of|a|an|the|per|day|daily|d|once|twice|oral|intravenous|dietary|supplemental|pure|iv|i\.v\.|i\.p\.|"
                     r"ip|each|either|single|bolus|dose|total|free|crystalline|added|exogenous|body|weight|bw|b\.w\.|BM|[\s,()/.\-–−⁻¹·×\d])[\s,(-]*)*$", re.IGNORECASE)
JOINED = re.compile(r"^[\s,]*(?:and|or|to|/|-|–|,|and/or|then|followed by|approximately|approx\.|~)[\s,]*(?:or|and)?\s*$", re.IGNORECASE)
RESULT_AFTER = re.compile(r"^\s*(?:±|\+/-|\+-|vs\b|versus\b|compared)")
RESULT_BEFORE = re.compile(r"(?:±|\+/-|\bfrom|\bby|\bwas|\bwere|\bpeak(?:ed)?(?: of| at)?|[=<>≤≥])\s*(?:about|approximately|~)?\s*$", re.IGNORECASE)
GENERIC_HEADS = ("treatment", "group", "control", "adverb", "det")


@dataclass(frozen=True, slots=True)
class Link:
    """Dose number ``dose`` of the abstract is a dose of ``name``, by sentence ``sentence``."""

    dose: int
    name: str
    sentence: int


def links(sentences: Sequence[Sequence[Word]], doses: Sequence[tuple[int, int]], text: str, context: Study) -> list[Link]:
    """Tie doses (start, end) to amino acids, sentence by sentence; doses joined in a list share their owner."""
    found: list[Link] = []
    for n, words in enumerate(sentences):
        if not words:
            continue
        here = [i for i, (start, _) in enumerate(doses) if words[0].start <= start < words[-1].end]
        owners = _share([_owner(doses[i], words, text, context) for i in here], [doses[i] for i in here], text)
        found += [Link(i, name, n) for i, name in zip(here, owners, strict=True) if name]
    return found


def _share(owners: list[str | None], places: list[tuple[int, int]], text: str) -> list[str | None]:
    """Doses joined by commas, ``and``, ``or`` have one owner: pass it on backwards, then forwards."""
    for i in [*range(len(owners) - 2, -1, -1), *range(len(owners) - 1)]:
        if JOINED.match(text[places[i][1] : places[i + 1][0]]):
            owners[i] = owners[i + 1] = owners[i] or owners[i + 1]
    return owners


def _owner(place: tuple[int, int], words: Sequence[Word], text: str, context: Study) -> str | None:
    start, end = place
    if RESULT_AFTER.match(text[end : end + 12]) or RESULT_BEFORE.search(text[max(0, start - 24) : start]):
        return None
    mentions = [(w, measured(words, i, text)) for i, w in enumerate(words) if w.kind == "amino_acid"]
    after = next((m for m in mentions if m[0].start >= end), None)
    if after and not after[1] and BETWEEN.match(text[end : after[0].start]):
        return after[0].name
    if _names_other(end, words):
        return None
    before = next((m for m in reversed(mentions) if m[0].end <= start), None)
    if before and not before[1] and _reaches(before[0], start, words):
        return before[0].name
    if not mentions or _dose_word_near(start, words):
        return context.exposures[0] if len(context.exposures) == 1 and _dose_word_near(start, words) else None
    return None


def _names_other(end: int, words: Sequence[Word]) -> bool:
    """Does the word behind the dose name something else (``5 mM glucose``, ``20 mg/kg of MTX``)?"""
    rest = [w for w in words if w.start >= end][:4]
    for i, word in enumerate(rest):
        if word.lower in {"of", "/", "-"} or word.has("adverb", "det") or word.is_number:
            continue
        if word.is_punct or word.has("prep", "conj", "aux", "boundary", "verb", "given", *GENERIC_HEADS):
            return False
        return word.kind == "token" and not word.has("measured") and i < 3
    return False


def _reaches(mention: Word, start: int, words: Sequence[Word]) -> bool:
    """From an amino acid forward to a dose: at most eight words, and no other noun that could own the dose."""
    between = [w for w in words if mention.end <= w.start < start]
    content = [
        w for w in between
        if not w.is_punct and w.kind == "token" and not w.joined
        and not w.has("prep", "det", "adverb", "conj", "aux", "treatment", "given", "group", "verb", "adj", "control", "withheld")
        and not w.is_number and w.lower not in {"l", "dl", "d", "n", "mean", "daily", "oral", "orally", "intravenously", "per"}
    ]
    return len(between) <= 24 and len(content) <= (2 if len(between) <= 8 else 1) and not any(w.text == ";" for w in between)


def _dose_word_near(start: int, words: Sequence[Word]) -> bool:
    before = [w for w in words if w.end <= start][-5:]
    after = [w for w in words if w.start >= start][:4]
    return any(w.has("treatment", "given") for w in [*before, *after])

"""Findings of a passage → rows of a claim table, each with the references that stand at it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.claims import ANCHOR_WORDS
from pipeline.drafts.passage import Passage
from pipeline.schema import Amount, Dose, Evidence, Magnitude
from pipeline.sources import Marker, Sentence, SourceDocument

_BETWEEN = re.compile(r"(?:\(#\w*\)|[\W\d])*")  # two marks with nothing else between them are one group
_DAILY = "/day"


class Draft(NamedTuple):
    """A row of a claim table that still lacks its id, and the sentence it is from."""

    cells: dict[str, str]
    sentence: Sentence


def draft(document: SourceDocument, passage: Passage, found: Iterable[Evidence], source: str) -> Iterator[Draft]:
    """What a passage claims, each once, in its order."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        at = passage.sentence(one.target_start)
        if at is None:
            continue
        sentence = passage.sentences[at]
        said = (sentence.start, one.effect)
        if said not in seen:
            seen.add(said)
            refs = references(document, sentence, passage.origin(one.target_end - 1))
            yield Draft(_cells(passage, at, one, refs, source), sentence)


def numbered(drafts: Iterable[Draft], key: str, first: int) -> list[dict[str, str]]:
    """The rows with ids ``key-NNN`` from ``first`` on."""
    return [{"id": f"{key}-{n:03}", **one.cells} for n, one in enumerate(drafts, first)]


def references(document: SourceDocument, sentence: Sentence, place: int) -> tuple[int, ...]:
    """The references of what stands at ``place`` of a sentence: the next group of marks behind it.

    A number belongs to the part it stands at, and one that closes the sentence to all parts without one of their own;
    what no mark follows has none.
    """
    behind = [marker for marker in document.markers_of(sentence) if marker.start > place]
    group: list[Marker] = behind[:1]
    for marker in behind[1:]:
        if not _BETWEEN.fullmatch(document.text[group[-1].end : marker.start]):
            break
        group.append(marker)
    return tuple(sorted({marker.number for marker in group}))


def _cells(passage: Passage, at: int, one: Evidence, refs: tuple[int, ...], source: str) -> dict[str, str]:
    effect = one.effect
    doses = [dose for dose in one.doses if ";" not in dose.text]
    return {
        "source": source,
        "section": passage.section,
        "anchor": " ".join(passage.words(at)[:ANCHOR_WORDS]),
        "amino_acid": effect.amino_acid,
        "amino_acid_id": effect.amino_acid_id or "",
        "exposure": effect.exposure,
        "target": effect.target,
        "target_id": effect.target_id or "",
        "direction": effect.direction,
        "dose_text": ";".join(dose.text for dose in doses),
        "doses": ";".join(map(_dose, doses)),
        "magnitude": _magnitude(one.magnitude),
        "system": one.system or "",
        "refs": ";".join(map(str, refs)),
        "part": "hedged" if one.certainty == "hedged" else "",
        "note": f"draft, line {passage.sentences[at].line}, confidence {one.confidence:g}: read the sentence",
    }


def _dose(dose: Dose) -> str:
    unit = dose.amount.unit
    return _amount(dose.amount, f"{unit}{_DAILY}" if dose.every == "day" and _DAILY not in unit else unit)


def _amount(of: Amount, unit: str) -> str:
    """An amount as a claim table spells it: ``0.3-1.35 g/kg``."""
    size = f"{of.low:g}" if of.low == of.high else f"{of.low:g}-{of.high:g}"
    return f"{size} {unit}"


def _magnitude(of: Magnitude | None) -> str:
    return f"{of.value:g} {of.unit}" if of else ""

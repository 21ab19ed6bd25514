"""How large a change was: which of a sentence's magnitudes belongs to which target."""

import re
from collections.abc import Sequence

from pipeline.schema import Magnitude
from pipeline.units import MagnitudeSpan

BESIDE = re.compile(
    r"\s?\((?:[^(),;]{0,14}[\s+−–-])?|\sby\s(?:[a-z]+\s)?"
)  # "X (+24 %", "X (on average by 6 %", "X by 5 %"
BY = re.compile(r"\sby\s(?:[a-z]+\s)?")
SIGNS = tuple("+−–-")
LISTED = re.compile(r"(?:\([^()]*\)|[\s,/]|\b(?:and|or|the|as well as)\b)*")  # what stands between members of a list
NEAR_TARGET, NEAR_CUE = 60, 40  # code points
Place = tuple[int, int]


def size_of(
    text: str, target: Place, cue: Place, targets: Sequence[Place], spans: Sequence[MagnitudeSpan]
) -> Magnitude | None:
    """The size of the change of ``target`` by ``cue`` among the ``spans`` of the sentence; ``targets`` are all of it.

    What stands right beside the target, or before the cue (``22 % higher``), comes first. Else the only one that is
    near and behind no other target; members of a list share what follows them. None where several compete.
    """
    behind = [m for m in _behind(text, target, spans) if cue[1] <= target[0] or text[m.start - 1] in SIGNS]
    at_cue = [m for m in spans if not text[m.end : cue[0]].strip(" -\u00a0") and m.end <= cue[0]]
    at_cue += [m for m in spans if m.start > cue[1] and BY.fullmatch(text, cue[1], m.start)]
    for beside in (behind, at_cue):
        beside += [
            m for m in spans if any(m.start - b.end > 0 and LISTED.fullmatch(text, b.end, m.start) for b in beside)
        ]
        if sizes := {m.magnitude for m in beside}:
            return sizes.pop() if len(sizes) == 1 else None
    near = {
        m.magnitude
        for m in spans
        if (abs(m.start - target[1]) < NEAR_TARGET or abs(m.start - cue[1]) < NEAR_CUE)
        and not _of_another(text, target, targets, m)
    }
    return near.pop() if len(near) == 1 else None


def _behind(text: str, target: Place, spans: Sequence[MagnitudeSpan]) -> list[MagnitudeSpan]:
    return [m for m in spans if m.start > target[1] and BESIDE.fullmatch(text, target[1], m.start)]


def _of_another(text: str, target: Place, targets: Sequence[Place], span: MagnitudeSpan) -> bool:
    """Does another target stand between ``target`` and the magnitude, or have it right beside it?"""
    for other in targets:
        if other != target and _behind(text, other, [span]) and not _in_list(text, target, other):
            return True
        if target[1] <= other[0] and other[1] <= span.start and not _in_list(text, target, other):
            return True
    return False


def _in_list(text: str, one: Place, other: Place) -> bool:
    """Do both stand in one list that goes on from ``one`` to ``other``?"""
    return one[1] <= other[0] and bool(LISTED.fullmatch(text, one[1], other[0]))

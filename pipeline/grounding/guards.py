"""What may differ between a phrase and a wording that is merely similar: words that leave the measured thing the same.

Which words these are is said by the lexicon ``target_aspects``. Fillers and the state at rest may be left out of any
phrase; where a substance or protein was measured may be left out of it, except where the place turns the meaning (more
in urine is more excreted); how often or how badly may be left out of a symptom. A word with a digit, a single letter
and any word that the lexicon does not list keep two phrases apart, however alike they look.
"""

import re
from functools import cache

from pipeline.grounding.spelling import fold, folded, joined
from pipeline.grounding.wordings import READOUTS, Wording
from pipeline.lexicon import Cue, read

_MEASURED = READOUTS | {"amino acid level", "metabolite", "protein", "site phosphorylation"}
_PLACES_THAT_COUNT = frozenset({"bone", "milk", "saliva", "stool", "tumour", "urine", "whole body"})
_EXTENTS = frozenset({"extent:frequency", "extent:incidence", "extent:severity"})
_SEVERAL = re.compile(r"\b(?:and|or|versus|vs)\b", re.IGNORECASE)  # two things measured are not one of them
_ALWAYS = frozenset({"stop", "state:fasting"})


def bridged(phrase: str, wording: Wording) -> bool:
    """Whether nothing that counts keeps ``phrase`` and ``wording`` apart."""
    if _SEVERAL.search(phrase) and not _SEVERAL.search(wording.text):
        return False
    mine, yours = folded(phrase), folded(wording.text)
    measured = wording.type in _MEASURED
    if not (yours - mine) - (_circulation() if measured else frozenset()):
        return not (mine - yours) - _negligible(measured)
    return joined(phrase) == joined(wording.text)


@cache
def _negligible(measured: bool) -> frozenset[str]:
    """Words that may stand in a phrase without being in the wording: ``measured`` in substances, else in outcomes."""
    return frozenset(word for word, said in _said().items() if all(_idle(category, measured) for category in said))


def _idle(category: str, measured: bool) -> bool:
    axis, _, value = category.partition(":")
    if category in _ALWAYS:
        return True
    return (axis == "site" and value not in _PLACES_THAT_COUNT) if measured else category in _EXTENTS


@cache
def _circulation() -> frozenset[str]:
    """Words that the wording of a substance may have without their being in the phrase."""
    return frozenset(word for word, said in _said().items() if said <= {"site:circulation", "stop"})


@cache
def _said() -> dict[str, set[str]]:
    """Single words of ``target_aspects`` with their categories, folded."""
    table: dict[str, set[str]] = {}
    for cue in read("target_aspects", Cue):
        if cue.term.isalpha() and len(cue.term) > 1:
            table.setdefault(fold(cue.term.lower().removesuffix("s")), set()).add(cue.category)
            table.setdefault(fold(cue.term.lower()), set()).add(cue.category)
    return table

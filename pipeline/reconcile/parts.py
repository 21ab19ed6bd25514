"""What a claim says besides its finding, part by part (``Claim.part``, parted by semicolons).

None of it fits the data model, so none of it is ever ``supported``. What a claim *states* by such a part (``STATED``:
that an effect depends on a kinase, is weaker than another, peaks at a dose …) cannot be read off the finding alone:
there the whole claim is ``not_in_abstract``, for the reason ``outside_model``, however well its finding is supported.
A pathway or a condition that is only mentioned leaves the verdict on the finding as it is. A hedge is a matter of
certainty and no part of what is said. The words are rows of the lexicon ``claim_parts``.
"""

import re
from functools import cache

from pipeline.lexicon import Cue, read
from pipeline.reconcile.verdicts import SUPPORTED, Judgement
from pipeline.schema import Claim, PartVerdict

STATED = frozenset({"dependence", "comparison", "course", "interaction", "share"})
_UNJUDGED = "certainty"


def kinds(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The parts of a claim besides its finding, each with its kind; ``condition`` where no word of the lexicon is."""
    texts = (text.strip() for text in (claim.part or "").split(";"))
    found = ((text, _kind(text)) for text in texts if text)
    return tuple((text, kind) for text, kind in found if kind != _UNJUDGED)


def stated(claim: Claim) -> tuple[str, ...]:
    """The parts that the claim is about, none of which can be judged."""
    return tuple(text for text, kind in kinds(claim) if kind in STATED)


def whole(claim: Claim, finding: Judgement) -> Judgement:
    """The verdict on the claim as a whole, from that on its finding."""
    if finding.verdict not in SUPPORTED or not stated(claim):
        return finding
    return Judgement("not_in_abstract", "outside_model", finding.shown, finding.dissenting)


def verdicts(claim: Claim, finding: Judgement) -> tuple[PartVerdict, ...]:
    """The finding and each part with a verdict of its own; nothing where the claim has no parts."""
    others = kinds(claim)
    if not others:
        return ()
    first = PartVerdict(text="finding", kind="finding", verdict=finding.verdict, reason_code=finding.code)
    return first, *(
        PartVerdict(text=text, kind=kind, verdict="not_in_abstract", reason_code="outside_model")
        for text, kind in others
    )


def _kind(text: str) -> str:
    found = _pattern().search(text)
    return _categories()[found[0].casefold()] if found else "condition"


@cache
def _categories() -> dict[str, str]:
    return {cue.term.casefold(): cue.category for cue in read("claim_parts", Cue)}


@cache
def _pattern() -> re.Pattern[str]:
    """Of words that start at one place the longest counts, else the first in the text."""
    words = "|".join(map(re.escape, sorted(_categories(), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

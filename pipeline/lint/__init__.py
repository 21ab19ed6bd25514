"""What is wrong with the claims by themselves, before any article is read. False alarms are worse than silence.

===============  =================================================================
module           holds
===============  =================================================================
``references``   what a claim cites: nothing, unknown papers, one paper twice
``doses``        arithmetic inside one claim: units, equivalents
``consistency``  claims of one document that cannot all be right
===============  =================================================================
"""

from collections.abc import Iterable

from pipeline.lint import consistency, doses, references
from pipeline.schema import Citation, Claim, Finding

__all__ = ["RULES", "lint"]

RULES: dict[str, str] = {
    "uncited_claim": "The claim cites nothing.",
    "unidentified_reference": "A reference of the claim cannot be tied to an article.",
    "repeated_paper": "Several reference numbers of one claim are the same paper.",
    "impossible_unit": "The dose is a tenth of the body mass or more, or more than a whole.",
    "amounts_disagree": "One amount is written in two units that do not give the same amount.",
    "equivalent_disagrees": "A total for a body mass, or a human equivalent, does not follow from the dose.",
    "opposite_directions": "Claims of one document say different directions for one amino acid, exposure and target.",
    "magnitudes_disagree": "Claims of one document give different sizes for one finding of one paper.",
    "unit_disagrees": "Claims of one document give the same number in two units for one paper.",
}


def lint(claims: Iterable[Claim], citations: Iterable[Citation]) -> tuple[Finding, ...]:
    """All findings, in the order of the claims and then of ``RULES``; pure and deterministic."""
    given = tuple(claims)
    found = [*references.check(given, citations), *doses.check(given), *consistency.check(given)]
    order = {claim.id: at for at, claim in reversed(list(enumerate(given)))}
    rules = {rule: at for at, rule in enumerate(RULES)}
    return tuple(sorted(found, key=lambda f: (order[f.claim_id or ""], rules[f.rule], f.message)))

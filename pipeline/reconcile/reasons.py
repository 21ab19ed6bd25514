"""Every reason code, with the verdicts it may stand beside and what it means. Exports and docs read this table."""

from typing import NamedTuple

from pipeline.schema import Verdict


class Reason(NamedTuple):
    """The verdicts that a code may explain, and its meaning in one sentence."""

    verdicts: tuple[Verdict, ...]
    meaning: str


REASONS: dict[str, Reason] = {
    "same_direction": Reason(
        ("supported",), "Same amino acid, exposure, target and direction; the claim gives no dose, or the same one."
    ),
    "dose_not_stated": Reason(
        ("supported",), "The same finding, but the abstract gives no dose beside it, so the claimed one is unchecked."
    ),
    "dose_in_range": Reason(
        ("supported",), "The same finding; the claimed dose lies inside a range that the article gives."
    ),
    "dose_converted": Reason(
        ("supported",),
        "The same finding; a claimed dose is the article's, converted by a body mass or by body surface area.",
    ),
    "dose_value": Reason(
        ("supported_dose_differs",), "The same finding, but a claimed dose is none of those the article reports."
    ),
    "dose_form": Reason(
        ("supported_dose_differs",),
        "The same finding, but the dose is of another form: g against g/L, one capsule against an intake or a day.",
    ),
    "magnitude": Reason(
        ("supported_dose_differs",), "The same finding and no dose disagrees, but the size of the change differs."
    ),
    "opposite_direction": Reason(("contradicted",), "The article reports the opposite direction."),
    "change_reported": Reason(("contradicted",), "The claim says no change, the article reports one."),
    "no_change_reported": Reason(("no_effect_found",), "The claim says a change, the article reports none."),
    "other_dose": Reason(
        ("contradicted", "no_effect_found"), "The article disagrees, but at doses that are all other than the claimed."
    ),
    "mixed_evidence": Reason(
        ("contradicted", "no_effect_found"),
        "Findings of the article that fit the claim equally well disagree; the more cautious verdict is given.",
    ),
    "outside_model": Reason(
        ("not_in_abstract",),
        "The finding is reported, but what the claim says of it (a dependence, a comparison, a peak …) does not fit the"
        " data model and was not judged.",
    ),
    "change_at_unstated_dose": Reason(
        ("not_in_abstract",),
        "The claim says no change at some dose; the article reports a change and gives no dose: it tells nothing.",
    ),
    "not_stated": Reason(
        ("not_in_abstract",),
        "Its sentence asks for the finding, denies it, grades it or leaves it to chance, so it is not stated.",
    ),
    "inverse_exposure": Reason(
        ("not_in_abstract",),
        "Only the inverse is reported: withheld for given (or given for withheld), with the opposite direction.",
    ),
    "other_exposure": Reason(
        ("not_in_abstract",), "The target is reported for another exposure (given, withheld, endogenous)."
    ),
    "related_amino_acid": Reason(
        ("not_in_abstract",), "The target is reported for a related amino acid only: a mixture, member, metabolite …"
    ),
    "target_aspect": Reason(
        ("not_in_abstract",),
        "Another aspect of the target is reported: mRNA for activity, α2 for α1, plasma for muscle …",
    ),
    "other_target": Reason(("not_in_abstract",), "The amino acid has findings in the abstract, on other targets."),
    "other_amino_acid": Reason(("not_in_abstract",), "The abstract has findings, on other amino acids."),
    "no_findings": Reason(("not_in_abstract",), "No finding was extracted from the abstract."),
    "abstract_missing": Reason(("no_abstract",), "The article is known, but has no abstract."),
    "not_in_corpus": Reason(("no_abstract",), "The reference is identified, but its article has not been obtained."),
    "citation_unresolvable": Reason(
        ("unresolved_citation",), "The citation table says that the reference cannot be tied to an article."
    ),
    "citation_missing": Reason(("unresolved_citation",), "The citation table has no row for the reference."),
    "citation_without_identity": Reason(
        ("unresolved_citation",), "The row of the citation table has neither PMID, DOI, PMCID nor title."
    ),
    "no_reference": Reason(("uncited",), "The claim cites nothing."),
}

"""The rules by their codes, those first that show a mistake in what a document says."""

RULES: dict[str, str] = {
    "impossible_unit": "A tenth of the body mass at once, more than a whole, or more than blood can hold.",
    "amounts_disagree": "One amount is written in two ways that do not give the same amount.",
    "equivalent_disagrees": "A total for a body mass, or a human equivalent, does not follow from the dose.",
    "parts_disagree": "The parts of a mixture do not add up to the stated share or total.",
    "shares_disagree": "One document gives two shares of one component for one paper's mixture.",
    "values_disagree": "One document gives two values for one thing.",
    "unit_disagrees": "One document gives the same number in two units for one paper.",
    "dose_credited_elsewhere": "A dose is credited to a reference that the same document says tried others.",
    "opposite_directions": "Claims of one document say different directions for one amino acid and target.",
    "documents_disagree": "Claims of two documents say different directions for one amino acid and target.",
    "repeated_paper": "Several reference numbers of one document are the same paper.",
    "unidentified_reference": "A reference cannot be tied to an article.",
    "uncited_claim": "A claim cites nothing.",
}

"""Findings as curators read them."""

from pipeline.lint import as_text
from pipeline.schema import Finding

SECTION = {"section": "1 Rats", "source": "900-rats"}


def test_tells_place_message_and_arithmetic_by_rule_and_uncited_claims_in_a_list() -> None:
    found = [
        Finding(rule="no_citations", source="900-rats", claim_id=None, place="900.md:1", message="It cites nothing."),
        Finding(
            rule="uncited_claim", claim_id="900-001", place="900.md:3", message="The claim cites nothing.", **SECTION
        ),
        Finding(
            rule="uncited_claim", claim_id="900-002", place="900.md:4", message="The claim cites nothing.", **SECTION
        ),
        Finding(
            rule="impossible_unit",
            claim_id="900-002",
            place="900.md:4",
            message="2 g/g cannot be a dose; the unit is wrong.",
            arithmetic="2 g/g = 2000 g/kg = 200% of body mass",
            anchor="Rats given 2 g/g slept",
            others=("900-003", "900-004", "900-005", "900-006"),
            **SECTION,
        ),
    ]
    assert as_text(found).splitlines() == [
        "900-rats: 4 findings",
        "",
        "  no_citations (1)",
        "    900.md:1",
        "      It cites nothing.",
        "",
        "  impossible_unit (1): A tenth of the body mass at once, more than a whole, or more than blood can hold.",
        "    900.md:4  1 Rats  “Rats given 2 g/g slept”  900-002, 900-003, 900-004, 900-005 and 1 more",
        "      2 g/g cannot be a dose; the unit is wrong.",
        "      Arithmetic: 2 g/g = 2000 g/kg = 200% of body mass",
        "",
        "  uncited_claim (2): A claim cites nothing.",
        "    1 Rats: 900-001, 900-002",
    ]


def test_nothing_found_is_no_text() -> None:
    assert as_text([]) == ""

"""Wordings of concepts, written and composed."""

from pipeline.grounding.wordings import Wordings
from pipeline.lexicon import Term


def term(name: str, text: str, kind: str, case: str = "any") -> Term:
    return Term.model_validate(
        {"name": name, "id": f"x:{name.replace(' ', '-')}", "term": text, "type": kind, "case": case, "source": "x"}
    )


TERMS = [
    term("ABC1", "ABC1", "protein"),
    term("ABC1", "alphabetase", "protein"),
    term("ABC1 activity", "ABC1 activity", "activity"),
    term("ABC1 activity", "ABC1 activation", "activity"),
    term("cat", "CAT", "protein", "exact"),
    term("thirst", "thirst", "adverse effect"),
]


def test_a_readout_goes_by_all_names_of_its_protein() -> None:
    wordings = Wordings(TERMS)
    for phrase in ("alphabetase activity", "activation of alphabetase"):
        found = wordings.exact(phrase)
        assert found is not None
        assert found.name == "ABC1 activity"
    assert wordings.exact("alphabetase mRNA") is None


def test_what_two_readouts_could_be_called_is_neither() -> None:
    twin = [term("ABC2", "ABC2", "protein"), term("ABC2", "alphabetase", "protein")]
    twin += [term("ABC2 activity", "ABC2 activity", "activity")]
    assert Wordings([*TERMS, *twin]).exact("alphabetase activity") is None


def test_case_counts_where_the_lexicon_says_so() -> None:
    wordings = Wordings(TERMS)
    assert wordings.exact("CAT level") is not None
    assert wordings.exact("cat level") is None
    assert wordings.exact("Thirst") is not None


def test_the_order_of_the_terms_does_not_matter() -> None:
    assert Wordings(TERMS).written == Wordings(reversed(TERMS)).written
    assert Wordings(TERMS).composed == Wordings(reversed(TERMS)).composed

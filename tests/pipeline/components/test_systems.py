"""Systems, doses and cues as spaCy sees them."""

from pipeline import nlp


def test_systems_are_named_and_in_order() -> None:
    doc = nlp.load()("Leucine was given to Wistar rats, mice and patients.")
    assert [s.id_ for s in doc.spans["systems"]][:2] == ["rat", "mouse"]
    assert all(s.label_ for s in doc.spans["systems"])


def test_without_an_amino_acid_neither_doses_nor_cues_are_sought() -> None:
    doc = nlp.load()("Rats got 5 mg/kg of metformin, which lowered glucose.")
    assert doc._.doses == []
    assert list(doc.spans["cues"]) == []
    assert doc._.findings == []


def test_doses_are_plain_json_with_exact_offsets() -> None:
    doc = nlp.load()("Rats got 5 mg/kg of leucine.")
    assert [doc.text[d["start"] : d["end"]] for d in doc._.doses] == ["5 mg/kg"]


def test_a_cue_has_a_span_for_each_of_its_categories() -> None:
    doc = nlp.load()("Leucine reduced thirst.")
    assert {c.label_ for c in doc.spans["cues"] if c.text == "reduced"} >= {"verb.decrease", "adj.decrease"}

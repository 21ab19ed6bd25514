"""Short forms and what they stand for."""

from pipeline import nlp


def defined(text: str) -> list[tuple[str, str]]:
    doc = nlp.load()(text)
    return [(a["short_text"], a["long_text"]) for a in doc._.abbreviations]


def test_a_short_form_is_found_wherever_it_stands() -> None:
    assert defined("Branched chain amino acids (BCAA) were given. BCAA were stopped.") == [
        ("BCAA", "Branched chain amino acids"),
        ("BCAA", "Branched chain amino acids"),
    ]


def test_they_come_in_the_order_of_the_text() -> None:
    doc = nlp.load()("Blood pressure (BP), heart rate (HR), BP and HR rose; HR fell, BP did not.")
    starts = [a["short_start"] for a in doc._.abbreviations]
    assert starts == sorted(starts)
    assert len(starts) == 6


def test_nothing_is_carried_over_from_another_document() -> None:
    assert defined("Blood pressure (BP) rose.")
    assert defined("BP rose.") == []


def test_a_bracket_may_hold_eight_words_and_no_brackets() -> None:
    assert defined("BP (blood pressure of the left upper arm) rose.")
    assert defined("BP (one two three four five six seven eight nine) rose.") == []
    assert defined("Receptors (vitamin D receptors (VDR)) bind.") == [("VDR", "vitamin D receptors")]

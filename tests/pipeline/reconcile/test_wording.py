"""Which phrases name one target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import Cue, read
from pipeline.reconcile.targets import bond, concept, reads
from pipeline.reconcile.wording import Bond, likeness, parse
from pipeline.schema import Effect


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("plasma glucose", "serum glucose concentrations", "same"),
        ("glucose uptake", "uptake of glucose", "same"),
        ("glucose uptake", "glucose uptake in muscle", "same"),
        ("NF-κB", "NF-kappaB activation", "same"),
        ("IL-1β", "interleukin-1 beta", "same"),
        ("S6K1", "phosphorylation of S6K1", "same"),
        ("mTOR activity", "mTORC1 signaling", "same"),
        ("insulin secretion", "plasma insulin", "same"),
        ("hot flashes", "hot flush frequency", "same"),
        ("diarrhea duration", "duration of diarrhoea", "same"),
        ("blood pressure", "systolic blood pressure", "same"),
        ("plasma glucose", "muscle glucose", "aspect"),
        ("glucose uptake", "plasma glucose", "aspect"),
        ("mTORC1", "mTORC2", "aspect"),
        ("mTOR", "mTOR inhibitor", "aspect"),
        ("insulin", "insulin resistance", "aspect"),
        ("IL-6", "IL-8", "aspect"),
        ("IL-1α", "IL-1β", "aspect"),
        ("Akt Ser473 phosphorylation", "Akt Thr308 phosphorylation", "aspect"),
        ("IRS-1 tyrosine phosphorylation", "IRS-1 serine phosphorylation", "aspect"),
        ("systolic blood pressure", "diastolic blood pressure", "aspect"),
        ("LDL cholesterol", "HDL cholesterol", "aspect"),
        ("body weight", "body weight gain", "aspect"),
        ("muscle protein synthesis", "muscle protein breakdown", "aspect"),
        ("nitric oxide", "nitric oxide excretion", "aspect"),
        ("muscle mass", "fat mass", "different"),
        ("blood pressure", "intracranial pressure", "different"),
        ("heart rate", "heart weight", "different"),
        ("hyperglycemia", "hypoglycemia", "different"),
        ("leucine", "isoleucine", "different"),
        ("", "glucose", "different"),
    ],
)
def test_tells_wordings_apart(one: str, other: str, outcome: str) -> None:
    assert likeness(one, other, threshold=0.5).outcome == outcome
    assert likeness(other, one, threshold=0.5) == likeness(one, other, threshold=0.5)


def test_other_concepts_need_closer_words() -> None:
    assert likeness("grip strength", "hand grip strength", threshold=0.5).outcome == "same"
    assert likeness("grip strength", "hand grip strength", threshold=0.5, bond="related").outcome == "different"
    assert likeness("cholesterol", "plasma cholesterol", threshold=0.5, bond="related").outcome == "same"
    assert likeness("cholesterol", "plasma cholesterol", threshold=0.5, bond="unrelated").outcome == "different"
    assert likeness("insulin secretion", "insulin", threshold=0.5, bond="unrelated").outcome == "same"


@pytest.mark.parametrize("bond", [None, "related", "broader"])
def test_a_shared_place_is_no_shared_target(bond: Bond | None) -> None:
    assert likeness("muscle soreness", "muscle", threshold=0.5, bond=bond).outcome == "different"


def test_concepts_make_up_for_words_but_not_for_aspects() -> None:
    assert likeness("MPS", "building of myofibrils", threshold=0.5, bond="same").outcome == "same"
    assert likeness("cognitive function", "memory", threshold=0.5, bond="narrower").score == 0.6
    assert likeness("PEPCK mRNA", "activity of the carboxykinase", threshold=0.5, bond="same").outcome == "aspect"


@pytest.mark.parametrize(
    ("claimed", "found", "bonded"),
    [
        ("menopausal symptoms", "hot flush frequency", "narrower"),
        ("hot flashes", "menopausal symptoms", "broader"),
        ("hot flushes", "hot flashes", "same"),
        ("uptake of glucose", "glucose uptake", "same"),
        ("IRS-1", "IRS-1 Ser307 phosphorylation", "narrower"),
        ("insulin sensitivity", "insulin resistance", "inverse"),
        ("muscle mass", "muscle wasting", "inverse"),
        ("AMPK alpha1 activity", "AMPK alpha2 activity", "related"),
        ("S6K1 phosphorylation", "mTORC1 signaling", "related"),
        ("glucose uptake", "glucose consumption", "unrelated"),
        ("muscle soreness", "an invented outcome", None),
        ("", "", None),
    ],
)
def test_looks_up_the_concepts_behind_targets(claimed: str, found: str, bonded: str | None) -> None:
    ids = [concept(Effect(amino_acid="leucine", target=t or " ", direction="increase")) for t in (claimed, found)]
    assert bond(*ids) == bonded


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    there, back = likeness(one, other, threshold=0.5), likeness(other, one, threshold=0.5)
    assert there == back
    assert 0 <= there.score <= 1
    assert likeness(one, one, threshold=0.5).outcome != "aspect"


def test_the_lexicon_is_read_whole() -> None:
    axes = {cue.category.partition(":")[0] for cue in read("target_aspects", Cue)}
    assert {"process", "role", "readout", "site", "isoform", "concept", "stop"} <= axes
    assert parse("plasma").on("site") == {"circulation"}


@pytest.mark.parametrize(
    ("shown", "meant", "expected"),
    [
        ("claimdiff:akt-phosphorylation", "claimdiff:insulin-signaling", True),
        ("claimdiff:akt-ser473-phosphorylation", "claimdiff:insulin-signaling", True),
        ("claimdiff:irs-1-ser307-phosphorylation", "claimdiff:insulin-signaling", False),
        ("claimdiff:insulin-signaling", "claimdiff:akt-phosphorylation", False),
        (None, "claimdiff:insulin-signaling", False),
    ],
)
def test_a_readout_and_its_kinds_show_what_they_are_taken_for(
    shown: str | None, meant: str | None, expected: bool
) -> None:
    assert reads(shown, meant) is expected

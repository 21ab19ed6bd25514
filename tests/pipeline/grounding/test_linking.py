"""Target phrases and the concepts they name."""

import pickle

import pytest

from pipeline.grounding import Linker, ground, linker
from pipeline.keywords import key_words
from pipeline.lexicon import Relation, Term, read


@pytest.mark.parametrize("phrase", ["blood pressure", "Blood  Pressure", "the blood pressure", "blood pressures"])
def test_the_same_words_are_the_same_concept(phrase: str) -> None:
    name, curie = ground(phrase)
    assert curie
    assert (name, curie) == ground("blood pressure")


def test_what_is_no_concept_keeps_its_words() -> None:
    assert ground("Flow of  Invented\nBile") == ("flow of invented bile", None)
    assert ground("") == ("", None)


def test_every_term_is_grounded() -> None:
    names = {t.name for t in read("targets", Term)}
    assert all(ground(t.term)[0] in names for t in read("targets", Term) if key_words(t.term))


EXACT = [
    ("activity of superoxide dismutase", "SOD activity", "superoxide dismutase activity"),
    ("p70S6K (Thr389)", "S6K1 Thr389 phosphorylation", "p70S6K (Thr389)"),
    ("interleukin-6 (IL-6)", "IL-6", "interleukin-6"),
    ("metabolic rate", "energy expenditure", "metabolic rate"),
    ("concentrations of haemoglobin", "hemoglobin", "haemoglobin"),
]


@pytest.mark.parametrize(("phrase", "name", "synonym"), EXACT)
def test_an_exact_link_names_its_wording(phrase: str, name: str, synonym: str) -> None:
    link = linker().link(phrase)
    assert link is not None
    assert (link.name, link.synonym, link.score, link.way) == (name, synonym, 1, "exact")


SHORT = [
    ("MPO", {"MPO": "myeloperoxidase"}, "myeloperoxidase", "exact"),
    ("AT", {"AT": "anaerobic threshold"}, "lactate threshold", "abbreviation"),
    ("change in HR", {"HR": "heart rate"}, "heart rate", "similar"),
    ("anaerobic threshold (AT)", {"AT": "anaerobic threshold"}, "lactate threshold", "abbreviation"),
    ("hepatic GS activity", {"GS": "glutamine synthetase"}, "glutamine synthetase activity", "similar"),
    ("MPS", {}, "muscle protein synthesis", "exact"),
    ("MPS", {"MPS": "myofibrillar protein synthesis"}, "myofibrillar protein synthesis", "abbreviation"),
    ("MPS", {"MPS": "mucopolysaccharidosis"}, None, None),
    ("AT", {}, None, None),
]


@pytest.mark.parametrize(("phrase", "long_forms", "name", "way"), SHORT)
def test_what_the_document_defines_wins(
    phrase: str, long_forms: dict[str, str], name: str | None, way: str | None
) -> None:
    link = linker().link(phrase, long_forms)
    assert (link and link.name) == name
    if phrase != "MPO":  # both its forms are wordings
        assert (link and link.way) == way


SIMILAR = [
    ("MPO activities", "myeloperoxidase activity"),
    ("tumour-bearing weight", None),
    ("LPS-induced TNF-α production", "TNF-α production"),
    ("blood glucose in diabetic pigs", "glucose"),
    ("cell viability after thawing", "cell viability"),
    ("brain dopamine", "dopamine"),
    ("cognitive function scores", "cognitive function"),
]


@pytest.mark.parametrize(("phrase", "name"), SIMILAR)
def test_a_similar_link_is_sure_of_less(phrase: str, name: str | None) -> None:
    link = linker().link(phrase)
    assert (link and link.name) == name
    assert link is None or (link.way == "similar" and linker().threshold < link.score < 1)


NEAR_TWINS = [
    (
        "mTOR",
        "mTORC1",
        "mTORC2",
        "mTOR Ser2448 phosphorylation",
        "mTOR Ser2481 phosphorylation",
        "mTOR phosphorylation",
    ),
    ("rpS6", "S6K1", "p70S6K Thr389", "rpS6 phosphorylation", "S6K1 phosphorylation"),
    ("GLUT1", "GLUT4", "GLUT4 mRNA", "GLUT4 translocation"),
    ("insulin", "insulin sensitivity", "insulin resistance", "insulin secretion", "insulin receptor"),
    ("IL-1β", "IL-2", "IL-4", "IL-6", "IL-8", "IL-10", "IL-12"),
    ("HDL", "LDL", "VLDL", "LDL receptor", "non-HDL cholesterol", "oxidized LDL", "total cholesterol"),
    ("glucose uptake", "glucose", "glucose production", "glucose tolerance", "glucose oxidation"),
    ("lean body mass", "body mass", "fat mass", "muscle mass", "body mass index"),
    ("time to exhaustion", "time trial", "time trial time", "time trial performance"),
    ("nitrate", "nitrite"),
    ("creatine", "creatinine", "creatine kinase"),
    ("hyperglycemia", "hypoglycemia"),
    ("systolic blood pressure", "diastolic blood pressure"),
    ("weight gain", "weight loss", "body weight", "birth weight"),
    ("AMPK alpha1", "AMPK alpha2"),
    ("PPARα", "PPARγ"),
    ("protein synthesis", "protein breakdown", "protein turnover"),
    ("heart", "heart rate", "heart weight"),
]


@pytest.mark.parametrize("twins", NEAR_TWINS, ids=lambda twins: twins[0])
def test_near_twins_are_never_one(twins: tuple[str, ...]) -> None:
    found = [curie for _, curie in map(ground, twins) if curie]
    assert len(found) == len(set(found))


UNKNOWN_KIN = [
    *("IL-1", "IL-16", "IL-6 receptor", "GLUT2", "GLUT-2 mRNA", "IGF-2", "IGF-1 receptor", "GLP-2", "caspase-9"),
    *("p70S6K (Ser411)", "S6K2", "mTORC1 phosphorylation", "PPAR-delta", "4E-BP2", "AMPKγ3", "TNF receptor"),
    *("LDL receptor", "insulin receptor substrate", "non-HDL cholesterol", "urinary creatinine", "inhibition of mTOR"),
    *("Akt dephosphorylation", "protein synthesis inhibition", "AChE inhibition", "mTOR inhibitors", "cystine"),
    *(
        "glucose and insulin",
        "insulin/glucagon ratio",
        "Bcl-2/Bax ratio",
        "esterified fatty acids",
        "heart",
        "metabolic",
    ),
    *("time trial", "vitamin B6", "bone alkaline phosphatase", "ERK5", "grade 9 mucositis", "activity", "levels"),
]


@pytest.mark.parametrize("phrase", UNKNOWN_KIN)
def test_kin_of_a_concept_is_not_the_concept(phrase: str) -> None:
    assert ground(phrase)[1] is None


def test_mtor_its_complexes_and_its_sites_are_concepts_with_relations() -> None:
    rows = {(r.id, r.relation, r.other) for r in read("target_relations", Relation)}
    mtor, complexes = ground("mTOR")[1], [ground(c)[1] for c in ("mTORC1", "mTORC2")]
    site, phosphorylation = ground("mTOR Ser2448 phosphorylation")[1], ground("mTOR phosphorylation")[1]
    assert len({mtor, *complexes, site, phosphorylation}) == 5
    assert {(mtor, "part_of", c) for c in complexes} <= rows
    assert {(site, "site_of", mtor), (site, "broader", phosphorylation), (phosphorylation, "broader", mtor)} <= rows


@pytest.mark.parametrize("threshold", [0.2, 0.9])
def test_below_the_threshold_there_is_no_link(threshold: float) -> None:
    strict = Linker(read("targets", Term), threshold=threshold)
    assert bool(strict.link("cell viability after thawing")) is (threshold < 0.5)
    assert strict.link("cell viability")


def test_no_more_than_k_candidates_the_best_first() -> None:
    found = Linker(read("targets", Term), threshold=0.1, k=2).candidates("muscle glucose uptakes")
    assert 0 < len(found) <= 2
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_a_linker_of_nothing_finds_nothing() -> None:
    assert Linker([]).link("glucose") is None


@pytest.mark.parametrize(
    "phrase", ["(((((", "[](){}", "\x00", "é" * 3_000, "(" * 2_000 + "IL-61", "a-induced " * 2_000]
)
def test_hostile_phrases_are_no_concepts(phrase: str) -> None:
    assert linker().link(phrase, {"(": ")", "a": "\\1", "é": "["}) is None


def test_a_linker_survives_pickling() -> None:
    small = Linker([Term(name="glucose", id="x:1", term="glucose", type="metabolite", source="made up")])
    assert pickle.loads(pickle.dumps(small)).link("brain glucose") == small.link("brain glucose")

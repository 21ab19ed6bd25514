"""Links of findings: scispaCy's linker over our search, and what it leaves behind."""

import json

import pytest
from scispacy.linking import EntityLinker
from spacy.tokens import Doc

from pipeline import nlp
from pipeline.grounding import linker

TEXT = (
    "Muscle work\nLeucine raised muscle protein synthesis (MPS) and heart rate (HR) in rats. "
    "Valine reduced MPO activities."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return nlp.load()(TEXT)


def test_each_finding_says_which_wording_linked_it(doc: Doc) -> None:
    links = {doc.text[slice(*f["target"])]: f["link"] for f in doc._.findings}
    assert links["MPO activities"]["name"] == "myeloperoxidase activity"
    assert links["MPO activities"]["way"] == "similar"
    assert json.loads(json.dumps(links)) == links


def test_the_links_are_those_of_the_pure_function(doc: Doc) -> None:
    long_forms = {a["short_text"]: a["long_text"] for a in doc._.abbreviations}
    assert doc._.findings
    for finding in doc._.findings:
        link = linker().link(doc.text[slice(*finding["target"])], long_forms)
        assert finding["link"] == (link and link._asdict())


def test_targets_are_spans_with_their_ids_and_the_entities_are_given_back(doc: Doc) -> None:
    places = {(s.start_char, s.end_char): s.kb_id_ for s in doc.spans["targets"]}
    assert places == {tuple(f["target"]): f["link"]["id"] if f["link"] else "" for f in doc._.findings}
    assert doc.ents == ()


def test_scispacy_does_the_linking() -> None:
    component = nlp.load().get_pipe("targets")
    assert isinstance(component.linker, EntityLinker)
    kb = component.linker.kb
    assert {"mTOR", "mechanistic target of rapamycin"} <= set(kb.cui_to_entity["HGNC:3942"].aliases)
    assert [c.concept_id for c in component.linker.candidate_generator(["p70S6K"], 3)[0]] == ["HGNC:10436"]


def test_a_saved_component_links_alike(doc: Doc) -> None:
    language = nlp.load()
    component = language.get_pipe("targets")
    other = type(component)(language, "targets", lexicon="targets", threshold=0.5, k=10).from_bytes(
        component.to_bytes()
    )
    before = doc._.findings
    assert other(doc)._.findings == before


def test_overlapping_targets_are_each_linked() -> None:
    language = nlp.load()
    made = language.make_doc("plasma glucose uptake fell")
    made._.findings = [{"target": place} for place in ((0, 14), (7, 14), (7, 21), (0, 26))]
    names = [f["link"] and f["link"]["name"] for f in language.get_pipe("targets")(made)._.findings]
    assert names == ["glucose", "glucose", "glucose uptake", None]


def test_a_document_without_findings_has_no_targets() -> None:
    made = nlp.load()("Rats slept.")
    assert list(made.spans["targets"]) == []

"""Effect tuples on disk: the same evidence comes back, and what cannot be used is told with its line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tuples
from pipeline.errors import InputError
from pipeline.extract import to_json
from pipeline.schema import Amount, Article, Dose, Evidence, Magnitude
from tests import builders

PAPER = builders.article(sentences=("Men took 2 to 3 g of leucine.", builders.FINDING))


def dose(text: str, low: float, high: float) -> Dose:
    start = PAPER.text.index(text)
    return Dose(amount=Amount(low=low, high=high, unit="g"), text=text, start=start, end=start + len(text))


def said(*doses: Dose, **fields: Any) -> Evidence:
    effect = builders.effect(doses=tuple(d.amount for d in doses))
    return builders.evidence(PAPER, effect=effect, **fields).model_copy(update={"doses": doses})


def line(*evidence: Evidence) -> dict[str, Any]:
    return to_json(PAPER, evidence)


def load(folder: Path, *lines: object, articles: tuple[Article, ...] = (PAPER,)) -> tuples.LoadedEvidence:
    file = folder / "tuples.jsonl"
    file.write_text("".join((text if isinstance(text, str) else json.dumps(text)) + "\n" for text in lines))
    return tuples.read_evidence(str(file), articles)


@pytest.mark.parametrize(
    "evidence",
    [
        said(),
        said(magnitude=Magnitude(value=21.5, unit="%"), system="human", study_design="randomized trial"),
        said(dose("3 g", 3, 3)),
        said(dose("2 to 3 g", 2, 3)),
        said(dose("2 to 3 g", 2, 3), dose("3 g", 3, 3)),
    ],
)
def test_evidence_comes_back(evidence: Evidence, tmp_path: Path) -> None:
    loaded = load(tmp_path, line(evidence))
    assert not loaded.rejections
    (found,) = loaded.evidence
    assert found.id == evidence.id
    assert found.model_dump(exclude={"doses"}) == evidence.model_dump(exclude={"doses"})
    assert [d.amount for d in found.doses] == [d.amount for d in evidence.doses]


def test_all_that_is_extracted_comes_back(tmp_path: Path) -> None:
    from pipeline.corpus import bundled
    from pipeline.extract import extract

    found = list(extract(bundled()))
    loaded = load(tmp_path, *(to_json(*pair) for pair in found), articles=bundled())
    assert not loaded.rejections
    assert loaded.evidence == tuple(e for _, evidence in found for e in evidence)


def test_an_article_is_found_by_doi_too(tmp_path: Path) -> None:
    fields = {**line(said()), "pmid": None, "doi": (PAPER.doi or "").upper()}
    assert [e.article for e in load(tmp_path, fields).evidence] == [PAPER.id]


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda fields: {k: v for k, v in fields.items() if k != name}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without("target"), "tuple 1 lacks 'target'"),
        (without("evidence_start"), "tuple 1 lacks 'evidence_start'"),
        (lambda f: {**f, "direction": "up"}, "tuple 1: direction: "),
        (lambda f: {**f, "confidence": 7}, "tuple 1: confidence: "),
        (lambda f: {**f, "evidence_end": 10_000}, "outside the text"),
        (lambda f: {**f, "target_start": -1}, "outside the text"),
        (lambda f: {**f, "target_start": "x"}, "tuple 1 is malformed"),
        (lambda f: {**f, "doses": 3}, "tuple 1 is malformed"),
        (lambda f: {**f, "doses": [{"value": 3, "unit": "g", "text": "4 g", "start": 0, "end": 3}]}, "is not at 0–3"),
        (lambda f: "text", "tuple 1 is malformed"),
    ],
)
def test_a_tuple_that_cannot_be_used(change: Callable[[Any], Any], reason: str, tmp_path: Path) -> None:
    good = line(said())
    bad = {**good, "tuples": [change(good["tuples"][0]), *good["tuples"]]}
    loaded = load(tmp_path, good, bad)
    assert len(loaded.evidence) == 2
    assert [r.place.rpartition(":")[2] for r in loaded.rejections] == ["2"]
    assert reason in loaded.rejections[0].reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ('{"pmid": "1"}', "list of tuples"),
        ('{"tuples": []}', "neither a pmid nor a doi"),
        ('{"pmid": "1", "tuples": []}', "the article 1 is not among those given"),
    ],
)
def test_a_line_that_cannot_be_used(text: str, reason: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, "", text, line(said()))
    assert len(loaded.evidence) == 1
    assert [r.place.rpartition(":")[2] for r in loaded.rejections] == ["2"]
    assert reason in loaded.rejections[0].reason


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))  # fmt: skip # noqa: E501
def test_no_line_breaks_the_reader(value: object) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        loaded = load(Path(folder), {"pmid": PAPER.pmid, "tuples": [value]}, {"pmid": value, "tuples": [value]}, value)
    assert not loaded.evidence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        tuples.read_evidence(str(tmp_path / "none.jsonl"), [])


def test_findings(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"pmid": 5, "tuples": line(said())["tuples"]}) + '\n\n{"doi": "10.5/A", "tuples": []}\n')
    found = tuples.read_findings(str(file))
    assert {key: len(findings) for key, findings in found.items()} == {"5": 1, "10.5/a": 0}
    assert found["5"][0].amino_acid == "leucine"


@pytest.mark.parametrize("text", ["{", "[]", '{"pmid": "1", "tuples": [{}]}', '{"pmid": "1", "tuples": [7]}'])
def test_gold_that_cannot_be_used_is_an_error_with_its_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f'{{"pmid": "2", "tuples": []}}\n{text}\n')
    with pytest.raises(InputError, match=r"gold\.jsonl:2: "):
        tuples.read_findings(str(file))

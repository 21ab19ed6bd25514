"""The findings on other substances: their form, their places, and how they are joined with the abstracts."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.components.amino_acids import KEY
from pipeline.lexicon import Term, dumps
from tests.benchmarks.substances import LEXICON, abstracts, is_kept, joined, language, part, rows, text_of, write

ROWS = rows()
TUPLES = [(row["pmid"], fields) for row in ROWS for fields in row["tuples"]]
TERMS = [Term.model_validate(row) for row in rows(LEXICON)]
FIELDS = {
    *("substance", "exposure", "target_start", "target_end", "target_also", "direction", "magnitude", "doses"),
    *("system", "evidence_start", "evidence_end"),
}


def _places(fields: dict[str, Any]) -> list[tuple[int, int]]:
    return [
        (fields["target_start"], fields["target_end"]),
        (fields["evidence_start"], fields["evidence_end"]),
        *((dose["start"], dose["end"]) for dose in fields["doses"]),
        *((p[0], p[1]) for p in fields["target_also"] if not isinstance(p, str)),
    ]


def test_the_set_is_as_large_and_mixed_as_its_description() -> None:
    assert len(ROWS) == 85
    assert len(TUPLES) == 432
    assert sum(not row["tuples"] for row in ROWS) == 11
    assert [int(row["pmid"]) for row in ROWS] == sorted({int(row["pmid"]) for row in ROWS})
    assert {fields["direction"] for _, fields in TUPLES} == {"increase", "decrease", "no_change"}
    assert [len(part(name, ROWS)) for name in ("all", "open", "kept")] == [85, 55, 30]


@pytest.mark.parametrize(("pmid", "kept"), [("2670794", False), ("3074291", False), ("8607407", True)])
def test_the_digest_of_the_pmid_says_what_is_kept_aside(pmid: str, kept: bool) -> None:
    assert is_kept(pmid) is kept


def test_the_rows_hold_places_and_short_phrases_and_no_text() -> None:
    for pmid, fields in TUPLES:
        assert set(fields) - {"target"} == FIELDS, pmid
        own = [fields.get("target", ""), *(p for p in fields["target_also"] if isinstance(p, str))]
        assert max(len(phrase.split()) for phrase in own) <= 6
        assert all(0 <= start < end for start, end in _places(fields))
        assert all({"value", "unit", "start", "end"} == set(dose) for dose in fields["doses"])


def test_no_finding_stands_twice_in_a_row() -> None:
    for row in ROWS:
        keys = [repr({k: v for k, v in fields.items() if k != "target_also"}) for fields in row["tuples"]]
        assert len(keys) == len(set(keys)), row["pmid"]


def test_the_lexicon_is_sorted_and_names_every_substance() -> None:
    assert LEXICON.read_text(encoding="utf-8") == dumps(TERMS)
    assert {fields["substance"] for _, fields in TUPLES} <= {term.name for term in TERMS}
    assert len({(term.key, term.type) for term in TERMS}) == len(TERMS)


def test_joining_puts_the_words_in_place_of_the_places() -> None:
    text = "Zinc and iron.\nTen (10) mg of zinc raised serum iron and ferritin."

    def place(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    (start, end), dose = place("ferritin"), place("(10) mg")
    fields = {
        "substance": "zinc",
        "target_start": start,
        "target_end": end,
        "target_also": [place("iron and ferritin"), "ferritin level"],
        "doses": [{"value": 10, "unit": "mg", "start": dose[0], "end": dose[1]}],
    }
    plain, whole = joined({"pmid": "1", "tuples": [fields, {**fields, "target": "serum ferritin"}]}, text)["tuples"]
    assert plain == {
        "amino_acid": "zinc",
        "target": "ferritin",
        "target_start": start,
        "target_end": end,
        "target_also": ["iron and ferritin", "ferritin level"],
        "doses": [{"value": 10, "unit": "mg", "start": dose[0], "end": dose[1], "text": "(10) mg"}],
    }
    assert whole == {**plain, "target": "serum ferritin"}


def test_the_extractor_reads_substances_in_the_place_of_amino_acids() -> None:
    doc = language()("Atorvastatin and leucine were given, and vitamin D3 was not.")
    assert [span.id_ for span in doc.spans[KEY]] == ["atorvastatin", "vitamin d"]


@pytest.mark.shared
def test_every_place_lies_in_its_text(shared: Path) -> None:
    texts = {pmid: text_of(record) for pmid, record in abstracts(shared, (row["pmid"] for row in ROWS)).items()}
    assert set(texts) == {row["pmid"] for row in ROWS}
    for pmid, fields in TUPLES:
        text = texts[pmid]
        slices = [text[start:end] for start, end in _places(fields)]
        assert all(end <= len(text) for _, end in _places(fields))
        assert all(piece == piece.strip() and piece for piece in slices), pmid
        assert all(f"{dose['value']:g}" in text[dose["start"] : dose["end"]] for dose in fields["doses"]), pmid


@pytest.mark.shared
def test_no_abstract_is_in_the_gold_of_amino_acids(shared: Path) -> None:
    other = {row["pmid"] for name in ("dev", "more") for row in rows(shared / "gold" / f"{name}.jsonl")}
    assert not other & {row["pmid"] for row in ROWS}


@pytest.mark.shared
def test_the_parts_are_written_as_gold_and_texts(shared: Path, tmp_path: Path) -> None:
    write(shared, tmp_path)
    for name, size in (("all", 85), ("open", 55), ("kept", 30)):
        gold, texts = rows(tmp_path / f"{name}.jsonl"), rows(tmp_path / f"{name}_texts.jsonl")
        assert len(gold) == len(texts) == size
        assert {row["pmid"] for row in gold} == {record["pmid"] for record in texts}

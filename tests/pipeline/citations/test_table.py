"""The citation table: what is read, what is refused, and what the numbers of a claim lead to."""

import csv
from pathlib import Path

import pytest

from pipeline.citations import COLUMNS, CitationTable, group_refs, load, resolve, summary
from pipeline.citations.table import _Row
from pipeline.errors import InputError
from pipeline.schema import Citation, Claim, Effect

GOOD = {
    "seed": "000",
    "ref": "4",
    "title": "Glycine and sleep",
    "first_author": "Doe J",
    "year": "2005",
    "journal": "J Test 1:2",
    "pmid": "123",
    "doi": "10.1000/x(1)",
    "pmcid": "PMC7",
    "status": "verified",
    "note": "seen",
}
BARE = dict.fromkeys(("title", "first_author", "year", "journal", "pmid", "doi", "pmcid", "note"), "")


def write(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(rows)
    return path


def cite(ref: int = 1, source: str = "000-glycine", **fields: str) -> Citation:
    return Citation.model_validate({"source": source, "ref": ref, "status": "probable", "place": "t:1"} | fields)


def claim(*refs: int, source: str = "000-glycine") -> Claim:
    effect = Effect(amino_acid="glycine", target="sleep", direction="increase")
    return Claim(id="c", source=source, section="s", anchor="a", effect=effect, refs=refs, place="c.csv:2")


def test_every_cell_arrives(tmp_path: Path) -> None:
    found = load(write(tmp_path / "t.csv", GOOD))
    assert found.rejections == ()
    (one,) = found.citations
    assert one.model_dump() == {
        **{k: v for k, v in GOOD.items() if k != "seed"},
        "source": "000",
        "ref": 4,
        "year": 2005,
        "place": f"{tmp_path / 't.csv'}:2",
    }


def test_empty_cells_are_none_and_other_columns_are_left_alone(tmp_path: Path) -> None:
    row = GOOD | BARE | {"status": "unresolvable", "source": "000-glycine", "decided_by": "none"}
    (one,) = load(write(tmp_path / "t.csv", row, columns=(*COLUMNS, "source", "decided_by"))).citations
    assert (one.source, one.title, one.year, one.pmid, one.note) == ("000-glycine", None, None, None, None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"seed": "0"}, "The seed is '0'"),
        ({"seed": "٠٠٠"}, "The seed is"),
        ({"seed": ""}, "The seed is empty"),
        ({"ref": "0"}, "The ref is '0'"),
        ({"ref": "4a"}, "a number from 1"),
        ({"ref": "1.0"}, "a number from 1"),
        ({"ref": ""}, "The ref is empty"),
        ({"year": "05"}, "a year from 1800"),
        ({"year": "20055"}, "a year from 1800"),
        ({"pmid": "PMID 123"}, "one to eight digits"),
        ({"pmid": "0123"}, "one to eight digits"),
        ({"pmid": "123456789"}, "one to eight digits"),
        ({"doi": "https://doi.org/10.1000/x"}, "a bare DOI"),
        ({"doi": "10.1000/x y"}, "a bare DOI"),
        ({"doi": "10.1000/"}, "a bare DOI"),
        ({"pmcid": "7"}, "PMC and digits"),
        ({"status": "certain"}, "verified, probable or unresolvable"),
        ({"status": ""}, "The status is empty"),
        ({"title": ""}, "Verified needs a title"),
        ({"pmid": "", "doi": ""}, "Verified needs a title and a PMID or DOI."),
        (BARE | {"status": "probable"}, "Probable needs"),
        ({"status": "unresolvable"}, "Unresolvable has no place"),
        ({"source": "001-other"}, "does not start with the seed 000"),
        ({"pmid": "x" * 10_000}, "one to eight digits"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_the_others_go_through(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    columns = (*COLUMNS, "source")
    path = write(tmp_path / "t.csv", GOOD, GOOD | {"ref": "5"} | change, GOOD | {"ref": "6"}, columns=columns)
    found = load(path)
    assert [c.ref for c in found.citations] == [4, 6]
    (rejection,) = found.rejections
    assert rejection.place == f"{path}:3"
    assert reason in rejection.reason
    assert len(rejection.reason) < 300


def test_all_faults_of_a_row_are_named(tmp_path: Path) -> None:
    (rejection,) = load(write(tmp_path / "t.csv", GOOD | {"pmid": "x", "pmcid": "y"})).rejections
    assert "The pmid is 'x'" in rejection.reason
    assert "The pmcid is 'y'" in rejection.reason


def test_a_number_given_twice_keeps_the_first(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", GOOD, GOOD | {"title": "Second"}, GOOD | {"seed": "001"})
    found = load(path)
    assert [(c.source, c.title) for c in found.citations] == [("000", GOOD["title"]), ("001", GOOD["title"])]
    assert [r.place for r in found.rejections] == [f"{path}:3"]
    assert f"{path}:2" in found.rejections[0].reason


@pytest.mark.parametrize("content", [b"", b"seed,ref\n000,1\n", b"\xff\xfe\x00", b'seed,ref\n"000,1\n'])
def test_an_unusable_table_raises(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"t\.csv"):
        load(path)


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_table_that_is_not_there_raises(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        load(tmp_path / name)


def test_the_packaged_table_is_whole_and_clean() -> None:
    found = load()
    numbers = {"000-isoleucine": 23, "001-isoleucine-insulin-resistance": 26, "003-leucine-muscle": 45}
    assert found.rejections == ()
    assert [(c.source, c.ref) for c in found.citations] == [
        (s, n + 1) for s, last in numbers.items() for n in range(last)
    ]
    assert all(c.note and c.place.startswith("corpus/citations.csv:") for c in found.citations)


def test_one_article_has_one_set_of_identifiers_in_the_packaged_table() -> None:
    for group in group_refs(load().citations):
        facts = {(c.title, c.first_author, c.year, c.journal, c.pmid, c.doi, c.pmcid) for c in group}
        assert len(facts) == 1, [c.place for c in group]


@pytest.mark.shared
def test_the_packaged_table_holds_what_was_known(shared: Path) -> None:
    mine = CitationTable(load().citations)
    with (shared / "citations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = mine.find(row["seed"], int(row["ref"]))
            assert found is not None
            for name in ("title", "pmid", "doi", "pmcid"):
                assert not row[name] or getattr(found, name) == row[name]


@pytest.mark.parametrize(
    ("source", "ref", "found"),
    [
        ("000-glycine", 1, True),
        ("000", 1, True),
        ("000-renamed", 1, True),
        ("000-glycine", 2, False),
        ("001-glycine", 1, False),
        ("0001", 1, False),
        ("", 1, False),
    ],
)
def test_find_goes_by_the_three_digits(source: str, ref: int, found: bool) -> None:
    table = CitationTable((cite(1, title="A"), cite(1, title="B")))
    assert table.find(source, ref) == (cite(1, title="A") if found else None)


def test_resolve_says_what_each_number_leads_to() -> None:
    table = CitationTable((cite(1, title="A"), cite(2, status="unresolvable")))
    found = resolve([claim(1, 2, 7), claim(), claim(1, source="005-x")], table)
    assert [(r.ref, r.citation and r.citation.ref, r.reason) for r in found] == [
        (1, 1, None),
        (2, 2, "Reference 2 of 000-glycine could not be tied to an article."),
        (7, None, "Reference 7 of 000-glycine is not in the citation table."),
        (1, None, "Reference 1 of 005-x is not in the citation table."),
    ]


def test_summary_is_flat_and_sorted() -> None:
    rows = summary((cite(10, title="B"), cite(2, source="001-x", pmid="5"), cite(9, doi="10.1000/a")))
    assert [(r["source"], r["ref"]) for r in rows] == [("000-glycine", "9"), ("000-glycine", "10"), ("001-x", "2")]
    assert rows[2] == {"source": "001-x", "ref": "2", "status": "probable", "pmid": "5", "doi": "", "title": ""}


def test_columns_are_those_of_a_row() -> None:
    assert set(COLUMNS) == set(_Row.model_fields) - {"source"}

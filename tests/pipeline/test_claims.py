"""Claim tables: what is read, what is rejected with its line, what cannot be read at all; and the curated tables."""

import csv
import io
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import claims
from pipeline.errors import InputError
from pipeline.schema import Amount, Claim, Magnitude, Rejection

GOOD = {
    "id": "900-001",
    "source": "900-example",
    "section": "1 Results",
    "anchor": "Rats given valine grew",
    "amino_acid": "valine",
    "amino_acid_id": "CHEBI:27266",
    "exposure": "given",
    "target": "body weight",
    "direction": "increase",
    "dose_text": "0.5-1g/kg;2mM",
    "doses": "0.5-1 g/kg;2 mmol/L",
    "magnitude": "12.5 %",
    "system": "rat",
    "refs": "3;14",
    "part": "peaks at this dose",
}

BAD_CELLS = [
    ("id", "", "The column id is empty"),
    ("source", "example", "no three digits and slug"),
    ("source", "", "The column source is empty"),
    ("section", " ", "The column section is empty"),
    ("anchor", "one two three four five six", "6 words"),
    ("anchor", "", "The column anchor is empty"),
    ("amino_acid", "Valine", "not in its canonical form"),
    ("amino_acid", "valine+leucine", "alphabetical"),
    ("amino_acid", "leucine + valine", "not in its canonical form"),
    ("amino_acid", "leucine+", "not in its canonical form"),
    ("amino_acid", "leucine+leucine", "once each"),
    ("amino_acid_id", "27266", "no CURIE"),
    ("target_id", "GO 1", "no CURIE"),
    ("exposure", "fed", "'fed' is none of given, withheld, endogenous"),
    ("exposure", "", "The column exposure is empty"),
    ("target", "", "The column target is empty"),
    ("direction", "up", "'up' is none of increase, decrease, no_change"),
    ("doses", "", "dose_text has 2 and doses 0 entries"),
    ("dose_text", "", "dose_text has 0 and doses 2 entries"),
    ("dose_text", "2mM", "dose_text has 1 and doses 2 entries"),
    ("doses", "0.5-1 g/kg;2 mmol/fortnight", "2 mmol/fortnight"),
    ("doses", "1-0.5 g/kg;2 mmol/L", "1-0.5 g/kg"),
    ("doses", "0.5-1 g/kg;", "not one amount"),
    ("magnitude", "a lot", "no number with a unit"),
    ("magnitude", "16.8", "no number with a unit"),
    ("magnitude", "-3 %", "no number with a unit"),
    ("magnitude", "9 wishes", "wishes"),
    ("magnitude", "9" * 400 + " %", "finite"),
    ("refs", "3,14", "'3,14' is no number"),
    ("refs", "[3]", "is no number"),
    ("refs", "0", "is no number"),
    ("refs", "3;", "'' is no number"),
    ("refs", "٣", "is no number"),
    ("refs", "3;3", "one number twice"),
]


def table(*rows: dict[str, str], columns: tuple[str, ...] = claims.COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, text: str | bytes, name: str = "900.csv") -> Path:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_reads_a_full_row(tmp_path: Path) -> None:
    (claim,), rejections = claims.load(write(tmp_path, table(GOOD)))
    amounts = (Amount(low=0.5, high=1, unit="g/kg"), Amount(low=2, high=2, unit="mmol/L"))
    assert rejections == ()
    assert claim.place == f"{tmp_path}/900.csv:2"
    assert (claim.effect.amino_acid, claim.effect.target, claim.effect.direction) == (
        "valine",
        "body weight",
        "increase",
    )
    assert (claim.doses, claim.effect.doses) == (amounts, amounts)
    assert (claim.refs, claim.magnitude) == ((3, 14), Magnitude(value=12.5, unit="%"))
    assert (claim.note, claim.effect.target_id) == (None, None)


@pytest.mark.parametrize(
    ("written", "magnitude"),
    [
        ("3.7 fold", Magnitude(value=3.7, unit="fold")),
        ("20%", Magnitude(value=20, unit="%")),
        ("2 mmol/L", Magnitude(value=2, unit="mmol/L")),
        ("", None),
    ],
)
def test_magnitudes(tmp_path: Path, written: str, magnitude: Magnitude | None) -> None:
    (claim,), _ = claims.load(write(tmp_path, table(GOOD | {"magnitude": written})))
    assert claim.magnitude == magnitude


@pytest.mark.parametrize(("column", "cell", "reason"), BAD_CELLS)
def test_rejects_a_bad_row_and_keeps_the_others(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    rows = [GOOD, GOOD | {"id": "900-002", column: cell}, GOOD | {"id": "900-003"}]
    read, (rejection,) = claims.load(write(tmp_path, table(*rows)))
    assert [claim.id for claim in read] == ["900-001", "900-003"]
    assert rejection.place == f"{tmp_path}/900.csv:3"
    assert reason in rejection.reason


def test_a_repeated_id_is_rejected_across_tables(tmp_path: Path) -> None:
    write(tmp_path, table(GOOD), "901.csv")
    read, (rejection,) = claims.load(write(tmp_path, table(GOOD), "900.csv"))
    assert [claim.place for claim in read] == [f"{tmp_path}/900.csv:2"]
    assert rejection.place == f"{tmp_path}/901.csv:2"
    assert f"{tmp_path}/900.csv:2" in rejection.reason


def test_counts_lines_of_cells_that_span_lines_and_of_blank_rows(tmp_path: Path) -> None:
    rows = [GOOD | {"note": "one\ntwo"}, {}, GOOD | {"id": "900-002"}, GOOD | {"id": "900-003", "refs": "x"}]
    read, rejections = claims.load(write(tmp_path, table(*rows)))
    assert [claim.place.rsplit(":")[-1] for claim in read] == ["2", "5"]
    assert [rejection.place.rsplit(":")[-1] for rejection in rejections] == ["6"]


def test_a_row_with_a_cell_too_many_is_rejected(tmp_path: Path) -> None:
    _, (rejection,) = claims.load(write(tmp_path, table(GOOD).rstrip("\n") + ",stray\n"))
    assert rejection.reason.startswith("The row has 18 cells, the header 17")


def test_takes_a_byte_order_mark_further_columns_and_windows_lines(tmp_path: Path) -> None:
    text = table(GOOD, columns=(*claims.COLUMNS, "reviewer")).replace("\n", "\r\n")
    read, rejections = claims.load(write(tmp_path, b"\xef\xbb\xbf" + text.encode()))
    assert (len(read), rejections) == (1, ())


def test_a_table_with_no_rows_has_no_claims(tmp_path: Path) -> None:
    assert claims.load(write(tmp_path, table())) == ((), ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The table is empty"),
        (b"\n\n", "The table is empty"),
        (table(GOOD).encode("utf-16"), "not UTF-8"),
        (table(GOOD | {"note": "µ"}).encode("latin-1"), "not UTF-8"),
        (table(GOOD).replace(",", ";").encode(), "The header lacks id, source"),
        (table(GOOD).replace(",refs", ",ref", 1).encode(), "The header lacks refs"),
        (table(GOOD).replace("target_id", "target", 1).encode(), "The header lacks target_id"),
        (table(GOOD).replace(",refs", ",refs,refs", 1).encode(), "The header names 'refs' more than once"),
        (table(GOOD).replace(",refs", ",,,refs", 1).encode(), "The header has a cell without a name"),
        (table(GOOD).partition("\n")[2].encode(), "The header lacks id, source"),
        (table(GOOD).encode() + b'900-002,"900-example', "900.csv:3: The table is no CSV"),
        (table(GOOD).encode() + b'"' + b"x" * 200_000 + b'"\n', "900.csv:3: The table is no CSV"),
    ],
)
def test_an_unreadable_table_raises(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        claims.load(write(tmp_path, content))


def test_an_empty_folder_a_file_and_a_missing_folder_raise(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no claim table"):
        claims.load(tmp_path)
    write(tmp_path, table(GOOD))
    for place in (tmp_path / "900.csv", tmp_path / "nowhere"):
        with pytest.raises(InputError, match="no folder"):
            claims.load(place)


@given(st.lists(st.lists(st.text(max_size=8), min_size=17, max_size=17), max_size=4))
def test_any_row_becomes_a_claim_or_a_rejection(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([claims.COLUMNS, *rows])
    for row in claims.read_table(_Bytes(out.getvalue()), "900.csv"):  # type: ignore[arg-type]
        assert isinstance(row, Claim | Rejection)
        assert re.fullmatch(r"900\.csv:\d+", row.place)


class _Bytes:
    """As much of a file as the loader uses."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read_bytes(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")


# The curated tables

SOURCES = ("000-isoleucine", "001-isoleucine-insulin-resistance", "002-leucine-isoleucine", "003-leucine-muscle")

#: Reference numbers that stand in a document at no claim, and what they are cited for.
NO_CLAIM = {
    "000": {
        1: "stereochemistry",
        11: "AS160, Rab and GLUT4, no amino acid",
        14: "valine release as a marker",
        15: "insulin alone",
        16: "defensins, where they are made",
        17: "defensins, where they are made",
        18: "defensins, where they are made",
        19: "defensins, why to induce them",
        23: "mTOR alone",
    },
    "001": dict.fromkeys(range(20, 27), "laboratory protocol"),
    "002": {},
    "003": {
        19: "reaction of BCAT, assay",
        20: "reaction of BCAT",
        22: "reaction of BCAT and BCKDH",
        **dict.fromkeys((33, 34, 35, 36), "isotope tracing"),
        **dict.fromkeys((37, 38, 39, 40), "enzyme assay"),
    },
}


@pytest.fixture(scope="module")
def curated() -> tuple[Claim, ...]:
    read, rejections = claims.load()
    assert rejections == ()
    return read


def test_the_curated_tables_hold_one_document_each(curated: tuple[Claim, ...]) -> None:
    assert sorted({claim.source for claim in curated}) == list(SOURCES)
    for claim in curated:
        assert Path(claim.place.rsplit(":", 1)[0]).stem == claim.source[:3] == claim.id[:3]


def test_no_curated_claim_stands_twice(curated: tuple[Claim, ...]) -> None:
    said = Counter(claim.model_copy(update={"id": "", "place": ""}) for claim in curated)
    assert [claim for claim, times in said.items() if times > 1] == []


def test_the_curated_doses_are_those_of_their_text(curated: tuple[Claim, ...]) -> None:
    numbers = re.compile(r"\d+(?:\.\d+)?")
    for claim in curated:
        texts = (claim.dose_text or "").split(";") if claim.dose_text else []
        for text, dose in zip(texts, claim.doses, strict=True):
            assert {float(n) for n in numbers.findall(text.split(" per ")[0])} == {dose.low, dose.high}, claim.place


def test_the_readme_gives_the_counts(curated: tuple[Claim, ...]) -> None:
    readme = (resources.files("annotations") / "README.md").read_text(encoding="utf-8")
    claimed = Counter(claim.source for claim in curated)
    uncited = Counter(claim.source for claim in curated if not claim.refs)
    for source in SOURCES:
        assert f"| `{source[:3]}.csv` | {source} | {claimed[source]} | {uncited[source]} |" in readme
    assert f"| all | | {claimed.total()} | {uncited.total()} |" in readme


@pytest.mark.shared
@pytest.mark.parametrize("source", SOURCES)
def test_anchors_and_references_stand_in_the_document(curated: tuple[Claim, ...], shared: Path, source: str) -> None:
    text = _body(shared, source)
    rows = [claim for claim in curated if claim.source == source]
    starts = _starts(rows, text)
    for claim, start in zip(rows, starts, strict=True):
        end = next((later for later in starts if later > start), len(text))
        assert set(_refs(text[start:end])).issuperset(claim.refs), claim.place


@pytest.mark.shared
@pytest.mark.parametrize("source", SOURCES)
def test_every_reference_has_a_claim_or_a_reason(curated: tuple[Claim, ...], shared: Path, source: str) -> None:
    claimed = {ref for claim in curated if claim.source == source for ref in claim.refs}
    assert set(_refs(_body(shared, source))) - claimed == set(NO_CLAIM[source[:3]])


def _body(shared: Path, source: str) -> str:
    """The document without its reference list, links and emphasis; single spaces; each marker as ``⟦3⟧``."""
    (path,) = (shared / "seeds").glob(f"{source[:3]}_*.txt")
    text = re.split(r"(?m)^References$", path.read_text(encoding="utf-8"))[0]
    text = re.sub(r"\[\\?\[?(\d+)\\?\]\]?(?:\(#(?:ref\d+)?\))?", r"⟦\1⟧", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*>]", " ", text).split())


def _starts(rows: list[Claim], text: str) -> list[int]:
    """Where the anchor of each row stands; rows follow the document, and those of one anchor share its place."""
    starts: list[int] = []
    for before, claim in zip([None, *rows], rows, strict=False):
        if before and before.anchor == claim.anchor and before.section == claim.section:
            starts.append(starts[-1])
            continue
        start = text.find(claim.anchor, starts[-1] + 1 if starts else 0)
        assert start >= 0, f"{claim.place}: the anchor does not follow the one before"
        starts.append(start)
    return starts


def _refs(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"⟦(\d+)⟧", text)]

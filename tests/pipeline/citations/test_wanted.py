"""What is known of a reference."""

import pytest

from pipeline.citations import Wanted, references
from pipeline.citations.wanted import split_journal
from pipeline.schema import Finding
from pipeline.sources import Reference, SourceDocument
from tests.pipeline.citations.references import row


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("J Nutr 135(9):2103-8", ("J Nutr", "135", "2103")),
        ("Obstet Gynecol 112(1)", ("Obstet Gynecol", "112", None)),
        ("Am J Physiol Endocrinol Metab 300:E752-E760", ("Am J Physiol Endocrinol Metab", "300", "E752")),
        ("J Diabetes Res 2016:2794591", ("J Diabetes Res", "2016", "2794591")),
        ("Nutr Res", ("Nutr Res", None, None)),
        ("", (None, None, None)),
        ("1:2", ("1:2", None, None)),
    ],
)
def test_journal_volume_and_page(text: str, parts: tuple[str | None, ...]) -> None:
    assert split_journal(text) == parts


def entry(number: int, **fields: object) -> Reference:
    return Reference.model_validate({"number": number, "line": 10 + number, "start": 0, "end": 1, **fields})


def document(*entries: Reference, id_: str = "000-guide") -> SourceDocument:
    findings: tuple[Finding, ...] = ()
    nothing: dict[str, object] = {"sections": (), "sentences": (), "markers": (), "findings": findings}
    told = {"id": id_, "file": f"{id_}.md", "title": None, "text": "", "references": entries}
    return SourceDocument.model_validate(told | nothing)


def test_what_the_list_says_of_a_reference() -> None:
    listed = entry(
        2,
        title="T",
        authors=("Doe J", "Roe R"),
        journal="J Nutr",
        year=2001,
        volume="3",
        pages="E12-9",
        doi="10.5555/a",
    )
    (one,) = references((), [document(listed)])
    assert (one.source, one.ref, one.place, one.listed) == ("000-guide", 2, "000-guide:12", False)
    assert (one.first_author, one.page, one.doi, one.ids.doi) == ("Doe J", "E12", "10.5555/a", None)
    assert one.given == "Doe J, T, J Nutr, 2001"


def test_a_row_stands_and_the_list_only_adds_identifiers() -> None:
    rows = (row(1, title="By hand", pmid="1"), row(2, status="unresolvable", note="A shop."))
    guide = document(
        entry(1, title="Listed", pmid="2", site="a.org"), entry(2, title="Listed too"), entry(1, title="Again")
    )
    first, second = references(rows, [guide])
    assert (first.title, first.pmid, first.text_ids.pmid, first.site) == ("By hand", "1", "2", "a.org")
    assert (second.title, second.decided) == (None, "A shop.")


def test_references_are_sorted_whatever_the_order() -> None:
    rows = (row(10, title="A"), row(2, title="B"))
    guide = document(entry(3, title="C"))
    assert [one.ref for one in references(rows, [guide])] == [2, 10, 3]
    assert references(rows[::-1], [guide]) == references(rows, [guide])
    assert all(isinstance(one, Wanted) for one in references(rows))

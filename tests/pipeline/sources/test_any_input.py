"""What holds for every document, however odd or large."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.sources import SourceDocument, parse_source

PATH = Path("007_a.md")
PIECES = [
    *"\n\n\t-#.[](){}\\^`$<>|*! A1bµÂ\ue000",
    *("[1]", "[[2]](#ref2)", "[1, 3–5]", "^{[1][2]}", "\n- 1. X [a.b]\n", "---\n", "```\n", "<!--", "-->", "Wool. "),
    *("\n[^1]: X", "\n## References\n", "\n2. Own A. Wool. J Yarn. 2001;1:3-4.\n", "\nSources\n", "doi:10.1000/1"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map(lambda pieces: "A" + "".join(pieces))


def parse(text: str) -> SourceDocument:
    return parse_source(text.encode(), PATH)


@given(texts)
def test_parts_lie_inside_the_text_in_order(text: str) -> None:
    document = parse(text)
    for parts in (document.sections, document.sentences, document.references):
        spans = [(part.start, part.end) for part in parts]
        assert all(0 <= start < end <= len(document.text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [m.start for m in document.markers] == sorted(m.start for m in document.markers)


@given(texts)
def test_the_text_of_a_marker_holds_its_number(text: str) -> None:
    document = parse(text)
    for marker in document.markers:
        words = document.text[marker.start : marker.end]
        numbers = [int(n) for n in "".join(c if c.isdigit() else " " for c in words.partition("](")[0]).split()]
        assert numbers[0] <= marker.number <= numbers[-1]
        assert marker.sentence is None or marker in document.markers_of(document.sentences[marker.sentence])


@given(texts)
def test_line_ends_do_not_matter(text: str) -> None:
    assert parse_source(text.replace("\n", "\r\n").encode(), PATH) == parse(text)


@given(
    st.binary(max_size=200)
    | texts.map(lambda text: text.encode("utf-16"))
    | texts.map(lambda t: t.encode("cp1252", "ignore"))
)
def test_any_bytes_are_a_document_or_refused(data: bytes) -> None:
    try:
        assert parse_source(data, PATH).text
    except InputError as error:
        assert str(error).startswith("007_a.md: ")


@pytest.mark.parametrize(
    "piece",
    [
        "Wool is warm [1] and 5 mg/kg e.g. soft.[[2]](#ref2) ",
        "a",
        " ",
        "[",
        "[1]",
        "[[1][1]",
        "![",
        "`",
        "$",
        "<!--",
        "<pre>",
        "-",
        "|-",
        "1. ",
        "\n",
        "\n1. a\n\nText goes on here.\n",
        "References\n",
        "\n# References\n1. a\n",
        "```\n",
        ".",
        ". ",
        "\n[^1]: a",
        "\ue000",
        "Â",
        "A-A, ",
        "10.1000/",
    ],
)
def test_large_documents_are_read(piece: str) -> None:
    """Work that grows with the square of the size would not end."""
    document = parse("A" + piece * (60_000 // len(piece)) + "\nB")
    assert document.text[0] == "A"


@pytest.mark.slow
def test_five_megabytes_on_one_line() -> None:
    document = parse("Wool is warm [1], at 5 mg/kg. " * 170_000)
    assert len(document.text) > 5_000_000
    assert len(document.sentences) == len(document.markers) == 170_000

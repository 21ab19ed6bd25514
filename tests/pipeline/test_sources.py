from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.sources import SourceDocument, read_source
from pipeline.sources.document import Lines
from pipeline.sources.encoding import decode
from pipeline.sources.headings import front_matter, sections
from pipeline.sources.references import entries

LINKED = """

---


### 1Taste

#### 1.1Broth


Valine at 3g made broth salty.[[1]](#ref1) It did nothing (e.g. "None");[[2]](#ref2) so mice.[[1]](#ref1)[[3]](#ref4)

[Back to top](#c-taste)
### 25-HTP

> Serine is unproven.[[3]](#ref3)
"""

GUIDE = """
Proline and Knitting: A Guide

Author: Somebody. **Date:** March 2024

Thing of Interest

For Knitters, Weavers, and Tailors of All Kinds

Abstract

Proline makes wool softer in the hands of most people who were asked about it in a survey.[1][2] Nobody knows why.

Yarn: The First Step

- **Softer wool:** Two grams did it.[\\[3\\]](#)
- A scarf was shorter.^{[1][4]}

Table 1: Lengths of Scarves

Scarf\tLength\tReference
Red\t1.5 m. Long\t[9]

References

- 1. Wool: a review - PMC [wool.example]
- 2. yarn.example [yarn.example]

- 3. A scarf [PDF] of note [knit.example]
- 5. Never looked at
- 5. Twice listed [twice.example]
- To cite this document: [2024].

Contact

- 6. Not in the list [contact.example]
"""

PAGE = """---
layout: plain
title: "Glycine + Tea"
---

# Glycine + Tea
### Usage

* **Sleep:** Itâ€™s said to help. Nobody is sure.
"""


def read(tmp_path: Path, text: str | bytes, name: str = "007_abc.txt") -> SourceDocument:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_source(path)


def faults(document: SourceDocument) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place.rpartition(":")[2]) for finding in document.findings]


def test_linked_markers(tmp_path: Path) -> None:
    document = read(tmp_path, LINKED)
    assert (document.id, document.title, document.references) == ("007-abc", None, ())
    assert [(s.level, s.number, s.title) for s in document.sections] == [
        (3, "1", "Taste"),
        (4, "1.1", "Broth"),
        (3, None, "25-HTP"),
    ]
    assert [(m.number, m.section, m.sentence) for m in document.markers] == [
        (1, 1, 0),
        (2, 1, 1),
        (1, 1, 1),
        (3, 1, 1),
        (3, 2, 2),
    ]
    assert faults(document) == [("marker_target", "11"), ("no_reference_list", "11")]
    assert [document.text[s.start : s.end][:12] for s in document.sentences] == [
        "Valine at 3g",
        "It did nothi",
        "Serine is un",
    ]


def test_a_guide_with_a_numbered_list(tmp_path: Path) -> None:
    document = read(tmp_path, GUIDE)
    assert document.title == "Proline and Knitting: A Guide"
    assert [(s.level, s.title) for s in document.sections] == [
        (1, "Proline and Knitting: A Guide"),
        (2, "Abstract"),
        (2, "Yarn: The First Step"),
        (2, "References"),
    ]
    assert [(m.number, m.style) for m in document.markers] == [
        (1, "plain"),
        (2, "plain"),
        (3, "escaped"),
        (1, "plain"),
        (4, "plain"),
        (9, "plain"),
    ]
    assert [(r.number, r.title, r.site) for r in document.references] == [
        (1, "Wool: a review - PMC", "wool.example"),
        (2, None, "yarn.example"),
        (3, "A scarf [PDF] of note", "knit.example"),
        (5, "Never looked at", None),
        (5, "Twice listed", "twice.example"),
    ]
    assert faults(document) == [
        ("dangling_marker", "17"),
        ("dangling_marker", "22"),
        ("never_cited", "30"),
        ("reference_gap", "30"),
        ("duplicate_reference", "31"),
    ]


def test_a_table_row_is_one_sentence(tmp_path: Path) -> None:
    document = read(tmp_path, GUIDE)
    rows = [document.text[s.start : s.end] for s in document.sentences if s.line == 22]
    assert rows == ["Red\t1.5 m. Long\t[9]"]


def test_a_page_with_front_matter_and_mojibake(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE)
    assert document.title == "Glycine + Tea"
    assert [(s.level, s.title, s.line) for s in document.sections] == [(1, "Glycine + Tea", 6), (3, "Usage", 7)]
    assert "It’s said" in document.text
    assert faults(document) == [("no_citations", "1"), ("mojibake", "9")]
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "**Sleep:** It’s said to help.",
        "Nobody is sure.",
    ]


@pytest.mark.parametrize(
    ("data", "text", "repairs"),
    [
        (b"plain", "plain", 0),
        (b"\xef\xbb\xbfplain", "plain", 0),
        ("5 µmol/L ± 2 β".encode(), "5 µmol/L ± 2 β", 0),
        ("5 Âµmol Â± Î² â€œ1â€\x9d".encode(), "5 µmol ± β “1”", 5),
        ("voilà « deux »".encode(), "voilà « deux »", 0),
        ("×± is no letter".encode(), "×± is no letter", 0),  # would be a Hebrew one
        (b"caf\xe9 \x93x\x94\x81", "café “x”\x81", 1),
        (b"a\r\nb\rc", "a\nb\nc", 0),
    ],
)
def test_decode(data: bytes, text: str, repairs: int) -> None:
    assert (decode(data)[0], len(decode(data)[1])) == (text, repairs)


def test_repairs_have_their_place_in_the_repaired_text() -> None:
    text, repairs = decode("Itâ€™s 5 Âµg".encode())
    assert [(text[at : at + len(right)], wrong) for at, wrong, right in repairs] == [("’", "â€™"), ("µ", "Âµ")]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("### 3.2 Doses", ("3.2", "Doses")),
        ("### 3. Doses", ("3", "Doses")),
        ("#### 6.1mTOR", ("6.1", "mTOR")),
        ("# 4E-BP1", (None, "4E-BP1")),
        ("## 5-HTP and sleep", (None, "5-HTP and sleep")),
    ],
)
def test_numbers_of_markdown_headings(line: str, heading: tuple[str | None, str]) -> None:
    found = sections(Lines(line), 0, len(line), len(line))
    assert [(s.number, s.title) for s in found] == [heading]


@pytest.mark.parametrize(
    ("text", "title", "end"),
    [
        ("---\ntitle: A\n---\nB", "A", 17),
        ("---\n---\n", None, 8),
        ("---\ntitle: A\nB", None, 0),
        ("\n---\ntitle: A\n---\n", None, 0),
        ("", None, 0),
    ],
)
def test_front_matter(text: str, title: str | None, end: int) -> None:
    assert front_matter(text) == (title, end)


def test_the_last_list_that_begins_with_one_is_the_reference_list() -> None:
    text = "- 1. Wash the wool.\n- 2. Dry it.\n\nReferences\n\n- 1. Wool [a.example]\n"
    assert [r.title for r in entries(Lines(text))] == ["Wool"]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="holds no text"):
        read(tmp_path, data)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: cannot be read"):
        read_source(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_source(tmp_path)


@given(st.lists(st.sampled_from([*"\n\n\t-#.[]() \\^{}A1bÂµ", "[1]", "[[2]](#ref2)", "\n- 1. X [a.b]", "---\n"])))
def test_any_text_gives_parts_inside_it_in_order(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    text = "A" + "".join(pieces)
    document = read(tmp_path_factory.mktemp("any"), text)
    for parts in (document.sections, document.sentences, document.markers, document.references):
        spans = [(part.start, part.end) for part in parts]
        assert all(0 <= start < end <= len(document.text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(document.text[m.start : m.end].strip("[]()\\#").startswith(str(m.number)) for m in document.markers)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "counts", "styles", "rules"),
    [
        # sections, cited numbers, references, references that name a site only; counted by reading
        ("000", (13, 23, 0, 0), {"linked": 53}, ["no_reference_list"]),
        ("001", (9, 26, 26, 13), {"plain": 29, "escaped": 22}, []),
        ("002", (8, 0, 0, 0), {}, ["no_citations", "mojibake"]),
        ("003", (19, 45, 45, 19), {"plain": 39, "escaped": 34}, []),
    ],
)
def test_the_four_documents(
    shared: Path, name: str, counts: tuple[int, ...], styles: dict[str, int], rules: list[str]
) -> None:
    document = read_source(next((shared / "seeds").glob(f"{name}_*.txt")))
    cited, references = {m.number for m in document.markers}, document.references
    assert document.id.startswith(f"{name}-")
    assert (len(document.sections), len(cited), len(references), sum(not r.title for r in references)) == counts
    assert Counter(m.style for m in document.markers) == styles
    assert [finding.rule for finding in document.findings] == rules
    assert all(marker.sentence is not None and marker.section is not None for marker in document.markers)

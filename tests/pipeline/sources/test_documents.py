from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources import SourceDocument, read_source

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
        (2, "Contact"),
    ]
    assert [(m.number, m.style) for m in document.markers] == [
        (1, "plain"),
        (2, "plain"),
        (3, "escaped"),
        (1, "superscript"),
        (4, "superscript"),
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


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="holds no text"):
        read(tmp_path, data)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.sources.MAX_BYTES", 10)
    with pytest.raises(InputError, match="more than 10 bytes"):
        read(tmp_path, "Wool is warm.")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: cannot be read"):
        read_source(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_source(tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "counts", "styles", "rules"),
    [
        # sections, sentences, those that cite, cited numbers, references, those that name a site only
        ("000", (13, 35, 23, 23, 0, 0), {"linked": 53}, ["no_reference_list"]),
        ("001", (11, 122, 32, 26, 26, 13), {"plain": 29, "escaped": 22}, []),
        ("002", (8, 51, 0, 0, 0, 0), {}, ["no_citations", "mojibake"]),
        ("003", (20, 150, 32, 45, 45, 19), {"plain": 35, "escaped": 34, "superscript": 4}, []),
    ],
)
def test_the_four_documents(
    shared: Path, name: str, counts: tuple[int, ...], styles: dict[str, int], rules: list[str]
) -> None:
    document = read_source(next((shared / "seeds").glob(f"{name}_*.txt")))
    cited, references = {m.number for m in document.markers}, document.references
    assert document.id.startswith(f"{name}-")
    citing = [sentence for sentence in document.sentences if document.markers_of(sentence)]
    parts = (document.sections, document.sentences, citing, cited, references, [r for r in references if r.reason])
    assert tuple(map(len, parts)) == counts
    assert Counter(m.style for m in document.markers) == styles
    assert [finding.rule for finding in document.findings] == rules
    assert all(marker.sentence is not None and marker.section is not None for marker in document.markers)

"""Reference lists: where they are, where their entries begin and end."""

from pathlib import Path

import pytest

from pipeline.sources import SourceDocument, parse_source

Entries = list[tuple[int, str]]


def parse(text: str) -> SourceDocument:
    return parse_source(text.encode(), Path("007.md"))


def entries(text: str) -> Entries:
    return [(r.number, r.text) for r in parse(text).references]


def rules(text: str) -> set[str]:
    return {finding.rule for finding in parse(text).findings}


@pytest.mark.parametrize(
    "form", ["{}. ", "- {}. ", "* {}. ", "{}) ", "({}) ", "[{}] ", "[{}]: ", r"\[{}\] ", "**{}.** ", "[^{}]: "]
)
@pytest.mark.parametrize(
    "heading", ["## References", "References", "**Literature cited**", "Bibliography:", "7. REFERENCES"]
)
def test_forms_of_a_headed_list(form: str, heading: str) -> None:
    lines = "\n".join(form.format(n) + text for n, text in ((1, "Wool"), (2, "Silk"), (12, "Hair")))
    assert entries(f"Text.\n\n{heading}\n\n{lines}\n") == [(1, "Wool"), (2, "Silk"), (12, "Hair")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Wool\n\n2. Silk\n\n\n3. Hair", [(1, "Wool"), (2, "Silk"), (3, "Hair")]),
        ("1. Wool\nof sheep\n2. Silk", [(1, "Wool of sheep"), (2, "Silk")]),
        ("1. Wool\n\n   of sheep\n\n   PMID: 5\n2. Silk", [(1, "Wool of sheep PMID: 5"), (2, "Silk")]),
        ("1. Wool\n\nhttps://x.example\n\n2. Silk\n\ndoi: 1", [(1, "Wool https://x.example"), (2, "Silk doi: 1")]),
        ("1.\nWool\n2.\nSilk", [(1, "Wool"), (2, "Silk")]),
        ("1. Wool. 2001;\n12. 4-5.\n2. Silk\n\n12. Hair", [(1, "Wool. 2001; 12. 4-5."), (2, "Silk"), (12, "Hair")]),
        ("1. Wool\n3. Hair\n2. Silk", [(1, "Wool"), (3, "Hair"), (2, "Silk")]),
        ("1. Wool\n\nReviews\n\n2. Silk", [(1, "Wool"), (2, "Silk")]),
        ("1. Wool\n\n### Reviews\n\n2. Silk\n\n## More\n\n3. Hair", [(1, "Wool"), (2, "Silk")]),
        ("1. Wool\n2. Silk\n\nThe shop is open on all days of the week but not today.", [(1, "Wool"), (2, "Silk")]),
        ("- 1. Wool\n- To cite this: us\n\n- 2. Silk", [(1, "Wool")]),
        ("1. Wool\n\n```\n2. Code\n```", [(1, "Wool")]),
        ('1. <a id="ref1"></a>Wool', [(1, '<a id="ref1"></a>Wool')]),
        ('<a id="ref1"></a>1. Wool', [(1, "Wool")]),
        ("[1](https://x.example/a) Wool", [(1, "Wool https://x.example/a")]),
        ("[[1]](#back) Wool", [(1, "Wool")]),
        ("1\tWool\n2\tSilk", [(1, "Wool"), (2, "Silk")]),
    ],
)  # fmt: skip
def test_entries(text: str, found: Entries) -> None:
    assert entries(f"Text.\n\n## References\n\n{text}") == found


@pytest.mark.parametrize(
    "text",
    [
        "Wash it:\n\n1. Take the wool.\n2. Wash it.\n\nWool is warm [1][2].",
        "Wool is warm.\n\n1. Take the wool.\n2. Wash it.",
        "## Sources\n\n1. Beef\n2. Eggs\n\n## Doses\n\nWool is warm [1].",
        "In 2001. Wool (2001) was [1].\n\n[1] was it.\n\nMore [2].",
    ],
)
def test_other_lists_are_text(text: str) -> None:
    assert entries(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wool [1] is.\n\n1. Own A. Wool. J Yarn. 2001;1:3.\n2. https://x.example", [1, 2]),
        ("Wool [1] and [2].\n\n1. Of wool\n2. Of silk", [1, 2]),
        ("Wool [1] is.\n\n[1] Own A (2001) Wool.\n[2] Own B (2002) Silk.", [1, 2]),
        ("Wool [1] is.\n\n[1]: https://x.example/a\n[2]: https://x.example/b", [1, 2]),
        ("1. Wash.\n2. Dry.\n\nWool [1].\n\nReferences\n\n1. Wool [a.example]", [1]),
        ("Wool[^1] is.\n\n[^1]: Of wool\n\nSilk[^2] is.\n\n[^2]: Of silk,\n    and more", [1, 2]),
        ("## Sources\n\n1. Own A. Wool. J Yarn. 2001;1:3.", [1]),
    ],
)
def test_lists_without_a_heading_of_their_own(text: str, found: list[int]) -> None:
    assert [number for number, _ in entries(text)] == found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Wool [1].\n\n## References\n\n- Own A (2001) Wool\n- Own B (2002) Silk", "unnumbered_list"),
        ("Wool [1][2].\n\n## References\n\n1. Wool\n1. Silk", "renumbered"),
        ("Wool [1][^1].\n\n[^1]: A note\n\n## References\n\n1. Wool", "footnotes"),
        ("Wool [1][2].\n\n## References\n\n1. Wool\n2. Silk\n\n1. Hair", "numbered_anew"),
        ("Wool [1].\n\n## References\n\n1. Wool\n1. Silk\n2. Hair", "duplicate_reference"),
        ("Wool [1].\n\n## References\n\n1. Wool\n3. Silk", "reference_gap"),
        ("Wool [1].\n\n## References\n\n1. Wool\n2. Silk", "never_cited"),
        ("Wool [4].\n\n## References\n\n1. Wool", "dangling_marker"),
        ("Wool [[1]](#ref2).\n\n## References\n\n1. Wool", "marker_target"),
        ("Wool [1].", "no_reference_list"),
        ("Wool.", "no_citations"),
    ],
)  # fmt: skip
def test_findings(text: str, rule: str) -> None:
    assert rule in rules(text)


def test_a_sound_document_has_no_findings() -> None:
    assert rules("Wool [1, 2] is.\n\n## References\n\n1. Wool\n2. Silk") == set()


def test_entries_counted_up() -> None:
    text = "Wool [1][2].\n\n## References\n\n1. Wool\n1. Silk"
    assert entries(text) == [(1, "Wool"), (2, "Silk")]


def test_offsets_of_an_entry_span_its_lines() -> None:
    document = parse("Wool [1].\n\n## References\n\n1. Wool\n   of sheep  \n\n2. Silk")
    spans = [(r.line, document.text[r.start : r.end]) for r in document.references]
    assert spans == [(5, "1. Wool\n   of sheep"), (8, "2. Silk")]


def test_text_behind_the_list_is_read() -> None:
    document = parse("Wool [1].\n\n## References\n\n1. Wool\n\n## Appendix\n\nSilk is soft [1].")
    assert [document.text[s.start : s.end] for s in document.sentences] == ["Wool [1].", "Silk is soft [1]."]
    assert [(s.title, s.line) for s in document.sections] == [("References", 3), ("Appendix", 7)]

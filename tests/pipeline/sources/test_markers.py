"""What is a citation, and what is not."""

from pathlib import Path

import pytest

from pipeline.sources import SourceDocument, parse_source

Found = list[tuple[int, str]]


def parse(text: str) -> SourceDocument:
    return parse_source(text.encode(), Path("007.md"))


def found(text: str) -> Found:
    document = parse(text)
    return [(m.number, document.text[m.start : m.end]) for m in document.markers]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Wool[1] is.", [(1, "[1]")]),
        ("Wool.[1][12] Is.", [(1, "[1]"), (12, "[12]")]),
        ("Wool.[[3]](#ref3)", [(3, "[[3]](#ref3)")]),
        ("Wool.[[3]](https://x.example/a)", [(3, "[[3]](https://x.example/a)")]),
        ("Wool.[[3]](#c2-ref3)[[1024]](#ref1024)", [(3, "[[3]](#c2-ref3)"), (1024, "[[1024]](#ref1024)")]),
        (r"Wool.[\[14\]](#)[\[15\]](#)", [(14, r"[\[14\]](#)"), (15, r"[\[15\]](#)")]),
        (r"Wool.[\[1\], \[2\]](#)", [(1, r"\[1\]"), (2, r"\[2\]")]),
        (r"Wool \[14\].", [(14, r"\[14\]")]),
        ("Wool.^{[3]}", [(3, "^{[3]}")]),
        ("Wool.^{[3][4]}", [(3, "[3]"), (4, "[4]")]),
        ("Wool.^[3]", [(3, "^[3]")]),
        ("Wool[^3] is.\n\n[^3]: A note.", [(3, "[^3]")]),
        ("Wool [1,2].", [(1, "1"), (2, "2")]),
        ("Wool [1, 3-5].", [(1, "1"), (3, "3-5"), (4, "3-5"), (5, "3-5")]),
        ("Wool [1–3].", [(1, "1–3"), (2, "1–3"), (3, "1–3")]),
        ("Wool [1; 7].", [(1, "1"), (7, "7")]),
        ("Wool [1,\n2].", [(1, "1"), (2, "2")]),
        ("Wool [3](#ref3) and [[4](#cite_note-4)].", [(3, "[3](#ref3)"), (4, "[4](#cite_note-4)")]),
        ("Wool (see [[3]]).", [(3, "[3]")]),
        ("Wool.[7]This too", [(7, "[7]")]),
        ("By 20% [1,2] it rose.", [(1, "1"), (2, "2")]),
        ("The [wool][3] of [sheep] [4].", [(3, "[3]"), (4, "[4]")]),
        ("It costs $5 [1] and $6 [2].", [(1, "[1]"), (2, "[2]")]),
        ("`code` [1] `more` [2]", [(1, "[1]"), (2, "[2]")]),
        ("See https://x.example.[1]", [(1, "[1]")]),
        ("A ` tick [1] alone.", [(1, "[1]")]),
    ],
)
def test_markers(text: str, markers: Found) -> None:
    assert found(text) == markers


@pytest.mark.parametrize(
    "text",
    [
        "In [2019] it rose.",
        "From [1999-2003].",
        "A [0] and [0, 1].",
        "A [0.5, 1.5] and [-1, 1].",
        "Backwards [5-3].",
        "- [x] done\n- [ ] not done",
        "[wool][1]\n\n[1]: https://x.example/a",
        "![3](wool.png) and ![Wool [3]](wool.png)",
        "`wool[1]` and ``a ` [2]``",
        "```\nwool[1]\n```",
        "~~~ text\nwool [1]\n~~~",
        "<!-- wool [1]\n[2] -->",
        "<pre>wool [1]</pre> <code>[2]</code>",
        "---\nnote: wool [1]\n---\nText.",
        "In $x_i[1]$ and $$\n[1]\n$$.",
        "Let x[1] be.",
        "A list[2] = 5.",
        "[14]C-leucine, [3]H and L-[15]N.",
        r"L-[1-^{13}C]leucine, $[1-^{14}\text{C}]$, ^{13}C, [3H]",
        "spiro[4,5]decane and imidazo[1,2-a]pyridine",
        "[Wool 3](#ref3) and [text]",
        "[12345]",
        "[wool](https://x.example/[3]) and https://x.example/?a=[3]",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The 95% CI [2, 5] was wide.", "interval"),
        ("The interquartile range [2–5] was wide.", "interval"),
        ("They got 3 [1-5] each.", "interval"),
        ("They got 3 mg [1-5] each.", "interval"),
        ("Wool [1].\n\n## References\n\n1. Wool\n\n## More\n\nPages [101-120] say.", "interval"),
        ("Wool [1](https://x.example/a) is.", "linked_number"),
    ],
)
def test_what_might_be_one_is_reported(text: str, rule: str) -> None:
    document = parse(text)
    assert rule in {finding.rule for finding in document.findings}
    assert {m.number for m in document.markers} <= {1}


def test_a_year_that_the_list_has_is_a_number() -> None:
    entries = "\n".join(f"{n}. Wool {n}" for n in range(1, 1102))
    assert found(f"Wool [1100].\n\n## References\n\n{entries}") == [(1100, "[1100]")]


@pytest.mark.parametrize(
    ("text", "style", "target"),
    [
        ("Wool[[3]](#ref3)", "linked", 3),
        ("Wool[[3]](#cite_note-4)", "linked", 4),
        ("Wool[[3]](#)", "linked", None),
        ("Wool[3](#fn:3)", "linked", 3),
        (r"Wool[\[3\]](#)", "escaped", None),
        ("Wool^{[3]}", "superscript", None),
        ("Wool[^3]", "footnote", None),
        ("Wool[3]", "plain", None),
    ],
)
def test_style_and_target(text: str, style: str, target: int | None) -> None:
    [marker] = parse(text).markers
    assert (marker.style, marker.target) == (style, target)


@pytest.mark.parametrize("text", ["```\nWool [1].", "<!-- Wool [1].", "<pre>Wool [1]."])
def test_what_is_never_closed_swallows_no_citation(text: str) -> None:
    document = parse(text)
    assert [m.number for m in document.markers] == [1]
    assert ("unclosed", "007.md:1") in {(f.rule, f.place) for f in document.findings}

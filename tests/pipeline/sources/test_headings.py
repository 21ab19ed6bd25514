"""Headings and front matter."""

import pytest

from pipeline.sources.document import Lines
from pipeline.sources.headings import front_matter, sections


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("### 3.2 Doses", (3, "3.2", "Doses")),
        ("### 3. Doses", (3, "3", "Doses")),
        ("#### 6.1mTOR", (4, "6.1", "mTOR")),
        ("# 4E-BP1", (1, None, "4E-BP1")),
        ("## 5-HTP and sleep", (2, None, "5-HTP and sleep")),
        ("## Doses ##", (2, None, "Doses")),
        ("## **Doses** {#doses}", (2, None, "Doses")),
        ("Doses\n=====\nText.", (1, None, "Doses")),
        ("Doses\n---\nText.", (2, None, "Doses")),
    ],
)
def test_markdown_headings(text: str, heading: tuple[int, str | None, str]) -> None:
    assert [(s.level, s.number, s.title) for s in sections(Lines(text), -1)] == [heading]


@pytest.mark.parametrize("text", ["#hashtag", "####### Seven", "#", "## ##", "It ends here.\n---\n", "    # code"])
def test_what_is_no_heading(text: str) -> None:
    assert sections(Lines(text), -1) == ()


def test_lines_of_their_own_are_headings_where_text_follows() -> None:
    long = "Wool keeps sheep warm in the winter of the north, as everybody knows who has ever seen a sheep there."
    text = f"Wool\n\n{long}\n\nUses\n\n{long}\n\nContact\n\nPhone: 5"
    assert [s.title for s in sections(Lines(text), -1)] == ["Wool", "Uses"]


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

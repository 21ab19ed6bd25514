import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.medline import is_tagged, read_tagged, tagged
from pipeline.schema import Article, Notice, Rejection

SOUP = """PMID- 101
OWN - NLM
DP  - 1998 Dec-1999 Jan
TI  - Soup and sleep: a trial of many
      spoons.
LID - S1 [pii]
LID - 10.1234/Soup.1 [doi]
AB  - AIM: To see.
      RESULTS: Salt rose.
FAU - Doi, Mai
AU  - Doi M
AU  - Uno K
CN  - The Soup Group
LA  - eng
PT  - Journal Article
PT  - Review
MH  - Humans
MH  - *Leucine/administration & dosage/
      *metabolism
JT  - Journal of soup
PMC - PMC99
"""


def read(text: str | bytes, **options: Any) -> list[Article | Rejection]:
    return list(read_tagged(io.BytesIO(text.encode() if isinstance(text, str) else text), "x.nbib", **options))


def usable(text: str) -> Article:
    (article,) = read(text)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_fields(end: str) -> None:
    article = usable(SOUP.replace("\n", end))
    assert article.model_dump(exclude_defaults=True, exclude={"sections"}) == {
        "pmid": "101",
        "doi": "10.1234/Soup.1",
        "pmcid": "PMC99",
        "title": "Soup and sleep: a trial of many spoons.",
        "abstract": "AIM: To see. RESULTS: Salt rose.",
        "journal": "Journal of soup",
        "first_author": "Doi M",
        "year": 1998,
        "publication_types": ("Journal Article", "Review"),
        "mesh": ("Humans", "Leucine"),
        "language": "eng",
    }
    assert [article.text[s.start : s.end] for s in article.sections] == ["AIM: To see.", "RESULTS: Salt rose."]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("AID - 10.1234/x [doi]", {"doi": "10.1234/x"}),
        ("AID - S1234 [pii]", {"doi": None}),
        ("DEP - 20040531", {"year": 2004}),
        ("CN  - The Soup Group\nAU  - Doi M", {"first_author": "The Soup Group"}),
        ("TI  - [Not Available].\nTT  - Zuppa.", {"title": "Zuppa.", "vernacular_title": "Zuppa."}),
        (
            "TI  - [Soup].\nTT  - Zuppa.\nLA  - ita",
            {"title": "[Soup].", "vernacular_title": "Zuppa.", "language": "ita"},
        ),
        ("OAB - Salty.", {"abstract": "Salty."}),
        ("AB  - Own.\nOAB - Other.", {"abstract": "Own."}),
        ("OAB - Salado.\nOABL- spa", {"abstract": None}),
        ("BTI - Soups\nTI  - Broth", {"title": "Broth", "journal": "Soups"}),
        ("TI  -\nBTI - Soups", {"title": "Soups"}),
        ("PT  - Retracted Publication", {"retracted": True}),
        ("PT  - Retraction of Publication\nROF - J Soup. 2004;1:2", {"retracted": False, "notices": ()}),
        (
            "RIN - J Soup. 2004 May;\n      1(2):3. PMID: 8",
            {"retracted": True, "notices": (Notice(kind="retraction", source="J Soup. 2004 May; 1(2):3", pmid="8"),)},
        ),
        ("EIN - J Soup. 2004;1:2", {"notices": (Notice(kind="correction", source="J Soup. 2004;1:2"),)}),
        ("ECI - J Soup. PMID: 8", {"notices": (Notice(kind="expression_of_concern", source="J Soup", pmid="8"),)}),
        ("CIN - J Soup. PMID: 8\nUOF - J Soup", {"notices": ()}),
    ],
)
def test_what_is_read_of_a_record(fields: str, expected: dict[str, Any]) -> None:
    lines = fields if "TI  -" in fields else f"TI  - Soup\n{fields}"
    article = usable(f"PMID- 1\n{lines}\n")
    assert {name: getattr(article, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"OWN - NLM\nTI  - Soup\n", "a record without a PMID"),
        (b"PMID- soup\nTI  - Soup\n", "a record without a PMID"),
        (b"      folded\n", "a record without a PMID"),
        (b"just text\nand more\n", "a record without a PMID"),
        (b"PMID- 5\nOWN - NLM\n", "PMID 5 has neither title nor abstract"),
        (b"PMID- 5\nTI  - \xff\n", "not UTF-8"),
        (b"PMID- 5\nTI  - a\0b\n", "holds a null character"),
        (b"PMID- 5\nTI  - " + b"x" * 300 + b"\n", "longer than 200 bytes"),
        (b"PMID- 5\n" + b"PT  - x\n" * 300, "longer than 200 bytes"),
    ],
)
def test_a_record_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, record: bytes, reason: str) -> None:
    if "longer" in reason:
        monkeypatch.setattr(tagged, "RECORD_LIMIT", 200)
    good = b"PMID- %d\nTI  - Soup\n\n"
    outcomes = read(good % 1 + record + b"\n" + good % 2)
    assert [one.id for one in outcomes if isinstance(one, Article)] == ["pmid:1", "pmid:2"]
    (rejection,) = [one for one in outcomes if isinstance(one, Rejection)]
    assert rejection.place == "x.nbib:4"
    assert reason in rejection.reason


def test_a_pmid_begins_a_record_also_without_a_blank_line() -> None:
    outcomes = read("PMID- 1\nTI  - Soup\nPMID- 2\nPMID- 3\nTI  - Broth\n", first_line=10)
    assert [one.id if isinstance(one, Article) else one.place for one in outcomes] == ["pmid:1", "x.nbib:12", "pmid:3"]


def test_a_file_that_ends_too_early_is_named() -> None:
    class Broken(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise EOFError("cut")

    with pytest.raises(InputError, match=r"x\.nbib: cannot be read to its end"):
        list(read_tagged(Broken(), "x.nbib"))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"PMID- 1\n", True),
        (b"OWN - N", True),
        (b"TI  - S", True),
        (b'{"pmid":', False),
        (b"PMID,tit", False),
        (b"", False),
    ],
)
def test_is_tagged(head: bytes, told: bool) -> None:
    assert is_tagged(head) is told


@given(
    st.lists(
        st.one_of(st.binary(max_size=9), st.sampled_from([SOUP.encode(), b"\n", b"\n\n", b"      ", b"PMID- 1\n"]))
    )
)
def test_any_bytes_give_articles_or_rejections(pieces: list[bytes]) -> None:
    assert all(isinstance(outcome, Article | Rejection) for outcome in read(b"".join(pieces)))

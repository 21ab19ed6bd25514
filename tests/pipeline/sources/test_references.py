"""What an entry of a reference list says."""

from pathlib import Path

import pytest

from pipeline.sources import Reference, parse_source
from pipeline.sources.authors import leading_authors
from pipeline.sources.bibliography import read


def reference(entry: str) -> Reference:
    [found] = parse_source(f"Wool [1].\n\n## References\n\n1. {entry}".encode(), Path("007.md")).references
    return found


@pytest.mark.parametrize(
    ("entry", "title", "site"),
    [
        ("Wool: a review - PMC [pmc.ncbi.nlm.nih.gov]", "Wool: a review", "pmc.ncbi.nlm.nih.gov"),
        ("Wool: a review. | Knit Institute [knitinstitute.org]", "Wool: a review", "knitinstitute.org"),
        ("Knitters | Wool: a review [knitters.example]", "Wool: a review", "knitters.example"),
        ("[PDF] Wool: a review [x.example]", "Wool: a review", "x.example"),
        ("Wool: a review - of sheep [x.example]", "Wool: a review - of sheep", "x.example"),
        ("Of α -keratin and its β- keratin [x.example]", "Of α-keratin and its β-keratin", "x.example"),
        ("Wool: a review", "Wool: a review", None),
        ("[Wool: a review](https://www.x.example/a)", "Wool: a review", "x.example"),
        ("knit.example [knit.example]", None, "knit.example"),
        ("[knit.example]", None, "knit.example"),
        ("https://www.knit.example/a/b.html", None, "knit.example"),
        ("Knit.example/a/b", None, "Knit.example"),
        ("S6K1.", "S6K1", None),
    ],
)
def test_title_and_site(entry: str, title: str | None, site: str | None) -> None:
    found = reference(entry)
    assert (found.title, found.site) == (title, site)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("knit.example [knit.example]", "The entry names only the site knit.example."),
        ("...", "The entry names no title."),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", None),
        ("Wool", None),
    ],
)
def test_why_no_article_can_be_looked_up(entry: str, reason: str | None) -> None:
    assert reference(entry).reason == reason


def test_identifiers_and_address() -> None:
    found = reference("Own A. Wool. J Yarn. 2001. https://x.example/a(b). PMID: 123. PMCID: PMC45. doi:10.1000/182.")
    assert (found.pmid, found.pmcid, found.doi, found.url) == ("123", "PMC45", "10.1000/182", "https://x.example/a(b")


@pytest.mark.parametrize(
    ("entry", "authors", "title", "journal", "numbers"),
    [
        ("Own A, Wool BC. Of sheep in winter. J Yarn. 2001 May;1(2):3-4. doi: 10.1000/182. PMID: 123",
         ("Own A", "Wool BC"), "Of sheep in winter", "J Yarn", (2001, "1", "3-4")),
        ("Own, A., & Wool, B. C. (2001). Of sheep: a trial. Journal of Yarn, 1(2), 3–4. https://doi.org/10.1000/182",
         ("Own, A.", "Wool, B. C."), "Of sheep: a trial", "Journal of Yarn", (2001, "1", "3–4")),
        ("Own, A. & Wool, B. Of sheep in winter. *J. Yarn* **1**, 3–4 (2001).",
         ("Own, A.", "Wool, B."), "Of sheep in winter", "J. Yarn", (2001, "1", "3–4")),
        ('Own, Anna. "Of sheep in winter." Journal of Yarn 1.2 (2001): 3-4.',
         ("Own, Anna",), "Of sheep in winter", "Journal of Yarn", (2001, "1", "3-4")),
        ('A. Own and B. C. Wool, "Of sheep in winter," J. Yarn, vol. 1, no. 2, pp. 3–4, Mar. 2001.',
         ("A. Own", "B. C. Wool"), "Of sheep in winter", "J. Yarn", (2001, "1", "3–4")),
        ("Own A, van der Wool B, et al. Of S6K1 vs. mTOR in E. coli. Am J Yarn. 2011;300:E752-E760.",
         ("Own A", "van der Wool B"), "Of S6K1 vs. mTOR in E. coli", "Am J Yarn", (2011, "300", "E752-E760")),
        ("Own A et al. Of sheep. Yarn One. 2012;7(3):e33437.",
         ("Own A",), "Of sheep", "Yarn One", (2012, "7", "e33437")),
        ("Own A. L-Leucine 2.5 g in S. cerevisiae. J Yarn. 1999;3:1–9.",
         ("Own A",), "L-Leucine 2.5 g in S. cerevisiae", "J Yarn", (1999, "3", "1–9")),
        ("Of sheep in winter. J Yarn 2001;1:3-4",
         (), "Of sheep in winter", "J Yarn", (2001, "1", "3-4")),
        ("[Of sheep in winter](https://x.example/1). *Journal of Yarn*. 2001.",
         (), "Of sheep in winter", "Journal of Yarn", (2001, None, None)),
        ("Own AB, Wool CD, et al. (2001) Of sheep in winter. J Yarn 1:3–4",
         ("Own AB", "Wool CD"), "Of sheep in winter", "J Yarn", (2001, "1", "3–4")),
        ("Own A, Wool B. Of sheep in winter? J Yarn 2001",
         ("Own A", "Wool B"), "Of sheep in winter?", "J Yarn", (2001, None, None)),
        ("Of sheep in winter (2001)", (), "Of sheep in winter", None, (2001, None, None)),
        ("Vitamin C and wool", (), "Vitamin C and wool", None, (None, None, None)),
        ("Wool B. A review", (), "Wool B. A review", None, (None, None, None)),
        ("2 g wool, at 1:3-4, on sheep", (), "2 g wool, at 1:3-4, on sheep", None, (None, None, None)),
    ],
)  # fmt: skip
def test_styles(
    entry: str,
    authors: tuple[str, ...],
    title: str,
    journal: str | None,
    numbers: tuple[int | None, str | None, str | None],
) -> None:
    found = read(entry)
    assert (found.authors, found.title, found.journal) == (authors, title, journal)
    assert (found.year, found.volume, found.pages) == numbers


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Own AB. Title", ("Own AB",)),
        ("O'Neil-Own AB, De Wool C Jr, Ångström D. Title", ("O'Neil-Own AB", "De Wool C Jr", "Ångström D")),
        ("Own A; Wool B. Title", ("Own A", "Wool B")),
        ("J.-P. Own and A. Wool. Title", ("J.-P. Own", "A. Wool")),
        ("Own et al. Title", ("Own",)),
        ("Wool of sheep. Title", ()),
        ("Vitamin C for sheep", ()),
    ],
)
def test_leading_authors(text: str, authors: tuple[str, ...]) -> None:
    assert leading_authors(text)[0] == authors

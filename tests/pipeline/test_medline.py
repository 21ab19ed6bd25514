import gzip
import io
import tarfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.errors import InputError
from pipeline.lexicon import Cue
from pipeline.medline import plain_doi, read_xml, records, sections_of
from pipeline.schema import Article, Rejection
from tests.eutils import article_set, record


def read(body: bytes | str) -> list[Article | Rejection]:
    return list(read_xml(io.BytesIO(body.encode() if isinstance(body, str) else body), "x.xml"))


def one(inner: str, pubmed_data: str = "", comments: str = "") -> Article:
    """The article of a record with this inside its Article element."""
    text = (
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>77</PMID><Article>{inner}</Article>{comments}"
        f"</MedlineCitation><PubmedData>{pubmed_data}</PubmedData></PubmedArticle></PubmedArticleSet>"
    )
    (article,) = read(text)
    assert isinstance(article, Article)
    return article


TITLE = "<ArticleTitle>T</ArticleTitle>"


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        (
            "<ArticleTitle>Effect of <i>L</i>-leucine at 10<sup>-3</sup> M</ArticleTitle>",
            "Effect of L-leucine at 10⁻³ M",
        ),
        ("<ArticleTitle>\n   Two\n   lines &amp; more\n</ArticleTitle>", "Two lines & more"),
        ("<ArticleTitle>A<!-- note -->B<?pi x?>C</ArticleTitle>", "ABC"),
        ("<ArticleTitle/><VernacularTitle>Leucina</VernacularTitle>", "Leucina"),
        ("<ArticleTitle>thin\u2009space</ArticleTitle>", "thin\u2009space"),
        (
            '<ArticleTitle>At <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi></mml:math>.'
            "</ArticleTitle>",
            "At x.",
        ),
    ],
)
def test_title(xml: str, title: str) -> None:
    assert one(xml).title == title


def test_labels_stay_in_the_abstract_and_become_sections() -> None:
    article = one(
        TITLE + '<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">To <b>see</b>.</AbstractText>'
        '<AbstractText Label="FINDINGS">Valine fell.</AbstractText><AbstractText>Unsaid.</AbstractText>'
        '<AbstractText Label="FUNDING" NlmCategory="UNASSIGNED">None.</AbstractText><AbstractText Label="NOTE"/>'
        "<CopyrightInformation>(c) Somebody</CopyrightInformation></Abstract>"
    )
    assert article.abstract == "AIM: To see. FINDINGS: Valine fell. Unsaid. FUNDING: None."
    assert [(s.label, s.category, article.text[s.start : s.end]) for s in article.sections] == [
        ("AIM", "OBJECTIVE", "AIM: To see."),
        ("FINDINGS", "RESULTS", "FINDINGS: Valine fell."),
        ("FUNDING", None, "FUNDING: None."),
    ]


def test_an_unlabelled_abstract_is_searched_for_labels() -> None:
    article = one(TITLE + "<Abstract><AbstractText>METHODS: Soup. RESULTS: Good.</AbstractText></Abstract>")
    assert [article.text[s.start : s.end] for s in article.sections] == ["METHODS: Soup.", "RESULTS: Good."]


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("<Year>1998</Year><Month>Dec</Month>", 1998),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<MedlineDate>Winter 2004</MedlineDate>", 2004),
        ("<MedlineDate>Winter</MedlineDate>", None),
        ("", None),
    ],
)
def test_year(date: str, year: int | None) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue><Title>J Soup</Title></Journal>"
    article = one(journal + TITLE)
    assert (article.year, article.journal) == (year, "J Soup")


REFERENCES = (
    '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId>'
    '<ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></Reference></ReferenceList>'
)


@pytest.mark.parametrize(
    ("body", "data", "doi", "pmcid"),
    [
        ("", REFERENCES, None, None),
        ("", '<ArticleIdList><ArticleId IdType="doi">10.1/x</ArticleId></ArticleIdList>', None, None),  # no DOI
        (
            "",
            '<ArticleIdList><ArticleId IdType="doi"> 10.1234/AbC </ArticleId><ArticleId IdType="pmc">PMC5</ArticleId>'
            f"</ArticleIdList>{REFERENCES}",
            "10.1234/AbC",
            "PMC5",
        ),
        ('<ELocationID EIdType="doi" ValidYN="N">10.1234/wrong</ELocationID>', "", None, None),
        (
            '<ELocationID EIdType="pii">S1</ELocationID><ELocationID EIdType="doi">10.1234/e</ELocationID>',
            "",
            "10.1234/e",
            None,
        ),
    ],
)
def test_identifiers_are_the_articles_own(body: str, data: str, doi: str | None, pmcid: str | None) -> None:
    article = one(TITLE + body, data)
    assert (article.pmid, article.doi, article.pmcid) == ("77", doi, pmcid)


def _types(*names: str) -> str:
    inner = "".join(f"<PublicationType>{name}</PublicationType>" for name in names)
    return f"<PublicationTypeList>{inner}</PublicationTypeList>"


@pytest.mark.parametrize(
    ("types", "comment", "retracted"),
    [
        (["Journal Article"], "", False),
        (["Journal Article", "Retracted Publication"], "", True),
        (["Retraction of Publication"], "RetractionOf", False),
        (["Journal Article"], "RetractionIn", True),
        (["Journal Article"], "ErratumIn", False),
    ],
)
def test_retraction(types: list[str], comment: str, retracted: bool) -> None:
    comments = f'<CommentsCorrectionsList><CommentsCorrections RefType="{comment}"/></CommentsCorrectionsList>'
    article = one(TITLE + _types(*types), comments=comments if comment else "")
    assert (article.retracted, list(article.publication_types)) == (retracted, types)


def test_a_book_chapter() -> None:
    (article,) = read(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>5</PMID><Book><PubDate><Year>2011</Year></PubDate>"
        "<BookTitle>Soups</BookTitle></Book><ArticleTitle>Broth</ArticleTitle><PublicationType>Review</PublicationType>"
        "<Abstract><AbstractText>Salty.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert isinstance(article, Article)
    assert (article.pmid, article.title, article.abstract, article.journal) == ("5", "Broth", "Salty.", "Soups")
    assert (article.year, article.publication_types) == (2011, ("Review",))


def test_records_that_cannot_be_used_are_named_and_the_others_go_through() -> None:
    outcomes = read(article_set(record("1"), "\n<PubmedArticle/>", "\n" + record("2", title=""), record("3")))
    assert [o.id if isinstance(o, Article) else (o.place, o.reason) for o in outcomes] == [
        "pmid:1",
        ("x.xml:4", "a record without a PMID"),
        ("x.xml:5", "PMID 2 has neither title nor abstract"),
        "pmid:3",
    ]


def test_records_give_the_pmid_of_what_is_rejected() -> None:
    stream = io.BytesIO(article_set(record("2", title="")))
    assert [pmid for pmid, _ in records(stream)] == ["2"]


def test_an_empty_set_has_no_records() -> None:
    assert read(article_set()) == []


BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
WHOLE = article_set(record("1"), record("2"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "not well-formed"),
        ("no XML", "not well-formed"),
        ("<html><body><p>Sorry", "root element is 'html'"),
        ("<html/>", "root element is 'html'"),
        ("<feed><PubmedArticle/></feed>", "root element is 'feed'"),
        ("<eFetchResult><ERROR>no</ERROR></eFetchResult>", "root element is 'eFetchResult'"),
        (WHOLE[: len(WHOLE) // 2], "not well-formed"),
        (WHOLE + WHOLE, "not well-formed"),
        ("<PubmedArticleSet>" + "<a>" * 300, "not well-formed"),
        ("<PubmedArticleSet><PubmedArticle><a>" + "x" * 11_000_000, "not well-formed"),
        (b"<PubmedArticleSet>\xff</PubmedArticleSet>", "not well-formed"),
        ('<!DOCTYPE PubmedArticleSet [<!ENTITY e SYSTEM "file:///etc/hostname">]><PubmedArticleSet>&e;', "declares"),
        (f'<!DOCTYPE PubmedArticleSet [<!ENTITY b0 "b">{BOMB}]><PubmedArticleSet>&b11;', "declares XML entities"),
        (
            '<!DOCTYPE PubmedArticleSet [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><PubmedArticleSet/>',
            "declares",
        ),
    ],
)
def test_broken_and_hostile_documents_are_refused(body: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(body)
    assert str(caught.value).startswith("x.xml")


def test_records_before_the_fault_are_given() -> None:
    outcomes = read_xml(io.BytesIO(WHOLE[:-30]), "x.xml")
    assert isinstance(next(outcomes), Article)
    with pytest.raises(InputError, match="not well-formed"):
        list(outcomes)


def test_truncated_gzip_is_refused() -> None:
    packed = gzip.compress(article_set(*(record(str(n), abstract="soup" * n) for n in range(1, 500))))
    stream = gzip.GzipFile(fileobj=io.BytesIO(packed[:-20]))
    with pytest.raises(InputError, match="cannot be read to its end"):
        list(read_xml(stream, "x.xml.gz"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1234/AbC", "10.1234/AbC"),
        (" https://doi.org/10.1234/x ", "10.1234/x"),
        ("http://dx.doi.org/10.1234/x", "10.1234/x"),
        ("doi: 10.1016/0140-6736(90)90000-X", "10.1016/0140-6736(90)90000-X"),
        ("n/a", None),
        ("10.1234", None),
        ("10.1234/a b", None),
        ("", None),
    ],
)
def test_plain_doi(text: str, doi: str | None) -> None:
    assert plain_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("OBJECTIVE: To taste. METHODS: Spoons. RESULTS: Salty.", ["OBJECTIVE", "METHODS", "RESULTS"]),
        ("Background: Soup. Methods and results: Salty.", ["Background", "Methods and results"]),
        ("Soup was hot (70 °C). CONCLUSION: Wait.", ["CONCLUSION"]),
        ("BACKGROUND/AIMS: Soup? MATERIALS & METHODS: Pots.", ["BACKGROUND/AIMS", "MATERIALS & METHODS"]),
        ("METHODS: DESIGN: A trial. SETTING: A kitchen.", ["METHODS", "DESIGN", "SETTING"]),
        ("AUTHORS’ CONCLUSIONS: Salt helps.", ["AUTHORS’ CONCLUSIONS"]),
        ('He said "hot." RESULTS: Burns.', ["RESULTS"]),
        ("We found these results: salt. The methods: none.", []),
        ("results: lower case opens no section.", []),
        ("The RESULTS: inside a sentence.", []),
        ("RESULTS:no space", []),
        ("Ratios of 2:1. Soup: a label that nobody uses.", []),
        ("RESULTS:", ["RESULTS"]),
        ("", []),
    ],
)
def test_labels_in_plain_text(text: str, labels: list[str]) -> None:
    assert [section.label for section in sections_of(text, 0)] == labels


def test_sections_run_to_the_next_label() -> None:
    text = "Lead. AIM: To see.  RESULTS: Seen. "
    assert [(s.start, s.end, s.category) for s in sections_of(text, 10)] == [(16, 28, "OBJECTIVE"), (30, 44, "RESULTS")]


@given(st.lists(st.sampled_from(["RESULTS:", "METHODS", ":", " ", ". ", "Aim: ", "\n", "x", "α", "a" * 70])))
def test_sections_are_disjoint_in_order_and_begin_with_their_label(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = sections_of(text, 5)
    assert all(5 <= s.start < s.end <= 5 + len(text) for s in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[s.start - 5 :].startswith(f"{s.label}:") for s in found)


def test_a_megabyte_of_colons_is_no_trouble() -> None:
    assert sections_of(": " * 500_000, 0) == ()


def test_the_table_of_labels_is_sound() -> None:
    rows = lexicon.read("section_labels", Cue)
    assert {row.category for row in rows} == {
        "BACKGROUND",
        "OBJECTIVE",
        "METHODS",
        "RESULTS",
        "CONCLUSIONS",
        "UNASSIGNED",
    }
    assert len({row.term for row in rows}) == len(rows)
    assert all(row.term == row.term.upper().strip() and ":" not in row.term for row in rows)


@pytest.mark.shared
def test_the_real_records(shared: Path) -> None:
    outcomes: dict[str, Article | Rejection] = {}
    labelled = 0
    with tarfile.open(shared / "corpora/pubmed_xml.tar.xz") as archive:
        for member in archive:
            if file := archive.extractfile(member):
                (outcome,) = read_xml(file, member.name)  # type: ignore[arg-type]
                outcomes[Path(member.name).stem.lstrip("0")] = outcome
    assert len(outcomes) == 1993
    assert all(isinstance(one, Article) and one.pmid == name for name, one in outcomes.items())
    articles = [one for one in outcomes.values() if isinstance(one, Article)]
    assert all(article.abstract and article.year and article.journal for article in articles)
    assert sum(article.doi is not None for article in articles) == 392
    for article in articles:
        plain = sections_of(article.abstract or "", len(article.title) + 1)
        labelled += len(article.sections)
        assert plain == article.sections  # labels and categories agree with NLM's own
    assert labelled == 226

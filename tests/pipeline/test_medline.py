import io
import re
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.lexicon import Cue
from pipeline.medline import plain_doi, read_xml, records, sections_of
from pipeline.medline.linked import LINKS
from pipeline.schema import Article, Notice, Rejection
from pipeline.units import find_doses
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
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">'


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
        ("<ArticleTitle>4 mg·kg<sup>-1</sup>·d<sup>−1</sup></ArticleTitle>", "4 mg·kg-1·d−1"),
        ("<ArticleTitle>2 × 10<sup> 6 </sup> cells</ArticleTitle>", "2 × 10⁶ cells"),
        ("<ArticleTitle>[<sup>13</sup>C]leucine and Ca<sup>2+</sup></ArticleTitle>", "[13C]leucine and Ca2+"),
        ("<ArticleTitle><b>V<sub>O<sub>2</sub></sub></b> <i>max</i></ArticleTitle>", "VO2 max"),
        (
            f"<ArticleTitle>{MATH}<msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup></math></ArticleTitle>",
            "10⁻³",
        ),
        (f"<ArticleTitle>{MATH}<mfrac><mn>1</mn><mn>2</mn></mfrac></math> of it</ArticleTitle>", "1/2 of it"),
        (
            f"<ArticleTitle>As {MATH}<semantics>\n <mi>x</mi>\n <annotation>$x$</annotation>\n</semantics></math>, so"
            "</ArticleTitle>",
            "As x, so",
        ),
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


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Rats got 3 g·kg<sup>-1</sup>·d<sup>-1</sup> of leucine.", ["3 g/kg/day"]),
        ("Rats got 3 g <i>kg</i><sup>−1</sup> day<sup>−1</sup> of leucine.", ["3 g/kg/day"]),
        ("Cells took up 10<sup>-3</sup> M leucine.", ["0.001 mol/L"]),
        ("Mice got 2 × 10<sup>3</sup> mg of leucine.", ["2000 mg"]),
    ],
)
def test_doses_with_markup_are_read(text: str, amounts: list[str]) -> None:
    article = one(f"{TITLE}<Abstract><AbstractText>{text}</AbstractText></Abstract>")
    assert [str(dose.amount) for dose in find_doses(article.abstract or "")] == amounts


def test_an_entity_of_a_dtd_that_is_not_loaded_is_read_as_html_does() -> None:
    head = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "http://nowhere.invalid/x.dtd"><PubmedArticleSet>'
    (article,) = read(f"{head}{record('1', 'SOUP')}</PubmedArticleSet>".replace("SOUP", "a&nbsp;b"))
    assert isinstance(article, Article)
    assert article.title == "a\xa0b"


@pytest.mark.parametrize(
    ("inner", "title", "vernacular", "language"),
    [
        ("<ArticleTitle>[Soup].</ArticleTitle><Language>ita</Language>", "[Soup].", None, "ita"),
        ("<ArticleTitle>[Soup].</ArticleTitle><VernacularTitle>Zuppa.</VernacularTitle>", "[Soup].", "Zuppa.", None),
        (
            "<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Zuppa.</VernacularTitle>",
            "Zuppa.",
            "Zuppa.",
            None,
        ),
        ("<ArticleTitle>[Not Available].</ArticleTitle>", "[Not Available].", None, None),
        ("<ArticleTitle>Soup</ArticleTitle><Language>eng</Language><Language>fre</Language>", "Soup", None, "eng"),
    ],
)
def test_titles_in_other_languages(inner: str, title: str, vernacular: str | None, language: str | None) -> None:
    article = one(inner)
    assert (article.title, article.vernacular_title, article.language) == (title, vernacular, language)


OTHER = "<OtherAbstract {}><AbstractText>{}</AbstractText></OtherAbstract>"


@pytest.mark.parametrize(
    ("own", "others", "abstract"),
    [
        ("Own.", [('Type="AIDS" Language="eng"', "Other.")], "Own."),
        ("", [('Type="Publisher" Language="spa"', "Otro."), ('Type="Publisher" Language="eng"', "Other.")], "Other."),
        ("", [('Type="Publisher" Language="spa"', "Otro.")], None),
        ("", [('Type="KIE"', "Other.")], "Other."),  # English is what the DTD takes for granted
        ("", [('Type="plain-language-summary"', "Plain."), ('Type="PIP"', "Other.")], "Other."),
        ("", [('Type="plain-language-summary"', "Plain.")], "Plain."),
    ],
)
def test_another_abstract_is_read_only_where_there_is_none(
    own: str, others: list[tuple[str, str]], abstract: str | None
) -> None:
    inner = TITLE + (f"<Abstract><AbstractText>{own}</AbstractText></Abstract>" if own else "")
    assert one(inner, comments="".join(OTHER.format(*other) for other in others)).abstract == abstract


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("<Author><LastName>Doi</LastName><ForeName>Mai</ForeName><Initials>M</Initials></Author><Author/>", "Doi M"),
        ('<Author ValidYN="N"><LastName>Dio</LastName></Author><Author><LastName>Doi</LastName></Author>', "Doi"),
        ("<Author><CollectiveName>The Soup Group</CollectiveName></Author>", "The Soup Group"),
        ("", None),
    ],
)
def test_first_author(authors: str, name: str | None) -> None:
    assert one(f"{TITLE}<AuthorList>{authors}</AuthorList>").first_author == name


def test_mesh_descriptors_without_qualifiers() -> None:
    headings = (
        "<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN='Y'>Leucine</DescriptorName><QualifierName>blood"
        "</QualifierName></MeshHeading><MeshHeading><DescriptorName>Soups</DescriptorName></MeshHeading></MeshHeadingList>"
    )
    assert one(TITLE, comments=headings).mesh == ("Leucine", "Soups")


@pytest.mark.parametrize(
    ("given", "version"), [('Version="1"', 1), ('Version="12"', 12), ("", 1), ('Version="x"', 1), ('Version="0"', 1)]
)
def test_every_version_of_a_record_comes_with_its_number(given: str, version: int) -> None:
    text = article_set(record("1"), record("1")).decode().replace('<PMID Version="1">', f"<PMID {given}>")
    assert [article.version for article in read(text) if isinstance(article, Article)] == [version, version]


def _types(*names: str) -> str:
    inner = "".join(f"<PublicationType>{name}</PublicationType>" for name in names)
    return f"<PublicationTypeList>{inner}</PublicationTypeList>"


def _links(*kinds: str) -> str:
    inner = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Soup. 2004;1(2):{n}</RefSource><PMID>{n}</PMID>'
        "</CommentsCorrections>"
        for n, kind in enumerate(kinds, 1)
    )
    return f"<CommentsCorrectionsList>{inner}</CommentsCorrectionsList>"


@pytest.mark.parametrize(
    ("types", "links", "retracted", "notices"),
    [
        (["Journal Article"], [], False, []),
        (["Journal Article", "Retracted Publication"], [], True, []),
        (["Retraction of Publication"], ["RetractionOf"], False, []),
        (["Retraction of Publication"], ["RetractionIn"], False, ["retraction"]),
        (["Retraction of Publication", "Retracted Publication"], ["RetractionOf"], True, []),
        (["Journal Article"], ["RetractionIn"], True, ["retraction"]),
        (["Journal Article"], ["Cites", "PartialRetractionIn", "PartialRetractionOf"], False, ["partial_retraction"]),
        (["Journal Article"], ["ExpressionOfConcernIn", "ExpressionOfConcernFor"], False, ["expression_of_concern"]),
        (["Journal Article"], ["ErratumFor", "ErratumIn", "ErratumIn"], False, ["correction", "correction"]),
        (["Journal Article"], ["CorrectedandRepublishedIn", "CorrectedandRepublishedFrom"], False, ["republication"]),
        (["Journal Article"], ["RetractedandRepublishedIn"], True, ["republication"]),
        (["Journal Article"], ["RetractedandRepublishedFrom"], False, []),
        (
            ["Journal Article"],
            ["RepublishedIn", "ReprintIn", "RepublishedFrom", "ReprintOf"],
            False,
            ["republication"] * 2,
        ),
        (["Journal Article"], ["UpdateIn", "UpdateOf"], False, ["update"]),
        (
            ["Journal Article"],
            ["CommentIn", "CommentOn", "SummaryForPatientsIn", "OriginalReportIn", "AssociatedDataset", "Unheard"],
            False,
            [],
        ),
    ],
)
def test_notices_about_the_article(types: list[str], links: list[str], retracted: bool, notices: list[str]) -> None:
    article = one(TITLE + _types(*types), comments=_links(*links) if links else "")
    assert (article.retracted, list(article.publication_types)) == (retracted, types)
    assert [notice.kind for notice in article.notices] == notices
    assert all(notice.source == f"J Soup. 2004;1(2):{notice.pmid}" for notice in article.notices)


def test_a_notice_without_pmid() -> None:
    link = (
        '<CommentsCorrections RefType="ErratumIn"><RefSource>J Soup</RefSource><Note>p 5</Note></CommentsCorrections>'
    )
    article = one(TITLE, comments=f"<CommentsCorrectionsList>{link}</CommentsCorrectionsList>")
    assert article.notices == (Notice(kind="correction", source="J Soup"),)


def test_every_link_of_the_dtd_is_decided() -> None:
    dtd = resources.files("Bio.Entrez") / "DTDs" / "pubmed_250101.dtd"
    (kinds,) = re.findall(r"RefType \(([^)]*)\)", dtd.read_text())
    about = {kind for kind in re.findall(r"\w+", kinds) if kind.endswith("In")}
    assert about - set(LINKS) == {"CommentIn", "SummaryForPatientsIn", "OriginalReportIn"}


def test_deleted_records_are_told() -> None:
    text = article_set(record("1"), "<DeleteCitation><PMID>1</PMID>\n<PMID>9</PMID><PMID>?</PMID></DeleteCitation>")
    article, *deleted = records(io.BytesIO(text), "x.xml")
    assert article[0] == "1"
    assert [pmid for pmid, _ in deleted] == ["1", "9", None]
    assert all(isinstance(one, Rejection) and "was deleted from PubMed" in one.reason for _, one in deleted)


BOOK = (
    "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>5</PMID><ArticleIdList>"
    '<ArticleId IdType="bookaccession">NBK1</ArticleId>{ids}</ArticleIdList>'
    "<Book><BookTitle>Soups</BookTitle><PubDate><Year>2011</Year></PubDate>"
    '<AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList>'
    '<ELocationID EIdType="doi">10.1234/book</ELocationID></Book>{chapter}<Language>eng</Language>'
    "<PublicationType>Review</PublicationType><Abstract><AbstractText>Salty.</AbstractText></Abstract></BookDocument>"
    "</PubmedBookArticle></PubmedArticleSet>"
)


def test_a_book_chapter() -> None:
    chapter = "<ArticleTitle>Broth</ArticleTitle><AuthorList><Author><LastName>Doi</LastName></Author></AuthorList>"
    (article,) = read(BOOK.format(ids="", chapter=chapter))
    assert isinstance(article, Article)
    assert (article.pmid, article.title, article.abstract, article.journal) == ("5", "Broth", "Salty.", "Soups")
    assert (article.year, article.publication_types, article.doi) == (2011, ("Review",), None)
    assert (article.first_author, article.language) == ("Doi", "eng")


def test_a_whole_book() -> None:
    (article,) = read(BOOK.format(ids="", chapter=""))
    assert isinstance(article, Article)
    assert (article.title, article.doi, article.first_author) == ("Soups", "10.1234/book", "Ed")
    (article,) = read(
        BOOK.format(ids='<ArticleId IdType="doi">10.1234/own</ArticleId>', chapter="<ArticleTitle>B</ArticleTitle>")
    )
    assert isinstance(article, Article)
    assert article.doi == "10.1234/own"


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

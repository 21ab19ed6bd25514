import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.corpus import ArticleIndex, bundled, files, read_articles, read_lines, reading, title_key
from pipeline.errors import InputError
from pipeline.schema import Article, Citation, Notice, NoticeKind, Rejection
from tests.eutils import article_set, record

GOOD = {"pmid": "1", "title": "Soup", "abstract": "Salty."}


def read(data: bytes) -> list[Article | Rejection]:
    return list(read_lines(io.BytesIO(data), "x.jsonl"))


def line(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode() + b"\n"


def usable(data: bytes) -> Article:
    (article,) = read(data)
    assert isinstance(article, Article)
    return article


def test_an_article_with_all_keys() -> None:
    given_section = {"label": "RESULTS", "category": "RESULTS", "start": 5, "end": 11}
    article = usable(
        line(
            doi="https://doi.org/10.1234/Soup",
            pmcid="pmc12",
            journal="J Soup",
            first_author="Doi M",
            year="2004",
            publication_types=["Review", 5, ""],
            mesh=["Leucine", None, "Soups"],
            language="jpn",
            vernacular_title="Shiru",
            version=2,
            abstract_from="Europe PMC",
            notices=[{"kind": "correction", "pmid": "9"}, {"kind": "gossip"}, 5, {"kind": "update", "source": "\0"}],
            retracted=True,
            kind="digest",
            sections=[given_section],
            facts_from="elsewhere",
        )
    )
    assert article.model_dump(exclude={"sections"}) == {
        **GOOD,
        "doi": "10.1234/Soup",
        "pmcid": "PMC12",
        "journal": "J Soup",
        "first_author": "Doi M",
        "year": 2004,
        "publication_types": ("Review",),
        "mesh": ("Leucine", "Soups"),
        "language": "jpn",
        "vernacular_title": "Shiru",
        "version": 2,
        "abstract_from": "Europe PMC",
        "notices": ({"kind": "correction", "source": None, "pmid": "9"},),
        "retracted": True,
        "kind": "digest",
    }
    assert [section.model_dump() for section in article.sections] == [given_section]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pmid": 123}, {"pmid": "123"}),
        ({"pmid": " 123 "}, {"pmid": "123"}),
        ({"pmid": "", "doi": "10.1234/x"}, {"pmid": None, "doi": "10.1234/x"}),
        ({"doi": "n/a"}, {"doi": None}),
        ({"abstract": None}, {"abstract": None}),
        ({"abstract": " \n"}, {"abstract": None}),
        ({"title": None}, {"title": ""}),
        ({"title": " Two\nlines "}, {"title": " Two\nlines "}),  # offsets count into the text as given
        ({"year": 5, "journal": 5, "publication_types": "x", "pmcid": 5, "retracted": "yes", "kind": []}, {}),
        ({"year": True, "journal": "\ud800"}, {"year": None, "journal": None}),
        ({"version": "3"}, {"version": 3}),
        ({"version": 0, "mesh": "x", "language": 5}, {"version": 1, "mesh": (), "language": None}),
        ({"version": True, "notices": {"kind": "update"}}, {"version": 1, "notices": ()}),
        ({"sections": [{"label": "R", "category": None, "start": 5, "end": 99}]}, {"sections": ()}),
        ({"sections": 5}, {"sections": ()}),
    ],
)
def test_what_is_read_of_a_usable_record(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    article = usable(line(**changes))
    assert {name: getattr(article, name) for name in expected} == expected


notices = st.builds(
    Notice,
    kind=st.sampled_from(get_args(NoticeKind)),
    source=st.none() | st.just("J Soup. 2004;1:2"),
    pmid=st.none() | st.just("8"),
)
articles = st.builds(
    Article,
    pmid=st.just("1"),
    title=st.just("Soup"),
    abstract=st.none() | st.just("AIM: To see. RESULTS: Salt."),
    journal=st.none() | st.just("J Soup"),
    first_author=st.none() | st.just("Doi M"),
    year=st.none() | st.integers(1600, 2099),
    publication_types=st.just(()) | st.just(("Review",)),
    mesh=st.just(()) | st.just(("Leucine", "Soups")),
    language=st.none() | st.just("jpn"),
    vernacular_title=st.none() | st.just("汁"),
    version=st.integers(1, 99),
    abstract_from=st.none() | st.just("Europe PMC"),
    notices=st.lists(notices, max_size=3).map(tuple),
    retracted=st.booleans(),
    kind=st.sampled_from(["abstract", "digest"]),
)


@given(articles)
def test_an_article_survives_a_round_trip(article: Article) -> None:
    again = usable(article.model_dump_json(exclude_defaults=True).encode())
    assert again.model_copy(update={"sections": ()}) == article
    assert usable(again.model_dump_json(exclude_defaults=True).encode()) == again


def test_labels_become_sections_with_offsets_into_the_text() -> None:
    article = usable(line(abstract="AIM: To see. RESULTS: Seen."))
    assert [article.text[s.start : s.end] for s in article.sections] == ["AIM: To see.", "RESULTS: Seen."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no json", "not JSON"),
        (b'{"pmid": "1", "title": "x"', "not JSON"),
        (b"[]", "not a JSON object"),
        (b"5", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"title": "\xff"}', "not UTF-8 (byte 12 of the line)"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"pmid": ' + b"9" * 5000 + b"}", "Exceeds the limit"),
        (b"{}", "neither a pmid nor a doi"),
        (line(pmid=None), "neither a pmid nor a doi"),
        (line(pmid=None, doi="n/a"), "neither a pmid nor a doi"),
        (line(pmid="PMC5"), "pmid is not a number: 'PMC5'"),
        (line(pmid="١٢"), "pmid is not a number"),
        (line(pmid=1.5), "pmid is not a number"),
        (line(pmid=True), "pmid is not a number"),
        (line(pmid=-1), "pmid is not a number"),
        (line(pmid="1" * 11), "pmid is not a number"),
        (line(doi=5), "doi is int, not text"),
        (line(abstract=5), "abstract is int, not text"),
        (line(title=["x"]), "title is list, not text"),
        (line(title="", abstract=""), "neither title nor abstract"),
        (line(title=" ", abstract=None), "neither title nor abstract"),
        (line(abstract="a\ud800b"), "abstract holds a lone surrogate"),
        (line(title="a\0b"), "title holds a lone surrogate or a null"),
        (line(title="x" * 300), "longer than 200 bytes"),
        (b"\t" + b" " * 300 + line(), "longer than 200 bytes"),  # not taken for a blank line
    ],
)
def test_a_record_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, data: bytes, reason: str) -> None:
    if "longer" in reason:
        monkeypatch.setattr(reading, "LINE_LIMIT", 200)
    outcomes = read(line() + data.rstrip() + b"\n" + line(pmid="2"))
    assert [o.id for o in outcomes if isinstance(o, Article)] == ["pmid:1", "pmid:2"]
    (rejection,) = [o for o in outcomes if isinstance(o, Rejection)]
    assert rejection.place == "x.jsonl:2"
    assert reason in rejection.reason


def test_lines_end_at_line_feeds_only() -> None:
    data = json.dumps({**GOOD, "title": "a\u2028b\x85c"}, ensure_ascii=False).encode()
    assert usable(data + b"\r\n").title == "a\u2028b\x85c"


@given(
    st.lists(st.one_of(st.binary(max_size=30), st.sampled_from([line(), b"\n", b" \n", b'{"pmid": 1}\n', b"\xff\n"])))
)
@example([b'{"pmid":"1","title":"\\ud83d"}'])
@example([b"NaN\n", b"-Infinity\n", b'{"pmid": NaN}'])
def test_any_bytes_give_one_outcome_for_each_line_that_is_not_blank(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    expected = [n for n, one in enumerate(data.split(b"\n"), 1) if one.strip(b" \t\r\n\v\f")]
    outcomes = read(data)
    assert len(outcomes) == len(expected)
    for number, outcome in zip(expected, outcomes, strict=True):
        assert isinstance(outcome, Article) or outcome.place == f"x.jsonl:{number}"


text = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)


@given(st.integers(0, 10**9), text, st.one_of(st.none(), text))
def test_the_text_of_an_article_is_as_given(pmid: int, title: str, abstract: str | None) -> None:
    (outcome,) = read(json.dumps({"pmid": pmid, "title": title, "abstract": abstract}).encode())
    if isinstance(outcome, Rejection):
        assert not (title + (abstract or "")).strip()
    elif outcome.abstract is not None:
        assert outcome.text == f"{title}\n{abstract}"


XML = article_set(record("1", "Soup"))
LINES = line()
TAGGED = b"PMID- 1\nOWN - NLM\nTI  - Soup\n"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        LINES,
        b"\xef\xbb\xbf" + LINES,
        b"\n\n" + LINES,
        b" " * 9000 + LINES,
        LINES.strip(),
        TAGGED,
        b"\xef\xbb\xbf\r\n" + TAGGED.replace(b"\n", b"\r\n"),
        XML,
        b"\xef\xbb\xbf" + XML,
        b"\n" + XML,
    ],
)
def test_the_format_is_told_by_the_content(tmp_path: Path, data: bytes, packed: bool) -> None:
    path = tmp_path / "articles.bin"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert [(a.pmid, a.title) for a in read_articles(str(path)) if isinstance(a, Article)] == [("1", "Soup")]


@pytest.mark.parametrize(
    ("data", "number"), [(b"x", 1), (b"\n\n\n\nx\n", 5), (b"\n\nx", 3), (b"\xef\xbb\xbf\nx", 2), (LINES + b"\n\nx", 4)]
)
def test_the_line_number_counts_blank_lines(tmp_path: Path, data: bytes, number: int) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    (rejection,) = [o for o in read_articles(str(path)) if isinstance(o, Rejection)]
    assert rejection.place == f"{path}:{number}"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(gzip.compress(LINES + b"x"))))
    article, rejection = read_articles("-")
    assert isinstance(article, Article)
    assert isinstance(rejection, Rejection)
    assert rejection.place == "stdin:2"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", gzip.compress(b"")])
def test_an_empty_file_holds_no_articles(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty"
    path.write_bytes(data)
    assert list(read_articles(str(path))) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(LINES * 500)[:-9], "cannot be read to its end"),
        (gzip.compress(LINES)[:5], "cannot be read to its end"),
        (gzip.compress(LINES)[:-8] + b"12345678", "cannot be read to its end"),
        (b"\x1f\x8bnot gzip at all", "cannot be read to its end"),
        (b"<html/>", "root element is 'html'"),
        ("\ufeff{}".encode("utf-16-le"), "is UTF-16"),
        (gzip.compress(b" " * 2_000_000), "begins with more than 1048576 blanks"),
        (gzip.compress(TAGGED * 500)[:-9], "cannot be read to its end"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "broken"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        list(read_articles(str(path)))
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    "begin", [b"", XML[:-19], b'{"pmid": "1", "title": "', TAGGED], ids=["x", "xml", "json", "tagged"]
)
def test_a_file_that_unpacks_to_nothing_but_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: bytes
) -> None:
    monkeypatch.setattr(files, "BOMB_BYTES", 3_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(begin + b"x" * 30_000_000))
    with pytest.raises(InputError, match="unpacks to more than 400 times its size"):
        list(read_articles(str(path)))


def test_what_is_packed_well_but_small_is_read(tmp_path: Path) -> None:
    path = tmp_path / "same.jsonl.gz"
    path.write_bytes(gzip.compress(LINES * 100_000))
    assert sum(isinstance(one, Article) for one in read_articles(str(path))) == 100_000


@pytest.mark.parametrize("name", ["nowhere.jsonl", ".", "nul\0"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        list(read_articles(str(tmp_path / name)))


@given(st.binary(max_size=60))
@example(b"\x1f\x8b\x08")
@example(b"<")
def test_any_file_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(data)
    try:
        assert all(isinstance(outcome, Article | Rejection) for outcome in read_articles(str(path)))
    except InputError as error:
        assert str(path) in str(error)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("β-Alanine & Soup: a trial.", "betaalaninesoupatrial"),
        ("Beta-alanine and  SOUP", "betaalanineandsoup"),
        ("[α-KIC at 5 µM]", "alphakicat5mum"),
        ("Café", "cafe"),
        ("Ωmega-3", "omegamega3"),
        ("NF-ΚB ς", "nfkappabsigma"),
        ("…", ""),
    ],
)
def test_title_key(title: str, key: str) -> None:
    assert title_key(title) == key


def article(**fields: Any) -> Article:
    return Article(**{"title": "Soup", "abstract": "Salty.", **fields})


def citation(**fields: Any) -> Citation:
    return Citation(source="007-soup", ref=1, status="verified", place="c.csv:2", **fields)


INDEX = ArticleIndex(
    [
        article(pmid="1", doi="10.1234/One", title="α-Soup."),
        article(doi="10.1234/two", pmcid="PMC2", title="Two"),
        article(pmid="3", title="Editorial"),
        article(pmid="4", title="Editorial"),
        article(pmid="5", title="…"),
    ]
)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"pmid": "1"}, "pmid:1"),
        ({"pmid": "0001"}, "pmid:1"),
        ({"pmid": "1", "doi": "10.1234/two"}, "pmid:1"),
        ({"doi": "https://doi.org/10.1234/ONE"}, "pmid:1"),
        ({"doi": "10.1234/TWO"}, "doi:10.1234/two"),
        ({"pmcid": "pmc2"}, "doi:10.1234/two"),
        ({"pmid": "99", "doi": "10.1234/one"}, "pmid:1"),
        ({"title": "Alpha soup"}, "pmid:1"),
        ({"title": "Alpha soup", "pmcid": "PMC77"}, "pmid:1"),
        ({"title": "Alpha soup", "pmid": "99"}, None),  # the same words, another article
        ({"title": "Alpha soup", "doi": "10.1234/other"}, None),
        ({"title": "Editorial"}, None),  # which one?
        ({"title": "Editorial", "pmid": "4"}, "pmid:4"),
        ({"title": "!"}, None),
        ({"title": ""}, None),
        ({"pmid": "", "doi": ""}, None),
        ({}, None),
    ],
)
def test_find(fields: dict[str, str], found: str | None) -> None:
    result = INDEX.find(citation(**fields))
    assert (result and result.id) == found


def test_a_real_abstract_wins_over_a_digest_and_a_digest_over_a_bare_title() -> None:
    digest = article(pmid="1", doi="10.1234/x", kind="digest", abstract="Ours.")
    notice = Notice(kind="retraction", pmid="9")
    bare = article(pmid="1", abstract=None, retracted=True, notices=(notice,))
    real = article(pmid="1")
    (kept,) = ArticleIndex([digest, bare, real]).articles
    assert (kept.kind, kept.abstract, kept.retracted) == ("abstract", "Salty.", True)
    (kept,) = ArticleIndex([bare, digest]).articles
    assert (kept.kind, kept.retracted, kept.notices) == ("digest", True, (notice,))
    found = ArticleIndex([digest, real]).find(citation(doi="10.1234/X"))
    assert found and found.kind == "abstract"
    assert ArticleIndex([digest, bare, real]).duplicates == ()


def test_of_equals_the_first_wins_and_the_others_are_reported() -> None:
    index = ArticleIndex(
        [article(pmid="1", abstract="First."), article(pmid="2"), article(pmid="1", abstract="Second.")]
    )
    assert [one.abstract for one in index.articles] == ["First.", "Salty."]
    assert [(one.place, one.reason) for one in index.duplicates] == [
        ("pmid:1", "the same article as pmid:1, which came first and is used")
    ]


def test_of_several_versions_the_highest_wins_wherever_it_stands() -> None:
    index = ArticleIndex([article(pmid="1"), article(pmid="1", version=3, title="Third"), article(pmid="1", version=2)])
    assert [one.title for one in index.articles] == ["Third"]
    assert [one.reason for one in index.duplicates] == [
        "the same article as pmid:1, whose version 3 is newer and is used",
        "the same article as pmid:1, whose version 3 is newer and is used",
    ]


def test_two_pmids_with_one_doi_are_two_articles() -> None:
    index = ArticleIndex([article(pmid="1", doi="10.1234/x"), article(pmid="2", doi="10.1234/x")])
    assert [one.pmid for one in index.articles] == ["1", "2"]


def test_the_packaged_digests() -> None:
    digests = bundled()
    assert digests
    assert {one.kind for one in digests} == {"digest"}
    index = ArticleIndex(digests)
    assert index.duplicates == ()


@pytest.mark.shared
def test_the_gold_texts_are_read_as_they_are(shared: Path) -> None:
    path = shared / "gold/dev_texts.jsonl"
    raw = [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]
    articles = list(read_articles(str(path)))
    assert [one.text for one in articles if isinstance(one, Article)] == [f"{r['title']}\n{r['abstract']}" for r in raw]

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.medline import read_xml
from pipeline.schema import Article, Rejection
from tests.eutils import article_set, record
from tests.pipeline.hostile_xml import BOMB

ROOT = Path(__file__).resolve().parents[2]
WHOLE = article_set(record("1"), record("2"))
TOO_LARGE, ENDLESS = "holds a record too large to be one", "not well-formed XML (Resource limit exceeded"
NO_ROOT = "holds no PubmedArticleSet in its first 1048576 bytes"


def read(body: bytes | str) -> list[Article | Rejection]:
    return list(read_xml(io.BytesIO(body.encode() if isinstance(body, str) else body), "x.xml"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "not well-formed"),
        ("no XML", "not well-formed"),
        ("<html><body><p>Sorry", "the root element is 'html', not PubmedArticleSet"),
        ("<!DOCTYPE html><html/>", "the root element is 'html'"),
        ("<feed><PubmedArticle/></feed>", "the root element is 'feed'"),
        ("<eFetchResult><ERROR>no</ERROR></eFetchResult>", "the root element is 'eFetchResult'"),
        ("<PubmedArticle/>", "the root element is 'PubmedArticle'"),
        (WHOLE[: len(WHOLE) // 2], "not well-formed"),
        (WHOLE + WHOLE, "not well-formed"),
        (WHOLE.replace(b"A title", b"A\0title"), "not well-formed"),
        (b"<PubmedArticleSet>\xff</PubmedArticleSet>", "not well-formed"),
        ('<?xml version="1.0" encoding="soup"?><PubmedArticleSet/>', "not well-formed"),
        ("<PubmedArticleSet>&nobody;</PubmedArticleSet>", "not well-formed"),
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
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_encodings_that_are_declared_are_read(encoding: str) -> None:
    text = article_set(record("1", "Café")).decode().partition("?>")[2]
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'
    (article,) = read(declared.encode(encoding))
    assert isinstance(article, Article)
    assert article.title == "Café"


def test_a_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text('<!ENTITY soup "salty">')
    document = (
        f'<!DOCTYPE PubmedArticleSet SYSTEM "{dtd.as_uri()}"><PubmedArticleSet>{record("1", "SOUP")}</PubmedArticleSet>'
    )
    (article,) = read(document.replace("SOUP", "&soup;"))
    assert isinstance(article, Article)
    assert article.title == "&soup;"


def test_records_before_the_fault_are_given() -> None:
    outcomes = read_xml(io.BytesIO(WHOLE[:-30]), "x.xml")
    assert isinstance(next(outcomes), Article)
    with pytest.raises(InputError, match="not well-formed"):
        list(outcomes)


@pytest.mark.parametrize("lost", [1, 8, 20, 3000])
def test_truncated_gzip_is_refused(lost: int) -> None:
    packed = gzip.compress(article_set(*(record(str(n), abstract="soup" * n) for n in range(1, 500))))
    stream = gzip.GzipFile(fileobj=io.BytesIO(packed[:-lost]))
    with pytest.raises(InputError, match="cannot be read to its end"):
        list(read_xml(stream, "x.xml.gz"))  # type: ignore[arg-type]


@given(st.lists(st.one_of(st.binary(max_size=9), st.sampled_from([WHOLE, b"<", b"&", b"<PubmedArticle>", b"</PMID>"]))))
def test_any_bytes_are_read_or_refused_in_a_sentence(pieces: list[bytes]) -> None:
    try:
        assert all(isinstance(outcome, Article | Rejection) for outcome in read(b"".join(pieces)))
    except InputError as error:
        assert str(error).startswith("x.xml")


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3))
def test_a_spoiled_document_never_gives_more_records(at: int, junk: bytes) -> None:
    outcomes = []
    try:
        for outcome in read_xml(io.BytesIO(WHOLE[:at] + junk + WHOLE[at + len(junk) :]), "x.xml"):
            outcomes.append(outcome)
    except InputError as error:
        assert str(error).startswith("x.xml")
    assert len(outcomes) <= 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("nesting", "not well-formed XML (Excessive depth"),
        ("nesting with attributes", "not well-formed XML (Excessive depth"),
        ("text", ENDLESS),
        ("text with entities", ENDLESS),
        ("attribute", TOO_LARGE),
        ("name of an element", TOO_LARGE),
        ("comment", TOO_LARGE),
        ("comments", TOO_LARGE),
        ("processing instruction", TOO_LARGE),
        ("character data", TOO_LARGE),
        ("empty elements in a record", TOO_LARGE),
        ("elements in a record", TOO_LARGE),
        ("elements with attributes in a record", TOO_LARGE),
        ("elements between records", TOO_LARGE),
        ("space before the root", NO_ROOT),
        ("comments before the root", NO_ROOT),
        ("declarations", NO_ROOT),
        ("entities", NO_ROOT),
        ("other root", "the root element is 'html'"),
        ("zeros", "not well-formed"),
        ("no XML", "not well-formed"),
        ("billion laughs", "declares XML entities"),
        ("laughs in an attribute", "declares XML entities"),
        ("laughs of parameters", "not well-formed"),
        ("quadratic", "declares XML entities"),
        ("attributes by default", "not well-formed"),
        ("gzip bomb", "unpacks to more than 400 times its size"),
    ],
)
def test_a_gigabyte_of_anything_is_refused_in_little_memory(case: str, said: str) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.pipeline.hostile_xml", case],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert child.returncode == 0, child.stderr
    answer = json.loads(child.stdout)
    assert said in answer["said"]
    assert answer["grew"] < 256

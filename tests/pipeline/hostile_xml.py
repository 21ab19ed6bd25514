"""Documents that are made to harm a reader, as streams that go on for a gigabyte, and how much memory they cost.

``python -m tests.pipeline.hostile_xml CASE`` reads one in a process that may not have much memory, and prints what was
said of it and the megabytes that the process grew by.
"""

import gzip
import io
import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline.corpus import read_articles
from pipeline.errors import InputError
from pipeline.medline import read_xml
from tests.memory import peak_megabytes

GIGABYTE = 1024**3
RECORD = "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>"
# name → how it begins, what follows again and again
STREAMS = {
    "nesting": (RECORD, "<a>"),
    "nesting with attributes": (RECORD, '<a b="c">'),
    "text": (RECORD, "soup"),
    "text with entities": (RECORD, "&lt;"),
    "attribute": (RECORD + '<a b="', "soup"),
    "name of an element": (RECORD + "<", "soup"),
    "comment": (RECORD + "<!--", "soup"),
    "comments": (RECORD, "<!-- soup -->"),
    "processing instruction": (RECORD + "<?soup ", "soup"),
    "character data": (RECORD + "<![CDATA[", "soup"),
    "empty elements in a record": (RECORD, "<a/>"),
    "elements in a record": (RECORD, "<a>b</a>"),
    "elements with attributes in a record": (RECORD, '<a b=""/>'),
    "elements between records": ("<PubmedArticleSet>", "<a/>"),
    "space before the root": ("", "    "),
    "comments before the root": ("", "<!-- soup -->"),
    "declarations": ("<!DOCTYPE PubmedArticleSet [", "<!ELEMENT a ANY> "),
    "entities": ('<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">', " <!ENTITY a 'c'>"),
    "other root": ("<html><body>", "<p>soup</p>"),
    "zeros": ("", "\0"),
    "no XML": ("", "soup "),
}
BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
PARAMETERS = "".join(f"<!ENTITY % b{n} '{f'&#37;b{n - 1};' * 10}'>" for n in range(1, 12))
DOCUMENTS = {
    "billion laughs": f'<!DOCTYPE PubmedArticleSet [<!ENTITY b0 "b">{BOMB}]>{RECORD}&b11;',
    "laughs in an attribute": f'<!DOCTYPE PubmedArticleSet [<!ENTITY b0 "b">{BOMB}]>{RECORD}<a b="&b11;"/>',
    "laughs of parameters": f"<!DOCTYPE PubmedArticleSet [<!ENTITY % b0 'b'>{PARAMETERS} %b11;]>{RECORD}",
    "quadratic": f'<!DOCTYPE PubmedArticleSet [<!ENTITY b "{"b" * 100_000}">]>{RECORD}{"&b;" * 100_000}',
    "attributes by default": "<!DOCTYPE PubmedArticleSet [<!ATTLIST a "
    + " ".join(f'b{n} CDATA "{"c" * 1000}"' for n in range(500))
    + f">]>{RECORD}"
    + "<a/>" * 200_000,
}


class Endless(io.RawIOBase):
    """``begin``, then ``again`` until a gigabyte is full."""

    def __init__(self, begin: str, again: str) -> None:
        self._chunks = self._chunked(begin.encode(), again.encode())

    def read(self, size: int = -1) -> bytes:
        return next(self._chunks, b"")

    @staticmethod
    def _chunked(begin: bytes, again: bytes) -> Iterator[bytes]:
        yield begin or again
        block = again * (65536 // len(again))
        yield from (block for _ in range(GIGABYTE // len(block)))


def bomb(path: str) -> None:
    """A gzip file of 10 MB that unpacks to 10 GB: two thousand records of 5 MB."""
    begin, record = RECORD.split("<PubmedArticle>")
    end = "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    member = gzip.compress(f"<PubmedArticle>{record}{'soup' * 1_250_000}{end}".encode())
    with Path(path).open("wb") as file:
        file.write(gzip.compress(begin.encode()))
        file.writelines(member for _ in range(2000))


def outcome(case: str) -> str:
    """What is said of a case; the number of records where nothing is."""
    try:
        if case == "gzip bomb":
            with tempfile.NamedTemporaryFile(suffix=".xml.gz") as file:
                bomb(file.name)
                return f"{sum(1 for _ in read_articles(file.name))} records"
        document = DOCUMENTS.get(case)
        stream: Any = io.BytesIO(document.encode()) if document else Endless(*STREAMS[case])
        return f"{sum(1 for _ in read_xml(cast(BinaryIO, stream), 'x.xml'))} records"
    except InputError as error:
        return str(error)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (2 * GIGABYTE, 2 * GIGABYTE))
    before = peak_megabytes()
    said = outcome(sys.argv[1])
    sys.stdout.write(json.dumps({"said": said, "grew": peak_megabytes() - before}))

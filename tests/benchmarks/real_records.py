"""The real records of the development data as files of the sizes and formats that a benchmark needs."""

import gzip
import re
import tarfile
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

from tests.benchmarks.medline_text import medline_text

_END = b"</PubmedArticleSet>\n"


def real_records(shared: Path) -> tuple[bytes, list[bytes]]:
    """What stands before the first record (XML declaration, DOCTYPE, root), and each record, in order of the names."""
    head, records = b"", []
    with tarfile.open(shared / "corpora/pubmed_xml.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if file := archive.extractfile(member):
                head, record, _ = re.split(rb"(<PubmedArticle>.*</PubmedArticle>)", file.read(), flags=re.DOTALL)
                records.append(record)
    return head, records


def write_xml(path: Path, head: bytes, records: list[bytes], size: int) -> Path:
    """A gzip file of ``size`` records, the given ones again and again."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(head)
        file.writelines(record + b"\n" for record in islice(cycle(records), size))
        file.write(_END)
    return path


def write_text(path: Path, records: list[bytes]) -> Path:
    """The same records as MEDLINE text, packed."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.writelines(medline_text(etree.fromstring(record)) for record in records)
    return path

"""Readers of PubMed records side by side: this project's, and those that people use today.

``python -m tests.benchmarks.medline FOLDER`` prints the table; each reader runs in a process of its own
(``python -m tests.benchmarks.peers READER FILE``), which prints the records read, seconds and megabytes.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from xml.parsers import expat

from tests.memory import peak_megabytes


def claimdiff(path: str) -> int:
    """This project's XML reader: validated articles."""
    from pipeline.corpus import read_articles

    return sum(1 for _ in read_articles(path))


def bio_entrez(path: str) -> int:
    """Biopython's XML reader. It has a copy of the DTD that the records name; one that it lacks it would download."""
    from Bio import Entrez

    Entrez.max_tries = 1
    with gzip.open(path, "rb") as file:
        return len(Entrez.read(file, validate=False)["PubmedArticle"])


def bio_medline(path: str) -> int:
    """Biopython's reader of MEDLINE text: dictionaries of strings."""
    from Bio import Medline

    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sum(1 for _ in Medline.parse(file))


def pubmed_parser(path: str) -> int:
    """pubmed_parser: dictionaries of strings. It reads packed files only, so all readers here are given such."""
    from pubmed_parser import parse_medline_xml

    return sum(1 for _ in parse_medline_xml(path))


def expat_alone(path: str) -> int:
    """No reader at all: expat looks for faults in the XML and nothing is done with what it finds."""
    with gzip.open(path, "rb") as file:
        document = file.read()
    expat.ParserCreate().Parse(document, True)
    return document.count(b"<PubmedArticle>")


READERS: dict[str, Callable[[str], int]] = {
    "claimdiff": claimdiff,
    "Bio.Entrez.read": bio_entrez,
    "pubmed_parser": pubmed_parser,
    "Bio.Medline": bio_medline,
    "expat alone": expat_alone,
}

if __name__ == "__main__":
    READERS[sys.argv[1]](sys.argv[3])  # imports, lexicons and caches, with a file of one record
    start, used = time.perf_counter(), time.process_time()
    records = READERS[sys.argv[1]](sys.argv[2])
    wall, cpu = time.perf_counter() - start, time.process_time() - used
    sys.stdout.write(json.dumps({"records": records, "wall": wall, "cpu": cpu, "peak": peak_megabytes()}))

"""PubMed records to serve: invented ones in the form of NCBI's XML, and those of files and archives.

The form is that of the PubmedArticleSet DTD (https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_260101.dtd).
"""

import gzip
import re
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2026//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_260101.dtd">\n'
_RECORD = re.compile(r"<(PubmedArticle|PubmedBookArticle)(?=[ >]).*?</\1>", re.DOTALL)
_PMID = re.compile(r"<PMID[^>]*>\s*(\d+)\s*</PMID>")


def record(
    pmid: str,
    title: str = "A title",
    abstract: str | Mapping[str, str] | None = None,
    doi: str | None = None,
    *,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    entered: str | None = None,
    journal: str | None = None,
    abbreviation: str | None = None,
    volume: str | None = None,
    issue: str | None = None,
    pages: str | None = None,
    authors: Sequence[str] = (),
    pmcid: str | None = None,
    publication_types: Sequence[str] = (),
    language: str | None = None,
    vernacular_title: str | None = None,
    mesh: Sequence[str] = (),
    notices: Sequence[tuple[str, str, str | None]] = (),
    version: int = 1,
) -> str:
    """One invented PubmedArticle in XML.

    ``abstract`` is plain, or label → text; ``entered`` is the day it came to PubMed (YYYY-MM-DD); ``authors`` are
    "Last FM"; ``notices`` are (RefType such as "RetractionIn", source, PMID or None) of CommentsCorrections.
    """
    inner = (
        _journal(journal, abbreviation, _issue(volume, issue, year, month, day)),
        f"<ArticleTitle>{escape(title)}</ArticleTitle>",
        _list("Pagination", [_tag("MedlinePgn", pages)] if pages else []),
        _abstract(abstract),
        _authors(authors),
        _tag("Language", language),
        _list("PublicationTypeList", [_tag("PublicationType", name) for name in publication_types]),
        _tag("VernacularTitle", vernacular_title),
    )
    after = (
        _list("MedlineJournalInfo", [_tag("MedlineTA", abbreviation)] if abbreviation else []),
        _list("CommentsCorrectionsList", [_notice(*notice) for notice in notices]),
        _list("MeshHeadingList", [f"<MeshHeading>{_tag('DescriptorName', name)}</MeshHeading>" for name in mesh]),
    )
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID><Article>{"".join(inner)}</Article>'
        f"{''.join(after)}</MedlineCitation><PubmedData>{_entered(entered)}{_ids(doi, pmcid)}</PubmedData>"
        "</PubmedArticle>"
    )


def article_set(*records: str) -> bytes:
    """A whole efetch answer."""
    return f"{HEAD}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def many(count: int, first: int = 1) -> dict[str, str]:
    """``count`` cheap records by PMID (``first``, ``first`` + 1, …), their dates spread over 2000–2019."""
    return {
        str(pmid): record(
            str(pmid),
            f"Study number {pmid} of leucine",
            f"Leucine was given to group {pmid}.",
            f"10.5555/many.{pmid}",
            year=2000 + pmid % 20,
            month=1 + pmid % 12,
            day=1 + pmid % 28,
            entered=f"{2000 + pmid % 20}-{1 + pmid % 12:02}-{1 + pmid % 28:02}",
            abbreviation="J Invent Nutr",
            volume=str(1 + pmid % 20),
            pages=f"{pmid}-{pmid + 8}",
        )
        for pmid in range(first, first + count)
    }


def records_of(text: str) -> dict[str, str]:
    """The records of a PubmedArticleSet as they stand in it, by PMID, the first of several."""
    found: dict[str, str] = {}
    for match in _RECORD.finditer(text):
        if pmid := _PMID.search(match[0]):
            found.setdefault(pmid[1], match[0])
    return found


def records_of_files(paths: Iterable[Path]) -> dict[str, str]:
    """The records of PubMed XML files, plain or ``.gz``, and of tar archives of them."""
    found: dict[str, str] = {}
    for path in paths:
        for pmid, text in (records_of_archive(path) if tarfile.is_tarfile(path) else _of_file(path)).items():
            found.setdefault(pmid, text)
    return found


@lru_cache(maxsize=2)
def records_of_archive(path: Path) -> Mapping[str, str]:
    """The records of all XML files in a tar archive, in its order; read once in a process."""
    with tarfile.open(path) as archive:
        files = [archive.extractfile(member) for member in archive if member.name.endswith(".xml") and member.isfile()]
        return records_of("".join(file.read().decode() for file in files if file))


def _of_file(path: Path) -> dict[str, str]:
    data = path.read_bytes()
    return records_of((gzip.decompress(data) if path.suffix == ".gz" else data).decode())


def _tag(name: str, value: object | None) -> str:
    return f"<{name}>{escape(str(value), quote=False)}</{name}>" if value not in (None, "") else ""


def _list(name: str, parts: Sequence[str]) -> str:
    return f"<{name}>{''.join(parts)}</{name}>" if parts else ""


def _issue(volume: str | None, issue: str | None, year: int | None, month: int | None, day: int | None) -> str:
    date = f"{_tag('Year', year)}{_tag('Month', month and f'{month:02}')}{_tag('Day', day and f'{day:02}')}"
    return f"<JournalIssue>{_tag('Volume', volume)}{_tag('Issue', issue)}<PubDate>{date}</PubDate></JournalIssue>"


def _journal(title: str | None, abbreviation: str | None, issue: str) -> str:
    inner = f"{issue}{_tag('Title', title)}{_tag('ISOAbbreviation', abbreviation)}"
    return "<Journal/>" if inner == _issue(None, None, None, None, None) else f"<Journal>{inner}</Journal>"


def _ids(doi: str | None, pmcid: str | None) -> str:
    ids = (("doi", doi), ("pmc", pmcid))
    return _list("ArticleIdList", [f'<ArticleId IdType="{kind}">{escape(one)}</ArticleId>' for kind, one in ids if one])


def _abstract(abstract: str | Mapping[str, str] | None) -> str:
    if not abstract:
        return ""
    if isinstance(abstract, str):
        return f"<Abstract><AbstractText>{escape(abstract)}</AbstractText></Abstract>"
    parts = [f'<AbstractText Label="{escape(label)}">{escape(text)}</AbstractText>' for label, text in abstract.items()]
    return _list("Abstract", parts)


def _authors(names: Sequence[str]) -> str:
    split = [name.rpartition(" ") for name in names]
    return _list(
        "AuthorList",
        [
            f"<Author>{_tag('LastName', last or rest)}{_tag('Initials', last and rest)}</Author>"
            for last, _, rest in split
        ],
    )


def _notice(kind: str, source: str, pmid: str | None) -> str:
    inner = f"{_tag('RefSource', source)}{_tag('PMID', pmid)}"
    return f'<CommentsCorrections RefType="{escape(kind)}">{inner}</CommentsCorrections>'


def _entered(day: str | None) -> str:
    if day is None:
        return ""
    year, month, date = day.split("-")
    inner = f"{_tag('Year', year)}{_tag('Month', int(month))}{_tag('Day', int(date))}"
    return f'<History><PubMedPubDate PubStatus="entrez">{inner}</PubMedPubDate></History>'

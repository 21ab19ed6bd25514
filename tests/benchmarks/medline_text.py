"""PubMed's XML records as MEDLINE text, as PubMed's website saves them, field by field (PMID, TI, AB, AU, MH …).

The fields and their order are those of PubMed's help (https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format).
"""

import textwrap
from collections.abc import Iterator

from lxml import etree

LINKS = {
    "CommentIn": "CIN",
    "CommentOn": "CON",
    "ErratumIn": "EIN",
    "ErratumFor": "EFR",
    "RetractionIn": "RIN",
    "RetractionOf": "ROF",
    "UpdateIn": "UIN",
    "UpdateOf": "UOF",
}


def text(element: etree._Element | None) -> str:
    """All text of an element on one line."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def medline_text(record: etree._Element) -> str:
    """One PubmedArticle with its lines folded at 88 columns and a blank line before."""
    lines = [""]
    for tag, value in fields(record):
        if value:
            lines += textwrap.wrap(
                f"{tag:<4}- {value}", 88, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
            )
    return "\n".join(lines) + "\n"


def fields(record: etree._Element) -> Iterator[tuple[str, str]]:
    """Tag and value of each field."""
    citation = record.find("MedlineCitation")
    assert citation is not None
    article = citation.find("Article")
    assert article is not None
    yield from [
        ("PMID", text(citation.find("PMID"))),
        ("OWN", citation.get("Owner", "")),
        ("STAT", citation.get("Status", "")),
        ("DCOM", "".join(text(citation.find("DateCompleted")).split())),
        ("LR", "".join(text(citation.find("DateRevised")).split())),
        ("IS", text(article.find("Journal/ISSN"))),
        ("VI", text(article.find("Journal/JournalIssue/Volume"))),
        ("IP", text(article.find("Journal/JournalIssue/Issue"))),
        ("DP", text(article.find("Journal/JournalIssue/PubDate"))),
        ("TI", text(article.find("ArticleTitle"))),
        ("PG", text(article.find("Pagination"))),
    ]
    yield from (("LID", f"{text(one)} [{one.get('EIdType')}]") for one in article.findall("ELocationID"))
    yield "AB", " ".join(map(part_of_abstract, article.findall("Abstract/AbstractText")))
    yield from ((tag, value) for author in article.findall("AuthorList/Author") for tag, value in author_fields(author))
    yield from (("LA", text(one)) for one in article.findall("Language"))
    yield from (("GR", "/".join(map(text, one))) for one in article.findall("GrantList/Grant"))
    yield from (("PT", text(one)) for one in article.findall("PublicationTypeList/PublicationType"))
    yield "TT", text(article.find("VernacularTitle"))
    yield "PL", text(citation.find("MedlineJournalInfo/Country"))
    yield "TA", text(citation.find("MedlineJournalInfo/MedlineTA"))
    yield "JT", text(article.find("Journal/Title"))
    yield "JID", text(citation.find("MedlineJournalInfo/NlmUniqueID"))
    for one in citation.findall("ChemicalList/Chemical"):
        yield "RN", f"{text(one.find('RegistryNumber'))} ({text(one.find('NameOfSubstance'))})"
    yield from (("SB", text(one)) for one in citation.findall("CitationSubset"))
    for one in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        if tag := LINKS.get(one.get("RefType", "")):
            yield tag, f"{text(one.find('RefSource'))}. PMID: {text(one.find('PMID'))}"
    for one in citation.findall("MeshHeadingList/MeshHeading"):
        yield "MH", "/".join(("*" if name.get("MajorTopicYN") == "Y" else "") + text(name) for name in one)
    for one in record.findall("PubmedData/History/PubMedPubDate"):
        yield "PHST", f"{'/'.join(map(text, one))} [{one.get('PubStatus')}]"
    for one in record.findall("PubmedData/ArticleIdList/ArticleId"):
        yield ("PMC", text(one)) if one.get("IdType") == "pmc" else ("AID", f"{text(one)} [{one.get('IdType')}]")
    yield "PST", text(record.find("PubmedData/PublicationStatus"))


def part_of_abstract(part: etree._Element) -> str:
    """``LABEL: text``."""
    return f"{part.get('Label')}: {text(part)}" if part.get("Label") else text(part)


def author_fields(author: etree._Element) -> Iterator[tuple[str, str]]:
    """Full name, short name, affiliations of a person; the name of a group."""
    if author.find("LastName") is None:
        yield "CN", text(author.find("CollectiveName"))
        return
    yield "FAU", f"{text(author.find('LastName'))}, {text(author.find('ForeName'))}"
    yield "AU", f"{text(author.find('LastName'))} {text(author.find('Initials'))}"
    yield from (("AD", text(one)) for one in author.findall("AffiliationInfo/Affiliation"))

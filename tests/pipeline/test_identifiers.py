import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identifiers import Identifiers, find_identifiers

SICI = "10.1002/(SICI)1097-4644(20000501)77:2<234::AID-JCB6>3.0.CO;2-I"
S0006 = "10.1016/S0006-291X(02)02717-1"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("see 10.1000/182.", "10.1000/182"),
        ("(doi: 10.1000/182)", "10.1000/182"),
        ("DOI:10.1000/AbC", "10.1000/AbC"),
        ("doi10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182, read in May", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182/", "10.1000/182"),
        ("<https://doi.org/10.1000/182>", "10.1000/182"),
        ("[10.1000/182](https://doi.org/10.1000/182)", "10.1000/182"),
        ("[text](https://doi.org/10.1016/S0006-291X(02)02717-1)", S0006),
        (f"({S0006})", S0006),
        (f"{S0006};", S0006),
        ("https://doi.org/10.1016%2FS0006-291X%2802%2902717-1", S0006),
        ("https://go.example/?to=https%253A%252F%252Fdoi.org%252F10.1000%252F182", "10.1000/182"),
        (SICI, SICI),
        (f"<a href='x'>{SICI}</a>", SICI),
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        ("https://doi.org/" + SICI.replace("<", "%3C").replace(">", "%3E"), SICI),
        ("10.1000/a\\_b", "10.1000/a_b"),
        ("**10.1000/182**", "10.1000/182"),
        ("“10.1000/182”", "10.1000/182"),
        ("10.1000/182<br>", "10.1000/182"),
        ("10.1000/182.PMID: 5", "10.1000/182"),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("https://journal.example/doi/full/10.1000/182?q=1#s2", "10.1000/182"),
        ("https://journal.example/articles/10.3389/fx.2012.00001/full", "10.3389/fx.2012.00001"),
        ("https://journal.example/articles/10.3389/fx.2012.00001.pdf", "10.3389/fx.2012.00001"),
        ("10.1000/... but 10.1000/182", "10.1000/182"),
        ("10.1000/182\u200b and more", "10.1000/182"),
        ("10.1000", None),
        ("10.100/182", None),
        ("110.1000/182", None),
        ("2.10.1000/182", None),
        ("10.1000/ 182", None),
        ("10.1000/)", None),
        ("5.10/2 and 10 / 3", None),
    ],
)
def test_doi(text: str, doi: str | None) -> None:
    assert find_identifiers(text).doi == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("PMID: 123", "123"),
        ("pmid:123.", "123"),
        ("PMID 12345678; PMCID: PMC9", "12345678"),
        ("PMID: 12345678PMCID: PMC9", "12345678"),
        ("PMID=[123](x)", "123"),
        ("**PMID:** 123", "123"),
        ("PMIDs: 123, 456", "123"),
        ("PubMed ID 123", "123"),
        ("[PubMed: 123]", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "123"),
        ("pubmed.ncbi.nlm.nih.gov/123?x=1", "123"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123", "123"),
        ("HTTP://WWW.NCBI.NLM.NIH.GOV/PUBMED/123", "123"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=123", "123"),
        ("http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=pubmed&list_uids=123", "123"),
        ("https://go.example/?to=https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F123%2F", "123"),
        ("https://europepmc.org/article/MED/123", "123"),
        ("123", None),
        ("12345678", None),
        ("A title - PubMed [pubmed.ncbi.nlm.nih.gov]", None),
        ("PubMed 2019", None),
        ("PMID: 012", None),
        ("PMID: 123456789", None),
        ("PMID: 12,470,633", None),
        ("PMID: 12.5", None),
        ("PMID: 123abc", None),
        ("XPMID: 123", None),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=leucine+123", None),
    ],
)
def test_pmid(text: str, pmid: str | None) -> None:
    assert find_identifiers(text).pmid == pmid


@pytest.mark.parametrize(
    ("text", "pmcid"),
    [
        ("PMC2493596", "PMC2493596"),
        ("PMCID: PMC2493596.", "PMC2493596"),
        ("PMCID: 2493596", "PMC2493596"),
        ("pmcid:pmc2493596", "PMC2493596"),
        ("PMC2493596.2", "PMC2493596"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2493596/", "PMC2493596"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2493596/pdf/a.pdf", "PMC2493596"),
        ("https://europepmc.org/articles/pmc2493596", "PMC2493596"),
        ("http://www.ncbi.nlm.nih.gov/pmc/articlerender.fcgi?artid=2493596", "PMC2493596"),
        ("A title - PMC 2018", None),
        ("A title - PMC [pmc.ncbi.nlm.nih.gov]", None),
        ("2493596", None),
        ("APMC2493596", None),
        ("PMC0", None),
    ],
)
def test_pmcid(text: str, pmcid: str | None) -> None:
    assert find_identifiers(text).pmcid == pmcid


def test_all_of_one_entry() -> None:
    text = "3. Own A. Of wool. J Yarn. 2001;1(2):3-4. doi: 10.1000/182. PMID: 123; PMCID: PMC2493596."
    assert find_identifiers(text) == Identifiers("123", "10.1000/182", "PMC2493596")
    assert not any(find_identifiers("Own A. Of wool. J Yarn. 2001;1(2):3-4."))


@given(st.lists(st.sampled_from(["10.1000/", "PMID: ", "PMC", "%2F", "%3C", "(", ")", "<", ">", "12", ".", " ", "a"])))
def test_whatever_is_found_looks_like_one(pieces: list[str]) -> None:
    found = find_identifiers("".join(pieces))
    assert found.pmid is None or (found.pmid.isdigit() and len(found.pmid) <= 8)
    assert found.pmcid is None or found.pmcid[3:].isdigit()
    assert found.doi is None or (found.doi.startswith("10.") and found.doi[-1] not in ".,;)" and " " not in found.doi)


@given(st.integers(0, 10**10).map(str))
def test_a_number_alone_is_no_identifier(number: str) -> None:
    assert not any(find_identifiers(number))

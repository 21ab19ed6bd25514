"""Study designs."""

import pytest

from pipeline.design import study_design
from pipeline.schema import Article


def article(text: str, *types: str) -> Article:
    return Article(pmid="90000001", title="An invented study", abstract=text, publication_types=types)


@pytest.mark.parametrize(
    ("types", "design"),
    [
        (("Randomized Controlled Trial",), "randomized trial"),
        (("Journal Article", "Meta-Analysis", "Randomized Controlled Trial"), "meta-analysis"),
        (("Systematic Review", "Review"), "meta-analysis"),
        (("Clinical Trial",), "controlled trial"),
        (("Case Reports",), "case report"),
        (("Review",), "review"),
        (("Observational Study",), "cohort"),
    ],
)
def test_publication_types_decide(types: tuple[str, ...], design: str) -> None:
    assert study_design(article("Rats were randomised.", *types)) == design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("We did a meta-analysis of randomised trials.", "meta-analysis"),
        ("Men were randomized to creatine or nothing.", "randomized trial"),
        ("In a double-blind study, rats got creatine.", "randomized trial"),
        ("We report the case of a man.", "case report"),
        ("In this cohort, glycine was low.", "cohort"),
        ("Rats got glycine.", "animal"),
        ("Hepatocytes were cultured with glycine.", "in vitro"),
        ("Healthy volunteers took glycine.", "controlled trial"),
        ("This review sums up what is known.", "review"),
        ("Glycine is sweet.", "other"),
        ("Pirates got glycine.", "other"),
        ("", "other"),
    ],
)
def test_else_the_words_do(text: str, design: str) -> None:
    assert study_design(article(text)) == design


def test_an_unknown_type_decides_nothing() -> None:
    assert study_design(article("Rats got glycine.", "Journal Article", "")) == "animal"

"""Study design from publication types, else from the words of the abstract. Pure."""

import re

from pipeline.schema import Article, StudyDesign

BY_TYPE: dict[str, StudyDesign] = {
    "meta-analysis": "meta-analysis",
    "systematic review": "meta-analysis",
    "randomized controlled trial": "randomized trial",
    "controlled clinical trial": "controlled trial",
    "clinical trial": "controlled trial",
    "case reports": "case report",
    "review": "review",
    "observational study": "cohort",
}
ANIMALS = "rats?|mice|mouse|pigs?|piglets?|dogs?|rabbits?|broilers?|chickens?|cows?|lambs?|sheep|hamsters?"
PATTERNS: tuple[tuple[str, StudyDesign], ...] = (
    (r"\bmeta-?analy|\bsystematic review", "meta-analysis"),
    (r"\brandomi[sz]|\bdouble[- ]blind|\bplacebo", "randomized trial"),
    (r"\bcase report|\bwe (?:report|describe) (?:a|the) (?:case|patient|neonate|child)", "case report"),
    (r"\bcohort|\bcase-control|\bcross-sectional|\bprospective(?:ly)? follow", "cohort"),
    (rf"\b(?:{ANIMALS})\b", "animal"),
    (r"\bin vitro\b|\bcell lines?\b|\bcultured\b|\bcells\b", "in vitro"),
    (r"\b(?:patients|volunteers|subjects|participants|men|women|athletes|children)\b", "controlled trial"),
    (r"\breview", "review"),
)
BY_WORDS = tuple((re.compile(pattern, re.IGNORECASE), design) for pattern, design in PATTERNS)


def study_design(article: Article) -> StudyDesign:
    """What the publication types name, else the first design that the words show, else ``other``."""
    types = {t.lower() for t in article.publication_types}
    for name, design in BY_TYPE.items():
        if name in types:
            return design
    return next((design for pattern, design in BY_WORDS if pattern.search(article.text)), "other")

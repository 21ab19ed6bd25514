"""Names of substances in titles: what an abstract is about, without a lexicon. Half of them may be something else."""

import re
from collections.abc import Iterable, Iterator

from pipeline.schema import Article
from pipeline.training.tagging.words import words

LENGTHS = range(4, 40)  # code points of a name
TIMES = 2  # that the abstract must say it
ABOUT = (
    "effects?|efficacy|impact|influence|role|safety|actions?|benefits?|use|administration|infusion|supplementation|"
    "treatment|toxicity"
)
GIVING = "treatment with|administration of|supplementation with"
BEHIND = "on|in|and|for|against|versus|vs|as|to|upon|after|with|treatment|supplementation|administration|therapy|during"
DOES = (
    "reduces?|attenuates?|inhibits?|prevents?|increases?|improves?|enhances?|protects?|ameliorates?|suppresses|"
    "stimulates?|induces?|modulates?|decreases?|supplementation|treatment|administration|does|therapy|alleviates?|"
    "blocks?|potentiates?|for|in|versus|plus"
)
ENDINGS = "ine|ol|one|ide|ate|in|pril|artan|statin|mab|tinib|azole|cillin|mycin|oxin|ium|ic acid"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{ABOUT}) of (?:[a-z-]+ )?(?:(?:{GIVING}) )?([A-Za-z0-9,'-]+(?: [A-Za-z0-9-]+)?) (?:{BEHIND})",
        rf"^([A-Z][A-Za-z0-9,-]+(?: [a-z0-9-]+)?) (?:{DOES})\b",
        r"\b([A-Za-z0-9-]+)[- ](?:induced|treated|supplementation|treatment)\b",
        rf"\b([a-z]{{3,}}(?:{ENDINGS}))\b",
    )
)
AROUND = words("around")  # taken off a name's ends
NO_SUBSTANCES = words("no_substances")


def names(articles: Iterable[Article]) -> set[str]:
    """Names, in lower case, that titles of ``articles`` give and their abstracts repeat."""
    return {name for article in articles for name in _named(article)}


def _named(article: Article) -> Iterator[str]:
    told = (article.abstract or "").lower()
    for pattern in PATTERNS:
        for match in pattern.finditer(article.title):
            name = trimmed(match.group(1))
            if _is_name(name) and told.count(name) >= TIMES:
                yield name


def trimmed(phrase: str) -> str:
    """The phrase in lower case without the words at its ends that belong to no name."""
    words = phrase.strip(" ,-").lower().split()
    while words and words[0] in AROUND:
        del words[0]
    while words and words[-1] in AROUND:
        del words[-1]
    return " ".join(words)


def _is_name(name: str) -> bool:
    return len(name) in LENGTHS and name not in NO_SUBSTANCES and not name.isdigit()

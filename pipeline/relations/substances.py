"""Other substances: words that may name something given that is no amino acid (``rasagiline (10 mg/kg)``)."""

import re
from collections.abc import Iterator, Sequence

from pipeline.relations.words import Word
from pipeline.units.shares import is_quality

NO_SUBSTANCE = re.compile(
    r".*ing|.*ed|[\W\d]*|range|minus|average|exceeds?|reach|libitum|fashion|standard|one|two|three|times|[mµμu]?l|mg|mm|kg|dry|follows"
)
FREQUENCY = re.compile(r"q\d*h?|[btq]\.?[di]\.?[dsn]?\.?|o\.?d\.?|\d+\w*")  # "tds", "q12h", "2h"


def substance(word: Word) -> bool:
    """Could ``word`` name a substance: a token that no lexicon of function words, groups or measures knows?"""
    unknown = all(c.startswith("better.") for c in word.cats)  # glucose is measured, and given
    return word.kind == "token" and not word.is_punct and not word.is_number and unknown and len(word.text) > 1


def dosable(word: Word) -> bool:
    """Could it name a substance that a dose stands beside: no participle, no measure?"""
    lower = word.lower
    if not substance(word) or is_quality(word.text):
        return False
    return not (NO_SUBSTANCE.fullmatch(lower) or FREQUENCY.fullmatch(lower))


def dosed(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """What a dose belongs to and is no amino acid, in lower case: ``5 mM glucose``; the title left aside."""
    beside = (
        near for words in sentences[1:] for i, w in enumerate(words) if w.kind == "dose" for near in _beside(words, i)
    )
    return frozenset(word.lower for word in beside if dosable(word))


def _beside(words: Sequence[Word], i: int) -> Iterator[Word]:
    """The words whose dose the one at ``i`` may be: ``MTX (20 mg/kg)``, ``aspirin 81 mg``, ``5 mM of glucose``."""
    before = _before(words, i)
    if before is not None:
        yield before
    of = i + 2 < len(words) and words[i + 1].lower == "of"
    yield from words[i + 2 : i + 3] if of else words[i + 1 : i + 2]


def _before(words: Sequence[Word], i: int) -> Word | None:
    """What a dose follows: ``MTX (20 mg/kg)``, ``lindane dose (4 mg/kg)``, ``aspirin 81 mg``."""
    if i < 2 or words[i - 1].text not in {"(", "["}:
        return words[i - 1] if i > 1 and words[i - 2].kind != "amino_acid" else None
    return words[i - 3] if i > 2 and words[i - 2].has("treatment") and substance(words[i - 3]) else words[i - 2]

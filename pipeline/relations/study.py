"""What a whole abstract tells before its results are read: what is given, and how the arms are named."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.relations.arms import arms
from pipeline.relations.challenges import challenges
from pipeline.relations.exposures import exposure_context, exposures, measured, withheld, withheld_forms
from pipeline.relations.mixtures import mixture_name, mixtures
from pipeline.relations.words import Word
from pipeline.schema import Exposure
from pipeline.units.shares import is_quality

ANY = "amino acid mixture"  # the name of "amino acids" that are not told apart
PLACEBO = frozenset({"placebo", "placebos", "pla"})
NO_SUBSTANCE = re.compile(
    r".*ing|.*ed|[\W\d]*|range|minus|average|exceeds?|reach|libitum|fashion|standard|one|two|three|times|[mµμu]?l|mg|mm|kg|dry|follows"
)
FREQUENCY = re.compile(r"q\d*h?|[btq]\.?[di]\.?[dsn]?\.?|o\.?d\.?|\d+\w*")  # "tds", "q12h", "2h"


@dataclass(slots=True)
class Study:
    """What the whole abstract tells: main exposures (most mentioned first) and the names of the arms."""

    exposures: list[str] = field(default_factory=list)
    others: frozenset[str] = frozenset()  # other substances given, in lower case: words that own a dose
    left_out: frozenset[str] = frozenset()  # amino acids in the placebo, or traces in a product
    challenges: frozenset[str] = frozenset()  # what makes the disease of a model, in lower case
    arms: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # name in lower case → amino acids, empty for controls
    exposure: dict[str, Exposure] = field(default_factory=dict)  # of amino acids that are nowhere given
    lacking: frozenset[str] = frozenset()  # short forms of what is withheld: "MR"

    def how(self, name: str) -> Exposure:
        """How an amino acid or mixture that did something came in, where nothing beside it tells."""
        return "withheld" if all(self.exposure.get(n) == "withheld" for n in name.split("+")) else "given"

    def exposure_at(self, words: Sequence[Word], i: int) -> Exposure:
        """How the amino acid at ``i`` comes in."""
        if withheld(words, i, self.lacking):
            return "withheld"
        return "given" if exposure_context(words, i) else self.how(words[i].name or "")


def study(sentences: Sequence[Sequence[Word]], text: str) -> Study:
    """Read exposures and arms from all sentences of an abstract (words in brackets included)."""
    scores: Counter[str] = Counter()
    lacking = withheld_forms(sentences)
    left_out = _comparators(sentences) | _minor(sentences)
    for n, words in enumerate(sentences):
        for i, word in enumerate(words):
            if word.kind == "dose" and word.name:  # "20 g creatine/day"
                scores[word.name] += 2
            if word.kind == "amino_acid" and word.name and word.name not in left_out and not measured(words, i, text):
                told = _is_given(words, i) or word.text in lacking
                scores[word.name] += 2 * told + (2 if n == 0 else 0)
    if scores[ANY] == 2 and len(+scores) > 1:
        del scores[ANY]  # named in the title or once, where the abstract says which amino acid it is
    best = max(scores.values(), default=0)
    main = [name for name, score in scores.most_common() if score >= max(2, best / 3)]
    given, others = _mixed(main, sentences), _others(sentences)
    known = arms(sentences, text, given, others)
    how = exposures(sentences, text, lacking)
    return Study(given, others, left_out, challenges(sentences), known, how, lacking)


def _is_given(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand where things are given, or is it said to be (``leucine was infused``)?"""
    told = [w for w in words[i + 1 : i + 6] if not w.depth and not w.has("adverb") and w.text not in "()"][:2]
    return exposure_context(words, i) or (len(told) == 2 and told[0].has("aux") and told[1].has("given"))


def _comparators(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """The amino acids that some sentence gives as placebo and no title names."""
    titled = {w.name for w in sentences[0]} if sentences else set()
    found = {w.name for words in sentences for i, w in enumerate(words) if w.name and comparator(words, i)}
    return frozenset(name for name in found - titled if name)


def _minor(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """The amino acids named but once, by an amount in a list in brackets (``premix (vitamin E, 5 mg lysine)``)."""
    times = Counter(w.name for words in sentences for w in words if w.name and w.kind in {"amino_acid", "dose"})
    return frozenset(
        w.name
        for words in sentences
        for before, amount, w in zip(words, words[1:], words[2:], strict=False)
        if w.name and w.depth and amount.kind == "dose" and before.text == "," and times[w.name] == 1
    )


def _mixed(main: list[str], sentences: Sequence[Sequence[Word]]) -> list[str]:
    """Put the mixture in the place of members that no sentence gives apart from it."""
    for members in dict.fromkeys(m for words in sentences for m in mixtures(words)):
        if len(members & set(main)) > 1 or (members & set(main) and len(members) > 2):
            main = [mixture_name(members), *(name for name in main if name not in members)]
    return main


def _others(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Words that a dose belongs to and that are no amino acid: ``rasagiline (10 mg/kg)``, ``5 mM glucose``."""
    found = set()
    for words in sentences[1:]:
        for i, word in enumerate(words):
            if word.kind == "dose":
                before = _before_dose(words, i)
                after = (
                    words[i + 2]
                    if i + 2 < len(words) and words[i + 1].lower == "of"
                    else (words[i + 1] if i + 1 < len(words) else None)
                )
                found |= {w.lower for w in (before, after) if w is not None and nominal(w)}
    return frozenset(found)


def _before_dose(words: Sequence[Word], i: int) -> Word | None:
    """What a dose follows: ``MTX (20 mg/kg)``, ``lindane dose (4 mg/kg)``, ``aspirin 81 mg``."""
    if i < 2 or words[i - 1].text not in {"(", "["}:
        return words[i - 1] if i > 1 and words[i - 2].kind != "amino_acid" else None
    return words[i - 3] if i > 2 and words[i - 2].has("treatment") and substance(words[i - 3]) else words[i - 2]


def substance(word: Word) -> bool:
    """Could ``word`` name a substance: a token that no lexicon of function words, groups or measures knows?"""
    unknown = all(c.startswith("better.") for c in word.cats)  # glucose is measured, and given
    return word.kind == "token" and not word.is_punct and not word.is_number and unknown and len(word.text) > 1


def nominal(word: Word) -> bool:
    """Could it name a substance that a dose stands beside: no participle, no measure?"""
    lower = word.lower
    if not substance(word) or is_quality(word.text):
        return False
    return not (NO_SUBSTANCE.fullmatch(lower) or FREQUENCY.fullmatch(lower))


def comparator(words: Sequence[Word], i: int) -> bool:
    """Is the amino acid at ``i`` what the controls got (``glycine placebo``, ``placebo (alanine)``)?"""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.text == "(" and i + 2 < len(words):
        after = words[i + 2]
    j = i - 1
    while j > 0 and (words[j].is_punct or words[j].kind == "dose" or words[j].lower in {"of", "as"}):
        j -= 1
    placebo = after is not None and after.lower in PLACEBO
    return placebo or (j >= 0 and words[j].lower in PLACEBO and any(w.text in "([:" for w in words[j:i]))

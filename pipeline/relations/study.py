"""What a whole abstract tells before its results are read: what is given, and how the arms are named."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from pipeline.relations.arms import Arms, arms
from pipeline.relations.challenges import challenges
from pipeline.relations.comparators import comparators
from pipeline.relations.exposures import exposure_context, exposures, measured
from pipeline.relations.mixtures import mixture_name, mixtures
from pipeline.relations.substances import dosed
from pipeline.relations.withholding import withheld, withheld_forms
from pipeline.relations.words import Word
from pipeline.schema import Exposure

ANY = "amino acid mixture"  # the name of "amino acids" that are not told apart


@dataclass(slots=True)
class Study:
    """What the whole abstract tells: main exposures (most mentioned first) and the names of the arms."""

    exposures: list[str] = field(default_factory=list)
    others: frozenset[str] = frozenset()  # other substances given, in lower case: words that own a dose
    left_out: frozenset[str] = frozenset()  # amino acids in the placebo, or traces in a product
    challenges: frozenset[str] = frozenset()  # what makes the disease of a model, in lower case
    arms: Arms = field(default_factory=dict)  # name in lower case → amino acids, empty for controls
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
    lacking = withheld_forms(sentences)
    left_out = comparators(sentences) | _traces(sentences)
    given = _mixed(_main(sentences, text, left_out, lacking), sentences)
    others = dosed(sentences)
    return Study(
        exposures=given,
        others=others,
        left_out=left_out,
        challenges=challenges(sentences),
        arms=arms(sentences, text, given, others),
        exposure=exposures(sentences, text, lacking),
        lacking=lacking,
    )


def _main(sentences: Sequence[Sequence[Word]], text: str, left_out: Set[str], lacking: Set[str]) -> list[str]:
    """What the abstract is about, first what it gives most often; a mention in the title counts like one giving."""
    scores: Counter[str] = Counter()
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
    return [name for name, score in scores.most_common() if score >= max(2, best / 3)]


def _is_given(words: Sequence[Word], i: int) -> bool:
    """Does the amino acid at ``i`` stand where things are given, or is it said to be (``leucine was infused``)?"""
    told = [w for w in words[i + 1 : i + 6] if not w.depth and not w.has("adverb") and w.text not in "()"][:2]
    return exposure_context(words, i) or (len(told) == 2 and told[0].has("aux") and told[1].has("given"))


def _traces(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
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

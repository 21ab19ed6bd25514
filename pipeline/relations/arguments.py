"""Arguments: which phrases a cue is about, from the words around it."""

from collections.abc import Sequence

from pipeline.relations.clauses import Clause
from pipeline.relations.phrases import Phrase, noun_phrase, phrase_list
from pipeline.relations.words import Word

PASSED_OVER = frozenset(
    {
        "between",
        "among",
        "across",
        "by",
        "from",
        "after",
        "with",
        "within",
        "during",
        "versus",
        "compared",
        "due",
        "to",
        "at",
        "following",
        "over",
    }
)  # prepositions whose phrase is not what a change is of


def subject_targets(clause: Clause) -> list[tuple[Word, ...]]:
    """The phrases of the clause's subject, leading prepositional phrases left out."""
    subject = clause.subject
    i = _after_lead(subject)
    return [tuple(p.words(subject)) for p in phrase_list(subject, i)]


def _after_lead(subject: Sequence[Word]) -> int:
    i = 0
    while i < len(subject):
        word = subject[i]
        if word.has("prep") and not (word.has("given") and word.lower.endswith("ing")):
            comma = next((j for j in range(i, len(subject)) if subject[j].text == ","), None)
            if comma is None:
                phrase = noun_phrase(subject, i + 1)
                i = phrase.end if phrase else i + 1
            else:
                i = comma + 1
        elif word.has("boundary", "conj", "adverb", "det", "neg", "adj") or word.is_punct or word.is_number:
            if word.has("noun") and not word.has("adj"):
                return i
            i += 1
        else:
            return i
    return i


def noun_targets(words: Sequence[Word], i: int) -> list[Phrase]:
    """What the noun of change at ``i`` is about: behind ``in``, ``of``, ``on``, ``for``; else the words before."""
    j = i + 1
    subject = not any(w.has("aux", "verb") and not w.joined for w in words[:i])  # "no change in A, B or C was seen"
    while j < len(words):
        word = words[j]
        heads = word.lower in {"in", "of", "on", "for"} or word.has("about")
        if heads and (found := phrase_list(words, j + 1, subject=subject)):
            cause = word.lower == "of" and words[found[-1].end : found[-1].end + 1]
            if not (cause and cause[0].lower == "on") and not _is_comparison(words, found[0]):
                return found
            j = found[-1].end
        elif word.lower in PASSED_OVER:
            skipped = phrase_list(words, j + 1)
            j = skipped[-1].end if skipped else j + 1
        elif word.has("verb", "aux", "adverb", "given") or word.is_number or word.is_punct:
            if word.text in {",", ";"}:
                break
            j += 1
        else:
            break
    before = _compound_before(words, i)
    return [before] if before else []


def _is_comparison(words: Sequence[Word], phrase: Phrase) -> bool:
    return all(w.has("group", "control", "intervention", "det") or w.is_number for w in phrase.words(words))


def _compound_before(words: Sequence[Word], i: int) -> Phrase | None:
    start = i
    while start > 0 and i - start < 6 and _compound_word(words[start - 1]):
        start -= 1
    return Phrase(start, i) if start < i else None


def _compound_word(word: Word) -> bool:
    if word.has("det", "adverb", "adj", "prep", "conj", "aux", "neg", "boundary", "verb", "given", "anaphor"):
        return word.joined
    return not word.is_number and (not word.is_punct or word.joined or word.text in "-–/")


def inner_cue(words: Sequence[Word], i: int) -> int | None:
    """The noun of change that begins the object at ``i`` (``the significant increase in``), if any."""
    for j in range(i, min(i + 7, len(words))):
        word = words[j]
        if word.joined or (j + 1 < len(words) and words[j + 1].joined):
            continue  # "the stress-induced rise in"
        if word.has("noun") and not (j + 1 < len(words) and words[j + 1].joined):
            after = words[j + 1] if j + 1 < len(words) else None
            return (
                j
                if (after is not None and after.lower in {"in", "of", "on"} and word.has("pure", "noun.change"))
                or (word.has("pure") and (after is None or after.has("prep", "conj", "boundary") or after.is_punct))
                else None
            )
        if not (word.has("det", "adverb", "adj", "neg") or word.is_number or nominal_modifier(word)):
            return None
    return None


def nominal_modifier(word: Word) -> bool:
    """A word that may stand between a verb and its noun of change."""
    return not word.has("prep", "conj", "aux", "boundary", "verb") and not word.is_punct


def gap(words: Sequence[Word], i: int, phrase: Phrase) -> bool:
    """Is there a preposition, verb or comma between a cue and the phrase?"""
    return any(w.has("prep", "verb", "conj") or w.text == "," for w in words[i : phrase.start])

"""Events: a cue of change (or of none), the phrases it is about, and the direction that follows.

Directions compose: what lowers a fall raises ("attenuated the fall in X" → X increase). Improving something bad
lowers it. A negated change is no change, whatever its verb.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.relations.clauses import Clause, attributive, clauses
from pipeline.relations.phrases import Phrase, noun_phrase, phrase_list
from pipeline.relations.words import Word
from pipeline.schema import Direction

DO = frozenset({"did", "does", "do", "could", "can", "will", "may", "might", "failed to", "did not", "does not"})
OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase", "no_change": "no_change"}


@dataclass(frozen=True, slots=True)
class Event:
    """One cue and one target. ``agents`` are the words in which its cause may be named, nearest first."""

    target: tuple[Word, ...]
    direction: Direction
    cue: Word
    clause: tuple[Word, ...]
    subject: tuple[Word, ...]  # words of the subject, empty when the target is the subject
    tail: tuple[Word, ...]  # words behind the target
    active: bool  # a transitive verb whose subject is the cause


def events(words: Sequence[Word]) -> list[Event]:
    """All events of a sentence's words (outside brackets)."""
    found: list[Event] = []
    for clause in clauses(words):
        found += _ellipsis(clause, found) or _clause_events(clause)
    return found


def _ellipsis(clause: Clause, before: Sequence[Event]) -> list[Event]:
    """``but leucine did not``: the changes of the clause before, negated, for another subject."""
    rest = [w for w in clause.words[clause.predicate :] if not w.is_punct]
    if not before or not clause.own_subject or not 1 <= len(rest) <= 3 or not rest[0].has("aux", "neg"):
        return []
    if not any(w.has("neg") for w in rest) or any(w.has("verb", "noun", "adj", "state") for w in rest[1:]):
        return []
    told = [e for e in before if e.clause == before[-1].clause]
    return [replace(e, direction="no_change", clause=clause.words, subject=clause.subject, tail=(), active=True) for e in told]


def _clause_events(clause: Clause) -> list[Event]:
    found: list[Event] = []
    at = 0
    while at < len(clause.words):
        reading = _read(clause, at)
        if reading is None:
            at += 1
            continue
        made, after = reading
        at = max(after, at + 1)
        found += made
    return found


def _read(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """Read the cue at ``i``, if there is one: its events and where to go on."""
    word = clause.words[i]
    if word.joined or word.kind != "token" or (i + 1 < len(clause.words) and clause.words[i + 1].joined):
        return None
    if word.has("state"):
        return _state(clause, i)
    if word.has("adj") and attributive_or_predicative(clause, i):
        return _adjective(clause, i)
    if word.has("verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "verb.cause", "verb.change") and not noun_use(clause.words, i):
        return _verb(clause, i)
    if word.has("noun"):
        return _noun(clause, i)
    return None


def noun_use(words: Sequence[Word], i: int) -> bool:
    """Is a form that is noun and verb (``increase``, ``effects``) a noun here?"""
    word = words[i]
    if not word.has("noun"):
        return False
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if before is None or before.has("det", "prep", "neg", "adj") or (before.has("adverb") and not before.lower.endswith("ly")):
        return before is None or before.lower not in {"to", "not", "did not", "does not", "do not"}
    return before.has("verb", "aux") and not before.has("hedge") and before.lower not in DO or (
        after is not None and after.lower in {"of", "in"} and not word.lower.endswith("ed")
    )


def attributive_or_predicative(clause: Clause, i: int) -> bool:
    """Is the comparative or participle at ``i`` used as an adjective?"""
    word = clause.words[i]
    return attributive(clause.words, i) if word.has("verb") else True


def with_antecedents(found: Sequence[Event], before: Sequence[Event]) -> Iterator[Event]:
    """Put what "these changes" points back to in its place: ``reversed these changes`` turns each of them round.

    ``before`` are the changes of the sentence before; earlier events of the same sentence count first.
    """
    for i, event in enumerate(found):
        if not _points_back(event):
            yield event
            continue
        antecedents = [e for e in found[:i] if e.direction != "no_change" and e.target and not _points_back(e)] or before
        for old in antecedents:
            if event.direction == "no_change":
                yield replace(event, target=old.target)
            elif event.cue.has("verb.decrease", "noun.decrease"):
                yield replace(event, target=old.target, direction=OPPOSITE[old.direction])


def _points_back(event: Event) -> bool:
    """Is the target no thing but earlier changes (``these alterations``, ``this effect``, ``such increases``)?"""
    named = [w for w in event.target if not w.is_punct and not w.has("adverb", "adj")]
    if not named or not all(w.has("noun", "anaphor") or w.lower in {"events", "parameters", "abnormalities"} for w in named):
        return False
    places = [i for i, w in enumerate(event.clause) if w.start == named[0].start]
    return any(w.lower in {"these", "this", "those", "such"} for i in places for w in event.clause[max(0, i - 3) : i])


# --- the four readings --------------------------------------------------------------------------------------------


def _verb(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    if passive(words, i):
        subject = subject_targets(clause)
        return _make(clause, i, subject, _direction(word, None), active=False, target_is_subject=True), i + 1
    inner = _inner_cue(words, i + 1)
    if inner is not None:
        return _composed(clause, i, inner)
    if word.has("verb.cause") and not _plain_cause(word):
        return None
    targets = phrase_list(words, i + 1)
    if targets and not _gap(words, i + 1, targets[0]):
        end = targets[-1].end
        return _make(clause, i, targets, _direction(word, None), active=True) + _contrast(clause, i, end), end
    if word.has("verb.cause") or word.lower.endswith("ing"):
        return None
    return _make(clause, i, subject_targets(clause), _direction(word, None), active=False, target_is_subject=True), i + 1


def _composed(clause: Clause, i: int, inner: int) -> tuple[list[Event], int]:
    """A verb whose object is itself a change: ``prevented the rise in X``, ``caused a fall in X``."""
    outer, words = clause.words[i], clause.words
    targets = noun_targets(words, inner)
    direction = _direction(words[inner], outer)
    end = targets[-1].end if targets else inner + 1
    return _make(clause, i, targets, direction, active=True, cue=inner), max(end, inner + 1)


def _noun(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    favoured = _favoured(clause, i)
    if favoured:
        return favoured
    targets = noun_targets(words, i)
    if not targets or (word.has("noun.change") and not negated(words, i)):
        return None
    if i < clause.predicate < len(words) and not any(w.has("verb.seen", "aux") for w in words[clause.predicate :]):
        return None  # "glycine augmentation of clozapine produced": the noun is part of the cause
    made = _make(clause, i, targets, _direction(word, None), active=i >= clause.predicate)
    return made, targets[-1].end


def _favoured(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    """``differences favouring the supplement for A and B``: better for what was given."""
    words = clause.words
    at = next((j for j in range(i + 1, min(i + 10, len(words))) if words[j].has("favour")), None)
    if at is None or not words[i].has("noun.change") or negated(words, i):
        return None
    for j in range(at + 1, min(at + 8, len(words))):
        if words[j].lower in {"for", "in", "on"} and (targets := phrase_list(words, j + 1)):
            events = [replace(e, direction="decrease" if any(w.has("bad") for w in e.target) else "increase")
                      for e in _make(clause, i, targets, "increase", active=False, keep=True)]
            return events, targets[-1].end
    return None


def _adjective(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    follow = phrase_list(words, i + 1)
    if i < clause.predicate and any(not w.has("det", "adverb", "boundary", "conj") and not w.is_punct for w in words[:i]):
        return None  # "grade 3 or worse mucositis": part of the subject's name
    direct = follow and not _gap(words, i + 1, follow[0]) and follow[0].start < len(words)
    if word.lower in {"more", "less"} and follow and not any(w.lower == "than" for w in words[i:]):
        direct = False
    if direct and words[i + 1 : i + 2] and not words[i + 1].has("prep"):
        return _make(clause, i, follow, _direction(word, None), active=i >= clause.predicate), follow[-1].end
    if i >= clause.predicate:
        return _make(clause, i, subject_targets(clause), _direction(word, None), active=False, target_is_subject=True), i + 1
    return None


def _state(clause: Clause, i: int) -> tuple[list[Event], int] | None:
    word, words = clause.words[i], clause.words
    if word.has("state.effective"):
        return None
    if word.has("state.no_effect"):
        targets = noun_targets(words, i)
        return (_make(clause, i, targets, "no_change", active=True), targets[-1].end) if targets else None
    follow = phrase_list(words, i + 1)
    if follow and not _gap(words, i + 1, follow[0]) and not words[i + 1].has("prep"):
        if not any(w.has("verb.cause") for w in words[max(0, i - 3) : i]):
            return None  # "the same period" is no finding, "showed similar strength" is
        return _make(clause, i, follow, "no_change", active=True), follow[-1].end
    if i < clause.predicate:
        return None
    return _make(clause, i, subject_targets(clause), "no_change", active=False, target_is_subject=True), i + 1


# --- targets ------------------------------------------------------------------------------------------------------


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
    """What the noun of change at ``i`` is about: behind ``in``, ``of``, ``on``, ``for``; else the compound before it."""
    j = i + 1
    while j < len(words):
        word = words[j]
        if word.lower in {"in", "of", "on", "for", "at", "to"} and (found := phrase_list(words, j + 1)):
            if not _is_comparison(words, found[0]):
                return found
            j = found[-1].end
        elif word.lower in {"between", "among", "across", "by", "from", "after", "with", "within", "during", "versus", "compared"}:
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


def _inner_cue(words: Sequence[Word], i: int) -> int | None:
    """The noun of change that begins the object at ``i`` (``the significant increase in``), if any."""
    for j in range(i, min(i + 7, len(words))):
        word = words[j]
        if word.has("noun") and not word.joined and not (j + 1 < len(words) and words[j + 1].joined):
            after = words[j + 1] if j + 1 < len(words) else None
            return j if after is not None and after.lower in {"in", "of", "on"} and word.has("pure", "noun.change") or (
                word.has("pure") and (after is None or after.has("prep", "conj", "boundary") or after.is_punct)
            ) else None
        if not (word.has("det", "adverb", "adj", "neg") or word.is_number or nominal_modifier(word)):
            return None
    return None


def nominal_modifier(word: Word) -> bool:
    """A word that may stand between a verb and its noun of change."""
    return not word.has("prep", "conj", "aux", "boundary", "verb") and not word.is_punct


def _gap(words: Sequence[Word], i: int, phrase: Phrase) -> bool:
    """Is there a preposition, verb or comma between a cue and the phrase?"""
    return any(w.has("prep", "verb", "conj") or w.text == "," for w in words[i : phrase.start])


# --- direction ----------------------------------------------------------------------------------------------------


def passive(words: Sequence[Word], i: int) -> bool:
    """Is the verb at ``i`` in the passive (``was significantly increased``)?"""
    if words[i].lower.endswith("ing"):
        return False
    for word in reversed(words[max(0, i - 5) : i]):
        if word.lower.split()[0] in {"was", "were", "is", "are", "be", "been", "being"}:
            return True
        if not word.has("adverb", "neg", "conj", "verb", "hedge") and word.text != ",":
            return False
    return False


def negated(words: Sequence[Word], i: int) -> bool:
    """Does a negator stand before the cue at ``i`` in the same clause?"""
    reach = 0
    for word in reversed(words[:i]):
        if word.has("neg"):
            return True
        reach += not word.is_punct
        if reach > 8 or word.text in {";", ","} and reach > 3:
            return False
        if word.lower in {"but"}:
            return False
    return False


def _plain_cause(word: Word) -> bool:
    return word.lower.split()[0].rstrip("edsing")[:4] in {"caus", "prod", "elic", "yiel", "resu", "resul", "led", "lead"}


def _direction(word: Word, outer: Word | None) -> Direction:
    base = polarity(word)
    if outer is not None and outer.has("verb.decrease") and base != "no_change":
        return OPPOSITE[base]
    return base


def polarity(word: Word) -> Direction:
    """The direction that a cue stands for by itself."""
    if word.has("verb.increase", "noun.increase", "adj.increase", "verb.improve", "noun.improve", "verb.cause"):
        return "increase"
    if word.has("verb.decrease", "noun.decrease", "adj.decrease", "verb.worsen", "noun.worsen"):
        return "decrease"
    return "no_change"


def _contrast(clause: Clause, i: int, end: int) -> list[Event]:
    """``increased A but not B``: no change of B."""
    words = clause.words
    j = end + (end < len(words) and words[end].text == ",")
    if not (j + 1 < len(words) and words[j].lower in {"but", "and"} and words[j + 1].lower in {"not", "neither"}):
        return []
    return _make(clause, i, phrase_list(words, j + 2), "no_change", active=True)


def _make(
    clause: Clause,
    i: int,
    targets: Sequence[Phrase] | Sequence[tuple[Word, ...]],
    direction: Direction,
    *,
    active: bool,
    target_is_subject: bool = False,
    cue: int | None = None,
    keep: bool = False,
) -> list[Event]:
    words = clause.words
    at = i if cue is None else cue
    if negated(words, i) or (cue is not None and negated(words, cue)):
        direction = "no_change"
    elif words[at].has("verb.change", "noun.change") and not keep:
        return []
    made = []
    end = 0 if target_is_subject or not targets else targets[-1].end  # type: ignore[union-attr]
    tail = words[at + 1 :] if target_is_subject else words[end:]
    for target in targets:
        covered = tuple(target.words(words)) if isinstance(target, Phrase) else target
        event = Event(covered, direction, words[at], words, () if target_is_subject else clause.subject, tail, active)
        made.append(replace(event, direction=_valence(words[i], words[at], covered, direction)))
    return made


def _valence(outer: Word, cue: Word, target: Sequence[Word], direction: Direction) -> Direction:
    """Improving a bad thing lowers it, worsening it raises it."""
    judged = cue.has("verb.improve", "noun.improve", "verb.worsen", "noun.worsen") or cue.lower in {"better", "worse"}
    if direction == "no_change" or not judged:
        return direction
    return OPPOSITE[direction] if target and any(w.has("bad") for w in target) else direction

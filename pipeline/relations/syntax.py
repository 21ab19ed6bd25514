"""Events read from a parse, in order: what each word tells, what a later clause takes back, and courses in time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.relations.direction import OPPOSITE
from pipeline.relations.event import Event
from pipeline.relations.governed import Governed
from pipeline.relations.governing import PREDICATIVE
from pipeline.relations.mending import CHANGES
from pipeline.relations.nominals import of_adjective, of_effect, of_noun
from pipeline.relations.parsed import told
from pipeline.relations.predicates import of_insignificance, of_predicate, of_state, of_verb
from pipeline.relations.words import Word

LATER = frozenset({"then", "thereafter", "subsequently", "afterwards", "afterward", "later", "followed"})


def parsed_events(words: Sequence[Word]) -> list[Event]:
    """All events of a parsed sentence's words (outside brackets), in order of their cues, but for ``courses``."""
    found = _events(Governed(_unlabelled(words)))
    passing = _passing(found)
    return [e for e in found if e not in passing]


def courses(words: Sequence[Word]) -> list[Event]:
    """What a parsed sentence tells of things that first went one way and then the other: a course, and no change."""
    ordered = any(w.lower in LATER for w in words) and any(w.dep for w in words)
    return _passing(_events(Governed(_unlabelled(words)))) if ordered else []


def _passing(found: Sequence[Event]) -> list[Event]:
    return [e for e in found if any(_follow(e, other) or _follow(other, e) for other in found)]


def _follow(first: Event, second: Event) -> bool:
    """Does a word between the cues of two opposite changes of one thing say that the second came later?"""
    if first.target != second.target or first.direction == "no_change" or second.direction != OPPOSITE[first.direction]:
        return False
    between = (w for w in (*first.clause, *second.clause) if first.cue.end <= w.start < second.cue.start)
    return any(w.lower in LATER for w in between)


def _unlabelled(words: Sequence[Word]) -> Sequence[Word]:
    """The words behind a label (``RESULTS:``), which is no part of the sentence."""
    at = next((i for i, w in enumerate(words[:5]) if w.text == ":"), None)
    labelled = at is not None and all(w.text.isupper() or w.has("conj") for w in words[:at])
    return words[at + 1 :] if at is not None and labelled else words


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.lower for w in words)


def _events(tree: Governed) -> list[Event]:
    """All events, in order of their cues."""
    found: list[Event] = []
    for i in range(len(tree.words)):
        if found and (taken := _taken_back(tree, i, found[-1])):
            found = [replace(e, direction="no_change") if taken(e) else e for e in found]
        found += _ellipsis(tree, i, found) or _at(tree, i)
    return found


def _taken_back(tree: Governed, i: int, last: Event) -> Callable[[Event], bool] | None:
    """``but the difference was not significant``: which of the changes before were none; None where it says none.

    ``although the change in A was not significant`` takes back that of A alone.
    """
    word = tree.words[i]
    if word.dep != "nsubj" or not (word.has("noun.change", "pure") or word.lower in {"it", "this", "these"}):
        return None
    head = tree.up[i]
    if not any(w.has("conj", "boundary") for w in tree.words[max(0, i - 4) : i]):
        return None
    if not any(tree.words[k].has("insignificant") for k in tree.clause(head) if k > i):
        return None
    named = {_text(t.words) for t in tree.about(i)}
    return lambda event: _text(event.target) in named if named else event.clause == last.clause


def _ellipsis(tree: Governed, i: int, before: Sequence[Event]) -> list[Event]:
    """``but leucine did not``: the changes of the clause before, negated, for another subject."""
    word = tree.words[i]
    own = tree.with_dep(i, {"nsubj"})
    bare = word.lower.endswith(" not") and tree.is_verb(i) and not tree.with_dep(i, {"acomp", "attr", "dobj", "prep"})
    if not before or not own or not bare:
        return []
    clause, subject = tree.clause_words(i)
    same = [e for e in before if e.clause == before[-1].clause]
    return [replace(e, direction="no_change", clause=clause, subject=subject, tail=(), active=True) for e in same]


def _at(tree: Governed, i: int) -> Iterator[Event]:
    """The events of the word at ``i``, read as what it is first of all."""
    word = tree.words[i]
    noun = word.tag.startswith("NN")
    if _in_compound(tree, i) or word.kind != "token":
        return
    if word.has("state"):
        yield from of_state(tree, i)
    elif word.has("differing") and word.dep in PREDICATIVE:
        yield from of_predicate(tree, i, "no_change")
    elif word.has(*CHANGES) and tree.is_verb(i) and not noun:
        yield from of_verb(tree, i)
    elif word.has("noun") and (noun or not word.has("adj", "verb")):
        yield from of_noun(tree, i)
    elif word.has("effect", "agentive"):
        yield from of_effect(tree, i)
    elif word.has("insignificant") and word.dep in {"acomp", "neg"}:
        yield from of_insignificance(tree, i)
    elif noun and tree.is_absent(i):
        yield from told(tree, i, tree.members(i), "no_change", active=tree.behind_predicate(i))
    elif (word.has("adj") or tree.is_changing(i)) and not tree.is_verb(i):
        yield from of_adjective(tree, i)


def _in_compound(tree: Governed, i: int) -> bool:
    """Is the word only a part of another (``IL-4-induced``)? ``trans-stimulation of X`` is a change by itself."""
    word = tree.words[i]
    if i + 1 < len(tree.words) and tree.words[i + 1].joined:
        return True
    return word.joined and not (word.has("pure") and word.tag.startswith("NN") and bool(tree.about(i)))

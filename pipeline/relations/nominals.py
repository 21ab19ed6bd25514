"""Changes that a parsed sentence tells by a noun (``a rise in X``) or by what describes one (``higher X``)."""

from collections.abc import Iterator

from pipeline.relations.direction import OPPOSITE, composed, polarity
from pipeline.relations.event import Event
from pipeline.relations.governed import Governed
from pipeline.relations.governing import PREDICATIVE
from pipeline.relations.mending import CHANGES
from pipeline.relations.parsed import told
from pipeline.relations.predicates import of_predicate

SOONER = frozenset({"sooner", "earlier", "faster", "quicker"})


def of_noun(tree: Governed, i: int) -> Iterator[Event]:
    """What the noun of change at ``i`` is about, where the sentence reports it."""
    word = tree.words[i]
    sooner = _ends_sooner(tree, i)
    outer = tree.up[tree.first(i)] if sooner else tree.reported(i)
    if outer is None:
        return
    if (word.has("noun.change") or tree.words[outer].has("verb.change")) and not tree.negated(i, outer):
        return
    if not tree.is_change(i) and tree.words[outer].has(*CHANGES) and not tree.words[outer].has("verb.cause"):
        return  # "reduced weight loss"
    judged = tree.judged(i)
    direction = composed(word, tree.words[outer])
    if any(tree.words[k].has("adj.decrease") for k in judged):
        direction = OPPOSITE[direction]  # "a smaller fall in X"
    if sooner:
        direction = OPPOSITE[direction]  # "the rise in X returned to baseline sooner"
    found = tree.of_noun(i, outer)
    if not found and word.has("noun.change"):
        found = tree.far_about(outer, behind=i)
    yield from told(tree, i, found, direction, active=tree.behind_predicate(i), outer=outer)


def _ends_sooner(tree: Governed, i: int) -> bool:
    """Is the change at ``i`` said to be over earlier than that of the others?"""
    behind = [w.lower for w in tree.words[i:]]
    over = next((k for k, word in enumerate(behind) if word in {"returned", "subsided", "resolved"}), len(behind))
    return not SOONER.isdisjoint(behind[over:])


def of_adjective(tree: Governed, i: int) -> Iterator[Event]:
    """What the comparative at ``i`` describes (``lower X``), or is said of (``X was lower``)."""
    word = tree.words[i]
    if word.dep == "advmod" and not word.tag.startswith("JJ"):
        return
    if word.dep in {"amod", "nmod", "compound", "quantmod", "nummod"}:
        yield from _attributive(tree, i)
    elif word.dep in PREDICATIVE:
        yield from of_predicate(tree, i, polarity(word))


def _attributive(tree: Governed, i: int) -> Iterator[Event]:
    noun = tree.up[i]
    change = tree.is_change(noun)
    if change and not tree.words[noun].has("noun.change"):
        return  # "a greater fall in X": the noun tells
    if tree.words[i].tag == "VBG" and tree.words[tree.up[tree.first(noun)]].lower == "with":
        return  # "with increasing levels of leucine": how much was given
    outer = tree.reported(noun)
    if outer is None:
        return
    found = tree.of_noun(noun, outer) if change else tree.members(noun, alone=True)
    direction = composed(tree.words[i], None)
    if tree.words[outer].has("verb.decrease"):
        return
    yield from told(tree, i, found, direction, active=tree.behind_predicate(noun), outer=outer)


def of_effect(tree: Governed, i: int) -> Iterator[Event]:
    """``no effect of leucine on X``, without a denial it has no direction; ``leucine is a stimulator of X``."""
    if tree.words[i].has("agentive"):
        if tree.words[i].dep in {"attr", "oprd"}:
            yield from told(tree, i, tree.about(i), polarity(tree.words[i]), active=True)
        return
    outer = tree.reported(i)
    if outer is not None and tree.negated(i, outer):
        yield from told(tree, i, tree.about(i), "no_change", active=tree.behind_predicate(i))

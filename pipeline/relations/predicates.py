"""Changes that a parsed sentence tells by what it says of a thing: by a verb, a predicative adjective, or a state."""

from collections.abc import Iterator, Sequence

from pipeline.relations.direction import OPPOSITE, composed, plain_cause, polarity
from pipeline.relations.event import Event
from pipeline.relations.governed import Governed
from pipeline.relations.mending import CHANGES
from pipeline.relations.parsed import told
from pipeline.schema import Direction


def of_verb(tree: Governed, i: int) -> Iterator[Event]:
    """What the verb of change at ``i`` does to its objects, or says of its subject."""
    word = tree.words[i]
    objects = _objects(tree, i)
    if objects:
        yield from _of_objects(tree, i, objects)
        return
    describes = word.dep == "acl" and word.tag == "VBN"  # "the rise induced by X"
    if describes or word.has("verb.cause") or (word.tag == "VBG" and word.dep != "ROOT"):
        return
    subject = tree.verb_subject(i)
    if subject is None:
        return
    if tree.is_recipient(subject) and (found := tree.about(i)):
        yield from told(tree, i, found, composed(word, None), active=True)
        return
    for target in tree.members(subject):
        if not tree.is_change(target.at) or tree.points_back(target.at):
            yield from told(tree, i, [target], composed(word, None), active=False, of_subject=True)


def _objects(tree: Governed, i: int) -> list[int]:
    if tree.is_passive(i):
        return []
    found = [k for k in tree.with_dep(i, {"dobj", "pobj", "dative"}) if not tree.is_amount(k)]
    found = found or tree.shared_object(i)
    if found:  # a parser may hang what is excepted from the verb: "raised A but not B"
        found += [k for k in tree.with_dep(i, {"conj"}) if not tree.is_verb(k) and tree.words[k].tag[:2] == "NN"]
    return found


def _of_objects(tree: Governed, i: int, objects: Sequence[int]) -> Iterator[Event]:
    word = tree.words[i]
    members = [t for n, o in enumerate(objects) if not n or not tree.judged(o) for t in tree.members(o)]
    if word.has("verb.cause") and (not plain_cause(word) or any(tree.judged(t.at) for t in members)):
        return  # "caused lower X": the comparative tells
    for target in members:
        if tree.is_change(target.at) and not tree.points_back(target.at):
            continue
        direction = composed(word, None)
        judged = tree.judged(target.at)
        if judged and word.has("verb.decrease") and polarity(tree.words[judged[0]]) == "decrease":
            direction = OPPOSITE[direction]  # "lost less X"
        yield from told(tree, i, [target], direction, active=True)


def of_predicate(tree: Governed, i: int, direction: Direction) -> Iterator[Event]:
    """What the adjective or state at ``i``, which stands for ``direction``, says of its subject."""
    subject = tree.own_subject(i)
    if subject is None:
        return
    if tree.is_recipient(subject):
        yield from told(tree, i, tree.about(i), direction, active=True)
        return
    for member in tree.members(subject):
        if tree.is_change(member.at):
            found = tree.of_noun(member.at)
            noun = polarity(tree.words[member.at])
            turned = OPPOSITE[direction] if noun == "decrease" else direction
            yield from told(tree, i, found, turned, active=False, of_subject=True, outer=member.at)
        else:
            yield from told(tree, i, [member], direction, active=False, of_subject=True)


def of_insignificance(tree: Governed, i: int) -> Iterator[Event]:
    """``X was not significant``, where X is no change that its own noun tells."""
    subject = tree.own_subject(i)
    if subject is not None and not tree.is_recipient(subject):
        things = [t for t in tree.members(subject) if not tree.words[t.at].has("noun", "study", "anaphor")]
        yield from told(tree, i, things, "no_change", active=False, of_subject=True)


def of_state(tree: Governed, i: int) -> Iterator[Event]:
    """``X was unchanged``, ``had no effect on X``, ``caused similar X``: what was as before, or as in the others."""
    word = tree.words[i]
    if word.has("state.effective"):
        return
    if word.has("state.no_effect"):
        found = tree.about(i) or tree.about(tree.up[i], behind=i) or tree.seen_about(i)
        found = [t for t in found if not tree.words[t.at].has(*CHANGES) or tree.words[t.at].tag.startswith("NN")]
        yield from told(tree, i, found, "no_change", active=True)
    elif word.dep in {"amod", "compound", "nmod"} and not tree.with_dep(i, {"nsubj", "nsubjpass"}):
        outer = tree.reported(tree.up[i])
        if outer is not None and tree.words[outer].has("verb.cause") and not tree.is_change(tree.up[i]):
            found = tree.about(tree.up[i]) if tree.words[tree.up[i]].has("study") else tree.members(tree.up[i])
            yield from told(tree, i, found, "no_change", active=True)
    elif word.tag.startswith("NN") and word.dep == "dobj":  # "X showed similarity"
        yield from told(tree, i, tree.about(i) or tree.shown(tree.up[i]), "no_change", active=False, of_subject=True)
    else:
        yield from of_predicate(tree, i, "no_change")

"""Events read from a parse: verbs, nouns, adjectives and states of change, each with its arguments in the tree."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.relations.direction import OPPOSITE, composed, plain_cause, polarity, valence
from pipeline.relations.event import Event
from pipeline.relations.governed import Governed, Target
from pipeline.relations.governing import PREDICATIVE
from pipeline.relations.mending import CHANGES
from pipeline.relations.words import Word
from pipeline.schema import Direction

SOONER = frozenset({"sooner", "earlier", "faster", "quicker"})
LATER = frozenset({"then", "thereafter", "subsequently", "afterwards", "afterward", "later", "followed"})


def parsed_events(words: Sequence[Word]) -> list[Event]:
    """All events of a parsed sentence's words (outside brackets), in order of their cues, but for ``courses``."""
    found = _Syntax(_unlabelled(words)).events()
    passing = _passing(found)
    return [e for e in found if e not in passing]


def courses(words: Sequence[Word]) -> list[Event]:
    """What a parsed sentence tells of things that first went one way and then the other: a course, and no change."""
    told = any(w.lower in LATER for w in words) and any(w.dep for w in words)
    return _passing(_Syntax(_unlabelled(words)).events()) if told else []


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


class _Syntax(Governed):
    """A sentence on its way to events."""

    def events(self) -> list[Event]:
        """All events, in order of their cues."""
        found: list[Event] = []
        for i in range(len(self.words)):
            if found and (taken := self._taken_back(i, found[-1])):
                found = [replace(e, direction="no_change") if taken(e) else e for e in found]
            found += self._ellipsis(i, found) or self._at(i)
        return found

    def _taken_back(self, i: int, last: Event) -> Callable[[Event], bool] | None:
        """``but the difference was not significant``: which of the changes before were none; None where it says none.

        ``although the change in A was not significant`` takes back that of A alone.
        """
        word = self.words[i]
        if word.dep != "nsubj" or not (word.has("noun.change", "pure") or word.lower in {"it", "this", "these"}):
            return None
        head = self.up[i]
        if not any(w.has("conj", "boundary") for w in self.words[max(0, i - 4) : i]):
            return None
        if not any(self.words[k].has("insignificant") for k in self.clause(head) if k > i):
            return None
        named = {_text(t.words) for t in self.about(i)}
        return lambda event: _text(event.target) in named if named else event.clause == last.clause

    def _ellipsis(self, i: int, before: Sequence[Event]) -> list[Event]:
        """``but leucine did not``: the changes of the clause before, negated, for another subject."""
        word = self.words[i]
        own = self.with_dep(i, {"nsubj"})
        bare = (
            word.lower.endswith(" not") and self.is_verb(i) and not self.with_dep(i, {"acomp", "attr", "dobj", "prep"})
        )
        if not before or not own or not bare:
            return []
        clause, subject = self.clause_words(i)
        told = [e for e in before if e.clause == before[-1].clause]
        return [replace(e, direction="no_change", clause=clause, subject=subject, tail=(), active=True) for e in told]

    def _at(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        noun = word.tag.startswith("NN")
        last = (
            word.has("pure") and noun and bool(self.about(i))
        )  # "trans-stimulation of X" is a change, "IL-4-induced" none
        if (word.joined and not last) or word.kind != "token" or (i + 1 < len(self.words) and self.words[i + 1].joined):
            return
        if word.has("state"):
            yield from self._state(i)
        elif word.has("differing") and word.dep in PREDICATIVE:
            yield from self._predicative(i, "no_change")
        elif word.has(*CHANGES) and self.is_verb(i) and not noun:
            yield from self._verb(i)
        elif word.has("noun") and (noun or not word.has("adj", "verb")):
            yield from self._noun(i)
        elif word.has("effect", "agentive"):
            yield from self._effect(i)
        elif word.has("insignificant") and word.dep in {"acomp", "neg"}:
            yield from self._insignificant(i)
        elif noun and self.is_absent(i):
            yield from self._event(i, self.members(i), "no_change", active=self.behind_predicate(i))
        elif (word.has("adj") or self.is_changing(i)) and not self.is_verb(i):
            yield from self._adjective(i)

    def _verb(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        objects = self._objects(i)
        if objects:
            yield from self._of_objects(i, objects)
            return
        describes = word.dep == "acl" and word.tag == "VBN"  # "the rise induced by X"
        if describes or word.has("verb.cause") or (word.tag == "VBG" and word.dep != "ROOT"):
            return
        subject = self.verb_subject(i)
        if subject is None:
            return
        if self.is_recipient(subject) and (found := self.about(i)):
            yield from self._event(i, found, composed(word, None), active=True)
            return
        for target in self.members(subject):
            if not self.is_change(target.at) or self.points_back(target.at):
                yield from self._event(i, [target], composed(word, None), active=False, of_subject=True)

    def _objects(self, i: int) -> list[int]:
        if self.is_passive(i):
            return []
        found = [k for k in self.with_dep(i, {"dobj", "pobj", "dative"}) if not self.is_amount(k)]
        found = found or self.shared_object(i)
        if found:  # a parser may hang what is excepted from the verb: "raised A but not B"
            found += [k for k in self.with_dep(i, {"conj"}) if not self.is_verb(k) and self.words[k].tag[:2] == "NN"]
        return found

    def _of_objects(self, i: int, objects: Sequence[int]) -> Iterator[Event]:
        word = self.words[i]
        members = [t for n, o in enumerate(objects) if not n or not self.judged(o) for t in self.members(o)]
        if word.has("verb.cause") and (not plain_cause(word) or any(self.judged(t.at) for t in members)):
            return  # "caused lower X": the comparative tells
        for target in members:
            if self.is_change(target.at) and not self.points_back(target.at):
                continue
            direction = composed(word, None)
            judged = self.judged(target.at)
            if judged and word.has("verb.decrease") and polarity(self.words[judged[0]]) == "decrease":
                direction = OPPOSITE[direction]  # "lost less X"
            yield from self._event(i, [target], direction, active=True)

    def _noun(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        sooner = self._ends_sooner(i)
        outer = self.up[self.first(i)] if sooner else self.reported(i)
        if outer is None:
            return
        if (word.has("noun.change") or self.words[outer].has("verb.change")) and not self.negated(i, outer):
            return
        if not self.is_change(i) and self.words[outer].has(*CHANGES) and not self.words[outer].has("verb.cause"):
            return  # "reduced weight loss"
        judged = self.judged(i)
        direction = composed(word, self.words[outer])
        if any(self.words[k].has("adj.decrease") for k in judged):
            direction = OPPOSITE[direction]  # "a smaller fall in X"
        if sooner:
            direction = OPPOSITE[direction]  # "the rise in X returned to baseline sooner"
        found = self.of_noun(i, outer)
        if not found and word.has("noun.change"):
            found = self.far_about(outer, behind=i)
        yield from self._event(i, found, direction, active=self.behind_predicate(i), outer=outer)

    def _ends_sooner(self, i: int) -> bool:
        """Is the change at ``i`` said to be over earlier than that of the others?"""
        behind = [w.lower for w in self.words[i:]]
        over = next((k for k, word in enumerate(behind) if word in {"returned", "subsided", "resolved"}), len(behind))
        return not SOONER.isdisjoint(behind[over:])

    def _adjective(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        if word.dep == "advmod" and not word.tag.startswith("JJ"):
            return
        if word.dep in {"amod", "nmod", "compound", "quantmod", "nummod"}:
            yield from self._attributive(i)
        elif word.dep in PREDICATIVE:
            yield from self._predicative(i, polarity(word))

    def _attributive(self, i: int) -> Iterator[Event]:
        noun = self.up[i]
        change = self.is_change(noun)
        if change and not self.words[noun].has("noun.change"):
            return  # "a greater fall in X": the noun tells
        if self.words[i].tag == "VBG" and self.words[self.up[self.first(noun)]].lower == "with":
            return  # "with increasing levels of leucine": how much was given
        outer = self.reported(noun)
        if outer is None:
            return
        found = self.of_noun(noun, outer) if change else self.members(noun, alone=True)
        direction = composed(self.words[i], None)
        if self.words[outer].has("verb.decrease"):
            return
        yield from self._event(i, found, direction, active=self.behind_predicate(noun), outer=outer)

    def _predicative(self, i: int, direction: Direction) -> Iterator[Event]:
        subject = self.own_subject(i)
        if subject is None:
            return
        if self.is_recipient(subject):
            yield from self._event(i, self.about(i), direction, active=True)
            return
        for member in self.members(subject):
            if self.is_change(member.at):
                found = self.of_noun(member.at)
                noun = polarity(self.words[member.at])
                turned = OPPOSITE[direction] if noun == "decrease" else direction
                yield from self._event(i, found, turned, active=False, of_subject=True, outer=member.at)
            else:
                yield from self._event(i, [member], direction, active=False, of_subject=True)

    def _effect(self, i: int) -> Iterator[Event]:
        """``no effect of leucine on X``, without a denial it has no direction; ``leucine is a stimulator of X``."""
        if self.words[i].has("agentive"):
            if self.words[i].dep in {"attr", "oprd"}:
                yield from self._event(i, self.about(i), polarity(self.words[i]), active=True)
            return
        outer = self.reported(i)
        if outer is not None and self.negated(i, outer):
            yield from self._event(i, self.about(i), "no_change", active=self.behind_predicate(i))

    def _insignificant(self, i: int) -> Iterator[Event]:
        """``X was not significant``, where X is no change that its own noun tells."""
        subject = self.own_subject(i)
        if subject is not None and not self.is_recipient(subject):
            things = [t for t in self.members(subject) if not self.words[t.at].has("noun", "study", "anaphor")]
            yield from self._event(i, things, "no_change", active=False, of_subject=True)

    def _state(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        if word.has("state.effective"):
            return
        if word.has("state.no_effect"):
            found = self.about(i) or self.about(self.up[i], behind=i) or self.seen_about(i)
            found = [t for t in found if not self.words[t.at].has(*CHANGES) or self.words[t.at].tag.startswith("NN")]
            yield from self._event(i, found, "no_change", active=True)
        elif word.dep in {"amod", "compound", "nmod"} and not self.with_dep(i, {"nsubj", "nsubjpass"}):
            outer = self.reported(self.up[i])
            if outer is not None and self.words[outer].has("verb.cause") and not self.is_change(self.up[i]):
                found = self.about(self.up[i]) if self.words[self.up[i]].has("study") else self.members(self.up[i])
                yield from self._event(i, found, "no_change", active=True)
        elif word.tag.startswith("NN") and word.dep == "dobj":  # "X showed similarity"
            yield from self._event(
                i, self.about(i) or self.shown(self.up[i]), "no_change", active=False, of_subject=True
            )
        else:
            yield from self._predicative(i, "no_change")

    def _event(
        self,
        i: int,
        targets: Sequence[Target],
        direction: Direction,
        *,
        active: bool,
        of_subject: bool = False,
        outer: int | None = None,
    ) -> Iterator[Event]:
        """An event for each target; none where a change has no direction."""
        if not targets:
            return
        word = self.words[i]
        if self.negated(i, outer):
            direction = "no_change"
        elif word.has("verb.change", "noun.change", "differing"):
            targets, direction = [t for t in targets if t.excepted], "no_change"
            if not targets:
                return
        clause, subject = self.clause_words(i)
        end = max(w.at for t in targets for w in t.words)
        tail = tuple(w for w in clause if w.at > (word.at if of_subject else end))
        for target in targets:
            told = valence(word, word, target.words, direction)
            if target.excepted:
                told = "no_change"
            elif any(self.words[k].lower == "less" for k in self.with_dep(i, {"advmod"})):
                told = OPPOSITE[told]  # "rose less than in controls"
            yield Event(target.words, told, word, clause, () if of_subject else subject, tail, active)

"""Events read from a parse: verbs, nouns, adjectives and states of change, each with its arguments in the tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.relations.direction import OPPOSITE, composed, plain_cause, polarity, valence
from pipeline.relations.event import Event
from pipeline.relations.tree import CHANGES, Tree
from pipeline.relations.words import Word
from pipeline.schema import Direction

ABOUT = frozenset({"in", "of", "on", "for", "to"})
EFFECTS = frozenset({"effect", "effects", "impact", "influence", "action"})
SHOWING = frozenset({"show", "have", "exhibit", "display", "reach", "undergo", "experience"})
REPORTED = frozenset({"dobj", "nsubjpass", "attr", "ROOT", "dep", "oprd", "appos", "ccomp"})
WITH = frozenset({"with", "without"})
PREDICATIVE = frozenset({"acomp", "oprd", "attr", "ROOT", "xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "relcl"})
LEFT = 3  # words before a phrase that may except it ("but not")


@dataclass(frozen=True, slots=True)
class Target:
    """What moved: the head's place, the phrase, and whether the sentence excepts it (``but not A``)."""

    at: int
    words: tuple[Word, ...]
    excepted: bool = False


def _unlabelled(words: Sequence[Word]) -> Sequence[Word]:
    """The words behind a label (``RESULTS:``), which is no part of the sentence."""
    at = next((i for i, w in enumerate(words[:5]) if w.text == ":"), None)
    labelled = at is not None and all(w.text.isupper() or w.has("conj") for w in words[:at])
    return words[at + 1 :] if at is not None and labelled else words


class Syntax:
    """A sentence on its way to events."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.tree = Tree(_unlabelled(words))
        self.words = self.tree.words

    def events(self) -> list[Event]:
        """All events, in order of their cues."""
        found: list[Event] = []
        for i in range(len(self.words)):
            if found and self._taken_back(i):
                last = found[-1].clause
                found = [replace(e, direction="no_change") if e.clause == last else e for e in found]
            found += self._ellipsis(i, found) or self._at(i)
        return found

    def _ellipsis(self, i: int, before: Sequence[Event]) -> list[Event]:
        """``but leucine did not``: the changes of the clause before, negated, for another subject."""
        word, tree = self.words[i], self.tree
        own = tree.with_dep(i, {"nsubj"})
        bare = word.lower.endswith(" not") and tree.is_verb(i) and not tree.with_dep(i, {"acomp", "attr", "dobj", "prep"})
        if not before or not own or not bare:
            return []
        clause, subject = self._clause(i)
        told = [e for e in before if e.clause == before[-1].clause]
        return [
            replace(e, direction="no_change", clause=clause, subject=subject, tail=(), active=True) for e in told
        ]

    def _taken_back(self, i: int) -> bool:
        """``but the difference was not significant``: the change before was none."""
        word, tree = self.words[i], self.tree
        if word.dep != "nsubj" or not (word.has("noun.change", "pure") or word.lower in {"it", "this", "these"}):
            return False
        head = tree.up[i]
        if self._about(i) or not any(w.has("conj", "boundary") for w in self.words[max(0, i - 4) : i]):
            return False
        return any(self.words[k].has("insignificant") for k in tree.clause(head) if k > i)

    def _at(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        if word.joined or word.kind != "token" or (i + 1 < len(self.words) and self.words[i + 1].joined):
            return
        noun = word.tag.startswith("NN")
        if word.has("state"):
            yield from self._state(i)
        elif word.has("differing") and word.dep in PREDICATIVE:
            yield from self._predicative(i, "no_change")
        elif word.has(*CHANGES) and self.tree.is_verb(i) and not noun:
            yield from self._verb(i)
        elif word.has("noun") and (noun or not word.has("adj", "verb")):
            yield from self._noun(i)
        elif (word.has("adj") or self._changing(i)) and not self.tree.is_verb(i):
            yield from self._adjective(i)

    # --- verbs --------------------------------------------------------------------------------------------------

    def _verb(self, i: int) -> Iterator[Event]:
        word, tree = self.words[i], self.tree
        objects = tree.with_dep(i, {"dobj", "pobj", "dative"}) if not self._passive(i) else []
        objects = [k for k in objects if not self._is_amount(k)]
        if not objects and not self._passive(i):
            objects = self._shared_object(i)
        if word.dep == "acl" and word.tag == "VBN" and not objects:
            return  # "the rise induced by X": it only describes
        if objects:
            objects += [k for k in tree.with_dep(i, {"conj"}) if not tree.is_verb(k) and self.words[k].tag.startswith("NN")]
            members = [t for n, o in enumerate(objects) if not n or not self._judged(o) for t in self._members(o)]
            if word.has("verb.cause") and any(self._judged(t.at) for t in members):
                return  # "caused lower X": the comparative tells
            for target in members:
                if self._is_change(target.at) and not self._points_back(target.at):
                    continue
                judged = self._judged(target.at)
                if word.has("verb.cause") and (not plain_cause(word) or judged):
                    continue
                direction = composed(word, None)
                if judged and word.has("verb.decrease") and polarity(self.words[judged[0]]) == "decrease":
                    direction = OPPOSITE[direction]
                yield from self._event(i, [target], direction, active=True)
            return
        if word.has("verb.cause") or word.tag == "VBG" and word.dep != "ROOT":
            return
        subject = tree.subject(i)
        if subject is None:
            return
        if self._whose(subject) and (found := self._about(i)):
            yield from self._event(i, found, composed(word, None), active=True)
            return
        for target in self._members(subject):
            if not self._is_change(target.at) or self._points_back(target.at):
                yield from self._event(i, [target], composed(word, None), active=False, of_subject=True)

    def _points_back(self, i: int) -> bool:
        """``these changes``, ``this rise``: told before."""
        pointing = any(self.words[k].lower in {"this", "these", "such", "those"} for k in self.tree.with_dep(i, {"det", "amod", "predet"}))
        return pointing and not self._about(i)

    def _passive(self, i: int) -> bool:
        return bool(self.tree.with_dep(i, {"auxpass", "nsubjpass"})) or (
            self.words[i].dep == "conj"
            and self.words[i].tag == "VBN"
            and not self.tree.with_dep(i, {"dobj", "aux", "nsubj"})
            and self._passive(self.tree.up[i])
        )

    def _shared_object(self, i: int) -> list[int]:
        """``enhanced, and alanine reduced, bile flow``: the object of the verb that is coordinated with this one."""
        later = [k for k in self.tree.with_dep(i, {"conj"}) if self.tree.is_verb(k)]
        if not later or any(not self.words[k].is_punct for k in range(i + 1, later[0]) if self.words[k].dep in {"prep"}):
            return []
        own = self.tree.with_dep(later[0], {"nsubj"})
        bare = not self.tree.with_dep(i, {"prep", "prt", "npadvmod", "agent"})
        return self.tree.with_dep(later[0], {"dobj"}) if bare and not own else []

    def _is_amount(self, i: int) -> bool:
        """``fell 5 mm Hg``: how much, not what."""
        return self.words[i].is_number or any(self.words[k].is_number for k in self.tree.with_dep(i, {"nummod"}))

    def _judged(self, i: int) -> list[int]:
        """The comparatives that describe the noun at ``i``."""
        found = [k for k in self.tree.with_dep(i, {"amod"}) if self.words[k].has("adj") or self._changing(k)]
        first = self.tree.begin(i)
        return found or [first] * self.words[first].tag.startswith(("JJR", "RBR"))

    def _changing(self, i: int) -> bool:
        """Is the participle at ``i``, which describes a noun, a change that the sentence tells (``and lowered X``)?"""
        word = self.words[i]
        return word.dep == "amod" and word.tag in {"VBN", "VBD"} and word.has(*CHANGES) and not word.has("verb.cause")

    # --- nouns --------------------------------------------------------------------------------------------------

    def _noun(self, i: int) -> Iterator[Event]:
        word = self.words[i]
        outer = self._reported(i)
        if outer is None:
            return
        if (word.has("noun.change") or self.words[outer].has("verb.change")) and not self._negated(i, outer):
            return
        if not self._is_change(i) and self.words[outer].has(*CHANGES) and not self.words[outer].has("verb.cause"):
            return  # "reduced weight loss"
        judged = self._judged(i)
        direction = composed(word, self.words[outer])
        if any(self.words[k].has("adj.decrease") for k in judged):
            direction = OPPOSITE[direction]  # "a smaller fall in X"
        found = self._of_noun(i, outer)
        yield from self._event(i, found, direction, active=self._behind_predicate(i), outer=outer)

    def _reported(self, i: int) -> int | None:
        """The word that reports the noun at ``i`` (``caused``, ``was seen``); None where the noun is told in passing."""
        tree = self.tree
        first = tree.first(i)
        word, up = self.words[first], tree.up[first]
        governor = self.words[up]
        if word.dep in REPORTED or (word.dep == "pobj" and governor.has("verb.cause")):
            return up if not governor.has("given") else None
        if word.dep == "nsubj":
            seen = governor.has("verb.seen", "verb.change") or governor.lemma in {"be", "remain", "reach", "appear", "persist"}
            seen = seen or any(self.words[k].lemma == "be" for k in tree.with_dep(up, {"cop", "aux"}))
            return up if seen and not self._compares(up) else None
        if word.dep == "pobj" and governor.lower in WITH and self.words[tree.up[up]].dep != "pobj":
            return tree.up[up]
        return None

    def _compares(self, verb: int) -> bool:
        """Does a comparative behind ``verb`` say which way its subject went?"""
        return any(self.words[k].has("adj.increase", "adj.decrease") for k in [verb, *self.tree.kids[verb]])

    def _of_noun(self, i: int, outer: int | None = None) -> list[Target]:
        """What the noun of change at ``i`` is about: its own phrase, its verb's, or the words before it."""
        found = self._about(i)
        if not found and outer is not None and outer != i:
            found = self._about(outer, behind=i)
        if not found and outer is not None and self.words[i].has("noun.change"):
            found = self._compared(outer)
        if not found:
            before = [k for k in self.tree.with_dep(i, {"compound", "nmod", "poss"}) if k < i]
            name = [w for w in self.tree.phrase(i) if w.at < self.words[i].at and not w.has("adj", "adverb", "neg")]
            if before and name:
                found = [Target(i, tuple(name))]
        return found

    def _compared(self, verb: int) -> list[Target]:
        """``X showed no difference``, ``when A and B were compared, there was none``: what was looked at."""
        tree = self.tree
        subjects = [k for k in tree.with_dep(verb, {"nsubj"}) if self.words[verb].lemma in SHOWING]
        for k in tree.with_dep(verb, {"advcl", "csubj"}):
            if self.words[k].lemma == "compare":
                subjects += tree.with_dep(k, {"nsubjpass", "dobj"})
        for k in subjects:
            if not self._whose(k) and not self.words[k].has("study", "anaphor") and self.words[k].tag != "PRP":
                return self._members(k)
        return []

    def _about(self, i: int, behind: int = -1) -> list[Target]:
        """The things behind ``in``, ``of``, ``on``, ``for`` and their like that depend on ``i``."""
        only_on = self.words[i].lower in EFFECTS or self.words[i].has("state.no_effect") or (behind >= 0 and self.words[behind].lower in EFFECTS)
        for k in self.tree.with_dep(i, {"prep"}):
            word = self.words[k]
            if k < behind and not word.has("about"):
                continue
            about = word.lower in ABOUT or word.has("about")
            if (only_on or behind >= 0 or self.tree.is_verb(i)) and word.lower in {"of", "to"}:
                about = False
            for thing in self.tree.with_dep(k, {"pobj", "pcomp"}):
                if self._is_comparison(thing):
                    if found := self._about(thing):
                        return found
                elif about:
                    return self._members(thing)
        return []

    def _is_comparison(self, i: int) -> bool:
        """Does the phrase name groups or subjects (``in both groups``), not something measured?"""
        word = self.words[i]
        return word.has("group", "control", "intervention", "treatment") or word.kind in {"system", "dose"}

    # --- adjectives and states ----------------------------------------------------------------------------------

    def _adjective(self, i: int) -> Iterator[Event]:
        word, tree = self.words[i], self.tree
        if word.dep == "advmod" and not word.tag.startswith("JJ"):
            return
        if word.dep in {"amod", "nmod", "compound", "quantmod", "nummod"}:
            yield from self._attributive(i)
        elif word.dep in PREDICATIVE:
            yield from self._predicative(i, polarity(word))

    def _attributive(self, i: int) -> Iterator[Event]:
        noun = self.tree.up[i]
        change = self._is_change(noun)
        if change and not self.words[noun].has("noun.change"):
            return  # "a greater fall in X": the noun tells
        outer = self._reported(noun)
        if outer is None:
            return
        found = self._of_noun(noun, outer) if change else self._members(noun, alone=True)
        direction = composed(self.words[i], None)
        if self.words[outer].has("verb.decrease"):
            return
        yield from self._event(i, found, direction, active=self._behind_predicate(noun), outer=outer)

    def _predicative(self, i: int, direction: Direction) -> Iterator[Event]:
        subject = self._own_subject(i)
        if subject is None:
            return
        if self._whose(subject):
            yield from self._event(i, self._about(i), direction, active=True)
            return
        for member in self._members(subject):
            if self._is_change(member.at):
                found = self._of_noun(member.at)
                noun = polarity(self.words[member.at])
                turned = OPPOSITE[direction] if noun == "decrease" else direction
                yield from self._event(i, found, turned, active=False, of_subject=True, outer=member.at)
            else:
                yield from self._event(i, [member], direction, active=False, of_subject=True)

    def _own_subject(self, i: int) -> int | None:
        at = i
        while True:
            if self.tree.with_dep(at, {"nsubj", "nsubjpass", "csubj"}) or self.tree.is_verb(at):
                return self.tree.subject(at)
            if self.tree.up[at] == at or self.words[at].dep not in PREDICATIVE:
                return None
            at = self.tree.up[at]

    def _state(self, i: int) -> Iterator[Event]:
        word, tree = self.words[i], self.tree
        if word.has("state.effective"):
            return
        if word.has("state.no_effect"):
            found = self._about(i) or self._about(tree.up[i], behind=i)
            found = [t for t in found if not self.words[t.at].has(*CHANGES) or self.words[t.at].tag.startswith("NN")]
            yield from self._event(i, found, "no_change", active=True)
        elif word.dep in {"amod", "compound", "nmod"} and not tree.with_dep(i, {"nsubj", "nsubjpass"}):
            outer = self._reported(tree.up[i])
            if outer is not None and self.words[outer].has("verb.cause") and not self._is_change(tree.up[i]):
                yield from self._event(i, self._members(tree.up[i]), "no_change", active=True)
        else:
            yield from self._predicative(i, "no_change")

    # --- arguments ----------------------------------------------------------------------------------------------

    def _members(self, i: int, *, alone: bool = False) -> list[Target]:
        """The members of the list that begins at ``i``; ``alone``: up to the next one with a change of its own."""
        found = []
        for k in self._spread(i):
            if alone and k != i and self._judged(k):
                break
            if k != i and not alone and self._judged(k) and not self._is_change(k):
                continue
            found.append(Target(k, self.tree.phrase(k), self._excepted(k)))
        return found

    def _spread(self, i: int) -> list[int]:
        """The list at ``i``, and for ``levels of A, B and C`` also the list inside."""
        found = []
        for k in self.tree.listed(i):
            if examples := self._examples(k):
                found += examples
                continue
            for m in self.tree.with_dep(k, {"nmod", "compound"}):  # "glucose and insulin levels"
                listed = self.tree.listed(m) if self.words[m].tag.startswith("NN") else [m]
                found += [n for n in listed[:-1] if n < k and self.words[n].tag.startswith("NN") and not self.words[n].joined]
            found.append(k)
            for of in self.tree.with_dep(k, {"prep"}):
                if self.words[of].lower == "of" and not self._is_change(k):
                    found += [m for o in self.tree.with_dep(of, {"pobj"}) for m in self.tree.listed(o) if m != o]
        return found

    def _examples(self, i: int) -> list[int]:
        """``parameters such as A, B and C``: what a general word stands for."""
        for k in self.tree.with_dep(i, {"prep", "acl"}):
            such = self.words[k].lower == "as" and any(self.words[m].lower == "such" for m in (*self.tree.kids[k], k - 1))
            if such or self.words[k].lower in {"including", "like", "such as"}:
                return [m for o in self.tree.with_dep(k, {"pobj", "dobj"}) for m in self.tree.listed(o)]
        return []

    def _excepted(self, i: int) -> bool:
        begin = self.tree.phrase(i)[0].at
        before = [w for w in self.words if w.at < begin][-LEFT:]
        words = [w.lower for w in before if not w.is_punct and not w.has("det") or w.has("neg")]
        return words[-2:] in (["but", "not"], ["and", "not"], ["but", "no"]) or words[-1:] == ["except"]

    def _is_change(self, i: int) -> bool:
        """Is the noun at ``i`` a change of something (``a rise in X``), so that it is read by itself?"""
        word = self.words[i]
        if word.joined or not word.has("pure", "noun.change"):
            return False
        return bool(self._about(i)) or not self.tree.with_dep(i, {"compound"}) or word.has("noun.change")

    def _whose(self, subject: int) -> bool:
        """Is the subject who or what got something, which cannot itself rise or fall?"""
        return all(self._who(k) for k in self.tree.listed(subject))

    def _who(self, i: int) -> bool:
        word = self.words[i]
        if word.has("treatment"):  # "leucine intake" is given, "food intake" is measured
            phrase = [w for w in self.tree.phrase(i) if not w.has("adj", "adverb", "route")]
            return len(phrase) == 1 or any(w.kind == "amino_acid" for w in phrase)
        return word.kind == "amino_acid" or word.has("group", "intervention", "control")

    def _behind_predicate(self, i: int) -> bool:
        return self.tree.clause_head(i) < i

    # --- direction and event ------------------------------------------------------------------------------------

    def _negated(self, i: int, outer: int | None = None) -> bool:
        chain = [i]
        for k in self.tree.above(i):
            below = self.words[chain[-1]]
            if below.dep in {"advcl", "relcl", "acl", "parataxis", "ROOT", "csubj", "ccomp"} and not (
                self.words[k].has("neg") or below.dep in {"ccomp", "acl"}
            ):
                break
            if below.dep == "conj" and self.tree.is_verb(chain[-1]):
                between = self.words[k + 1 : chain[-1]]
                if not any(w.lower in {"or", "nor"} for w in between):
                    break
            if below.dep == "nsubj" and k != outer:
                break
            chain.append(k)
        for at in chain:
            near = [at, *(k for k in self.tree.kids[at] if self.words[k].dep not in {"nsubj", "advcl", "conj", "relcl", "acl"} )]
            for k in near:
                if self._denies(k, at, i):
                    return True
        clause = self.tree.clause(self.tree.clause_head(i))
        return any((self.words[k].has("insignificant") and k > i) or self.words[k].lower == "neither" for k in clause)

    def _denies(self, k: int, at: int, cue: int) -> bool:
        word = self.words[k]
        if word.has("tendency"):
            return True
        if word.has("neg") and not word.has("withheld"):
            return k <= cue or k == at or word.dep in {"neg", "aux", "auxpass", "preconj", "det"}
        if k == at and at != cue and (word.lower == "without" or word.has("state.no_effect")):
            return True  # "without affecting X", "ineffective at lowering X"
        return word.has("insignificant") or (word.lower == "neither" and abs(k - cue) < 6)

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
        if self._negated(i, outer):
            direction = "no_change"
        elif word.has("verb.change", "noun.change", "differing"):
            targets, direction = [t for t in targets if t.excepted], "no_change"
            if not targets:
                return
        clause, subject = self._clause(i)
        end = max(w.at for t in targets for w in t.words)
        tail = tuple(w for w in clause if w.at > (word.at if of_subject else end))
        for target in targets:
            told = valence(word, word, target.words, direction)
            if target.excepted and told != "no_change":
                told = "no_change"
            yield Event(target.words, told, word, clause, () if of_subject else subject, tail, active)

    def _clause(self, i: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words of the clause that ``i`` stands in, and those of its subject with what leads to it."""
        head = self.tree.clause_head(i)
        clause = tuple(self.words[k] for k in self.tree.clause(head))
        verb = min([head, *self.tree.with_dep(head, {"aux", "auxpass"})])
        lead = tuple(w for w in clause if w.at < self.words[verb].at)
        if self.tree.with_dep(head, {"nsubj", "nsubjpass", "csubj", "expl"}):
            return clause, lead
        subject = self.tree.subject(head)
        if subject is None:
            return clause, lead
        return clause, tuple(self.words[k] for k in self.tree.below(subject))

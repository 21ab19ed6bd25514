"""What a change is about: objects, subjects, what stands behind ``in``, ``of`` and ``on``, and lists of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.relations.governing import Governing
from pipeline.relations.mending import CHANGES
from pipeline.relations.phrases import phrase_list
from pipeline.relations.words import Word

ABOUT = frozenset({"in", "of", "on", "for", "to"})
EFFECTS = frozenset({"effect", "effects", "impact", "influence", "action"})
COUNTS = frozenset({"number", "numbers", "count", "counts", "percentage", "percentages", "proportion", "proportions"})
RATINGS = frozenset({"score", "scores", "rating", "ratings", "subscale", "subscales"})
SHOWING = frozenset({"show", "have", "reveal", "exhibit", "display", "reach", "undergo", "experience"})
POINTING = frozenset({"this", "these", "such", "those"})
LEFT = 3  # words before a phrase that may except it ("but not")


@dataclass(frozen=True, slots=True)
class Target:
    """What moved: the head's place, the phrase, and whether the sentence excepts it (``but not A``)."""

    at: int
    words: tuple[Word, ...]
    excepted: bool = False


class Governed(Governing):
    """The tree, asked about what a word governs."""

    def members(self, i: int, *, alone: bool = False) -> list[Target]:
        """The members of the list that begins at ``i``, up to the next one with a change of its own.

        ``alone``: a noun of change (``a lower rise in X``) ends it, too.
        """
        found = []
        for k in self._spread(i):
            if k != i and self.judged(k) and (alone or not self.is_change(k)):
                break
            if not self._explains(k, self.begin(k)):
                found.append(Target(k, self._counted(k), self._excepted(k)))
        return found + list(self._behind(found))

    def _counted(self, i: int) -> tuple[Word, ...]:
        """The phrase of ``i``; behind ``number of A and B`` the cells of B are what is measured, not where."""
        phrase = self.phrase(i)
        first = self.first(i)
        counted = self.words[self.governor(first)].lower in COUNTS and self.words[self.up[first]].lower == "of"
        if not counted:
            return phrase
        return tuple(replace(w, kind="token", cats=w.cats - {"group"}) if w.kind == "system" else w for w in phrase)

    def _explains(self, k: int, begin: int) -> bool:
        """``A, a marker of B``: is the member at ``k`` no other thing but what the one before stands for?"""
        before = [w.text.lower() for w in self.words[max(0, begin - 2) : begin]]
        return self.words[k].has("hollow") and before in ([",", "a"], [",", "an"])

    def _behind(self, found: Sequence[Target]) -> Iterator[Target]:
        """Members of the same list that the parser hung elsewhere, read in order from where the list begins."""
        if not found:
            return
        taken = {w.at for t in found for w in t.words}
        begin = next(k for k, w in enumerate(self.words) if w.at in taken)
        for phrase in phrase_list(self.words, begin):
            named = phrase.words(self.words)
            if any(self._explains(k, phrase.start) for k in range(phrase.start, phrase.end)):
                break
            if taken.isdisjoint(w.at for w in named):
                yield Target(phrase.end - 1, tuple(named))

    def _spread(self, i: int) -> list[int]:
        """The list at ``i``, and for ``levels of A, B and C`` also the list inside."""
        found = []
        for k in self.listed(i):
            if named := self._examples(k) or self._scored(k) or self._of_class(k):
                found += named
                continue
            for m in self.with_dep(k, {"nmod", "compound"}):  # "glucose and insulin levels"
                noun = self.words[m].tag.startswith("NN")
                listed = self.listed(m) if noun else [m]
                before = listed[:-1] or ([m] if self.with_dep(m, {"cc"}) else [])
                found += [
                    n for n in before if n < k and self.words[n].tag.startswith("NN") and not self.words[n].joined
                ]
            found.append(k)
            if not self.is_change(k):
                found += [m for n, o in enumerate(self._of(k)) for m in self.listed(o) if n or m != o]
        return found

    def _of(self, i: int) -> list[int]:
        """The nouns behind ``of`` that belong to the name of the thing at ``i``."""
        return [
            o for k in self.with_dep(i, {"prep"}) if self.words[k].lower == "of" for o in self.with_dep(k, {"pobj"})
        ]

    def _scored(self, i: int) -> list[int]:
        """``scores for A and B``: what was rated."""
        if self.words[i].lower not in RATINGS:
            return []
        rated = (k for k in self.with_dep(i, {"prep"}) if self.words[k].lower in {"for", "on"})
        things = (o for k in rated for o in self.with_dep(k, {"pobj"}) if not self._is_comparison(o))
        return [m for o in things for m in self.listed(o)]

    def _of_class(self, i: int) -> list[int]:
        """``activities of the enzymes A and B``: the members of a class that is named before them."""
        inner = self._of(i)
        for k in (i, *inner[:1]):
            if self.words[k].has("class"):
                members = [m for o in self.with_dep(k, {"appos"}) for m in self.listed(o)]
                if k != i:
                    members += [m for o in inner[1:] for m in self.listed(o)]
                if members:
                    return members
        return []

    def _examples(self, i: int) -> list[int]:
        """``parameters such as A, B and C``: what a general word stands for."""
        for k in self.with_dep(i, {"prep", "acl"}):
            such = self.words[k].lower == "as" and any(self.words[m].lower == "such" for m in (*self.kids[k], k - 1))
            if such or self.words[k].lower in {"including", "like", "such as"}:
                return [m for o in self.with_dep(k, {"pobj", "dobj"}) for m in self.listed(o)]
        return []

    def _excepted(self, i: int) -> bool:
        begin = self.phrase(i)[0].at
        before = [w for w in self.words if w.at < begin][-LEFT:]
        words = [w.lower for w in before if (not w.is_punct and not w.has("det")) or w.has("neg")]
        return words[-2:] in (["but", "not"], ["and", "not"], ["but", "no"]) or words[-1:] == ["except"]

    def is_change(self, i: int) -> bool:
        """Is the noun at ``i`` a change of something (``a rise in X``), so that it is read by itself?"""
        word = self.words[i]
        if word.joined or not word.has("pure", "noun.change"):
            return False
        return bool(self.about(i)) or not self.with_dep(i, {"compound"}) or word.has("noun.change")

    def about(self, i: int, behind: int = -1) -> list[Target]:
        """The things behind ``in``, ``of``, ``on``, ``for`` and their like that depend on ``i``."""
        only_on = (
            self.words[i].lower in EFFECTS
            or self.words[i].has("state.no_effect")
            or (behind >= 0 and self.words[behind].lower in EFFECTS)
        )
        for k in self.with_dep(i, {"prep"}):
            word = self.words[k]
            if k < behind and not word.has("about"):
                continue
            about = word.lower in ABOUT or word.has("about")
            if (only_on or behind >= 0 or self.is_verb(i)) and word.lower in {"of", "to"}:
                about = False
            for thing in self.with_dep(k, {"pobj", "pcomp"}):
                if self._is_comparison(thing) or self.is_amount(thing):
                    if found := self.about(thing):
                        return found
                elif about:
                    return self.members(thing)
        return []

    def of_noun(self, i: int, outer: int | None = None) -> list[Target]:
        """What the noun of change at ``i`` is about: its own phrase, its verb's, or the words before it."""
        found = self.about(i)
        if not found and outer is not None and outer != i:
            found = self.about(outer, behind=i)
        if not found and outer is not None and self.words[i].has("noun.change"):
            found = self.shown(outer)
        if not found:
            before = [k for k in self.with_dep(i, {"compound", "nmod", "poss"}) if k < i]
            name = [w for w in self.phrase(i) if w.at < self.words[i].at and not w.has("adj", "adverb", "neg")]
            if before and name:
                found = [Target(i, tuple(name))]
        return found

    def shown(self, verb: int) -> list[Target]:
        """``X showed no difference``, ``when A and B were compared, there was none``: what was looked at."""
        subjects = [k for k in self.with_dep(verb, {"nsubj"}) if self.words[verb].lemma in SHOWING]
        for k in self.with_dep(verb, {"advcl", "csubj"}):
            if self.words[k].lemma == "compare":
                subjects += self.with_dep(k, {"nsubjpass", "dobj"})
        for k in subjects:
            if not self.is_recipient(k) and not self.words[k].has("study", "anaphor") and self.words[k].tag != "PRP":
                return self.members(k)
        return []

    def far_about(self, i: int, behind: int) -> list[Target]:
        """``no difference between groups in terms of X``: what is named below ``i``, far behind the noun ``behind``."""
        for k in self.below(i):
            if k > behind and self.words[k].has("about"):
                for thing in self.with_dep(k, {"pobj"}):
                    if not self._is_comparison(thing) and not self.is_amount(thing):
                        return self.members(thing)
        return []

    def seen_about(self, i: int) -> list[Target]:
        """``no effect observed for X``: what the participle behind the noun at ``i`` is about."""
        return [t for k in self.with_dep(i, {"acl"}) if self.words[k].has("verb.seen") for t in self.about(k)]

    def _is_comparison(self, i: int) -> bool:
        """Does the phrase name groups or subjects (``in both groups``), not something measured?"""
        word = self.words[i]
        return word.has("group", "control", "intervention", "treatment") or word.kind in {"system", "dose"}

    def is_amount(self, i: int) -> bool:
        """``fell 5 mm Hg``: how much, not what."""
        return (
            self.words[i].is_number
            or self.words[i].text == "%"
            or any(self.words[k].is_number for k in self.with_dep(i, {"nummod"}))
        )

    def is_recipient(self, subject: int) -> bool:
        """Is the subject who or what got something, which cannot itself rise or fall?"""
        return all(self._who(k) for k in self.listed(subject))

    def _who(self, i: int) -> bool:
        word = self.words[i]
        if word.has("treatment"):  # "leucine intake" is given, "food intake" is measured
            phrase = [w for w in self.phrase(i) if not w.has("adj", "adverb", "route")]
            return len(phrase) == 1 or any(w.kind == "amino_acid" for w in phrase)
        if word.kind == "amino_acid":  # "plasma leucine" is measured
            return not any(w.has("matrix") and w.lower != "dietary" for w in self.phrase(i))
        return word.has("group", "intervention", "control")

    def judged(self, i: int) -> list[int]:
        """The comparatives that describe the noun at ``i``."""
        found = [k for k in self.with_dep(i, {"amod"}) if self.words[k].has("adj") or self.is_changing(k)]
        first = self.begin(i)
        return found or [first] * self.words[first].tag.startswith(("JJR", "RBR"))

    def is_changing(self, i: int) -> bool:
        """Is the participle at ``i``, which describes a noun, a change that the sentence tells (``and lowered X``)?"""
        word = self.words[i]
        return word.dep == "amod" and word.tag in {"VBN", "VBD"} and word.has(*CHANGES) and not word.has("verb.cause")

    def points_back(self, i: int) -> bool:
        """``these changes``, ``this rise``: told before."""
        pointing = any(self.words[k].lower in POINTING for k in self.with_dep(i, {"det", "amod", "predet"}))
        return pointing and not self.about(i)

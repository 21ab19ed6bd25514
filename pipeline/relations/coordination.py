"""What a list names: its members where it says ``levels of A and B``, ``parameters such as A``, ``scores for A``."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.relations.governing import Governing
from pipeline.relations.words import Word

COUNTS = frozenset({"number", "numbers", "count", "counts", "percentage", "percentages", "proportion", "proportions"})
RATINGS = frozenset({"score", "scores", "rating", "ratings", "subscale", "subscales"})
LEFT = 3  # words before a phrase that may except it ("but not")


@dataclass(frozen=True, slots=True)
class Target:
    """What moved: the head's place, the phrase, and whether the sentence excepts it (``but not A``)."""

    at: int
    words: tuple[Word, ...]
    excepted: bool = False


class Listing(Governing):
    """The tree, asked about what the words of a list stand for."""

    def target(self, k: int) -> Target:
        """The member at ``k`` as something that moved."""
        return Target(k, self._counted(k), self._excepted(k))

    def introduced(self, i: int) -> list[int]:
        """What the word at ``i`` only leads to; empty where it is meant itself."""
        return self._examples(i) or self._scored(i) or self._of_class(i)

    def sharing(self, i: int) -> list[int]:
        """``glucose and insulin levels``: the nouns before the one at ``i`` that share it."""
        found: list[int] = []
        for m in self.with_dep(i, {"nmod", "compound"}):
            listed = self.listed(m) if self.words[m].tag.startswith("NN") else [m]
            before = listed[:-1] or ([m] if self.with_dep(m, {"cc"}) else [])
            found += [n for n in before if n < i and self.words[n].tag.startswith("NN") and not self.words[n].joined]
        return found

    def _counted(self, i: int) -> tuple[Word, ...]:
        """The phrase of ``i``; behind ``number of A and B`` the cells of B are what is measured, not where."""
        phrase = self.phrase(i)
        first = self.first(i)
        counted = self.words[self.governor(first)].lower in COUNTS and self.words[self.up[first]].lower == "of"
        if not counted:
            return phrase
        return tuple(replace(w, kind="token", cats=w.cats - {"group"}) if w.kind == "system" else w for w in phrase)

    def _excepted(self, i: int) -> bool:
        begin = self.phrase(i)[0].at
        before = [w for w in self.words if w.at < begin][-LEFT:]
        words = [w.lower for w in before if (not w.is_punct and not w.has("det")) or w.has("neg")]
        return words[-2:] in (["but", "not"], ["and", "not"], ["but", "no"]) or words[-1:] == ["except"]

    def explains(self, k: int, begin: int) -> bool:
        """``A, a marker of B``: is the member at ``k`` no other thing but what the one before stands for?"""
        before = [w.text.lower() for w in self.words[max(0, begin - 2) : begin]]
        return self.words[k].has("hollow") and before in ([",", "a"], [",", "an"])

    def complements(self, i: int, prepositions: Collection[str]) -> list[int]:
        """What stands behind those of the ``prepositions`` that belong to the name of the thing at ``i``."""
        led = (k for k in self.with_dep(i, {"prep"}) if self.words[k].lower in prepositions)
        return [o for k in led for o in self.with_dep(k, {"pobj"})]

    def _examples(self, i: int) -> list[int]:
        """``parameters such as A, B and C``: what a general word stands for."""
        for k in self.with_dep(i, {"prep", "acl"}):
            such = self.words[k].lower == "as" and any(self.words[m].lower == "such" for m in (*self.kids[k], k - 1))
            if such or self.words[k].lower in {"including", "like", "such as"}:
                return [m for o in self.with_dep(k, {"pobj", "dobj"}) for m in self.listed(o)]
        return []

    def _scored(self, i: int) -> list[int]:
        """``scores for A and B``: what was rated."""
        if self.words[i].lower not in RATINGS:
            return []
        things = [o for o in self.complements(i, {"for", "on"}) if not self.is_comparison(o)]
        return [m for o in things for m in self.listed(o)]

    def _of_class(self, i: int) -> list[int]:
        """``activities of the enzymes A and B``: the members of a class that is named before them."""
        inner = self.complements(i, {"of"})
        for k in (i, *inner[:1]):
            if self.words[k].has("class"):
                members = [m for o in self.with_dep(k, {"appos"}) for m in self.listed(o)]
                if k != i:
                    members += [m for o in inner[1:] for m in self.listed(o)]
                if members:
                    return members
        return []

    def is_comparison(self, i: int) -> bool:
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

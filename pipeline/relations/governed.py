"""What a change is about: objects, subjects, and what stands behind ``in``, ``of`` and ``on``."""

from collections.abc import Iterator, Sequence

from pipeline.relations.coordination import Listing, Target
from pipeline.relations.mending import CHANGES
from pipeline.relations.phrases import phrase_list

ABOUT = frozenset({"in", "of", "on", "for", "to"})
EFFECTS = frozenset({"effect", "effects", "impact", "influence", "action"})
SHOWING = frozenset({"show", "have", "reveal", "exhibit", "display", "reach", "undergo", "experience"})
POINTING = frozenset({"this", "these", "such", "those"})


class Governed(Listing):
    """The tree, asked about what a word governs."""

    def members(self, i: int, *, alone: bool = False) -> list[Target]:
        """The members of the list that begins at ``i``, up to the next one with a change of its own.

        ``alone``: a noun of change (``a lower rise in X``) ends it, too.
        """
        found = []
        for k in self._spread(i):
            if k != i and self.judged(k) and (alone or not self.is_change(k)):
                break
            if not self.explains(k, self.begin(k)):
                found.append(self.target(k))
        return found + list(self._behind(found))

    def _behind(self, found: Sequence[Target]) -> Iterator[Target]:
        """Members of the same list that the parser hung elsewhere, read in order from where the list begins."""
        if not found:
            return
        taken = {w.at for t in found for w in t.words}
        begin = next(k for k, w in enumerate(self.words) if w.at in taken)
        for phrase in phrase_list(self.words, begin):
            named = phrase.words(self.words)
            if any(self.explains(k, phrase.start) for k in range(phrase.start, phrase.end)):
                break
            if taken.isdisjoint(w.at for w in named):
                yield Target(phrase.end - 1, tuple(named))

    def _spread(self, i: int) -> list[int]:
        """The list at ``i``, and for ``levels of A, B and C`` also the list inside."""
        found = []
        for k in self.listed(i):
            if named := self.introduced(k):
                found += named
                continue
            found += [*self.sharing(k), k]
            if not self.is_change(k):
                found += [m for n, o in enumerate(self.complements(k, {"of"})) for m in self.listed(o) if n or m != o]
        return found

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
                if self.is_comparison(thing) or self.is_amount(thing):
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
                    if not self.is_comparison(thing) and not self.is_amount(thing):
                        return self.members(thing)
        return []

    def seen_about(self, i: int) -> list[Target]:
        """``no effect observed for X``: what the participle behind the noun at ``i`` is about."""
        return [t for k in self.with_dep(i, {"acl"}) if self.words[k].has("verb.seen") for t in self.about(k)]

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

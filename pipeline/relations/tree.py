"""The tree that a parser sees in a sentence, over words; labels are ClearNLP's (``nsubj``, ``dobj``, ``pobj``)."""

from collections.abc import Collection, Iterator, Sequence

from pipeline.relations.mending import SUBJECTS, is_verb, mended
from pipeline.relations.phrases import MAX_WORDS, complement, noun_phrase
from pipeline.relations.words import Word

CLAUSAL = frozenset({"ROOT", "advcl", "relcl", "ccomp", "parataxis", "csubj", "acl"})
PARTS = frozenset(
    {"compound", "amod", "nmod", "nummod", "poss", "npadvmod", "punct", "case", "advmod", "quantmod", "dep"}
)
PARTS |= {"meta", "acl", "cc", "conj", "appos"}
NO_PARTS = frozenset({"DT", "PRP$", ",", "CC", "WDT", "IN"})
TAKING_OVER = frozenset({"conj", "xcomp", "advcl", "pcomp", "acomp", "attr", "oprd", "ccomp", "dep", "prep"})
NOMINAL = frozenset({"conj", "dobj", "attr", "pobj"})
INNER = frozenset({"of", "under", "per"})  # prepositions whose phrase belongs to the name of a thing


class Tree:
    """Words with their governors; words whose governor is left out hang from the root."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words, self.up = mended(words)
        self.kids: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(self.up):
            if head != i:
                self.kids[head].append(i)

    def with_dep(self, i: int, deps: Collection[str]) -> list[int]:
        """The dependents of ``i`` that stand to it in one of the relations ``deps``."""
        return [k for k in self.kids[i] if self.words[k].dep in deps]

    def below(self, i: int, apart: Collection[int] = ()) -> list[int]:
        """``i`` and all that depends on it, in order; subtrees of ``apart`` left out."""
        found, waiting = [], [i]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += [k for k in self.kids[at] if k not in apart]
        return sorted(found)

    def above(self, i: int) -> Iterator[int]:
        """The governors of ``i``, nearest first."""
        while self.up[i] != i:
            i = self.up[i]
            yield i

    def listed(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it, in order; clauses are no members."""
        found, waiting = [], [i]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += [k for k in self.with_dep(at, {"conj"}) if not self.is_verb(k)]
        return sorted(found)

    def first(self, i: int) -> int:
        """The first member of the list that ``i`` is in."""
        while self.words[i].dep == "conj" and not self.is_verb(i) and self.up[i] != i:
            i = self.up[i]
        return i

    def is_verb(self, i: int) -> bool:
        """Is the word a verb that can head a clause?"""
        return is_verb(self.words[i])

    def clause_head(self, i: int) -> int:
        """The verb (or the root) whose clause ``i`` stands in."""
        while self.up[i] != i:
            word = self.words[i]
            if word.dep in CLAUSAL or (word.dep == "conj" and self.is_verb(i)):
                return i
            i = self.up[i]
        return i

    def clause(self, head: int) -> list[int]:
        """The words of the clause of ``head``, clauses inside of it left out."""
        return self.below(head, {i for i in range(len(self.words)) if i != head and self._opens_clause(i)})

    def _opens_clause(self, i: int) -> bool:
        """Does a clause of its own begin at ``i``? One that only describes a noun is part of the clause around it."""
        word = self.words[i]
        return word.dep in CLAUSAL - {"acl", "relcl"} or (word.dep == "conj" and self.is_verb(i))

    def governor(self, i: int) -> int:
        """What ``i`` hangs from, prepositions passed."""
        at = self.up[i]
        while self.words[at].dep in {"prep", "agent"} and self.up[at] != at:
            at = self.up[at]
        return at

    def subject(self, verb: int) -> int | None:
        """The subject of ``verb``, or that of the clause it takes it over from."""
        seen: set[int] = set()
        while verb not in seen:
            seen.add(verb)
            if own := self.with_dep(verb, SUBJECTS):
                relative = self.words[verb].dep == "relcl" and self.words[own[0]].tag in {"WDT", "WP"}
                return self.up[verb] if relative else own[0]
            if self.words[verb].dep in {"acl", "relcl"}:
                return self.up[verb]
            if self.words[verb].dep in TAKING_OVER:
                verb = self.governor(verb)
                while not self.is_verb(verb) and self.up[verb] != verb and self.words[verb].dep in NOMINAL:
                    verb = self.governor(verb)
        return None

    def phrase(self, i: int) -> tuple[Word, ...]:
        """The noun phrase of ``i``: what belongs to its name before it and behind it."""
        begin, end = self.begin(i), self._end(i)
        stop = self._whole(begin, i, max(end, self._inner(i, end)))
        return tuple(self.words[begin : stop if stop - begin <= 2 * MAX_WORDS else end])

    def _end(self, i: int) -> int:
        """Where the word ends that begins at ``i``, with what a hyphen or slash ties to it."""
        end = i + 1
        while end < len(self.words) and self.words[end].joined:
            end += 1
        return end

    def _whole(self, begin: int, i: int, stop: int) -> int:
        """Where the phrase ends that goes from ``begin`` beyond its head ``i``, read in order.

        A parser may take the noun behind for a verb, or hang ``of`` from another member of the list.
        """
        if stop < len(self.words) and self.words[stop].lower == "of":
            inner = complement(self.words, begin, stop)
            return inner.end if inner else stop
        last = self.words[stop - 1]
        cut = stop == i + 1 or last.joined or last.tag.startswith("JJ")  # "C-reactive" is no thing
        whole = noun_phrase(self.words, begin) if cut else None
        if whole is None or not whole.start <= i < whole.end or not self.words[whole.end - 1].tag.startswith("NN"):
            return stop
        return max(stop, whole.end)

    def begin(self, i: int) -> int:
        """Where the noun phrase of ``i`` begins."""
        begin = i
        while begin and self._part(begin - 1, i):
            begin -= 1
        while begin < i and self.words[begin].is_punct:
            begin += 1
        return begin

    def _part(self, k: int, i: int) -> bool:
        """Is the word at ``k``, before the head at ``i``, part of its name?"""
        word = self.words[k]
        if word.joined or (k + 1 < len(self.words) and self.words[k + 1].joined):
            return True
        if word.dep not in PARTS or word.tag in NO_PARTS or word.text in {",", ";", ":"}:
            return False
        return i in self._chain(k, i)

    def _chain(self, k: int, i: int) -> set[int]:
        """The governors of the word at ``k`` up to the one at ``i``, or as far as they stand before it."""
        found = set()
        while k != i and self.up[k] != k and self.up[k] <= i:
            k = self.up[k]
            found.add(k)
        return found

    def _inner(self, i: int, end: int) -> int:
        """Where what stands behind ``of`` and its like ends, if it belongs to the name of the thing at ``i``."""
        for k in self.with_dep(i, {"prep"}):
            near = end <= k <= end + 1
            takes = self.words[k].lower in INNER or (self.words[k].lower == "to" and self.words[i].has("tohead"))
            if near and takes and (objects := self.with_dep(k, {"pobj", "pcomp"})):
                end = max(end, self._inner(objects[0], self._end(objects[0])))
        return end

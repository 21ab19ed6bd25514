"""The tree that a parser sees in a sentence, over words; labels are those of ClearNLP (``nsubj``, ``dobj``, ``pobj``)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.relations.phrases import MAX_WORDS
from pipeline.relations.words import Word

CHANGES = ("verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "verb.cause", "verb.change")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSAL = frozenset({"ROOT", "advcl", "relcl", "ccomp", "parataxis", "csubj", "acl"})
VERBAL = frozenset({"VB", "VBD", "VBP", "VBZ", "VBN", "VBG", "MD"})
PARTS = frozenset({"compound", "amod", "nmod", "nummod", "poss", "npadvmod", "punct", "case", "advmod", "quantmod", "dep"})
PARTS |= {"meta", "nounmod", "acl", "cc", "conj", "appos"}
INNER = frozenset({"of", "under", "per"})  # prepositions whose phrase belongs to the name of a thing


def _governors(words: Sequence[Word]) -> list[int]:
    """The place of each word's governor; where the root is left out, the first verb takes its place."""
    places = {w.at: i for i, w in enumerate(words)}
    loose = [i for i, w in enumerate(words) if w.head == w.at or w.head not in places]
    verbs = [i for i in loose if words[i].tag in VERBAL and words[i].dep not in {"amod", "compound", "aux"}]
    root = next((i for i in loose if words[i].head == words[i].at), (verbs or loose or [0])[0])
    up = [places.get(w.head, root) for w in words]
    up[root : root + 1] = [root] if words else []
    return up


class Tree:
    """Words with their governors; words whose governor is left out hang from the root."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.up = _governors(words)
        for i in range(len(words)):
            self._mend(i)
        self.kids: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(self.up):
            if head != i:
                self.kids[head].append(i)

    def _mend(self, i: int) -> None:
        """Make a participle the verb that it must be: ``leucine significantly reduced X`` has no other."""
        word, noun = self.words[i], self.up[i]
        if not word.has(*CHANGES) or word.joined or noun == i:
            return
        if i and word.dep == "amod" and noun > i and self._gerund(i):
            self._set(i, self.up[noun], "pcomp", "VBG")
            self._set(noun, i, "dobj")
        elif word.lower.endswith(("ed", "ose", "ell")) and not self._has(i, SUBJECTS):
            self._mend_participle(i)

    def _gerund(self, i: int) -> bool:
        """``in lowering X``, ``tended to lower X``."""
        word, before = self.words[i], self.words[i - 1]
        infinitive = before.lower == "to" or before.lower.endswith(" to")
        return (word.lower.endswith("ing") and before.has("prep", "boundary")) or (infinitive and word.has("verb"))

    def _mend_participle(self, i: int) -> None:
        word, noun = self.words[i], self.up[i]
        bare = not self._finite(0, len(self.words))
        before = next(
            (k for k in range(i - 1, -1, -1) if not self.words[k].has("adverb") and not (bare and self.words[k].text == ",")),
            None,
        )
        if before is None or not self._nominal(before):
            return
        top = before
        while self.up[top] != top and self.up[top] < i and not self.is_verb(self.up[top]) and top != i:
            top = self.up[top]
        rooted = self.up[top] == top
        if word.dep == "amod" and noun > i:
            above = i if rooted or self.up[noun] == noun else self.up[noun]
            apart = any(w.text in {",", ";"} or w.has("conj") for w in self.words[i:noun])
            thing = None if apart or self._has(i, {"dobj"}) else noun
        elif word.dep == "acl" and noun < i and not self._finite(top, i) and (rooted or self._has(i, {"dobj"})):
            above, thing = (i if rooted else self.up[top]), None
        else:
            return
        if above in {top, noun} or i in self._climb(above)[1:]:
            above = i
        self._set(i, above, "ROOT" if above == i else "parataxis", "VBD")
        if thing is not None:
            self._set(thing, i, "dobj")
        self._set(top, i, "nsubj")

    def _climb(self, i: int) -> list[int]:
        found = [i]
        while self.up[i] != i:
            i = self.up[i]
            found.append(i)
        return found

    def _nominal(self, i: int) -> bool:
        word = self.words[i]
        return (word.tag.startswith("NN") or word.kind == "amino_acid") and not word.has("prep", "conj")

    def _has(self, i: int, deps: Collection[str]) -> bool:
        return any(self.up[k] == i and self.words[k].dep in deps for k in range(len(self.words)))

    def _finite(self, begin: int, end: int) -> bool:
        return any(w.tag in {"VBD", "VBZ", "VBP", "MD"} for w in self.words[begin:end])

    def _set(self, i: int, head: int, dep: str, tag: str | None = None) -> None:
        """Hang ``i`` from ``head``, or leave it where that would close a circle."""
        if head != i and i in self._climb(head):
            return
        self.up[i] = head
        self.words[i] = replace(self.words[i], dep=dep, tag=tag or self.words[i].tag)

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
        word = self.words[i]
        infinitive = word.dep == "xcomp" and word.has(*CHANGES)  # "failed to lower", tagged as an adjective
        return (word.tag in VERBAL or infinitive) and word.dep not in {"amod", "compound", "aux", "auxpass"}

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
        inner = {i for i in range(len(self.words)) if i != head and self.clause_head_of(i)}
        return self.below(head, inner)

    def clause_head_of(self, i: int) -> bool:
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
            if self.words[verb].dep in {"conj", "xcomp", "advcl", "pcomp", "acomp", "attr", "oprd", "ccomp", "dep", "prep"}:
                verb = self.governor(verb)
                while not self.is_verb(verb) and self.words[verb].dep in {"conj", "dobj", "attr", "pobj"}:
                    verb = self.governor(verb)
        return None

    def phrase(self, i: int) -> tuple[Word, ...]:
        """The noun phrase of ``i``: what stands before it as part of its name, and ``of`` phrases behind it."""
        begin, end = self.begin(i), i + 1
        while end < len(self.words) and self.words[end].joined:
            end += 1
        inner = self._inner(i, end)
        stop = max(end, inner)
        return tuple(self.words[begin : stop if stop - begin <= 2 * MAX_WORDS else end])

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
        if word.dep not in PARTS or word.tag in {"DT", "PRP$", ",", "CC", "WDT", "IN"} or word.text in {",", ";", ":"}:
            return False
        return i in self._chain(k, i)

    def _chain(self, k: int, i: int) -> set[int]:
        found = set()
        while k != i and self.up[k] != k and self.up[k] <= i:
            k = self.up[k]
            found.add(k)
        return found

    def _inner(self, i: int, end: int) -> int:
        for k in self.with_dep(i, {"prep"}):
            near = end <= k <= end + 1
            takes = self.words[k].lower in INNER or (self.words[k].lower == "to" and self.words[i].has("tohead"))
            if near and takes and (objects := self.with_dep(k, {"pobj", "pcomp"})):
                last = objects[0]
                stop = last + 1
                while stop < len(self.words) and self.words[stop].joined:
                    stop += 1
                end = max(end, self._inner(last, stop))
        return end

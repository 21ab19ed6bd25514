"""What stands around a change: who reports it, whose it is said to be, what denies it, and its clause."""

from pipeline.relations.mending import FINITE
from pipeline.relations.tree import Tree
from pipeline.relations.words import Word

REPORTED = frozenset({"dobj", "nsubjpass", "attr", "ROOT", "dep", "oprd", "appos", "ccomp"})
STANDING = frozenset({"be", "remain", "reach", "appear", "persist"})  # verbs that only say that there was a change
WITH = frozenset({"with", "without"})
PREDICATIVE = frozenset(
    {"acomp", "oprd", "attr", "ROOT", "xcomp", "ccomp", "advcl", "conj", "dep", "parataxis", "relcl"}
)
APART = frozenset({"advcl", "relcl", "parataxis", "ROOT", "csubj"})  # clauses that a denial does not reach
OTHERS = frozenset({"nsubj", "advcl", "conj", "relcl", "acl"})
DENYING = frozenset({"neg", "aux", "auxpass", "preconj", "det"})  # where a negator stands, before its word or behind


class Governing(Tree):
    """The tree, asked about what governs a word."""

    def reported(self, i: int) -> int | None:
        """The word that reports the noun at ``i`` (``caused``, ``was seen``); None where it is told in passing."""
        first = self.first(i)
        word, up = self.words[first], self.up[first]
        governor = self.words[up]
        if word.dep in REPORTED or (word.dep == "pobj" and governor.has("verb.cause")):
            return up if not governor.has("given") else None
        if word.dep == "nsubj":
            seen = governor.has("verb.seen", "verb.change") or governor.lemma in STANDING
            seen = seen or any(self.words[k].lemma == "be" for k in self.with_dep(up, {"cop", "aux"}))
            return up if seen and not self._compares(up) else None
        if word.dep == "pobj" and governor.lower in WITH and self.words[self.up[up]].dep != "pobj":
            return self.up[up]
        holder = self.governor(first)
        if word.dep == "pobj" and self.words[holder].has("neg", "tendency") and not self.words[holder].has("prep"):
            return holder  # "no evidence of a rise", "a trend towards a fall"
        return None

    def is_absent(self, i: int) -> bool:
        """``no X was seen``, ``there was no X``: is the thing at ``i`` said not to be there?"""
        first = self.first(i)
        if first != i or not any(self.words[k].lower == "no" for k in self.with_dep(i, {"det", "neg"})):
            return False
        if self.words[i].has("noun", "study", "group", "treatment", "neg", "state") or self.words[i].kind != "token":
            return False
        verb, dep = self.up[i], self.words[i].dep
        if dep in {"nsubj", "nsubjpass"}:
            return self.words[verb].has("verb.seen") or self.words[verb].lemma == "be"
        return dep == "attr" and bool(self.with_dep(verb, {"expl"}))

    def verb_subject(self, i: int) -> int | None:
        """The subject of the verb at ``i``; a parser may hang it from an adverb or auxiliary of that verb."""
        for k in self.with_dep(i, {"advmod", "auxpass"}):
            if own := self.with_dep(k, {"nsubj"}):
                return own[0]
        return self.subject(i)

    def _compares(self, verb: int) -> bool:
        """Does a comparative behind ``verb`` say which way its subject went?"""
        return any(self.words[k].has("adj.increase", "adj.decrease") for k in [verb, *self.kids[verb]])

    def behind_predicate(self, i: int) -> bool:
        """Does the word stand behind the verb of its clause?"""
        return self.clause_head(i) < i

    def is_passive(self, i: int) -> bool:
        """Is the verb in the passive, by itself or with the verb that it is coordinated with?"""
        return bool(self.with_dep(i, {"auxpass", "nsubjpass"})) or (
            self.words[i].dep == "conj"
            and self.words[i].tag == "VBN"
            and not self.with_dep(i, {"dobj", "aux", "nsubj"})
            and self.is_passive(self.up[i])
        )

    def shared_object(self, i: int) -> list[int]:
        """``enhanced, and alanine reduced, bile flow``: the object of the verb that is coordinated with this one."""
        later = [k for k in self.with_dep(i, {"conj"}) if self.is_verb(k)]
        if not later or any(w.dep == "prep" and not w.is_punct for w in self.words[i + 1 : later[0]]):
            return []
        own = self.with_dep(later[0], {"nsubj"})
        bare = not self.with_dep(i, {"prep", "prt", "npadvmod", "agent"})
        return self.with_dep(later[0], {"dobj"}) if bare and not own else []

    def own_subject(self, i: int) -> int | None:
        """The subject that the adjective or state at ``i`` is said of."""
        at = i
        while True:
            if self.with_dep(at, {"nsubj", "nsubjpass", "csubj"}) or self.is_verb(at):
                return self.subject(at)
            linked = (
                self.words[at].dep in PREDICATIVE or self.words[at].dep == "neg"
            )  # "not different" may hang as "not"
            if self.up[at] == at or not linked:
                return None
            at = self.up[at]

    def negated(self, i: int, outer: int | None = None) -> bool:
        """Is the change at ``i`` denied, by a word on itself or on what governs it, or called insignificant?"""
        chain = [i]
        for k in self.above(i):
            below = self.words[chain[-1]]
            if below.dep in APART and not self.words[k].has("neg"):
                break
            if below.dep == "conj" and self.is_verb(chain[-1]):
                between = self.words[k + 1 : chain[-1]]
                if not any(w.lower in {"or", "nor"} for w in between):
                    break
            if below.dep == "nsubj" and k != outer:
                break
            chain.append(k)
        for at in chain:
            near = [at, *(k for k in self.kids[at] if self.words[k].dep not in OTHERS)]
            if any(self._denies(k, at, i) for k in near):
                return True
        head = self.clause_head(i)
        if self._of_nobody(head) or self._shares_denial(i):
            return True
        clause = self.clause(head)
        return any((self.words[k].has("insignificant") and k > i) or self.words[k].lower == "neither" for k in clause)

    def _shares_denial(self, i: int) -> bool:
        """``did not improve A or enhance B``: a bare verb behind ``or`` is denied with the one before it."""
        before = [w for w in self.words[:i] if not w.has("adverb")]
        if not before or before[-1].lower not in {"or", "nor"} or not self.words[i].tag.startswith("VB"):
            return False
        if self.words[i].lower.endswith(("ed", "ing")):
            return False
        last = next((w for w in reversed(before) if w.has("neg", "boundary", "aux") or w.tag in FINITE), None)
        return last is not None and last.has("neg")

    def _of_nobody(self, verb: int) -> bool:
        """``no patient showed a rise``, ``none of the rats``: the clause of ``verb`` is told of nobody."""
        subject = self.subject(verb)
        if subject is None:
            return False
        without = self.words[subject].lower == "none" or any(self.words[k].lower == "no" for k in self.kids[subject])
        return without and any(
            self.words[k].kind == "system" or self.words[k].has("group") for k in self.below(subject)
        )

    def _denies(self, k: int, at: int, cue: int) -> bool:
        word = self.words[k]
        if word.has("tendency"):
            return True
        if word.has("neg") and not word.has("withheld"):
            return k <= cue or k == at or word.dep in DENYING
        if k == at and at != cue and (word.lower == "without" or word.has("state.no_effect")):
            return True  # "without affecting X", "ineffective at lowering X"
        return word.has("insignificant") or (word.lower == "neither" and abs(k - cue) < 6)

    def clause_words(self, i: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words of the clause that ``i`` stands in, and those of its subject with what leads to it."""
        head = self.clause_head(i)
        clause = tuple(self.words[k] for k in self.clause(head))
        verb = min([head, *self.with_dep(head, {"aux", "auxpass"})])
        before = self.words[:verb]
        if any(self.is_verb(k) and self._opens_clause(k) for k in range(verb)):
            before = [w for w in clause if w.at < self.words[verb].at]
        else:  # the first verb: all that stands before belongs to it, however it is attached
            clause = (*before, *(w for w in clause if w.at >= self.words[verb].at))
        lead = tuple(before)
        if self.with_dep(head, {"nsubj", "nsubjpass", "csubj", "expl"}):
            return clause, lead
        subject = self.subject(head)
        if subject is None:
            return clause, lead
        return clause, tuple(self.words[k] for k in self.below(subject))

"""What a parser says of a sentence, put right where a participle must be the verb.

Of ``leucine significantly reduced X`` a parser often makes one noun phrase: behind a noun and its adverbs no participle
can describe what follows, so it is the verb, with the noun before as its subject and the one behind as its object.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.relations.words import Word

CHANGES = ("verb.increase", "verb.decrease", "verb.improve", "verb.worsen", "verb.cause", "verb.change")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBAL = frozenset({"VB", "VBD", "VBP", "VBZ", "VBN", "VBG", "MD"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PAST = ("ed", "ose", "ell")  # ends of past forms: "lowered", "rose", "fell"
LEADING = frozenset({"with", "by", "through", "via", "from", "because", "to"})  # what they lead to is no object
NO_CLAUSE = frozenset({"amod", "compound", "aux", "auxpass"})


def mended(words: Sequence[Word]) -> tuple[list[Word], list[int]]:
    """The words and the place of each one's governor; a root is its own. There is no circle.

    Words whose governor is left out hang from the root; where the root is left out, the first verb takes its place.
    """
    places = {w.at: i for i, w in enumerate(words)}
    loose = [i for i, w in enumerate(words) if w.head == w.at or w.head not in places]
    verbs = [i for i in loose if is_verb(words[i])]
    root = next((i for i in loose if words[i].head == words[i].at), (verbs or loose or [0])[0])
    up = [i if i == root else places.get(w.head, root) for i, w in enumerate(words)]
    found = _Mending([replace(w, dep="ROOT") if i == root else w for i, w in enumerate(words)], up)
    for i in range(len(words)):
        found.mend(i)
    for i in range(1, len(words)):
        found.mend_contrast(i)
        found.mend_second(i)
    return found.words, found.up


def is_verb(word: Word) -> bool:
    """Is it a verb that can head a clause?"""
    infinitive = word.dep == "xcomp" and word.has(*CHANGES)  # "failed to lower", tagged as an adjective
    return (word.tag in VERBAL or infinitive) and word.dep not in NO_CLAUSE


class _Mending:
    def __init__(self, words: list[Word], up: list[int]) -> None:
        self.words, self.up = words, up

    def mend(self, i: int) -> None:
        """Make a participle the verb that it must be: ``leucine significantly reduced X`` has no other."""
        word, noun = self.words[i], self.up[i]
        if not word.has(*CHANGES) or word.joined:
            return
        if word.tag not in VERBAL and word.has("verb") and self._has(i, {"aux"}):  # "did not lower X"
            self._set(i, noun, word.dep, "VB")
        if noun == i:
            return
        if i and word.dep == "amod" and noun > i and self._gerund(i):
            self._set(i, self.up[noun], "pcomp", "VBG")
            self._set(noun, i, "dobj")
        elif word.dep == "amod" and noun > i and self._has(i, SUBJECTS):
            self._set(i, i, "ROOT", "VBD")
            self._set(noun, i, "dobj")
        elif word.lower.endswith(PAST) and not self._has(i, SUBJECTS):
            self._mend_participle(i)

    def mend_contrast(self, i: int) -> None:
        """``but glycine raised X``: behind the conjunction at ``i`` the agent is the subject of what follows."""
        if not self.words[i].has("boundary"):
            return
        agents = [k for k in range(i + 1, self._listed(i + 1)) if self.words[k].kind == "amino_acid"]
        verb = next((k for k in range(self._listed(i + 1), len(self.words)) if not self.words[k].has("adverb")), None)
        if not agents or verb is None or not self._is_change(verb):
            return
        self._set(verb, verb if self.up[verb] == verb else self._climb(verb)[-1], "advcl", "VBD")
        self._set(agents[0], verb, "nsubj")
        for k in agents[1:]:
            self._set(k, agents[0], "conj")

    def mend_second(self, i: int) -> None:
        """``lowered A and raised B, C and D``: the participle at ``i`` describes nothing but is the second verb.

        What is listed behind it is its own, wherever a parser hung it.
        """
        word, noun = self.words[i], self.up[i]
        if word.dep != "amod" or noun < i or not self._is_change(i) or word.has("verb.cause"):
            return
        before = next((k for k in range(i - 1, 0, -1) if not self.words[k].has("adverb")), 0)
        joins = self.words[before].has("conj") or self.words[before].text == ","
        verb = self._verb_before(before) if joins else None
        if verb is None or verb == noun:
            return
        members = [k for k in range(i, len(self.words)) if self.words[k].dep == "conj" and self.up[k] < i]
        self._set(i, verb, "conj", "VBD")
        self._set(noun, i, "dobj")
        for k in range(verb + 1, i):
            if self.up[k] == noun and self.words[k].dep == "nmod":
                self._set(k, verb, "dobj")
        for k in members:
            if k != noun and self.up[k] < i and not is_verb(self.words[k]):
                self._set(k, noun, "conj")

    def _verb_before(self, i: int) -> int | None:
        """The verb in the active whose object or list of objects ends before ``i``; None where one is described."""
        for k in range(i - 1, -1, -1):
            word = self.words[k]
            if word.has(*CHANGES) and is_verb(word):
                plain = not word.has("verb.cause") and not self._has(k, {"auxpass", "nsubjpass"})
                return k if plain and self._has(k, {"dobj"}) else None
            if (
                is_verb(word)
                or word.text == ";"
                or word.lower in LEADING
                or (word.has(*CHANGES) and word.dep == "amod")
            ):
                return None
        return None

    def _listed(self, i: int) -> int:
        """Where a list of agents that begins at ``i`` ends."""
        listed = ("conj", "det", "boundary")
        while i < len(self.words) and (self.words[i].kind == "amino_acid" or self.words[i].has(*listed)):
            i += 1
        return i

    def _is_change(self, i: int) -> bool:
        """A verb of change in the past tense that could stand behind its subject; ``leucine induced X`` may be none."""
        word = self.words[i]
        past = word.lower.endswith(PAST) and not word.lower.endswith("induced")
        return word.has(*CHANGES) and not word.joined and (past or word.tag in FINITE)

    def _gerund(self, i: int) -> bool:
        """``in lowering X``, ``tended to lower X``."""
        word, before = self.words[i], self.words[i - 1]
        infinitive = before.lower == "to" or before.lower.endswith(" to")
        return (word.lower.endswith("ing") and before.has("prep", "boundary")) or (infinitive and word.has("verb"))

    def _mend_participle(self, i: int) -> None:
        word, noun = self.words[i], self.up[i]
        bare = not self._finite(0, len(self.words))
        passed = [w.has("adverb") or (bare and w.text == ",") for w in self.words[:i]]
        before = next((k for k in range(i - 1, -1, -1) if not passed[k]), None)
        if before is None or not self._nominal(before):
            return
        top = before
        while self.up[top] != top and self.up[top] < i and not is_verb(self.words[self.up[top]]) and top != i:
            top = self.up[top]
        rooted = self.up[top] == top
        if word.dep == "amod" and noun > i:
            above = i if rooted or self.up[noun] == noun else self.up[noun]
            marks = (k for k in range(i, noun) if self.words[k].text in {",", ";"} or self.words[k].has("conj"))
            apart = any(noun not in self._climb(k) for k in marks)  # "A and B levels" is one thing
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
        return any(w.tag in FINITE for w in self.words[begin:end])

    def _set(self, i: int, head: int, dep: str, tag: str | None = None) -> None:
        """Hang ``i`` from ``head``, or leave it where that would close a circle."""
        if head != i and i in self._climb(head):
            return
        self.up[i] = head
        self.words[i] = replace(self.words[i], dep=dep, tag=tag or self.words[i].tag)

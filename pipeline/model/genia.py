"""GENIA's analyses in CRAFT's terms.

GENIA (Stanford dependencies, older labels) differs in five ways: names of labels; the predicate, not the copula, is the
head of "is high"; the label of an abstract's section is the root of the sentence behind it; hyphenated words are one
word; and there is no text, so spaces are set by the rules of writing.
What has no sure counterpart gets an empty dependency, from which nothing is learnt.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipeline.model.treebanks import ROOT, Sentence, Word

LABELS = MappingProxyType(
    {
        "nn": "compound",
        "num": "nummod",
        "number": "quantmod",
        "rcmod": "relcl",
        "vmod": "acl",
        "tmod": "npadvmod",
        "iobj": "dative",
        "possessive": "case",
        "mwe": "",
    }
)
WRITTEN = MappingProxyType(
    {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
)
LABEL_WORDS = 6  # of a section's label, with its colon
_CLOSING = frozenset(".,;:?!)]}%'/") | {"'s", "n't"}
_OPENING = frozenset("([{/")
_OF_CLAUSE = frozenset(
    {"nsubj", "csubj", "aux", "neg", "mark", "expl", "advcl", "ccomp", "parataxis", "nsubjpass", "auxpass"}
)
_OF_CLAUSE_BEFORE = frozenset({"advmod", "prep", "cc", "npadvmod", "tmod", "dep", "punct"})
_JOINED = re.compile(r"\w[-/–+]\w")

Split = Callable[[str], Sequence[str]]


def as_craft(sentence: Sentence, split: Split) -> Sentence:
    """The sentence as CRAFT would have it; ``split`` gives the tokens of a word that joins several."""
    clauses = _headed(_copulas(list(sentence)))
    named = [
        replace(word, text=WRITTEN.get(word.text, word.text), dep=LABELS.get(word.dep, word.dep), pos="")
        for word in clauses
    ]
    return _pieces(_spaced(named), split)


def _copulas(words: Sentence) -> Sentence:
    """Each copula takes the place of its predicate, and what belongs to the clause."""
    for at, copula in enumerate(list(words)):
        if words[at].dep != "cop" or words[at].head == at:
            continue
        predicate = copula.head
        above = words[predicate]
        words[at] = replace(copula, head=at if above.head == predicate else above.head, dep=above.dep)
        words[predicate] = replace(above, head=at, dep=_complement(above.tag))
        for place, word in enumerate(list(words)):
            if word.head == predicate and place not in (at, predicate) and _goes(words, place, at):
                words[place] = replace(word, head=at)
    return words


def _headed(words: Sentence) -> Sentence:
    """With the sentence behind "RESULTS:" as its own root, and the label a ``meta`` of it, as notes are in CRAFT."""
    colon = next((at for at, word in enumerate(words[:LABEL_WORDS]) if word.text == ":"), None)
    root = next((at for at, word in enumerate(words) if word.dep == ROOT), None)
    if colon is None or root is None or root > colon or not all(w.text.isupper() for w in words[:colon]):
        return words
    clause = next(
        (at for at in range(colon + 1, len(words)) if words[at].head == root and words[at].dep == "dep"), None
    )
    if clause is None:
        return words
    made = [replace(w, head=clause) if w.head == root and at > colon else w for at, w in enumerate(words)]
    made[clause] = replace(words[clause], head=clause, dep=ROOT)
    made[root] = replace(words[root], head=clause, dep="meta")
    return made


def _complement(tag: str) -> str:
    if tag.startswith(("JJ", "VB", "RB")):
        return "acomp"
    return "prep" if tag in {"IN", "TO"} else "attr"


def _goes(words: Sentence, place: int, copula: int) -> bool:
    """Whether a dependent of the predicate belongs to the copula now."""
    word = words[place]
    if word.dep in _OF_CLAUSE or (word.dep == "punct" and place == len(words) - 1):
        return True
    if place < copula:
        return word.dep in _OF_CLAUSE_BEFORE
    if word.dep == "conj":
        return _is_clause(words, place)
    return word.dep == "cc" and any(
        w.dep == "conj" and w.head == word.head and _is_clause(words, k) for k, w in enumerate(words)
    )


def _is_clause(words: Sentence, place: int) -> bool:
    own = {word.dep for word in words if word.head == place}
    return words[place].tag.startswith("VB") or bool(own & {"nsubj", "nsubjpass", "cop"})


def _spaced(words: Sentence) -> Sentence:
    """Spaces as in print: none before closing marks, none after opening ones, quotes by turns."""
    spaced, quoted = [], False
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        space = following not in _CLOSING and word.text not in _OPENING
        if word.text == '"':
            quoted = not quoted
            space = space and not quoted
        elif following == '"' and quoted:
            space = False
        spaced.append(replace(word, space=space))
    return spaced


def _pieces(words: Sentence, split: Split) -> Sentence:
    """Joined words in their parts: the last part stands for the whole, the others hang on it, how is not known."""
    parts = [list(split(word.text)) if _JOINED.search(word.text) else [word.text] for word in words]
    ends: list[int] = []
    for pieces in parts:
        ends.append((ends[-1] if ends else -1) + len(pieces))
    made: Sentence = []
    for at, (word, pieces) in enumerate(zip(words, parts, strict=True)):
        made += [_part(piece, ends[at]) for piece in pieces[:-1]]
        made.append(replace(word, text=pieces[-1], head=ends[word.head]))
    return made


def _part(text: str, whole: int) -> Word:
    mark = not any(c.isalnum() for c in text)
    tag = ("HYPH" if text in {"-", "–"} else "SYM") if mark else ""
    return Word(text=text, tag=tag, head=whole, dep="punct" if mark else "", space=False)

"""Sentence boundaries for abstracts: safe around ``p < 0.05.``, ``vs.``, ``b.w.``, ``L-arg.``, ``RESULTS:``.

The stock sentencizer breaks on abbreviations and pySBD splits 135 documents a second. Here a full stop ends a
sentence only when the next word can begin one, and the word before is no abbreviation.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.lexical import LexiconComponent
from pipeline.lexicon import Cue

LONGEST_BRACKET = 60  # tokens
OPENER = re.compile(r"[\"'“(\[]?(?:[A-Z0-9α-ωΑ-Ω\[(~]|[a-z]{1,3}[A-Z])")  # also mTOR, eIF4E, pH
UNITS = frozenset({"min", "sec", "h", "g", "l", "s", "d", "m"})


@Language.factory("claimdiff_sentences", assigns=["token.is_sent_start"], default_config={"lexicon": "abbreviations"})
def make_sentences(nlp: Language, name: str, lexicon: str) -> "Sentences":
    """Factory; ``lexicon`` lists abbreviations that end in a full stop but end no sentence."""
    return Sentences(nlp, name, lexicon=lexicon)


class Sentences(LexiconComponent[Cue]):
    """The component; see the module's docstring."""

    row = Cue

    def build(self) -> None:
        """Keep the abbreviations, without their last full stop, in lower case."""
        self.abbreviations = {cue.term.lower().rstrip(".") for cue in self.rows}

    def __call__(self, doc: Doc) -> Doc:
        """Set ``token.is_sent_start`` for every token. A line feed (title | abstract) always ends a sentence."""
        text, depth, opened_at = doc.text, 0, 0
        for token in doc:
            if token.i:
                before = doc[token.i - 1]
                token.is_sent_start = bool(before.is_space and "\n" in before.text) or (
                    depth == 0 and self._ends(before.i, doc) and bool(OPENER.match(text, token.idx))
                )
            if token.is_sent_start or token.i - opened_at > LONGEST_BRACKET:
                depth = 0  # a bracket that never closes must not swallow the abstract
            before_it, depth = depth, _depth(depth, token.text)
            opened_at = token.i if depth > before_it == 0 or not depth else opened_at
        return doc

    def _ends(self, i: int, doc: Doc) -> bool:
        """Can token ``i`` be the last of a sentence?"""
        token = doc[i]
        if not token.whitespace_ and not (i + 1 < len(doc) and doc[i + 1].is_space):
            return False
        if token.text in {"?", "!"} or (token.text in ')]"”' and i and doc[i - 1].text.endswith((".", "?"))):
            return True
        if not token.text.endswith("."):
            return False
        word = (
            (doc[i - 1].text if token.text == "." and i and not doc[i - 1].whitespace_ else token.text)
            .rstrip(".")
            .lower()
        )
        if word in UNITS and _is_unit(doc, i):
            return True
        return word not in self.abbreviations and not (len(word) == 1 and word.isalpha() and not _is_unit(doc, i))


def _is_unit(doc: Doc, i: int) -> bool:
    """A single letter that closes a quantity (``5 g.``, ``24 h.``) does end a sentence."""
    at = i - 1 if doc[i].text == "." else i
    return at > 0 and (
        doc[at - 1].like_num or doc[at - 1].text in {"/", "and", "or", "vitamin", "group", "Group", "type"}
    )


def _depth(depth: int, text: str) -> int:
    opened, closed = sum(map(text.count, "([")), sum(map(text.count, ")]"))
    return max(0, depth + opened - closed)

"""Sentence boundaries for abstracts: safe around ``p < 0.05.``, ``vs.``, ``b.w.``, ``L-arg.``, ``RESULTS:``.

The stock sentencizer breaks on abbreviations and pySBD splits 135 documents a second. Here a full stop ends a
sentence only when the next word can begin one, and the word before is no abbreviation.

They stand in ``doc.spans["sentences"]`` too, where a parser behind this component does not overwrite them.
"""

import re
from itertools import pairwise
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.lexical import LexiconComponent
from pipeline.lexicon import Cue
from pipeline.relations.words import bracket_depths

KEY = "sentences"
ENDS = frozenset('.?!)]"”')
LONGEST_BRACKET = 60  # tokens; a bracket that never closes must not swallow the abstract
LONGEST = 400  # tokens; what runs on longer is no sentence, and reading one costs the square of its length
OPENER = re.compile(r"[\"'“(\[]?(?:[A-Z0-9α-ωΑ-Ω\[(~]|[a-z]{1,3}[A-Z])")  # also mTOR, eIF4E, pH
UNITS = frozenset({"min", "sec", "h", "g", "l", "s", "d", "m"})


@Language.factory(
    "claimdiff_sentences",
    assigns=["token.is_sent_start", "doc.sents", "doc.spans"],
    default_config={"lexicon": "abbreviations"},
)
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
        starts = self._starts(doc)
        if len(doc):
            doc.from_array(["SENT_START"], starts.astype("uint64"))
        places = [*numpy.flatnonzero(starts == 1).tolist(), len(doc)]
        doc.spans[KEY] = [Span(doc, start, end) for start, end in pairwise(places)]
        return doc

    def _starts(self, doc: Doc) -> Any:
        """1 for a token that begins a sentence, -1 for any other."""
        starts = numpy.full(len(doc), -1, dtype="int64")
        begun_at = 0
        texts = [token.text for token in doc]
        for i, depth in enumerate(bracket_depths(texts, LONGEST_BRACKET)):
            before = texts[i - 1] if i else ""
            ends = depth == 0 and before[-1:] in ENDS and self._ends(i - 1, doc) and _opens(doc, i)
            if ends or "\n" in before or i - begun_at >= LONGEST:
                starts[i], begun_at = 1, i
        starts[:1] = 1
        return starts

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


def _opens(doc: Doc, i: int) -> bool:
    """Can token ``i`` begin a sentence?"""
    return bool(OPENER.match(doc[i].text + doc[i].whitespace_ + doc[i + 1 : i + 2].text))


def _is_unit(doc: Doc, i: int) -> bool:
    """A single letter that closes a quantity (``5 g.``, ``24 h.``) does end a sentence."""
    at = i - 1 if doc[i].text == "." else i
    return at > 0 and (
        doc[at - 1].like_num or doc[at - 1].text in {"/", "and", "or", "vitamin", "group", "Group", "type"}
    )

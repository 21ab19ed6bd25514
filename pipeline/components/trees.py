"""One tree for each sentence: what a parser leaves beside a sentence's root is attached to it.

A parser keeps to the sentence boundaries that it finds (``doc.spans["sentences"]``): it sets none inside of a sentence
and no arc across two. Yet spaCy reads boundaries off the roots afterwards, and a parser that leaves two words of a
sentence without a head would so cut it in two.
"""

from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.components.sentences import KEY

LOOSE = "dep"  # the treebanks' label for a dependency of no known kind


@Language.factory(
    "claimdiff_trees",
    requires=["doc.spans", "token.head", "token.dep"],
    assigns=["token.head", "token.dep", "token.is_sent_start", "doc.sents"],
)
def make_trees(nlp: Language, name: str) -> "Trees":
    """Factory; nothing to set."""
    return Trees()


class Trees:
    """The component; see the module's docstring."""

    def __call__(self, doc: Doc) -> Doc:
        """Make as many trees as there are sentences."""
        sentences = doc.spans[KEY]
        if doc.has_annotation("DEP") and sum(t.head.i == t.i for t in doc) != len(sentences):
            _attach(doc, list(sentences))
        return doc


def _attach(doc: Doc, sentences: list[Span]) -> None:
    heads: Any = doc.to_array(["HEAD", "DEP"])
    loose = doc.vocab.strings.add(LOOSE)
    for sentence in sentences:
        root, *others = sorted((t for t in sentence if t.head.i == t.i), key=_size)
        for token in others:
            heads[token.i] = (numpy.int64(root.i - token.i).astype("uint64"), loose)
    doc.from_array(["HEAD", "DEP"], heads)


def _size(root: Token) -> tuple[int, int]:
    """The biggest tree first; of two as big the one that begins first."""
    return root.left_edge.i - root.right_edge.i, root.i

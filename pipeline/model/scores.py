"""What a parser is worth on documents that it was not trained on.

All scores are by spaCy's ``Scorer``: a dependency counts where both treebank and model have the same token. ``uas`` and
``las`` leave punctuation out, as spaCy and scispaCy do; tokens without an analysis in the treebank are not asked for.
``raw`` scores start from the text (own tokens and sentences), ``given`` ones from the treebank's tokens.
"""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

WANTED = {"token_f": "token_f", "tag_acc": "tag_acc", "dep_uas": "uas", "dep_las": "las", "sents_f": "sents_f"}


def score(nlp: Language, documents: Path) -> dict[str, float]:
    """``raw_uas``, ``given_las`` and so on, each in [0, 1]."""
    gold = list(DocBin().from_disk(documents).get_docs(nlp.vocab))
    read = {"raw": nlp.pipe(doc.text for doc in gold), "given": nlp.pipe(map(_tokens, gold))}
    found = {kind: _scored(nlp, list(docs), gold) for kind, docs in read.items()}
    return {
        f"{kind}_{short}": round(scores[name], 4) for kind, scores in found.items() for name, short in WANTED.items()
    }


def _scored(nlp: Language, read: list[Doc], gold: list[Doc]) -> dict[str, Any]:
    """As one document each: over several, spaCy's scorer takes a place without an analysis for one in all of them."""
    return Scorer(nlp).score([Example(Doc.from_docs(read), Doc.from_docs(gold))])


def _tokens(doc: Doc) -> Doc:
    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])

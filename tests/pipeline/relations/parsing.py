"""Words by hand: ``the:det rise:noun.increase+pure in:prep leucine:AA`` (``=`` is a space inside a word)."""

from dataclasses import replace

from pipeline.relations.words import Word, bracket_depths

KINDS = {"AA": "amino_acid", "DOSE": "dose", "SYSTEM": "system"}


def parse(text: str) -> list[Word]:
    """Words with categories behind a colon; ``AA`` makes an amino acid, ``DOSE`` a dose, a leading ``-`` joins."""
    words: list[Word] = []
    at = 0
    for piece in text.split():
        form, _, cats = piece.partition(":")
        form, joined = (form[1:], True) if form.startswith("-") and len(form) > 1 else (form, False)
        form = (form or ":").replace("=", " ")
        kinds = [KINDS[c] for c in cats.split("+") if c in KINDS]
        kind = kinds[0] if kinds else "token"
        name = form.lower() if kind == "amino_acid" else None
        found = frozenset(c for c in cats.split("+") if c and c not in KINDS)
        words.append(Word(form, at, at + len(form), kind, found, name, 0, joined))
        at += len(form) + 1
    depths = bracket_depths([w.text for w in words])
    return [replace(w, depth=depth) for w, depth in zip(words, depths, strict=True)]


def mention(text: str) -> tuple[list[Word], int]:
    """Words as ``parse`` makes them, and the place of the first amino acid."""
    words = parse(text)
    return words, next(i for i, w in enumerate(words) if w.kind == "amino_acid")


LEMMAS = {"was": "be", "were": "be", "had": "have", "showed": "show", "compared": "compare"}


def parsed(text: str) -> list[Word]:
    """Words with a parse, ``form/TAG>head.relation:categories``; heads count from 1, 0 marks the root.

    >>> parsed("leucine/NN>2.nsubj:AA raised/VBD>0.ROOT:verb.increase mood/NN>2.dobj")
    """
    pieces = [piece.partition(":") for piece in text.split()]
    split = [(form.rpartition("/"), cats) for form, _, cats in pieces]
    words = parse(" ".join(f"{form}:{cats}" if cats else form for (form, _, _), cats in split))
    found = []
    for at, (word, ((_, _, place), _)) in enumerate(zip(words, split, strict=True)):
        tag, _, relation = place.partition(">")
        head, _, dep = relation.partition(".")
        lemma = LEMMAS.get(word.lower, word.lower)
        found.append(replace(word, at=at, head=int(head) - 1 if int(head) else at, dep=dep, tag=tag, lemma=lemma))
    return found


def text_of(words: object) -> str:
    """The words as text."""
    return " ".join(w.text for w in words)  # type: ignore[attr-defined]

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


def text_of(words: object) -> str:
    """The words as text."""
    return " ".join(w.text for w in words)  # type: ignore[attr-defined]

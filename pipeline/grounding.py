"""Target phrases → concepts of ``lexicons/targets``: the one that has the same key words, in any order."""

import re
from functools import cache

from pipeline.keywords import key_words
from pipeline.lexicon import Term, read


@cache
def _concepts() -> dict[frozenset[str], Term]:
    """Target concepts by their key words; the first by name wins where two share them."""
    table: dict[frozenset[str], Term] = {}
    for term in read("targets", Term):
        table.setdefault(key_words(term.term), term)
    return table


def ground(phrase: str) -> tuple[str, str | None]:
    """(normalised name, CURIE or None) of a target phrase; without a concept its own words, in lower case."""
    term = _concepts().get(key_words(phrase))
    return (term.name, term.id) if term else (re.sub(r"\s+", " ", phrase).strip().lower(), None)

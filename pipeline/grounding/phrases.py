"""A target phrase taken apart before it is looked up: brackets, short forms, and what it was measured under; pure."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.lexicon import Cue, read

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BEHIND = re.compile(r"\s(?:after|before|by|during|following|in|under|upon)\s.*", re.DOTALL)
_UNCERTAIN = re.compile(r"\d|\b(?:and|or)\b")  # a site or a number is no condition


def without_brackets(phrase: str) -> tuple[str, tuple[str, ...]]:
    """The phrase without its brackets, and what stood in them."""
    return _BRACKET.sub("", phrase).strip(), tuple(_BRACKET.findall(phrase))


def expanded(phrase: str, long_forms: Mapping[str, str]) -> str:
    """The phrase with the document's short forms spelled out; ``long form (short)`` loses the bracket instead."""
    for short, long in sorted(long_forms.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        word = rf"(?<![\w-]){re.escape(short)}s?(?![\w-])"
        phrase = re.sub(rf"(?<={re.escape(long)})\s*[(\[]\s*{word}\s*[)\]]", "", phrase, flags=re.IGNORECASE)
        if long.casefold() not in phrase.casefold():
            phrase = re.sub(word, long.replace("\\", r"\\"), phrase)
    return phrase


def measured(phrase: str) -> Iterator[str]:
    """The phrase, then without brackets, then without what brought it about (``X-induced …``, ``… after X``)."""
    plain, _ = without_brackets(phrase)
    bare = _stimulus().sub("", plain)
    head = _BEHIND.sub("", bare)
    cut = bare[len(head) :]
    yield from dict.fromkeys((phrase, *(() if _UNCERTAIN.search("".join(without_brackets(phrase)[1])) else (plain,))))
    if bare != plain:
        yield bare
    if cut and not _UNCERTAIN.search(cut):
        yield head


@cache
def _stimulus() -> re.Pattern[str]:
    """``lidocaine-induced``: a word tied to one that says what was set off, at the beginning of a phrase."""
    words = [c.term for c in read("target_aspects", Cue) if c.category == "state:stimulated" and c.term.isalpha()]
    return re.compile(rf"^(?:\S+[-–])(?:{'|'.join(sorted(words))})\s+|\s(?:{'|'.join(sorted(words))})(?=\s|$)")

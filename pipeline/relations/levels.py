"""Which doses a sentence without an amount speaks of: the highest, those of an arm it names, those told just before."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.relations.comparisons import sides
from pipeline.relations.dosing import Link
from pipeline.relations.words import Word

LEVEL = re.compile(
    r"\b(?:(?P<high>high(?:er|est)?|larg(?:er|est|e))|low(?:er|est)?|small(?:er|est)?)[\s-](?:[A-Za-z-]+\s)?(?:dose|dosage)\b",
    re.IGNORECASE,
)
CARRIED = re.compile(
    r"^It\s(?!was|is|has|had been|seems|appears|may|can)"
    r"|\b(?i:this|the same|these)\s(?:\w+\s)?(?:dose|dosage|treatment|supplementation|concentration)s?\b"
)
BRACKET = re.compile(r"\(([^()]{1,40})\)")
BEHIND = re.compile(r"[^()\d,;.]{0,30}\(([^()]{1,25})\)")  # the bracket that follows a dose: "0.2% lysine (LL)"
ZERO = re.compile(r"\b0(?:\.0+)?\s?%?(?:,|\s(?:and|or))?\s(?:and\s|or\s)?$")  # a list that begins with nothing given
SEPARATED = re.compile(r"[\s,;:=]+")
Place = tuple[int, int]
Arms = dict[str, set[int]]


def dose_level(sentence: str) -> Callable[..., float] | None:
    """``max`` or ``min`` where a sentence speaks of the higher or the lower dose, and of no other."""
    told = {(max if m["high"] else min) for m in LEVEL.finditer(sentence)}
    return told.pop() if len(told) == 1 else None


def is_carried(sentence: str) -> bool:
    """Does the sentence go on with what the one before gave (``It also raised``, ``by this treatment``)?"""
    return bool(CARRIED.search(sentence))


def arm_doses(sentences: Sequence[Sequence[Word]], doses: Sequence[Place], links: Sequence[Link], text: str) -> Arms:
    """Name of an arm in lower case → its doses: ``0.2% (LL) or 0.6% (HL)``, ``0, 1 and 3 g, named Z, L and H``.

    ``doses`` are places (start, end) in ``text``; a name counts where it comes again.
    """
    found: Arms = {}
    mentions = {w.lower for words in sentences for w in words if w.kind == "amino_acid"}
    for n, words in enumerate(sentences):
        mine = sorted({link.dose for link in links if link.sentence == n})
        if not mine:
            continue
        pairs = [p for p in _named(mine, doses, text, words[-1].end) if text.find(p[0], words[-1].end) > 0]
        if len({name for name, _ in pairs}) == 1 and pairs[0][0].lower() in mentions:
            continue  # "5 g leucine (LEU)": the short form of the amino acid
        for name, dose in pairs:
            found.setdefault(name.lower(), set()).add(dose)
    return found


def _named(mine: Sequence[int], doses: Sequence[Place], text: str, end: int) -> Iterator[tuple[str, int]]:
    single = [
        (names[0], dose)
        for dose in mine
        if (mark := BEHIND.match(text, doses[dose][1], end)) and len(names := _names(mark[1])) == 1
    ]
    if len(single) > 1 or len(mine) == 1:
        yield from single
        return
    listed = [name for mark in BRACKET.finditer(text, doses[mine[-1]][1], end) for name in _names(mark[1])]
    if ZERO.search(text, max(0, doses[mine[0]][0] - 12), doses[mine[0]][0]) and len(listed) == len(mine) + 1:
        listed = listed[1:]
    if len(listed) == len(mine):
        yield from zip(listed, mine, strict=True)


def _names(bracket: str) -> list[str]:
    return [w for w in SEPARATED.split(bracket) if w.isupper() and len(w) > 1]


def of_arms(words: Sequence[Word], arms: Arms) -> set[int]:
    """The doses of the arms that a sentence names, those it compares them with left out."""
    own, _ = sides(words)
    return set().union(*(arms.get(w.lower.rstrip("."), ()) for w in own if w.text.isupper()))

"""How much: ties each dose of an abstract to the amino acid it is a dose of, or to none."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.relations.measurements import JOINED, results
from pipeline.relations.owners import owner, right_before
from pipeline.relations.study import Study
from pipeline.relations.substances import dosable
from pipeline.relations.words import Word

REACH = 80  # words to either side of a dose among which its owner is looked for
REMARK = re.compile(r"^\s?\([^()]{1,40}\)")
BARE = re.compile(r"[\d.,\s]+")  # a number whose unit stands at a later one of its list
GENERIC = frozenset({"compound", "compounds", "substance", "product", "supplement", "ingredient"})  # whatever was given


@dataclass(frozen=True, slots=True)
class Link:
    """Dose number ``dose`` of the abstract is a dose of ``name``, by sentence ``sentence``."""

    dose: int
    name: str
    sentence: int


def links(
    sentences: Sequence[Sequence[Word]], doses: Sequence[tuple[int, int]], text: str, context: Study
) -> list[Link]:
    """Tie doses (start, end) to amino acids, sentence by sentence; those joined in a list share their owner.

    Doses and sentences come in the order of the text.
    """
    found: list[Link] = []
    shared: list[Link] = []  # counts for what has no dose of its own
    starts = [start for start, _ in doses]
    for n, words in enumerate(sentences):
        if not words:
            continue
        here = range(bisect_left(starts, words[0].start), bisect_left(starts, words[-1].end))
        places = [doses[i] for i in here]
        around = _around(places, words)
        measured = results(places, around, text)
        owned = [
            None if r else owner(p, near, text, context) for p, near, r in zip(places, around, measured, strict=True)
        ]
        firm = [right_before(end, near) is not None for (_, end), near in zip(places, around, strict=True)]
        owners = _share(owned, firm, measured, places, text)
        found += [Link(i, name, n) for i, name in zip(here, owners, strict=True) if name]
        shared += [
            Link(i, name, n)
            for i, p, near in zip(here, places, around, strict=True)
            for name in _beside(p, near, context)
        ]
    known = {link.name for link in found}
    return sorted([*found, *(s for s in shared if s.name not in known)], key=lambda link: link.dose)


def _around(places: Sequence[tuple[int, int]], words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words in reach of each place: the work on a sentence stays in proportion to its length."""
    middles = [bisect_left(words, start, key=lambda w: w.start) for start, _ in places]
    return [words[max(0, i - REACH) : i + REACH] for i in middles]


def _beside(place: tuple[int, int], words: Sequence[Word], context: Study) -> Sequence[str]:
    """Who shares a dose that one of them touches: ``A or B (5 g)``, ``5 g of A (PLA) or B``, ``5 g of compound``."""
    at = next(i for i, w in enumerate(words) if w.end > place[0])
    if at and words[at - 1].text in "([":
        before = [w for w in words[: at - 1][::-1] if w.text not in "()[]" and w.depth < words[at].depth]
        return [] if before and dosable(before[0]) else _listed(before, words[at].depth)
    behind = words[at + 1 :]
    if not behind or behind[0].lower != "of":
        return _listed(behind, words[at].depth + 1)
    named = next((w for w in behind[1:] if not w.has("det")), None)
    if named is not None and named.lower in GENERIC:
        return context.exposures
    return _listed(behind[1:], words[at].depth + 1)


def _listed(words: Sequence[Word], depth: int) -> list[str]:
    """The amino acids of the list that ``words`` open with, behind its first item; brackets are passed over."""
    found: list[str] = []
    items = 0
    for word in words:
        if word.kind == "dose":
            break
        if word.depth >= depth or word.text in "()[]" or word.joined:
            continue
        if word.kind == "amino_acid" or (items == 0 and (word.has("control") or dosable(word))):
            items += 1
            found += [word.name] if items > 1 and word.name else []
        elif not (word.text == "," or word.lower in {"or", "and"}) or not items:
            break
    return found


def _share(
    owners: list[str | None],
    firm: Sequence[bool],
    measured: Sequence[bool],
    places: Sequence[tuple[int, int]],
    text: str,
) -> list[str | None]:
    """Doses joined by commas, ``and``, ``or`` have one owner: pass it on backwards, then forwards.

    A number without a unit is of what the next one is of. What stands right before its substance (``firm``) is of that.
    Behind a remark (``0.2% (LL) or 0.6% (HL) lysine``) it is passed on only to what has no known owner.
    """
    for i in [*range(len(owners) - 2, -1, -1), *range(len(owners) - 1)]:
        one, two = owners[i], owners[i + 1]
        between = text[places[i][1] : places[i + 1][0]]
        if measured[i] or measured[i + 1] or not JOINED.match(REMARK.sub("", between)):
            continue
        if REMARK.match(between):
            owners[i], owners[i + 1] = one or two, two or one
        elif two is not None and BARE.fullmatch(text, *places[i]):
            owners[i] = two
        elif one is None or not firm[i + 1]:
            owners[i] = owners[i + 1] = one if one is not None else two
    return owners

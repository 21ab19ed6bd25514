"""Arms: the names that an abstract gives its groups (``group A``, ``(LEU)``, ``NUTRITION``), and what each got."""

import re
from collections.abc import Iterator, Sequence, Set

from pipeline.relations.words import Word

NAME = re.compile(
    r"\b(?i:group|arm|diet|treatment)s?\s+([A-Z]{1,3}\d?|\d)\b|\b([A-Z]\d?)\s*[:=-]\s|\b([A-Z]{1,4}\d?)\s+group\s*[:=]\s"
)
BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9+-]{0,11})(?:[;,:=][^()]*)?\)")
EDGES = (",", ";", ":", " or ", " and ", " either ")
CLAUSE = (";", ":", " or ", " received ", " receive ", " either ")
LONGEST = 9  # words that a name in brackets may stand for
Place = tuple[int, int]
Arms = dict[str, frozenset[str]]


def arms(sentences: Sequence[Sequence[Word]], text: str, exposures: Sequence[str], others: Set[str]) -> Arms:
    """Name in lower case → the amino acids that the arm got; none for controls and for arms of other substances.

    A name counts where the words that describe it hold an amino acid, a control, another substance or, for the
    ``exposures`` of the study, a word such as "experimental". The title names no arms.
    """
    found: Arms = {}
    for words in sentences[1:]:
        if not words:
            continue
        for name, (start, end) in _described(words, text):
            members = [w for w in words if start <= w.start < end]
            given = frozenset(w.name for w in members if w.kind in {"amino_acid", "dose"} and w.name)
            if not given and any(w.has("intervention") for w in members):
                given = frozenset(exposures)
            if given or any(w.has("control") or w.lower in others for w in members):
                found.setdefault(name, given)
    return found


def _described(words: Sequence[Word], text: str) -> Iterator[tuple[str, Place]]:
    """Names of arms in a sentence, each with the stretch of text that describes it."""
    begin, end = words[0].start, words[-1].end
    marks = list(NAME.finditer(text, begin, end))
    for n, mark in enumerate(marks):
        name = next(filter(None, mark.groups())).lower()
        if text[: mark.start()].endswith("("):  # "leucine 5 g (Group A, n = 8)"
            yield name, (_opening(text, begin, mark.start(), EDGES), mark.start())
            continue
        stop = marks[n + 1].start() if n + 1 < len(marks) else end
        cut = re.search(r"[;.]\s", text[mark.end() : stop])
        yield name, (mark.end(), mark.end() + cut.start() if cut else stop)
    for mark in BRACKETED.finditer(text, begin, end):
        name = mark.group(1)
        if name.isupper() and text.find(name, mark.end()) > 0:
            start = _opening(text, begin, mark.start(), EDGES)
            if not _abbreviates(name, text[start : mark.start()]):
                start = _opening(text, begin, mark.start(), CLAUSE)
            elif len(text[start : mark.start()].split()) > LONGEST:
                continue
            yield name.lower(), (start, mark.end())


def _opening(text: str, begin: int, end: int, edges: Sequence[str]) -> int:
    return max(begin, *(text.rfind(edge, begin, end) for edge in edges))


def _abbreviates(name: str, phrase: str) -> bool:
    """Could ``name`` stand for words of ``phrase``? ``NUTRITION`` does not for ``omega-3 fatty acids``."""
    return len(name) < 6 or any(word[:3].upper() == name[:3] for word in phrase.split())


def arm_at(words: Sequence[Word], i: int, known: Arms) -> frozenset[str] | None:
    """What the arm got that the word at ``i`` names; None where it names none."""
    name = words[i].lower.rstrip(".")
    return known[name] if name in known and not words[i].text[:1].islower() and _is_arm(words, i) else None


def arm_places(sentences: Sequence[Sequence[Word]], known: Arms) -> dict[Place, frozenset[str]]:
    """Where the arms are named, the title left aside, and what each got."""
    named = ((w, arm_at(words, i, known)) for words in sentences[1:] for i, w in enumerate(words) if not w.name)
    return {(word.start, word.end): given for word, given in named if given is not None}


def _is_arm(words: Sequence[Word], i: int) -> bool:
    if len(words[i].text) > 2:
        return True
    near = [*words[max(0, i - 1) : i], *words[i + 1 : i + 2]]
    return any(w.has("group") for w in near)

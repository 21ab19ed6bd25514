"""Short forms of amino acids that a document defines: abbreviations and names of arms (``leucine group (LG)``)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline import lexicon
from pipeline.components.residues import ABBREVIATIONS
from pipeline.components.traps import Place
from pipeline.lexicon import Term

GIVEN_AS = frozenset(
    [
        "administration",
        "arm",
        "condition",
        "diet",
        "drink",
        "feeding",
        "fed",
        "group",
        "infusion",
        "ingestion",
        "intake",
        "loading",
        "meal",
        "mixture",
        "rats",
        "mice",
        "solution",
        "supplement",
        "supplemented",
        "supplementation",
        "supplements",
        "treated",
        "treatment",
        "trial",
    ]
)
ARM = re.compile(r"\(\s*([A-Z][A-Za-z0-9+-]{1,7})\s*[;,:]\s*(?:n\s*=|\d)")  # (LG; n = 12), (LEU, 3 g)
CODE_GIVEN = re.compile(
    r"[A-Z][a-z]{2}-(?:supplemented|enriched|fortified|deficient|deprived|depleted|restricted|starved|free|fed)\b"
)  # Leu-supplemented; clear without the full name
LONGEST_LEAD = 2  # words of the long form before the amino acid


class ShortForms:
    """What the short forms of one document mean; ``found`` are the mentions that no trap hides, in order."""

    def __init__(self, doc: Doc, found: Sequence[Place]) -> None:
        names = [place for place in found if place[2].type not in ABBREVIATIONS]
        self._doc, self._text = doc, doc.text  # spaCy puts the text together anew each time
        self._spelled = {term.name for _, _, term in names}
        self.forms = {**_arms(doc, names), **_defined(doc, names)}
        self._foreign = _foreign(doc, names)

    def support(self, start: int, end: int, term: Term) -> bool:
        """Does the match of ``term`` at tokens ``start`` to ``end`` mean it?

        A short form means what the document defines it as; else an ambiguous one needs its full name somewhere, or a
        word that says it was given.
        """
        text = self._doc[start:end].text
        if text in self.forms:
            return self.forms[text].name == term.name
        if term.type in ABBREVIATIONS and text in self._foreign:
            return False
        if term.type != "ambiguous abbreviation" or term.name in self._spelled:
            return True
        return bool(CODE_GIVEN.match(self._text, self._doc[start].idx))

    def occurrences(self, taken: Iterable[Span]) -> list[Place]:
        """Where defined short forms stand that the lexicon does not list, outside the ``taken`` spans."""
        doc = self._doc
        used = {i for span in taken for i in range(span.start, span.end)}
        places = {
            (a["short_start"], a["short_end"]): self.forms[a["short_text"]]
            for a in doc._.abbreviations
            if a["short_text"] in self.forms
        }
        places |= {(t.i, t.i + 1): self.forms[t.text] for t in doc if t.text in self.forms}
        spans = [Span(doc, start, end) for start, end in places if used.isdisjoint(range(start, end))]
        return [(s.start, s.end, places[s.start, s.end]) for s in filter_spans(spans)]


def _defined(doc: Doc, names: Sequence[Place]) -> dict[str, Term]:
    """Short forms that scispaCy's detector saw defined by a phrase that is, or opens with, an amino acid."""
    at = {i: place for place in reversed(names) for i in range(place[0], place[1])}
    forms: dict[str, Term] = {}
    for item in sorted(doc._.abbreviations, key=lambda a: (a["long_start"], a["long_end"], a["short_text"])):
        long = range(item["long_start"], item["long_end"])
        inside = next((at[i] for i in long if i in at and {*range(*at[i][:2])} <= {*long}), None)
        if inside and _is_the_substance(doc, item["long_start"], item["long_end"], inside):
            forms.setdefault(item["short_text"], inside[2])
    return forms


@cache
def _withholding() -> frozenset[str]:
    """``methionine restriction (MR)``: a short form of withholding names the amino acid, too."""
    return frozenset(cue.term for cue in lexicon.read("cues", lexicon.Cue) if cue.category == "withheld")


def _foreign(doc: Doc, names: Sequence[Place]) -> set[str]:
    """Short forms that the document defines as something else (``neoadjuvant chemotherapy (NAC)``)."""
    inside = {i for start, end, _ in names for i in range(start, end)}
    return {
        item["short_text"]
        for item in doc._.abbreviations
        if inside.isdisjoint(range(item["long_start"], item["long_end"]))
    }


def _arms(doc: Doc, names: Sequence[Place]) -> dict[str, Term]:
    """Names of arms with more than the name in their brackets, which scispaCy's detector leaves aside."""
    forms: dict[str, Term] = {}
    for mark in ARM.finditer(doc.text):
        bracket = next((t.i for t in doc.char_span(mark.start(), mark.end(), alignment_mode="expand") or ()), None)
        before = [place for place in names if bracket is not None and bracket - 4 <= place[1] <= bracket]
        if before and bracket is not None and mark[1][0].casefold() in _initials(doc, before[-1]):
            words = [t.lower_ for t in doc[before[-1][1] : bracket] if not t.is_punct]
            if all(word in GIVEN_AS for word in words):
                forms.setdefault(mark[1], before[-1][2])
    return forms


def _initials(doc: Doc, place: Place) -> set[str]:
    """The letters that a short form of the mention at ``place`` may begin with (``L-arginine``: l, a)."""
    text = doc[place[0] : place[1]].text.casefold()
    return {text[0], text.removeprefix("l-")[0], place[2].name[0]}


def _is_the_substance(doc: Doc, begin: int, end: int, place: Place) -> bool:
    """The long form is the amino acid itself, or what it is given as; never an enzyme or a level of it."""
    rest = [t.lower_ for t in doc[place[1] : end] if not t.is_punct]
    lead = [t for t in doc[begin : place[0]] if not t.is_punct and len(t) > 1]
    return (not rest or rest[0] in GIVEN_AS | _withholding()) and len(lead) <= LONGEST_LEAD

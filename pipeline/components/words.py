"""From tokens to words: a mention, a cue or a dose of several tokens is one word, with what the parser says of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from pipeline.relations.words import Word, bracket_depths

FUNCTION_WORDS = frozenset({"neg", "det", "prep", "conj", "aux", "boundary", "anaphor"})
REDOX = frozenset({"reduced", "oxidized", "oxidised"})
REDOX_PAIRS = frozenset({"glutathione", "gsh", "thiol", "thioredoxin", "ubiquinone", "coenzyme", "ferredoxin"})
HYPHENS = frozenset("-–/")
Unit = tuple[int, int, str, str | None]  # first token, the one behind the last, kind, canonical name
KINDS = {"amino_acids": "amino_acid", "cues": "token", "systems": "system"}


class Words:
    """Makes words of tokens: a mention, a cue or a dose of several tokens is one word."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.doses: dict[int, int] = {d["start"]: d["end"] for d in doc._.doses}
        self.cats: dict[tuple[int, int], set[str]] = defaultdict(set)
        for cue in doc.spans["cues"]:
            self.cats[cue.start, cue.end].add(cue.label_)
        self.spans = _spans_by_start(doc)
        self.parsed = doc.has_annotation("DEP")

    def of(self, sent: Span) -> list[Word]:
        """The words of ``sent``, white space left out."""
        words: list[Word] = []
        units = [u for u in self._units(sent.start, sent.end) if self.doc[u[0] : u[1]].text.strip()]
        texts = [self.doc[start:end].text for start, end, _, _ in units]
        for (i, end, kind, name), text, depth in zip(units, texts, bracket_depths(texts), strict=True):
            start = self.doc[i].idx
            if kind == "dose":
                text = text[: self.doses[start] - start]  # a unit's token may hold the sentence's full stop: "3 M."
            touches = bool(words) and words[-1].end == start
            ties = self._ties(i) if text == ":" else text in HYPHENS
            joined = touches and (ties or words[-1].text in HYPHENS or (words[-1].text == ":" and words[-1].joined))
            cats = self._categories(i, end, kind, text)
            words.append(Word(text, start, start + len(text), kind, cats, name, depth, joined))
        return self._with_syntax(words, units) if self.parsed else words

    def _ties(self, i: int) -> bool:
        """Does the colon at token ``i`` make a ratio of two names (``n-6:n-3``, ``glycine:serine``), no label?"""
        if not 0 < i < len(self.doc) - 1 or self.doc[i - 1].whitespace_ or self.doc[i].whitespace_:
            return False
        before, after = self.doc[self.doc[i].sent.start : i], self.doc[i + 1]
        return not before.text.isupper() and any(c.isalpha() for c in after.text)

    def _with_syntax(self, words: list[Word], units: Sequence[Unit]) -> list[Word]:
        """The words with their heads: a word of several tokens has the head of the token that leaves it."""
        place = {t: at for at, (i, end, _, _) in enumerate(units) for t in range(i, end)}
        found = []
        for at, (word, (i, end, _, _)) in enumerate(zip(words, units, strict=True)):
            top = self.doc[i:end].root  # the highest: heads of words then form no circle
            head = place.get(top.head.i, at)
            dep = top.dep_ if head != at else "ROOT"
            found.append(replace(word, at=at, head=head, dep=dep, tag=top.tag_, lemma=top.lemma_))
        return [replace(w, cats=frozenset()) if _is_redox(w, found) else w for w in found]

    def _units(self, i: int, limit: int) -> Iterator[Unit]:
        while i < limit:
            end, kind, name = self._unit(i, limit)
            yield i, end, kind, name
            i = end

    def _unit(self, i: int, limit: int) -> tuple[int, str, str | None]:
        """Where the unit at token ``i`` ends, its kind, and the canonical name of what it mentions."""
        if stop := self.doses.get(self.doc[i].idx):
            end = i + 1
            while end < limit and self.doc[end].idx < stop:
                end += 1
            return end, "dose", next((self.spans[k][1].id_ for k in range(i, end) if self._is_mention(k)), None)
        kind, span = self.spans.get(i, ("token", None))
        if span is None or span.end > limit:
            return i + 1, "token", None
        return span.end, kind, (span.id_ or None) if kind != "token" else None

    def _is_mention(self, i: int) -> bool:
        return i in self.spans and self.spans[i][0] == "amino_acid"

    def _categories(self, i: int, end: int, kind: str, text: str) -> frozenset[str]:
        found = frozenset(self.cats.get((i, end), ()))
        if text.isalpha() and text.isupper() and len(text) > 1 and found & FUNCTION_WORDS:
            return frozenset()  # NO is nitric oxide, AT a threshold
        if kind == "system":
            return found | {"group"}
        if kind == "token" and not found and text.lower().endswith("ly") and len(text) > 5:
            return frozenset({"adverb"})
        return found


def _is_redox(word: Word, sentence: Sequence[Word]) -> bool:
    """``raised reduced glutathione``: a form of it, no change."""
    described = word.dep == "amod" and sentence[word.head].dep != "ROOT" and word.at + 1 < len(sentence)
    return described and word.lower in REDOX and sentence[word.at + 1].lower.rstrip("s") in REDOX_PAIRS


def _spans_by_start(doc: Doc) -> dict[int, tuple[str, Span]]:
    """Amino acids, cues and systems by first token, with their kinds; where they overlap the first kind wins."""
    chosen: dict[int, tuple[str, Span]] = {}
    taken: set[int] = set()
    for key, kind in KINDS.items():
        for span in doc.spans.get(key, []):
            place = range(span.start, span.end)
            if not span.label_.startswith("role.") and taken.isdisjoint(place):
                chosen[span.start] = (kind if span.id_ else "token", span)
                taken.update(place)
    return chosen

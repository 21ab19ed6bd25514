"""Targets of findings and the concepts they name: scispaCy's ``EntityLinker`` over our own candidate search.

Writes ``doc.spans["targets"]`` (label ``TARGET``, ``span.kb_id_`` the CURIE or "") and, into each finding, ``link``:
``id``, ``name``, ``synonym``, ``score``, ``way`` and ``read`` of ``pipeline.grounding.Link``, or None.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from scispacy.candidate_generation import MentionCandidate
from scispacy.linking import EntityLinker
from scispacy.linking_utils import Entity, KnowledgeBase
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.components.lexical import LexiconComponent
from pipeline.grounding import THRESHOLD, K, Link, Linker, as_link
from pipeline.lexicon import Term

KEY = "targets"
Place = tuple[int, int]


@Language.factory(
    "claimdiff_targets",
    requires=["doc._.findings", "doc._.abbreviations"],
    assigns=["doc.spans", "doc._.findings"],
    default_config={"lexicon": "targets", "threshold": THRESHOLD, "k": K},
)
def make_targets(nlp: Language, name: str, lexicon: str, threshold: float, k: int) -> "Targets":
    """Factory: ``lexicon`` a table of terms, ``threshold`` and ``k`` as ``pipeline.grounding.Linker`` takes them."""
    return Targets(nlp, name, lexicon=lexicon, threshold=threshold, k=k)


class Candidates:
    """Our search as scispaCy calls one: ``kb``, and for each text the concepts that it may name, best first."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self.kb = KnowledgeBase(_entities(linker))

    def __call__(self, texts: Sequence[str], k: int) -> list[list[MentionCandidate]]:
        """At most ``k`` candidates for each text."""
        return [[MentionCandidate(c.id, [c.synonym], [c.score]) for c in self.linker.candidates(t)[:k]] for t in texts]


def _entities(linker: Linker) -> Iterator[Entity]:
    names: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for wording in linker.wordings.written:
        names[wording.id] = wording.name
        aliases.setdefault(wording.id, []).append(wording.text)
    yield from (Entity(concept, name, aliases[concept]) for concept, name in names.items())


class Targets(LexiconComponent[Term]):
    """The component; see the module's docstring."""

    row = Term

    def __init__(self, nlp: Language, name: str, *, lexicon: str, threshold: float, k: int) -> None:
        super().__init__(nlp, name, lexicon=lexicon)
        self.threshold, self.k = threshold, k
        for owner, extension, default in ((Span, "long_form", None), (Doc, "abbreviations", [])):
            if not owner.has_extension(extension):
                owner.set_extension(extension, default=default)
        self.build()

    def build(self) -> None:
        """Make the search and scispaCy's linker over it from ``self.rows``."""
        self.search = Linker(self.rows, threshold=self.threshold, k=self.k)
        self.linker = EntityLinker(
            candidate_generator=Candidates(self.search),
            k=self.k,
            threshold=self.threshold,
            filter_for_definitions=False,
            max_entities_per_mention=1,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.spans["targets"]`` and the ``link`` of each finding."""
        spans = {place: _span(doc, *place) for place in sorted({tuple(f["target"]) for f in doc._.findings})}
        links = self._links(doc, spans)
        for place, span in spans.items():
            span.kb_id_ = links[place].id if place in links else ""
        doc.spans[KEY] = list(spans.values())
        doc._.findings = [{**f, "link": _plain(links.get(tuple(f["target"])))} for f in doc._.findings]
        return doc

    def _links(self, doc: Doc, spans: dict[Place, Span]) -> dict[Place, Link]:
        """The links by place. scispaCy reads ``doc.ents`` and a span's long form, so they are lent to it."""
        long_forms = {a["short_text"]: a["long_text"] for a in doc._.abbreviations}
        text = doc.text  # spaCy puts it together anew each time
        texts = {place: text[slice(*place)] for place in spans}
        read = {place: self.search.reading(words, long_forms) for place, words in texts.items()}
        links: dict[Place, Link] = {}
        before = doc.ents
        for layer in _layers(spans):
            doc.ents = tuple(layer.values())
            for place, span in layer.items():
                span._.long_form = read[place]
            self.linker(doc)
            for place, span in layer.items():
                for concept, _ in span._.kb_ents:
                    best = next(c for c in self.search.candidates(read[place]) if c.id == concept)
                    links[place] = as_link(best, texts[place], read[place])
        doc.ents = before
        return links


def _span(doc: Doc, start: int, end: int) -> Span:
    """The tokens of a place; a target that is part of a token has the whole of it."""
    span: Span | None = doc.char_span(start, end, label="TARGET", alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token stands at {start}:{end}")
    return span


def _layers(spans: dict[Place, Span]) -> Iterator[dict[Place, Span]]:
    """The spans, sorted into groups in which none overlaps another."""
    left = dict(spans)
    while left:
        taken = {(s.start, s.end) for s in filter_spans(left.values())}
        layer = {}
        for place, span in left.items():
            if (span.start, span.end) in taken:
                taken.discard((span.start, span.end))
                layer[place] = span
        yield layer
        left = {place: span for place, span in left.items() if place not in layer}


def _plain(link: Link | None) -> dict[str, Any] | None:
    return link._asdict() if link else None

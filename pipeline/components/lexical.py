"""What the lexicon components share: rows loaded by ``initialize``, kept by ``to_disk``, matched longest first."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

from pipeline.lexicon import read
from pipeline.schema import Record

Row = TypeVar("Row", bound=Record)


def plain_tokenizer(nlp: Language) -> Callable[[str], Doc]:
    """A second tokenizer with the same rules: a big lexicon would fill the cache of the pipeline's own for good."""
    own: Any = nlp.tokenizer
    tokenizer: Callable[[str], Doc] = Tokenizer(
        nlp.vocab,
        rules=own.rules,
        prefix_search=own.prefix_search,
        suffix_search=own.suffix_search,
        infix_finditer=own.infix_finditer,
        token_match=own.token_match,
        url_match=own.url_match,
    )
    return tokenizer


class LexiconComponent(Generic[Row]):
    """Base of components that read one lexicon. Subclasses set ``row`` and build their matchers in ``build``."""

    row: type[Row]

    def __init__(self, nlp: Language, name: str, *, lexicon: str) -> None:
        self.nlp, self.name, self.lexicon = nlp, name, lexicon
        self.rows: tuple[Row, ...] = ()

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]] | None = None, *, nlp: Language | None = None
    ) -> None:
        """Load the rows from the packaged lexicon."""
        self.load(read(self.lexicon, self.row))

    def load(self, rows: Iterable[Row]) -> None:
        """Take ``rows`` and build the matchers."""
        self.rows = tuple(rows)
        self.build()

    def build(self) -> None:
        """Make the matchers from ``self.rows``."""
        raise NotImplementedError

    def to_bytes(self, **_: Any) -> bytes:
        """The rows as JSON Lines."""
        return "\n".join(json.dumps(r.model_dump(), ensure_ascii=False, sort_keys=True) for r in self.rows).encode()

    def from_bytes(self, data: bytes, **_: Any) -> "LexiconComponent[Row]":
        """The reverse of ``to_bytes``."""
        self.load(self.row.model_validate_json(line) for line in data.decode().splitlines())
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write ``rows.jsonl`` into the folder ``path``."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "rows.jsonl").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> "LexiconComponent[Row]":
        """The reverse of ``to_disk``."""
        return self.from_bytes((Path(path) / "rows.jsonl").read_bytes())


class PhraseIndex:
    """Terms → payload lists, with one matcher for terms in any case and one for terms as written."""

    def __init__(self, nlp: Language) -> None:
        self._tokenize = plain_tokenizer(nlp)
        self._any = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._strings = nlp.vocab.strings
        self._payloads: dict[tuple[bool, int], list[Any]] = {}

    def add(self, term: str, payload: Any, *, exact: bool = False) -> None:
        """Index ``term``; several payloads may share one."""
        key = term if exact else term.lower()
        slot = self._payloads.setdefault((exact, self._strings.add(key)), [])
        if not slot:
            (self._exact if exact else self._any).add(key, [self._tokenize(term)])
        slot.append(payload)

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, list[Any]]]:
        """All matches as (start token, end token, payloads), overlapping ones included, exact case first."""
        for exact, matcher in ((True, self._exact), (False, self._any)):
            for key, start, end in matcher(doc):
                yield start, end, self._payloads[exact, key]

    def longest(self, doc: Doc) -> list[tuple[int, int, list[Any]]]:
        """The longest matches that do not overlap, in order; exact case wins over any case."""
        by_place: dict[tuple[int, int], list[Any]] = {}
        for start, end, payloads in self.matches(doc):
            by_place.setdefault((start, end), payloads)
        kept = filter_spans([Span(doc, start, end) for start, end in by_place])
        return sorted((s.start, s.end, by_place[s.start, s.end]) for s in kept)

"""A source document → rows of a claim table, numbered on from the claims that are there."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.drafts.leads import leads
from pipeline.drafts.passage import Passage, passages
from pipeline.drafts.rows import Draft, draft, numbered
from pipeline.errors import SettingsError
from pipeline.extract import extract
from pipeline.installed import BUNDLED
from pipeline.schema import Claim, Evidence
from pipeline.sources import SourceDocument

_KEY = re.compile(r"(\d{3})(?:-|$)", re.ASCII)
_SOURCE = re.compile(r"\d{3}(?:-[a-z0-9-]+)?", re.ASCII)
_HINT = "Name the source, such as --source 004-glutamine."


class Proposed(NamedTuple):
    """Rows with the columns of a claim table, their source, and the number of sentences that were read."""

    rows: list[dict[str, str]]
    source: str
    sentences: int


def propose(
    document: SourceDocument, known: Sequence[Claim] = (), source: str | None = None, model: str = BUNDLED
) -> Proposed:
    """What a document seems to claim. ``known`` are the claims whose ids are taken.

    The source is the one given, else that of the known claims with the document's three digits, else made of its title.
    Raises SettingsError where there is none, ModelError where the model cannot be used.
    """
    name = source or _source(document, known)
    if not _SOURCE.fullmatch(name):
        raise SettingsError(f"The source {name!r} is no three digits and slug.", hint=_HINT)
    read = list(passages(document))
    found = extract([passage.article for passage in read], model=model)
    drafts = [
        one
        for passage, (_, evidence) in zip(read, found, strict=True)
        for one in drafted(document, passage, evidence, name)
    ]
    rows = numbered(drafts, name[:3], _next(name[:3], known))
    return Proposed(rows, name, sum(len(passage.sentences) for passage in read))


def drafted(document: SourceDocument, passage: Passage, found: Iterable[Evidence], source: str) -> list[Draft]:
    """The drafts of a passage, and leads where it has none, in its order."""
    read = list(draft(document, passage, found, source))
    more = leads(document, passage, {one.sentence.start for one in read}, source)
    return sorted([*read, *more], key=lambda one: one.sentence.start)


def _source(document: SourceDocument, known: Sequence[Claim]) -> str:
    key = _KEY.match(document.id)
    if key is None:
        raise SettingsError(f"The name of {document.id} begins with no three digits.", hint=_HINT)
    slug = re.sub(r"[^a-z0-9]+", "-", (document.title or "").lower()).strip("-")[:40].strip("-")
    made = "-".join(filter(None, (key[1], slug)))
    return next((claim.source for claim in known if claim.source[:3] == key[1]), made)


def _next(key: str, known: Sequence[Claim]) -> int:
    taken = (re.fullmatch(rf"{key}-(\d+)", claim.id) for claim in known)
    return max((int(number[1]) for number in taken if number), default=0) + 1

"""Where a document names the substances that it is read about, by name and by agent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.learned.wordpieces import Place


def by_name(doc: Doc) -> dict[str, list[Place]]:
    """The places (code points) of each canonical name."""
    found: dict[str, list[Place]] = defaultdict(list)
    for span in doc.spans["amino_acids"]:
        if span.id_:
            found[span.id_].append((span.start_char, span.end_char))
    return dict(found)


def of_agent(name: str, places: Mapping[str, Sequence[Place]]) -> list[Place]:
    """The mentions of an agent, in order; those of a mixture (``a+b``) are those of its parts."""
    names = [name] if name in places else name.split("+")
    return sorted({place for part in names for place in places.get(part, ())})

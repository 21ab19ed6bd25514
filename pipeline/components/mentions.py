"""Where a document names the substances it is read about, by name and by agent; how the tagger is shown them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.learned.tagger import AGENT, CONTROL, OTHER
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


def marks(name: str, places: Mapping[str, Sequence[Place]], arms: Mapping[Place, frozenset[str]]) -> dict[Place, int]:
    """What the tagger is shown in place of names where it reads about the agent ``name``.

    ``places``: mentions by name; ``arms``: places of names of arms, and what these got.
    """
    own = {name, *name.split("+")}
    shown = {place: OTHER for named in places.values() for place in named}
    for place, given in arms.items():
        shown[place] = AGENT if given & own else OTHER if given else CONTROL
    return shown | dict.fromkeys(of_agent(name, places), AGENT)

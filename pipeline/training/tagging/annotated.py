"""Gold → examples: each agent with findings, and a few of the others as examples of no finding."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from spacy.tokens import Doc

from pipeline.components.mentions import by_name, marks, of_agent
from pipeline.components.reading import read
from pipeline.evaluate import Finding
from pipeline.learned.tagger import AGENT, CONTROL, OTHER
from pipeline.learned.wordpieces import Place
from pipeline.relations.arms import arm_places
from pipeline.schema import Direction
from pipeline.training.gold import annotated, document, fold, words_only
from pipeline.training.tagging.examples import Example, Target

MOST_EMPTY = 2  # agents without finding, of one abstract
UNKNOWN = (0, 1)  # folds of the names that are taken for unknown where they are others


def examples(gold: str, lexicon: str | None = None) -> Iterator[Example]:
    """The examples of a gold file. Raises InputError where gold or texts cannot be read."""
    reader = words_only(lexicon)
    for pmid, article, findings in annotated(gold, reader):
        doc = reader(document(article, reader))
        if places := mentions(doc):
            reading = read(doc)
            arms = arm_places(reading.sentences, reading.context.arms)
            arms = {place: frozenset(map(str.lower, given)) for place, given in arms.items()}
            for name, targets in agents(places, tuple(reading.context.exposures), findings):
                shown = marks(name, known(pmid, name, places), arms)
                yield Example(kind="gold", pmid=pmid, text=doc.text, targets=targets, **by_mark(shown))


def by_mark(shown: Mapping[Place, int]) -> dict[str, tuple[Place, ...]]:
    """The fields of an example that say what the tagger is shown."""
    fields = {"mentions": AGENT, "others": OTHER, "controls": CONTROL}
    return {field: tuple(sorted(p for p, mark in shown.items() if mark == wanted)) for field, wanted in fields.items()}


def mentions(doc: Doc) -> dict[str, list[Place]]:
    """Where ``doc`` mentions each substance, by its name in lower case, as gold has it."""
    found: dict[str, list[Place]] = defaultdict(list)
    for name, places in by_name(doc).items():
        found[name.lower()] += places
    return dict(found)


def known(pmid: str, agent: str, places: Mapping[str, Sequence[Place]]) -> dict[str, Sequence[Place]]:
    """The mentions without those of two other agents in five: not all that a text gives is in a lexicon."""
    own = {agent, *agent.split("+")}
    return {name: named for name, named in places.items() if name in own or fold(f"{pmid} {name}") not in UNKNOWN}


def agents(
    places: Mapping[str, Sequence[Place]], exposures: Sequence[str], findings: Sequence[Finding]
) -> Iterator[tuple[str, tuple[Target, ...]]]:
    """Name and targets of each agent: first those with findings, then up to ``MOST_EMPTY`` others.

    These are what the study gave (``exposures``), then what is mentioned most. A part of a mixture with findings is
    none of them: its mentions are the mixture's.
    """
    told = {f.amino_acid for f in findings}
    parts = {part for name in told if "+" in name for part in name.split("+")}
    often = sorted(places, key=lambda name: -len(places[name]))
    empty = 0
    for name in dict.fromkeys([*sorted(told), *(e.lower() for e in exposures), *often]):
        if of_agent(name, places) and (name in told or (name not in parts and empty < MOST_EMPTY)):
            empty += name not in told
            yield name, _targets(name, findings)


def _targets(name: str, findings: Sequence[Finding]) -> tuple[Target, ...]:
    return tuple((*f.span, cast(Direction, f.direction)) for f in findings if f.amino_acid == name and f.span)

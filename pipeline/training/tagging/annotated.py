"""Gold → examples: each agent with findings, and a few of the others as examples of no finding."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from spacy.tokens import Doc

from pipeline.components.mentions import by_name, of_agent
from pipeline.components.reading import read
from pipeline.evaluate import Finding
from pipeline.learned.wordpieces import Place
from pipeline.schema import Direction
from pipeline.training.gold import annotated, document, words_only
from pipeline.training.tagging.examples import Example, Target

MOST_EMPTY = 2  # agents without finding, of one abstract


def examples(gold: str, lexicon: str | None = None) -> Iterator[Example]:
    """The examples of a gold file. Raises InputError where gold or texts cannot be read."""
    reader = words_only(lexicon)
    for pmid, article, findings in annotated(gold, reader):
        doc = reader(document(article, reader))
        places = mentions(doc)
        exposures = read(doc).context.exposures if places else ()
        for found, targets in agents(places, tuple(exposures), findings):
            yield Example(kind="gold", pmid=pmid, text=doc.text, mentions=found, targets=targets)


def mentions(doc: Doc) -> dict[str, list[Place]]:
    """Where ``doc`` mentions each substance, by its name in lower case, as gold has it."""
    found: dict[str, list[Place]] = defaultdict(list)
    for name, places in by_name(doc).items():
        found[name.lower()] += places
    return dict(found)


def agents(
    places: Mapping[str, Sequence[Place]], exposures: Sequence[str], findings: Sequence[Finding]
) -> Iterator[tuple[tuple[Place, ...], tuple[Target, ...]]]:
    """Mentions and targets of each agent: first those with findings, then up to ``MOST_EMPTY`` others.

    These are what the study gave (``exposures``), then what is mentioned most. A part of a mixture with findings is
    none of them: its mentions are the mixture's.
    """
    told = {f.amino_acid for f in findings}
    parts = {part for name in told if "+" in name for part in name.split("+")}
    often = sorted(places, key=lambda name: -len(places[name]))
    empty = 0
    for name in dict.fromkeys([*sorted(told), *(e.lower() for e in exposures), *often]):
        found = tuple(of_agent(name, places))
        if found and (name in told or (name not in parts and empty < MOST_EMPTY)):
            empty += name not in told
            yield found, _targets(name, findings)


def _targets(name: str, findings: Sequence[Finding]) -> tuple[Target, ...]:
    return tuple((*f.span, cast(Direction, f.direction)) for f in findings if f.amino_acid == name and f.span)

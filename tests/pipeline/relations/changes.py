"""What is read in words with a parse, as lines that a table can hold."""

from pipeline.relations.events import events
from pipeline.relations.targets import trim
from tests.pipeline.relations.parsing import parsed, text_of

SIGNS = {"increase": "+", "decrease": "-", "no_change": "="}
LEUCINE = "leucine/NN>2.nsubj:AA"
RAISED = f"{LEUCINE} raised/VBD>0.ROOT:verb.increase"


def changes(text: str) -> list[str]:
    """``mood +`` for each event of words with a parse."""
    return [f"{text_of(trim(e.target))} {SIGNS[e.direction]}" for e in events(parsed(text))]

"""What the rules know of a whole invented abstract before they read its results."""

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.relations.study import Study
from tests.pipeline.components.mentions import read as mentions


def context(abstract: str) -> Study:
    """The study that ``abstract`` tells of."""
    language = nlp.load()
    doc = mentions(f"An invented study of arginine\n{abstract}")
    for name in ("doses", "cues"):
        doc = language.get_pipe(name)(doc)
    return read(doc).context

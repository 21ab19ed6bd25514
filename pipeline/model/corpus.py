"""The archives of both treebanks → DocBins for training and testing.

CRAFT: of the articles in the order of their ids every sixteenth is for testing, every sixteenth for development, the
others for training. GENIA: its part ``test`` is for testing, the two others for training. A document is a few sentences
in a row, in CRAFT of one paragraph: boundaries are learnt, and the parser's time grows with the square of a document.
"""

import io
import tarfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.model.genia import Split, as_craft
from pipeline.model.treebanks import Sentence, moved, paragraphs

CRAFT, GENIA = "craft_dependency.tar.xz", "genia_stanford.tar.xz"
EVERY, TEST, DEV = 16, 7, 15
TOGETHER = 4  # sentences of one document
PARTS = ("train", "dev", "craft_test", "genia_test")


def write(archives: Path, folder: Path, nlp: Language) -> dict[str, int]:
    """Write ``PARTS`` as ``folder/PART.spacy``; returns the number of tokens of each.

    Raises OSError where an archive cannot be read, ValueError where it is no treebank.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = read(archives, nlp)
    for name, docs in parts.items():
        DocBin(docs=docs, store_user_data=False).to_disk(folder / f"{name}.spacy")
    return {name: sum(map(len, docs)) for name, docs in parts.items()}


def read(archives: Path, nlp: Language) -> dict[str, list[Doc]]:
    """The documents of each part."""
    craft = {name: text for name, text in _files(archives / CRAFT) if name.endswith(".conllu")}
    genia = {name.split(".")[0]: text for name, text in _files(archives / GENIA) if "stanford" in name}
    parts: dict[str, list[Doc]] = {name: [] for name in PARTS}
    for at, name in enumerate(sorted(craft)):
        part = {TEST: "craft_test", DEV: "dev"}.get(at % EVERY, "train")
        parts[part] += [document(some, nlp) for p in paragraphs(io.StringIO(craft[name])) for some in _few(p)]
    for name in sorted(genia):
        found = _mapped(paragraphs(io.StringIO(genia[name])), nlp)
        parts["genia_test" if name == "test" else "train"] += [document(some, nlp) for some in found]
    return parts


def _files(archive: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each file of an archive."""
    with tarfile.open(archive) as packed:
        for member in packed:
            file = packed.extractfile(member) if member.isfile() else None
            if file:
                yield Path(member.name).name, file.read().decode("utf-8")


def _mapped(found: Iterable[list[Sentence]], nlp: Language) -> Iterator[list[Sentence]]:
    split = _splitter(nlp)
    yield from _few(as_craft(sentence, split) for paragraph in found for sentence in paragraph)


def _few(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    stream = iter(sentences)
    while some := list(islice(stream, TOGETHER)):
        yield some


def _splitter(nlp: Language) -> Split:
    return lambda text: [token.text for token in nlp.tokenizer(text)]


def document(sentences: list[Sentence], nlp: Language) -> Doc:
    """Sentences as one document. CRAFT's lemmas write 0 for each figure: those are left out."""
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    words = [moved(word, start) for sentence, start in zip(sentences, starts, strict=False) for word in sentence]
    return Doc(
        nlp.vocab,
        words=[w.text for w in words],
        spaces=[w.space for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        lemmas=["" if any(c.isdigit() for c in w.text) else w.lemma for w in words],
        heads=[w.head for w in words],
        deps=[w.dep for w in words],
    )

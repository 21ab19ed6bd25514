"""A small trained pipeline, and wheels that hold it: what ``--model`` finds installed."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.package import package
from spacy.language import Language
from spacy.training import Example

Sentence = tuple[str, tuple[str, ...], tuple[int, ...], tuple[str, ...], tuple[str, ...]]
ENTITIES = ("O", "O", "U-AGENT", "O")
SENTENCES: tuple[Sentence, ...] = (  # text, tags, heads, relations, named entities
    ("Rats drank leucine .", ("NNS", "VBD", "NN", "."), (1, 1, 1, 1), ("nsubj", "ROOT", "obj", "punct"), ENTITIES),
    ("Growth rose quickly .", ("NN", "VBD", "RB", "."), (1, 1, 1, 1), ("nsubj", "ROOT", "advmod", "punct"), ENTITIES),
    ("Mice ate taurine .", ("NNS", "VBD", "NN", "."), (1, 1, 1, 1), ("nsubj", "ROOT", "obj", "punct"), ENTITIES),
)
NAME, VERSION = "en_invented_sm", "1.2.3"


def pipeline(
    *, parser: bool = True, language: str = "en", steps: int = 10, sentences: Iterable[Sentence] = SENTENCES
) -> Language:
    """Tagger, parser and named entities over one tok2vec, trained on ``sentences`` for a moment."""
    nlp = spacy.blank(language)
    tok2vec = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 16, "depth": 1}
    tok2vec |= {"embed_size": 100, "window_size": 1, "maxout_pieces": 2, "subword_features": True}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "*"}
    heads = {"extra_state_tokens": False, "hidden_width": 8, "maxout_pieces": 2, "use_upper": True, "tok2vec": listener}
    transitions = {"@architectures": "spacy.TransitionBasedParser.v2", **heads}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    if parser:
        nlp.add_pipe("parser", config={"min_action_freq": 1, "model": {**transitions, "state_type": "parser"}})
    nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner"}})
    spacy.util.fix_random_seed(1)
    examples = [_example(nlp, *s) for s in sentences]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(steps):
        nlp.update(examples, sgd=optimizer)
    nlp.meta = {**nlp.meta, "name": "invented_sm", "version": VERSION}
    return nlp


def _example(nlp: Language, text: str, tags: Any, heads: Any, deps: Any, entities: Any) -> Example:
    gold = {"tags": tags, "heads": heads, "deps": deps, "entities": entities}
    return Example.from_dict(nlp.make_doc(text), gold)


def wheel(nlp: Language, folder: Path, **meta: Any) -> Path:
    """What ``spacy package`` makes of a pipeline, as a wheel in ``folder``; ``meta`` goes into its ``meta.json``."""
    nlp.meta = {**nlp.meta, **meta}
    nlp.to_disk(folder / "saved")
    package(folder / "saved", folder, create_sdist=False, create_wheel=False, silent=True, force=True)
    name = f"{nlp.lang}_{nlp.meta['name']}"
    made = folder / f"{name}-{nlp.meta['version']}"
    told = json.dumps({**json.loads((made / "meta.json").read_text()), **meta})
    for place in (made / name, made / name / made.name):  # as its setup.py does
        (place / "meta.json").write_text(told)
    target = folder / f"{made.name}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted((made / name).rglob("*")):
            archive.write(file, file.relative_to(made))
        told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {nlp.meta['version']}\n"
        archive.writestr(f"{made.name}.dist-info/METADATA", told)
        archive.writestr(f"{made.name}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{made.name}.dist-info/RECORD", "")
    return target


def install(wheel: Path, target: Path) -> None:
    """As an installer does with a wheel of nothing but Python and data."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)

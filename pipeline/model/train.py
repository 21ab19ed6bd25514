"""Train the parser anew: ``python -m pipeline.model.train ARCHIVES OUTPUT [--gpu 0]``.

Reads both archives, writes the documents into OUTPUT/corpus, trains by ``config.cfg`` with spaCy's own training, scores
the best model on the held-out parts and packs it into OUTPUT/bundled. With the seed of the config the same machine
gives the same model, another one the same scores within a few tenths.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Config, require_gpu

from pipeline.model import corpus, scores

HERE = Path(__file__).parent
VERSION = "1.0.0"  # of the packed model
NOTHING: Mapping[str, Any] = MappingProxyType({})


def make(
    archives: Path, output: Path, *, gpu: int = -1, overrides: Mapping[str, Any] = NOTHING
) -> dict[str, dict[str, float]]:
    """Train, score and pack; returns the scores by held-out part.

    ``gpu`` is the number of a device, -1 for none; ``overrides`` are dotted settings of the config.
    """
    documents = output / "corpus"
    config = _config(documents, overrides)
    corpus.write(archives, documents, spacy.blank("en", config={"nlp": {"tokenizer": config["nlp"]["tokenizer"]}}))
    if gpu >= 0:
        require_gpu(gpu)
    (output / "trained").mkdir(exist_ok=True)
    nlp = init_nlp(config, use_gpu=gpu)
    train(nlp, output / "trained", use_gpu=gpu)
    best = spacy.load(output / "trained" / "model-best")
    found = {part: scores.score(best, documents / f"{part}.spacy") for part in ("craft_test", "genia_test")}
    pack(best, output / "bundled", found)
    return found


def _config(documents: Path, overrides: Mapping[str, Any]) -> Config:
    paths = {"paths.train": str(documents / "train.spacy"), "paths.dev": str(documents / "dev.spacy")}
    return load_config(HERE / "config.cfg", overrides={**paths, **overrides}, interpolate=False)


def pack(nlp: Language, folder: Path, found: dict[str, dict[str, float]]) -> None:
    """Write the model, with its licence and its scores, without where it was trained."""
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(name="claimdiff_parser", version=VERSION, license="CC BY 3.0", performance=found)
    nlp.to_disk(folder)


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m pipeline.model.train", description="Train the parser anew.")
    options.add_argument("archives", type=Path, help=f"folder with {corpus.CRAFT} and {corpus.GENIA}")
    options.add_argument("output", type=Path, help="folder for documents, checkpoints and the packed model")
    options.add_argument("--gpu", type=int, default=-1, help="number of an accelerator; none by default")
    given = options.parse_args()
    found = make(given.archives, given.output, gpu=given.gpu)
    (given.output / "scores.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()

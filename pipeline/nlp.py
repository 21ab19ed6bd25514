"""Build, load and save the spaCy ``Language`` that reads abstracts.

A trained pipeline gives tokens their tags, heads, lemmas and entities, before our own components and in the same
``Language``, with its vocabulary and vectors. Two things stay ours. The tokenizer: doses, traps and dose links are
written for its tokens, and the figures were measured on them; a parser trained on other tokens (scispaCy's keep
hyphenated words whole) loses a little by it. And the sentence boundaries: a parser keeps to those that it finds.
"""

import warnings
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from pipeline import digests
from pipeline.errors import InputError, ModelError
from pipeline.installed import BUNDLED, Model, find
from pipeline.schema import MAX_CHARS

SUBSTANCES = "components.amino_acids.lexicon"  # the setting that names what effects are looked for
BEHIND = "amino_acids"  # where a trained pipeline comes in
TREES = "claimdiff_trees"
MAX_PARSED = 20_000  # tokens
TAKEN = frozenset(
    {
        "tok2vec",
        "transformer",
        "curated_transformer",
        "tagger",
        "morphologizer",
        "parser",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
        "ner",
    }
)


def build(overrides: dict[str, Any] | None = None, model: str = BUNDLED) -> Language:
    """A fresh ``Language`` from ``config.cfg``, lexicons loaded; ``overrides`` are dotted keys of the config.

    A ``model`` that ``claimdiff model save`` wrote is taken as it is. Raises ModelError where the model cannot be used.
    """
    warnings.filterwarnings("ignore", message=r".*\[W036\].*")  # scispaCy's matcher has no patterns of its own
    found = find(model)
    if found.whole:
        nlp = _loaded(found)
    else:
        nlp = _with_parser(found, overrides) if found.folder else _ours(overrides)
        for name, component in nlp.pipeline:
            if nlp.get_pipe_meta(name).factory.startswith("claimdiff_") and hasattr(component, "initialize"):
                component.initialize(nlp=nlp)
        nlp.meta = {
            **nlp.meta,
            "name": "claimdiff",
            "version": version("claimdiff"),
            "claimdiff": {"model": found.title},
        }
    nlp.max_length = MAX_CHARS
    return nlp


def load(model: str = BUNDLED, substances: str | None = None) -> Language:
    """The ready ``Language``, built once in a process. Raises ModelError where the model cannot be used.

    ``substances``: a file of Term rows (JSON Lines) to read about in the place of the amino acids. Raises LexiconError.
    """
    return _load(model, substances)


@lru_cache(maxsize=1)
def _load(model: str, substances: str | None) -> Language:
    if substances is None:
        return build(model=model)
    if find(model).whole:
        message = f"The model '{model}' was saved with the substances that it reads about."
        raise ModelError(message, hint="Name the trained pipeline that it was made of.")
    nlp = build({SUBSTANCES: substances}, model)
    nlp.meta["claimdiff"]["substances"] = f"{Path(substances).name} {digests.of_file(substances)}"
    return nlp


def read(nlp: Language, docs: Iterable[Doc]) -> list[Doc]:
    """The documents, read: those that name no amino acid just as far as to know that, without the parser.

    Nor is one of more than ``MAX_PARSED`` tokens parsed, which no abstract has: a parser holds 20 KB for each.
    """
    behind = nlp.pipe_names.index(BEHIND) + 1
    first, rest = nlp.pipe_names[:behind], nlp.pipe_names[behind:]
    parsing = [n for n in rest if nlp.get_pipe_meta(n).factory in TAKEN | {TREES}]
    read = list(nlp.pipe(docs, disable=rest))
    worth = [doc for doc in read if doc.spans["amino_acids"]]
    for long, left_out in ((False, first), (True, first + parsing)):
        for _ in nlp.pipe([doc for doc in worth if (len(doc) > MAX_PARSED) == long], disable=left_out):
            pass  # a component writes into the document that it is given
    return read


def save(folder: Path, model: str = BUNDLED) -> None:
    """Write the ``Language`` to a new or empty folder, as a whole or not at all, for ``spacy.load``.

    Lexicons, settings and the trained model are in it; the rules are not, but it is loaded only by the rules that it
    was saved with. Raises InputError where the folder cannot be written, ModelError where the model cannot be used.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        pass
    elif folder.exists() or folder.is_symlink():
        raise InputError("Something is here already.", place=str(folder), hint="Name a new or an empty folder.")
    nlp = build(model=model)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
            nlp.to_disk(Path(temporary) / "saved")
            (Path(temporary) / "saved").replace(folder)
    except OSError as error:
        message = f"The pipeline cannot be saved here: {error.strerror or error}."
        raise InputError(message, place=str(folder), hint="Name a new or an empty folder.") from error


def _ours(overrides: dict[str, Any] | None, vocab: Any = True) -> Language:
    text = (resources.files("pipeline") / "config.cfg").read_text(encoding="utf-8")
    config = Config().from_str(text, overrides=overrides or {})
    return spacy.util.load_model_from_config(config, vocab=vocab, auto_fill=True)


def _with_parser(model: Model, overrides: dict[str, Any] | None) -> Language:
    """Ours and the model's components, over the model's vocabulary."""
    source = _loaded(model)
    nlp = _ours(overrides, source.vocab)
    behind = BEHIND
    for name, factory in model.components:
        if factory in TAKEN:
            if name in nlp.pipe_names:
                raise ModelError(f"The model '{model.name}' has a component '{name}', as claimdiff has.")
            nlp.add_pipe(name, source=source, after=behind)
            behind = name
    nlp.add_pipe(TREES, name="trees", after=behind)
    return nlp


def _loaded(model: Model) -> Language:
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".*\[W095\].*")  # ``installed`` has judged its spaCy version
            return spacy.load(model.folder or "", exclude=[] if model.whole else _unused(model))
    except ModelError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        raise ModelError(f"The model '{model.name}' cannot be loaded ({what}).", place=model.folder) from error


def _unused(model: Model) -> list[str]:
    return [name for name, factory in model.components if factory not in TAKEN]

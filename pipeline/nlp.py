"""Build and load the spaCy ``Language`` that reads abstracts."""

import warnings
from functools import lru_cache
from importlib import resources
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex
from thinc.api import Config

from pipeline.schema import MAX_CHARS

INFIXES = (
    r"(?<=[A-Za-z])\+(?=[A-Za-z])",  # "glutamine+zinc", not "Ca2+"
    r"(?<=\w)[)\]](?=[-–])",  # "(ACh)-induced"
    r"(?<=[)\]])[-–](?=[A-Za-z])",
)
TOKENIZER_CACHE = 1_000_000  # spaCy's default of 10,000 fills up and then costs a factor of sixteen


def build(overrides: dict[str, Any] | None = None) -> Language:
    """A fresh ``Language`` from ``config.cfg``, lexicons loaded; ``overrides`` are dotted keys of the config."""
    config = Config().from_str(
        (resources.files("pipeline") / "config.cfg").read_text(encoding="utf-8"), overrides=overrides or {}
    )
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    nlp.max_length = MAX_CHARS
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *INFIXES]).finditer
    tokenizer.max_cache_size = TOKENIZER_CACHE
    for _, component in nlp.pipeline:
        if hasattr(component, "initialize"):
            component.initialize(nlp=nlp)
    return nlp


@lru_cache(maxsize=1)
def load() -> Language:
    """The ready ``Language``, built once in a process."""
    warnings.filterwarnings("ignore", message=r".*\[W036\].*")  # scispaCy's matcher has no patterns of its own
    return build()

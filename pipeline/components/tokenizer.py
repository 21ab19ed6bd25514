"""The tokenizer: spaCy's for English, with what biomedical text needs besides.

Published as ``claimdiff.Tokenizer.v1`` among spaCy's tokenizers, so that ``config.cfg`` names it and a saved pipeline
has it. Words are split at hyphens and slashes, as the treebanks do: on CRAFT's held-out articles spaCy's rules find the
treebank's tokens with F .961 (GENIA's test part, split likewise: .995), scispaCy's, which keep such words whole, with
.919 (.913), and dose links and traps are written for split words. With scispaCy's abbreviations and the rules
below it is .965 (.995). ``rules = "scispacy"`` gives scispaCy's tokenizer as it is.
"""

import re
from collections.abc import Callable
from typing import Literal

from scispacy.consts import ABBREVIATIONS
from scispacy.custom_tokenizer import combined_rule_tokenizer
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

INFIXES = (
    r"(?<=[A-Za-z])\+(?=[A-Za-z])",  # "glutamine+zinc", not "Ca2+"
    r"(?<=\w)[)\]](?=[-–])",  # "(ACh)-induced"
    r"(?<=[)\]])[-–](?=[A-Za-z])",
    r"×",  # "3×1 g", of scispaCy's rules
    r"(?<=\d)x(?=\d)",
)
PREFIXES = (r"[~∼≈±≤≥]", r"\+(?=\d)")  # "~5 g", "+5 g"
SUFFIXES = (
    r"(?<=[a-zµμ][A-Z])\.",  # "5 mM.", "µM.", "dL.": the end of a sentence
    r"(?<=/[A-Za-z])\.",  # "50 µmol/L.", "g/d."
    r"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\.",  # "mg·kg⁻¹."
)
LONGEST = 100  # code points of a suffix, and more than any has
WORDS = frozenset({"no.", "sec.", "secs."})  # of scispaCy's abbreviations those that are words or units too
UNITS = frozenset({"d.", "g.", "h.", "l.", "m.", "s."})  # spaCy keeps the full stop of "5 g." as of an initial
CACHE = 1_000_000  # entries; spaCy's default of 10,000 fills up and then costs a factor of sixteen


def create_tokenizer(
    rules: Literal["claimdiff", "scispacy"] = "claimdiff", cache: int = CACHE
) -> Callable[[Language], Tokenizer]:
    """What makes the tokenizer of a ``Language``; ``cache`` is the most words whose tokens are remembered."""

    def tokenizer(nlp: Language) -> Tokenizer:
        made = _split(nlp)
        if rules == "scispacy":
            nlp.tokenizer = made  # scispaCy takes over its URLs
            made = combined_rule_tokenizer(nlp)
        made.max_cache_size = cache
        return made

    return tokenizer


class _Tail:
    """A suffix pattern that is looked for in the last ``LONGEST`` code points.

    Looked for in the whole, each of 40,000 commas without a space between takes some milliseconds. spaCy saves the
    ``pattern``; a saved pipeline looks in the whole again.
    """

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self.compiled, self.pattern = compiled, compiled.pattern

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text, max(0, len(text) - LONGEST))


def _split(nlp: Language) -> Tokenizer:
    defaults = nlp.Defaults
    exceptions = {k: v for k, v in (defaults.tokenizer_exceptions or {}).items() if k not in UNITS}
    return Tokenizer(
        nlp.vocab,
        rules=exceptions | {word: [{ORTH: word}] for word in ABBREVIATIONS if word not in WORDS},
        prefix_search=compile_prefix_regex([*(defaults.prefixes or ()), *PREFIXES]).search,
        suffix_search=_Tail(compile_suffix_regex([*(defaults.suffixes or ()), *SUFFIXES])).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *INFIXES]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )

"""The words that tell a measured target from others, as the gold's scorer normalises them; pure."""

import re
import unicodedata

HALF = 0.5  # share of words from which on two phrases name one target, in the gold's rules
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda", "μ": "mu"}
    | {"ω": "omega"}
)
_IDLE = frozenset(
    {
        *("a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "their", "to", "with"),
        *(f"{noun}{ending}" for noun in ("level", "concentration", "rate") for ending in ("", "s")),
    }
)


def key_words(phrase: str) -> frozenset[str]:
    """Lower case, singular, Greek letters spelled out; words that name nothing are dropped unless all do."""
    found = frozenset(_singular(word) for word in re.findall("[a-z0-9]+", spelled_out(phrase)))
    return found - _IDLE or found


def spelled_out(phrase: str) -> str:
    """Lower case, compatibility forms, Greek letters by name."""
    return unicodedata.normalize("NFKC", phrase).lower().translate(_GREEK)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and re.search("[^s]s$", word) else word


def share_half(mine: frozenset[str], yours: frozenset[str]) -> bool:
    """Are at least half of all words common to both (Jaccard)? Never for two empty sets."""
    return bool(mine & yours) and len(mine & yours) / len(mine | yours) >= HALF

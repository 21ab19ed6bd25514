"""Boolean expressions over sets of PMIDs, as PubMed and Europe PMC read them: what a leaf means is the caller's.

PubMed Help ("Combining search terms with Boolean operators"): AND, OR and NOT in capitals, applied from left to right
with no precedence, parentheses first; terms that follow each other are joined by AND.
"""

from collections.abc import Callable, Sequence

Leaf = Callable[[str], set[str]]
_OPERATORS = {"AND", "OR", "NOT"}


def evaluate(tokens: Sequence[str], leaf: Leaf) -> set[str]:
    """The PMIDs that an expression describes. Brackets that do not match count as closed at the end (observed)."""
    found, _ = _expression(tokens, 0, leaf)
    return found or set()


def _expression(tokens: Sequence[str], at: int, leaf: Leaf) -> tuple[set[str] | None, int]:
    """The set from token ``at`` to the closing bracket, and where that is; None for an expression of nothing."""
    found: set[str] | None = None
    operator = "AND"
    while at < len(tokens) and tokens[at] != ")":
        token = tokens[at]
        if token in _OPERATORS:
            operator, at = token, at + 1
            continue
        if token == "(":
            operand, at = _expression(tokens, at + 1, leaf)
        else:
            operand = leaf(token)
        at += 1
        found, operator = _combined(found, operator, operand), "AND"
    return found, at


def _combined(left: set[str] | None, operator: str, right: set[str] | None) -> set[str] | None:
    if left is None or right is None:
        return right if left is None else left
    if operator == "OR":
        return left | right
    return left - right if operator == "NOT" else left & right

"""What a sentence is for: background, aim, method, result or conclusion. Only the last two hold findings.

A text that reports no study, such as a source document, has statements instead: there every sentence may claim.
"""

from collections.abc import Sequence
from typing import Literal

Role = Literal["title", "background", "aim", "method", "result", "conclusion"]
BY_CATEGORY: dict[str, Role] = {
    "BACKGROUND": "background",
    "OBJECTIVE": "aim",
    "METHODS": "method",
    "RESULTS": "result",
    "CONCLUSIONS": "conclusion",
}


def roles(cues: Sequence[frozenset[str]], categories: Sequence[str | None]) -> list[Role]:
    """The role of each sentence, the first being the title.

    ``cues`` holds the ``role.*`` categories seen in each sentence, ``categories`` the NlmCategory of its section, or
    None. Labels decide where there are any; else the cues, and all before the first aim is background.
    """
    labelled = any(categories)
    first_own = next((i for i, c in enumerate(cues) if i and c & {"role.aim", "role.method", "role.result"}), 1)
    if first_own > (len(cues) + 1) / 2:
        first_own = 1  # an abstract that announces nothing begins with its results
    found: list[Role] = []
    for i, (cue, category) in enumerate(zip(cues, categories, strict=True)):
        if i == 0:
            found.append("title")
        elif labelled:
            found.append(BY_CATEGORY.get(category or "", "result" if i > len(cues) / 2 else "background"))
        else:
            found.append(_unlabelled(cue, i < first_own))
    return found


def statements(sentences: int) -> list[Role]:
    """The roles in a text of statements: the heading sets the scene, each sentence counts like a result."""
    return ["background" if n == 0 else "result" for n in range(sentences)]


def _unlabelled(cue: frozenset[str], before_own: bool) -> Role:
    if "role.conclusion" in cue:
        return "conclusion"
    if "role.result" in cue and "role.background" not in cue:
        return "result"
    if "role.aim" in cue:
        return "aim"
    if "role.background" in cue or before_own:
        return "background"
    return "method" if "role.method" in cue else "result"

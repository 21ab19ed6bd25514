import re

import pytest

from pipeline.model.genia import as_craft
from tests.pipeline.model.rows import sentence, shown


def split(text: str) -> list[str]:
    return [part for part in re.split(r"([-/])", text) if part]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("Plasma/NN/2/nn", "glucose/NN/3/nsubj", "fell/VBD/0/root"),
            ["Plasma/NN/2/compound", "glucose/NN/3/nsubj", "fell/VBD/3/ROOT"],
        ),
        (
            ("Glucose/NN/4/nsubj", "was/VBD/4/cop", "not/RB/4/neg", "high/JJ/0/root", "././4/punct"),
            ["Glucose/NN/2/nsubj", "was/VBD/2/ROOT", "not/RB/2/neg", "high/JJ/2/acomp", "././2/punct"],
        ),
        (
            ("It/PRP/4/nsubj", "is/VBZ/4/cop", "a/DT/4/det", "sugar/NN/0/root", "in/IN/4/prep", "blood/NN/5/pobj"),
            ["It/PRP/2/nsubj", "is/VBZ/2/ROOT", "a/DT/4/det", "sugar/NN/2/attr", "in/IN/4/prep", "blood/NN/5/pobj"],
        ),
        (
            (
                "We/PRP/2/nsubj",
                "saw/VBD/0/root",
                "that/IN/6/mark",
                "mice/NNS/6/nsubj",
                "were/VBD/6/cop",
                "thin/JJ/2/ccomp",
            ),
            [
                "We/PRP/2/nsubj",
                "saw/VBD/2/ROOT",
                "that/IN/5/mark",
                "mice/NNS/5/nsubj",
                "were/VBD/2/ccomp",
                "thin/JJ/5/acomp",
            ],
        ),
        (
            ("RESULTS/NNS/0/root", ":/:/1/punct", "Glucose/NN/4/nsubj", "fell/VBD/1/dep", "././1/punct"),
            ["RESULTS/NNS/4/meta", ":/:/1/punct", "Glucose/NN/4/nsubj", "fell/VBD/4/ROOT", "././4/punct"],
        ),
        (
            ("Results/NNS/0/root", ":/:/1/punct", "glucose/NN/4/nsubj", "fell/VBD/1/dep"),
            ["Results/NNS/1/ROOT", ":/:/1/punct", "glucose/NN/4/nsubj", "fell/VBD/1/dep"],
        ),
        (
            ("leucine-fed/JJ/2/amod", "mice/NNS/3/nsubj", "ate/VBD/0/root"),
            ["leucine//3/", "-/HYPH/3/punct", "fed/JJ/4/amod", "mice/NNS/5/nsubj", "ate/VBD/5/ROOT"],
        ),
    ],
)
def test_analyses_in_the_terms_of_craft(given: tuple[str, ...], expected: list[str]) -> None:
    assert shown(as_craft(sentence(*given), split)) == expected


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("Mice", "-LRB-", "fed", "-RRB-", ",", "rats", "."), "Mice (fed), rats."),
        (("the", "``", "fed", "''", "state"), 'the "fed" state'),
        (("5", "%", "of", "mice"), "5% of mice"),
        (("A", "/", "J", "mice"), "A/J mice"),
    ],
)
def test_spaces_are_set_as_in_print(words: tuple[str, ...], text: str) -> None:
    found = as_craft(
        sentence(*(f"{word}/NN/{max(at, 0)}/{'root' if at == 0 else 'dep'}" for at, word in enumerate(words))), split
    )
    assert "".join(w.text + " " * w.space for w in found).strip() == text

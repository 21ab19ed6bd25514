"""Results told as two numbers."""

import pytest

from pipeline.relations.figures import figures
from pipeline.relations.study import Study
from tests.pipeline.relations.parsing import parse, text_of

STUDY = Study(exposures=["leucine"], arms={"leu": frozenset({"leucine"}), "pla": frozenset()})
P = "( P < .05 )"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"time was:aux 35 s with leucine:AA and:conj 20 s with placebo:control {P}", ["time increase"]),
        (f"time was:aux 35 s with placebo:control and:conj 20 s with leucine:AA {P}", ["time decrease"]),
        (f"RESULTS : mean time was:aux 35 ± 3 s in LEU vs 20 ± 2 s in PLA {P}", ["mean time increase"]),
        (
            f"fever occurred:verb in:prep 5 ( 10 % ) patients in LEU and:conj in 13 ( 26 % ) in PLA {P}",
            ["fever decrease"],
        ),
        (f"fever was:aux seen in 5 ( 30 % ) on LEU and:conj in 13 ( 26 % ) on PLA {P}", ["fever increase"]),
        (f"time was:aux 35 and:conj 20 s in PLA and:conj LEU , respectively {P}", ["time decrease"]),
        (f"time was:aux 35 vs 20 s {P} for leucine:AA and:conj placebo:control , respectively", ["time increase"]),
        (
            f"time in:prep the:det LEU and:conj PLA groups:group was:aux 35 and:conj 20 s , respectively {P}",
            ["time increase"],
        ),
        (f"time was:aux 35 and:conj 20 s in PLA , in LEU and:conj in LEU , respectively {P}", []),  # of whom?
        (f"time with:prep leucine:AA was:aux 40 - 45 % of that with placebo:control {P}", ["time decrease"]),
        (f"time with:prep leucine:AA was:aux 140 % of control:control {P}", ["time increase"]),
        (f"time with:prep leucine:AA was:aux 40 % of a day {P}", []),
        (
            f"fever occurred:verb in:prep 22 % of men on placebo:control and:conj 27 % of men on leucine:AA {P}",
            ["fever increase"],
        ),
        ("time was:aux 35 s in LEU and:conj 20 s in PLA", []),  # nobody says that they differ
        (f"time was:aux 35 s in LEU and:conj 35 s in PLA {P}", []),
        (f"time was:aux 35 s in LEU and:conj 20 s later {P}", []),
        (f"time was:aux 35 s in LEU , 30 s in LEU and:conj 20 s in PLA {P}", []),
        (f"time was:aux raised:verb.increase from 20 s in PLA to 35 s in LEU {P}", []),
        ("", []),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    found = figures(parse(text), STUDY)
    assert [f"{text_of(e.target)} {e.direction}" for e in found] == expected

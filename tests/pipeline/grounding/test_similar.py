"""Search over character trigrams, and what it must not cost."""

import subprocess
import sys

from pipeline.grounding import linker
from pipeline.grounding.similar import Similar
from pipeline.grounding.wordings import Wording

WORDINGS = tuple(Wording(t, f"x:{t}", t, "metabolite", exact_case=False) for t in ("ammonia", "anemia", "urea"))


def test_the_nearest_come_first_and_the_far_not_at_all() -> None:
    found = Similar(WORDINGS).nearest("ammonias", 0.1)
    assert found[0][0].text == "ammonia"
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert "urea" not in {wording.text for wording, _ in found}


def test_the_same_words_have_the_highest_score_and_none_have_no_score() -> None:
    assert Similar(WORDINGS).nearest("urea", 0.5) == [(WORDINGS[2], 1.0)]
    assert Similar(WORDINGS).nearest("", 0.0) == []
    assert Similar(()).nearest("urea", 0.0) == []


def test_the_search_gives_the_same_each_time() -> None:
    wordings = linker().wordings.written
    assert Similar(wordings).nearest("muscle glucose", 0.3) == Similar(wordings).nearest("muscle glucose", 0.3)


def test_scikit_learn_is_loaded_only_where_a_phrase_needs_it() -> None:
    code = (
        "import sys; from pipeline.grounding import ground; ground('glucose uptake'); print('sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

"""What the lexicon components share."""

from pathlib import Path

import pytest

from pipeline import nlp
from pipeline.components.lexical import LexiconComponent, PhraseIndex


@pytest.mark.parametrize("name", ["sentences", "amino_acids", "systems", "cues"])
def test_rows_survive_disk(name: str, tmp_path: Path) -> None:
    component = nlp.load().get_pipe(name)
    assert isinstance(component, LexiconComponent)
    component.to_disk(tmp_path / name)
    again = nlp.load().create_pipe(f"claimdiff_{name}")
    assert isinstance(again, LexiconComponent)
    again.from_disk(tmp_path / name)
    assert again.rows == component.rows
    assert again.to_bytes() == component.to_bytes()


def test_the_longest_match_wins_and_exact_case_before_any_case() -> None:
    language = nlp.load()
    index = PhraseIndex(language)
    index.add("no", "any")
    index.add("NO", "exact", exact=True)
    index.add("no effect", "long")
    doc = language.make_doc("NO had no effect, no.")
    assert [(doc[a:b].text, payloads) for a, b, payloads in index.longest(doc)] == [
        ("NO", ["exact"]),
        ("no effect", ["long"]),
        ("no", ["any"]),
    ]


def test_payloads_share_a_term() -> None:
    language = nlp.load()
    index = PhraseIndex(language)
    index.add("reduced", "verb")
    index.add("reduced", "adjective")
    assert [p for _, _, p in index.longest(language.make_doc("It Reduced."))] == [["verb", "adjective"]]


def test_building_a_lexicon_leaves_the_tokenizer_of_the_pipeline_alone() -> None:
    assert nlp.load().get_pipe("cues").words._tokenize is not nlp.load().tokenizer

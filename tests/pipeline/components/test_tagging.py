"""About which agents, and in which sentences, the tagger is asked."""

import numpy
import pytest

from pipeline import nlp
from pipeline.components.reading import read
from pipeline.components.tagging import LONGEST, MAX_AGENTS, Tagging
from pipeline.learned.tagger import Tags

TRIAL = (
    "Leucine and muscle.\nRats were given leucine (2 g/kg) or an alanine placebo. "
    "Protein synthesis was higher in the leucine group. Plasma valine fell."
)


def tagging(text: str, *, wanted: bool = True, statements: bool = False) -> Tagging:
    language = nlp.load()
    doc = language.make_doc(text)
    doc._.statements = statements
    doc = language(doc)
    return Tagging(doc, read(doc), wanted=wanted)


def test_targets_lie_in_their_sentences() -> None:
    found = tagging(TRIAL)
    starts = [words[0].start for words in read(nlp.load()(TRIAL)).sentences] + [len(TRIAL)]
    told = [(n, name, t) for n in range(len(starts) - 1) for name, t in found.targets(n)]
    assert told
    assert all(starts[n] <= t.start < t.end <= starts[n + 1] for n, _, t in told)
    assert {name for _, name, _ in told} <= {"leucine", "valine"}  # the placebo is nobody's agent


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (TRIAL, {"wanted": False}),
        (TRIAL, {"statements": True}),
        (TRIAL + " Filler." * (LONGEST // 8), {}),
    ],
)
def test_some_texts_are_left_to_the_rules(text: str, options: dict[str, bool]) -> None:
    found = tagging(text, **options)
    sentence = read(nlp.load()(text)).sentences[2]
    assert not list(found.targets(2))
    assert found.over("leucine", sentence[:2]) is None
    assert found.lead("leucine", sentence[:2]) == 1.0


def test_only_the_agents_mentioned_most_are_asked_about() -> None:
    names = [
        "alanine",
        "arginine",
        "asparagine",
        "cysteine",
        "glycine",
        "histidine",
        "isoleucine",
        "leucine",
        "lysine",
        "methionine",
    ]
    text = "Many.\n" + " ".join(f"Rats ate {name}, and {name} was liked." for name in names)
    found = tagging(text + " Rats ate serine.")
    words = read(nlp.load()(text)).sentences[1][:2]
    assert found.over("nobody", words) is None
    assert len({name for n in range(12) for name, _ in found.targets(n)}) <= MAX_AGENTS


def test_the_lead_is_a_share() -> None:
    found = tagging(TRIAL)
    target = read(nlp.load()(TRIAL)).sentences[2][:2]
    shares = [found.lead(name, target) for name in ("leucine", "valine")]
    assert max(shares) == 1.0
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize(
    ("sentence", "tagged", "target"),
    [
        ("Here [3-13C]glucose was what we saw.", "13C]glucose", "glucose"),  # cut behind the bracket that never opened
        ("Here glucose oxidation was what we saw.", "glucose oxidation", "glucose oxidation"),
        ("Here of the rats was what we saw.", "of the rats", None),  # names nothing that is measured
    ],
)
def test_what_the_tagger_sees_is_trimmed(
    sentence: str, tagged: str, target: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"A study of leucine.\nRats ate leucine. {sentence}"
    start = text.index(tagged)
    labels = numpy.array([[0.01, 0.99, 0, 0, 0, 0, 0]])
    seen = Tags(text, [(start, start + len(tagged))], labels)
    monkeypatch.setattr("pipeline.components.tagging.tag", lambda *_: seen)
    found = nlp.build({"components.findings.threshold": 0.0})(text)._.findings
    assert [text[slice(*f["target"])] for f in found] == ([target] if target else [])

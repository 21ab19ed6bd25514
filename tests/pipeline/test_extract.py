"""Articles → evidence: what each piece of evidence holds, and text that nobody should write."""

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.extract import BATCH, extract, extractor, to_json, tuple_json
from pipeline.schema import MAX_CHARS, Article, Evidence, Rejection, Section

FINDING = "Oral leucine (3 g) raised bile flow by 20% in rats."


def article(abstract: str | None = FINDING, **fields: object) -> Article:
    base: dict[str, object] = {"pmid": "90000001", "doi": "10.5555/invented.1", "title": "An invented trial"}
    return Article.model_validate(base | {"abstract": abstract} | fields)


def read(one: Article) -> tuple[Evidence, ...]:
    [(same, evidence)] = extract([one])
    assert same is one
    return evidence


# --- what evidence holds ------------------------------------------------------------------------------------------


def test_one_finding_in_full() -> None:
    [found] = read(article(publication_types=("Randomized Controlled Trial",), retracted=True))
    assert found.effect.amino_acid == "leucine"
    assert found.effect.amino_acid_id == "CHEBI:25017"
    assert (found.effect.target, found.effect.direction) == ("bile flow", "increase")
    assert [str(d) for d in found.effect.doses] == ["3 g"]
    assert str(found.magnitude) == "20%"
    assert (found.system, found.study_design, found.section) == ("rat", "randomized trial", "result")
    assert (found.sentence, found.certainty, found.retracted) == (FINDING, "stated", True)
    assert (found.article, found.pmid, found.doi) == ("pmid:90000001", "90000001", "10.5555/invented.1")
    assert found.extractor == extractor()
    assert 0 < found.confidence <= 1


def test_a_hedge_is_told() -> None:
    assert [e.certainty for e in read(article("Leucine may raise bile flow."))] == ["hedged"]


def test_the_section_is_named_by_its_label() -> None:
    one = article(sections=(Section(label="Key results", category="RESULTS", start=18, end=18 + len(FINDING)),))
    assert [e.section for e in read(one)] == ["Key results"]


@pytest.mark.parametrize(
    ("abstract", "size"),
    [
        ("Leucine raised bile flow by 20%.", "20%"),
        ("Leucine raised bile flow.", "None"),
        ("Leucine raised bile flow by 20% and 30% in two trials.", "None"),
        ("Leucine did not raise bile flow (by 2%).", "None"),
    ],
)
def test_magnitudes(abstract: str, size: str) -> None:
    assert [str(e.magnitude) for e in read(article(abstract))] == [size]


@pytest.mark.parametrize(
    ("abstract", "system"),
    [
        ("Leucine raised bile flow in mice.", "mouse"),
        ("Rats were kept in pairs. Leucine raised bile flow.", "rat"),
        ("Rats, rats and mice were kept. Leucine raised bile flow.", "rat"),
        ("Leucine raised bile flow.", None),
    ],
)
def test_systems(abstract: str, system: str | None) -> None:
    assert [e.system for e in read(article(abstract))] == [system]


def test_articles_come_in_order_and_with_nothing_too() -> None:
    given_ = [article(FINDING if i % 3 else None, pmid=str(i)) for i in range(BATCH + 5)]
    found = list(extract(given_))
    assert [a.pmid for a, _ in found] == [a.pmid for a in given_]
    assert [len(e) for _, e in found] == [1 if i % 3 else 0 for i in range(BATCH + 5)]
    assert list(extract([])) == []


def test_the_contracts_fields() -> None:
    one = article("Men took leucine (3-5 g). Leucine raised bile flow.")
    line = to_json(one, read(one))
    assert json.loads(json.dumps(line)) == line
    [tuple_] = line["tuples"]
    assert (line["pmid"], line["doi"]) == (one.pmid, one.doi)
    assert one.text[tuple_["target_start"] : tuple_["target_end"]] == tuple_["target"] == "bile flow"
    assert [(d["value"], d["unit"], d["text"]) for d in tuple_["doses"]] == [(3, "g", "3-5 g"), (5, "g", "3-5 g")]
    assert all(one.text[d["start"] : d["end"]] == d["text"] for d in tuple_["doses"])
    assert tuple_ == tuple_json(read(one)[0])


# --- any text -----------------------------------------------------------------------------------------------------

WORDS = re.split(
    " ",
    "leucine valine NAC placebo rats mood pulse bile flow raised lowered fell rise in of and or but not with than by "
    "neither nor higher no effect on the these changes it 5 g 2% group A without , . ; : ( ) [ ] - / ± \n RESULTS: was "
    "combination level plasma correlated patients controls did affect Ser473 α 😀 \u202e \x07 \u00a0",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.text(max_size=80), st.just(FINDING)
).filter(lambda text: "\0" not in text)


def sound(one: Article, evidence: Sequence[Evidence]) -> None:
    """Every offset is inside the text, and says what the evidence says."""
    text = one.text
    for item in evidence:
        assert 0 <= item.target_start < item.target_end <= len(text)
        assert text[item.target_start : item.target_end] == item.effect.target
        assert text[item.sentence_start : item.sentence_end] == item.sentence
        assert item.target_end <= item.sentence_end  # in the sentence, or in the one before that it refers to
        assert all(text[d.start : d.end] == d.text for d in item.doses)
        assert item.effect.target.strip() == item.effect.target


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_is_read_and_read_alike(title: str, abstract: str) -> None:
    one = article(abstract, title=title)
    evidence = read(one)
    sound(one, evidence)
    assert read(one) == evidence


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join), max_size=5))
def test_a_target_is_in_the_evidence_or_in_what_it_refers_to(sentences: list[str]) -> None:
    one = article(" ".join(f"Leucine {s}." for s in sentences))
    for item in read(one):
        inside = item.sentence_start <= item.target_start
        assert inside or item.sentence_start - item.target_end < 300


# --- hostile text -------------------------------------------------------------------------------------------------

SIZE = 40_000
HOSTILE = {
    "commas": "," * SIZE,
    "spaced commas": "leucine" + ", " * (SIZE // 2),
    "open brackets": "leucine " + "(" * SIZE,
    "spaced brackets": "leucine " + "( " * (SIZE // 2),
    "nested brackets": "leucine " + "( " * (SIZE // 4) + ") " * (SIZE // 4),
    "many short forms": " ".join(f"thing{i} of all (TO{i})" for i in range(SIZE // 30)) + " leucine",
    "control characters": "leucine \x01\x07\x1b\x7f raised \x0b\x0c mood. " * (SIZE // 30),
    "emoji": "leucine 😀👩\u200d🔬 raised mood 🧪. " * (SIZE // 30),
    "right to left": "\u202eleucine\u202c raised \u05de\u05e6\u05d1 \u05e8\u05d5\u05d7. " * (SIZE // 30),
    "a word without end": "leucine " + "a" * SIZE,
    "one line without end": "leucine raised insulin and " * (SIZE // 27),
    "of without end": "leucine raised " + "level of " * (SIZE // 9),
    "line feeds": "leucine\n" * (SIZE // 8),
    "full stops": "leucine " + ". " * (SIZE // 2),
    "numbers": "leucine " + "1 " * (SIZE // 2),
    "participles": "leucine " + "combined isolated " * (SIZE // 18),
    "exceptions": "leucine but not " * (SIZE // 16),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_neither_fails_nor_stalls(text: str) -> None:
    one = article(text)
    sound(one, read(one))


def test_a_finding_behind_hostile_text_is_found() -> None:
    for rubbish in ("(" * 3000, "," * 3000, "( " * 500, "x" * 3000):
        assert [e.sentence for e in read(article(f"{rubbish}. {FINDING}"))] == [FINDING], rubbish[:4]


def results(one: Article) -> Article:
    """The same with its whole abstract under a heading for results."""
    whole = Section(label="RESULTS", category="RESULTS", start=0, end=len(one.text))
    return one.model_copy(update={"sections": (whole,)})


def test_an_abstract_full_of_findings() -> None:
    said = [f"Taurine ({i + 1} mg/kg) raised marker{i}." for i in range(1500)]
    found = read(results(article(" ".join(said))))
    assert len(found) > 0.9 * len(said)  # the parser takes a few names that it never saw for something else
    assert [e.sentence for e in found] == [s for s in said if s in {e.sentence for e in found}]
    assert all(e.sentence.startswith(f"Taurine ({e.effect.doses[0].low:g} mg/kg)") for e in found)


def test_what_is_said_a_thousand_times_counts_once() -> None:
    assert len(read(article("Taurine (2 g) raised mood. " * 1000))) == 1


@pytest.mark.parametrize(
    "fields", [{"title": ""}, {"abstract": ""}, {"abstract": None}, {"title": "", "abstract": " "}]
)
def test_nothing_to_read(fields: dict[str, str | None]) -> None:
    one = article(**({"abstract": "Nothing of note."} | fields))  # type: ignore[arg-type]
    assert read(one) == ()


def test_a_title_alone_is_read() -> None:
    assert [e.effect.target for e in read(article(None, title="Leucine raises bile flow in rats"))] == ["bile flow"]


@pytest.mark.slow
def test_a_hundred_thousand_tokens_on_one_line() -> None:
    one = article("leucine raised insulin and " * 25_000)
    sound(one, read(one))


@pytest.mark.slow
def test_a_megabyte_is_read_to_its_end() -> None:
    filler = "Nothing of note was seen on that day. " * 26_000
    found = read(article(f"{filler}{FINDING}"))
    assert [e.sentence for e in found] == [FINDING]
    assert found[0].sentence_start > 950_000


def test_what_is_longer_than_any_abstract_is_never_cut_in_silence() -> None:
    long, short = article("a " * (MAX_CHARS // 2)), article(pmid="90000002")
    with pytest.raises(InputError, match=r"pmid:90000001.*2,000,018 characters"):
        list(extract([long]))
    faults: list[Rejection] = []
    assert [a.pmid for a, _ in extract([long, short], faults=faults)] == ["90000002"]
    assert [f.place for f in faults] == ["pmid:90000001"]


@pytest.mark.slow
def test_two_processes_give_what_one_gives() -> None:
    articles = [results(article(f"{FINDING} Glycine raised insulin.", pmid=str(i))) for i in range(30)]
    one, two = ([json.dumps(to_json(a, e)) for a, e in extract(articles, processes=processes)] for processes in (1, 2))
    assert one == two
    assert all(line.count('"target"') == 2 for line in one)

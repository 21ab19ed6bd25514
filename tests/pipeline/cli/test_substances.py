"""``--substances``: what other substances did, read with a lexicon of one's own."""

import json
from pathlib import Path

import pytest

from pipeline import nlp
from pipeline.cli.app import execute
from pipeline.errors import LexiconError, ModelError
from pipeline.extract import extract
from pipeline.lexicon import Term, dumps
from pipeline.schema import Article

ROWS = [
    Term(name="caffeine", id="CHEBI:27732", term="caffeine", type="name", source="ChEBI"),
    Term(name="caffeine", id="CHEBI:27732", term="CAF", type="abbreviation", case="exact", source="common usage"),
]
ABSTRACT = "Ten men took caffeine (CAF, 5 mg/kg) or taurine (2 g). Peak power was higher with CAF than with placebo."


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "stimulants.jsonl"
    path.write_text(dumps(ROWS), encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"pmid": "90000001", "title": "An invented trial", "abstract": ABSTRACT}) + "\n")
    return path


@pytest.mark.parametrize("processes", ["1", "2"])
def test_another_lexicon_takes_the_place(lexicon: Path, articles: Path, tmp_path: Path, processes: str) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["--output", str(out), "--substances", str(lexicon), "--processes", processes]
    assert execute(["extract", str(articles), *arguments]) == 0
    [found] = json.loads(out.read_text())["tuples"]
    assert (found["amino_acid"], found["amino_acid_id"]) == ("caffeine", "CHEBI:27732")
    assert (found["target"], found["direction"], found["doses"][0]["text"]) == ("Peak power", "increase", "5 mg/kg")
    assert "stimulants.jsonl" in found["extractor"]


def test_a_setting_of_the_pipeline_reaches_it_too(lexicon: Path) -> None:
    doc = nlp.build({nlp.SUBSTANCES: str(lexicon)})(ABSTRACT)
    assert [span.id_ for span in doc.spans["amino_acids"]] == ["caffeine"] * 3


def test_gold_on_other_substances_is_scored(
    lexicon: Path, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    arguments = ["--articles", str(articles), "--substances", str(lexicon)]
    assert execute(["extract", str(articles), "--output", str(gold), "--substances", str(lexicon)]) == 0
    capsys.readouterr()
    assert execute(["evaluate", "--gold", str(gold), *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["full"]["f1"] == 1


def test_a_faulty_lexicon_is_told_with_file_and_line(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faulty.jsonl"
    path.write_text("{}\n")
    out = tmp_path / "out.jsonl"
    assert execute(["extract", str(articles), "--output", str(out), "--substances", str(path)]) == 2
    assert f"{path}:1: The row is not a Term" in capsys.readouterr().err
    assert not out.exists()
    with pytest.raises(LexiconError):
        extract([Article(pmid="1", title="A title", abstract=ABSTRACT)], substances=str(path))


def test_a_lexicon_has_the_name_of_one(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["extract", str(articles), "--output", "-", "--substances", str(articles.parent / "no.jsonl")]) == 2
    odd = articles.rename(articles.with_suffix(".txt"))
    assert execute(["extract", str(odd), "--output", "-", "--substances", str(odd)]) == 2
    assert "ends in .jsonl" in capsys.readouterr().err


def test_a_saved_pipeline_keeps_its_own(lexicon: Path, tmp_path: Path) -> None:
    nlp.save(tmp_path / "saved")
    with pytest.raises(ModelError, match="was saved with the substances"):
        nlp.load(str(tmp_path / "saved"), str(lexicon))

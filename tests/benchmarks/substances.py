"""Findings annotated as places, joined with the abstracts that lie beside a checkout.

Most are of other nutrients and drugs; those of ``passing`` are of amino acids, which most of these abstracts only name
in passing. ``python -m tests.benchmarks.substances ../shared OUT`` writes ``OUT/{all,open,kept,learning}.jsonl`` and
``OUT/passing_{all,open,kept}.jsonl`` with their ``_texts.jsonl``, in the form that ``claimdiff evaluate`` and the
scoring script read, the substance in the amino acid's place, and prints how the extractor reads the former when the
substances are its lexicon. ``annotations/README.md`` describes the sets.
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language

from pipeline import nlp
from pipeline.components.traps import Row, TrappedComponent
from pipeline.corpus import read_articles
from pipeline.evaluate import Finding, evaluate, finding
from pipeline.extract import extract, to_json
from pipeline.lexicon import Term, Trap, read
from pipeline.schema import Article

GOLD = Path(__file__).resolve().parents[2] / "annotations" / "gold"
TUPLES = GOLD / "substances.jsonl"
PASSING = GOLD / "passing.jsonl"
LEARNING = GOLD / "learning.jsonl"
LEXICON = GOLD / "substances_lexicon.jsonl"
ABSTRACTS = Path("corpora") / "abstracts.jsonl.gz"
PARTS = ("all", "open", "kept")
Json = dict[str, Any]


def rows(file: Path = TUPLES) -> list[Json]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def is_kept(pmid: str) -> bool:
    """Is this abstract kept aside for measuring? True of a third, by the SHA-256 of the PMID."""
    return int(hashlib.sha256(pmid.encode()).hexdigest(), 16) % 3 == 0


def part(name: str, annotated: Iterable[Json]) -> list[Json]:
    """The rows of ``all``, ``open`` (to work with) or ``kept`` (to measure only)."""
    return [row for row in annotated if name == "all" or is_kept(row["pmid"]) == (name == "kept")]


def abstracts(shared: Path, pmids: Iterable[str]) -> dict[str, Json]:
    """Title and abstract of these PMIDs, from the file of abstracts in the folder ``shared``."""
    wanted = set(pmids)
    with gzip.open(shared / ABSTRACTS, "rt", encoding="utf-8") as lines:
        found = {record["pmid"]: record for record in map(json.loads, lines) if record["pmid"] in wanted}
    return {p: {key: r[key] for key in ("pmid", "title", "abstract")} for p, r in sorted(found.items())}


def text_of(record: Mapping[str, str]) -> str:
    """The text that offsets count in."""
    return f"{record['title']}\n{record['abstract']}"


def joined(row: Json, text: str) -> Json:
    """One row of places as a row of gold, with the words of ``text`` that they stand for."""
    return {"pmid": row["pmid"], "tuples": [_tuple(fields, text) for fields in row["tuples"]]}


def _tuple(fields: Json, text: str) -> Json:
    own = {key: value for key, value in fields.items() if key not in {"substance", "target", "target_also", "doses"}}
    return {
        "amino_acid": fields["substance"],
        "target": fields.get("target") or text[fields["target_start"] : fields["target_end"]],
        "target_also": [p if isinstance(p, str) else text[p[0] : p[1]] for p in fields["target_also"]],
        "doses": [{**dose, "text": text[dose["start"] : dose["end"]]} for dose in fields["doses"]],
        **own,
    }


def language() -> Language:
    """The extractor's ``Language`` with the substances in place of the amino acids."""
    built = nlp.build()
    component = built.get_pipe("amino_acids")
    assert isinstance(component, TrappedComponent)
    terms = [Row(term=Term.model_validate(row)) for row in rows(LEXICON)]
    component.load([*terms, *(Row(trap=trap) for trap in read(component.traps, Trap))])
    return built


def write(shared: Path, out: Path) -> None:
    """Write gold and texts of each part, and those of what weights were learned from, into the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for file, kind in ((TUPLES, ""), (PASSING, "passing_")):
        annotated = rows(file)
        texts = abstracts(shared, (row["pmid"] for row in annotated))
        for name in PARTS:
            chosen = part(name, annotated)
            _write(out / f"{kind}{name}.jsonl", (joined(row, text_of(texts[row["pmid"]])) for row in chosen))
            _write(out / f"{kind}{name}_texts.jsonl", (texts[row["pmid"]] for row in chosen))
    learned = rows(LEARNING)
    texts = abstracts(shared, (row["pmid"] for row in learned))
    _write(out / "learning.jsonl", (joined(r, text_of(texts[r["pmid"]])) | {"names": r["names"]} for r in learned))
    _write(out / "learning_texts.jsonl", texts.values())


def _write(file: Path, records: Iterable[Json]) -> None:
    file.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in records), encoding="utf-8")


def predicted(texts: Path) -> Iterator[Json]:
    """What the extractor finds in a file of articles."""
    articles = [a for a in read_articles(str(texts)) if isinstance(a, Article)]
    return (to_json(article, found) for article, found in extract(articles, nlp=language()))


def _findings(records: Iterable[Json]) -> dict[str, list[Finding]]:
    return {r["pmid"]: [finding(fields) for fields in r["tuples"]] for r in records}


def main(shared: Path, out: Path) -> None:
    """Write the files and print the scores of both parts."""
    write(shared, out)
    found = list(predicted(out / "all_texts.jsonl"))
    _write(out / "predicted.jsonl", found)
    for name in PARTS:
        gold = _findings(rows(out / f"{name}.jsonl"))
        lines = [f"{name}: {len(gold)} abstracts"]
        for level, s in evaluate(gold, _findings(found)).items():
            lines.append(f"  {level:<11} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}  gold {s.gold}")
        sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

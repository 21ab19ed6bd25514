"""How many of the curated claims ``claimdiff claims propose`` drafts or leads to, sentence by sentence.

``python -m tests.benchmarks.drafts ../shared`` prints the tables of ``annotations/README.md``. A draft is right at a
level
of ``pipeline.evaluate`` where it agrees with a curated claim of the same sentence; a claim's sentence is the one that
holds its anchor. ``sentence`` counts sentences: those with a claim that have a draft, and the reverse.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline import claims
from pipeline.drafts import Passage, drafted, passages
from pipeline.evaluate import Finding, Score, count, evaluate, finding
from pipeline.extract import extract
from pipeline.schema import Claim
from pipeline.sources import read_source

Sentences = Mapping[str, Sequence[Finding]]


class Measured(NamedTuple):
    """Curated claims and drafts by sentence, and the drafts whose references are those of a claim they equal."""

    gold: Sentences
    drafted: Sentences
    lost: int  # claims whose anchor stands nowhere
    cited: tuple[int, int]  # of the drafts that equal a claim in amino acid and target: with its references, all


def measure(document: Path, curated: Sequence[Claim]) -> Measured:
    """Read a document and compare."""
    source = read_source(document)
    read = list(passages(source))
    places = _places(read, curated)
    gold: dict[str, list[Finding]] = defaultdict(list)
    refs: dict[str, list[tuple[Finding, str]]] = defaultdict(list)
    for claim, place in zip(curated, places, strict=True):
        if place is not None:
            one = _claimed(claim)
            gold[place].append(one)
            refs[place].append((one, ";".join(map(str, sorted(claim.refs)))))
    made: dict[str, list[Finding]] = defaultdict(list)
    same = equal = 0
    for passage, (_, evidence) in zip(read, extract([p.article for p in read]), strict=True):
        for row in drafted(source, passage, evidence, "000-any"):
            place, one = str(row.sentence.start), _drafted(row.cells)
            made[place].append(one)
            met = [told for claim, told in refs[place] if count("pair", [claim], [one])[0]]
            equal += bool(met)
            same += row.cells["refs"] in met
    return Measured(gold, made, places.count(None), (same, equal))


def scores(measured: Sequence[Measured]) -> dict[str, Score]:
    """All documents together: every sentence with a claim or a draft counts."""
    gold, drafted = ({f"{n} {k}": v for n, m in enumerate(measured) for k, v in m[at].items()} for at in (0, 1))
    whole = {key: gold.get(key, []) for key in gold.keys() | drafted.keys()}
    found = dict(evaluate({key: whole[key] for key in sorted(whole)}, drafted))
    both = len(gold.keys() & drafted.keys())
    sentence = Score(
        precision=both / max(1, len(drafted)),
        recall=both / max(1, len(gold)),
        f1=2 * both / max(1, len(gold) + len(drafted)),
        low=0,
        high=0,
        gold=len(gold),
        predicted=len(drafted),
    )
    return {"sentence": sentence, **found}


def _places(read: Sequence[Passage], curated: Sequence[Claim]) -> list[str | None]:
    """Where the sentence of each claim starts; claims follow the document, and one that does not is sought anew."""
    lines = [(_plain(" ".join(p.words(n))), str(s.start)) for p in read for n, s in enumerate(p.sentences)]
    at, places = 0, []
    for claim in curated:
        anchor = _plain(claim.anchor)
        order = [*range(at, len(lines)), *range(at)]
        hit = next((n for n in order if anchor in lines[n][0]), None)
        at = at if hit is None else hit
        places.append(None if hit is None else lines[hit][1])
    return places


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _claimed(claim: Claim) -> Finding:
    doses = [{"value": v, "unit": d.unit} for d in claim.doses for v in dict.fromkeys((d.low, d.high))]
    return finding({**claim.effect.model_dump(), "doses": doses})


def _drafted(cells: Mapping[str, str]) -> Finding:
    row = claims.read_row({**{c: cells.get(c) or None for c in claims.COLUMNS}, "id": "000-001"}, "draft")
    (claim,) = row
    assert isinstance(claim, Claim), claim
    return _claimed(claim)


def main(shared: Path) -> None:
    """Print a table for each document and all of them."""
    curated = claims.load().claims
    lines = ["| document | level | claims | drafts | precision | recall |", "|---|---|--:|--:|--:|--:|"]
    measured = []
    for document in sorted((shared / "seeds").glob("0*.txt")):
        mine = [claim for claim in curated if claim.source[:3] == document.name[:3]]
        measured.append(measure(document, mine))
        lines += _rows(document.name[:3], scores(measured[-1:]))
    lines += _rows("all", scores(measured))
    same, equal = (sum(m.cited[n] for m in measured) for n in (0, 1))
    lines.append(f"References as curated: {same} of {equal}. Anchors not found: {sum(m.lost for m in measured)}.")
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _rows(name: str, found: Mapping[str, Score]) -> list[str]:
    levels = ((level, found[level]) for level in ("sentence", "amino_acid", "pair", "direction", "full"))
    return [f"| {name} | {n} | {s.gold} | {s.predicted} | {s.precision:.3f} | {s.recall:.3f} |" for n, s in levels]


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

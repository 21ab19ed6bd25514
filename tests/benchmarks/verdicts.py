"""Verdicts beside those that a person expects (``annotations/verdicts.csv``), apart for digests and real abstracts.

``python -m tests.benchmarks.verdicts [TEXTS.jsonl]`` prints accuracy, confusion and reliability; without texts only the
digests are read. The unit is one pair of claim and cited article. Pairs held aside appear as numbers only, the wrong
ones of the others are listed.
"""

import sys
from collections.abc import Iterable, Sequence

from pipeline import citations, claims, job
from pipeline.corpus import bundled
from pipeline.expected import Comparison, compare, confusion, load, reliability
from pipeline.reconcile import reconcile
from pipeline.reconcile.belief import CALIBRATED
from pipeline.schema import Article, Assessment, TextKind


def assessed(articles: Sequence[Article]) -> tuple[Assessment, ...]:
    """The packaged claims against these articles."""
    read = job.read(articles)
    return reconcile(claims.load().claims, citations.load().citations, articles, read.evidence)


def measured(kind: TextKind, articles: Sequence[Article]) -> list[Comparison]:
    """Every expected verdict on texts of this kind beside the one that is found."""
    return compare(load()[0], assessed(articles), kind)


def line(name: str, compared: Sequence[Comparison]) -> str:
    """Right verdicts, and right ones for the right reason, of all."""
    right, grounded, all_ = sum(c.right for c in compared), sum(c.grounded for c in compared), len(compared)
    return f"{name:24} {right:4} of {all_:4} right ({right / max(1, all_):.3f}), {grounded:4} for the same reason"


def lines(kind: TextKind, compared: Sequence[Comparison]) -> Iterable[str]:
    """The report on one kind of text."""
    held = [c for c in compared if c.expected.held_aside]
    seen = [c for c in compared if not c.expected.held_aside]
    yield line(f"{kind}: all", compared)
    yield line(f"{kind}: seen", seen)
    yield line(f"{kind}: held aside", held)
    yield line(f"{kind}: sure", [c for c in compared if c.expected.sure == "yes"])
    for (wanted, got), count in sorted(confusion(compared).items()):
        yield f"  {wanted:24} → {got:24} {count:4}"
    for one in seen:
        if not one.right:
            code = one.found.reason_code if one.found else "not read"
            yield f"  {' '.join(one.expected.pair)}: {one.expected.verdict}, found {one.verdict} ({code})"


def calibration(compared: Sequence[Comparison]) -> Iterable[str]:
    """How often verdicts that rest on findings are right, by confidence; the shares are those of ``CALIBRATED``."""
    yield "confidence   verdicts   right   (right + 1) / (all + 2)"
    for least, count, right in reliability(compared, [least for least, _ in CALIBRATED]):
        yield f"{least:10.2f}   {count:8}   {right:5}   {(right + 1) / (count + 2):.2f}"


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    texts: dict[TextKind, Sequence[Article]] = {"digest": bundled()}
    if arguments:
        texts["abstract"] = job.read_file(arguments[0]).articles
    compared: list[Comparison] = []
    for kind, articles in texts.items():
        found = measured(kind, articles)
        compared += found
        sys.stdout.write("\n".join(lines(kind, found)) + "\n")
    sys.stdout.write("\n".join(calibration(compared)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

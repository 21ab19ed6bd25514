"""What the README shows is what the program prints."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import job
from pipeline.schema import RunResult

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def result() -> RunResult:
    request = job.Request(offline=True)
    curated = job.read_curated(None, None)
    found = job.read_local(request)
    return job.assess(request, curated, job.join([found]), [job.read(found.articles)], datetime.now(UTC))


def test_the_verdicts_of_the_first_command(result: RunResult) -> None:
    shown = re.findall(r"^([A-Z][a-z, ]+?) {2,}(\d+)$", README, re.MULTILINE)
    counts = Counter(a.verdict for a in result.assessments)
    assert sorted(int(n) for _, n in shown) == sorted([*counts.values(), len(result.assessments)])


def test_the_sentence_its_tuple_and_its_verdict(result: RunResult) -> None:
    verdict = next(a for a in result.assessments if a.claim.id == "000-102")
    evidence = next(e for e in result.evidence if e.id == verdict.evidence_ids[0])
    assert f"> {evidence.sentence}\n" in README
    assert (
        f"| {evidence.effect.amino_acid} | {evidence.effect.exposure} | {evidence.effect.target} "
        f"| {evidence.effect.direction} | {evidence.doses[0].amount} | | {evidence.system} "
        f"| {evidence.sentence_start} | {evidence.sentence_end} |"
    ) in README
    assert f"| 000-102 | 22 | {verdict.verdict} | {verdict.reason_code} | {verdict.reason} |" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^):#]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^claimdiff (\w+)", README, re.MULTILINE))))
def test_commands_exist(command: str) -> None:
    from pipeline.cli.app import app

    names = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    assert command in names | {g.name for g in app.registered_groups}

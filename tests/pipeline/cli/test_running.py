"""What ``claimdiff run`` and ``claimdiff schedule`` make of their options."""

import inspect
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from pipeline import job
from pipeline.cli import options, running, steps
from pipeline.cli.running import _refreshes
from pipeline.reconcile import Tolerances
from tests import curated


@pytest.mark.parametrize(
    ("offline", "articles", "refresh", "expected"),
    [
        (False, None, None, True),
        (False, None, True, True),
        (False, None, False, False),
        (True, None, None, False),
        (False, Path("articles.jsonl"), None, False),
    ],
)
def test_a_schedule_asks_pubmed_anew(
    offline: bool, articles: Path | None, refresh: bool | None, expected: bool
) -> None:
    assert _refreshes(offline, articles, refresh) is expected


@pytest.mark.parametrize("command", [running.run, running.schedule, steps.reconcile])
def test_the_tolerances_of_a_command_are_those_of_reconciliation(command: Callable[..., int]) -> None:
    names = {name: name if name == "body_mass" else f"{name}_tolerance" for name in Tolerances.model_fields}
    stated = inspect.signature(command).parameters
    assert {name: stated[option].default for name, option in names.items()} == Tolerances().model_dump()


def test_tolerances_stand_in_the_manifest_and_in_the_report(tmp_path: Path) -> None:
    paths = curated.write(tmp_path)
    tolerances = options.tolerances(0.2, 0.3, 0.15, 82.5, 0.6, 0.05)
    request = job.Request(articles=str(paths.articles), out=str(tmp_path / "runs"), tolerances=tolerances)
    tables = job.read_curated(str(paths.claims), str(paths.citations))
    result = job.assess(request, tables, job.read_local(request), [], datetime(2030, 1, 2, tzinfo=UTC))
    folder = Path(job.keep(result, request.out).folder)
    settings = json.loads((folder / "run.json").read_text(encoding="utf-8"))["settings"]
    assert [settings[name] for name in ("dose", "converted", "magnitude", "body_mass")] == [0.2, 0.3, 0.15, 82.5]
    assert [settings[name] for name in ("target", "fit")] == [0.6, 0.05]
    page = html.fromstring((folder / "report.html").read_text(encoding="utf-8"))
    shown = {row.findtext("dt"): row.findtext("dd") for row in page.xpath("//dl[@class='plain']/div")}
    assert shown["Body mass of an adult, kg"] == "82.5"
    assert shown["Same dose after a conversion: relative difference up to"] == "0.3"
    assert shown["Same target: share of common words from"] == "0.6"
    assert shown["Equally fitting findings: difference of fit up to"] == "0.05"

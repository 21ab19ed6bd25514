"""Two real runs that differ in one thing each: that thing is the cause, and the only one given."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import job, nlp, reviews
from pipeline.changes import CAUSES, Change, compare
from pipeline.changes.words import event
from pipeline.export import read_snapshot
from pipeline.reconcile import Tolerances
from tests import curated

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from datetime import UTC, datetime
from pipeline import job
request = job.Request.model_validate_json(sys.argv[1])
found = job.join([job.read_local(request)])
tables = job.read_curated(request.claims, request.citations)
print(job.keep(job.assess(request, tables, found, [job.read(found.articles)], datetime.now(UTC)), request.out).folder)
"""


@dataclass(frozen=True)
class World:
    """The curated tables and articles that two runs share, until something is done to them."""

    paths: curated.Paths
    request: job.Request

    def run(self) -> Path:
        """The folder of a run over it."""
        request = self.request
        tables = job.read_curated(request.claims, request.citations)
        found = job.join([job.read_local(request)])
        read = job.read(found.articles, model=request.model)
        result = job.assess(request, tables, found, [read], datetime.now(UTC))
        return Path(job.keep(result, request.out).folder)

    def asking(self, **settings: Any) -> "World":
        """The same world, read with other settings."""
        return replace(self, request=self.request.model_copy(update=settings))

    def edit(self, table: Path, at: int | None, **cells: str) -> None:
        """Change cells of a row of a table, or add a row like the first where ``at`` is None."""
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if at is None:
            rows.append({**rows[0], **cells})
        else:
            rows[at] |= cells
        _write(table, rows)

    def drop(self, table: Path, at: int) -> None:
        """Take a row out of a table."""
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        _write(table, rows[:at] + rows[at + 1 :])

    def article(self, at: int, **fields: object) -> None:
        """Change fields of an article, or take it out where there are none."""
        lines = [json.loads(line) for line in self.paths.articles.read_text("utf-8").splitlines()]
        lines[at] |= fields
        kept = [line for n, line in enumerate(lines) if fields or n != at]
        self.paths.articles.write_text("".join(f"{json.dumps(line)}\n" for line in kept), encoding="utf-8")

    @property
    def claims(self) -> Path:
        """The one claim table."""
        return self.paths.claims / "000.csv"


def _write(table: Path, rows: list[dict[str, str]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def world(tmp_path: Path) -> World:
    paths = curated.write(tmp_path)
    claims, citations, articles = map(str, paths)
    return World(paths, job.Request(articles=articles, claims=claims, citations=citations, out=str(tmp_path / "runs")))


def between(before: Path, after: Path) -> tuple[Change, ...]:
    return compare(read_snapshot(before), read_snapshot(after))


def overrule(world: World) -> None:
    """A curator's word on the verdict of the first claim."""
    result = _result(world)
    judged = next(one for one in result.assessments if one.claim.id == "000-001")
    made = reviews.review(
        judged,
        result.articles[0],
        {one.id: one for one in result.evidence},
        verdict="contradicted",
        by="A. Reader",
        on="2030-01-02",
        reason="The arms were swapped.",
    )
    reviews.add(made, world.paths.claims)


def _result(world: World) -> Any:
    from pipeline.store import Store

    world.run()
    with Store(job.store_url(world.request.out)) as store:
        return store.load(store.runs()[0].id)


CLAIM, PAPER = ("000-001", "1"), "pmid:90000001"
NOTICE = {"kind": "correction", "source": "J Invent. 2029;1:2"}
SWAPPED = "Eight men took 3 g of leucine. Leucine decreased plasma insulin."
NEARLY = "Eight men took 3.1 g of leucine. Leucine increased plasma insulin."
DONE = [
    ("claim_added", "000-009", lambda w: w.edit(w.claims, None, id="000-009"), {"assessment", "claim"}),
    ("claim_removed", "000-003", lambda w: w.drop(w.claims, 2), {"assessment", "claim"}),
    ("claim_edited", "000-001", lambda w: w.edit(w.claims, 0, direction="decrease"), {"assessment", "claim"}),
    ("claim_edited", "000-001", lambda w: w.edit(w.claims, 0, note="Read twice."), {"assessment"}),
    ("claim_edited", "000-003", lambda w: w.edit(w.claims, 2, refs="1"), {"assessment", "claim"}),
    (
        "citation_reidentified",
        "000:2",
        lambda w: w.edit(w.paths.citations, 1, pmid="90000001"),
        {"assessment", "claim"},
    ),
    ("citation_edited", "000:1", lambda w: w.edit(w.paths.citations, 0, status="probable"), {"assessment"}),
    ("article_removed", PAPER, lambda w: w.article(0), {"assessment", "evidence", "claim"}),
    ("text_changed", PAPER, lambda w: w.article(0, abstract=SWAPPED), {"assessment", "evidence", "claim"}),
    ("record_changed", PAPER, lambda w: w.article(0, publication_types=["Case Reports"]), {"evidence"}),
    (
        "retraction",
        f"{PAPER}, now retracted",
        lambda w: w.article(0, retracted=True),
        {"assessment", "evidence", "claim"},
    ),
    (
        "notice_changed",
        f"{PAPER}, new: correction: J Invent. 2029;1:2",
        lambda w: w.article(0, notices=[NOTICE]),
        {"assessment", "evidence"},
    ),
    ("review_changed", f"000-001 {PAPER}", overrule, {"assessment"}),
]


@pytest.mark.parametrize(
    ("cause", "detail", "done", "what"), DONE, ids=[f"{n}-{cause}" for n, (cause, *_) in enumerate(DONE)]
)
def test_what_was_done_is_the_cause(
    cause: str, detail: str, done: Callable[[World], None], what: set[str], world: World
) -> None:
    before = world.run()
    done(world)
    changes = between(before, world.run())
    assert {change.what for change in changes} == what
    assert {(change.cause, change.detail, change.also) for change in changes} == {(cause, detail, ())}


def test_an_article_that_was_not_there(world: World) -> None:
    after = world.run()
    world.article(0)
    changes = between(world.run(), after)
    assert {(change.cause, change.detail, change.also) for change in changes} == {("new_article", PAPER, ())}
    assert {change.what for change in changes} == {"assessment", "evidence", "claim"}


def test_a_tolerance_moves_verdicts_and_no_finding(world: World) -> None:
    world.article(0, abstract=NEARLY)
    before = world.run()
    changes = between(before, world.asking(tolerances=Tolerances(dose=0)).run())
    assert [(c.what, c.key, c.cause, c.detail, c.also) for c in changes] == [
        ("assessment", CLAIM, "settings_changed", "dose", ())
    ]


def test_another_model_read(world: World, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder, words in zip(folders, ("cues", "abbreviations"), strict=True):
        nlp.build({"components.cues.lexicon": words}).to_disk(folder)
    before, after = (world.asking(model=str(folder)).run() for folder in folders)
    changes = between(before, after)
    assert {(change.cause, change.also) for change in changes} == {("model_changed", ())}
    assert {change.what for change in changes} >= {"assessment", "evidence"}  # the tagger may uphold a claim


OTHER_CONFIDENCE = """
_judge = reconcile


def reconcile(*arguments, **settings):
    return tuple(one.model_copy(update={"confidence": 0.123}) for one in _judge(*arguments, **settings))
"""


def _forget_a_word(package: Path) -> None:
    table = package / "lexicons" / "cues.jsonl"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if '"term": "increased"' not in line), encoding="utf-8")


def _change_a_rule(package: Path) -> None:
    with (package / "reconcile" / "__init__.py").open("a", encoding="utf-8") as file:
        file.write(OTHER_CONFIDENCE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "cause", "detail", "what"),
    [
        (_forget_a_word, "lexicon_changed", "cues", {"assessment", "evidence"}),
        (_change_a_rule, "version_changed", "code", {"assessment"}),
    ],
)
def test_another_installation(
    change: Callable[[Path], None], cause: str, detail: str, what: set[str], world: World, tmp_path: Path
) -> None:
    """The package is copied, changed and run in a process of its own."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "pipeline", copy / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    folders = []
    for step in (None, change):
        if step:
            step(copy / "pipeline")
        folders.append(_run_in(copy, world.request))
    changes = between(*folders)
    assert {(c.cause, c.detail, c.also) for c in changes} == {(cause, detail, ())}
    assert {c.what for c in changes} == what


def _run_in(copy: Path, request: job.Request) -> Path:
    command = [sys.executable, "-c", RUN, request.model_dump_json()]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_nothing_done_nothing_changed(world: World) -> None:
    assert between(world.run(), world.run()) == ()


def test_every_cause_is_proven_here() -> None:
    shown = {cause for cause, *_ in DONE}
    shown |= {"new_article", "settings_changed", "model_changed", "lexicon_changed", "version_changed"}
    assert shown == CAUSES.keys() - {"unknown"}


# --- several at once --------------------------------------------------------------------------------------------------


def told(changes: tuple[Change, ...]) -> tuple[str, set[str]]:
    """Cause of the verdict on the first claim, and what else differs."""
    change = next(c for c in changes if c.key == CLAIM)
    return change.cause, {one.cause for one in change.also}


def test_a_note_on_the_claim_did_not_move_the_verdict(world: World) -> None:
    before = world.run()
    world.edit(world.claims, 0, note="Read twice.")
    world.article(0, abstract=SWAPPED)
    assert told(between(before, world.run())) == ("text_changed", {"claim_edited"})


def test_a_retraction_did_not_move_the_verdict_but_the_state_of_the_claim(world: World) -> None:
    before = world.run()
    world.article(0, abstract=SWAPPED, retracted=True)
    changes = between(before, world.run())
    assert told(changes) == ("text_changed", {"retraction"})
    (state,) = (c for c in changes if c.what == "claim")
    assert (state.key, state.columns, event(state)) == (("000-001",), ("state",), "supported → not supported")
    assert (state.cause, {one.cause for one in state.also}) == ("retraction", {"text_changed"})


def test_a_retraction_is_told_where_the_text_only_lost_a_space(world: World) -> None:
    before = world.run()
    world.article(0, title="Leucine and insulin ", retracted=True)
    assert told(between(before, world.run()))[0] == "retraction"


def test_a_review_did_not_move_the_verdict(world: World) -> None:
    before = world.run()
    overrule(world)
    world.article(0, abstract=SWAPPED)
    assert told(between(before, world.run())) == ("text_changed", {"review_changed"})


def test_claim_article_and_setting_at_once(world: World) -> None:
    before = world.run()
    world.edit(world.claims, 0, direction="decrease")
    world.article(0, abstract=NEARLY)
    changes = between(before, world.asking(tolerances=Tolerances(dose=0)).run())
    assert told(changes) == ("claim_edited", {"text_changed", "settings_changed"})


# --- a review that outlives its run -----------------------------------------------------------------------------------


def test_a_review_survives_reruns_until_what_it_judged_changes(world: World) -> None:
    overrule(world)
    first, second = world.run(), world.run()
    assert between(first, second) == ()
    row = read_snapshot(second).assessments[CLAIM]
    assert (row["verdict"], row["review_verdict"], row["review_state"]) == ("supported", "contradicted", "current")
    world.article(0, abstract=curated.LEUCINE["abstract"].replace("Eight", "Seven"))
    (change,) = between(second, world.run())
    assert (change.cause, change.columns) == ("text_changed", ("review_state", "review_stale_because"))
    assert change.after is not None
    assert (change.after["review_state"], change.after["review_stale_because"]) == ("stale", "the article changed")


def test_a_review_whose_reference_became_another_article_is_told(world: World) -> None:
    overrule(world)
    world.edit(world.paths.citations, 0, pmid="90000002", doi="")
    row = (world.run() / "rejected.csv").read_text("utf-8")
    assert 'reviews.csv:2,"Claim 000-001 is not judged by PMID 90000001' in row

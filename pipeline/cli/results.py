"""What came of runs: diff, export, report, evaluate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli import options, output, stored
from pipeline.progress import shown, track

if TYPE_CHECKING:
    from pipeline.changes import Change, Snapshot
    from pipeline.evaluate import Level, Score
    from pipeline.mistakes import Mistakes

Table = Literal["evidence", "assessments", "claims", "novel", "watch", "citations", "lint", "rejected"]


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.command(epilog="Example: claimdiff diff runs/RUN_A runs/RUN_B --fail-on contradicted,retracted")(diff)
    app.command(epilog="Example: claimdiff export RUN --format csv --table assessments")(export)
    app.command(epilog="Example: claimdiff report RUN --output report.html")(report)
    app.command(epilog="Example: claimdiff evaluate --gold gold.jsonl --articles texts.jsonl")(evaluate)


def diff(
    run_a: Annotated[str, typer.Argument(metavar="RUN_A", help="The earlier run: a folder, or an id in --out.")],
    run_b: Annotated[str, typer.Argument(metavar="RUN_B", help="The later run.")],
    format_: Annotated[
        Literal["text", "csv", "json", "markdown"],
        typer.Option("--format", help="Lines, a change log, or a summary for a pull request."),
    ] = "text",
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES", help="Exit with 1 where one of these is new: a verdict, the state of a claim, retracted, …"
        ),
    ] = None,
    output_: Annotated[str, typer.Option("--output", help="File to write to; - is standard output.")] = "-",
    out: options.Out = Path("runs"),
) -> int:
    """Show what changed between two runs, each change with its cause.

    With --fail-on contradicted,retracted the exit status is 1 where a verdict or the overall state of a claim came to
    be contradicted or an article retracted, else 0 (2 and 3 are errors, as everywhere). Names are the verdicts, the
    states of claims, retracted, stale_review and any.
    """
    from pipeline import changes

    names = changes.checked(fail_on) if fail_on is not None else ()
    before, after = _snapshot(run_a, out), _snapshot(run_b, out)
    found = changes.compare(before, after)
    if format_ == "text":
        output.write(changes.as_text(found) or "Nothing changed.\n", output_)
        told = changes.differences(before.run, after.run) if found else ()
        output.errors().print("".join(f"Differs: {line}\n" for line in told), markup=False, end="")
    elif format_ == "markdown":
        output.write(changes.as_markdown(found, before.run, after.run), output_)
    elif format_ == "csv":
        output.write(output.csv_of(changes.COLUMNS, changes.as_rows(found)), output_)
    else:
        output.write(output.json_text(changes.as_json(found)), output_)
    return _failed(changes.failing(found, names))


def _failed(failing: "tuple[tuple[str, Change], ...]") -> int:
    """Tell which changes the check fails on; the exit status."""
    from pipeline.changes import words
    from pipeline.changes.render import SUBJECTS

    lines = [f"  {name}: {SUBJECTS[change.what]} {words.key(change)}\n" for name, change in failing]
    if lines:
        output.errors().print(f"Failing ({len(lines):,}):\n{''.join(lines)}", markup=False, end="")
    return 1 if lines else 0


def _snapshot(run: str, out: Path) -> "Snapshot":
    from pipeline.export import read_snapshot

    return read_snapshot(stored.folder(run, out))


def export(
    run: options.RunName,
    format_: Annotated[
        Literal["folder", "csv", "json"], typer.Option("--format", help="The whole run folder, or one table.")
    ] = "folder",
    table: Annotated[Table, typer.Option(help="The table that csv and json write.")] = "assessments",
    output_: Annotated[str, typer.Option("--output", help="File for csv and json; - is standard output.")] = "-",
    out: options.Out = Path("runs"),
    store: options.Store = None,
) -> int:
    """Write a run from the store again: its folder in --out, or one of its tables."""
    from pipeline.export import columns, csv_text, rows, write_folder

    result = stored.load(run, out, store)
    if format_ == "folder":
        output.write(f"Run folder: {write_folder(result, out)}\n")
    elif format_ == "csv":
        output.write(csv_text(columns(table), rows(result, table)), output_)
    else:
        output.write(output.json_text(rows(result, table)), output_)
    return 0


def report(
    run: options.RunName,
    output_: Annotated[str, typer.Option("--output", help="HTML file to write; - is standard output.")] = "report.html",
    out: options.Out = Path("runs"),
    store: options.Store = None,
) -> int:
    """Write the report of a run from the store: one HTML file that needs nothing else."""
    from pipeline.report import render

    output.write(render(stored.load(run, out, store)), output_)
    if output_ != output.STDOUT:
        output.write(f"Report: {output_}\n")
    return 0


def evaluate(
    gold: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Gold annotations (JSON Lines).")],
    articles: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The annotated texts (JSON Lines).")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    show_mistakes: Annotated[bool, typer.Option("--mistakes", help="Count the kinds of mistakes instead.")] = False,
    processes: options.Processes = 1,
    model: options.Model = options.BUNDLED,
    substances: options.Substances = None,
) -> int:
    """Extract from annotated texts and score what was found: precision, recall, F1 with its 95 % interval."""
    options.check_model(model)
    lexicon = options.lexicon(substances)
    from pipeline.evaluate import evaluate, finding
    from pipeline.extract import extract, to_json
    from pipeline.job import read_file
    from pipeline.mistakes import mistakes
    from pipeline.tuples import read_findings

    annotated = read_findings(str(gold))
    texts = read_file(str(articles))
    with shown(output.errors()):
        pairs = extract(texts.articles, processes=processes, model=model, substances=lexicon)
        found = track(pairs, "Extracting articles", len(texts.articles))
        lines = [to_json(article, evidence) for article, evidence in found]
    predicted = {
        str(line["pmid"] or line["doi"]).lower(): [finding(fields) for fields in line["tuples"]] for line in lines
    }
    if show_mistakes:
        _mistakes(mistakes(annotated, predicted), as_json)
    else:
        _scores(evaluate(annotated, predicted), as_json)
    return output.listed(texts.rejections)


def _scores(scores: "dict[Level, Score]", as_json: bool) -> None:
    if as_json:
        output.write(output.json_text({level: score.model_dump() for level, score in scores.items()}))
        return
    header = ("Level", "Precision", "Recall", "F1", "Low", "High", "Gold", "Predicted")
    rows = [
        (level, *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1, s.low, s.high)), str(s.gold), str(s.predicted))
        for level, s in scores.items()
    ]
    output.table(header, rows, numbers=header[1:])


def _mistakes(found: "list[Mistakes]", as_json: bool) -> None:
    if as_json:
        output.write(output.json_text([m.model_dump() for m in found]))
        return
    header = ("Kind", "Count", "F1 without", "Share of lost F1")
    output.table(
        header, [(m.kind, str(m.count), f"{m.f1_without:.3f}", f"{m.share:.3f}") for m in found], numbers=header[1:]
    )

"""What came of runs: diff, export, report, evaluate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli import options, output
from pipeline.errors import StoreError
from pipeline.progress import shown, track

if TYPE_CHECKING:
    from pipeline.changes import Snapshot
    from pipeline.schema import RunResult

Table = Literal["evidence", "assessments", "novel", "citations", "lint", "rejected"]


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.command(epilog="Example: claimdiff diff runs/RUN_A runs/RUN_B --format csv")(diff)
    app.command(epilog="Example: claimdiff export RUN --format csv --table assessments")(export)
    app.command(epilog="Example: claimdiff report RUN --output report.html")(report)
    app.command(epilog="Example: claimdiff evaluate --gold gold.jsonl --articles texts.jsonl")(evaluate)


def diff(
    run_a: Annotated[str, typer.Argument(metavar="RUN_A", help="The earlier run: a folder, or an id in --out.")],
    run_b: Annotated[str, typer.Argument(metavar="RUN_B", help="The later run.")],
    format_: options.TextOrTable = "text",
    out: options.Out = Path("runs"),
) -> int:
    """Show what changed between two runs, each change with its cause."""
    from pipeline import changes

    found = changes.compare(_snapshot(run_a, out), _snapshot(run_b, out))
    if format_ == "text":
        output.write(changes.as_text(found) or "Nothing changed.\n")
    elif format_ == "csv":
        output.write(output.csv_of(changes.COLUMNS, changes.as_rows(found)))
    else:
        output.write(output.json_text(changes.as_json(found)))
    return 0


def _snapshot(run: str, out: Path) -> "Snapshot":
    from pipeline.export import read_snapshot

    return read_snapshot(_folder(run, out))


def _folder(run: str, out: Path) -> Path:
    """The folder of a run that was named by its path or its id."""
    return Path(run) if Path(run).is_dir() or not (out / run).is_dir() else out / run


def _stored(run: str, out: Path, store: str | None) -> "RunResult":
    from pipeline.job import store_url
    from pipeline.store import Store

    folder = _folder(run, out)
    url = store or store_url(folder.parent if folder.is_dir() else out)
    if "://" not in url and not Path(url).is_file():  # opening it would make one
        raise StoreError("There is no store of runs here.", place=url, hint="Name its folder with --out.")
    with Store(url) as opened:
        return opened.load(folder.name)


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

    result = _stored(run, out, store)
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

    output.write(render(_stored(run, out, store)), output_)
    if output_ != output.STDOUT:
        output.write(f"Report: {output_}\n")
    return 0


def evaluate(
    gold: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Gold annotations (JSON Lines).")],
    articles: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="The annotated texts (JSON Lines).")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
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
    scores = evaluate(annotated, predicted)
    if as_json:
        output.write(output.json_text({level: score.model_dump() for level, score in scores.items()}))
    else:
        header = ("Level", "Precision", "Recall", "F1", "Low", "High", "Gold", "Predicted")
        rows = [
            (level, *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1, s.low, s.high)), str(s.gold), str(s.predicted))
            for level, s in scores.items()
        ]
        output.table(header, rows, numbers=header[1:])
    return output.listed(texts.rejections)

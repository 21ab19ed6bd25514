"""One step of the main job each: extract, reconcile, lint."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from pipeline.cli import options, output
from pipeline.errors import InputError
from pipeline.progress import shown, track

if TYPE_CHECKING:
    from pipeline.schema import Article, Rejection


class _Reader(NamedTuple):
    """How texts are read, as ``extract`` takes it."""

    processes: int
    model: str
    substances: str | None


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.command(epilog="Example: claimdiff extract articles.jsonl --output tuples.jsonl")(extract)
    app.command(epilog="Example: claimdiff reconcile --evidence tuples.jsonl --articles articles.jsonl")(reconcile)
    app.command(epilog="Example: claimdiff lint --sources documents --format csv")(lint)


def extract(
    input_: Annotated[str, typer.Argument(metavar="INPUT", help="JSON Lines or PubMed XML, plain or .gz, or -.")],
    output_: Annotated[str, typer.Option("--output", help="JSON Lines file to write; - is standard output.")],
    processes: options.Processes = 1,
    model: options.Model = options.BUNDLED,
    substances: options.Substances = None,
) -> int:
    """Extract effect tuples: one line for each article, in the order of the input.

    Records that cannot be used go to OUT.rejected.jsonl with line number and reason.
    """
    options.check_model(model)
    read_by = _Reader(processes, model, options.lexicon(substances))
    if output_ == output.STDOUT:
        return output.listed(_extracted(input_, output_, read_by))
    if Path(output_).is_dir():  # also the empty name
        raise InputError("The file cannot be written: Is a directory.", place=output_ or ".", hint="Name a file.")
    rejected = Path(output_).with_name(f"{Path(output_).name.removesuffix('.jsonl')}.rejected.jsonl")
    _keep_apart(input_, output_, str(rejected))
    found = _extracted(input_, output_, read_by)
    if found:
        with output.whole_file(str(rejected)) as file:
            file.writelines(f"{json.dumps(_rejected_line(r), ensure_ascii=False)}\n" for r in found)
    else:
        rejected.unlink(missing_ok=True)  # of an earlier extraction
    return output.listed(found, most=20, rest=f"all of them are in {rejected}")


def _keep_apart(source: str, *targets: str) -> None:
    for target in targets:
        if source != "-" and Path(target).exists() and Path(source).exists() and Path(source).samefile(target):
            raise InputError("The output would replace the input.", place=target, hint="Name another file.")


def _extracted(source: str, target: str, read_by: _Reader) -> list["Rejection"]:
    """Extract from one file to another; returns what was rejected. Memory stays flat."""
    from pipeline.corpus import read_articles
    from pipeline.extract import extract, to_json

    rejections: list[Rejection] = []
    with shown(output.errors()), output.sink(target) as file:
        articles = _usable(read_articles(source), rejections)
        found = extract(articles, **read_by._asdict(), faults=rejections)
        for article, evidence in track(found, "Extracting articles"):
            file.write(f"{json.dumps(to_json(article, evidence), ensure_ascii=False)}\n")
    return rejections


def _usable(records: Iterable["Article | Rejection"], rejections: list["Rejection"]) -> Iterator["Article"]:
    from pipeline.schema import Rejection

    for record in records:
        if isinstance(record, Rejection):
            rejections.append(record)
        else:
            yield record


def _rejected_line(rejection: "Rejection") -> dict[str, str | int | None]:
    file, _, line = rejection.place.rpartition(":")
    if file == "pmid" or not line.isdecimal():  # an article that could not be read
        return {"line": None, "reason": rejection.reason, "file": rejection.place}
    return {"line": int(line), "reason": rejection.reason, "file": file}


def reconcile(
    evidence: Annotated[str, typer.Option(help="Tuples that `claimdiff extract` wrote, or - for standard input.")],
    articles: options.Articles = None,
    claims: options.Claims = None,
    citations: options.Citations = None,
    dose_tolerance: options.DoseTolerance = 0.05,
    converted_tolerance: options.ConvertedTolerance = 0.1,
    magnitude_tolerance: options.MagnitudeTolerance = 0.02,
    body_mass: options.BodyMass = 70,
    target_tolerance: options.TargetTolerance = 0.5,
    fit_tolerance: options.FitTolerance = 0.1,
    watch: Annotated[
        bool, typer.Option("--watch", help="Write what articles say of claims that do not cite them, not the verdicts.")
    ] = False,
    output_: Annotated[str, typer.Option("--output", help="File to write to; - is standard output.")] = "-",
    format_: Annotated[Literal["csv", "json"], typer.Option("--format", help="How to write it.")] = "csv",
) -> int:
    """Judge the claims by evidence that was extracted before; without --articles, by the bundled corpus."""
    from datetime import UTC, datetime

    from pipeline import job
    from pipeline.export import columns, csv_text, rows
    from pipeline.tuples import read_evidence

    request = job.Request(
        offline=articles is None,
        watch=watch,
        articles=options.text(articles),
        tolerances=options.tolerances(
            dose_tolerance, converted_tolerance, magnitude_tolerance, body_mass, target_tolerance, fit_tolerance
        ),
    )
    curated = job.read_curated(options.text(claims), options.text(citations))
    found = job.join([job.read_local(request)])
    loaded = read_evidence(evidence, found.articles)
    result = job.assess(request, curated, found, [job.Extracted(evidence=loaded.evidence)], datetime.now(UTC))
    name = "watch" if watch else "assessments"
    table = rows(result, name)
    output.write(csv_text(columns(name), table) if format_ == "csv" else output.json_text(table), output_)
    return output.listed([*result.rejections, *loaded.rejections])


def lint(
    claims: options.Claims = None,
    citations: options.Citations = None,
    sources: options.Sources = None,
    format_: options.TextOrTable = "text",
) -> int:
    """Show what is wrong with the claims, and with the source documents where they are given: no article is read."""
    from pipeline.columns import LINT
    from pipeline.export import csv_text
    from pipeline.job import read_curated
    from pipeline.lint import as_text
    from pipeline.lint import lint as check

    curated = read_curated(options.text(claims), options.text(citations), options.text(sources))
    found = check(curated.claims, curated.citations, curated.documents)
    if format_ == "text":
        output.write(as_text(found) or "Nothing was found.\n")
    elif format_ == "json":
        output.write(output.json_text([f.model_dump(mode="json") for f in found]))
    else:
        output.write(csv_text(tuple(LINT), [{name: cell(f) for name, cell in LINT.items()} for f in found]))
    documents = f" and {output.counted(len(curated.documents), 'document')}" if curated.documents else ""
    told = f"{output.counted(len(found), 'finding')} in {output.counted(len(curated.claims), 'claim')}{documents}"
    output.errors().print(f"{told}.", markup=False)
    return output.listed(curated.rejections)

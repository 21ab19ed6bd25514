"""Options that several subcommands share."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pipeline.reconcile import Tolerances

BUNDLED = "bundled"  # as in ``pipeline.installed``, which takes time to import


def readable(name: str) -> Path:
    """A file that can be read, or ``-``, which Typer's own check would look for on disk."""
    path = Path(name)
    if name != "-" and not path.exists():
        raise typer.BadParameter(f"file {name!r} does not exist.")
    if path.is_dir() or not (name == "-" or os.access(path, os.R_OK)):
        raise typer.BadParameter(f"file {name!r} {'is a directory' if path.is_dir() else 'is not readable'}.")
    return path


Articles = Annotated[
    Path | None,
    typer.Option(
        parser=readable,
        metavar="FILE",
        help="Take the articles from this file: JSON Lines or PubMed XML, plain or .gz, or - for standard input.",
    ),
]
Claims = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder of claim tables (*.csv) in place of the packaged ones."),
]
Citations = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Citation table (CSV) in place of the packaged one."),
]
Sources = Annotated[
    Path | None,
    typer.Option(exists=True, help="Source document, or folder of documents whose names begin with three digits."),
]
Out = Annotated[Path, typer.Option(file_okay=False, help="Folder that holds the run folders.")]
Store = Annotated[
    str | None,
    typer.Option(
        envvar="CLAIMDIFF_STORE",
        show_envvar=True,
        help="Database of runs and articles: a file, or postgresql://…; claimdiff.db in --out where none is given.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Trained pipeline that reads: bundled, an installed one such as en_core_sci_sm, or a saved folder.",
    ),
]
Substances = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        metavar="FILE",
        help="Read what other substances did: a lexicon like lexicons/amino_acids.jsonl to take in its place.",
    ),
]
Processes = Annotated[int, typer.Option(min=1, max=256, help="Processes that read articles.")]
DoseTolerance = Annotated[
    float, typer.Option(min=0, max=0.99, help="Relative difference up to which two doses are the same.")
]
ConvertedTolerance = Annotated[
    float,
    typer.Option(
        min=0,
        max=0.99,
        help="The same for doses that only a body mass or the body surface area of an animal makes alike.",
    ),
]
MagnitudeTolerance = Annotated[
    float, typer.Option(min=0, max=0.99, help="Relative difference up to which two sizes of a change are the same.")
]
BodyMass = Annotated[
    float, typer.Option(min=1, max=500, metavar="KG", help="Body mass of an adult, for doses per kg beside whole ones.")
]
TargetTolerance = Annotated[
    float,
    typer.Option(
        min=0.01, max=1, help="Share of common words from which two wordings name one target where no concept decides."
    ),
]
FitTolerance = Annotated[
    float,
    typer.Option(min=0, max=1, help="Difference of fit to a claim up to which findings are weighed together."),
]
Output = Annotated[str, typer.Option(help="File to write to; - is standard output.")]
TextOrTable = Annotated[Literal["text", "csv", "json"], typer.Option("--format", help="How to show it.")]
RunName = Annotated[str, typer.Argument(metavar="RUN", help="A run folder, or the id of a run in --out.")]


def tolerances(
    dose: float, converted: float, magnitude: float, body_mass: float, target: float, fit: float
) -> "Tolerances":
    """The settings of reconciliation. Raises SettingsError where one is out of its range."""
    from pipeline.reconcile import Tolerances

    return Tolerances.checked(
        dose=dose, converted=converted, magnitude=magnitude, body_mass=body_mass, target=target, fit=fit
    )


def use_store(store: str | None) -> None:
    """Let ``job.store_url`` give this store."""
    if store:  # not a parameter of the flow, which Prefect keeps: it may hold a password
        os.environ["CLAIMDIFF_STORE"] = store


def check_model(name: str) -> None:
    """Raises ModelError where there is no such model, or it cannot be used: before any work starts."""
    if name != BUNDLED:
        from pipeline.installed import find

        find(name)


def lexicon(path: Path | None) -> str | None:
    """A lexicon's path as the pipeline takes it. Raises SettingsError where its name is not that of a lexicon."""
    if path is not None and path.suffix != ".jsonl":
        from pipeline.errors import SettingsError

        raise SettingsError(f"The lexicon '{path}' is no JSON Lines file.", hint="Give it a name that ends in .jsonl.")
    return text(path)


def text(path: Path | None) -> str | None:
    """A path as the pipeline takes it."""
    return None if path is None else str(path)

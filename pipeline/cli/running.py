"""The main job, at once or on a schedule."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options, output
from pipeline.errors import SettingsError
from pipeline.progress import shown

if TYPE_CHECKING:
    from pipeline.job import Outcome, Request
    from pipeline.reconcile import Tolerances

LISTED = 20  # rejections that are shown; a run folder has them all

Offline = Annotated[bool, typer.Option("--offline", help="Read the bundled corpus only, ask nobody.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask PubMed again for the articles that are in the store.")]
Watch = Annotated[
    bool,
    typer.Option(
        "--watch", help="Hold the claims against articles that they do not cite too, those in the store among them."
    ),
]
Refreshing = Annotated[
    bool | None,
    typer.Option(
        "--refresh/--no-refresh",
        help="Ask PubMed again, in each run, for the articles that are in the store; done unless told otherwise.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.command(epilog="Example: claimdiff run --offline --out runs")(run)
    app.command(epilog='Example: claimdiff schedule --cron "0 6 * * 1" --timezone Europe/Berlin')(schedule)


def run(
    offline: Offline = False,
    articles: options.Articles = None,
    claims: options.Claims = None,
    citations: options.Citations = None,
    sources: options.Sources = None,
    watch: Watch = False,
    out: options.Out = Path("runs"),
    store: options.Store = None,
    processes: options.Processes = 1,
    dose_tolerance: options.DoseTolerance = 0.05,
    converted_tolerance: options.ConvertedTolerance = 0.1,
    magnitude_tolerance: options.MagnitudeTolerance = 0.02,
    body_mass: options.BodyMass = 70,
    target_tolerance: options.TargetTolerance = 0.5,
    fit_tolerance: options.FitTolerance = 0.1,
    model: options.Model = options.BUNDLED,
    refresh: Refresh = False,
) -> int:
    """Do the main job: resolve the claims' citations, get the abstracts, extract, reconcile, store, export.

    Articles come from PubMed unless --offline or --articles says otherwise.
    """
    from flows.server import api

    _check(offline, articles, refresh=refresh)
    options.check_model(model)
    options.use_store(store)
    tolerances = options.tolerances(
        dose_tolerance, converted_tolerance, magnitude_tolerance, body_mass, target_tolerance, fit_tolerance
    )
    with shown(output.errors()), api() as server:
        request = _request(
            offline, articles, claims, citations, sources, watch, out, processes, tolerances, refresh, model
        )
        from flows.reconciliation import execute

        server.ready()
        outcome = execute(request, server.url, recorded=server.recorded)
    return _tell(outcome)


def schedule(
    cron: Annotated[str, typer.Option(help="When to run, in the five fields of cron.")],
    timezone: Annotated[str, typer.Option(help="Time zone of the schedule, such as Europe/Berlin.")] = "UTC",
    offline: Offline = False,
    articles: options.Articles = None,
    claims: options.Claims = None,
    citations: options.Citations = None,
    sources: options.Sources = None,
    watch: Watch = False,
    out: options.Out = Path("runs"),
    store: options.Store = None,
    processes: options.Processes = 1,
    dose_tolerance: options.DoseTolerance = 0.05,
    converted_tolerance: options.ConvertedTolerance = 0.1,
    magnitude_tolerance: options.MagnitudeTolerance = 0.02,
    body_mass: options.BodyMass = 70,
    target_tolerance: options.TargetTolerance = 0.5,
    fit_tolerance: options.FitTolerance = 0.1,
    model: options.Model = options.BUNDLED,
    refresh: Refreshing = None,
) -> int:
    """Do the main job on a schedule, until stopped with Ctrl-C."""
    from flows.server import api

    _check(offline, articles, refresh=bool(refresh))
    options.check_model(model)
    options.use_store(store)
    tolerances = options.tolerances(
        dose_tolerance, converted_tolerance, magnitude_tolerance, body_mass, target_tolerance, fit_tolerance
    )
    with api(services=True) as server:
        from flows.schedule import serve, when

        moments = when(cron, timezone)
        refreshes = _refreshes(offline, articles, refresh)
        request = _request(
            offline, articles, claims, citations, sources, watch, out, processes, tolerances, refreshes, model
        )
        server.ready()
        output.errors().print(f"Scheduled: {cron} ({timezone}). Stop with Ctrl-C.", markup=False)
        serve(request, moments, server.url)
    return 0


def _check(offline: bool, articles: Path | None, *, refresh: bool) -> None:
    if offline and articles:
        raise SettingsError("--offline and --articles exclude each other.", hint="Give one of them.")
    if refresh and (offline or articles):
        other = "--offline" if offline else "--articles"
        raise SettingsError(f"--refresh and {other} exclude each other.", hint="Only PubMed can be asked again.")


def _refreshes(offline: bool, articles: Path | None, refresh: bool | None) -> bool:
    """Whether a schedule asks PubMed anew: yes, unless told otherwise or nothing comes from there."""
    return not (offline or articles) and refresh is not False


def _request(
    offline: bool,
    articles: Path | None,
    claims: Path | None,
    citations: Path | None,
    sources: Path | None,
    watch: bool,
    out: Path,
    processes: int,
    tolerances: "Tolerances",
    refresh: bool,
    model: str,
) -> "Request":
    from pipeline.job import Request

    return Request(
        offline=offline,
        refresh=refresh,
        articles=options.text(articles),
        claims=options.text(claims),
        citations=options.text(citations),
        sources=options.text(sources),
        watch=watch,
        out=str(out),
        processes=processes,
        model=model,
        tolerances=tolerances,
    )


def _tell(outcome: "Outcome") -> int:
    from pipeline.report.words import VERDICTS

    counts = outcome.run.counts
    rows = [(m.label, f"{counts[verdict]:,}") for verdict, m in VERDICTS.items() if counts.get(verdict)]
    output.table(("Verdict", "Assessments"), [*rows, ("All", f"{counts['assessments']:,}")], numbers=("Assessments",))
    if retracted := counts.get("claims_on_retracted_articles"):
        told = "claim rests on a retracted article" if retracted == 1 else "claims rest on retracted articles"
        output.write(f"\n{retracted:,} {told}: see the columns retracted and notices of assessments.csv.\n")
    if watched := counts.get("watched"):
        told = "time an article has" if watched == 1 else "times articles have"
        output.write(f"\n{watched:,} {told} a finding on a claim that does not cite them: see watch.csv.\n")
    for kind, what in (("conflict", "contradict the citation table"), ("proposed", "have an identity proposed")):
        if number := counts.get(f"references_{kind}"):
            output.write(f"\n{number:,} {'reference' if number == 1 else 'references'} {what}: see proposals.csv.\n")
    output.write(f"\nRun folder: {outcome.folder}\n")
    rest = f"all of them are in {outcome.folder}/rejected.csv"
    return output.listed(outcome.rejections, most=LISTED, rest=rest)

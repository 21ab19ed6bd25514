"""fetch: articles from the library of the store or from PubMed, by PMID, by a file of PMIDs, by query, by citation."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options, output
from pipeline.errors import InputError, SettingsError
from pipeline.progress import shown, track

if TYPE_CHECKING:
    from pipeline.library import Library
    from pipeline.schema import Article, Rejection

Places = dict[str, str]  # PMID → where it was asked for

PmidFile = Annotated[
    Path | None,
    typer.Option("--pmids", parser=options.readable, metavar="FILE", help="File with one PMID a line, or -."),
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help="Ask PubMed also for what is in the store, and tell what changed.")
]


def register(app: typer.Typer) -> None:
    """Add the subcommand of this module."""
    app.command(epilog="Example: claimdiff fetch 12470633 --output articles.jsonl")(fetch)


def fetch(
    output_: Annotated[str, typer.Option("--output", help="JSON Lines file to write; - is standard output.")],
    pmids: Annotated[list[str] | None, typer.Argument(metavar="PMID", help="PubMed ids.")] = None,
    pmid_file: PmidFile = None,
    query: Annotated[str | None, typer.Option(help="All that this PubMed query finds.")] = None,
    refresh: Refresh = False,
    claims: options.Claims = None,
    citations: options.Citations = None,
    out: options.Out = Path("runs"),
    store: options.Store = None,
) -> int:
    """Get articles: those of the PMIDs, of a file of PMIDs, of a query, or else all that the claims cite.

    An article is asked for once: then it is in the store, and after an interruption the work goes on from there.
    """
    since = datetime.now(UTC) if refresh else None
    options.use_store(store)
    if query is not None and not query.strip():
        raise SettingsError("The query is empty.", hint="Give one such as --query 'leucine[tiab] AND 2020[dp]'.")
    if pmids is None and pmid_file is None and query is None:
        return _cited(options.text(claims), options.text(citations), out, output_, since)
    return _named(pmids or [], pmid_file, query, out, output_, since)


def _cited(claims: str | None, citations: str | None, out: Path, target: str, since: datetime | None) -> int:
    from pipeline import job

    request = job.Request(out=str(out), refresh=since is not None)
    started = since or datetime.now(UTC)
    with shown(output.errors()):
        curated = job.read_curated(claims, citations)
        batches = job.to_fetch(request, curated)
        parts = [job.fetch(request, batch, started) for batch in track(batches, "Fetching batches", len(batches))]
        found = job.join(parts)
    output.write("".join(map(_line, found.articles)), target)
    return output.listed([*curated.rejections, *found.rejections])


def _named(
    pmids: list[str], file: Path | None, query: str | None, out: Path, target: str, since: datetime | None
) -> int:
    from pipeline import job
    from pipeline.library import Library
    from pipeline.pubmed import plain_pmid
    from pipeline.store import Store

    places: Places = {plain: f"PMID {plain}" for plain in map(plain_pmid, pmids)}
    rejections = _listed_in(file, places) if file else []
    with Store(job.store_url(out)) as store, shown(output.errors()):
        library = Library(store)
        asked = library.update(places, since)
        if query is not None:
            rejections += _found_by(library, query, places)
        with output.sink(target) as stream:
            written = _written(library, places, stream, rejections)
    told = f" PubMed was asked for {asked:,} of {len(places):,} PMIDs." if query is None else ""
    output.errors().print(f"Articles: {written:,}.{told}", markup=False)
    return output.listed(rejections)


def _listed_in(file: Path, places: Places) -> list["Rejection"]:
    """Add the PMIDs of a file to ``places``; returns the lines that are none. Blank lines count for nothing."""
    from pipeline.pubmed import plain_pmid
    from pipeline.schema import Rejection

    name, rejections = "stdin" if str(file) == "-" else str(file), []
    for number, line in enumerate(_lines(file), 1):
        try:
            if line.strip():
                places.setdefault(plain_pmid(line), f"{name}:{number}")
        except InputError as error:
            rejections.append(Rejection(place=f"{name}:{number}", reason=error.message))
    return rejections


def _lines(file: Path) -> Iterable[str]:
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    return content.decode("utf-8-sig", "replace").splitlines()


def _found_by(library: "Library", query: str, places: Places) -> tuple["Rejection", ...]:
    """Add what a query finds to ``places``; returns the records that cannot be used."""
    found, rejections = library.search(query)
    if not found:
        output.errors().print("PubMed finds nothing for this query.", markup=False)
    for pmid in found:
        places.setdefault(pmid, f"PMID {pmid}")
    return rejections


def _written(library: "Library", places: Places, stream: IO[str], rejections: list["Rejection"]) -> int:
    """Write the articles, add what is not there to ``rejections``; returns the number of articles."""
    from pipeline.schema import Rejection

    written = 0
    for part in library.parts(places):
        stream.writelines(map(_line, part.articles))
        written += len(part.articles)
        rejections += part.rejections
        reason = "PubMed has no record of PMID {}."
        rejections += (Rejection(place=places[pmid], reason=reason.format(pmid)) for pmid in part.missing)
    return written


def _line(article: "Article") -> str:
    return f"{article.model_dump_json(exclude_defaults=True)}\n"

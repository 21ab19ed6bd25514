"""Which article each reference is: the citation table, what NCBI says about it, and what a curator accepts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options, output
from pipeline.errors import SettingsError
from pipeline.progress import shown

if TYPE_CHECKING:
    from pipeline.job import Curated
    from pipeline.schema import Finding, Proposal
    from pipeline.sources import SourceDocument

TITLE = 80  # characters of a title in a table for people
WIDTH, INDENT = 120, "    "  # of what a look-up tells
HEADER = ("source", "ref", "status", "claims", "pmid", "doi", "title")
FOUND = ("outcome", "method", "score", "found_pmid", "found_doi", "found_pmcid", "found_title", "reason")
TOLD = ("conflict", "ambiguous", "proposed", "below_threshold", "not_found")  # outcomes shown one by one, in this order

LookUp = Annotated[bool, typer.Option("--look-up", help="Ask NCBI about references; change nothing.")]
OutputProposals = Annotated[
    Path | None, typer.Option(dir_okay=False, help="CSV file to write what a look-up found to, for --accept.")
]
Accept = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Such a file with yes in the column accept; needs --output."),
]
Output = Annotated[str | None, typer.Option("--output", help="New citation table to write; - is standard output.")]
Row = dict[str, str]


def register(app: typer.Typer) -> None:
    """Add the subcommand of this module."""
    app.command(epilog="Example: claimdiff resolve --look-up --output-proposals proposals.csv")(resolve)


def resolve(
    claims: options.Claims = None,
    citations: options.Citations = None,
    sources: options.Sources = None,
    look_up: LookUp = False,
    output_proposals: OutputProposals = None,
    accept: Accept = None,
    output_: Output = None,
    format_: options.TextOrTable = "text",
) -> int:
    """Show which article each reference of the claims is, and how sure that is.

    With --look-up, ask NCBI for those that have no PMID and check the PMIDs of the others. Nothing is changed: what is
    found is proposed, and --accept writes a new table with the proposals that you said yes to.
    """
    _check(look_up, output_proposals, accept, output_)
    if accept:
        return _accept(citations, accept, output_ or output.STDOUT)
    from pipeline.job import read_curated
    from pipeline.sources import read_sources

    curated = read_curated(options.text(claims), options.text(citations))
    documents = read_sources(sources)
    rows, missing = _table(curated)
    findings = [finding for document in documents for finding in document.findings]
    if format_ == "text":
        output.table(HEADER, [[row[column][:TITLE] for column in HEADER] for row in rows], numbers=("ref", "claims"))
        output.write("".join(f"{f.place}: {f.message} [{f.rule}]\n" for f in findings))
        _tell_counts(curated, documents, missing, look_up)
    found: Sequence[Proposal] | None = None
    try:
        found = _looked_up(curated, documents) if look_up else None
    finally:  # an outage takes nothing from what is known without NCBI
        _show(rows, found, findings, format_, look_up)
    if format_ != "text":
        _tell_counts(curated, documents, missing, look_up)
    if output_proposals:
        _write_proposals(found or (), output_proposals)
    return output.listed(curated.rejections)


def _check(look_up: bool, proposals: Path | None, accept: Path | None, target: str | None) -> None:
    if bool(accept) != bool(target):
        raise SettingsError("--accept and --output belong together.", hint="Give both, or neither.")
    if accept and (look_up or proposals):
        raise SettingsError("--accept and --look-up exclude each other.", hint="Look up first, then accept.")
    if proposals and not look_up:
        raise SettingsError("--output-proposals needs --look-up.", hint="Add --look-up.")


def _accept(citations: Path | None, accepted: Path, target: str) -> int:
    from datetime import UTC, datetime

    from pipeline.citations.accept import accept

    made = accept(citations, accepted, datetime.now(UTC).date())
    output.write(made.text, target)
    output.errors().print(f"{made.completed:,} rows completed, {made.added:,} rows added.", markup=False)
    return 0


def _table(curated: "Curated") -> tuple[list[Row], list[str]]:
    """The rows of the citation table, and a sentence for each number of a claim that it lacks."""
    from pipeline import citations as references

    tied = references.resolve(curated.claims, references.CitationTable(curated.citations))
    citing = Counter((references.source_key(r.claim.source), str(r.ref)) for r in tied)
    rows = [
        {**row, "claims": str(citing[references.source_key(row["source"]), row["ref"]])}
        for row in references.summary(curated.citations)
    ]
    return rows, list(dict.fromkeys(r.reason for r in tied if r.reason and r.citation is None))


def _tell_counts(
    curated: "Curated", documents: Sequence["SourceDocument"], missing: Iterable[str], look_up: bool
) -> None:
    from pipeline.citations import references, to_look_up

    statuses = Counter(c.status for c in curated.citations)
    counts = ", ".join(f"{number:,} {status}" for status, number in sorted(statuses.items()))
    told = [f"{counts or 'The citation table has no row'}.", *missing]
    waiting = to_look_up(references(curated.citations, documents))
    if waiting and not look_up:
        told.append(f"{waiting:,} without a PMID could be looked up (--look-up).")
    output.errors().print("\n".join(told), markup=False)


def _looked_up(curated: "Curated", documents: Sequence["SourceDocument"]) -> tuple["Proposal", ...]:
    from pipeline.citations import propose
    from pipeline.pubmed import Client

    with shown(output.errors()):
        return propose(curated.citations, documents, Client())


def _show(
    rows: list[Row], found: Sequence["Proposal"] | None, findings: Sequence["Finding"], format_: str, look_up: bool
) -> None:
    """What stands after the table: as text what a look-up found; as CSV and JSON all in one.

    ``found`` is None where nothing was looked up, or the look-up failed.
    """
    if format_ == "text":
        output.write(_text(found) if found else "")
    elif format_ == "json":
        told = [f.model_dump(mode="json") for f in findings]
        proposals = None if found is None else [p.model_dump(mode="json") for p in found]
        output.write(output.json_text({"citations": rows, "proposals": proposals, "findings": told}))
    else:
        header = (*HEADER, *FOUND) if look_up else HEADER
        output.write(output.csv_of(header, _with_found(rows, found or ())))


def _with_found(rows: list[Row], found: Sequence["Proposal"]) -> list[Row]:
    """The table's rows with what was found for each; then those of references that the table lacks."""
    empty = dict.fromkeys((*HEADER, *FOUND), "")
    by_number = {(p.source, str(p.ref)): _found_cells(p) for p in found}
    mine = [{**empty, **row, **by_number.pop((row["source"], row["ref"]), {})} for row in rows]
    return [*mine, *({**empty, "source": s, "ref": r, **cells} for (s, r), cells in by_number.items())]


def _found_cells(proposal: "Proposal") -> Row:
    from pipeline.citations import proposal_row

    row = proposal_row(proposal)
    return {name: row[name.removeprefix("found_")] for name in FOUND}


def _text(found: Sequence["Proposal"]) -> str:
    """What a look-up found: one reference after the other, those to decide on first; then the numbers."""
    shown_ = [p for outcome in TOLD for p in found if p.outcome == outcome]
    counts = Counter(p.outcome.replace("_", " ") for p in found)
    total = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(counts.items()))
    return "\n".join(["", *map(_paragraph, shown_), f"Looked up: {total}.", ""])


def _paragraph(proposal: "Proposal") -> str:
    from pipeline.citations import proposal_row

    row = proposal_row(proposal)
    facts = [f"{row['source']} {row['ref']}: {proposal.outcome.replace('_', ' ')}"]
    facts += [f"PMID {row['pmid']}"] if row["pmid"] else []
    facts += [f"score {row['score']}"] if row["score"] else []
    facts += [row["method"].replace("_", " ")] if row["method"] else []
    lines = [f"given: {row['given']}" if row["given"] else "", f"found: {row['title']}" if row["title"] else ""]
    body = [
        fill(line, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT) for line in (*lines, proposal.reason) if line
    ]
    return "\n".join([", ".join(facts), *body])


def _write_proposals(found: Iterable["Proposal"], path: Path) -> None:
    from pipeline.citations import PROPOSED, proposal_rows

    output.write(output.csv_of(PROPOSED, proposal_rows(found)), str(path))

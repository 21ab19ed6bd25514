"""claims: tables checked, claims of a document drafted, verdicts reviewed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from pipeline.cli import options, output, stored
from pipeline.errors import InputError, SettingsError

if TYPE_CHECKING:
    from pipeline.schema import Assessment, Review, RunResult, Verdict

_group = typer.Typer(
    help="Keep claims by hand: draft them from a document, check the tables, review verdicts.",
    epilog="Example: claimdiff claims check annotations/claims",
)
ACCEPT = "accept"

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", exists=True, file_okay=False, help="Folder of claim tables; the packaged ones."),
]


def register(app: typer.Typer) -> None:
    """Add the subcommands of this module."""
    app.add_typer(_group, name="claims")


@_group.command(epilog="Example: claimdiff claims check annotations/claims")
def check(folder: Folder = None) -> int:
    """Check the claim tables of a folder, and the reviews beside them: each problem with file and line.

    Exit status: 0 no problem, 1 problems, 2 a table cannot be read at all.
    """
    from pipeline import claims, reviews

    claimed, reviewed = claims.load(folder), reviews.load(folder)
    strays = reviews.of_no_claim(reviewed.reviews, claimed.claims)
    problems = (*claimed.rejections, *reviewed.rejections, *strays)
    output.write("".join(f"{one.place}: {one.reason}\n" for one in problems))
    told = output.counted(len(problems), "problem") if problems else "no problem"
    used = output.counted(len(claimed.claims), "claim"), output.counted(len(reviewed.reviews), "review")
    rows = f"{' and '.join(used)} can be used"
    output.errors().print(f"{rows}; {told}.", markup=False)
    return 1 if problems else 0


@_group.command(epilog="Example: claimdiff claims propose documents/004-glutamine.md --output drafts.csv")
def propose(
    document: Annotated[Path, typer.Argument(metavar="DOC", exists=True, dir_okay=False, help="A source document.")],
    output_: Annotated[str, typer.Option("--output", help="Table to write (CSV); - is standard output.")] = "-",
    source: Annotated[str | None, typer.Option(help="Three digits and slug; those of the file and title.")] = None,
    claims: options.Claims = None,
    model: options.Model = options.BUNDLED,
) -> int:
    """Draft claims of a source document, for a curator to accept, mend or drop: rows of a claim table.

    The extraction that reads abstracts reads its sentences; where it finds nothing, a known target beside a word of
    change gives a lead, a row of guesses. Most rows need mending: annotations/README.md says what was measured.
    """
    options.check_model(model)
    from pipeline.claims import COLUMNS, load
    from pipeline.drafts import propose
    from pipeline.sources import read_source

    found = propose(read_source(document), load(claims).claims, source, model)
    output.write(output.csv_of(COLUMNS, found.rows), output_)
    told = f"{len(found.rows):,} drafts from {found.sentences:,} sentences of {found.source}."
    output.errors().print(f"{told} Read each before you keep it.", markup=False)
    return 0


@_group.command(
    epilog='Example: claimdiff claims review 000-012 --pmid 12470633 --verdict accept --by "A. Name" --reason "Read."'
)
def review(
    claim: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="The claim, such as 000-012.")],
    verdict: Annotated[str, typer.Option(help="The verdict that you give, or accept for that of the program.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who you are.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    pmid: Annotated[str | None, typer.Option(help="PMID of the cited article.")] = None,
    doi: Annotated[str | None, typer.Option(help="DOI of the cited article, where it has no PMID.")] = None,
    refs: Annotated[
        str | None, typer.Option(help="Reference numbers, such as '3;4', where no article is tied.")
    ] = None,
    run: Annotated[str | None, typer.Option(metavar="RUN", help="The run whose verdict you saw; the newest.")] = None,
    claims: options.Claims = None,
    out: options.Out = Path("runs"),
    store: options.Store = None,
) -> int:
    """Record that you accept or overrule a verdict: who, when, why, and what you saw.

    It is kept in reviews.csv beside the claims. Each later run shows it beside its own verdict, and as stale once the
    claim, the article, the evidence or the program's verdict is another than you saw.
    """
    from pipeline import reviews
    from pipeline.reviews import add

    given = {"--by": by, "--reason": reason}
    if empty := [name for name, value in given.items() if not value.strip()]:
        raise SettingsError(f"{empty[0]} is empty.", hint="Say who reviewed, and why.")
    result = stored.load(run, out, store)
    judged = _judged(result, claim, pmid, doi, refs)
    _check_current(judged, claims)
    article = next((a for a in result.articles if a.id == judged.article), None)
    made = reviews.review(
        judged,
        article,
        {one.id: one for one in result.evidence},
        verdict=_verdict(verdict, judged),
        by=by,
        on=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        reason=reason,
    )
    output.write(f"{_told(made)}\nKept in {add(made, claims)}\n")
    return 0


def _judged(result: "RunResult", claim: str, pmid: str | None, doi: str | None, refs: str | None) -> "Assessment":
    """The one verdict that is meant. Raises InputError where there is none, or several."""
    rows = [one for one in result.assessments if one.claim.id == claim]
    if not rows:
        hint = "Name a claim of that run, or another run with --run."
        raise InputError(f"There is no claim {claim!r} in run {result.run.id}.", hint=hint)
    wanted = (pmid, doi and doi.lower(), refs)
    found = [one for one in rows if all(w in (None, n) for w, n in zip(wanted, _names(one), strict=True))]
    if len(found) == 1:
        return found[0]
    judged = ", ".join(_named(one) for one in rows)
    hint = f"It is judged by: {judged}."
    raise InputError(f"{len(found) or 'None'} of the {len(rows)} verdicts on claim {claim} fit.", hint=hint)


def _named(one: "Assessment") -> str:
    if one.pmid or one.doi:
        return f"--pmid {one.pmid}" if one.pmid else f"--doi {one.doi}"
    return f"--refs '{_refs(one)}'" if one.refs else "no reference"


def _names(one: "Assessment") -> tuple[str | None, str | None, str]:
    """PMID, DOI and references of a verdict, as the options give them."""
    return one.pmid, one.doi and one.doi.lower(), _refs(one)


def _refs(one: "Assessment") -> str:
    return ";".join(map(str, one.refs))


def _check_current(judged: "Assessment", folder: Path | None) -> None:
    """Raise InputError where the claim is not, or no longer, the one that was judged."""
    from pipeline import claims
    from pipeline.reviews import claim_digest

    now = next((one for one in claims.load(folder).claims if one.id == judged.claim.id), None)
    if now is None:
        hint = "Name the tables of that run with --claims."
        raise InputError(f"There is no claim {judged.claim.id} in these tables.", place=str(folder or ""), hint=hint)
    if claim_digest(now) != claim_digest(judged.claim):
        hint = "Run the job on these tables first."
        raise InputError(f"The claim {now.id} was edited since that run.", place=now.place, hint=hint)


def _verdict(name: str, judged: "Assessment") -> "Verdict":
    from pipeline.schema import Verdict

    allowed = (ACCEPT, *get_args(Verdict))
    if name not in allowed:
        raise SettingsError(f"The verdict {name!r} is none of {', '.join(allowed)}.")
    return judged.verdict if name == ACCEPT else name  # type: ignore[return-value]


def _told(made: "Review") -> str:
    what = f"{made.claim_id}, {(made.pmid and f'PMID {made.pmid}') or made.doi or 'no article'}"
    if made.decision == "accepted":
        return f"Accepted: {what} is {made.verdict}."
    return f"Overruled: {what} is {made.verdict}, not {made.seen_verdict}."

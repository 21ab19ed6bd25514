"""The main job, step by step: curated tables → articles → evidence → assessments → store and run folder.

Each step is a plain function that needs no orchestration; ``flows`` puts them in order and adds retries and caching.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self, TypeVar

from pydantic import Field, model_validator

from pipeline import citations, claims, export, extract, lexicon, lint, provenance, reconcile, reviews
from pipeline.corpus import ArticleIndex, bundled, read_articles
from pipeline.errors import InputError
from pipeline.installed import BUNDLED, find
from pipeline.library import Abstracts, Library, get_cited
from pipeline.progress import say
from pipeline.pubmed import Client
from pipeline.schema import (
    Article,
    Citation,
    Claim,
    Evidence,
    Proposal,
    Record,
    Rejection,
    Review,
    Run,
    RunResult,
    content_id,
)
from pipeline.sources import SourceDocument, read_sources
from pipeline.store import Shelf, Store

READ_AT_ONCE = 200  # articles in one batch of extraction
ASK_AT_ONCE = 50  # citations in one batch of fetching: those without a PMID cost two requests each

Item = TypeVar("Item")


class Request(Record):
    """What a run is asked for. Paths are as the user gave them; None stands for what is packaged.

    ``refresh``: ask PubMed also for the articles that are in the store already. ``watch``: hold the claims against
    articles that they do not cite too, those in the store among them. ``sources``: the documents, for lint. ``model``:
    the trained pipeline to read with, as ``installed.find`` takes it.
    """

    offline: bool = False
    refresh: bool = False
    watch: bool = False
    articles: str | None = None
    claims: str | None = None
    citations: str | None = None
    sources: str | None = None
    out: str = "runs"
    tolerances: reconcile.Tolerances = reconcile.Tolerances()
    processes: int = Field(default=1, ge=1, le=256)
    model: str = BUNDLED

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.offline and self.articles:
            raise ValueError("offline and articles exclude each other")
        return self

    @property
    def origin(self) -> str:
        """Where the articles come from: ``bundled``, ``file`` or ``pubmed``."""
        return "bundled" if self.offline else "file" if self.articles else "pubmed"


class Curated(Record):
    """What people keep by hand: claims, citations, reviews, rows of them that could not be used, and the sources."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    reviews: tuple[Review, ...] = ()
    documents: tuple[SourceDocument, ...] = ()  # the sources themselves, where they are given
    rejections: tuple[Rejection, ...] = ()


class Articles(Record):
    """Articles to read, and the records that could not be used or were not there."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()


class Extracted(Record):
    """The evidence of a batch of articles, and the articles that could not be read."""

    evidence: tuple[Evidence, ...] = ()
    rejections: tuple[Rejection, ...] = ()


class Outcome(Record):
    """What a run left behind: its folder, its counts (see ``Run.counts``) and what was rejected."""

    folder: str
    run: Run
    rejections: tuple[Rejection, ...]


def prepare(request: Request) -> None:
    """Fail now rather than after the work.

    Raises ModelError where the model cannot be used, InputError or StoreError where the results could not be kept.
    """
    find(request.model)
    out = Path(request.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out) as probe:
            probe.write(b"x")
    except OSError as error:
        hint = "Choose a folder that you may write to with --out."
        raise InputError(f"Nothing can be written here: {error.strerror}.", place=request.out, hint=hint) from error
    with Store(store_url(request.out)):
        pass


def store_url(out: str | Path) -> str:
    """CLAIMDIFF_STORE (never a setting of the run: it may hold a password), else a file in ``out``."""
    return os.environ.get("CLAIMDIFF_STORE") or str(Path(out) / "claimdiff.db")


def read_curated(
    claim_folder: str | None = None, citation_table: str | None = None, sources: str | None = None
) -> Curated:
    """Claims, the reviews beside them, citations and, where given, the source documents.

    Raises InputError where one cannot be read at all.
    """
    folder = Path(claim_folder) if claim_folder else None
    claimed, reviewed = claims.load(folder), reviews.load(folder)
    cited = citations.load(Path(citation_table) if citation_table else None)
    say(f"Read {len(claimed.claims):,} claims and {len(cited.citations):,} citations.")
    return Curated(
        claims=claimed.claims,
        citations=cited.citations,
        reviews=reviewed.reviews,
        documents=read_sources(Path(sources) if sources else None),
        rejections=(*claimed.rejections, *reviewed.rejections, *cited.rejections),
    )


def read_local(request: Request) -> Articles:
    """The articles that need no network: the bundled ones, those of a file, or none."""
    if request.offline:
        return Articles(articles=bundled())
    return read_file(request.articles) if request.articles else Articles()


def read_file(path: str) -> Articles:
    """The articles of a JSON Lines or PubMed XML file. Raises InputError where it cannot be read."""
    found = list(read_articles(path))
    return Articles(
        articles=tuple(a for a in found if isinstance(a, Article)),
        rejections=tuple(r for r in found if isinstance(r, Rejection)),
    )


def to_fetch(request: Request, curated: Curated) -> list[tuple[Citation, ...]]:
    """Batches of the citations to ask PubMed for: those that a claim cites and that have an identifier."""
    if request.origin != "pubmed":
        return []
    return _slices([c for c in _cited(curated) if c.pmid or c.doi or c.pmcid], ASK_AT_ONCE)


def _cited(curated: Curated) -> list[Citation]:
    """The references that a claim cites, in the order of the claims, each once."""
    tied = citations.resolve(curated.claims, citations.CitationTable(curated.citations))
    return list({r.citation.digest: r.citation for r in tied if r.citation}.values())


def look_up(
    request: Request, curated: Curated, found: Articles, client: citations.Service | None = None
) -> tuple[Proposal, ...]:
    """What PubMed says about the references that a claim cites; nothing where the articles come from elsewhere.

    Nothing is decided by it: a reference stays what the citation table says. Raises ServiceError when PubMed fails.
    """
    if request.origin != "pubmed":
        return ()
    say("Looking references up.")
    return citations.propose(_cited(curated), (), client or Client(), found.articles)


def fetch(
    request: Request,
    wanted: Sequence[Citation],
    started: datetime,
    client: Client | None = None,
    europe_pmc: Abstracts | None = None,
) -> Articles:
    """The articles of these citations: known to the store, or else from PubMed and kept there.

    A refreshing run asks for what was last checked before it ``started``. A citation that PubMed has no record of is a
    Rejection at its place. Raises ServiceError when PubMed fails, StoreError when nothing can be kept.
    """
    client = client or Client()
    with Store(store_url(request.out)) as store:
        library = Library(store, client, europe_pmc)
        articles, rejections = get_cited(library, client, wanted, started if request.refresh else None)
    return Articles(articles=articles, rejections=rejections)


def with_kept(request: Request, found: Articles) -> Articles:
    """These articles and, in a watching run, those that the store keeps besides; of one article the one at hand stays.

    Raises StoreError where the store cannot be read.
    """
    if not request.watch:
        return found
    with Store(store_url(request.out)) as store:
        kept = Shelf(store).articles()
    held = {name for article in found.articles for name in _names(article)}
    fresh = tuple(article for article in kept if not held & _names(article))
    say(f"Watching {len(found.articles) + len(fresh):,} articles, {len(fresh):,} of them for that alone.")
    return Articles(articles=(*found.articles, *fresh), rejections=found.rejections)


def _names(article: Article) -> set[str]:
    return {name.lower() for name in (article.pmid, article.doi, article.pmcid) if name}


def join(parts: Iterable[Articles]) -> Articles:
    """All parts as one, each article once."""
    parts = tuple(parts)
    index = ArticleIndex(chain.from_iterable(p.articles for p in parts))
    rejections = chain.from_iterable(p.rejections for p in parts)
    say(f"Have {len(index.articles):,} articles.")
    return Articles(articles=index.articles, rejections=(*rejections, *index.duplicates))


def batches(articles: Sequence[Article]) -> list[tuple[Article, ...]]:
    """The articles in batches for ``read``."""
    return _slices(articles, READ_AT_ONCE)


def _slices(items: Sequence[Item], size: int) -> list[tuple[Item, ...]]:
    return [tuple(items[at : at + size]) for at in range(0, len(items), size)]


def read(articles: Iterable[Article], processes: int = 1, model: str = BUNDLED) -> Extracted:
    """The findings of these articles, in their order. Raises ModelError where the model cannot be used."""
    faults: list[Rejection] = []
    pairs = extract.extract(articles, processes=processes, model=model, faults=faults)
    return Extracted(evidence=tuple(e for _, found in pairs for e in found), rejections=tuple(faults))


def reading_key(articles: Iterable[Article], model: str = BUNDLED) -> str:
    """What the evidence of these articles depends on, as one id: their texts and the software that reads them.

    That is our own and the model, by the digest of its files. Raises ModelError where the model cannot be used.
    """
    texts = [[a.id, a.digest, *a.publication_types, *map(repr, a.sections)] for a in articles]
    return content_id(
        "read", {"articles": texts, "versions": provenance.versions(model), "lexicons": lexicon.digests()}
    )


def assess(
    request: Request,
    curated: Curated,
    found: Articles,
    read: Iterable[Extracted],
    started: datetime,
    proposals: tuple[Proposal, ...] = (),
) -> RunResult:
    """Verdicts, novel findings and lint, with all that went in, as one result.

    An article that could not be read counts as one that is not there: its verdict must not be ``not_in_abstract``.
    """
    read = tuple(read)
    evidence = tuple(e for part in read for e in part.evidence)
    faults = tuple(r for part in read for r in part.rejections)
    unread = {r.place for r in faults}
    articles = tuple(a for a in found.articles if a.id not in unread)
    say(f"Found {len(evidence):,} effect tuples.")
    assessments = reconcile.reconcile(curated.claims, curated.citations, articles, evidence, request.tolerances)
    watched = (
        reconcile.watch(curated.claims, articles, evidence, assessments, request.tolerances) if request.watch else None
    )
    parts: dict[str, tuple[Any, ...]] = {
        "claims": curated.claims,
        "citations": curated.citations,
        "articles": articles,
        "evidence": evidence,
        "assessments": assessments,
        "novel": reconcile.novel(curated.claims, evidence, assessments, request.tolerances, watched=watched),
        "watched": watched or (),
        "findings": lint.lint(curated.claims, curated.citations, curated.documents),
        "rejections": (
            *curated.rejections,
            *found.rejections,
            *faults,
            *reviews.unmatched(curated.reviews, assessments),
        ),
        "reviews": curated.reviews,
        "proposals": proposals,
    }
    verdicts = Counter(a.verdict for a in assessments)
    counts = {name: len(rows) for name, rows in parts.items()} | {v: verdicts[v] for v in sorted(verdicts)}
    waiting = Counter(p.outcome for p in proposals)
    counts |= {f"references_{outcome}": waiting[outcome] for outcome in sorted(waiting)}
    standing = reviews.standings(curated.reviews, assessments, articles, evidence)
    counts["reviews_stale"] = sum(bool(one.stale) for one in standing.values())
    counts["claims_on_retracted_articles"] = len({a.claim.id for a in assessments if a.retracted})
    inputs = provenance.inputs(curated.claims, curated.citations, articles, curated.reviews)
    if curated.documents:
        inputs["sources"] = {d.id: content_id("src", {"text": d.text}) for d in curated.documents}
    settings = {"articles_from": request.origin, "watch": request.watch, **request.tolerances.model_dump()}
    run = provenance.record(started, settings=settings, inputs=inputs, counts=counts, model=request.model)
    return RunResult(run=run, **parts)


def keep(result: RunResult, out: str) -> Outcome:
    """Save the run in the store and write its folder. Raises StoreError or InputError where that fails."""
    with Store(store_url(out)) as store:
        store.save(result)
    folder = export.write_folder(result, Path(out))
    say(f"Wrote {folder}.")
    return Outcome(folder=str(folder), run=result.run, rejections=result.rejections)

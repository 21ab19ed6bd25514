"""What is cited: nothing, papers that nobody can find, one paper under several numbers.

What a number stands for is said by the citation table, else by the document's own reference list.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.citations import CitationTable, group_refs, source_key
from pipeline.corpus import title_key
from pipeline.lint import words
from pipeline.lint.findings import Found
from pipeline.lint.passages import Passage
from pipeline.schema import Citation, Claim
from pipeline.sources import Reference, SourceDocument


def check(
    passages: Sequence[Passage], citations: Iterable[Citation], documents: Iterable[SourceDocument]
) -> Iterator[Found]:
    """Findings on claims without a reference, and on the references of each document."""
    table = CitationTable(tuple(citations))
    listed = {source_key(document.id): document for document in documents}
    for source, group in groupby(passages, key=lambda passage: passage.source):
        places = list(group)
        yield from _uncited(places)
        yield from _uncited_sentences(places)
        known = _known(places, table, listed.get(source_key(source)))
        yield from _unidentified(places, known)
        yield from _repeated(places, known)


def _known(
    places: Sequence[Passage], table: CitationTable, document: SourceDocument | None
) -> dict[int, Citation | None]:
    """Each number that is cited or listed, and what it stands for."""
    source = places[0].source
    entries = {entry.number: entry for entry in reversed(document.references)} if document else {}
    cited = {number for place in places for number in place.refs}
    rows = {number: table.find(source, number) for number in sorted(cited | entries.keys())}
    own = {n: _entry(source, entries[n], document.file) for n in rows if n in entries and document}
    return {number: row or own.get(number) for number, row in rows.items()}


def _entry(source: str, entry: Reference, file: str) -> Citation:
    """What a list says of a reference, as a row of the table would."""
    return Citation(
        source=source,
        ref=entry.number,
        title=entry.title,
        pmid=entry.pmid,
        doi=entry.doi,
        pmcid=entry.pmcid,
        status="unresolvable" if entry.reason else "probable",
        note=entry.reason,
        place=f"{file}:{entry.line}",
    )


def _uncited(places: Iterable[Passage]) -> Iterator[Found]:
    """Each claim that cites nothing; where another place says the same with a reference, that is told."""
    places = list(places)
    cited: dict[object, Claim] = {}
    for place in places:
        for claim in place.claims:
            if claim.refs:
                cited.setdefault(_what(claim), claim)
    for place in places:
        for claim in place.claims:
            if not claim.refs:
                same = cited.get(_what(claim))
                numbers = f" {same.id} says the same with {_numbers(same.refs).lower()}." if same else ""
                yield Found("uncited_claim", place, f"The claim cites nothing.{numbers}", None, (claim,))


def _uncited_sentences(places: Sequence[Passage]) -> Iterator[Found]:
    """Sentences of a citing document without curated claims that say an effect of an amino acid and cite nothing."""
    if any(place.claims for place in places) or not any(place.marks for place in places):
        return
    for place in places:
        if not place.marks and words.effects().search(place.text) and words.amino_acids(place.text):
            yield Found("uncited_claim", place, "This sentence tells of an effect and cites nothing.")


def _what(claim: Claim) -> tuple[str, ...]:
    effect = claim.effect
    return effect.amino_acid, effect.exposure, effect.target.casefold(), effect.direction


def _unidentified(places: Sequence[Passage], known: dict[int, Citation | None]) -> Iterator[Found]:
    """Each reference that cannot be tied to an article, with what rests on it."""
    for number, citation in known.items():
        if citation and citation.status != "unresolvable" and _identity(citation):
            continue
        claims = tuple(claim for place in places for claim in place.claims if number in claim.refs)
        alone = sum(claim.refs == (number,) for claim in claims)
        why = citation.note.rstrip(".") if citation and citation.note else "nothing says which article it is"
        rests = f" Claims that cite it: {len(claims)}; that cite only it: {alone}." if claims else ""
        message = f"Reference {number} cannot be tied to an article: {why}.{rests}"
        yield _at("unidentified_reference", places, {number}, citation, message, None, claims)


def _identity(citation: Citation) -> str | None:
    return citation.pmid or citation.doi or citation.pmcid or title_key(citation.title or "") or None


def _repeated(places: Sequence[Passage], known: dict[int, Citation | None]) -> Iterator[Found]:
    """Each paper that has several numbers, with the claims that count it more than once."""
    tied = [c for c in known.values() if c and c.status != "unresolvable" and _identity(c)]
    for group in group_refs(tied):
        numbers = {citation.ref for citation in group}
        if len(numbers) < 2:
            continue
        twice = tuple(c for place in places for c in place.claims if len(numbers & set(c.refs)) > 1)
        most = max((len(numbers & place.refs) for place in places), default=0)
        counted = f" One place cites it {most} times." if most > 1 else " No place cites it twice."
        message = f"{_numbers(sorted(numbers))} are the same paper ({_name(group)}).{counted}"
        arithmetic = f"{len(numbers)} numbers, 1 paper; {_count(len(twice), 'claim')} with it more than once"
        yield _at("repeated_paper", places, numbers, group[0], message, arithmetic, twice)


def _at(
    rule: str,
    places: Sequence[Passage],
    numbers: set[int],
    citation: Citation | None,
    message: str,
    arithmetic: str | None,
    claims: tuple[Claim, ...],
) -> Found:
    """The finding at the first place that cites most of these numbers."""
    most = max(len(numbers & place.refs) for place in places)
    place = next(p for p in places if len(numbers & p.refs) == most)
    if most == 0:  # only listed
        where = citation.place if citation else place.place
        place = Passage(place.at, place.source, None, "", where)
    return Found(rule, place, message, arithmetic, claims)


def _name(group: Sequence[Citation]) -> str:
    names: dict[str, str | None] = defaultdict(lambda: None)
    for citation in reversed(group):
        names |= {k: v for k, v in (("PMID", citation.pmid), ("DOI", citation.doi), ("PMCID", citation.pmcid)) if v}
    return next((f"{kind} {names[kind]}" for kind in ("PMID", "DOI", "PMCID") if names[kind]), "by its title")


def _numbers(refs: Sequence[int]) -> str:
    told = ", ".join(map(str, refs[:-1])) + f" and {refs[-1]}" if len(refs) > 1 else str(refs[0])
    return f"Reference{'s' if len(refs) > 1 else ''} {told}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

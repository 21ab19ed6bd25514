"""One plain sentence for a curator: what the article reports, what the claim says, and every number compared."""

from collections.abc import Iterable, Sequence

from pipeline.notices import events
from pipeline.reconcile import parts
from pipeline.reconcile.amino_acids import PHRASES
from pipeline.reconcile.candidates import Candidate, claimed_regimens
from pipeline.reconcile.cited import Cited
from pipeline.reconcile.equivalents import converted
from pipeline.reconcile.regimen import common
from pipeline.reconcile.verdicts import Judgement
from pipeline.reconcile.wording import Bond
from pipeline.schema import Article, Claim, Effect, Magnitude

MOVES = {"increase": "up", "decrease": "down", "no_change": "unchanged"}
EXPOSURES = {"given": "given", "withheld": "withheld", "endogenous": "measured in the body"}
_STANDS: dict[Bond, str] = {
    "narrower": ", a kind of the claimed target,",
    "broader": ", broader than the claimed target,",
    "inverse": ", the inverse of the claimed target,",
}
SHOWN, LENGTH = 3, 80  # findings told in one sentence, code points of a phrase quoted from elsewhere


def judged(claim: Claim, article: Article, row: Cited, judgement: Judgement, *, retracted: bool = False) -> str:
    """The sentence of a verdict that was reached by reading; ``retracted`` as the record or its evidence says."""
    subject = f"The article ({article.abstract_from})" if article.abstract_from else "The article"
    if article.kind == "digest":
        subject = "The digest of the article, not its abstract,"
    notes = [_body(claim, subject, judgement), *_notes(claim, row, judgement), *_published(article, retracted)]
    return "; ".join(notes) + "."


def unread(row: Cited, code: str) -> str:
    """The sentence of a reference that leads to no text, or of a claim without one."""
    refs = ", ".join(map(str, row.refs))
    number = f"Reference {refs}" if len(row.refs) == 1 else f"References {refs}"
    verb = "is" if len(row.refs) == 1 else "are"
    told = {
        "citation_missing": f"{number} has no row in the citation table.",
        "citation_unresolvable": f"{number} cannot be tied to an article: {_why(row)}.",
        "citation_without_identity": f"{number} has neither PMID, DOI, PMCID nor title in the citation table.",
        "not_in_corpus": f"{number} {verb} {_identity(row)}, which has not been obtained, so nothing was read.",
        "abstract_missing": f"{number} {verb} {_identity(row)}, which has no abstract, so nothing was read.",
        "no_reference": "The claim cites nothing.",
    }
    since = [f"the article {event}" for event in events(row.article)]
    return "; ".join([told[code].removesuffix("."), *since]) + "." if since else told[code]


def _why(row: Cited) -> str:
    note = row.citation.note if row.citation else None
    return _short(note).rstrip(".") if note else "the citation table marks it as unresolvable"


def _identity(row: Cited) -> str:
    """The strongest identifier of the cited paper."""
    citation, article = row.citation, row.article
    pmid = (article and article.pmid) or (citation and citation.pmid)
    doi = (article and article.doi) or (citation and citation.doi)
    named = f"PMID {pmid}" if pmid else f"DOI {doi}" if doi else None
    if named is None and citation:
        named = f"“{_short(citation.title)}”" if citation.title else citation.pmcid
    return f"{'probably ' if citation and citation.status == 'probable' else ''}{named or 'an article'}"


def _body(claim: Claim, subject: str, judgement: Judgement) -> str:
    if judgement.verdict != "not_in_abstract":
        return f"{subject} reports {_findings(judgement.shown)}; the claim says {_claimed(claim)}"
    if judgement.code == "outside_model":
        said = _short("; ".join(parts.stated(claim)))
        return f"{subject} reports {_findings(judgement.shown)}; what the claim says of it cannot be judged: {said}"
    if judgement.code == "change_at_unstated_dose":
        return f"{subject} reports {_findings(judgement.shown)}, at no dose; the claim says {_claimed(claim)}"
    if judgement.code == "no_findings":
        return f"{subject} gives no finding that could be read"
    return f"{subject} {_near(claim, judgement)}"


def _near(claim: Claim, judgement: Judgement) -> str:
    """What an article reports that has no finding on the claim."""
    effect, shown = claim.effect, judgement.shown
    about = f"{_short(effect.amino_acid)} and {_short(effect.target)}"
    if judgement.code == "other_amino_acid":
        names = _listed(c.evidence.effect.amino_acid for c in shown)
        return f"has no finding on {_short(effect.amino_acid)}, only on {names}"
    if judgement.code == "other_target":
        names = _listed(c.evidence.effect.target for c in shown)
        return f"has no finding on {about}; of {_short(effect.amino_acid)} it reports {names}"
    if judgement.code == "not_stated":
        instead = "asks for it, denies it, grades it or leaves it to chance"
        return f"does not state {_findings(shown)}, but {instead}; the claim says {_claimed(claim)}"
    if judgement.code == "target_aspect":
        return f"reports another aspect: {_findings(shown)}; the claim says {_short(effect.target)} {_claimed(claim)}"
    if judgement.code == "related_amino_acid":
        relation = PHRASES[shown[0].kinship or "equal"]
        return (
            f"has no finding on {about} itself; for {_short(shown[0].evidence.effect.amino_acid)}, {relation},"
            f" it reports {_findings(shown)}"
        )
    claimed = f"{_short(effect.amino_acid)} {EXPOSURES[effect.exposure]}"
    return f"reports {_findings(shown, exposure=True)}; the claim is about {claimed}"


def _findings(shown: Sequence[Candidate], *, exposure: bool = False) -> str:
    """The distinct findings, the best fitting first, at most ``SHOWN`` of them."""
    ordered = sorted(shown, key=lambda c: (-c.fit, c.order))
    told = list(dict.fromkeys(_finding(c, exposure) for c in ordered))
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return "; ".join(told[:SHOWN]) + more


def _finding(candidate: Candidate, exposure: bool) -> str:
    evidence = candidate.evidence
    stands = _STANDS.get(candidate.target.bond or "same", "") if candidate.standing == "match" else ""
    given = f" with {_short(evidence.effect.amino_acid)} {EXPOSURES[evidence.effect.exposure]}" if exposure else ""
    doses = " and ".join(map(str, candidate.regimens))
    system = f" ({_short(evidence.system)})" if evidence.system else ""
    target = f"{_short(evidence.effect.target)}{stands}"
    return f"{target} {_moved(evidence.effect, evidence.magnitude, doses)}{given}{system}"


def _claimed(claim: Claim) -> str:
    return _moved(claim.effect, claim.magnitude, " and ".join(map(str, claimed_regimens(claim))))


def _moved(effect: Effect, magnitude: Magnitude | None, doses: str) -> str:
    size = f" by {magnitude}" if magnitude and effect.direction != "no_change" else ""
    return f"{MOVES[effect.direction]}{size}{f' at {doses}' if doses else ''}"


def _published(article: Article, retracted: bool) -> list[str]:
    """What was published about the article afterwards, the gravest first; none of it moved the verdict."""
    told = [f"the article {event}" for event in events(article, retracted=retracted)]
    if retracted:
        told[0] += ", and the verdict is what the text says all the same"
    return told


def _notes(claim: Claim, row: Cited, judgement: Judgement) -> list[str]:
    """What else a curator must know to trust the verdict."""
    notes = []
    decided = judgement.verdict != "not_in_abstract"
    if decided and claim.part:
        notes.append(f"not judged of the claim: {_short(claim.part)}")
    if decided and claim.system and all(c.system is False for c in judgement.shown):
        notes.append(f"the claim is about {_short(claim.system)}")
    if decided and all(c.evidence.certainty == "hedged" for c in judgement.shown):
        notes.append("the article hedges it")
    notes += _conversions(claim, judgement) if judgement.code == "dose_converted" else []
    if judgement.dissenting:
        notes.append(f"{judgement.dissenting} less fitting of its findings say otherwise")
    if row.citation and row.citation.status == "probable":
        notes.append("that this is the cited article is only probable")
    if row.doubtful:
        notes.append("the article bears another title than the reference: check its identity")
    return notes


def _conversions(claim: Claim, judgement: Judgement) -> list[str]:
    """The arithmetic by which claimed doses are those of the article."""
    pairs = ((c, asked, found) for asked in claimed_regimens(claim) for c in judgement.shown for found in c.regimens)
    told = (converted(*common(asked, found), c.basis) for c, asked, found in pairs)
    return list(dict.fromkeys(one for one in told if one))


def _listed(names: Iterable[str]) -> str:
    told = sorted({_short(name) for name in names})
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return ", ".join(told[:SHOWN]) + more


def _short(text: str | None) -> str:
    """On one line, and not longer than ``LENGTH``."""
    line = " ".join((text or "").split())
    return line if len(line) <= LENGTH else f"{line[: LENGTH - 1].rstrip()}…"

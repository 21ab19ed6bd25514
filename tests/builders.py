"""Small invented records, shared by tests. No sentence in them is anyone's; PMIDs and DOIs name no real paper."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

from pipeline.schema import (
    Amount,
    Article,
    Assessment,
    Citation,
    Claim,
    Dose,
    Effect,
    Evidence,
    Finding,
    Magnitude,
    Notice,
    Proposal,
    Rejection,
    Review,
    Run,
    RunResult,
    Section,
)

GRAMS = Amount(low=3, high=3, unit="g")
FINDING = "Oral leucine at 3 g raised plasma insulin within the hour."


def effect(**fields: Any) -> Effect:
    """Leucine given, plasma insulin up, unless told otherwise."""
    base = {
        "amino_acid": "leucine",
        "amino_acid_id": "CHEBI:25017",
        "target": "plasma insulin",
        "direction": "increase",
    }
    return Effect.model_validate(base | fields)


def article(pmid: str | None = "90000001", *, sentences: Sequence[str] = (FINDING,), **fields: Any) -> Article:
    """An article whose abstract is the given sentences; none at all where ``sentences`` is empty."""
    base = {"pmid": pmid, "doi": f"10.5555/invented.{pmid}", "title": "An invented trial", "year": 2019}
    return Article.model_validate(base | {"abstract": " ".join(sentences) or None} | fields)


def notice(kind: str, source: str | None = None, pmid: str | None = None) -> Notice:
    """A notice about an article, with the citation and PMID that are given."""
    return Notice.model_validate({"kind": kind, "source": source, "pmid": pmid})


def evidence(
    of: Article, sentence: str = FINDING, *, target: str = "plasma insulin", dose: str | None = None, **fields: Any
) -> Evidence:
    """Evidence for ``sentence`` of the article; offsets of target and dose are looked up in the article's text."""
    said = fields.pop("effect", None) or effect(target=target, doses=(GRAMS,) if dose else ())
    start = of.text.index(sentence)
    at = of.text.index(target, start)
    where = {"sentence": sentence, "sentence_start": start, "sentence_end": start + len(sentence)}
    base: dict[str, Any] = {
        "effect": said,
        "article": of.id,
        "pmid": of.pmid,
        "doi": of.doi,
        "kind": of.kind,
        "target_name": said.target,
        "target_start": at,
        "target_end": at + len(target),
        "doses": (found(of, dose, said.doses[0]),) if dose else (),
        "system": "human",
        "study_design": "randomized trial",
        "section": "RESULTS",
        "confidence": 0.9,
        "extractor": "invented 1.0",
    }
    return Evidence.model_validate(base | where | fields)


def found(of: Article, text: str, amount: Amount, **fields: Any) -> Dose:
    """The dose ``text`` where the article first says it."""
    start = of.text.index(text)
    return Dose(amount=amount, text=text, start=start, end=start + len(text), **fields)


def claim(id: str = "000-001", **fields: Any) -> Claim:  # noqa: A002 - the field's name
    """A claim of the invented source ``000-first`` that cites reference 1."""
    said = fields.pop("effect", None) or effect(doses=(GRAMS,))
    base = {
        "id": id,
        "source": "000-first",
        "section": "Insulin",
        "anchor": "leucine and insulin",
        "effect": said,
        "dose_text": "3 g" if said.doses else None,
        "doses": said.doses,
        "refs": (1,),
        "place": "claims/000.csv:2",
    }
    return Claim.model_validate(base | fields)


def citation(ref: int = 1, **fields: Any) -> Citation:
    """Reference ``ref`` of the invented source, tied to the article with PMID 9000000``ref``."""
    base = {
        "source": "000-first",
        "ref": ref,
        "title": f"An invented trial, part {ref}",
        "first_author": "Nobody N",
        "year": 2019,
        "pmid": f"9000000{ref}",
        "status": "verified",
        "place": f"citations.csv:{ref + 1}",
    }
    return Citation.model_validate(base | fields)


def assessment(of: Claim, by: Article | None, support: Sequence[Evidence] = (), **fields: Any) -> Assessment:
    """A verdict on the claim by the article, ``supported`` unless told otherwise."""
    base = {
        "claim": of,
        "refs": of.refs,
        "article": by and by.id,
        "pmid": by and by.pmid,
        "doi": by and by.doi,
        "kind": by.kind if by and by.abstract else None,
        "verdict": "supported",
        "reason_code": "same_direction",
        "reason": "The article reports the same direction for the same amino acid and target.",
        "evidence_ids": tuple(e.id for e in support),
        "confidence": 0.9,
    }
    return Assessment.model_validate(base | fields)


def review(of: Assessment, **fields: Any) -> Review:
    """A curator's word on the verdict: that it is contradicted, unless told otherwise."""
    base = {
        "claim_id": of.claim.id,
        "pmid": of.pmid,
        "doi": of.doi,
        "refs": of.refs,
        "verdict": "contradicted",
        "by": "A. Reader",
        "on": "2030-01-02T03:04:05Z",
        "reason": "The arms were swapped.",
        "seen_verdict": of.verdict,
        "seen_claim": "clm-1",
        "seen_article": "art-1",
        "seen_evidence": "evd-1",
        "place": "claims/reviews.csv:2",
    }
    return Review.model_validate(base | fields)


def run(**fields: Any) -> Run:
    """The facts of an invented run."""
    base = {
        "id": "20300102T030405Z-abc123",
        "started": "2030-01-02T03:04:05+00:00",
        "duration_seconds": 12.5,
        "versions": {"claimdiff": "0.1.0", "extractor": "invented 1.0"},
        "settings": {"dose_tolerance": 0.1, "offline": True},
        "inputs": {"articles": {"pmid:90000001": "art-0"}, "claims": {"000-001": "clm-0"}, "lexicons": {"units": "1f"}},
        "counts": {"claims": 1, "articles": 1, "evidence": 1},
    }
    return Run.model_validate(base | fields)


def result(**fields: Any) -> RunResult:
    """One claim, its article, the evidence for it, and one of everything else."""
    paper = article(sections=(Section(label="Results", category="RESULTS", start=18, end=76),))
    said = evidence(paper, dose="3 g", magnitude=Magnitude(value=21.5, unit="%"))
    other = evidence(paper, effect=effect(amino_acid="valine", target="hour", direction="no_change"), target="hour")
    stated = claim()
    base = {
        "run": run(),
        "claims": (stated,),
        "citations": (citation(),),
        "articles": (paper,),
        "evidence": (said, other),
        "assessments": (assessment(stated, paper, [said]),),
        "novel": (other,),
        "findings": (
            Finding(
                rule="dose_arithmetic",
                source="000-first",
                claim_id="000-001",
                place="claims/000.csv:2",
                message="The two doses of this claim disagree.",
                arithmetic="3 g ÷ 70 kg = 43 mg/kg, not 34 mg/kg",
            ),
        ),
        "rejections": (Rejection(place="articles.jsonl:7", reason="The record has neither pmid nor doi."),),
        "proposals": (
            Proposal(
                source="000-first",
                ref=1,
                place="citations.csv:2",
                listed=True,
                given="First paper",
                outcome="conflict",
                method="title_search",
                score=0.5,
                pmid="90000009",
                title="=Another paper",
                reason="The title differs.",
            ),
        ),
    }
    return RunResult.model_validate(base | fields)


# A larger result, for the report: every verdict, several sources and amino acids.

AMINO_ACIDS = (
    ("leucine", "CHEBI:25017"),
    ("isoleucine", "CHEBI:24898"),
    ("valine", "CHEBI:27266"),
    ("glutamine", "CHEBI:28300"),
    ("arginine", "CHEBI:29016"),
    ("taurine", "CHEBI:15891"),
    ("creatine", "CHEBI:16919"),
    ("bcaa", None),
)
TARGETS = (
    ("S6K1 phosphorylation", "mTOR signalling", "rat"),
    ("glucose uptake", "Glucose", "cell"),
    ("plasma insulin", "Glucose", "human"),
    ("muscle protein synthesis", "Muscle", "human"),
    ("time to exhaustion", "Exercise", "human"),
    ("plasma ammonia", "Exercise", "mouse"),
    ("body fat", "Body composition", "human"),
    ("soreness", "Recovery", "human"),
    ("fasting glucose", "Glucose", "rat"),
)
SOURCES = ("000-first", "001-second", "003-third")
VERDICTS = (
    ("supported", "same_direction", "The article reports the same direction for the same amino acid and target."),
    ("supported", "same_direction", "The article reports the same direction at the same dose."),
    (
        "supported_dose_differs",
        "dose_value",
        "The direction agrees, but the article used 6 g where the claim says 3 g.",
    ),
    ("contradicted", "opposite_direction", "The article reports a decrease where the claim says an increase."),
    ("no_effect_found", "no_change", "The article measured this and reports no change."),
    (
        "not_in_abstract",
        "target_absent",
        "The abstract does not mention this target; this says nothing about its truth.",
    ),
    ("no_abstract", "no_text", "The article was found, but PubMed has no abstract for it."),
    ("unresolved_citation", "no_article", "The reference could not be tied to an article."),
    ("uncited", "no_reference", "The claim cites nothing."),
)
VERBS = {"supported": "raised", "supported_dose_differs": "raised", "contradicted": "lowered"}
METHODS = "Twenty-four invented subjects took part in a crossover of two arms with a washout of a fortnight."
CLOSE = "These made-up data ask for a larger sample before anyone changes a diet."


def large() -> RunResult:
    """72 assessments: each verdict, three sources, eight amino acids, retracted and digest articles among them."""
    cases = [_case(n, *case) for n, case in enumerate(zip(cycle(VERDICTS), _findings(), strict=False))]
    claims, articles, support, verdicts = (tuple(x for case in cases for x in case[n]) for n in range(4))
    novel = tuple(e for e in support if e.effect.direction == "no_change" and e.magnitude is None)[:12]
    findings = tuple(_finding(n, c) for n, c in enumerate(claims[::9]))
    rejections = tuple(Rejection(place=f"articles.jsonl:{n}", reason="The record has no text.") for n in (12, 340))
    citations = tuple(
        citation(n, source=source, status=("verified", "probable")[n % 2])
        if n % 9 != 8
        else citation(n, source=source, status="unresolvable", title=None, pmid=None, note="Only a site is named.")
        for source in SOURCES
        for n in range(1, 10)
    )
    return result(
        claims=claims,
        articles=articles,
        evidence=support,
        assessments=verdicts,
        novel=novel,
        citations=citations,
        findings=findings,
        rejections=rejections,
        run=run(counts={"claims": len(claims), "articles": len(articles), "evidence": len(support)}),
    )


def _findings() -> list[tuple[tuple[str, str | None], tuple[str, str, str]]]:
    return [(amino_acid, target) for amino_acid in AMINO_ACIDS for target in TARGETS]


def _finding(number: int, of: Claim) -> Finding:
    arithmetic = "3 g ÷ 70 kg = 43 mg/kg, not 34 mg/kg" if number % 2 else None
    rule = "dose_arithmetic" if number % 2 else "missing_unit"
    message = "The two doses of this claim disagree." if number % 2 else "The dose of this claim has no unit."
    return Finding(rule=rule, source=of.source, claim_id=of.id, place=of.place, message=message, arithmetic=arithmetic)


def _case(
    number: int, verdict: tuple[str, str, str], finding: tuple[tuple[str, str | None], tuple[str, str, str]]
) -> tuple[list[Claim], list[Article], list[Evidence], list[Assessment]]:
    name, code, reason = verdict
    (amino_acid, curie), (target, section, system) = finding
    source = SOURCES[number * len(SOURCES) // 72]
    said = effect(amino_acid=amino_acid, amino_acid_id=curie, target=target, doses=(GRAMS,) if number % 4 else ())
    stated = claim(
        f"{source[:3]}-{number:03}",
        effect=said,
        source=source,
        section=section,
        anchor=f"{amino_acid} and {target}",
        refs=() if name == "uncited" else (number % 9 + 1,),
        part="only in those over sixty" if number % 11 == 0 else None,
        note="The table and the text give different doses." if number % 13 == 0 else None,
    )
    paper = None if name in {"uncited", "unresolved_citation"} else _paper(number, name, said)
    support = [_support(paper, said, name, system)] if paper and paper.abstract and name != "not_in_abstract" else []
    judged = assessment(
        stated,
        paper,
        support,
        verdict=name,
        reason_code=code,
        reason=reason,
        confidence=round(0.55 + number % 9 / 20, 2),
        retracted=bool(paper and paper.retracted),
    )
    return [stated], [paper] if paper else [], support, [judged]


def _paper(number: int, verdict: str, said: Effect) -> Article:
    dose = "6 g" if verdict == "supported_dose_differs" else "3 g"
    sentences = [
        METHODS,
        f"A dose of {dose} {said.amino_acid} was swallowed with water.",
        _sentence(said, verdict),
        CLOSE,
    ]
    if verdict == "not_in_abstract":
        sentences[2] = "No adverse events were seen in either arm."
    return article(
        f"900{number:05}",
        sentences=[] if verdict == "no_abstract" else sentences,
        title=f"{said.amino_acid.capitalize()} and {said.target}: invented trial {number}",
        kind="digest" if number % 10 == 2 else "abstract",
        retracted=number % 17 == 3,
        notices=[notice(kind, source, pmid) for kind, source, pmid in _notices(number)],
        journal="Journal of Invented Results",
    )


NOTICED = {
    3: ("republication", "retraction"),
    5: ("expression_of_concern",),
    6: ("correction",),
    9: ("partial_retraction",),
}


def _notices(number: int) -> list[tuple[str, str, str | None]]:
    """What was published about some papers; one retracted paper, number 20, has no notice, another no PMID of it."""
    kinds = () if number == 20 else NOTICED.get(number % 17, ())
    source = f"J Invented Res. {2018 + number % 6} Feb;{number}(2):455-6"
    return [(kind, source, None if number == 37 else f"91{number:03}{at}") for at, kind in enumerate(kinds)]


def _sentence(said: Effect, verdict: str) -> str:
    verb = VERBS.get(verdict)
    if verb is None:
        return f"With {said.amino_acid}, {said.target} stayed as it was (p = 0.61)."
    return f"{said.amino_acid.capitalize()} {verb} {said.target} by 18 % against placebo (p < 0.01)."


def _support(of: Article, said: Effect, verdict: str, system: str) -> Evidence:
    sentence, dose = _sentence(said, verdict), "6 g" if verdict == "supported_dose_differs" else "3 g"
    amount = Amount(low=float(dose[0]), high=float(dose[0]), unit="g")
    direction = {"raised": "increase", "lowered": "decrease"}.get(VERBS.get(verdict, ""), "no_change")
    return evidence(
        of,
        sentence,
        target=said.target,
        effect=said.model_copy(update={"direction": direction, "doses": (amount,)}),
        doses=(found(of, dose, amount),),
        magnitude=Magnitude(value=18, unit="%") if verdict in VERBS else None,
        system=system,
        retracted=of.retracted,
        certainty="hedged" if of.retracted else "stated",
    )

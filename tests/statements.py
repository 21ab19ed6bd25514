"""Invented claims and evidence in one line each, for the tests of reconciliation. No sentence is anyone's."""

from typing import Any

from pipeline.reconcile import Tolerances, reconcile
from pipeline.schema import Article, Assessment, Citation, Claim, Effect, Evidence, Magnitude
from pipeline.units import find_doses, parse_amount

UP, DOWN, SAME = "increase", "decrease", "no_change"
PMID = "90000001"
GIVEN = "leucine glucose uptake +"


def effect(said: str, **fields: Any) -> Effect:
    """``leucine glucose uptake +`` as an effect: amino acid, target, and one of ``+ - =``."""
    amino_acid, rest = said.split(maxsplit=1)
    target, sign = rest.rsplit(maxsplit=1)
    direction = {"+": UP, "-": DOWN, "=": SAME}[sign]
    return Effect(amino_acid=amino_acid.replace("_", " "), target=target, direction=direction, **fields)


def claim(said: str, *doses: str, refs: tuple[int, ...] = (1,), size: str | None = None, **fields: Any) -> Claim:
    amounts = tuple(map(parse_amount, doses))
    of = {k: fields.pop(k) for k in ("exposure", "target_id", "amino_acid_id") if k in fields}
    base: dict[str, Any] = {"id": "000-001", "dose_text": "; ".join(doses) or None, "magnitude": magnitude(size)}
    base |= {"source": "000-invented", "section": "1", "anchor": "an invented sentence", "place": "claims/000.csv:2"}
    return Claim(effect=effect(said, doses=amounts, **of), doses=amounts, refs=refs, **(base | fields))


def magnitude(size: str | None) -> Magnitude | None:
    return Magnitude(value=float(size.split()[0]), unit=size.split()[1]) if size else None


def article(*sentences: str, **fields: Any) -> Article:
    base = {"pmid": PMID, "title": "An invented trial", "abstract": " ".join(sentences) or "Nothing was found."}
    return Article(**(base | fields))


def finding(
    said: str, where: str = "", *, of: Article | None = None, size: str | None = None, **fields: Any
) -> Evidence:
    """A finding; its doses are those that ``where``, its sentence, gives. Without ``of`` the sentence stands alone."""
    start = of.text.index(where) if of else fields.pop("start", 0)
    doses = tuple(d.model_copy(update={"start": d.start + start, "end": d.end + start}) for d in find_doses(where))
    of_effect = {k: fields.pop(k) for k in ("exposure", "target_id", "amino_acid_id") if k in fields}
    what = effect(said, doses=tuple(d.amount for d in doses), **of_effect)
    base: dict[str, Any] = {"article": f"pmid:{PMID}", "pmid": PMID, "doi": None, "kind": "abstract"}
    base |= {"target_name": what.target, "target_start": start, "target_end": start + 1, "sentence": where}
    base |= {"sentence_start": start, "sentence_end": start + len(where), "confidence": 0.9, "extractor": "test 1"}
    return Evidence(effect=what, doses=doses, magnitude=magnitude(size), **(base | fields))


def citation(ref: int = 1, **fields: Any) -> Citation:
    base = {"source": "000", "ref": ref, "pmid": PMID, "status": "verified", "place": f"citations.csv:{ref + 1}"}
    return Citation(**(base | fields))


def assess(one: Claim, *found: Evidence, paper: Article | None = None, **settings_: float) -> Assessment:
    rows = reconcile([one], [citation()], [paper or article()], found, Tolerances(**settings_))
    assert len(rows) == 1
    return rows[0]

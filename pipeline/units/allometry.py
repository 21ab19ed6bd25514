"""Human-equivalent dose by body surface area.

``Km`` (body weight / body surface area, kg/m²): FDA, Guidance for Industry: Estimating the Maximum Safe Starting Dose,
2005, table 1; formula after Reagan-Shaw et al., FASEB J 2008: human dose = animal dose × Km(animal) / Km(human).
"""

from pipeline.schema import Amount
from pipeline.units.conversion import normalize

KM = {
    "human": 37.0,
    "child": 25.0,
    "mouse": 3.0,
    "hamster": 5.0,
    "rat": 6.0,
    "ferret": 7.0,
    "guinea pig": 8.0,
    "rabbit": 12.0,
    "dog": 20.0,
    "monkey": 12.0,
    "marmoset": 6.0,
    "squirrel monkey": 7.0,
    "baboon": 20.0,
    "micro-pig": 27.0,
    "pig": 35.0,
}


def human_equivalent(amount: Amount, system: str, *, medium: str | None = None) -> float | None:
    """mg/kg for a human of a dose per body mass (upper end of a range); None for other amounts and unknown species.

    A dose with a ``medium`` (10 g/kg of diet) is not per body mass. Raises UnitError.
    """
    base = normalize(amount)
    if medium or base.unit not in ("mg/kg", "mg/kg/day") or system not in KM:
        return None
    return float(f"{base.high * KM[system] / KM['human']:.4g}")

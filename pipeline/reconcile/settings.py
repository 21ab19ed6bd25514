"""How far two numbers or two wordings may be apart before they count as different."""

from pydantic import Field, ValidationError

from pipeline.errors import SettingsError
from pipeline.schema import Record


class Tolerances(Record):
    """Settings of reconciliation; ``Tolerances.checked`` turns a bad value into one plain sentence."""

    dose: float = Field(default=0.05, ge=0, lt=1, allow_inf_nan=False)
    """Relative difference up to which two doses in the same unit are the same dose."""
    body_mass: float = Field(default=70, gt=0, le=500, allow_inf_nan=False)
    """kg of an adult, for doses per body mass beside absolute ones."""
    converted: float = Field(default=0.1, ge=0, lt=1, allow_inf_nan=False)
    """Relative difference up to which two doses agree where a conversion rests on a body mass or on surface area."""
    magnitude: float = Field(default=0.02, ge=0, lt=1, allow_inf_nan=False)
    """Relative difference up to which two sizes of a change are the same; rounding is always allowed."""
    target: float = Field(default=0.5, gt=0, le=1, allow_inf_nan=False)
    """Share of common words (Jaccard) from which two wordings name the same target."""
    fit: float = Field(default=0.1, ge=0, le=1, allow_inf_nan=False)
    """Findings whose fit to the claim differs by no more than this fit equally well."""

    @classmethod
    def checked(cls, **settings: float) -> "Tolerances":
        """The settings, or ``SettingsError`` that names the first one out of its range."""
        try:
            return cls(**settings)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            raise SettingsError(
                f"the tolerance {name} is {first['input']!r}: {first['msg'].lower()}",
                hint="Give a share between 0 and 1, or a body mass in kg.",
            ) from error

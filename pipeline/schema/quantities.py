"""Amounts, doses and sizes of a change, as a text gives them."""

from pydantic import Field, model_validator

from pipeline.schema.base import Record


class Amount(Record):
    """A quantity as a text gives it, unit spelled plainly (``g``, ``mg/kg``, ``mmol/L``, ``g/kg/day``, ``%``).

    ``low == high`` unless the text gives a range.
    """

    low: float = Field(ge=0, allow_inf_nan=False)
    high: float = Field(ge=0, allow_inf_nan=False)
    unit: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> "Amount":
        if self.low > self.high:
            raise ValueError(f"range runs backwards: {self.low}–{self.high}")
        return self

    def __str__(self) -> str:
        size = f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"
        return f"{size}{'' if self.unit == '%' else ' '}{self.unit}"


class Dose(Record):
    """An amount of something given, where the text says it (offsets in code points of the text it was found in).

    ``every`` is how often ("day", "dose", "12 h"), ``medium`` what a percentage or concentration is of ("diet",
    "water", "medium"), ``route`` how it was given ("oral", "intravenous", "intraperitoneal").
    """

    amount: Amount
    text: str
    start: int = Field(ge=0)
    end: int
    every: str | None = None
    medium: str | None = None
    route: str | None = None


class Magnitude(Record):
    """The size of a change, absolute value: ``%``, ``fold``, or a difference with its unit."""

    value: float = Field(ge=0, allow_inf_nan=False)
    unit: str

    def __str__(self) -> str:
        return f"{self.value:g}{'' if self.unit == '%' else ' '}{self.unit}"

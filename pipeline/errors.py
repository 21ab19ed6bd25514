"""One small tree of errors. Each is also a builtin and survives pickling; each message is one plain sentence.

``exit_status`` is what the command line returns: 2 for wrong use or unreadable input, 3 for an outside service.
"""

from typing import Any, ClassVar


class ClaimdiffError(Exception):
    """Base of all errors of this project: what was found, where, and what to do."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.place, self.hint = message, place, hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{advice}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.place, self.hint)


def _rebuild(kind: type[ClaimdiffError], message: str, place: str | None, hint: str | None) -> ClaimdiffError:
    return kind(message, place=place, hint=hint)


class InputError(ClaimdiffError, ValueError):
    """A file, table or record that cannot be used; ``place`` names file and line."""


class LexiconError(InputError):
    """A lexicon row that breaks the rules of its table."""


class SettingsError(ClaimdiffError, ValueError):
    """A setting or argument out of its range."""


class ModelError(ClaimdiffError, LookupError):
    """A language model that is not installed."""


class UnitError(ClaimdiffError, ValueError):
    """A unit that is unknown, or two amounts that cannot be compared."""


class StoreError(ClaimdiffError, RuntimeError):
    """The database cannot be opened, or holds no such run."""


class ServiceError(ClaimdiffError, ConnectionError):
    """An outside service (NCBI) failed or answered with something unusable. Never turned into an empty result."""

    exit_status = 3

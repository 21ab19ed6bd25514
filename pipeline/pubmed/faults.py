"""What can go wrong at an outside service, as the client tells it apart."""

from pipeline.errors import ServiceError


class PassingError(Exception):
    """A fault that may be gone next time; the message completes "NCBI …".

    ``of_answer``: an answer came but cannot be used, so a single record may be the cause. ``crowded``: the service
    asks everybody to slow down. ``wait``: seconds that it asks for.
    """

    def __init__(self, message: str, *, of_answer: bool = False, crowded: bool = False, wait: float = 0) -> None:
        super().__init__(message)
        self.of_answer, self.crowded, self.wait = of_answer, crowded, wait


class UnusableError(ServiceError):
    """The service answered every time, and no answer could be used."""


class ExpiredError(ServiceError):
    """The history server has forgotten a search."""


class RefusedError(ServiceError):
    """The service refused the request; asking again is of no use."""

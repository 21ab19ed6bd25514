"""Who asks and where: tool, e-mail and key, and the addresses of the services. None of it is ever shown or logged."""

import ipaddress
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.progress import say

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
ID_CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_PORTS = {"http": 80, "https": 443}
_said = threading.Event()


@dataclass(frozen=True)
class Caller:
    """Who asks. All default to the environment: CLAIMDIFF_TOOL, CLAIMDIFF_EMAIL and NCBI_API_KEY."""

    tool: str = "claimdiff"
    email: str | None = field(default=None, repr=False)
    key: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, tool: str | None, email: str | None, key: str | None) -> "Caller":
        """What is given, else what the environment holds. Raises SettingsError for what cannot be sent."""
        tool = tool or os.environ.get("CLAIMDIFF_TOOL") or "claimdiff"
        email = email or os.environ.get("CLAIMDIFF_EMAIL") or None
        key = key or os.environ.get("NCBI_API_KEY") or None
        for name, value in (("CLAIMDIFF_TOOL", tool), ("CLAIMDIFF_EMAIL", email), ("NCBI_API_KEY", key)):
            if value is not None and not (value.isascii() and value.isprintable() and " " not in value):
                raise SettingsError(f"{name} holds characters that cannot be sent.", hint=f"Correct {name}.")
        return cls(tool, email, key)

    @property
    def form(self) -> Mapping[str, str]:
        """The parameters that E-utilities ask of everybody, for the body of a request."""
        given = {"tool": self.tool, "email": self.email, "api_key": self.key}
        return {name: value for name, value in given.items() if value}

    @property
    def headers(self) -> Mapping[str, str]:
        """Who asks, for services that take their parameters in the address: an e-mail is not to stand there."""
        agent = {"User-Agent": f"{self.tool}/{version('claimdiff')}"}
        return {**agent, "From": self.email} if self.email else agent


@dataclass(frozen=True)
class Address:
    """Where a service is. ``setting`` is the variable that changes it."""

    url: str
    setting: str
    host: str
    port: int
    local: bool  # on this machine

    @classmethod
    def of(cls, url: str | None, setting: str, usual: str, *, key: str | None = None) -> "Address":
        """``url``, else what the environment holds, else the usual one. Raises SettingsError for none that can be used.

        A key goes over http to this machine only.
        """
        chosen = (url or os.environ.get(setting) or usual).rstrip("/")
        try:
            parts = urlsplit(chosen)
            host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError) as error:
            raise _unusable(setting, "is no http address") from error
        if not host or parts.username or parts.password or parts.query or parts.fragment:
            raise _unusable(setting, "is no plain http address")
        local = _is_local(host)
        if key and parts.scheme == "http" and not local:
            raise _unusable(setting, "is http, over which the key could be read by others", "Use https.")
        return cls(chosen, setting, host, port, local)


def _unusable(setting: str, why: str, hint: str = "") -> SettingsError:
    return SettingsError(f"the address in {setting} {why}.", hint=hint or f"Correct {setting}.")


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def introduce(caller: Caller, address: Address) -> None:
    """Say once that an e-mail address is wanted, where none is set."""
    if caller.email is None and not address.local and not _said.is_set():
        _said.set()
        say("No e-mail address is set. NCBI asks for one, to write to before it blocks: set CLAIMDIFF_EMAIL.")

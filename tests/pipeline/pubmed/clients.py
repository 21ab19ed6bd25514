"""Clients for the stand-in: quick, and impatient only where a fault is one of time."""

from typing import Any

from pipeline.pubmed import Client, EuropePmc
from tests.eutils import Eutils

QUICK: dict[str, Any] = {"per_second": 1000, "backoff": 0, "timeout": 10, "deadline": 60, "tries": 3}
IMPATIENT: dict[str, dict[str, Any]] = {"slow": {"timeout": 0.3}, "trickle": {"deadline": 2}}  # for some faults


def client(service: Eutils, **settings: Any) -> Client:
    return Client(**{"url": service.url, "idconv_url": service.idconv_url, **QUICK, **settings})


def europe_pmc(service: Eutils, **settings: Any) -> EuropePmc:
    return EuropePmc(**{"url": service.europepmc_url, **QUICK, **settings})

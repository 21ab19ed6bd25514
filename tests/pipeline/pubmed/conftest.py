"""A client in a clean environment, and the stand-in for its services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.pubmed import caller, turns
from tests.eutils import Eutils, record


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = "EMAIL", "EUTILS_URL", "IDCONV_URL", "EUROPEPMC_URL"
    for name in ("NCBI_API_KEY", *(f"CLAIMDIFF_{setting}" for setting in settings)):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    caller._said.clear()
    turns._warned.clear()


@pytest.fixture
def service() -> Iterator[Eutils]:
    texts = {
        "11": record("11", "Valine and sleep", "Valine did nothing to sleep.", doi="10.1234/Valine.11"),
        "22": record("22", "Glycine & sleep", "Glycine shortened the time to fall asleep.", doi="10.1234/glycine"),
        "33": record("33", title="", abstract=None),
    }
    with Eutils(texts, dois={"10.1234/valine.11": ["11", "22"], "10.1234/part": ["22"]}) as running:
        yield running

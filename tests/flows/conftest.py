"""A real Prefect server for all tests of flows, with nothing of the user's: its own cache, home and settings.

Prefect reads its settings when it is imported, so the tests import it inside, after this fixture.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import server


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of ``prefect_api``: with a migrated database once that has started."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def prefect_api(warm_cache: Path) -> Iterator[str]:
    """The address of a server with all services."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(warm_cache))
        patch.setenv("NO_PROXY", "127.0.0.1")
        for name in ("PREFECT_API_URL", "PREFECT_HOME", "CLAIMDIFF_STORE"):
            patch.delenv(name, raising=False)
        with server.api(services=True) as api:
            api.ready()
            yield api.url

"""Fixtures that all tests may use."""

import signal
from pathlib import Path

import pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts background jobs so, and the commands that tests start would inherit it: no test could stop them.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional development data beside the checkout (gold annotations, source documents, real abstracts)."""
    folder = Path(__file__).resolve().parents[1].parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the development data (../shared) is not here")
    return folder

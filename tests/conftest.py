"""Fixtures that all tests may use."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional development data beside the checkout (gold annotations, source documents, real abstracts)."""
    folder = Path(__file__).resolve().parents[1].parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the development data (../shared) is not here")
    return folder

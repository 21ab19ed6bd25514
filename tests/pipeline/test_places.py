from pathlib import Path

import pytest

from pipeline.places import cache_folder


@pytest.mark.parametrize(
    ("xdg", "home", "expected"),
    [
        ("{tmp}/cache", "{tmp}/home", "{tmp}/cache/claimdiff"),
        ("", "{tmp}/home", "{tmp}/home/.cache/claimdiff"),
        ("relative", "{tmp}/home", "{tmp}/home/.cache/claimdiff"),
        ("/dev/null", "{tmp}/home", None),
        ("", "/dev/null", None),
    ],
)
def test_where_the_cache_folder_is(
    xdg: str, home: str, expected: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", xdg.format(tmp=tmp_path))
    monkeypatch.setenv("HOME", home.format(tmp=tmp_path))
    assert cache_folder() == (Path(expected.format(tmp=tmp_path)) if expected else None)

"""What a digest of files sees."""

from pathlib import Path

import pytest

from pipeline import digests


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda f: (f / "a.py").write_text("x = 2"), False),
        (lambda f: (f / "a.py").rename(f / "b.py"), False),
        (lambda f: (f / "new.cfg").write_text(""), False),
        (lambda f: (f / "deep" / "b.py").write_text("z"), False),
        (lambda f: (f / "__pycache__" / "a.pyc").write_text("y"), True),
    ],
)
def test_every_file_counts(change, same, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.py").write_text("x = 1")
    before = digests.of_folder.__wrapped__(str(tmp_path))
    change(tmp_path)
    assert (digests.of_folder.__wrapped__(str(tmp_path)) == before) is same


def test_of_code_words_and_models_have_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests.resources, "files", lambda _: tmp_path)
    for name in ("units.py", "lexicons/cues.jsonl", "model/weights.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    before = digests.of_code.__wrapped__()
    for name in ("lexicons/cues.jsonl", "model/weights.bin"):
        (tmp_path / name).write_text("other")
    assert digests.of_code.__wrapped__() == before
    (tmp_path / "units.py").write_text("other")
    assert digests.of_code.__wrapped__() != before


def test_of_some_parts_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests.resources, "files", lambda _: tmp_path)
    for name in ("units/a.py", "units.py", "lexicons/cues.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    part = digests.of_package.__wrapped__
    before = part("units"), part("lexicons/cues.jsonl"), part()
    (tmp_path / "units.py").write_text("other")
    assert (part("units"), part("lexicons/cues.jsonl")) == before[:2]
    assert part() != before[2]

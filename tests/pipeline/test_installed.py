"""Which model is found under a name, and what is said about one that cannot be used."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import installed
from pipeline.cli import options
from pipeline.errors import ModelError
from tests import trained

find = installed.find.__wrapped__  # it remembers what it has found


@pytest.fixture
def site(trained_wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages with the trained one among them."""
    trained.install(trained_wheel, tmp_path / "site")
    monkeypatch.syspath_prepend(tmp_path / "site")
    return tmp_path / "site" / trained.NAME / f"{trained.NAME}-{trained.VERSION}"


def change(folder: Path, **values: Any) -> None:
    """Change what a model says about itself."""
    file = folder / "meta.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


def test_a_package_is_found_by_its_name(site: Path) -> None:
    found = find(trained.NAME)
    assert (found.title, found.folder, found.whole) == ("en_invented_sm 1.2.3", str(site), False)
    assert found.components == (("tok2vec", "tok2vec"), ("tagger", "tagger"), ("parser", "parser"), ("ner", "ner"))


def test_a_saved_pipeline_is_found_by_its_folder(trained_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(str(trained_folder))
    assert (found.title, found.folder) == ("en_invented_sm 1.2.3", str(trained_folder))
    monkeypatch.chdir(trained_folder.parent)
    assert find("saved").folder == find("./saved").folder == found.folder


def test_the_bundled_model_is_part_of_the_package() -> None:
    found = find(installed.BUNDLED)
    assert options.BUNDLED == installed.BUNDLED == found.name
    assert not found.folder or Path(found.folder).is_relative_to(Path(installed.__file__).parent)
    assert bool(found.folder) == bool(found.title) == bool(found.digest) == bool(found.components)


def test_a_bundled_model_is_read_where_it_lies(
    trained_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed.resources, "files", lambda _: tmp_path)
    assert find(installed.BUNDLED) == installed.Model(name="bundled")
    shutil.copytree(trained_folder, tmp_path / "model" / "parser")
    assert find(installed.BUNDLED).title == "en_invented_sm 1.2.3"


def test_a_digest_is_of_all_files(site: Path) -> None:
    before = find(trained.NAME).digest
    installed.digests.of_folder.cache_clear()
    (site / "parser" / "model").write_bytes(b"other weights")
    assert find(trained.NAME).digest != before


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        (
            "en_core_sci_sm",
            "pip install --no-deps "
            "https://s3-us-west-2.amazonaws.com/ai2-s2-scispacy/releases/v0.5.4/en_core_sci_sm-0.5.4.tar.gz",
        ),
        ("en_core_sci_scibert", "/en_core_sci_scibert-0.5.4.tar.gz"),
        ("en_ner_bc5cdr_md", "/en_ner_bc5cdr_md-0.5.4.tar.gz"),
        ("en_core_web_sm", "python -m spacy download en_core_web_sm"),
        ("en_core_web_trf", "python -m spacy download en_core_web_trf"),
        ("en_of_my_own", "Install its package with pip."),
    ],
)
def test_what_is_not_installed_is_told_with_how_to_install_it(name: str, advice: str) -> None:
    with pytest.raises(ModelError) as caught:
        find(name)
    assert str(caught.value).startswith(f"The model '{name}' is not installed. Install ")
    assert advice in str(caught.value)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("name", ["numpy", "six", "sys", "__main__", "pipeline"])
def test_a_package_that_is_no_pipeline(name: str) -> None:
    with pytest.raises(ModelError, match=r"is installed, but is no spaCy pipeline|is not installed|no folder"):
        find(name)


@pytest.mark.parametrize("name", ["", "../nowhere", "a/b", "os.path", "en core", "-x", "x" * 5000, "a\0b", "\n"])
def test_a_name_that_can_be_none(name: str) -> None:
    with pytest.raises(ModelError):
        find(name)


CHANGES: list[tuple[Callable[[Path], object], str]] = [
    (lambda f: change(f, lang="de"), "is for the language 'de', not for English"),
    (lambda f: change(f, spacy_version=">=4.0.0,<4.1.0"), "is for spaCy >=4.0.0,<4.1.0, and spaCy 3."),
    (lambda f: change(f, spacy_version=">=2.3.0,<2.4.0"), "is for spaCy >=2.3.0,<2.4.0"),
    (lambda f: change(f, spacy_version=">=3.99"), "is for spaCy >=3.99"),
    (lambda f: change(f, spacy_version="newest"), "is for spaCy newest"),
    (
        lambda f: change(f, requirements=["spacy-invented-transformers>=1.2"]),
        "needs spacy-invented-transformers. Install it with: pip install 'spacy-invented-transformers>=1.2'",
    ),
    (lambda f: (f / "meta.json").unlink(), "is installed, but is no spaCy pipeline"),
    (lambda f: (f / "meta.json").write_text("[]"), "has no readable meta.json"),
    (lambda f: (f / "meta.json").write_bytes(b"\xff{"), "has no readable meta.json"),
    (lambda f: (f / "config.cfg").write_text("[nlp]\n"), "has no readable config.cfg"),
    (lambda f: (f / "config.cfg").write_text('[nlp]\npipeline = ["parser"]\n'), "has no readable config.cfg"),
    (lambda f: (f / "config.cfg").write_text("[nlp]\npipeline = 7\n"), "has no readable config.cfg"),
    (lambda f: (f / "config.cfg").write_bytes(b"\xff\xfe"), "has no readable config.cfg"),
    (lambda f: (f / "config.cfg").write_text("[nlp]\npipeline = []\n"), "has no parser: its pipeline holds nothing"),
    (
        lambda f: (f / "config.cfg").write_text('[nlp]\npipeline = ["t"]\n[components.t]\nfactory = "tagger"\n'),
        "has no parser: its pipeline holds t",
    ),
    (lambda f: (f / "config.cfg").unlink(), "is installed, but is no spaCy pipeline"),
]


@pytest.mark.parametrize(("change_", "message"), CHANGES)
def test_a_model_that_cannot_be_used(change_: Callable[[Path], object], message: str, site: Path) -> None:
    change_(site)
    with pytest.raises(ModelError) as caught:
        find(trained.NAME)
    assert message in str(caught.value)


@pytest.mark.parametrize("spec", ["", ">=3.7.4,<3.8.0", ">=3.8.1,<3.9.0", ">=3.0", None])
def test_a_model_for_another_spacy_that_works(spec: str | None, site: Path) -> None:
    change(site, spacy_version=spec, requirements=["numpy", "no requirement at all"])
    assert find(trained.NAME).title == "en_invented_sm 1.2.3"


def test_finding_imports_nothing_slow(site: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(site.parents[1])!r}); from pipeline.installed import find; "
        f"find({trained.NAME!r}); print(sorted({{'spacy', 'thinc', 'numpy', 'prefect'}} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"

"""Which trained pipeline reads the text beside the rules: found by its name and checked, not loaded.

Nothing slow is imported here, so that a name that is not installed is told before any work starts. A trained pipeline
is an installed package (spaCy's, scispaCy's or one's own), the folder of a saved one, or the one that is bundled.
"""

import json
import re
from collections.abc import Mapping
from configparser import Error as ConfigError
from configparser import RawConfigParser
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from pipeline import digests
from pipeline.errors import ModelError
from pipeline.schema import Record

BUNDLED = "bundled"
LANGUAGE = "en"
OURS = "claimdiff_findings"  # the component that tells a pipeline of ours, saved as a whole
SCISPACY = re.compile(r"en_(core_sci_(sm|md|lg|scibert)|ner_(craft|jnlpba|bc5cdr|bionlp13cg)_md)")
SCISPACY_ARCHIVE = "https://s3-us-west-2.amazonaws.com/ai2-s2-scispacy/releases/v0.5.4/{name}-0.5.4.tar.gz"
SPACY = re.compile(r"[a-z]{2,3}_(core|dep|ent|sent)_[a-z]+_(sm|md|lg|trf)")
PACKAGE = re.compile(r"[A-Za-z]\w*")
AT_LEAST = frozenset({">=", ">", "==", "~=", "==="})


class Model(Record):
    """A trained pipeline. ``title`` names it in results: its own name and version, empty where the rules are alone.

    ``folder`` holds its ``config.cfg``, None where there is none; ``components`` are names and factories, in order;
    ``whole`` says that it holds the components of this project too.
    """

    name: str
    title: str = ""
    folder: str | None = None
    components: tuple[tuple[str, str], ...] = ()
    whole: bool = False

    @property
    def digest(self) -> str:
        """Of all its files; empty where there are none."""
        return digests.of_folder(self.folder) if self.folder else ""


@cache
def find(name: str) -> Model:
    """The model of this name. Raises ModelError where it is not installed or cannot be used here."""
    folder = _bundled() if name == BUNDLED else _folder(name)
    if folder is None:
        return Model(name=name)
    meta, factories = _meta(folder, name), _factories(folder, name)
    _check(name, meta, factories)
    whole = OURS in factories.values()
    title = f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip("_ ")
    if whole:
        title = _told(meta, "claimdiff").get("model", "")
    return Model(name=name, title=title, folder=str(folder), components=tuple(factories.items()), whole=whole)


def _bundled() -> Path | None:
    """The folder of the bundled parser, where it is shipped."""
    folder = Path(str(resources.files("pipeline"))) / "model" / "parser"
    return folder if (folder / "config.cfg").is_file() else None


def _folder(name: str) -> Path:
    """Where the config of an installed package, or of a saved pipeline, lies."""
    package = _package(name) if PACKAGE.fullmatch(name) else None
    if package is None and _is_folder(name):
        if (Path(name) / "config.cfg").is_file():
            return Path(name).resolve()
        raise ModelError(f"The folder '{name}' holds no saved spaCy pipeline (no config.cfg).", hint=_ADVICE)
    if package is None and not PACKAGE.fullmatch(name):
        raise ModelError(f"There is no folder '{name}'.", hint=_ADVICE)
    if package is None:
        raise ModelError(f"The model '{name}' is not installed.", hint=_how_to_install(name))
    configs = sorted((*package.glob("config.cfg"), *package.glob("*/config.cfg")))
    found = [f.parent for f in configs if f.with_name("meta.json").is_file()]
    if not found:
        raise ModelError(f"'{name}' is installed, but is no spaCy pipeline.", hint=_ADVICE)
    return found[-1]


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # a name that is too long
        return False


def _package(name: str) -> Path | None:
    try:
        spec = find_spec(name)
    except ValueError:  # a module without a spec, such as __main__
        return None
    if spec is None or not (spec.has_location or spec.submodule_search_locations):
        return None
    return Path(next(iter(spec.submodule_search_locations or ()), spec.origin or ""))


_ADVICE = "Name one such as en_core_sci_sm, or the folder of a saved pipeline."


def _how_to_install(name: str) -> str:
    if SCISPACY.fullmatch(name):  # without --no-deps it brings an older spaCy
        return f"Install it with: pip install --no-deps {SCISPACY_ARCHIVE.format(name=name)}"
    if SPACY.fullmatch(name):
        return f"Install it with: python -m spacy download {name}"
    return f"Install its package with pip. {_ADVICE}"


def _meta(folder: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The model '{name}' has no readable meta.json.", place=str(folder), hint=_ADVICE) from error
    if not isinstance(found, dict):
        raise ModelError(f"The model '{name}' has no readable meta.json.", place=str(folder), hint=_ADVICE)
    return found


def _factories(folder: Path, name: str) -> dict[str, str]:
    """The factory of each component, in the order of the pipeline."""
    config = RawConfigParser(delimiters=("=",), strict=False)
    config.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        config.read_string((folder / "config.cfg").read_text(encoding="utf-8"))
        names = json.loads(config.get("nlp", "pipeline"))
        return {n: json.loads(config.get(f"components.{n}", "factory")) for n in names}
    except (OSError, ValueError, ConfigError, TypeError) as error:
        message = f"The model '{name}' has no readable config.cfg."
        raise ModelError(message, place=str(folder), hint=_ADVICE) from error


def _check(name: str, meta: Mapping[str, Any], factories: Mapping[str, str]) -> None:
    if (language := meta.get("lang")) != LANGUAGE:
        raise ModelError(f"The model '{name}' is for the language '{language}', not for English.", hint=_ADVICE)
    if "parser" not in factories.values() and OURS not in factories.values():
        held = ", ".join(factories) or "nothing"
        raise ModelError(f"The model '{name}' has no parser: its pipeline holds {held}.", hint=_ADVICE)
    if too_new := _needs_newer(str(meta.get("spacy_version") or "")):
        message = f"The model '{name}' is for spaCy {too_new}, and spaCy {version('spacy')} is installed."
        raise ModelError(message, hint="Install a version of the model for this spaCy.")
    if missing := [r for r in _requirements(meta) if not _is_installed(r.name)]:
        what = " ".join(f"'{r}'" for r in missing)
        names = ", ".join(r.name for r in missing)
        raise ModelError(f"The model '{name}' needs {names}.", hint=f"Install it with: pip install {what}")


def _needs_newer(spec: str) -> str | None:
    """``spec`` where this spaCy is older than it asks for, or of another major version.

    An upper bound within the major version is let be, it says what was tried: scispaCy's models for 3.7 work on 3.8.
    """
    here = Version(version("spacy"))
    try:
        lowest = [Version(s.version.removesuffix(".*")) for s in SpecifierSet(spec) if s.operator in AT_LEAST]
    except InvalidSpecifier:
        return spec
    fits = all(v.major == here.major and v.release[:2] <= here.release[:2] for v in lowest)
    return None if fits else spec


def _requirements(meta: Mapping[str, Any]) -> list[Requirement]:
    found = []
    for line in meta.get("requirements") or ():
        try:
            found.append(Requirement(str(line)))
        except InvalidRequirement:
            continue  # pip would not have installed it either
    return found


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _told(meta: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = meta.get(key)
    return found if isinstance(found, dict) else {}

"""The line that ``pipeline/__init__.py`` draws: who may import what, read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(f for package in ("pipeline", "flows") for f in (ROOT / package).rglob("*.py"))

# A module imports from layers above its own line, never from its own or a later one. A package counts as one module.
LAYERS = (
    {"schema", "errors", "progress", "stopping", "places", "digests"},
    {"lexicon", "csv_table", "identifiers", "notices", "installed"},
    {"units", "medline", "design", "keywords", "names"},
    {"corpus", "claims", "reviews", "sources", "grounding", "learned"},
    {"pubmed", "relations"},
    {"citations"},
    {"components", "parallel"},
    {"nlp", "model"},
    {"extract"},
    {"reconcile", "evaluate", "expected", "drafts"},
    {"lint", "changes", "tuples", "mistakes"},
    {"columns", "tables", "provenance", "training"},
    {"report", "migrations"},
    {"store", "export"},
    {"library"},
    {"job"},
    {"cli"},
)
PURE = {
    "identifiers",
    "names",
    "notices",
    "units",
    "learned",
    "relations",
    "reconcile",
    "lint",
    "changes",
    "evaluate",
    "mistakes",
}
EFFECTS = {"asyncio", "datetime", "io", "os", "pathlib", "shutil", "sqlite3", "subprocess", "sys", "tempfile", "time"}
EXITS = {
    "pipeline.cli.app": {"sys.exit", "os._exit"},
    "pipeline.stopping": {"os._exit"},
    "pipeline.parallel": {"os._exit"},
}
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "socket", "urllib.request", "urllib3", "Bio.Entrez"}


def module(file: Path) -> str:
    """``pipeline.cli.app`` for its file."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path, *, typing: bool = False) -> set[str]:
    """Dotted names that a file imports anywhere in it; those for type checkers only where ``typing`` asks for them."""
    return {name for node in _nodes(ast.parse(file.read_text("utf-8")), typing) for name in _names(node)}


def _nodes(node: ast.AST, typing: bool) -> Iterator[ast.AST]:
    if not typing and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _nodes(child, typing)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "relative imports hide where a name comes from"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def part(name: str) -> str | None:
    """``cli`` for ``pipeline.cli.app``; None outside of ``pipeline``."""
    parts = name.split(".")
    return parts[1] if parts[0] == "pipeline" and len(parts) > 1 else None


def users(*roots: str) -> set[str]:
    """The modules that import one of these libraries, or something in them."""
    return {module(f) for f in FILES if any(n == r or n.startswith(f"{r}.") for n in imports(f) for r in roots)}


def test_every_module_has_its_place() -> None:
    assert {part(module(f)) for f in FILES} - {None} == set().union(*LAYERS)


@pytest.mark.parametrize("file", [f for f in FILES if part(module(f))], ids=module)
def test_dependencies_point_one_way(file: Path) -> None:
    own = part(module(file))
    depth = {name: at for at, layer in enumerate(LAYERS) for name in layer}
    used = {part(name) for name in imports(file, typing=True)} - {None, own}
    assert not {name for name in used if depth[name] >= depth[own]}  # type: ignore[index]


def test_only_flows_import_prefect() -> None:
    assert {name.split(".")[0] for name in users("prefect", "uvicorn")} == {"flows"}


def test_only_the_command_line_knows_of_flows() -> None:
    assert {name for name in users("flows") if part(name)} == {"pipeline.cli.running"}


def test_only_pubmed_touches_the_network() -> None:
    assert {part(name) for name in users(*NETWORK)} == {"pubmed"}


def test_biopython_reads_medline_text_and_nothing_else() -> None:
    found = {(module(f), name) for f in FILES for name in imports(f) if name.split(".")[0] == "Bio"}
    assert found == {("pipeline.medline.tagged", "Bio.Medline")}


def test_only_export_and_report_import_pandas() -> None:
    assert {part(name) for name in users("pandas")} <= {"export", "report"}


def test_only_extraction_knows_spacy() -> None:
    knowing = {part(name) for name in users("spacy", "scispacy", "thinc")}
    assert knowing <= {"relations", "components", "nlp", "model", "extract", "training"}


def test_only_the_store_knows_the_database() -> None:
    assert {part(name) for name in users("sqlalchemy", "alembic")} <= {"tables", "store", "migrations"}


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_have_no_effects(name: str) -> None:
    found = {n.split(".")[0] for f in FILES if part(module(f)) == name for n in imports(f)}
    assert not found & EFFECTS


@pytest.mark.parametrize("file", FILES, ids=module)
def test_nothing_prints_or_exits(file: Path) -> None:
    calls = {ast.unparse(n.func) for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)}
    assert not calls & (
        {"print", "exit", "quit", "sys.exit", "os._exit", "logging.basicConfig"} - EXITS.get(module(file), set())
    )


def test_flows_and_tasks_have_no_logic() -> None:
    tree = ast.parse((ROOT / "flows" / "reconciliation.py").read_text("utf-8"))
    decorated = [f for f in tree.body if isinstance(f, ast.FunctionDef) and f.decorator_list]
    assert len(decorated) > 3
    logic = (ast.If, ast.IfExp, ast.Try, ast.While, ast.Match, ast.BoolOp)
    assert not [(f.name, type(n).__name__) for f in decorated for n in ast.walk(f) if isinstance(n, logic)]


def test_the_architecture_note_names_every_module() -> None:
    note = ast.get_docstring(ast.parse((ROOT / "pipeline" / "__init__.py").read_text("utf-8"))) or ""
    unnamed = {name for name in set().union(*LAYERS) if f"``{name}``" not in note}
    assert not unnamed


def test_packages_import_nothing_slow() -> None:
    for package in ("pipeline", "flows"):
        assert not imports(ROOT / package / "__init__.py")

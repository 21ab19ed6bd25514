"""What several tests need: databases (a SQLite file, and a real PostgreSQL server where installed), a trained model."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest


def _postgres_folder() -> Path | None:
    on_path = shutil.which("pg_config")
    if on_path:
        said = subprocess.run([on_path, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        if (Path(said) / "initdb").exists():
            return Path(said)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server, without a database name."""
    bin_folder = _postgres_folder()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed")
    root = os.geteuid() == 0
    if root and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not start as root, and runuser is not here")
    command = ["runuser", "-u", "postgres", "--"] if root else []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(mkdtemp(prefix="claimdiff-pg-"))
    if root:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
    control = [*command, str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(log)]
    initialise = [*command, str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
    try:
        subprocess.run(initialise, check=True, capture_output=True, cwd=folder)
        subprocess.run([*control, "-o", options, "start"], check=True, capture_output=True, cwd=folder)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def trained_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small trained pipeline as a wheel."""
    from tests import trained

    return trained.wheel(trained.pipeline(), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def trained_folder(trained_wheel: Path) -> Path:
    """The same as a folder."""
    return trained_wheel.parent / "saved"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/runs.db"
    server, name = request.getfixturevalue("server"), f"t{uuid4().hex}"
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"

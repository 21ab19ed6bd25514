#!/usr/bin/env python3
"""Set everything up in .venv from the locked requirements, then run. Needs Python 3.11 or 3.12 and nothing else.

python3 start.py run --offline      any claimdiff command; here the main job on the bundled corpus
python3 start.py test               lint, types and tests (more arguments go to pytest)
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENV = HERE / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
PIP = "pip==26.3"  # pip 23.2 cannot read the hashes of the lock


def install(lock: Path) -> None:
    """Make .venv match ``lock`` and hold this checkout; nothing to do when it already does."""
    wanted = hashlib.sha256(lock.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ENV / f"{lock.stem}.installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"Setting up {ENV.name} from {lock.name}; the first time takes a minute or two.", file=sys.stderr, flush=True)
    if not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        venv.create(ENV, with_pip=True)
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    subprocess.run([*pip, PIP], check=True)
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE)], check=True)
    stamp.write_text(wanted, encoding="utf-8")


def test(arguments: list[str]) -> int:
    """Lint, types, tests: the first that fails ends it."""
    steps = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", *arguments])
    for name, *rest in steps:
        done = subprocess.run([str(BIN / "python"), "-m", name, *rest], cwd=HERE, check=False)
        if done.returncode:
            return done.returncode
    return 0


def main(arguments: list[str]) -> int:
    """Set up, then run the tests or a claimdiff command; returns its exit status."""
    if not (3, 11) <= sys.version_info[:2] < (3, 13):
        print(f"claimdiff needs Python 3.11 or 3.12; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    testing = arguments[0] == "test"
    try:
        install(HERE / ("requirements-dev.lock" if testing else "requirements.lock"))
    except subprocess.CalledProcessError as error:
        print(f"Setting up failed (exit status {error.returncode}); the lines above say why.", file=sys.stderr)
        return 3
    if testing:
        return test(arguments[1:])
    return subprocess.run([str(BIN / "claimdiff"), *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Records a second and peak memory of this project's PubMed reader beside its peers, in one run on the same records.

``python -m tests.benchmarks.medline ../shared`` prints the table. The figures of one run compare; those of two runs,
or of two machines, do not.
"""

import gzip
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.peers import READERS
from tests.benchmarks.real_records import real_records, write_text, write_xml

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 2


class Figures(NamedTuple):
    """Of the fastest of several runs of a reader. The rates are by processor time, megabytes are of unpacked text."""

    reader: str
    records: int
    records_per_second: float
    megabytes_per_second: float
    peak_megabytes: float


def measure(reader: str, path: Path, first: Path, rounds: int = ROUNDS) -> Figures:
    """Run a reader in processes of its own; ``first`` is a small file that it reads before the clock starts."""
    command = [sys.executable, "-m", "tests.benchmarks.peers", reader, str(path), str(first)]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _ in range(rounds)
    ]
    best = min(runs, key=lambda run: run["cpu"])
    with gzip.open(path) as file:
        megabytes = file.seek(0, io.SEEK_END) / 1e6
    return Figures(reader, best["records"], best["records"] / best["cpu"], megabytes / best["cpu"], best["peak"])


def compare(shared: Path, folder: Path) -> dict[str, Figures]:
    """All readers on all real records."""
    head, records = real_records(shared)
    xml, text = (
        write_xml(folder / "all.xml.gz", head, records, len(records)),
        write_text(folder / "all.nbib.gz", records),
    )
    small = write_xml(folder / "one.xml.gz", head, records, 1), write_text(folder / "one.nbib.gz", records[:1])
    found = {}
    for reader in READERS:
        tagged = reader == "Bio.Medline"
        found[reader] = measure(reader, text if tagged else xml, small[tagged])
    found["claimdiff, MEDLINE text"] = measure("claimdiff", text, small[1])._replace(reader="claimdiff, MEDLINE text")
    return found


def growth(shared: Path, folder: Path, sizes: tuple[int, ...] = (3_000, 30_000)) -> dict[int, Figures]:
    """This project's reader on files of several sizes."""
    head, records = real_records(shared)
    small = write_xml(folder / "one.xml.gz", head, records, 1)
    files = {size: write_xml(folder / f"{size}.xml.gz", head, records, size) for size in sizes}
    return {size: measure("claimdiff", path, small, rounds=1) for size, path in files.items()}


def table(found: list[Figures]) -> str:
    """The figures in columns."""
    head = f"{'reader':26}{'records':>9}{'records/s':>11}{'MB/s':>8}{'peak MB':>9}"
    rows = [
        f"{one.reader:26}{one.records:>9,}{one.records_per_second:>11,.0f}"
        f"{one.megabytes_per_second:>8.1f}{one.peak_megabytes:>9.0f}"
        for one in found
    ]
    return "\n".join([head, *rows])


def main(shared: Path) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(list(compare(shared, Path(folder)).values())) + "\n\nclaimdiff on larger files\n")
        sys.stdout.write(table(list(growth(shared, Path(folder)).values())) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

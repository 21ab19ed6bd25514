import sys
from pathlib import Path

import pytest

from tests.benchmarks.medline import Figures, compare, growth, table

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figures]:
    figures = compare(shared, tmp_path_factory.mktemp("readers"))
    sys.stdout.write(f"\n{table(list(figures.values()))}\n")
    return figures


def test_every_reader_read_every_record(found: dict[str, Figures]) -> None:
    assert {one.records for one in found.values()} == {1993}


@pytest.mark.parametrize("peer", ["Bio.Entrez.read", "pubmed_parser"])
def test_ahead_of_the_readers_of_xml(found: dict[str, Figures], peer: str) -> None:
    assert found["claimdiff"].records_per_second > found[peer].records_per_second
    assert found["claimdiff"].peak_megabytes < found[peer].peak_megabytes


def test_no_reader_of_xml_is_ahead_of_the_reader_of_text(found: dict[str, Figures]) -> None:
    """This project's is not either: Bio.Medline gives several times its records a second, of a quarter of the bytes.

    To look for faults in the XML and do nothing with it, as expat does here, alone takes longer than to read the text.
    """
    assert found["expat alone"].records_per_second < found["Bio.Medline"].records_per_second


def test_memory_does_not_grow_with_the_file(shared: Path, tmp_path: Path) -> None:
    figures = growth(shared, tmp_path)
    sys.stdout.write(f"\n{table(list(figures.values()))}\n")
    assert {size: one.records for size, one in figures.items()} == {size: size for size in figures}
    assert figures[30_000].peak_megabytes <= 1.1 * figures[3_000].peak_megabytes

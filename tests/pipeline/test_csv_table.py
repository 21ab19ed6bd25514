"""Rows with their places, whatever quotes, blank lines and line ends do."""

from pathlib import Path

import pytest

from pipeline import csv_table
from pipeline.errors import InputError
from pipeline.schema import Rejection

COLUMNS = ("a", "b")


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\n1,2\n", [("t.csv:2", {"a": "1", "b": "2"})]),
        (b"\xef\xbb\xbfb,a\r\n 1 ,\r\n", [("t.csv:2", {"b": "1", "a": None})]),
        (b'a,b\n"1\n1",2\n\n , \n3,4', [("t.csv:2", {"a": "1\n1", "b": "2"}), ("t.csv:6", {"a": "3", "b": "4"})]),
        (b'\na,b,c\n"x ""y""",2,3\n', [("t.csv:3", {"a": 'x "y"', "b": "2", "c": "3"})]),
        (b"a,b\n", []),
    ],
)
def test_rows_and_places(tmp_path: Path, content: bytes, rows: list[tuple[str, dict[str, str | None]]]) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    assert list(csv_table.read(table, "t.csv", COLUMNS)) == rows


def test_a_row_of_another_width_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1\n1,2,3\n1,2\n")
    first, second, third = csv_table.read(table, "t.csv", COLUMNS)
    assert isinstance(first, Rejection)
    assert isinstance(second, Rejection)
    assert [first.place, second.place, third.place] == ["t.csv:2", "t.csv:3", "t.csv:4"]
    assert first.reason == "The row has 1 cells, the header 2; mend its commas or quotes."


def test_a_row_with_a_null_character_is_rejected(tmp_path: Path) -> None:
    """Not every database keeps one."""
    table = tmp_path / "t.csv"
    table.write_bytes(b"a,b\n1,2\0\n3,4\n")
    first, second = csv_table.read(table, "t.csv", COLUMNS)
    assert first == Rejection(place="t.csv:2", reason="The row holds a null character; take it out.")
    assert second == ("t.csv:3", {"a": "3", "b": "4"})


def test_a_table_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv: The table cannot be read: No such file"):
        list(csv_table.read(tmp_path / "t.csv", "t.csv", COLUMNS))

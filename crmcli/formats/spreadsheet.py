"""Rows to the text of a CSV file, exact or such that a spreadsheet takes every cell for text and runs none."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

LINE_END = "\r\n"
"""As RFC 4180 has it."""
_STARTERS = "=+\\-@\t\r\n\0＝＋－＠"
_ACTIVE = re.compile(f"'*[{_STARTERS}]")
_NUMBER = re.compile(r"[+-][0-9]+(?:\.[0-9]+)?")


def safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet might run; plain numbers stay as they are."""
    return "'" + cell if is_active(cell) else cell


def unsafe(cell: str) -> str:
    """The cell that `safe` was given."""
    return cell[1:] if cell.startswith("'") and is_active(cell[1:]) else cell


def is_active(cell: str) -> bool:
    """Whether a spreadsheet might run the cell, or `safe` once marked it."""
    return _ACTIVE.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def write(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",", raw: bool = False
) -> Iterator[str]:
    """The lines of the file, with their ends; None is an empty cell.

    Unless `raw`, every cell is quoted, which survives readers with another delimiter, and made safe.
    """
    if raw:
        writer = csv.writer(_Line(), delimiter=delimiter, lineterminator=LINE_END)
    else:
        writer = csv.writer(_Line(), delimiter=delimiter, lineterminator=LINE_END, quoting=csv.QUOTE_ALL)
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow(row if raw else [safe(cell) if isinstance(cell, str) else cell for cell in row])


class _Line:
    """What the writer of rows writes to: the line itself is the answer."""

    def write(self, line: str) -> str:
        return line

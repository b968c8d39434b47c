"""Rows to an .xlsx file whose cells hold text, numbers and days, and nothing that a spreadsheet runs.

XlsxWriter stays in here; services open this module only for workbooks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from crmcli.core.errors import Refused

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_575, 16_384, 32_767
"""What the format holds: rows under the header, columns, and UTF-16 units of a cell."""
_MEASURED = 200
"""Rows by which columns get their width."""
_NARROWEST, _WIDEST = 6, 48
_ROUND = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "constant_memory": True}
Cell = str | int | Decimal | date | None


def check(rows: int, columns: int) -> None:
    """Refused where the format has no room for so much."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Refused(
            "A workbook holds {rows} rows and {columns} columns at most.",
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
            hint="--format csv holds more, and so does a narrower query.",
        )


def write(
    file: BinaryIO, title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, made: datetime
) -> Iterator[int]:
    """Write the workbook to a file that is seekable, with a yield after each row; `made` is a moment without a zone.

    A cell that is too long for the format is cut there. The header stays in sight, and the columns can be filtered.
    """
    with Workbook(file, _ROUND) as book:
        book.set_properties({"created": made})
        sheet = book.add_worksheet(title)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        amount = book.add_format({"num_format": "0.00"})
        waiting = iter(rows)
        first = list(islice(waiting, _MEASURED))
        for at, column in enumerate(columns):
            longest = max(len(column) + 2, *(_cells(row[at]) for row in first), _NARROWEST)
            sheet.set_column(at, at, min(longest + 1, _WIDEST))
            sheet.write_string(0, at, column, bold)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(chain(first, waiting), 1):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(count, at, cell, day)
                elif isinstance(cell, (int, Decimal)):
                    sheet.write_number(count, at, cell, amount if isinstance(cell, Decimal) else None)
                elif cell:
                    sheet.write_string(count, at, _fitting(cell))
            yield count
        sheet.autofilter(0, 0, count, max(len(columns) - 1, 0))


def _cells(cell: Cell) -> int:
    return len(str(cell).partition("\n")[0]) if cell is not None else 0


def _fitting(text: str) -> str:
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")

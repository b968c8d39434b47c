"""What a whole file tells that no single row can: the order of its dates, the columns in use, what is escaped."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.values.imported_dates import infer_order, parse_imported
from crmcli.formats.delimited import Row
from crmcli.formats.drafts import Remark, remark
from crmcli.formats.profiles.layout import Layout
from crmcli.formats.profiles.targets import Column
from crmcli.formats.spreadsheet import is_active

_READ_AS = {
    "dmy": remark("Dates in {column} are read as day/month/year."),
    "mdy": remark("Dates in {column} are read as month/day/year."),
    "ymd": remark("Dates in {column} are read as year/month/day."),
}
_MIXED = remark("Some dates in {column} have the day first and some the month; what could be two days is left out.")
_SHORTEST_DATE = 6
_LONGEST_DATE = 40


class Survey(NamedTuple):
    """The outcome of a pass over all rows."""

    rows: int = 0
    """Readable ones, the header apart."""
    filled: tuple[int, ...] = ()
    """By column: how many cells hold something; of columns that are known, only whether one does."""
    orders: tuple[tuple[int, str], ...] = ()
    """The order of the dates of each column that has dates in numbers alone; "" where both occur."""
    dated: frozenset[int] = frozenset()
    """Columns without a type of which every cell is a date."""
    escaped: bool = False
    """Whether it is a spreadsheet-safe export of ours, so that apostrophes before active cells go."""
    remarks: tuple[Remark, ...] = ()


def survey(rows: Iterable[Row], layout: Layout, *, date_order: str = "") -> Survey:
    """What the rows of the file tell; `date_order` is for dates of which no row tells how they are written."""
    ours = layout.program == "crmcli"
    dates = {c.place: Dates() for c in layout.columns if _holds_days(c)}
    untyped = {c.place: Dates(_is_iso_day if ours else _is_date) for c in layout.columns if _is_untyped(c)}
    watched = {**dates, **untyped}
    counted = {c.place for c in layout.columns if c.target is None}
    unseen = {c.place for c in layout.columns} - counted - watched.keys()
    filled = [0] * len(layout.columns)
    active, count = False, 0
    for row in rows:
        cells = row.cells
        if row.fault or row.line <= layout.header_line:
            continue
        count += 1
        if len(cells) > len(filled):
            counted.update(range(len(filled), len(cells)))
            filled += [0] * (len(cells) - len(filled))
        for place in [place for place in unseen if place < len(cells) and cells[place].strip()]:
            unseen.discard(place)
            filled[place] = 1
        for place in counted:
            if place < len(cells) and cells[place].strip():
                filled[place] += 1
        for place, column in watched.items():
            if place < len(cells) and (cell := cells[place].strip()):
                filled[place] += 1
                column.see(cell)
        if ours and not active:
            active = any(is_active(cell) for cell in cells if not cell.startswith("'"))
    dated = {place: column for place, column in untyped.items() if column.count and not column.fails}
    by_column, said = date_orders({**dates, **dated}, layout.columns, date_order)
    said += _left_out(layout.columns, filled, counted)
    return Survey(count, tuple(filled), by_column, frozenset(dated), ours and not active, said)


class Dates:
    """What the cells of one column give away: whether all are dates, and how day, month and year stand in them."""

    def __init__(self, is_date: Callable[[str], bool] | None = None) -> None:
        self._is_date = is_date
        self._samples: dict[tuple[int, int], str] = {}
        """One date in numbers for each sort: by what its first two numbers are too large for, a month, a day."""
        self.count = 0
        self.fails = False

    def see(self, cell: str) -> None:
        """Take note of a cell."""
        self.count += 1
        if self.fails:
            return
        if self._is_date and not self._is_date(cell):
            self.fails = True
        elif numbers := re.match(r"(\d{1,2})[-./](\d{1,2})(?!\d)", cell):
            self._samples.setdefault((_size(numbers[1]), _size(numbers[2])), cell)

    @property
    def is_in_numbers(self) -> bool:
        """Whether there are dates of which the order matters."""
        return bool(self._samples)

    def orders(self) -> set[str]:
        """The orders that single dates prove."""
        return {infer_order([cell]) for cell in self._samples.values()} - {""}


def _size(number: str) -> int:
    return (int(number) > 12) + (int(number) > 31)


def date_orders(
    dates: dict[int, Dates], columns: Sequence[Column], date_order: str
) -> tuple[tuple[tuple[int, str], ...], tuple[Remark, ...]]:
    """The order for each column: what its dates prove, or else those of the other columns, or else the given one."""
    orders: list[tuple[int, str]] = []
    remarks: list[Remark] = []
    anywhere = {order for column in dates.values() for order in column.orders()} - {"ymd"}
    for place, column in dates.items():
        if not column.is_in_numbers:
            continue
        title = columns[place].title
        proven = column.orders()
        decisive = proven - {"ymd"} or proven or (anywhere if len(anywhere) == 1 else {date_order})
        order = next(iter(decisive)) if len(decisive) == 1 else ""
        orders.append((place, order))
        if order:
            remarks.append(_READ_AS[order]._replace(values={"column": title}, column=title))
        elif len(decisive) > 1:
            remarks.append(_MIXED._replace(values={"column": title}, column=title))
    return tuple(orders), tuple(remarks)


def _left_out(columns: Sequence[Column], filled: Sequence[int], counted: Iterable[int]) -> tuple[Remark, ...]:
    """What is said of the columns that go nowhere though they hold something."""
    titles = {column.place: column.title for column in columns}
    return tuple(
        remark(
            "{title} is not a known column and is left out ({count} filled).", column=title, title=title, count=count
        )
        for place in sorted(counted)
        if (count := filled[place]) and (title := titles.get(place, f"Column {place + 1}"))
    )


def _holds_days(column: Column) -> bool:
    target = column.target
    return target is not None and (
        (target.field == "birthday" and not target.part) or (target.field == "fields" and target.type == "date")
    )


def _is_untyped(column: Column) -> bool:
    target = column.target
    return target is not None and target.field == "fields" and not target.type and not target.part


def _is_date(cell: str) -> bool:
    if not _SHORTEST_DATE <= len(cell) <= _LONGEST_DATE or cell.isdecimal() or not any(c.isdecimal() for c in cell):
        return False
    try:
        return bool(parse_imported(cell, "dmy"))
    except Invalid:
        pass
    try:
        return bool(parse_imported(cell, "mdy"))
    except Invalid:
        return False


def _is_iso_day(cell: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", cell) is not None and _is_date(cell)

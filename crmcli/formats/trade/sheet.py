"""Rows of a CSV file of deals, sales, invoices or payments to named cells, read as the whole file tells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.values.text import fold, nearest
from crmcli.formats import delimited, spreadsheet
from crmcli.formats.drafts import Remark, remark
from crmcli.formats.profiles.targets import Column
from crmcli.formats.survey import Dates, date_orders
from crmcli.formats.trade import programs
from crmcli.formats.trade.kinds import Kind

IGNORE = "ignore"
_SIGNS = str.maketrans(dict.fromkeys("_-.:()#*%?¿º°/", " "))
_MOST_NAMED = 8
_DECIMALS = {
    ",": remark("Amounts in {column} are read with a comma before the decimals."),
    ".": remark("Amounts in {column} are read with a point before the decimals."),
}
_MIXED = remark("Amounts in {column} have both a comma and a point before their decimals.")


class Options(NamedTuple):
    """What the user says about the file; what is left out is found out."""

    mapping: tuple[str, ...] = ()
    """Columns and their fields, as `Column=field`."""
    program: str = ""
    """Whose export it is, or any word for whose ids these are."""
    date_order: str = ""
    """dmy, mdy or ymd, for dates of which the file does not tell."""
    decimal: str = ""
    """. or , for amounts of which the file does not tell."""
    encoding: str = ""
    delimiter: str = ""
    passed_over: tuple[str, ...] = ()
    """Titles of columns that mean nothing."""


class Sheet(NamedTuple):
    """A file that was looked through."""

    program: str
    """"" where it is none that is known."""
    header: list[str]
    fields: tuple[str, ...]
    """The field that each column fills, "" for none."""
    dialect: delimited.Dialect
    unknown: tuple[tuple[str, int], ...]
    """Columns that go nowhere, and how many of their cells hold something."""
    orders: dict[str, str]
    """By field of days, dmy, mdy or ymd; "" where both occur."""
    date_orders: tuple[tuple[str, str], ...]
    """The same by column, as far as it is known."""
    decimals: dict[str, str]
    """By field of amounts the mark of decimals, "" where they do not tell."""
    rows: int
    remarks: tuple[Remark, ...]


class Row(NamedTuple):
    """A row and what its cells say, the empty left out."""

    line: int
    values: dict[str, str]
    fault: Remark | None = None


def opened(stream: BinaryIO, kind: Kind, options: Options) -> Sheet:
    """What a file's columns are, after a pass over all rows. Refused without a column that a file of it must have."""
    stream.seek(0)
    dialect = delimited.examine(stream, encoding=options.encoding, delimiter=options.delimiter)
    stream.seek(0)
    rows = delimited.rows(stream, dialect)
    first = next(rows, None)
    if first is None or first.fault:
        raise Refused("The file is empty.", hint="It needs a first row that names its columns.")
    titles = [cell.strip() for cell in first.cells]
    program = options.program or programs.of_header([plain(title) for title in titles])
    fields = _fields(titles, kind, options)
    for group in kind.needed:
        if not set(group) & set(fields):
            raise Refused(
                "No column of the file is the {field}: {columns}.",
                field=group[0],
                columns=", ".join(titles)[:200],
                hint='--map "Column={field}" says which one it is.',
            )
    seen = _Seen(titles, fields, kind)
    for row in rows:
        if not row.fault and not (program == "salesforce" and programs.is_footer(row.cells)):
            seen.see(row.cells)
    columns = [Column(at, title or f"Column {at + 1}") for at, title in enumerate(titles)]
    orders, said = date_orders(seen.dates, columns, options.date_order)
    decimals, more = seen.marks(titles, options.decimal)
    unknown = tuple((columns[at].title, count) for at, count in enumerate(seen.filled) if count and not fields[at])
    unknown = tuple(one for one in unknown if fold(one[0]) not in map(fold, _meaningless(options)))
    whose = (
        (remark("This is an export of {program}.", program=programs.NAMES[program]),)
        if program in programs.NAMES
        else ()
    )
    return Sheet(
        program, titles, fields, dialect, unknown, {fields[at]: order for at, order in orders},
        tuple((titles[at], order) for at, order in orders if order), decimals, seen.rows,
        (*dialect.remarks, *whose, *said, *more, *_left_out(unknown)),
    )  # fmt: skip


def read(stream: BinaryIO, sheet: Sheet) -> Iterator[Row]:
    """The rows below the header."""
    stream.seek(0)
    rows = delimited.rows(stream, sheet.dialect)
    next(rows, None)
    for row in rows:
        if row.fault or not (sheet.program == "salesforce" and programs.is_footer(row.cells)):
            told = zip(sheet.fields, row.cells, strict=False)
            values = {name: spreadsheet.unsafe(cell.strip()) for name, cell in told if name and cell.strip()}
            yield Row(row.line, values, row.fault or _too_wide(row.cells[len(sheet.fields) :]))


def _too_wide(cells: Sequence[str]) -> Remark | None:
    """What is wrong with a row that has more cells than the header has columns: it is not known what is in which."""
    if not any(map(str.strip, cells)):
        return None
    hint = "Quote what has a delimiter in it, or give the header another column."
    return remark(
        "The row has more cells than the header has columns ({cells}).", cells=", ".join(cells)[:80], hint=hint
    )


def plain(title: str) -> str:
    """A title as it is looked up: folded, signs as spaces."""
    return " ".join(fold(title).translate(_SIGNS).split())


class _Seen:
    """What the cells of each column give away."""

    def __init__(self, titles: Sequence[str], fields: Sequence[str], kind: Kind) -> None:
        self.rows = 0
        self.filled = [0] * len(titles)
        self.dates = {at: Dates() for at, field in enumerate(fields) if field in kind.days}
        self._amounts: dict[int, set[str]] = {at: set() for at, field in enumerate(fields) if field in kind.amounts}
        self._fields = fields

    def see(self, cells: Sequence[str]) -> None:
        """Take note of a row."""
        self.rows += 1
        for at, text in enumerate(cells[: len(self.filled)]):
            if not (cell := text.strip()):
                continue
            self.filled[at] += 1
            if at in self.dates:
                self.dates[at].see(cell)
            elif at in self._amounts and (mark := decimal_mark(cell)):
                self._amounts[at].add(mark)

    def marks(self, titles: Sequence[str], given: str) -> tuple[dict[str, str], list[Remark]]:
        """By field the mark of its decimals: what its amounts prove, or else those of the other columns, or `given`."""
        anywhere = {mark for marks in self._amounts.values() for mark in marks}
        found: dict[str, str] = {}
        said: dict[str, list[str]] = {}
        for at, marks in self._amounts.items():
            sure = marks or (anywhere if len(anywhere) == 1 else set())
            mark = next(iter(sure)) if len(sure) == 1 else given
            found[self._fields[at]] = mark
            words = _DECIMALS.get(mark) if len(marks) < 2 else _MIXED
            if words and self.filled[at] and (marks or given):
                said.setdefault(words.message, []).append(titles[at])
        return found, [Remark(message, {"column": ", ".join(columns)}) for message, columns in said.items()]


def decimal_mark(text: str) -> str:
    """The mark of decimals that an amount gives away, "" where it could be read in two ways or has none."""
    digits = "".join(sign for sign in text if sign.isdecimal() or sign in ".,")
    at = max(digits.rfind("."), digits.rfind(","))
    if at < 0:
        return ""
    if {".", ","} <= set(digits):
        return digits[at]
    return digits[at] if len(digits) - at - 1 not in (0, 3) else ""


def _fields(titles: Sequence[str], kind: Kind, options: Options) -> tuple[str, ...]:
    chosen = _chosen(options.mapping, titles, kind)
    found: dict[int, str] = {at: name for at, title in enumerate(titles) if (name := chosen.get(fold(title), ""))}
    found |= {at: IGNORE for at, title in enumerate(titles) if fold(title) in map(fold, options.passed_over)}
    looked_up = [plain(title) for title in titles]
    for field, names in kind.titles.items():
        if field in found.values():
            continue
        for name in (field.replace("_", " "), *names):
            at = next((at for at, title in enumerate(looked_up) if title == plain(name) and at not in found), None)
            if at is not None:
                found[at] = field
                break
    return tuple("" if found.get(at) == IGNORE else found.get(at, "") for at in range(len(titles)))


def _chosen(mapping: Iterable[str], titles: Sequence[str], kind: Kind) -> dict[str, str]:
    found = {}
    for text in mapping:
        title, equals, name = text.rpartition("=")
        name = fold(name.strip()).replace(" ", "_").replace("-", "_")
        if not equals or fold(title.strip()) not in set(map(fold, titles)):
            near = nearest(title or text, titles) or titles[0]
            raise Usage(
                "The file has no column {name}.",
                name=title or text,
                hint='As in --map "{near}={field}".',
                near=near,
                field=kind.needed[0][0],
            )
        if name not in (*kind.titles, IGNORE):
            raise Usage(
                "There is no field {name}.",
                name=name,
                hint="There are: {fields}.",
                fields=", ".join((*kind.titles, IGNORE)),
            )
        found[fold(title.strip())] = name
    return found


def _meaningless(options: Options) -> tuple[str, ...]:
    ignored = (text.rpartition("=")[0].strip() for text in options.mapping if text.rpartition("=")[2].strip() == IGNORE)
    return (*options.passed_over, *ignored)


def _left_out(unknown: Sequence[tuple[str, int]]) -> tuple[Remark, ...]:
    if not unknown:
        return ()
    named = ", ".join(title for title, _count in unknown[:_MOST_NAMED])
    if len(unknown) > _MOST_NAMED:
        named += ", …"
    return (remark("Columns that are left out: {count} ({columns}).", count=len(unknown), columns=named),)

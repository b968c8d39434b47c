"""Records in every format: the columns that are asked for, and their text for machines and for people."""

from collections.abc import Sequence

from crmcli.core.errors import Usage
from crmcli.core.values.text import nearest
from crmcli.view.clean import clean
from crmcli.view.columns.column import Column, Frame, Json, plain
from crmcli.view.words import _

_ROW_END = "\r\n"
"""Told to the writer so that it quotes a cell with a carriage return; the line ends with a line feed alone."""
CELL_LIMIT = 300
"""Characters of a cell that a table lays out; the rest is never seen and costs time."""


def chosen(columns: Sequence[Column], shape: str, only: str | None) -> list[Column]:
    """The columns of a format, or those that were asked for by key."""
    if not only:
        people = shape in ("table", "plain")
        return [column for column in columns if (column.shown if people else column.machine)]
    by_key = {column.key: column for column in columns}
    found = []
    for key in only.replace(" ", "").split(","):
        if key not in by_key:
            raise Usage(
                "There is no column {key}.",
                key=key,
                hint="Did you mean {near}? Columns: {all}.",
                near=nearest(key, by_key) or columns[0].key,
                all=", ".join(by_key),
            )
        found.append(by_key[key])
    return found


def as_text(records: Sequence[object], columns: Sequence[Column], shape: str, *, one: bool, on_terminal: bool) -> str:
    """Records as plain lines, json, jsonl, csv or tsv; with `one`, json is a single object."""
    if shape == "plain":
        return "".join("\t".join(_cell(record, column) for column in columns) + "\n" for record in records)
    if shape in ("csv", "tsv"):
        return _delimited(records, columns, "," if shape == "csv" else "\t", on_terminal=on_terminal)
    from crmcli.core.values.json_text import dumps  # noqa: PLC0415 - door: 1 ms, only for JSON

    objects = [as_object(record, columns) for record in records]
    if shape == "jsonl":
        return "".join(dumps(told) + "\n" for told in objects)
    return dumps(objects[0] if one and objects else objects, indent=2 if on_terminal else None) + "\n"


def as_object(record: object, columns: Sequence[Column]) -> dict[str, Json]:
    """A record as machines read it."""
    return {column.key: column.value(record) for column in columns}


def as_table(records: Sequence[object], columns: Sequence[Column], frame: Frame, room: int) -> list[str]:
    """Records as people read them: the headings and a line each, more where one wraps, of at most `room` cells."""
    from crmcli.view.tables import Heading, lay_out  # noqa: PLC0415 - door: 0.6 ms, only when a table is drawn

    rows = [
        [
            clean((column.text(record, frame) if column.text else plain(column.value(record)))[:CELL_LIMIT])
            for column in columns
        ]
        for record in records
    ]
    headings = [
        Heading(_(column.label), column.align, column.wide, column.gives_way, column.wraps, column.whole)
        for column in columns
    ]
    return lay_out(headings, rows, room)


def _cell(record: object, column: Column) -> str:
    return clean(plain(column.value(record)))


def _delimited(records: Sequence[object], columns: Sequence[Column], delimiter: str, *, on_terminal: bool) -> str:
    import csv  # noqa: PLC0415 - door: 0.4 ms, only for csv and tsv

    writer = csv.writer(_Line(), delimiter=delimiter, lineterminator=_ROW_END)
    seen = clean if on_terminal else str
    rows = ([seen(text) for column in columns for text in fields(column, record)] for record in records)
    return "".join(map(writer.writerow, ([name for column in columns for name in names(column)], *rows)))


def names(column: Column) -> Sequence[str]:
    """What a column is called in a file; an amount is two."""
    return (f"{column.key}_minor", f"{column.key}_currency") if column.type == "money" else (column.key,)


def fields(column: Column, record: object) -> Sequence[str]:
    """What stands in a file under these names."""
    value = column.value(record)
    if column.type == "money":
        return (str(value["minor"]), str(value["currency"])) if isinstance(value, dict) else ("", "")
    return (plain(value),)


class _Line:
    """What the writer of rows writes to: the line itself is the answer."""

    def write(self, line: str) -> str:
        return line.removesuffix(_ROW_END) + "\n"

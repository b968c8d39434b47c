"""A contact file to drafts of contacts: surveyed once as a whole, then read row by row in constant memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType
from crmcli.formats.delimited import MAX_SIZE, Dialect, examine, rows
from crmcli.formats.drafts import Draft, Remark
from crmcli.formats.gathering import Gathering
from crmcli.formats.profiles.layout import Layout, read_layout
from crmcli.formats.profiles.targets import Target
from crmcli.formats.steps import Step, compiled
from crmcli.formats.survey import Survey, survey


class Sheet(NamedTuple):
    """All that is known of a file before its rows become drafts."""

    dialect: Dialect
    layout: Layout
    survey: Survey
    fields: tuple[FieldType, ...]
    """The custom fields that its columns fill, each with the type that the whole column shows: text or date."""
    remarks: tuple[Remark, ...]
    """What a report says of the file as a whole."""
    steps: tuple[Step, ...]
    country: str


def open_sheet(
    stream: BinaryIO,
    *,
    encoding: str = "",
    delimiter: str = "",
    header: bool | None = None,
    mapping: Mapping[str, Target] | None = None,
    fields: Sequence[FieldType] = (),
    keep_unknown: bool = False,
    date_order: str = "",
    country: str = "ES",
    max_size: int = MAX_SIZE,
) -> Sheet:
    """How to read the file, after a pass over its bytes and one over its rows; the stream must be seekable.

    `fields` are the custom fields of the book, `date_order` (dmy, mdy, ymd) and `country` what holds where the file
    itself does not tell. Refuses what is no text or larger than `max_size` bytes.
    """
    stream.seek(0)
    dialect = examine(stream, encoding=encoding, delimiter=delimiter, max_size=max_size)
    stream.seek(0)
    layout = read_layout(
        rows(stream, dialect), header=header, mapping=mapping, fields=fields, keep_unknown=keep_unknown
    )
    stream.seek(0)
    surveyed = survey(rows(stream, dialect), layout, date_order=date_order)
    return Sheet(
        dialect,
        layout,
        surveyed,
        _custom_fields(layout, surveyed),
        (*dialect.remarks, *layout.remarks, *surveyed.remarks),
        compiled(layout, surveyed, date_order=date_order),
        country,
    )


def drafts(stream: BinaryIO, sheet: Sheet) -> Iterator[Draft]:
    """A draft for each row that is not blank, from the beginning of the stream; one that cannot be has its errors."""
    stream.seek(0)
    exact = sheet.layout.program == "crmcli"
    width = len(sheet.survey.filled)
    for row in rows(stream, sheet.dialect):
        if row.line <= sheet.layout.header_line:
            continue
        if row.fault:
            yield Draft(row.line, Contact(), errors=(row.fault,))
            continue
        cells = row.cells if len(row.cells) >= width else row.cells + [""] * (width - len(row.cells))
        found = Gathering(row.line, sheet.country)
        found.warnings.extend(row.remarks)
        for step in sheet.steps:
            step(cells, found)
        if not exact:
            found.distinct()
        yield found.draft()


def _custom_fields(layout: Layout, surveyed: Survey) -> tuple[FieldType, ...]:
    found: dict[str, FieldType] = {}
    for column in layout.columns:
        target = column.target
        if target and target.field == "fields" and target.name and surveyed.filled[column.place]:
            kind = "date" if column.place in surveyed.dated else target.type or "text"
            found.setdefault(target.name, FieldType(name=target.name, type=kind))
    return tuple(found.values())

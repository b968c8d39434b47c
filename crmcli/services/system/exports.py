"""Everything that a query picks, as the lines of a file, in memory that does not grow with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from sqlite3 import Connection
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from crmcli.core.errors import Usage
from crmcli.core.records.contact import Contact
from crmcli.core.values.json_text import dumps
from crmcli.formats import markdown, spreadsheet
from crmcli.formats.profiles import own
from crmcli.services.activity import calendar, task_queries
from crmcli.services.people import listing
from crmcli.services.sales import listing as sales_listing
from crmcli.services.workspace import Workspace
from crmcli.store.connection import one_moment
from crmcli.store.fields import sorting
from crmcli.store.reads import contacts as contact_reads
from crmcli.store.reads import identities, lists
from crmcli.store.reads import interactions as interaction_reads
from crmcli.store.reads import tasks as task_reads
from crmcli.store.reads.sales import deals as deal_reads
from crmcli.store.reads.sales import invoices as invoice_reads
from crmcli.store.reads.sales import sales as sale_reads
from crmcli.view import shown
from crmcli.view.clean import clean
from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.column import Column, plain
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.formats.workbook import Cell

FORMATS = ("csv", "json", "jsonl", "markdown", "xlsx")
OF_CONTACTS = (*FORMATS, "vcard", "ics")
AT_ONCE = 500
"""Records that are read together."""


class Export(NamedTuple):
    """What is written out."""

    total: int
    """How many records."""
    lines: Iterator[str]
    """The file in parts, each with its line end; none where it is no text."""
    fill: Callable[[BinaryIO], Iterator[int]] | None = None
    """What writes a file that is no text, with a yield after each record."""


@contextmanager
def contacts(crm: Workspace, query: str, shape: str, *, raw: bool = False, version: str = "") -> Iterator[Export]:
    """Contacts as the book has them at this moment, by name; `import` reads them again as they were.

    `version` is that of vCards, 3.0 where it is not said.
    """
    _check(shape, OF_CONTACTS)
    if version and shape != "vcard":
        raise Usage("--vcard-version goes with --format vcard.", hint="As in: crm export contacts --format vcard.")
    with one_moment(crm.db):
        if query.strip():
            picked = listing.condition(crm, "contact", query)
            ids = contact_reads.ids_where(crm.db, picked, sorting.EXPORTED["contact"], None)
        else:
            ids = contact_reads.ids_of_all(crm.db, sorting.EXPORTED["contact"], None)

        def people() -> Iterator[Contact]:
            for some in _portions(ids):
                yield from contact_reads.by_ids(crm.db, some)

        if shape in ("csv", "xlsx"):
            shaped = own.shape(people())
            header, rows = own.header(shaped), _rows(crm, ids, shaped)
            if shape == "xlsx":
                yield _workbook(crm, _("Contacts"), len(ids), header, rows)
                return
            lines = spreadsheet.write(header, rows, raw=raw)
        elif shape == "ics":
            yield _calendar(crm, "contact", ids)
            return
        elif shape == "vcard":
            from crmcli.services.people import vcards  # noqa: PLC0415 - door: the codec, 8 ms, only for cards

            vcards.check(version)
            lines = (card for some in _portions(ids) for card in vcards.of(crm, some, version))
        else:
            lines = _lines(people(), CONTACT, shape, raw=raw)
        yield Export(len(ids), lines)


@contextmanager
def records(crm: Workspace, noun: str, query: str, shape: str, *, raw: bool = False) -> Iterator[Export]:
    """Tasks, interactions, deals, sales or invoices of every state, in the order of their days.

    The trash is in it only where the query asks for it.
    """
    table = TABLES[noun]
    _check(shape, (*FORMATS, "ics") if noun in calendar.NOUNS else FORMATS)
    with one_moment(crm.db):
        ids = table.ids(crm, query)
        if shape == "ics":
            yield _calendar(crm, noun, ids)
            return
        found = (record for some in _portions(ids) for record in table.read(crm.db, some))
        yield _export(crm, table.title(), len(ids), found, table.columns, shape, raw=raw)


def _tasks(crm: Workspace, query: str) -> list[int]:
    picked = task_queries.condition(crm, query, within="not is:trashed")
    return lists.ids_where(crm.db, "task", picked, sorting.EXPORTED["task"], None)


def _interactions(crm: Workspace, query: str) -> list[int]:
    picked = listing.condition(crm, "interaction", query)
    return lists.ids_where(crm.db, "interaction", picked, sorting.EXPORTED["interaction"], None)


def _of_sales(noun: str, crm: Workspace, query: str) -> list[int]:
    picked = sales_listing.condition(crm, noun, query)
    return lists.ids_where(crm.db, noun, picked, sorting.EXPORTED[noun], None)


class Table(NamedTuple):
    """How the records of a noun go out."""

    title: Callable[[], str]
    ids: Callable[[Workspace, str], list[int]]
    read: Callable[[Connection, Sequence[int]], Sequence[object]]
    columns: Sequence[Column]


TABLES = {
    "task": Table(lambda: _("Tasks"), _tasks, task_reads.by_ids, TASK),
    "interaction": Table(lambda: _("Interactions"), _interactions, interaction_reads.by_ids, INTERACTION),
    "deal": Table(lambda: _("Deals"), partial(_of_sales, "deal"), deal_reads.by_ids, DEAL),
    "sale": Table(lambda: _("Sales"), partial(_of_sales, "sale"), sale_reads.by_ids, SALE),
    "invoice": Table(lambda: _("Invoices"), partial(_of_sales, "invoice"), invoice_reads.by_ids, INVOICE),
}


def _calendar(crm: Workspace, noun: str, ids: Sequence[int]) -> Export:
    made = calendar.of(crm, noun, ids)
    return Export(made.tasks + made.birthdays + made.promises, iter([made.data.decode()]))


def _export(
    crm: Workspace,
    title: str,
    count: int,
    records: Iterator[object],
    columns: Sequence[Column],
    shape: str,
    *,
    raw: bool,
) -> Export:
    if shape != "xlsx":
        return Export(count, _lines(records, columns, shape, raw=raw))
    chosen = shown.chosen(columns, shape, None)
    header = [name.removesuffix("_minor") for column in chosen for name in shown.names(column)]
    rows = ([cell for column in chosen for cell in _typed(column, record)] for record in records)
    return _workbook(crm, title, count, header, rows)


def _workbook(
    crm: Workspace, title: str, count: int, header: Sequence[str], rows: "Iterable[Sequence[Cell]]"
) -> Export:
    from crmcli.formats import workbook  # noqa: PLC0415 - door: XlsxWriter, 40 ms, only for workbooks

    workbook.check(count, len(header))
    made = crm.now.replace(tzinfo=None, microsecond=0)
    return Export(count, iter(()), partial(workbook.write, title=title, columns=header, rows=rows, made=made))


def _typed(column: Column, record: object) -> "tuple[Cell, ...]":
    """A value as a spreadsheet sorts and sums it: numbers, amounts and whole days are more than text."""
    value = column.value(record)
    if column.type == "money":
        if not isinstance(value, dict):
            return ("", "")
        number, _space, currency = plain(value).rpartition(" ")
        return (Decimal(number), currency)
    if column.type == "integer" and isinstance(value, int):
        return (value,)
    if column.type in ("date", "moment") and isinstance(value, str) and len(value) == len("2026-11-24"):
        return (date.fromisoformat(value) if value >= "1900-03-01" else value,)  # Excel has a 29 February 1900
    return (plain(value),)


def _check(shape: str, formats: Sequence[str] = FORMATS) -> None:
    if shape not in formats:
        raise Usage(
            "There is no format {format}.", format=shape, hint="Formats: {formats}.", formats=", ".join(formats)
        )


def _rows(crm: Workspace, ids: Sequence[int], shaped: own.Shape) -> Iterator[list[str]]:
    for some in _portions(ids):
        found = contact_reads.by_ids(crm.db, some)
        uids = identities.uids(crm.db, {contact.referred_by for contact in found if contact.referred_by})
        for contact in found:
            yield own.cells(contact, shaped, uids.get(contact.referred_by or 0, ""))


def _lines(records: Iterator[object], columns: Sequence[Column], shape: str, *, raw: bool) -> Iterator[str]:
    if shape == "markdown":
        read = [column for column in columns if column.shown]
        told = ([clean(plain(column.value(record))) for column in read] for record in records)
        return markdown.write([_(column.label) for column in read], [one.align == "right" for one in read], told)
    chosen = shown.chosen(columns, shape, None)
    if shape != "csv":
        return _json(records, chosen, shape)
    cells = ([text for column in chosen for text in shown.fields(column, record)] for record in records)
    return spreadsheet.write([name for column in chosen for name in shown.names(column)], cells, raw=raw)


def _json(records: Iterator[object], columns: Sequence[Column], shape: str) -> Iterator[str]:
    """One object a line; json has brackets around them and commas between."""
    if shape == "jsonl":
        for record in records:
            yield dumps(shown.as_object(record, columns)) + "\n"
        return
    between = "[\n"
    for record in records:
        yield between + dumps(shown.as_object(record, columns))
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))

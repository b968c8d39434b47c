"""Everything that a query picks, as the lines of a file, in memory that does not grow with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from crmcli.core.errors import Usage
from crmcli.core.records.contact import Contact
from crmcli.core.values.json_text import dumps
from crmcli.formats import spreadsheet
from crmcli.formats.profiles import own
from crmcli.services.activity import task_queries
from crmcli.services.people import listing
from crmcli.services.workspace import Workspace
from crmcli.store import sorting
from crmcli.store.connection import one_moment
from crmcli.store.reads import contacts as contact_reads
from crmcli.store.reads import identities
from crmcli.store.reads import interactions as interaction_reads
from crmcli.store.reads import tasks as task_reads
from crmcli.view import shown
from crmcli.view.columns.activity import INTERACTION, TASK
from crmcli.view.columns.column import Column, plain
from crmcli.view.columns.people import CONTACT

FORMATS = ("csv", "json", "jsonl")
OF_CONTACTS = (*FORMATS, "vcard")
AT_ONCE = 500
"""Records that are read together."""


class Export(NamedTuple):
    """What is written out."""

    total: int
    """How many records."""
    lines: Iterator[str]
    """The file in parts, each with its line end."""


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

        def records() -> Iterator[Contact]:
            for some in _portions(ids):
                yield from contact_reads.by_ids(crm.db, some)

        if shape == "csv":
            shaped = own.shape(records())
            lines = spreadsheet.write(own.header(shaped), _rows(crm, ids, shaped), raw=raw)
        elif shape == "vcard":
            from crmcli.services.people import vcards  # noqa: PLC0415 - door: the codec, 8 ms, only for cards

            vcards.check(version)
            lines = (card for some in _portions(ids) for card in vcards.of(crm, some, version))
        else:
            lines = _json(records(), shown.chosen(CONTACT, shape, None), shape)
        yield Export(len(ids), lines)


@contextmanager
def tasks(crm: Workspace, query: str, shape: str, *, raw: bool = False) -> Iterator[Export]:
    """Tasks of every state, the first due first; the trash only where the query asks for it."""
    _check(shape)
    with one_moment(crm.db):
        picked = task_queries.condition(crm, query, within="not is:trashed")
        ids = task_reads.ids_where(crm.db, picked.sql, picked.parameters, sorting.EXPORTED["task"], None)
        read = task_reads.by_ids
        records = (record for some in _portions(ids) for record in read(crm.db, some))
        yield Export(len(ids), _lines(records, TASK, shape, raw=raw))


@contextmanager
def interactions(crm: Workspace, query: str, shape: str, *, raw: bool = False) -> Iterator[Export]:
    """Interactions, the oldest first."""
    _check(shape)
    with one_moment(crm.db):
        picked = listing.condition(crm, "interaction", query)
        ids = interaction_reads.ids_where(crm.db, picked.sql, picked.parameters, sorting.EXPORTED["interaction"], None)
        read = interaction_reads.by_ids
        records = (record for some in _portions(ids) for record in read(crm.db, some))
        yield Export(len(ids), _lines(records, INTERACTION, shape, raw=raw))


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
    chosen = shown.chosen(columns, shape, None)
    if shape != "csv":
        return _json(records, chosen, shape)
    cells = ([plain(column.value(record)) for column in chosen] for record in records)
    return spreadsheet.write([column.key for column in chosen], cells, raw=raw)


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

"""Questions about invoices."""

import sqlite3
from collections.abc import Sequence

from crmcli.core.records.money import Discount, Instalment, Invoice
from crmcli.core.records.owed import Owed
from crmcli.core.records.sales import Line

_COLUMNS = """
SELECT i.id, i.uid, i.number, i.contact_id, i.sale_id, i.date, i.status, i.voided_on, i.terms, i.currency, i.net_minor,
  i.tax_minor, i.total_minor, i.paid_minor, i.settled_on, i.bill_to, i.note, i.external_id, i.created_at, i.updated_at,
  i.trashed_at, i.version, coalesce(c.name, '')
FROM invoice i LEFT JOIN contact c ON c.id = i.contact_id
"""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Invoice]:
    """These invoices, whole, in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    lines: dict[int, list[Line]] = {}
    for row in db.execute(
        "SELECT invoice_id, product_id, text, quantity, unit_minor, cost_minor, discount, tax FROM invoice_line "
        "WHERE invoice_id IN (SELECT value FROM json_each(:ids)) ORDER BY invoice_id, position",
        wanted,
    ):
        lines.setdefault(row[0], []).append(Line._make(row[1:]))
    parts: dict[int, list[Instalment]] = {}
    for invoice_id, due, amount in db.execute(
        "SELECT invoice_id, due, amount_minor FROM instalment "
        "WHERE invoice_id IN (SELECT value FROM json_each(:ids)) ORDER BY invoice_id, position",
        wanted,
    ):
        parts.setdefault(invoice_id, []).append(Instalment(due, amount))
    early: dict[int, list[Discount]] = {}
    for invoice_id, until, amount in db.execute(
        "SELECT invoice_id, until, amount_minor FROM invoice_discount "
        "WHERE invoice_id IN (SELECT value FROM json_each(:ids)) ORDER BY invoice_id, position",
        wanted,
    ):
        early.setdefault(invoice_id, []).append(Discount(until, amount))
    found = {
        row[0]: Invoice._make(
            (
                *row[:22],
                tuple(lines.get(row[0], ())),
                tuple(parts.get(row[0], ())),
                tuple(early.get(row[0], ())),
                row[22],
            )
        )
        for row in db.execute(_COLUMNS + "WHERE i.id IN (SELECT value FROM json_each(:ids))", wanted)
    }
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, invoice_id: int) -> Invoice | None:
    """This invoice."""
    found = by_ids(db, [invoice_id])
    return found[0] if found else None


def by_number(db: sqlite3.Connection, number: str) -> int | None:
    """The id of the invoice of this number."""
    row = db.execute("SELECT id FROM invoice WHERE number = ?", (number,)).fetchone()
    return row and int(row[0])


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of invoices whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM invoice WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def next_in_year(db: sqlite3.Connection, year: str) -> int:
    """The count of the next invoice of a year: one more than there are, or the first that an undo left free."""
    own = {"low": f"{year}-", "high": f"{year}.", "pattern": f"{year}-[0-9][0-9][0-9][0-9]*"}
    counted: int = db.execute(
        "SELECT count(*) FROM invoice WHERE number >= :low AND number < :high AND number GLOB :pattern", own
    ).fetchone()[0]
    if by_number(db, f"{year}-{counted + 1:04}") is None:
        return counted + 1
    rows = db.execute(
        "SELECT number FROM invoice WHERE number >= :low AND number < :high AND number GLOB :pattern", own
    )
    used = {int(row[0][len(year) + 1 :]) for row in rows if row[0][len(year) + 1 :].isdecimal()}
    return next(count for count in range(1, len(used) + 2) if count not in used)


def of_sale(db: sqlite3.Connection, sale_id: int) -> list[int]:
    """The ids of the standing invoices of a sale."""
    rows = db.execute(
        "SELECT id FROM invoice WHERE sale_id = ? AND status = 'issued' AND trashed_at = '' ORDER BY id", (sale_id,)
    )
    return [row[0] for row in rows]


_OWED = """
SELECT i.id, i.number, i.date, i.currency, i.total_minor, i.paid_minor FROM invoice i
"""


def owed_by(db: sqlite3.Connection, contact_id: int, currency: str) -> list[Owed]:
    """What somebody has left to pay in a currency, by date and number."""
    rows = db.execute(
        _OWED + "WHERE i.contact_id = :contact AND i.settled_on = '' AND i.currency = :currency "
        "AND i.status = 'issued' AND i.trashed_at = '' ORDER BY i.date, i.id",
        {"contact": contact_id, "currency": currency},
    )
    return _owed(db, rows.fetchall())


def owed_on(db: sqlite3.Connection, ids: Sequence[int]) -> list[Owed]:
    """What is left to pay on these invoices, in the order of their ids."""
    rows = db.execute(_OWED + "WHERE i.id IN (SELECT value FROM json_each(:ids))", {"ids": str(list(ids))})
    found = {owed.id: owed for owed in _owed(db, rows.fetchall())}
    return [found[number] for number in ids if number in found]


def of_contacts(db: sqlite3.Connection, contact_ids: Sequence[int], limit: int) -> list[int]:
    """The numbers of these contacts' invoices, the newest first."""
    rows = db.execute(
        "SELECT id FROM invoice WHERE contact_id IN (SELECT value FROM json_each(:ids)) AND trashed_at = '' "
        "ORDER BY date DESC, id DESC LIMIT :limit",
        {"ids": str(list(contact_ids)), "limit": limit},
    )
    return [row[0] for row in rows]


def _owed(db: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> list[Owed]:
    wanted = {"ids": str([row[0] for row in rows])}
    parts: dict[object, list[tuple[str, int]]] = {}
    for invoice_id, due, amount in db.execute(
        "SELECT invoice_id, due, amount_minor FROM instalment "
        "WHERE invoice_id IN (SELECT value FROM json_each(:ids)) ORDER BY invoice_id, position",
        wanted,
    ):
        parts.setdefault(invoice_id, []).append((due, amount))
    early: dict[object, list[tuple[str, int]]] = {}
    for invoice_id, until, amount in db.execute(
        "SELECT invoice_id, until, amount_minor FROM invoice_discount "
        "WHERE invoice_id IN (SELECT value FROM json_each(:ids)) ORDER BY invoice_id, position",
        wanted,
    ):
        early.setdefault(invoice_id, []).append((until, amount))
    return [Owed._make((*row, tuple(parts.get(row[0], ())), tuple(early.get(row[0], ())))) for row in rows]

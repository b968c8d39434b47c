"""Questions about payments and what they pay."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.records.money import Allocation, Payment
from crmcli.store.fields.picked import Where, of_people

_COLUMNS = """
SELECT p.id, p.uid, p.contact_id, p.date, p.amount_minor, p.currency, p.method, p.note, p.external_id, p.created_at,
  p.updated_at, p.trashed_at, p.version, coalesce(c.name, '')
FROM payment p LEFT JOIN contact c ON c.id = p.contact_id
"""


class Paid(NamedTuple):
    """What payments cover of an invoice, discounts taken included."""

    amount_minor: int
    last: str
    """The day of the last of them."""


def by_ids(db: sqlite3.Connection, ids: Sequence[int]) -> list[Payment]:
    """These payments in the order of their ids; the missing are left out."""
    wanted = {"ids": str(list(ids))}
    taken: dict[int, list[Allocation]] = {}
    numbers: dict[int, list[str]] = {}
    for row in db.execute(
        "SELECT a.payment_id, i.number, a.invoice_id, a.amount_minor, a.discount_minor, a.date "
        "FROM allocation a JOIN invoice i ON i.id = a.invoice_id "
        "WHERE a.payment_id IN (SELECT value FROM json_each(:ids)) ORDER BY a.payment_id, a.position",
        wanted,
    ):
        taken.setdefault(row[0], []).append(Allocation._make(row[2:]))
        numbers.setdefault(row[0], []).append(row[1])
    found = {
        row[0]: Payment._make((*row[:13], tuple(taken.get(row[0], ())), row[13], tuple(numbers.get(row[0], ()))))
        for row in db.execute(_COLUMNS + "WHERE p.id IN (SELECT value FROM json_each(:ids))", wanted)
    }
    return [found[number] for number in ids if number in found]


def one(db: sqlite3.Connection, payment_id: int) -> Payment | None:
    """This payment."""
    found = by_ids(db, [payment_id])
    return found[0] if found else None


def by_uid(db: sqlite3.Connection, prefix: str) -> list[int]:
    """The ids of payments whose uid starts like this."""
    rows = db.execute(
        "SELECT id FROM payment WHERE uid >= :low AND uid < :high LIMIT 20",
        {"low": prefix, "high": prefix + "\U0010ffff"},
    )
    return [row[0] for row in rows]


def listed(
    db: sqlite3.Connection,
    contact_id: int | None,
    first: str = "",
    last: str = "",
    limit: int | None = None,
    people: Where | None = None,
) -> list[int]:
    """The ids of payments, of somebody or of all, from one day to another, both included; the newest first."""
    rows = db.execute(
        "SELECT p.id FROM payment p WHERE p.trashed_at = '' AND (:contact IS NULL OR p.contact_id = :contact) "
        f"AND p.date >= :first AND p.date <= :last AND {of_people('p.contact_id', people)} "
        "ORDER BY p.date DESC, p.id DESC LIMIT :limit",
        {
            **(people.parameters if people else {}),
            "contact": contact_id,
            "first": first,
            "last": last or "9999-12-31",
            "limit": -1 if limit is None else limit,
        },
    )
    return [row[0] for row in rows]


def of_invoice(db: sqlite3.Connection, invoice_id: int) -> list[int]:
    """The ids of the payments that pay an invoice, the oldest first."""
    rows = db.execute(
        "SELECT DISTINCT a.payment_id FROM allocation a WHERE a.invoice_id = ? ORDER BY a.date, a.payment_id",
        (invoice_id,),
    )
    return [row[0] for row in rows]


def paid(db: sqlite3.Connection, invoice_id: int) -> Paid:
    """What is paid of an invoice by now."""
    row = db.execute(
        "SELECT coalesce(sum(amount_minor + discount_minor), 0), coalesce(max(date), '') FROM allocation "
        "WHERE invoice_id = ?",
        (invoice_id,),
    ).fetchone()
    return Paid(*row)


def with_credit(db: sqlite3.Connection, contact_id: int, currency: str) -> list[int]:
    """The ids of somebody's payments of which something is on no invoice, the oldest first."""
    rows = db.execute(
        "SELECT p.id FROM payment p WHERE p.contact_id = :contact AND p.trashed_at = '' AND p.currency = :currency "
        "AND p.amount_minor > (SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE a.payment_id = p.id) "
        "ORDER BY p.date, p.id",
        {"contact": contact_id, "currency": currency},
    )
    return [row[0] for row in rows]

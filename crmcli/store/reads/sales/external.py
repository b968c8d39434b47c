"""Questions by the numbers that other programs gave to deals, sales, invoices and payments; the trash included."""

import sqlite3


def deal(db: sqlite3.Connection, external_id: str) -> int | None:
    """The id of the deal of another program's number."""
    return _first(db, "SELECT id FROM deal WHERE external_id <> '' AND external_id = :text", external_id)


def sale(db: sqlite3.Connection, external_id: str) -> int | None:
    """The id of the sale of another program's number."""
    return _first(db, "SELECT id FROM sale WHERE external_id <> '' AND external_id = :text", external_id)


def invoice(db: sqlite3.Connection, external_id: str) -> int | None:
    """The id of the invoice of another program's number."""
    return _first(db, "SELECT id FROM invoice WHERE external_id <> '' AND external_id = :text", external_id)


def payment(db: sqlite3.Connection, external_id: str) -> int | None:
    """The id of the payment of another program's number."""
    return _first(db, "SELECT id FROM payment WHERE external_id <> '' AND external_id = :text", external_id)


def _first(db: sqlite3.Connection, sql: str, text: str) -> int | None:
    row = db.execute(f"{sql} ORDER BY id LIMIT 1", {"text": text}).fetchone()
    return row and int(row[0])


FIND = {"deal": deal, "sale": sale, "invoice": invoice, "payment": payment}
"""The question by noun."""

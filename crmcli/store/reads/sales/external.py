"""Questions by the numbers that other programs gave to deals, sales, invoices and payments."""

import sqlite3

_SQL = {
    "deal": "SELECT id FROM deal WHERE external_id <> '' AND external_id = :text ORDER BY id LIMIT 1",
    "sale": "SELECT id FROM sale WHERE external_id <> '' AND external_id = :text ORDER BY id LIMIT 1",
    "invoice": "SELECT id FROM invoice WHERE external_id <> '' AND external_id = :text ORDER BY id LIMIT 1",
    "payment": "SELECT id FROM payment WHERE external_id <> '' AND external_id = :text ORDER BY id LIMIT 1",
}


def find(db: sqlite3.Connection, noun: str, external_id: str) -> int | None:
    """The id of the record of another program's number, the trash included."""
    row = db.execute(_SQL[noun], {"text": external_id}).fetchone()
    return row and int(row[0])

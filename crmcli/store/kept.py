"""Results that took long to work out, with the fingerprint of what they were worked out from; never journalled."""

import sqlite3
from typing import NamedTuple


class Result(NamedTuple):
    """A stored result."""

    fingerprint: str
    at: str
    value: str
    """JSON."""


def read(db: sqlite3.Connection, name: str) -> Result | None:
    """What is kept under this name."""
    row = db.execute("SELECT fingerprint, at, value FROM kept WHERE name = :name", {"name": name}).fetchone()
    return Result(*row) if row else None


def keep(db: sqlite3.Connection, name: str, result: Result) -> None:
    """Keep a result in place of the one before."""
    db.execute(
        "INSERT INTO kept (name, fingerprint, at, value) VALUES (:name, :fingerprint, :at, :value) "
        "ON CONFLICT (name) DO UPDATE SET fingerprint = :fingerprint, at = :at, value = :value",
        {"name": name, **result._asdict()},
    )

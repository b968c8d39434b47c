"""Questions about what a book knows of itself."""

import sqlite3


def value(db: sqlite3.Connection, name: str) -> str:
    """What is settled under this name; "" for nothing."""
    row = db.execute("SELECT value FROM fact WHERE name = :name", {"name": name}).fetchone()
    return row[0] if row else ""

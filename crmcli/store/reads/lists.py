"""Questions about which records of a noun a query picks."""

import sqlite3

from crmcli.store.fields.picked import PLACES, Where


def ids_where(
    db: sqlite3.Connection, noun: str, picked: Where, order: str, limit: int | None, offset: int = 0
) -> list[int]:
    """The ids that a condition of `store.where` picks, in order."""
    place = PLACES[noun]
    rows = db.execute(
        f"SELECT {place[-1]}.id FROM {place} WHERE {picked.sql} ORDER BY {order} LIMIT :_limit OFFSET :_offset",
        {**picked.parameters, "_limit": -1 if limit is None else limit, "_offset": offset},
    )
    return [row[0] for row in rows]


def count_where(db: sqlite3.Connection, noun: str, picked: Where) -> int:
    """How many records a condition of `store.where` picks."""
    number: int = db.execute(f"SELECT count(*) FROM {PLACES[noun]} WHERE {picked.sql}", picked.parameters).fetchone()[0]
    return number

"""A record as the journal keeps it: its row and its parts, without what is empty, read and written by shape alone."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache

from crmcli.store.shapes.shapes import SHAPES, UNTOLD, Part

Snapshot = dict[str, object]
"""Column to value and part to rows; what is empty, null or nought is left out, but where nought says something."""


def load(db: sqlite3.Connection, noun: str, ids: Iterable[int]) -> dict[int, Snapshot]:
    """The stored records of a noun, by id; the missing are left out."""
    shape = SHAPES[noun]
    wanted = {"ids": json.dumps(list(ids))}
    found: dict[int, Snapshot] = {}
    for row in db.execute(_select(noun), wanted):
        found[row[0]] = compact(dict(zip(shape.columns, row[1:], strict=True)))
    for part in shape.parts:
        for row in db.execute(_select_part(noun, part), wanted):
            rows = found[row[0]].setdefault(part.name, [])
            if isinstance(rows, list):
                rows.append(list(row[1:]))
    return found


def insert(db: sqlite3.Connection, noun: str, record_id: int | None, snapshot: Snapshot) -> int:
    """Write a record that is not there yet, under its old id if it had one; its id."""
    shape = SHAPES[noun]
    get = snapshot.get
    values = [record_id, *map(get, shape.columns, _absent(noun))]
    written = db.execute(_insert(noun), values).lastrowid
    key = record_id if record_id is not None else int(written or 0)
    for part in shape.parts:
        if rows := snapshot.get(part.name):
            _insert_parts(db, part, key, rows)
    return key


def insert_many(db: sqlite3.Connection, noun: str, snapshots: Mapping[int, Snapshot]) -> None:
    """Write records that were there before, each under its old id."""
    shape = SHAPES[noun]
    db.executemany(
        _insert(noun),
        ([record_id, *map(snapshot.get, shape.columns, _absent(noun))] for record_id, snapshot in snapshots.items()),
    )
    for part in shape.parts:
        db.executemany(
            _insert_part(part),
            ((record_id, *row) for record_id, snapshot in snapshots.items() for row in rows_of(snapshot, part.name)),
        )


def update(db: sqlite3.Connection, noun: str, record_id: int, before: Snapshot, after: Snapshot) -> None:
    """Write what differs between two states of a record."""
    shape = SHAPES[noun]
    changed = [name for name in shape.columns if before.get(name) != after.get(name)]
    if changed:
        settings = ", ".join(f'"{name}" = ?' for name in changed)
        values = [after.get(name, _EMPTY.get(name, "")) for name in changed]
        db.execute(f'UPDATE "{shape.table}" SET {settings} WHERE id = ?', [*values, record_id])
    for part in shape.parts:
        old, new = rows_of(before, part.name), rows_of(after, part.name)
        if new[: len(old)] == old:  # only added to, as the history of a deal always is
            _insert_parts(db, part, record_id, new[len(old) :])
        else:
            _delete_parts(db, part, record_id)
            _insert_parts(db, part, record_id, new)


def delete_many(db: sqlite3.Connection, noun: str, ids: Iterable[int]) -> None:
    """Take records and their parts away."""
    shape = SHAPES[noun]
    wanted = {"ids": json.dumps(list(ids))}
    for table, column in (*((part.table, part.owner) for part in shape.parts), (shape.table, "id")):
        db.execute(f'DELETE FROM "{table}" WHERE {column} IN (SELECT value FROM json_each(:ids))', wanted)


def rows_of(snapshot: Snapshot | None, part: str) -> list[list[object]]:
    """The rows of one of a record's parts."""
    rows = (snapshot or {}).get(part, [])
    return rows if isinstance(rows, list) else []


def compact(values: Snapshot) -> Snapshot:
    """A snapshot without what is empty, null or nought."""
    return {name: value for name, value in values.items() if value or (value == 0 and name in _NOUGHT_COUNTS)}


def same(one: Snapshot | None, other: Snapshot | None) -> bool:
    """Whether two states of a record are the same to the user."""
    if one is None or other is None:
        return one is other
    return told(one) == told(other)


def told(snapshot: Snapshot) -> Snapshot:
    """A snapshot without the columns that count its own changes."""
    return {name: value for name, value in snapshot.items() if name not in UNTOLD}


_NULLS = (
    "organisation_id", "referred_by", "contact_id", "origin_id", "successor_id", "deal_id", "quote_id", "sale_id",
    "promotion_id", "minutes", "remind",
)  # fmt: skip
"""Columns that are null where a snapshot leaves them out."""
_NUMBERS = (
    "from_done", "sequence", "position", "rot_days", "is_won", "amount_minor", "net_minor", "tax_minor",
    "total_minor", "paid_minor", "price_minor", "refunded_minor", "travel_minor", "materials_minor", "discount", "rate",
    "target", "score",
)  # fmt: skip
"""Columns that are nought."""
_NOUGHT_COUNTS = ("remind", "probability", "cost_minor", "tax", "credit_limit_minor", "score")
"""Columns in which nought says something: a reminder nought minutes before, an answer of nought."""
_EMPTY: dict[str, object] = {
    "version": 1, **dict.fromkeys((*_NULLS, *_NOUGHT_COUNTS)), **dict.fromkeys(_NUMBERS, 0)
}  # fmt: skip
"""What a column holds when its snapshot leaves it out and it is not a text."""


@cache
def _absent(noun: str) -> tuple[object, ...]:
    """What each column holds when a snapshot leaves it out."""
    return tuple(_EMPTY.get(name, "") for name in SHAPES[noun].columns)


@cache
def _select(noun: str) -> str:
    shape = SHAPES[noun]
    columns = ", ".join(f'"{name}"' for name in shape.columns)
    return f'SELECT id, {columns} FROM "{shape.table}" WHERE id IN (SELECT value FROM json_each(:ids))'


@cache
def _select_part(noun: str, part: Part) -> str:
    columns = ", ".join(part.columns)
    return (
        f"SELECT {part.owner}, {columns} FROM {part.table} "
        f"WHERE {part.owner} IN (SELECT id FROM {SHAPES[noun].table} WHERE id IN (SELECT value FROM json_each(:ids))) "
        f"ORDER BY {part.owner}, {part.order}"
    )


@cache
def _insert(noun: str) -> str:
    shape = SHAPES[noun]
    columns = ", ".join(f'"{name}"' for name in shape.columns)
    return f'INSERT INTO "{shape.table}" (id, {columns}) VALUES (?{", ?" * len(shape.columns)})'


@cache
def _insert_part(part: Part) -> str:
    return f"INSERT INTO {part.table} ({part.owner}, {', '.join(part.columns)}) VALUES (?{', ?' * len(part.columns)})"


def _insert_parts(db: sqlite3.Connection, part: Part, record_id: int, rows: object) -> None:
    if not isinstance(rows, list):
        raise TypeError(f"{part.name} is not a list of rows")
    if rows:
        db.executemany(_insert_part(part), [(record_id, *row) for row in rows])


def _delete_parts(db: sqlite3.Connection, part: Part, record_id: int) -> None:
    db.execute(f"DELETE FROM {part.table} WHERE {part.owner} = ?", (record_id,))

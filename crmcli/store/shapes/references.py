"""Which records refer to which, read from the foreign keys: what must be there for a record to be there."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import Snapshot, rows_of


class Referring(NamedTuple):
    """A record that another one refers to."""

    id: int
    by_noun: str
    by_id: int


class Needed(NamedTuple):
    """A record that a snapshot refers to."""

    noun: str
    id: int


class Place(NamedTuple):
    """A column in which records of a noun refer to others."""

    noun: str
    table: str
    column: str
    owner: str
    """The column with the number of the record."""


def referring(db: sqlite3.Connection, noun: str, ids: Iterable[int]) -> Iterator[Referring]:
    """Who refers to these records, one by one: there may be many more than records."""
    wanted = {"ids": json.dumps(list(ids))}
    for other, table, column, owner in places(db, noun):
        rows = db.execute(
            f'SELECT "{column}", {owner} FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(:ids))',
            wanted,
        )
        for record_id, owner_id in rows:
            if (other, owner_id) != (noun, record_id):
                yield Referring(record_id, other, owner_id)


def places(db: sqlite3.Connection, noun: str) -> list[Place]:
    """Where records refer to those of a noun: in their own row or in one of their parts."""
    found = []
    for other, shape in SHAPES.items():
        found += [Place(other, shape.table, column, "id") for column in _columns(db, shape.table, noun)]
        for part in shape.parts:
            columns = [column for column in _columns(db, part.table, noun) if column != part.owner]
            found += [Place(other, part.table, column, part.owner) for column in columns]
    return found


def needed(db: sqlite3.Connection, noun: str, snapshots: Iterable[Snapshot]) -> Iterator[list[Needed]]:
    """What each of these states of a record refers to, beside the record's own parts."""
    shape = SHAPES[noun]
    own = _parents(db, shape.table)
    parts = [
        (part.name, part.columns.index(column), parent)
        for part in shape.parts
        for column, parent in _parents(db, part.table)
        if column in part.columns
    ]
    for snapshot in snapshots:
        pointed = [(parent, snapshot.get(column)) for column, parent in own]
        pointed += [(parent, row[at]) for name, at, parent in parts for row in rows_of(snapshot, name)]
        yield [Needed(parent, number) for parent, number in pointed if isinstance(number, int)]


def pointing(db: sqlite3.Connection, noun: str, parent: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Where a noun's records refer to another: its own columns, and its parts with the place in their rows."""
    shape = SHAPES[noun]
    parts = [
        (part.name, part.columns.index(column))
        for part in shape.parts
        for column in _columns(db, part.table, parent)
        if column in part.columns
    ]
    return _columns(db, shape.table, parent), parts


def there(db: sqlite3.Connection, noun: str, ids: Iterable[int]) -> set[int]:
    """Which of these records exist."""
    rows = db.execute(
        f'SELECT id FROM "{SHAPES[noun].table}" WHERE id IN (SELECT value FROM json_each(:ids))',
        {"ids": json.dumps(sorted(ids))},
    )
    return {row[0] for row in rows}


def _columns(db: sqlite3.Connection, table: str, noun: str) -> list[str]:
    return [column for column, parent in _parents(db, table) if parent == noun]


def _parents(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """The columns of a table that refer to records, and their nouns."""
    nouns = {shape.table: noun for noun, shape in SHAPES.items()}
    rows = db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [(row[3], nouns[row[2]]) for row in rows if row[2] in nouns]

"""Every record of every noun as plain values for files, and back into an empty book as it was, number by number."""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from crmcli.core.errors import Invalid
from crmcli.store.derived import portions
from crmcli.store.shapes.shapes import SHAPES, Part
from crmcli.store.shapes.snapshots import Snapshot, load
from crmcli.store.unit import Unit

NOUNS = tuple(SHAPES)
SEEDED = ("stage", "pipeline")
"""Nouns of which a new book has some already; those that refer to others first."""
AS_WRITTEN = "It takes records as `crm export all` writes them."
_LARGEST = 2**63


def records(db: sqlite3.Connection, noun: str) -> Iterator[dict[str, object]]:
    """The records of a noun by number, each with its columns and its parts by name; what is empty is left out."""
    ids = [row[0] for row in db.execute(f'SELECT id FROM "{SHAPES[noun].table}" ORDER BY id')]
    for some in portions(ids):
        for number, snapshot in load(db, noun, some).items():
            told: dict[str, object] = {"id": number}
            told.update((name, snapshot[name]) for name in SHAPES[noun].columns if name in snapshot)
            for part in SHAPES[noun].parts:
                rows = snapshot.get(part.name)
                if isinstance(rows, list):
                    told[part.name] = [dict(zip(part.columns, row, strict=True)) for row in rows]
            yield told


def numbers(db: sqlite3.Connection) -> dict[str, int]:
    """By noun, the last number that was given, so that none is ever given again."""
    rows = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    return {noun: rows[shape.table] for noun, shape in SHAPES.items() if rows.get(shape.table)}


def count(db: sqlite3.Connection) -> int:
    """How many records the book has of its user's, what a new book has apart."""
    found = [
        db.execute(f'SELECT count(*) FROM "{shape.table}"').fetchone()[0]
        for noun, shape in SHAPES.items()
        if noun not in SEEDED
    ]
    return sum(found)


def clear_seeds(unit: Unit) -> None:
    """Take away what a new book begins with, before the records of another take its place."""
    for noun in SEEDED:
        unit.remove_many(noun, [row[0] for row in unit.db.execute(f'SELECT id FROM "{noun}"').fetchall()])


def set_numbers(db: sqlite3.Connection, last: Mapping[str, int]) -> None:
    """Go on counting where the other book was."""
    for noun, number in last.items():
        table = SHAPES[noun].table
        db.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
        db.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2 "
            "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
            (table, number),
        )


class Reader:
    """Makes records of a file's values, as the columns of this book want them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._types: dict[str, dict[str, str]] = {}

    def record(self, noun: str, told: Mapping[str, object]) -> tuple[int, Snapshot]:
        """A record's number and state; Invalid where they cannot be."""
        shape, number = SHAPES[noun], told.get("id")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST:
            raise Invalid("{value} is no number of a record.", value=str(number)[:80], hint=AS_WRITTEN)
        parts = {part.name: part for part in shape.parts}
        unknown = told.keys() - {"id", *shape.columns, *parts}
        if unknown:
            raise Invalid("There is no {name} in a {noun}.", name=min(unknown)[:80], noun=noun, hint=AS_WRITTEN)
        types = self._of(shape.table)
        state: Snapshot = {name: _checked(name, told[name], types[name]) for name in shape.columns if name in told}
        for name, part in parts.items():
            if name in told:
                state[name] = self._rows(part, told[name])
        return number, state

    def _rows(self, part: Part, told: object) -> list[list[object]]:
        if not isinstance(told, list) or not all(isinstance(row, dict) and {*row} == {*part.columns} for row in told):
            raise Invalid("{name} is not a list of rows.", name=part.name, hint=AS_WRITTEN)
        types = self._of(part.table)
        return [[_checked(name, row[name], types[name]) for name in part.columns] for row in told]

    def _of(self, table: str) -> dict[str, str]:
        """The kind of each column: INTEGER, FLOAT or a text."""
        if table not in self._types:
            self._types[table] = {row[1]: row[2] for row in self._db.execute(f'PRAGMA table_info("{table}")')}
        return self._types[table]


def _checked(name: str, value: object, kind: str) -> object:
    """A value of its column's kind."""
    if value is None:
        return None
    if kind == "INTEGER" and isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return value
    if kind == "FLOAT" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind not in ("INTEGER", "FLOAT") and isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Invalid("The {name} is not text.", name=name, hint=AS_WRITTEN) from None
        return value
    raise Invalid("{value} cannot be the {name}.", value=json.dumps(value)[:80], name=name, hint=AS_WRITTEN)

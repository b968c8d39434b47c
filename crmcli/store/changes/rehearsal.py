"""Units of work of which nothing stays: what a dry run does and takes back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from crmcli.store.fields import functions
from crmcli.store.unit import Author, Unit


@contextmanager
def within(unit: Unit, command: str) -> Iterator[Unit]:
    """A part of a larger unit of work, taken back when the block ends."""
    unit.settle()
    with _taken_back(unit.db):
        yield Unit(unit.db, unit.author, command)


@contextmanager
def aside(book: sqlite3.Connection, author: Author, command: str) -> Iterator[Unit]:
    """The same on a private copy: for a book that cannot be written, or is not there yet."""
    db = sqlite3.connect("", isolation_level=None)  # a temporary file without a name
    try:
        book.backup(db)
        functions.register(db)
        with _taken_back(db):
            yield Unit(db, author, command)
    finally:
        db.close()


@contextmanager
def _taken_back(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("SAVEPOINT rehearsal")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK TO rehearsal")
            db.execute("RELEASE rehearsal")

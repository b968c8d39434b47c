"""The only way to write: the lock, the transaction around one unit of work, and what becomes of a failure."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crmcli.store import connection, derived, lock
from crmcli.store.unit import Author, Unit

Kept = dict[Path, tuple[sqlite3.Connection, tuple[int, ...]]]
"""Connections that many writes in a row share, each with the device and number of its file."""


@contextmanager
def write(
    path: Path,
    author: Author,
    command: str,
    *,
    kind: str = "ordinary",
    patience: float = 30.0,
    waiting: Callable[[str], None] = lambda _holder: None,
    upgraded: Callable[[Path], None] = lambda _copy: None,
    kept: Kept | None = None,
) -> Iterator[Unit]:
    """The only way to write: lock, BEGIN IMMEDIATE, the caller's changes, derived columns, COMMIT.

    A book that is missing is made, an older one is upgraded, and `upgraded` hears where its copy from before is. Any
    exception rolls everything back. When this returns, the change is on disk. The connection goes back to `kept`.
    """
    _check_folder(path)
    with lock.writer(path, command, patience=patience, waiting=waiting):
        if not path.exists():
            connection.create(path)
        with _connected(path, kept) as db, _foreign_errors(path):
            if copy := _newest(db, path, author):
                upgraded(copy)
            yield from _transaction(db, author, command, kind)


@contextmanager
def _connected(path: Path, kept: Kept | None) -> Iterator[sqlite3.Connection]:
    """A connection to write by: the kept one of this file, unless another file stands in its place by now."""
    found = path.stat()
    db, file = (kept or {}).pop(path, (None, ()))
    if db is None or file != (found.st_dev, found.st_ino):
        if db is not None:
            db.close()
        db = connection.writer(path)
    is_sound = False
    try:
        yield db
        is_sound = True
    finally:
        if kept is not None and is_sound:
            kept[path] = (db, (found.st_dev, found.st_ino))
        else:
            db.close()


def _transaction(db: sqlite3.Connection, author: Author, command: str, kind: str) -> Iterator[Unit]:
    db.execute("BEGIN IMMEDIATE")
    try:
        folded = db.execute("SELECT value FROM fact WHERE name = 'fold'").fetchone()
        if folded is None or folded[0] != derived.FOLD_VERSION:
            derived.rebuild(db, author.local)
        elif not derived.follows(db, author.local):
            derived.change_clock(db, author.local)
        unit = Unit(db, author, command, kind)
        yield unit
        unit.settle()
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _newest(db: sqlite3.Connection, path: Path, author: Author) -> Path | None:
    if connection.version(db) == connection.SCHEMA_VERSION:
        return None
    from crmcli.store.migrations import runner  # noqa: PLC0415 - door: alembic and SQLModel, 500 ms, once per release

    return runner.upgrade(db, path, author)


def _check_folder(path: Path) -> None:
    if not path.exists():
        connection.private_folder(path.parent)


@contextmanager
def _foreign_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if told := connection.explained(error, path):
            raise told from error
        raise

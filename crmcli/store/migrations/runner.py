"""Bringing an older book to the newest schema: a verified copy first, then everything in one transaction.

The number of the schema is the file's `user_version`; Alembic's revision of that number is the same in four digits
(1 is 0001). Alembic keeps its own table in a temporary one that is filled from `user_version`, so books have none.
"""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from shutil import disk_usage

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from crmcli.core.errors import CrmError, Damaged, Unwritable
from crmcli.core.values.moments import instant
from crmcli.store import backup, connection, derived
from crmcli.store.unit import Author, Unit

FOLDER = Path(__file__).parent
VERSIONS = [FOLDER / "versions"]
"""Where the migrations are; tests add a later release's."""


def upgrade(db: sqlite3.Connection, path: Path, author: Author) -> Path:
    """Upgrade an open book, whose writer's lock the caller holds; where its copy from before is.

    The book is upgraded whole or left as it was. Its journal is kept; no undo reaches across an upgrade.
    """
    old, new = connection.version(db), connection.SCHEMA_VERSION
    _refuse_a_full_disk(path)
    connection.private_folder(backup.folder(path))
    copy = backup.name(path, instant(author.now), f"upgrade-{old}-to-{new}")
    backup.create(db, copy)
    try:
        _in_one_transaction(db, old, new, author)
    except CrmError:
        raise
    except Exception as error:
        raise Damaged(
            "{path} could not be upgraded from schema {old} to {new}: {why}. It is as it was.",
            path=path,
            old=old,
            new=new,
            why=error.orig if isinstance(error, DBAPIError) else error,
            hint="A copy is {copy}. Please report this; the crmcli that you had before still reads the book.",
            copy=copy,
        ) from error
    return copy


def run(db: sqlite3.Connection, old: int, new: int) -> None:
    """Run Alembic's migrations through an open connection; the caller begins and ends the transaction."""
    through(db, old, lambda config: command.upgrade(config, revision(new)))


def through(db: sqlite3.Connection, version: int, do: Callable[[Config], object]) -> None:
    """Let an Alembic command work on an open book of this schema."""
    config = Config()
    config.set_main_option("script_location", _escaped(FOLDER))
    config.set_main_option("version_locations", "\n".join(map(_escaped, VERSIONS)))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    engine = create_engine("sqlite://", creator=lambda: _Lent(db), poolclass=StaticPool)
    with engine.connect() as bound, bound.begin():
        config.attributes["connection"] = bound
        db.execute("CREATE TEMP TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        if version:
            db.execute("INSERT INTO temp.alembic_version VALUES (?)", (revision(version),))
        do(config)
        db.execute("DROP TABLE temp.alembic_version")


class _Lent:
    """A connection that SQLAlchemy may use and not end: the transaction around the migrations is ours."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)

    def commit(self) -> None:
        """Leave the transaction open."""

    def rollback(self) -> None:
        """Leave the transaction open; a failure reaches its owner as an exception."""

    def close(self) -> None:
        """Leave the connection open."""


def revision(version: int) -> str:
    """What Alembic calls a schema."""
    return f"{version:04}"


def _in_one_transaction(db: sqlite3.Connection, old: int, new: int, author: Author) -> None:
    with ExitStack() as afterwards:
        db.execute("PRAGMA foreign_keys = OFF")  # rebuilding a table would take those that refer to it along
        afterwards.callback(db.execute, "PRAGMA foreign_keys = ON")
        db.execute("BEGIN IMMEDIATE")
        try:
            run(db, old, new)
            _refuse_strays(db)
            derived.rebuild(db, author.local)
            barrier = Unit(db, author, f"upgrade {old} to {new}", kind="system").entry()
            db.execute("INSERT OR REPLACE INTO fact VALUES ('barrier', ?)", (str(barrier),))
            db.execute(f"PRAGMA user_version = {new}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _refuse_strays(db: sqlite3.Connection) -> None:
    strays = db.execute("PRAGMA foreign_key_check").fetchall()
    if strays:
        raise sqlite3.IntegrityError(f"{len(strays)} references to nothing, the first in {strays[0][0]}")


def _refuse_a_full_disk(path: Path) -> None:
    needed, free = 3 * path.stat().st_size + (8 << 20), disk_usage(path.parent).free
    if free < needed:
        raise Unwritable(
            "There is not enough room to upgrade {path}: {free} MB free, {needed} MB needed.",
            path=path,
            free=free >> 20,
            needed=(needed >> 20) + 1,
            hint="Free some space and run the command again. Nothing was changed.",
        )


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")

"""What the tests of the store share: who writes, a book in full, and a faulty SQLite."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from crmcli.services.workspace import Workspace
from crmcli.store import connection
from crmcli.store import writing as store_writing
from crmcli.store.unit import Author, Unit

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
COUNTED = ("version", "updated_at", "sequence")
"""What may differ after an undo."""
NOT_THE_USERS = ("change_set", "change", "sqlite_sequence", "sqlite_stat1", "fact")


class Numbered(Workspace):
    """A workspace whose new uids can be foretold."""

    made = 0

    def new_uid(self) -> str:
        """The next uid."""
        self.made += 1
        return f"00000000-0000-4000-8000-{self.made:012}"


def author(actor: str = "ana") -> Author:
    return Author(actor, "0.1.0", NOW, lambda: str(uuid4()), local)


def local(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def writing(path: Path, command: str = "test", **options: Any) -> Iterator[Unit]:
    with store_writing.write(path, options.pop("author", None) or author(), command, **options) as opened:
        yield opened


def dump(path: Path, *, derived: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the user's and what is derived from it, but for what counts changes."""
    with closing(connection.reader(path)) as db:
        return dump_of(db, derived=derived)


def dump_of(db: sqlite3.Connection, *, derived: bool = True) -> dict[str, list[tuple[object, ...]]]:
    names = [
        row[0]
        for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        if "_search" not in row[0] and row[0] not in NOT_THE_USERS
    ]
    found: dict[str, list[tuple[object, ...]]] = {}
    for name in names:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
        unnumbered = name in ("contact_point", "contact_address")
        kept = [c for c in columns if c not in (*COUNTED, "reminded") and not (unnumbered and c == "id")]
        listed = ", ".join(f'"{column}"' for column in kept)
        found[name] = sorted(db.execute(f'SELECT {listed} FROM "{name}"').fetchall(), key=repr)
    if derived:
        found["contact_search"] = sorted(
            (row[0], *(" ".join(sorted(text.split())) for text in row[1:]))
            for row in db.execute("SELECT rowid, name, points, words FROM contact_search")
        )
        for noun in ("interaction", "task"):
            found[f"{noun}_search"] = index_of(db, noun)
    return found


def index_of(db: sqlite3.Connection, noun: str) -> list[tuple[object, ...]]:
    """Every word of an index without content, and whose it is."""
    db.execute("PRAGMA query_only = OFF")
    db.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{noun}_search', 'instance')")
    try:
        return sorted(set(db.execute("SELECT term, doc FROM temp.vocabulary").fetchall()))
    finally:
        db.execute("DROP TABLE temp.vocabulary")


def stored(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(connection.reader(path)) as db:
        return db.execute(sql, values).fetchall()


class Faulty(sqlite3.Connection):
    """A connection that fails at a chosen statement, counting from when it is armed."""

    left = -1
    """Statements until the fault; -1 for never."""
    seen = 0

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self.count(str(arguments[0]))
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self.count(str(arguments[0]))
        return super().executemany(*arguments)

    @classmethod
    def count(cls, sql: str) -> None:
        if sql == "ROLLBACK":
            return
        cls.seen += 1
        if cls.left == 0:
            cls.left = -1
            raise OSError(5, f"fault injected at: {sql[:60]}")
        cls.left -= cls.left > 0


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> type[Faulty]:
    """SQLite as it is when disks break."""
    genuine = sqlite3.connect

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = genuine(*arguments, **{"factory": Faulty, **options})
        return opened

    monkeypatch.setattr(sqlite3, "connect", connect)
    Faulty.left = -1
    return Faulty


def environment(home: Path) -> Mapping[str, str]:
    return {
        "CRM_HOME": str(home), "HOME": str(home), "CRM_NOW": "2026-11-22T09:30", "CRM_ZONE": "Europe/Madrid",
        "CRM_COUNTRY": "ES", "CRM_CURRENCY": "EUR", "CRM_DATE_ORDER": "dmy", "CRM_ACTOR": "ana", "LANG": "C.UTF-8",
    }  # fmt: skip

"""Migrations: once, whole or not at all, after a copy; newer books are left alone, old ones stay readable."""

import gzip
import hashlib
import json
import multiprocessing
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crmcli.core.errors import Damaged, NotFound, Unwritable
from crmcli.core.records.contact import Contact
from crmcli.services.system import history
from crmcli.services.workspace import Workspace
from crmcli.store import backup, connection, derived, health, writing
from crmcli.store.migrations import revise, runner
from crmcli.store.reads import system
from crmcli.store.tables import schema
from tests.store import make_fixture
from tests.store.books import author, dump, environment, local, stored
from tests.store.books import writing as write

FIXTURES = Path(__file__).parent / "fixtures"
NOW = connection.SCHEMA_VERSION
HEAD = f"""
import os
import time
import sqlalchemy as sa
from alembic import op

revision = "{NOW + 1:04}"
down_revision = "{NOW:04}"
branch_labels = None
depends_on = None
"""
LATER = (
    HEAD
    + """
def upgrade() -> None:
    op.create_table("mood", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String, nullable=False))
    op.execute("INSERT INTO mood (word) SELECT DISTINCT lifecycle FROM contact")
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("mood_id", sa.Integer, nullable=True))
        batch.create_check_constraint("name_is_there", "name <> ''")
        batch.create_foreign_key("fk_contact_mood_id", "mood", ["mood_id"], ["id"])
    op.execute("UPDATE contact SET name = upper(name), mood_id = (SELECT id FROM mood WHERE word = lifecycle)")
"""
)
"""A later release: a new table, and the most used one made again with a new column, a check and a reference."""
PAUSED = (
    HEAD
    + """
def upgrade() -> None:
    op.execute("UPDATE contact SET name = 'HALF'")
    with op.batch_alter_table("contact") as batch:
        batch.add_column(sa.Column("mood", sa.String, nullable=True))
    os.write(int(os.environ["TOLD"]), b"x")
    time.sleep(60)
"""
)
BROKEN = (
    HEAD
    + """
def upgrade() -> None:
    op.execute("UPDATE contact SET name = 'HALF'")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
)
STRAYING = (
    HEAD
    + """
def upgrade() -> None:
    op.execute("DELETE FROM tag")
"""
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The filled book of the newest schema, as its release left it."""
    return unpacked(NOW, tmp_path / "home")


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make this the program of a later release, with one more migration."""

    def become(migration: str) -> None:
        folder = tmp_path / "versions"
        folder.mkdir(exist_ok=True)
        (folder / f"{NOW + 1:04}_later.py").write_text(migration)
        monkeypatch.setattr(runner, "VERSIONS", [runner.FOLDER / "versions", folder])
        monkeypatch.setattr(connection, "SCHEMA_VERSION", NOW + 1)

    return become


def unpacked(version: int, folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "crm.db"
    with gzip.open(FIXTURES / f"schema_{version}.db.gz") as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    path.chmod(0o600)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def whole(path: Path) -> bool:
    with closing(connection.reader(path)) as db:
        return health.integrity(db) == [] and health.strays(db) == [] and health.derived_off(db, local) == {}


def test_an_upgrade_keeps_everything_and_a_copy_from_before(book: Path, release: Callable[[str], None]) -> None:
    before = dump(book, derived=False)
    names = stored(book, "SELECT id, name, lifecycle FROM contact ORDER BY id")
    release(LATER)
    copies: list[Path] = []
    with write(book, upgraded=copies.append):
        pass
    after = dump(book, derived=False)
    assert {table: len(rows) for table, rows in after.items() if table != "mood"} == {
        table: len(rows) for table, rows in before.items()
    }
    assert stored(book, "SELECT id, name FROM contact ORDER BY id") == [(n, str(_upper(name))) for n, name, _ in names]
    assert after["participant"] == before["participant"], "children of a table made again stay"
    assert stored(book, "PRAGMA user_version") == [(NOW + 1,)]
    assert whole(book)
    assert [path.name for path in copies] == [f"crm-2026-11-22T093000Z-upgrade-{NOW}-to-{NOW + 1}.db"]
    assert backup.check(copies[0]).version == NOW
    assert copies[0].stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copies[0])) as db:
        assert db.execute("SELECT id, name, lifecycle FROM contact ORDER BY id").fetchall() == names


def _upper(name: str) -> str:
    """As SQLite does it: ASCII only."""
    return "".join(letter.upper() if letter.isascii() else letter for letter in name)


def test_the_search_index_follows_what_a_migration_changed(book: Path, release: Callable[[str], None]) -> None:
    release(HEAD + "\ndef upgrade() -> None:\n    op.execute(\"UPDATE contact SET name = 'Renamed ' || id\")\n")
    with write(book):
        pass
    assert stored(
        book, "SELECT rowid FROM contact_search WHERE contact_search MATCH 'name : renamed AND name : 7'"
    ) == [(7,)]
    assert whole(book)


def test_an_upgrade_is_told_in_the_journal_and_no_undo_reaches_across_it(
    book: Path, release: Callable[[str], None], tmp_path: Path
) -> None:
    release(LATER)
    crm = Workspace(environment(tmp_path / "home"))
    newest = history.listed(crm)[0]
    assert (newest.command, newest.kind) == (f"upgrade {NOW} to {NOW + 1}", "system")
    with pytest.raises(NotFound):
        history.undo(crm)
    assert len(history.fields(crm, 6)) == 1
    with crm.writing("contact add") as unit:
        unit.save(Contact(name="After"))
    assert history.undo(crm).change_set.command == "contact add"
    crm.close()


def test_reading_an_older_book_upgrades_it(book: Path, release: Callable[[str], None], tmp_path: Path) -> None:
    release(LATER)
    crm = Workspace(environment(tmp_path / "home"))
    heard: list[Path] = []
    crm.upgraded = heard.append
    assert system.counts(crm.db)["contact"] == 25
    assert len(heard) == 1
    crm.close()
    assert stored(book, "PRAGMA user_version") == [(NOW + 1,)]


def test_a_read_only_session_does_not_upgrade(book: Path, release: Callable[[str], None], tmp_path: Path) -> None:
    release(LATER)
    before = digest(book)
    crm = Workspace(environment(tmp_path / "home"), {"readonly": True})
    with pytest.raises(Exception, match="read-only session"):
        _ = crm.db
    assert digest(book) == before


@pytest.mark.parametrize("migration", [BROKEN, STRAYING], ids=["fails", "leaves references to nothing"])
def test_a_migration_that_fails_leaves_the_book_as_it_was(
    migration: str, book: Path, release: Callable[[str], None]
) -> None:
    before, rows = dump(book), stored(book, "SELECT count(*) FROM change_set")
    release(migration)
    with pytest.raises(Damaged, match="It is as it was"), write(book):
        pass
    with closing(sqlite3.connect(book)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (NOW,)
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        assert not {name for name in tables if "alembic" in name}
    release(LATER)
    with write(book):
        pass
    assert len(dump(book)["contact"]) == len(before["contact"])
    assert stored(book, "SELECT count(*) FROM change_set") == [(rows[0][0] + 1,)]


def test_a_migration_killed_half_way_leaves_the_old_book(
    book: Path, release: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(book)
    release(PAUSED)
    reading, told = os.pipe()
    monkeypatch.setenv("TOLD", str(told))
    child = os.fork()
    if child == 0:
        with write(book):
            os._exit(1)
    assert os.read(reading, 1) == b"x", "it is in the middle of the migration"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    monkeypatch.setattr(connection, "SCHEMA_VERSION", NOW)
    assert dump(book) == before
    assert whole(book)
    release(LATER)
    with write(book):
        pass
    assert whole(book)


def test_a_kill_at_any_statement_leaves_the_old_book_or_the_new(tmp_path: Path, release: Callable[[str], None]) -> None:
    first = unpacked(NOW, tmp_path / "home")
    old = dump(first)
    release(LATER)
    statements = _statements(first)
    new = dump(first)
    found = set()
    for at in range(1, statements + 1, max(statements // 25, 1)):
        book = unpacked(NOW, tmp_path / f"home{at}")
        child = os.fork()
        if child == 0:
            _killed_at(book, at)
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        state = _state(book)
        assert state in (old, new), f"statement {at}"
        found.add(state == new)
        with write(book, patience=2):
            pass
        assert _state(book) == new
    assert False in found, "some kills came before the commit"


def _state(book: Path) -> dict[str, list[tuple[object, ...]]]:
    connection_version = connection.SCHEMA_VERSION
    try:
        connection.SCHEMA_VERSION = NOW + 1
        return dump(book)
    finally:
        connection.SCHEMA_VERSION = connection_version


def _statements(book: Path) -> int:
    """How many statements an upgrade runs."""
    count = SimpleNamespace(n=0)

    def counted(_sql: str) -> None:
        count.n += 1

    with _traced(counted), write(book):
        pass
    return int(count.n)


def _killed_at(book: Path, at: int) -> None:
    count = SimpleNamespace(n=0)

    def kill(_sql: str) -> None:
        count.n += 1
        if count.n == at:
            os.kill(os.getpid(), signal.SIGKILL)

    with _traced(kill), write(book):
        pass


class _traced:
    """Hear of every statement of writers."""

    def __init__(self, hear: Callable[[str], None]) -> None:
        self.hear = hear

    def __enter__(self) -> None:
        self.genuine = connection.writer

        def writer(path: Path) -> sqlite3.Connection:
            db = self.genuine(path)
            db.set_trace_callback(self.hear)
            return db

        connection.writer = writer

    def __exit__(self, *_: object) -> None:
        connection.writer = self.genuine


def test_many_programs_at_once_migrate_once(book: Path, release: Callable[[str], None]) -> None:
    release(LATER.replace("def upgrade() -> None:", "def upgrade() -> None:\n    time.sleep(0.3)"))
    fork = multiprocessing.get_context("fork")
    start, done = fork.Barrier(8), fork.Queue()
    children = [fork.Process(target=_add_one, args=(book, at, start, done)) for at in range(8)]
    for child in children:
        child.start()
    upgraded = [done.get(timeout=60) for _ in children]
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 8
    assert sorted(upgraded) == [False] * 7 + [True], "one did, the others waited and went on"
    assert stored(book, "SELECT count(*) FROM contact WHERE name LIKE 'Program %'") == [(8,)]
    assert stored(book, f"SELECT count(*) FROM change_set WHERE command = 'upgrade {NOW} to {NOW + 1}'") == [(1,)]
    assert len(backup.listed(book)) == 1
    assert whole(book)


def _add_one(book: Path, at: int, start: Any, done: Any) -> None:
    heard: list[Path] = []
    start.wait()
    with write(book, upgraded=heard.append) as unit:
        unit.save(Contact(name=f"Program {at}"))
    done.put(bool(heard))


def test_a_newer_book_is_refused_untouched(book: Path, release: Callable[[str], None]) -> None:
    with closing(sqlite3.connect(book)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA user_version = 9")
    before = digest(book)
    for opened in (connection.reader, connection.writer, backup.check):
        with pytest.raises(Damaged) as refused:
            opened(book)
        assert (refused.value.values["found"], refused.value.values["known"]) == (9, NOW)
    with pytest.raises(Damaged, match="newer crmcli"), write(book):
        pass
    assert digest(book) == before
    assert sorted(path.name for path in book.parent.iterdir()) == ["crm.db", "crm.db.lock"]


def test_too_little_room_is_told_before_anything(
    book: Path, release: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    release(LATER)
    before = digest(book)
    monkeypatch.setattr(runner, "disk_usage", lambda _path: SimpleNamespace(free=1 << 20))
    with pytest.raises(Unwritable, match="not enough room"), write(book):
        pass
    assert digest(book) == before
    assert not backup.folder(book).exists()


def test_all_migrations_make_the_declared_tables() -> None:
    """The first schema is frozen beside its migration; a change of the tables needs a migration of its own."""
    migrated, made = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    with closing(migrated), closing(made):
        migrated.execute("BEGIN")
        runner.run(migrated, 0, connection.SCHEMA_VERSION)
        migrated.execute("COMMIT")
        made.executescript(schema.script())
        assert declared(migrated) == declared(made), "crmcli/store/migrations/revise.py writes a migration"


def test_a_developer_gets_the_next_migration_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "VERSIONS", [runner.FOLDER / "versions", tmp_path])
    revise.revise("Add moods", tmp_path)
    written = (tmp_path / f"{NOW + 1:04}_add_moods.py").read_text()
    assert f'down_revision = "{NOW:04}"' in written.replace("'", '"')
    assert "    pass\n" in written, "the declared tables are those of the newest schema"


def declared(db: sqlite3.Connection) -> dict[str, object]:
    found: dict[str, object] = {}
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
        if kind == "table" and sql and "VIRTUAL" not in sql:
            found[name] = (
                sorted(row[1:] for row in db.execute(f'PRAGMA table_xinfo("{name}")')),
                sorted(row[2:] for row in db.execute(f'PRAGMA foreign_key_list("{name}")')),
                sorted(re.findall(r"CHECK \(.*?\)\)", sql)),
            )
        elif kind == "index" and sql:
            found[name] = " ".join(sql.split())
        else:
            found[name] = sql
    return found


def released() -> Iterator[int]:
    yield from sorted(int(path.name.split(".")[0].removeprefix("schema_")) for path in FIXTURES.glob("schema_*.json"))


@pytest.mark.parametrize("version", released())
def test_the_book_of_every_release_can_be_read_and_says_what_it_said(version: int, tmp_path: Path) -> None:
    book = unpacked(version, tmp_path / "home")
    golden = json.loads((FIXTURES / f"schema_{version}.json").read_text(encoding="utf-8"))
    with writing.write(book, author(), "test"):
        pass
    with closing(connection.reader(book)) as db:
        now: dict[str, Any] = make_fixture.content(db)
        assert health.tables_that_differ(db) == []
        assert not any(health.unindexed(db, noun) for noun in ("contact", *derived.BODIES))
    for noun, records in golden["records"].items():
        assert now["records"][noun].keys() == records.keys()
        for number, record in records.items():
            assert record.items() <= now["records"][noun][number].items(), f"{noun} {number}"
    assert now["sets"][: len(golden["sets"])] == golden["sets"]
    assert now["changes"][: len(golden["changes"])] == golden["changes"]
    assert whole(book)
    if version == connection.SCHEMA_VERSION:
        crm = Workspace(environment(tmp_path / "home"))
        while history.listed(crm, limit=1)[0].id and _undone(crm):
            pass
        assert system.counts(crm.db)["contact"] == 0, "its journal can be taken back to the beginning"
        crm.close()


def _undone(crm: Workspace) -> bool:
    try:
        history.undo(crm)
    except NotFound:
        return False
    return True


def test_the_fixture_has_one_of_everything(book: Path) -> None:
    counts = {
        table: stored(book, f"SELECT count(*) FROM {table}")[0][0]
        for table in (
            "contact", "contact_point", "contact_address", "contact_tag", "contact_field", "tag", "field", "task",
            "interaction", "participant", "change_set", "change",
        )
    }  # fmt: skip
    assert min(counts.values()) > 0
    assert counts["contact"] < 40
    kinds = {row[0] for row in stored(book, "SELECT DISTINCT kind FROM change_set")}
    assert kinds == {"ordinary", "undo", "redo"}

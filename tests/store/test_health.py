"""What doctor looks at: each fault is made, found and, where it can be, mended."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crmcli.core.records.activity import Task
from crmcli.core.records.contact import Contact
from crmcli.services.system import health as service
from crmcli.services.workspace import Workspace
from crmcli.store import backup, connection, health
from tests.store.books import dump, environment, stored
from tests.store.make_fixture import make


@pytest.fixture
def book(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return make(home)


def spoil(book: Path, script: str) -> None:
    """Change the file as another program would."""
    with closing(connection.writer(book)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.executescript(script)


def found(book: Path, *states: str) -> dict[str, str]:
    """What is not well, by check."""
    crm = Workspace(environment(book.parent))
    told = {f.check: f.message.format(**f.values) for f in service.examine(crm) if f.state in (states or ("bad",))}
    crm.close()
    return told


def mend(book: Path) -> list[str]:
    """What was mended."""
    crm = Workspace(environment(book.parent))
    done = [finding.check for finding in service.mend(crm) if finding.state == "mended"]
    crm.close()
    return done


def test_all_is_well_with_a_book_in_use(book: Path) -> None:
    assert found(book) == {}
    assert set(found(book, "ok")) == {
        "program", "permissions", "book", "integrity", "references", "schema", "search", "derived", "setting",
    }  # fmt: skip
    assert mend(book) == []


def test_looking_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    found(book)
    assert book.read_bytes() == before
    assert sorted(path.name for path in book.parent.iterdir()) == ["crm.db", "crm.db.lock"]


SPOILT = {
    "a sort name": "UPDATE contact SET sort_name = 'x' WHERE id = 6",
    "a last contact": "UPDATE contact SET last_at = '2020-01-01' WHERE id = 6",
    "a next touch": "UPDATE contact SET touch_by = '' WHERE id = 6",
    "a birthday": "UPDATE contact SET birthday_md = '01-01' WHERE id = 6",
    "a reminder": "UPDATE task SET remind_at = '2020-01-01T00:00:00Z' WHERE id = 4",
    "a task's title": "UPDATE task SET title_folded = '' WHERE id = 4",
    "a contact out of the index": "DELETE FROM contact_search WHERE rowid = 7",
    "a contact too many in the index": "INSERT INTO contact_search (rowid, name) VALUES (99, 'ghost')",
    "other words of a contact": "UPDATE contact_search SET words = 'x' WHERE rowid = 7",
    "no interaction in the index": "INSERT INTO interaction_search (interaction_search) VALUES ('delete-all')",
    "an interaction too many": "INSERT INTO interaction_search (rowid, body) VALUES (99, 'ghost')",
    "an interaction that was swapped": "INSERT INTO interaction_search (interaction_search, rowid, body) "
    "VALUES ('delete', 5, 'talk 4 about nandues'); INSERT INTO interaction_search (rowid, body) VALUES (5, 'other')",
    "no task in the index": "INSERT INTO task_search (task_search) VALUES ('delete-all')",
    "an index torn inside": "DELETE FROM contact_search_data WHERE id > 10",
}


@pytest.mark.parametrize("script", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_derived_is_found_out_of_step_and_made_anew(script: str, book: Path) -> None:
    before = dump(book)
    spoil(book, script)
    assert set(found(book)) <= {"derived", "search"}
    assert found(book)
    assert mend(book) == ["search"]
    assert found(book) == {}
    assert dump(book) == before
    assert stored(book, "SELECT count(*) FROM change_set WHERE command = 'doctor'") == [(0,)], "no change of the user's"


def test_damaged_pages_are_told(book: Path) -> None:
    content = book.read_bytes()
    book.write_bytes(content[:20480] + b"\xff" * 4096 + content[24576:])
    before = book.read_bytes()
    told = found(book)
    assert {"integrity", "book"} & set(told)
    mend(book)
    assert book.read_bytes() == before, "what is damaged is not written to"


def test_another_time_zone_is_no_fault_and_the_next_change_follows_it(book: Path) -> None:
    crm = Workspace(environment(book.parent))
    with crm.writing("test") as unit:
        unit.save(Task(title="Send", due="2026-11-27", remind=1440))
        unit.save(Contact(name="Late", cadence="30d", created_at="2026-11-22T23:30:00Z"))
    crm.close()
    asked = "SELECT t.remind_at, c.touch_by FROM task t, contact c WHERE t.title = 'Send' AND c.name = 'Late'"
    [(here, touch)] = stored(book, asked)
    there = {**environment(book.parent), "CRM_ZONE": "America/New_York"}
    crm = Workspace(there)
    assert [f for f in service.examine(crm) if f.state == "bad"] == []
    assert [f.message for f in service.examine(crm) if f.check == "derived"] == [
        "Derived columns are in step; the next change reckons their times in this time zone."
    ]
    assert stored(book, asked) == [(here, touch)] == [("2026-11-25T23:00:00Z", "2026-12-23")]
    with crm.writing("test") as unit:
        unit.save(Contact(name="Somebody"))
    assert stored(book, asked) == [("2026-11-26T05:00:00Z", "2026-12-22")]
    assert [f.message for f in service.examine(crm) if f.check == "derived"] == ["Derived columns are in step."]
    crm.close()


def test_references_to_nothing_are_told(book: Path) -> None:
    spoil(book, "DELETE FROM tag WHERE id = 1")
    assert "contact_tag -> tag" in found(book)["references"]


@pytest.mark.parametrize(
    "script",
    [
        "DROP INDEX ix_contact_by_last",
        "CREATE TABLE intruder (a)",
        "CREATE TRIGGER spy AFTER INSERT ON contact BEGIN DELETE FROM task; END",
        "ALTER TABLE task ADD COLUMN extra TEXT",
        "DROP TABLE contact_address; CREATE VIEW contact_address AS SELECT 1 AS id, 1 AS contact_id, 0 AS position, "
        "'' AS label, '' AS street, '' AS extended, '' AS po_box, '' AS city, '' AS region, '' AS postal_code, "
        "'' AS country, '' AS text, '' AS city_folded",
    ],
)
def test_tables_that_another_program_changed_are_told(script: str, book: Path) -> None:
    spoil(book, script)
    assert "schema" in found(book)


def test_files_that_others_may_open_are_told_and_closed(book: Path) -> None:
    crm = Workspace(environment(book.parent))
    with closing(connection.reader(book)) as db:
        backup.folder(book).mkdir()
        backup.create(db, backup.folder(book) / "crm-2026-11-22T083000Z-manual.db")
    crm.close()
    everything = [book, book.with_name("crm.db.lock"), *backup.folder(book).iterdir(), backup.folder(book), book.parent]
    for path in everything:
        path.chmod(0o755)
    assert "permissions" in found(book)
    assert mend(book) == ["permissions"] * 5
    assert {path.stat().st_mode & 0o077 for path in everything} == {0}
    assert found(book) == {}


def test_what_is_no_book_is_told(tmp_path: Path) -> None:
    for content, words in ((b"x" * 5000, "not a database"), (b"", "not a crmcli book")):
        (tmp_path / "crm.db").write_bytes(content)
        assert words in found(tmp_path / "crm.db")["book"]
        assert (tmp_path / "crm.db").read_bytes() == content


def test_no_book_yet_is_no_fault_and_makes_none(tmp_path: Path) -> None:
    assert "no book" in found(tmp_path / "crm.db", "ok")["book"]
    assert list(tmp_path.iterdir()) == []


def test_an_older_book_is_told_and_not_upgraded(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SCHEMA_VERSION", connection.SCHEMA_VERSION + 1)
    before = book.read_bytes()
    assert "older" in found(book, "warn")["schema"]
    assert book.read_bytes() == before


def test_hard_links_are_told(book: Path, tmp_path: Path) -> None:
    (tmp_path / "second.db").hardlink_to(book)
    assert {"links", "book"} == set(found(book))


def test_a_log_that_lost_its_book_is_told(book: Path) -> None:
    log = book.with_name("crm.db-wal")
    log.write_bytes(b"x" * 100)
    book.rename(book.with_name("moved.db"))
    assert health.lone_log(book) == log
    assert "log" in found(book)
    book.with_name("moved.db").rename(book)
    assert health.lone_log(book) is None, "a log that is as new as its book belongs to it"


@pytest.mark.parametrize(
    ("folder", "is_synced"),
    [("Dropbox", True), ("OneDrive - Work", True), ("Nextcloud", True), ("Google Drive", True), ("Documents", False)],
)
def test_folders_that_are_synchronised_are_told(folder: str, is_synced: bool, tmp_path: Path) -> None:
    place = tmp_path / folder / "crm"
    place.mkdir(parents=True)
    assert bool(health.synced_folder(place / "crm.db")) == is_synced
    if not is_synced:
        (place / ".stfolder").mkdir()
        assert health.synced_folder(place / "crm.db") == str(place)


def test_network_file_systems_are_told() -> None:
    mounts = (
        "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
        "30 22 0:40 / /home rw shared:1 - nfs4 server:/home rw\n"
        "31 30 8:2 / /home/ana/disk rw - ext4 /dev/sdb1 rw\n"
        "32 22 0:41 / /mnt/my\\040share rw - cifs //server/share rw\n"
    )
    for path, kind in (
        ("/home/ana/crm.db", "nfs4"), ("/home/ana/disk/crm.db", ""), ("/var/crm.db", ""),
        ("/mnt/my share/crm.db", "cifs"), ("/homes/crm.db", ""),
    ):  # fmt: skip
        assert health.network_kind(Path(path), mounts) == kind


@pytest.mark.parametrize(
    ("version", "bug"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True), ((3, 50, 6), True),
        ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 52, 0), False),
    ],
)  # fmt: skip
def test_the_bug_of_the_write_ahead_log_is_known_by_version(version: tuple[int, ...], bug: bool) -> None:
    assert health.has_wal_bug(version) == bug


def test_settings_that_mean_nothing_are_told(book: Path) -> None:
    (book.parent / "config.toml").write_text('curency = "EUR"\n[hooks]\npost_add = "touch /tmp/pwned"\n')
    told = found(book, "warn")["settings"]
    assert "hooks" in told or "curency" in told
    assert "pwned" not in str(found(book, "warn"))


def test_a_busy_book_is_examined_while_another_writes(book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE contact SET note = 'x' WHERE id = 1")
        other.execute("PRAGMA busy_timeout = 0")
        assert found(book) == {}
        other.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the way is not waited for."""
    monkeypatch.setattr(connection, "_PRAGMAS", ("PRAGMA busy_timeout = 200", *connection._PRAGMAS[1:]))

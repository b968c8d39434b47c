"""Copies: whole or not at all, made while others write, put back by one rename, thinned out without losing the last."""

import hashlib
import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.errors import Busy, CrmError, Damaged, NotFound, Refused, Unwritable
from crmcli.core.records.contact import Contact
from crmcli.core.records.system import Checked
from crmcli.services import backups
from crmcli.services.importing import contacts as importing
from crmcli.services.importing.options import Options
from crmcli.services.people import contacts
from crmcli.services.workspace import Workspace
from crmcli.store import backup, connection, health, lock
from tests.store.books import dump, environment, stored, writing
from tests.store.make_fixture import make

AT = "2026-11-22T08:30:00Z"
fork = multiprocessing.get_context("fork")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return make(home)


def copy(book: Path, target: Path, *, replace: bool = False) -> Checked:
    with closing(connection.reader(book)) as db:
        return backup.create(db, target, replace=replace)


def restore(source: Path, book: Path) -> Path | None:
    with lock.writer(book, "restore", patience=5, waiting=print):
        return backup.restore(source, book, AT)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_private_single_and_the_same(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    old = os.umask(0)
    try:
        checked = copy(book, target)
    finally:
        os.umask(old)
    assert beside(target.parent) == ["copy.db"]
    assert target.stat().st_mode & 0o777 == 0o600
    assert (checked.path, checked.version, checked.counts["contact"]) == (str(target), connection.SCHEMA_VERSION, 25)
    assert dump(target) == dump(book)
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_replaces_no_file_unasked(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(Refused):
        copy(book, target)
    assert target.read_text() == "precious"
    copy(book, target, replace=True)
    assert backup.check(target).counts["contact"] == 25


def test_a_copy_that_cannot_be_finished_leaves_nothing(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def failing(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(Unwritable, match="No space"):
            copy(book, folder / "copy.db")
    assert beside(folder) == []
    with pytest.raises(Unwritable):
        copy(book, tmp_path / "nowhere" / "copy.db")


def test_a_copy_that_is_not_like_its_book_is_never_named(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(book)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM tag WHERE id = 1")
        db.commit()
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(Damaged, match="references to nothing"):
        copy(book, folder / "copy.db")
    assert beside(folder) == []


def test_copies_made_under_load_are_of_one_moment(book: Path, tmp_path: Path) -> None:
    """A writer moves a unit from one contact to another: the total is the same at every moment."""
    with writing(book) as unit:
        for at in range(10):
            unit.save(Contact(name=f"Account {at}", note="100"))
    stop = fork.Event()
    child = fork.Process(target=_move, args=(book, stop))
    child.start()
    totals = set()
    moves = set()
    for at in range(30):
        copy(book, tmp_path / f"copy{at}.db")
        rows = stored(tmp_path / f"copy{at}.db", "SELECT note FROM contact WHERE name LIKE 'Account%'")
        totals.add(sum(int(row[0]) for row in rows))
        moves.add(stored(tmp_path / f"copy{at}.db", "SELECT count(*) FROM change_set")[0][0])
    stop.set()
    child.join()
    assert child.exitcode == 0
    assert totals == {1000}
    assert len(moves) > 3, "it was written meanwhile"


def _move(book: Path, stop: Any) -> None:
    at = 0
    while not stop.is_set():
        at += 1
        with writing(book, "move") as unit:
            for number, change in ((26 + at % 10, -1), (26 + (at + 3) % 10, 1)):
                note = unit.db.execute("SELECT note FROM contact WHERE id = ?", (number,)).fetchone()[0]
                unit.db.execute("UPDATE contact SET note = ? WHERE id = ?", (str(int(note) + change), number))
            unit.entry()


def test_checking_finds_what_is_wrong_and_changes_nothing(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    whole = target.read_bytes()
    for name, content, problem in (
        ("cut", whole[: len(whole) // 2], Damaged),
        ("flipped", whole[:9000] + b"\xff" * 4000 + whole[13000:], Damaged),
        ("foreign", whole[:68] + b"\0\0\0\1" + whole[72:], Damaged),
        ("newer", whole[:60] + b"\0\0\0\x09" + whole[64:], Damaged),
        ("empty", b"", Damaged),
        ("text", b"hello world", Damaged),
    ):
        bad = tmp_path / name
        bad.write_bytes(content)
        with pytest.raises(problem):
            backup.check(bad)
        assert bad.read_bytes() == content
    assert not [name for name in beside(tmp_path) if "-wal" in name or "-shm" in name]
    with pytest.raises(NotFound):
        backup.check(tmp_path / "nowhere.db")


def test_a_copy_with_a_log_of_its_own_is_read_with_it(book: Path, tmp_path: Path) -> None:
    """Somebody copied the files of an open book by hand."""
    with writing(book) as unit:
        unit.save(Contact(name="Late"))
        unit.db.execute("COMMIT")
        for suffix in ("", "-wal"):
            (tmp_path / f"hand.db{suffix}").write_bytes(book.with_name(book.name + suffix).read_bytes())
        unit.db.execute("BEGIN")
    assert backup.check(tmp_path / "hand.db").counts["contact"] == 26


def test_a_restore_brings_back_what_was_and_keeps_what_is(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    old = dump(book)
    with writing(book) as unit:
        unit.save(Contact(name="Later"))
    new = dump(book)
    kept = restore(target, book)
    assert kept == book.with_name("crm.db.before-restore-2026-11-22T083000Z")
    assert dump(book) == old
    assert dump(kept) == new
    assert {path.stat().st_mode & 0o777 for path in (book, kept)} == {0o600}
    assert stored(book, "PRAGMA journal_mode") == [("wal",)]
    again = restore(kept, book)
    assert dump(book) == new
    assert again == kept.with_name(kept.name + "-2")
    with writing(book) as unit:
        unit.save(Contact(name="And on"))
    assert backup.listed(book)[0].reason == "before-restore"


def test_a_restore_makes_a_book_that_was_lost(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    old = dump(book)
    book.unlink()
    assert restore(target, book) is None
    assert dump(book) == old


def test_a_damaged_book_is_replaced_and_kept_byte_by_byte(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    old = dump(book)
    book.write_bytes(b"rubbish" * 1000)
    book.with_name("crm.db-wal").write_bytes(b"an old log")
    kept = restore(target, book)
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 1000
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"an old log"
    assert dump(book) == old


def test_a_bad_copy_is_not_restored(book: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(book.read_bytes()[:20_000])
    before = digest(book)
    with pytest.raises(Damaged):
        restore(bad, book)
    assert digest(book) == before
    assert beside(book.parent) == ["crm.db", "crm.db.lock"]


def test_no_restore_while_another_program_has_the_book_open(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    monkeypatch.setattr(backup, "ALONE_SECONDS", 0.2)
    here, there = fork.Pipe()
    child = fork.Process(target=_hold, args=(book, there))
    child.start()
    assert here.recv() == "open"
    before = dump(book)
    with pytest.raises(Busy):
        restore(target, book)
    assert dump(book) == before
    assert stored(book, "PRAGMA journal_mode") == [("wal",)]
    here.send("close")
    child.join()
    assert restore(target, book) is not None
    assert beside(book.parent) == ["crm.db", "crm.db.before-restore-2026-11-22T083000Z", "crm.db.lock"]


def _hold(book: Path, there: Any) -> None:
    with closing(connection.reader(book)) as db:
        db.execute("SELECT count(*) FROM contact").fetchone()
        there.send("open")
        there.recv()


def test_a_restore_killed_at_any_moment_leaves_one_of_the_two(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(book, target)
    old = dump(book)
    with writing(book) as unit:
        for at in range(300):
            unit.save(Contact(name=f"Later {at}", note="x" * 2000))
    new = dump(book)
    later = tmp_path / "later.db"
    copy(book, later)
    started = time.perf_counter()
    restore(target, book)
    longest = time.perf_counter() - started
    found = []
    for at in range(40):
        restore(later, book)
        child = os.fork()
        if child == 0:
            with suppress(CrmError):
                restore(target, book)
            os._exit(0)
        time.sleep(longest * at / 40)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        state = dump(book)
        assert state in (old, new)
        with closing(connection.reader(book)) as db:
            assert health.integrity(db) == []
        found.append(state == old)
        for left in book.parent.glob("*.before-restore-*"):
            left.unlink()
    assert False in found, "some kills came before the rename"


def test_old_copies_are_thinned_out_but_not_the_last_good_one(book: Path) -> None:
    folder = backup.folder(book)
    folder.mkdir()
    copy(book, folder / "whole.db")
    whole = (folder / "whole.db").read_bytes()
    for day in range(1, 31):
        for hour in (1, 9):
            (folder / f"crm-2026-11-{day:02}T{hour:02}0000Z-import.db").write_bytes(whole)
    others = [
        "whole.db", "crm-2026-11-01T010000Z-manual.db", "crm-2026-11-01T010000Z-upgrade-1-to-2.db",
        "other-2026-11-01T010000Z-import.db",
        "crm-2-2026-11-01T010000Z-import.db", "crm-2026-11-01T010000Z-import.db.txt", "notes",
    ]  # fmt: skip
    for name in others[1:]:
        (folder / name).write_bytes(whole)
    (folder / ".crm-2026-11-01T010000Z-import.db.999999999.part").write_bytes(b"of a killed program")
    (folder / f".crm-2026-11-01T010000Z-import.db.{os.getpid()}.part").write_bytes(b"being made")
    others.append(f".crm-2026-11-01T010000Z-import.db.{os.getpid()}.part")
    backup.thin_out(book, folder / "crm-2026-11-30T090000Z-import.db")
    days = {name[4:14] for name in beside(folder) if name.endswith("-import.db") and name.startswith("crm-2026")}
    assert sorted(days) == [
        "2026-11-15", "2026-11-22", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28",
        "2026-11-29", "2026-11-30",
    ], "seven days, and the last of each of four weeks"  # fmt: skip
    assert set(others) <= set(beside(folder))
    assert ".crm-2026-11-01T010000Z-import.db.999999999.part" not in beside(folder)
    assert all(
        "T09" in name for name in beside(folder) if name.startswith("crm-2026-11-2") and "import.db" in name[-9:]
    )


def test_thinning_out_spares_an_old_copy_when_the_newer_ones_are_bad(book: Path) -> None:
    folder = backup.folder(book)
    folder.mkdir()
    copy(book, folder / "crm-2026-09-01T010000Z-import.db")
    for day in range(1, 30):
        (folder / f"crm-2026-11-{day:02}T010000Z-import.db").write_bytes(b"bad")
    backup.thin_out(book, folder / "gone.db")
    assert "crm-2026-09-01T010000Z-import.db" in beside(folder)


def test_a_name_for_a_copy_is_always_free(book: Path) -> None:
    backup.folder(book).mkdir()
    names = []
    for _ in range(3):
        path = backup.name(book, AT, "import")
        path.write_bytes(b"")
        names.append(path.name)
    stem = "crm-2026-11-22T083000Z-import"
    assert names == [f"{stem}.db", f"{stem}-2.db", f"{stem}-3.db"]
    assert {found.reason for found in backup.listed(book)} == {"import"}


def test_the_service_copies_before_what_is_hard_to_take_back(book: Path) -> None:
    crm = Workspace(environment(book.parent))
    assert backups.before(crm, "import", 100) is None
    with crm.writing("import") as unit:
        unit.save(Contact(name="Not yet"))
        made = backups.before(crm, "import", 101)
    assert made is not None
    assert stored(made, "SELECT count(*) FROM contact WHERE name = 'Not yet'") == [(0,)]
    assert [found.reason for found in backups.listed(crm)] == ["import"]
    crm.close()


def test_imports_and_bulk_changes_of_many_are_preceded_by_a_copy(book: Path, tmp_path: Path) -> None:
    crm = Workspace(environment(book.parent))
    file = tmp_path / "many.csv"
    file.write_text("Name\n" + "".join(f"Person {at:03}\n" for at in range(150)))
    importing.bring_in(crm, str(file), None, Options())
    assert [found.reason for found in backups.listed(crm)] == ["import"]
    everybody = contacts.matching(crm, "person")
    contacts.set_fields(crm, everybody[:50], ["owner=ana"], "contact set")
    assert len(backups.listed(crm)) == 1, "fifty are not many"
    contacts.set_fields(crm, everybody, ["owner=ana"], "contact set")
    assert sorted(found.reason for found in backups.listed(crm)) == ["bulk", "import"]
    crm.close()


def test_there_is_nothing_to_copy_without_a_book(tmp_path: Path) -> None:
    crm = Workspace(environment(tmp_path))
    assert backups.before(crm, "import", 1000) is None
    with pytest.raises(NotFound):
        backups.create(crm)
    assert beside(tmp_path) == []

"""The unit of work: all or nothing, journalled, derived columns in step, whatever fails and whoever else writes."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crmcli.core.errors import Busy, Damaged, NotFound, Refused
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact, Point
from crmcli.core.records.words import FieldType, Tag
from crmcli.services.activity import cadence, log, task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.people import adding, contacts, tags
from crmcli.services.system import history as history_service
from crmcli.services.system import trash
from crmcli.services.workspace import Workspace
from crmcli.store import connection, derived, lock
from crmcli.store.shapes.snapshots import load
from tests.store.books import Faulty, Numbered, author, dump, environment, faulty, stored, writing

__all__ = ["faulty"]
ANA = Contact(name="Ana García", emails=(Point("ana@x.example", normal="ana@x.example"),), tags=("vip",))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "private" / "crm.db"


def test_the_first_write_makes_a_private_book(book: Path) -> None:
    old = os.umask(0)
    try:
        with writing(book) as unit:
            unit.save(ANA)
            beside = sorted(path.name for path in book.parent.iterdir())
            modes = {path.name: path.stat().st_mode & 0o777 for path in book.parent.iterdir()}
    finally:
        os.umask(old)
    assert beside == ["crm.db", "crm.db-shm", "crm.db-wal", "crm.db.lock"]
    assert set(modes.values()) == {0o600}
    assert book.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in book.parent.iterdir()) == ["crm.db", "crm.db.lock"]


def test_a_book_is_made_as_it_should_be(book: Path) -> None:
    with writing(book):
        pass
    with closing(connection.writer(book)) as db:
        settings = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in (
            "application_id", "user_version", "journal_mode", "synchronous", "foreign_keys", "trusted_schema",
            "secure_delete", "cell_size_check", "busy_timeout",
        )}  # fmt: skip
    assert settings == {
        "application_id": connection.APPLICATION_ID, "user_version": connection.SCHEMA_VERSION, "journal_mode": "wal",
        "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "secure_delete": 1, "cell_size_check": 1,
        "busy_timeout": 30_000,
    }  # fmt: skip


def test_nothing_is_journalled_when_nothing_changes(book: Path) -> None:
    with writing(book) as unit:
        number = unit.save(ANA)
    with writing(book) as unit:
        unit.put("contact", number, load(unit.db, "contact", [number])[number])
    assert unit.change_set is None
    assert stored(book, "SELECT count(*) FROM change_set") == [(1,)]


def test_an_exception_takes_everything_back(book: Path) -> None:
    with writing(book) as unit:
        unit.save(ANA)
    before = dump(book)

    def interrupted() -> None:
        with writing(book) as unit:
            unit.save(Contact(name="Bob", organisation_id=unit.save(Contact(kind="organisation", name="Acme"))))
            unit.settle()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert dump(book) == before
    assert stored(book, "SELECT count(*) FROM change_set") == [(1,)]


def test_every_change_counts_its_record(book: Path) -> None:
    with writing(book) as unit:
        person, task = unit.save(ANA), unit.save(Task(title="Call", uid="a-task"))
    with writing(book) as unit:
        unit.save(Task(id=task, title="Call again", uid="a-task"))
    assert stored(book, "SELECT version, sequence FROM task") == [(2, 1)]
    assert stored(book, "SELECT version FROM contact WHERE id = ?", person) == [(1,)]


def test_a_reminder_of_nought_minutes_is_no_change_when_it_is_saved_again(book: Path) -> None:
    task = Task(title="Call", due="2026-11-23T10:00:00Z", remind=0, uid="a-task")
    with writing(book) as unit:
        number = unit.save(task)
        born = load(unit.db, "task", [number])[number]
    with writing(book) as unit:
        unit.save(task._replace(id=number, created_at=str(born["created_at"])))
    assert unit.change_set is None
    assert stored(book, "SELECT remind, remind_at FROM task") == [(0, "2026-11-23T10:00:00Z")]


def test_what_is_derived_follows(book: Path) -> None:
    with writing(book) as unit:
        acme = unit.save(Contact(kind="organisation", name="Ácme", uid="acme"))
        ana = unit.save(ANA._replace(organisation_id=acme, birthday="--12-10", cadence="7d"))
        unit.save(Interaction(at="2026-11-20", channel="call", text="Ñandú", participants=(ana,)))
    row = stored(book, "SELECT sort_name, birthday_md, last_at, touch_by FROM contact WHERE id = ?", ana)
    assert row == [("ana garcia", "12-10", "2026-11-20", "2026-11-27")]
    assert stored(book, "SELECT last_at FROM contact WHERE id = ?", acme) == [("2026-11-20",)]
    assert stored(book, "SELECT rowid FROM contact_search WHERE contact_search MATCH 'acme AND vip'") == [(ana,)]
    with writing(book) as unit:
        unit.save(Contact(id=acme, kind="organisation", name="Brick", uid="acme"))
    assert stored(book, "SELECT rowid FROM contact_search WHERE contact_search MATCH 'brick' ORDER BY 1") == [
        (1,),
        (2,),
    ]
    with writing(book) as unit:
        unit.remove("interaction", 1)
    assert stored(book, "SELECT last_at FROM contact ORDER BY id") == [("",), ("",)]
    assert stored(book, "SELECT rowid FROM interaction_search WHERE interaction_search MATCH 'nandu'") == []


def test_an_organisation_follows_from_its_people_and_from_no_organisation_in_it(book: Path) -> None:
    with writing(book) as unit:
        holding = unit.save(Contact(kind="organisation", name="Holding", uid="holding"))
        firm = unit.save(Contact(kind="organisation", name="Firm", organisation_id=holding, uid="firm"))
        unit.save(Contact(id=holding, kind="organisation", name="Holding", organisation_id=firm, uid="holding"))
        ana = unit.save(ANA._replace(organisation_id=firm))
        unit.save(Interaction(at="2026-11-20", channel="call", participants=(ana,)))
    assert stored(book, "SELECT name, last_at FROM contact WHERE kind = 'organisation' ORDER BY id") == [
        ("Holding", ""), ("Firm", "2026-11-20"),
    ]  # fmt: skip
    with writing(book) as unit:
        unit.remove("interaction", 1)
    assert stored(book, "SELECT last_at FROM contact") == [("",)] * 3


def test_deriving_everything_anew_changes_nothing(book: Path) -> None:
    filled(book)
    before = dump(book)
    with writing(book) as unit:
        unit.db.execute("UPDATE contact SET sort_name = 'x', last_at = '', touch_by = 'x', birthday_md = 'x'")
        unit.db.execute("UPDATE task SET remind_at = 'x', title_folded = 'x'")
        unit.db.execute("DELETE FROM contact_search")
        unit.db.execute("INSERT INTO task_search (task_search) VALUES ('delete-all')")
        derived.rebuild(unit.db, author().local)
    assert dump(book) == before


def test_other_folding_makes_the_index_anew(book: Path) -> None:
    filled(book)
    before = dump(book)
    with writing(book) as unit:
        unit.db.execute("DELETE FROM contact_search")
        unit.db.execute("UPDATE fact SET value = 'older' WHERE name = 'fold'")
    assert dump(book) != before
    with writing(book):
        pass
    assert dump(book) == before


def test_rows_that_others_need_cannot_go(book: Path) -> None:
    filled(book)
    before = dump(book)
    with pytest.raises(Refused), writing(book) as unit:
        unit.remove("contact", 1)
    assert dump(book) == before


def test_a_mistake_of_the_program_is_not_called_damage(book: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), writing(book) as unit:
        unit.db.execute("SELECT ?", ())
    with pytest.raises(sqlite3.OperationalError), writing(book) as unit:
        unit.db.execute("SELECT FROM WHERE")


def test_another_writer_is_waited_for_and_named(book: Path) -> None:
    with writing(book, "import"):
        heard: list[str] = []
        with pytest.raises(Busy) as busy, writing(book, patience=1.3, waiting=heard.append):
            pass
    assert heard == [f"{os.getpid()} import"]
    assert busy.value.values == {"pid": str(os.getpid()), "doing": "import"}


def test_a_program_that_writes_without_the_lock_is_waited_for_too(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(book) as unit:
        unit.save(ANA)
    monkeypatch.setattr(connection, "_PRAGMAS", ("PRAGMA busy_timeout = 100", *connection._PRAGMAS[1:]))
    with closing(sqlite3.connect(book, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy), writing(book) as unit:
            unit.save(Contact(name="Bob"))
    assert stored(book, "SELECT count(*) FROM contact") == [(1,)]


def test_the_lock_of_a_dead_writer_is_free(book: Path) -> None:
    with writing(book) as unit:
        unit.save(ANA)
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        with writing(book) as unit:
            unit.save(Contact(name="Half"))
            os.write(told, b"x")
            time.sleep(60)
    os.read(reading, 1)
    with pytest.raises(Busy), lock.writer(book, "test", patience=0, waiting=print):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with writing(book, patience=5) as unit:
        unit.save(Contact(name="Bob"))
    assert stored(book, "SELECT name FROM contact ORDER BY id") == [("Ana García",), ("Bob",)]


def test_writers_at_once_lose_nothing(book: Path) -> None:
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_count_up, args=(book, 10)) for _ in range(8)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 8
    assert stored(book, "SELECT note FROM contact") == [("80",)]
    assert stored(book, "SELECT count(*) FROM change_set") == [(80,)]


def _count_up(book: Path, times: int) -> None:
    for _ in range(times):
        with writing(book) as unit:
            state = load(unit.db, "contact", [1]).get(1, {"kind": "person", "name": "Counter", "uid": "counter"})
            unit.put("contact", 1, {**state, "note": str(int(str(state.get("note", 0))) + 1)})


def test_a_reader_cannot_write(book: Path) -> None:
    with writing(book) as unit:
        unit.save(ANA)
    with closing(connection.reader(book)) as db, pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM contact_tag")


def test_a_missing_book_is_not_made_by_reading(book: Path) -> None:
    with pytest.raises(NotFound):
        connection.reader(book)
    assert not book.parent.exists()


def test_what_is_no_book_is_refused_untouched(tmp_path: Path) -> None:
    for name, content in (("garbage.db", b"x" * 8192), ("empty.db", b""), ("text.db", b"hello")):
        path = tmp_path / name
        path.write_bytes(content)
        for opened in (connection.reader, connection.writer):
            with pytest.raises(Damaged):
                opened(path)
        assert path.read_bytes() == content
        assert [other.name for other in tmp_path.iterdir() if other.name.startswith(name)] == [name]


def test_a_name_that_a_killed_creation_left_is_used_again(book: Path) -> None:
    book.parent.mkdir()
    for suffix in (".new", ".new-wal", ".new-journal"):
        book.with_name(book.name + suffix).write_bytes(b"rubbish" * 1000)
    with writing(book) as unit:
        unit.save(ANA)
    assert stored(book, "SELECT name FROM contact") == [("Ana García",)]
    assert sorted(path.name for path in book.parent.iterdir()) == ["crm.db", "crm.db.lock"]


SERVICES: dict[str, Callable[[Workspace], object]] = {
    "contact add": lambda crm: adding.add(
        crm, Contact(name="Zoe", organisation="New SL", tags=("new",), fields=(("size", "1"),))
    ),
    "contact set": lambda crm: contacts.set_fields(crm, [1, 2], ["tag+=gold", "job=Boss"], "contact set"),
    "tag rename": lambda crm: tags.rename(crm, "vip", "gold"),
    "tag merge": lambda crm: tags.merge(crm, "vip", "ventas"),
    "log call": lambda crm: log.add(crm, Interaction(channel="call", text="Hello"), ["1", "2"]),
    "task add": lambda crm: task_changes.add(crm, Task(title="Write"), Times(due="tomorrow"), contact="1"),
    "task done": lambda crm: tasks.done(crm, ["1"]),
    "cadence set": lambda crm: cadence.settle(crm, "tag:vip", "3w"),
    "trash empty": trash.empty,
    "undo": history_service.undo,
    "undo --force": lambda crm: history_service.undo(crm, 1, force=True),
}


@pytest.mark.parametrize("name", SERVICES)
def test_a_fault_at_any_statement_leaves_the_book_as_it_was(name: str, tmp_path: Path, faulty: type[Faulty]) -> None:
    book = tmp_path / "crm.db"
    filled(book)
    crm = Numbered(environment(tmp_path))
    contacts.trash(crm, [4], "contact delete")
    crm.close()
    before, sets = dump(book), stored(book, "SELECT count(*) FROM change_set")
    faults = 0
    while _fails(name, tmp_path, faulty, faults):
        faults += 1
        assert dump(book) == before, f"statement {faults}"
        assert stored(book, "SELECT count(*) FROM change_set") == sets
    assert faults > 15, "the fault did happen, at every statement"
    assert dump(book) != before


def _fails(name: str, home: Path, faulty: type[Faulty], at: int) -> bool:
    """Run a service with a fault at a statement; False when it has fewer statements."""
    crm = Numbered(environment(home))
    faulty.left = at
    try:
        SERVICES[name](crm)
    except OSError:
        return True
    finally:
        faulty.left = -1
        crm.close()
    return False


def filled(book: Path) -> None:
    """A few of everything."""
    with writing(book, "import") as unit:
        acme = unit.save(Contact(kind="organisation", name="Acme"))
        for at, name in enumerate(("Ana García", "Bo Núñez", "Zoë Ø"), 1):
            unit.save(
                Contact(
                    name=name,
                    organisation_id=acme if at < 3 else None,
                    emails=(Point(f"p{at}@x.example", "work", f"p{at}@x.example"),),
                    tags=("vip", "ventas")[:at],
                    fields=(("size", str(at)),),
                    birthday="1990-02-03",
                )
            )
        unit.save(Tag(name="later", cadence="2w"))
        unit.save(FieldType(name="colour", type="choice", choices=("red", "blue")))
        unit.save(Interaction(at="2026-11-01", channel="call", text="First words", participants=(1, 2)))
        unit.save(
            Interaction(
                at="2026-11-02T10:00:00Z", channel="meeting", subject="Plan", participants=(2, 3), tags=("vip",)
            )
        )
        first = unit.save(Task(title="Send", due="2026-11-24", contact_id=2, recurrence="FREQ=WEEKLY"))
        unit.save(Task(title="Send", due="2026-11-24T10:00:00Z", remind=15, contact_id=3, origin_id=first))

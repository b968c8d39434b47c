"""What a workspace promises about writes: rehearsals leave nothing, many writes are many changes."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.services.moments import of_one_moment
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts


def add(crm: Workspace, name: str) -> int:
    with crm.writing("test") as unit:
        return unit.save(Contact(name=name))


def fail(crm: Workspace, *, rehearsal: bool = False) -> None:
    with crm.rehearsing("test") if rehearsal else crm.writing("test") as unit:
        unit.save(Contact(name="Nobody"))
        raise ValueError("oops")


def count(crm: Workspace) -> int:
    return contacts.count_all(crm.db)


def rehearse(crm: Workspace) -> None:
    with crm.rehearsing("test") as unit:
        before = count(crm)
        unit.save(Contact(name="Nobody"))
        unit.settle()
        assert count(crm) == before + 1


def test_a_rehearsal_leaves_nothing(workspace: Workspace, home: Path) -> None:
    rehearse(workspace)
    assert list(home.iterdir()) == []
    add(workspace, "Ana")
    workspace.close()
    rehearse(workspace)
    assert count(workspace) == 1
    assert add(workspace, "Bea") == 2


def test_a_rehearsal_of_what_cannot_be_written(workspace: Workspace, environ: dict[str, str]) -> None:
    add(workspace, "Ana")
    reader = Workspace(environ, {"readonly": True})
    rehearse(reader)
    assert count(reader) == 1
    reader.close()


def test_a_rehearsal_within_a_write(workspace: Workspace) -> None:
    with workspace.writing("test") as unit:
        unit.save(Contact(name="Ana"))
        rehearse(workspace)
        unit.save(Contact(name="Bea"))
    assert [person.name for person in contacts.by_ids(workspace.db, [1, 2, 3])] == ["Ana", "Bea"]


def test_a_rehearsal_that_fails_leaves_nothing_either(workspace: Workspace) -> None:
    add(workspace, "Ana")
    with pytest.raises(ValueError, match="oops"):
        fail(workspace, rehearsal=True)
    assert count(workspace) == 1


def test_many_writes_are_many_changes(workspace: Workspace, program: Callable[..., object]) -> None:
    with workspace.many_writes():
        assert [add(workspace, name) for name in ("Ana", "Bea")] == [1, 2]
        program("contact", "add", "Carla")
        with pytest.raises(ValueError, match="oops"):
            fail(workspace)
        assert add(workspace, "Diana") == 4
    assert count(workspace) == 4
    assert workspace.saved == 4


def test_many_writes_notice_another_file_in_the_place_of_theirs(workspace: Workspace, home: Path) -> None:
    with workspace.many_writes():
        add(workspace, "Ana")
        for path in home.glob("crm.db*"):
            path.rename(path.with_name("old-" + path.name))
        assert add(workspace, "Bea") == 1
    workspace.close()
    assert [person.name for person in contacts.by_ids(workspace.db, [1, 2])] == ["Bea"]


def test_a_write_of_another_kind_is_no_part_of_a_write(workspace: Workspace) -> None:
    with workspace.writing("test"), pytest.raises(Refused), workspace.writing("prune", kind="system"):
        pass


def test_a_reading_that_is_ended_while_it_looks_at_one_moment_holds_nobody_to_it(
    workspace: Workspace, environ: dict[str, str]
) -> None:
    add(workspace, "Ana")
    alive = []

    @of_one_moment
    def ended(crm: Workspace) -> None:
        alive.append(crm.db.execute("SELECT id FROM contact UNION ALL SELECT 2"))
        next(alive[0])
        crm.stop()
        crm.db.execute("SELECT 1")

    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        ended(workspace)
    alive.clear()
    workspace.resume()
    add(Workspace(environ), "Bea")
    assert count(workspace) == 2

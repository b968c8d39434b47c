"""Undo and redo: exactly as before, in any order that is allowed, refused with reasons where it is not."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.errors import CrmError, NotFound, Refused
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact, Point
from crmcli.core.records.system import Change, Inverted
from crmcli.core.records.words import Tag
from crmcli.services.activity import cadence, log, task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.people import adding, contacts, custom, tags
from crmcli.services.system import trash
from crmcli.services.workspace import Workspace
from crmcli.store import connection, journal
from crmcli.store.reads import system
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import Snapshot, load, same
from crmcli.store.undoing import plan
from tests.store.books import Numbered, author, dump, dump_of, environment, stored, writing
from tests.thorough import examples

Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "crm.db"


@pytest.fixture(params=[2000, 3], ids=["whole", "in portions"])
def portions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal read at once, and in many portions."""
    monkeypatch.setattr(plan, "ROWS_AT_ONCE", request.param)


def undo(book: Path, number: int | None = None, *, force: bool = False, actor: str = "ana", since: int = 0) -> Inverted:
    with writing(book, "undo", author=author(actor)) as unit:
        return journal.undo(unit, number, force=force, since=since)


def redo(book: Path, *, force: bool = False, actor: str = "ana") -> Inverted:
    with writing(book, "redo", author=author(actor)) as unit:
        return journal.redo(unit, force=force)


def add(
    book: Path, *records: Contact | Task | Interaction | Tag, actor: str = "ana", command: str = "add"
) -> list[int]:
    with writing(book, command, author=author(actor)) as unit:
        return [unit.save(record) for record in records]


def put(book: Path, noun: str, number: int, actor: str = "ana", **values: object) -> None:
    with writing(book, "change", author=author(actor)) as unit:
        state = {**load(unit.db, noun, [number])[number], **values}
        unit.put(noun, number, {name: value for name, value in state.items() if value})


def reasons(error: journal.InTheWay) -> list[tuple[str, int, str, str, int]]:
    return sorted((o.noun, o.id, o.reason, o.other_noun, o.other_id) for o in error.inverted.skipped)


class Refusal(NamedTuple):
    obstacles: list[tuple[str, int, str, str, int]]


def refusal(book: Path, number: int | None = None) -> Refusal:
    with pytest.raises(journal.InTheWay) as caught:
        undo(book, number)
    return Refusal(reasons(caught.value))


@pytest.mark.usefixtures("portions")
def test_an_import_goes_and_comes_back_in_one_step(book: Path) -> None:
    add(book, Tag(name="old"))
    before = dump(book)
    with writing(book, "import") as unit:
        for at in range(40):
            organisation = unit.save(Contact(kind="organisation", name=f"Firm {at}")) if at % 4 == 0 else None
            mail = (Point(f"p{at}@x.example", normal=f"p{at}@x.example"),)
            person = Contact(name=f"Person {at}", organisation_id=organisation, emails=mail, tags=("old", f"t{at % 3}"))
            number = unit.save(person)
            unit.save(Interaction(at="2026-11-01", channel="call", text=f"Word{at}", participants=(number,)))
            unit.save(Task(title=f"Task {at}", due="2026-12-01", contact_id=number))
    after = dump(book)
    done = undo(book)
    assert (done.change_set.command, done.records, done.skipped) == ("import", 40 + 10 + 40 + 40 + 3, ())
    assert dump(book) == before
    redo(book)
    assert dump(book) == after
    undo(book, 2)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


@pytest.mark.usefixtures("portions")
def test_a_record_changed_many_times_in_one_command_goes_back_to_its_first_state(book: Path) -> None:
    [ana] = add(book, Contact(name="Ana", tags=("a",)))
    before = dump(book)
    with writing(book, "many") as unit:
        for at in range(8):
            state = load(unit.db, "contact", [ana])[ana]
            unit.put("contact", ana, {**state, "note": f"note {at}"})
            unit.save(Contact(name=f"Other {at}"))
        passing = unit.save(Contact(name="Passing"))
        unit.remove("contact", passing)
    after = dump(book)
    assert undo(book).records == 9
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_a_long_undo_tells_how_far_it_is(book: Path) -> None:
    add(book, *(Contact(name=f"Person {at}") for at in range(10)))
    heard: list[tuple[str, int, int]] = []
    with pytest.MonkeyPatch.context() as patch, writing(book, "undo") as unit:
        patch.setattr(plan, "ROWS_AT_ONCE", 4)
        journal.undo(unit, None, force=False, told=lambda *told: heard.append(told))
    assert heard == [(step, done, 10) for step in ("check", "apply") for done in (4, 8, 10)]


@pytest.mark.usefixtures("portions")
def test_unique_names_go_back_through_every_name_they_had(book: Path) -> None:
    one, two = add(book, Tag(name="one"), Tag(name="two"))
    before = dump(book)
    with writing(book, "swap") as unit:
        for number, name in ((one, "aside"), (two, "one"), (one, "two")):
            unit.put("tag", number, {**load(unit.db, "tag", [number])[number], "name": name, "folded": name})
        unit.save(Tag(name="aside"))
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_bare_undo_takes_the_newest_of_its_actor_that_stands(book: Path) -> None:
    add(book, Contact(name="Ana"))
    add(book, Contact(name="Bob"), actor="bob")
    add(book, Contact(name="Ann"))
    assert [undo(book).change_set.id, undo(book).change_set.id] == [3, 1]
    with pytest.raises(NotFound):
        undo(book)
    assert undo(book, actor="bob").change_set.id == 2


def test_undo_of_this_run_reaches_no_further_than_its_start(book: Path) -> None:
    add(book, Contact(name="Before"))
    add(book, Contact(name="During"))
    assert undo(book, since=1).change_set.id == 2
    with pytest.raises(NotFound):
        undo(book, since=1)


def test_any_number_may_be_undone_whoever_made_it(book: Path) -> None:
    add(book, Contact(name="Ana"))
    add(book, Contact(name="Bob"), actor="bob")
    undo(book, 2)
    assert stored(book, "SELECT name FROM contact") == [("Ana",)]


def test_an_undo_is_undone_by_redo_only(book: Path) -> None:
    add(book, Contact(name="Ana"))
    undo(book)
    with pytest.raises(Refused, match="itself an undo"):
        undo(book, 2)
    with pytest.raises(Refused, match="already taken back"):
        undo(book, 1)
    with pytest.raises(NotFound):
        undo(book, 99)


def test_redo_brings_back_the_last_undone_and_then_the_one_before(book: Path) -> None:
    for name in ("Ana", "Bob", "Cid"):
        add(book, Contact(name=name))
    undo(book)
    undo(book)
    assert [redo(book).change_set.id, redo(book).change_set.id] == [2, 3]
    with pytest.raises(NotFound):
        redo(book)
    undo(book, 1)
    assert redo(book).change_set.id == 1


def test_redo_is_refused_after_a_newer_change_of_the_same_actor(book: Path) -> None:
    add(book, Contact(name="Ana"))
    undo(book)
    add(book, Contact(name="Bob"), actor="bob")
    redo(book)
    undo(book, 1)
    add(book, Contact(name="Cid"))
    with pytest.raises(Refused, match="came after the undo"):
        redo(book)


def test_versions_and_sequences_never_go_back(book: Path) -> None:
    [task] = add(book, Task(title="Call"))
    seen = stored(book, "SELECT version, sequence FROM task")
    put(book, "task", task, title="Call Ana")
    for step in (undo, undo, redo, redo, undo, undo, redo, redo):
        step(book)
        seen += stored(book, "SELECT version, sequence FROM task")
    assert seen == sorted(set(seen)), "each change has a higher version than the one before"


def test_what_was_changed_since_stands_in_the_way(book: Path) -> None:
    ana, bob = add(book, Contact(name="Ana"), Contact(name="Bob"))
    put(book, "contact", ana, note="new")
    before = dump(book)
    assert refusal(book, 1).obstacles == [("contact", ana, "changed", "", 0)]
    assert dump(book) == before
    done = undo(book, 1, force=True)
    assert (done.records, [o.id for o in done.skipped]) == (1, [ana])
    assert stored(book, "SELECT id FROM contact") == [(ana,)]
    redo(book)
    assert stored(book, "SELECT id FROM contact ORDER BY id") == [(ana,), (bob,)]


def test_a_change_that_was_itself_taken_back_is_no_obstacle(book: Path) -> None:
    [ana] = add(book, Contact(name="Ana"))
    put(book, "contact", ana, note="new")
    undo(book)
    undo(book, 1)
    assert stored(book, "SELECT count(*) FROM contact") == [(0,)]


def test_what_later_records_need_stands_in_the_way(book: Path) -> None:
    organisation, ana, boss = add(
        book, Contact(kind="organisation", name="Acme"), Contact(name="Ana"), Contact(name="Boss")
    )
    put(book, "contact", boss, organisation_id=organisation)
    add(book, Contact(name="New", organisation_id=organisation), Task(title="Call", contact_id=ana))
    add(book, Interaction(at="2026-11-01", participants=(ana,), channel="call"), Contact(name="R", referred_by=boss))
    assert refusal(book, 1).obstacles == [
        ("contact", organisation, "needed", "contact", boss),
        ("contact", ana, "needed", "interaction", 1),
        ("contact", boss, "changed", "", 0),
    ]
    with pytest.raises(Refused, match="Nothing of change 1 is left"):
        undo(book, 1, force=True)


def test_what_stays_keeps_what_it_needs(book: Path) -> None:
    """Forced: Ana was changed and stays, so her organisation, tag and task's contact stay too."""
    with writing(book, "import") as unit:
        organisation = unit.save(Contact(kind="organisation", name="Acme"))
        ana = unit.save(Contact(name="Ana", organisation_id=organisation, tags=("vip",)))
        bob = unit.save(Contact(name="Bob", tags=("vip", "other")))
    put(book, "contact", ana, note="kept")
    done = undo(book, 1, force=True)
    assert {(o.noun, o.id): o.reason for o in done.skipped} == {
        ("contact", ana): "changed", ("contact", organisation): "needed", ("tag", 1): "needed",
    }  # fmt: skip
    assert stored(book, "SELECT name FROM contact ORDER BY id") == [("Acme",), ("Ana",)]
    assert stored(book, "SELECT name FROM tag") == [("vip",)]
    assert not stored(book, "SELECT 1 FROM contact WHERE id = ?", bob)


def test_what_is_gone_stands_in_the_way_of_what_needs_it(book: Path) -> None:
    organisation, ana = add(book, Contact(kind="organisation", name="Acme"), Contact(name="Ana", tags=("vip",)))
    put(book, "contact", ana, organisation_id=organisation)
    put(book, "contact", ana, organisation_id=None, tags=[])
    with writing(book, "empty") as unit:
        unit.remove("contact", organisation)
        unit.remove("tag", 1)
    assert refusal(book, 3).obstacles == [("contact", ana, "gone", "contact", organisation)]
    undo(book, 4)
    undo(book, 3)
    assert stored(book, "SELECT organisation_id FROM contact WHERE id = ?", ana) == [(organisation,)]


def test_a_name_that_was_given_away_stands_in_the_way(book: Path) -> None:
    add(book, Tag(name="vip"))
    with writing(book, "remove") as unit:
        unit.remove("tag", 1)
    add(book, Tag(name="VIP"))
    assert refusal(book, 2).obstacles == [("tag", 1, "taken", "tag", 2)]
    undo(book, 3)
    undo(book, 2)
    assert stored(book, "SELECT id, name FROM tag") == [(1, "vip")]


def test_no_undo_reaches_across_an_upgrade_but_history_does(book: Path) -> None:
    [ana] = add(book, Contact(name="Ana"))
    undone = add(book, Contact(name="Bob"))
    assert undone
    undo(book)
    with writing(book, "upgrade 1 to 2", kind="system") as unit:
        unit.db.execute("INSERT INTO fact VALUES ('barrier', ?)", (str(unit.entry()),))
    with pytest.raises(NotFound):
        undo(book)
    with pytest.raises(Refused, match="before crmcli upgraded"):
        undo(book, 1)
    with pytest.raises(NotFound):
        redo(book)
    put(book, "contact", ana, note="new")
    assert undo(book).change_set.id == 5
    with closing(connection.reader(book)) as db:
        assert [change.noun for change in system.changes(db, 1)] == ["contact"]


def test_an_undo_is_no_part_of_a_larger_change(book: Path) -> None:
    add(book, Contact(name="Ana"))
    with pytest.raises(Refused, match="larger change"), writing(book, "batch") as unit:
        journal.undo(unit, None, force=False)
    assert stored(book, "SELECT count(*) FROM contact") == [(1,)]


def test_what_changed_nothing_in_the_end_is_undone_like_anything_else(book: Path) -> None:
    [ana] = add(book, Contact(name="Ana"))
    with writing(book, "nothing") as unit:
        unit.remove("contact", unit.save(Contact(name="Passing")))
    with writing(book, "back and forth") as unit:
        state = load(unit.db, "contact", [ana])[ana]
        unit.put("contact", ana, {**state, "note": "forth"})
        unit.put("contact", ana, state)
    before = dump(book)
    assert [undo(book).change_set.id for _ in range(2)] == [3, 2]
    assert [redo(book).change_set.id for _ in range(2)] == [2, 3]
    assert dump(book) == before


def test_pruning_forgets_a_prefix_and_keeps_the_rest_whole(book: Path) -> None:
    for name, day in (("Ana", 1), ("Bob", 2), ("Cid", 3)):
        when = author()._replace(now=author().now.replace(day=day))
        with writing(book, "add", author=when) as unit:
            unit.save(Contact(name=name))
    undo(book, 2)
    with writing(book, "history prune", kind="system") as unit:
        assert journal.prune(unit, "2026-11-03T00:00:00Z") == (2, 2)
    assert stored(book, "SELECT id, inverts, command FROM change_set ORDER BY id") == [
        (3, None, "add"), (4, None, "undo"), (5, None, "history prune"),
    ]  # fmt: skip
    with closing(connection.reader(book)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(NotFound):
        undo(book, 1)
    assert undo(book).change_set.id == 3


def test_a_clock_that_went_back_cuts_the_journal_in_one_place(book: Path) -> None:
    for day in (5, 1, 5):
        when = author()._replace(now=author().now.replace(day=day))
        with writing(book, "add", author=when) as unit:
            unit.save(Contact(name="Ana"))
    with writing(book, "history prune", kind="system") as unit:
        assert journal.prune(unit, "2026-11-03T00:00:00Z") == (0, 0)
    assert stored(book, "SELECT count(*) FROM change") == [(3,)]


class Words(NamedTuple):
    """What a random command is about."""

    name: str
    word: str
    other: str
    who: int
    organisation: str

    @property
    def ref(self) -> str:
        return str(self.who)

    @property
    def person(self) -> Contact:
        fields = (("size", "1"),) if self.who % 2 else ()
        return Contact(name=self.name, organisation=self.organisation, tags=(self.word,), fields=fields)


OPERATIONS: dict[str, Callable[[Workspace, Words], object]] = {
    "add": lambda crm, w: adding.add(crm, w.person, force=True),
    "note": lambda crm, w: contacts.set_fields(crm, [w.who], [f"tag+={w.word}", f"note={w.other}"], "contact set"),
    "name": lambda crm, w: contacts.set_fields(crm, [w.who, 1], [f"name={w.name}", "size=2"], "contact set"),
    "company": lambda crm, w: contacts.set_fields(crm, [w.who], ["company=Brick"], "contact set"),
    "delete": lambda crm, w: contacts.trash(crm, [w.who], "contact delete"),
    "archive": lambda crm, w: contacts.archive(crm, [w.who], "contact archive"),
    "restore": lambda crm, w: contacts.restore(crm, [w.who], "contact restore"),
    "tag": lambda crm, w: tags.put(crm, [w.word, w.other], [w.who]),
    "rename": lambda crm, w: tags.rename(crm, w.word, w.other),
    "merge": lambda crm, w: tags.merge(crm, w.word, w.other),
    "cadence of a tag": lambda crm, w: cadence.settle(crm, f"tag:{w.word}", "2w"),
    "cadence": lambda crm, w: cadence.settle(crm, w.ref, "10d"),
    "field": lambda crm, _w: custom.declare(crm, "size", "number", ()),
    "no field": lambda crm, _w: custom.remove(crm, "size"),
    "log": lambda crm, w: log.add(crm, Interaction(channel="call", text=w.other, tags=(w.word,)), [w.ref, "1"]),
    "unlog": lambda crm, w: log.delete(crm, [w.ref]),
    "task": lambda crm, w: task_changes.add(crm, Task(title=w.word), Times(due="tomorrow"), contact=w.ref),
    "done": lambda crm, w: tasks.done(crm, [w.ref]),
    "reopen": lambda crm, w: tasks.reopen(crm, [w.ref]),
    "no task": lambda crm, w: tasks.trash(crm, [w.ref]),
    "empty": lambda crm, _w: trash.empty(crm),
    "untrash": lambda crm, w: trash.restore(crm, [f"contact:{w.ref}"]),
}
"""What a user may do."""
WORDS = st.sampled_from(["vip", "ventas", "gold", "old"])
COMMANDS = st.tuples(
    st.sampled_from(list(OPERATIONS)),
    st.builds(
        Words,
        st.sampled_from(["Ana", "Bob", "Núñez", "Zoë", "O'Hara; DROP"]),
        WORDS,
        WORDS,
        st.integers(1, 6),
        st.sampled_from(["", "Acme"]),
    ),
)
Command = tuple[str, Words]


@given(st.lists(st.lists(COMMANDS, min_size=1, max_size=3), min_size=20, max_size=30), st.sampled_from([2, 2000]))
@settings(max_examples=examples(50))
def test_whatever_was_done_is_undone_step_by_step_and_redone(groups: Sequence[Sequence[Command]], rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "ROWS_AT_ONCE", rows)
        crm = Numbered(environment(Path(folder)))
        book = Path(folder) / "crm.db"
        add(book, Contact(name="First", tags=("vip",)))
        states = [dump(book)]
        for group in groups:
            if _done_together(crm, group):
                states.append(dump(book))
                _assert_audited(book)
        crm.close()
        for state in reversed(states[:-1]):
            undo(book)
            assert dump(book) == state
        for state in states[1:]:
            redo(book)
            assert dump(book) == state


def _done_together(crm: Workspace, group: Sequence[Command]) -> bool:
    """Run commands as one change set; whether it changed anything."""
    try:
        with crm.writing("batch") as unit:
            for name, words in group:
                OPERATIONS[name](crm, words)
    except CrmError:
        return False
    return unit.change_set is not None


def _assert_audited(book: Path) -> None:
    """The journal alone, played from the beginning of a new book, gives every record as it is."""
    with closing(connection.reader(book)) as db, closing(connection.empty()) as new:
        played: dict[tuple[str, int], Snapshot] = {
            (noun, number): snapshot
            for noun in ("pipeline", "stage")
            for number, snapshot in load(new, noun, range(10)).items()
        }
        for change in _all_changes(db):
            if change.after is None:
                played.pop((change.noun, change.record_id), None)
            else:
                played[change.noun, change.record_id] = change.after
        for noun, shape in SHAPES.items():
            ids = [row[0] for row in db.execute(f"SELECT id FROM {shape.table}")]
            now = load(db, noun, ids)
            assert {number for kind, number in played if kind == noun} == set(ids)
            assert all(same(now[number], played[noun, number]) for number in ids)


def _all_changes(db: sqlite3.Connection) -> Iterator[Change]:
    for row in db.execute("SELECT id FROM change_set ORDER BY id").fetchall():
        yield from system.changes(db, row[0])


def test_the_dump_sees_every_table(book: Path) -> None:
    add(book, Contact(name="Ana"))
    with closing(connection.reader(book)) as db:
        assert {*SHAPES, "contact_point", "participant", "contact_search", "task_search"} <= set(dump_of(db))

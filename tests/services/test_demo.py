"""The sample business: the same by seed and day, around today whatever the day, and apart from the user's own book."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.core.rules.activity import recurrence
from crmcli.core.rules.activity import tasks as task_rules
from crmcli.core.values.text import fold
from crmcli.services.activity import today
from crmcli.services.demo import book, people_data, stories_abroad, stories_home, talk_data, tasks_data
from crmcli.services.demo.business import Business, business
from crmcli.services.demo.days import around, is_quiet
from crmcli.services.demo.rows import cards, rows
from crmcli.services.demo.trade import shop_data
from crmcli.services.people import adding
from crmcli.services.system import history
from crmcli.services.workspace import Workspace, seeded
from crmcli.store import connection, derived
from crmcli.store.reads import contacts as contact_reads
from tests.thorough import examples

MADRID = ZoneInfo("Europe/Madrid")
SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PHONE = re.compile(r"\+34 600 000 \d{3}|\+1 503 555 01\d{2}|\+44 7700 900\d{3}")


def made(day: date = SUNDAY, seed: int = 1) -> Business:
    return business(seeded(seed), around(day, MADRID, "Europe/Madrid"), "ana")


def at_home(folder: Path, day: date, clock: str = "09:30", **variables: str) -> Workspace:
    return Workspace(
        {
            "CRM_HOME": str(folder),
            "CRM_NOW": f"{day}T{clock}",
            "CRM_ZONE": "Europe/Madrid",
            "CRM_COUNTRY": "ES",
            "CRM_ACTOR": "ana",
            **variables,
        }
    )


@pytest.fixture
def sample(workspace: Workspace) -> Iterator[Workspace]:
    there, _sample = book.ready(workspace, path=None, seed=None, reset=False)
    yield there
    there.close()


def everything(crm: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the book, without what its making alone explains."""
    tables = [
        row[0]
        for row in crm.db.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'"
        )
    ]
    return {table: crm.db.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in sorted(tables)}


def test_there_are_sixty_people_and_companies_the_customers_of_a_shop_and_six_hundred_talks() -> None:
    found = made()
    organisations = [person for person in found.contacts if person.kind == "organisation"]
    people = [person for person in found.contacts if person.kind == "person" and "shop" not in person.tags]
    assert len(found.contacts) == len(organisations) + len(people) + 119
    assert (len(organisations), len(people)) == (15, 46)
    assert sum(person.organisation_id is not None for person in people) > len(people) / 2
    assert 560 <= len(found.interactions) <= 680
    assert 90 <= len(found.tasks) <= 140
    assert {task.status for task in found.tasks} == {"open", "done", "cancelled"}
    assert any(tag.cadence for tag in found.tags)
    assert {field.type for field in found.fields} == {"text", "money", "number", "choice"}


def test_nobody_in_it_can_be_reached() -> None:
    for person in made().contacts:
        assert all(point.value.endswith(".example") for point in (*person.emails, *person.urls))
        assert all(PHONE.fullmatch(point.value) for point in person.phones)
        assert all(point.value.endswith(".example") for point in person.handles)


def test_numbers_are_in_order_and_nothing_refers_to_what_comes_later() -> None:
    found = made()
    for records in (found.contacts, found.interactions, found.tasks):
        assert [record.id for record in records] == list(range(1, len(records) + 1))
    assert all((person.organisation_id or 0) < person.id > (person.referred_by or 0) for person in found.contacts)
    assert all((task.origin_id or 0) < task.id for task in found.tasks)
    uids = [record.uid for records in (found.contacts, found.interactions, found.tasks) for record in records]
    assert len(set(uids)) == len(uids)


def test_everybody_has_a_mail_of_their_own_and_was_spoken_to_or_ordered_in_the_shop() -> None:
    found = made()
    mails = [fold(point.value) for person in found.contacts for point in person.emails]
    assert len(set(mails)) == len(mails) >= len(found.contacts)
    assert all(mail.isascii() for mail in mails)
    numbers = [point.value for person in found.contacts for point in person.phones]
    assert len(set(numbers)) == len(numbers)
    spoken = {number for talk in found.interactions for number in talk.participants}
    ordered = {sale.contact_id for sale in found.trade.sales if sale.number.startswith("W-")}
    assert {person.id for person in found.contacts if "shop" in person.tags} == ordered
    assert {person.id for person in found.contacts if person.kind == "person"} == spoken | ordered
    assert len(ordered - spoken) < len(ordered) / 2


def test_birthdays_come_in_all_kinds() -> None:
    born = [person.birthday for person in made().contacts if person.birthday]
    assert "1984-11-24" in born
    assert "--11-28" in born
    assert sum(day.endswith("-02-29") for day in born) == 1


@given(DAYS)
@settings(max_examples=examples(75), deadline=None)
def test_the_past_is_made_of_working_days(day: date) -> None:
    for talk in made(day).interactions:
        moment = datetime.fromisoformat(talk.at)
        local = moment.astimezone(MADRID) if len(talk.at) > 10 else moment
        assert day - timedelta(days=800) < local.date() < day
        assert not is_quiet(local.date())
        if len(talk.at) > 10:
            assert 8 <= local.hour < 19
        assert talk.created_at < f"{day.isoformat()}T"


@given(DAYS)
@settings(max_examples=examples(75), deadline=None)
def test_tasks_stand_around_any_day(day: date) -> None:
    found = made(day)
    today, later = day.isoformat(), (day + timedelta(days=7)).isoformat()
    dues = [task.due[:10] for task in found.tasks if task.status == "open" and task.due]
    assert sum(due < today for due in dues) == 5
    assert sum(due == today for due in dues) >= 4
    assert sum(today < due <= later for due in dues) >= 4
    done = [task for task in found.tasks if task.status == "done"]
    assert len(done) >= 50
    assert all(task.due < today and task.done_at[:10] == task.due for task in done)
    assert all(task_rules.settled(task) == task for task in found.tasks)
    for task in found.tasks:
        if task.recurrence:
            assert recurrence.validate(task.recurrence) == task.recurrence


@given(DAYS)
@settings(max_examples=examples(75), deadline=None)
def test_what_repeats_follows_its_own_rule(day: date) -> None:
    by_id = {task.id: task for task in made(day).tasks}
    repeated = [task for task in by_id.values() if task.origin_id]
    assert len({task.title for task in repeated}) == 3
    for task in repeated:
        before = date.fromisoformat(by_id[task.origin_id or 0].due)
        assert recurrence.next_after(task.recurrence, before, before) == date.fromisoformat(task.due)


def test_the_same_seed_and_day_are_the_same_and_others_are_not() -> None:
    assert made() == made()
    assert made(seed=2) != made()
    assert made(seed=2).contacts[0].uid != made().contacts[0].uid
    assert made(SUNDAY + timedelta(days=1)) != made()


def test_uids_do_not_depend_on_the_day() -> None:
    other = made(date(2031, 3, 5))
    assert [person.uid for person in made().contacts] == [person.uid for person in other.contacts]
    assert [task.uid for task in made().tasks] == [task.uid for task in other.tasks]


def test_every_row_of_the_tables_is_well_formed() -> None:
    for table, cells in ((people_data.ORGANISATIONS, 7), (people_data.PEOPLE, 8)):
        assert {len(card.cells) for card in cards(table)} == {cells}
    for story in (*stories_home.STORIES, *stories_abroad.STORIES):
        assert {len(row) for row in rows(story)} <= {2, 3}
        assert all(all(row) for row in rows(story))
    for table in (tasks_data.OPEN, tasks_data.WORKING_TODAY, tasks_data.QUIET_TODAY, tasks_data.REPEATED):
        assert {len(row) for row in rows(table)} == {3}
    for table in (shop_data.FOLK, shop_data.TASTES, shop_data.SOURCES):
        assert len({len(row) for row in rows(table)}) == 1
    for talk in (*talk_data.CHATS.values(), shop_data.LETTERS_EN, shop_data.LETTERS_ES):
        texts = [row[-1] for row in rows(talk)]
        assert len(set(texts)) == len(texts)


def test_titles_fit_the_agenda_of_eighty_columns() -> None:
    for task in made().tasks:
        if task.status == "open" and task.contact_id:
            assert len(task.title) <= (23 if task.priority == "high" else 25)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    days = around(date(2026, 12, 25), UTC, "UTC")
    assert is_quiet(days.today)
    assert (days.at(-1), days.at(0), days.at(1)) == (date(2026, 12, 24), days.today, date(2026, 12, 28))
    assert all(earlier > later for earlier, later in pairwise(days.before))
    assert days.moment(date(2026, 7, 1), "9:15") == "2026-07-01T09:15:00Z"


def test_two_books_of_the_same_day_are_the_same_in_every_row(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        there, _sample = book.ready(at_home(tmp_path / name, SUNDAY), path=None, seed=7, reset=False)
        found.append(everything(there))
        there.close()
    assert found[0] == found[1]
    assert len(found[0]["contact"]) == 180


def test_the_book_holds_the_business_as_it_was_made(sample: Workspace) -> None:
    found = made()
    stored = contact_reads.by_ids(sample.db, [person.id for person in found.contacts])
    for person, drawn in zip(stored, found.contacts, strict=True):
        assert (person.uid, person.name, person.organisation_id) == (drawn.uid, drawn.name, drawn.organisation_id)
        assert sorted(person.tags) == sorted(drawn.tags)
        assert sorted(person.fields) == sorted(drawn.fields)
        assert person.created_at == drawn.created_at
        assert all(point.normal for point in (*person.emails, *person.phones, *person.handles))
    assert sample.db.execute("SELECT count(*) FROM interaction").fetchone() == (len(found.interactions),)
    assert sample.db.execute("SELECT count(*) FROM task").fetchone() == (len(found.tasks),)
    assert sample.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_derived_is_what_deriving_it_anew_gives(sample: Workspace) -> None:
    question = (
        "SELECT id, sort_name, last_at, touch_by, birthday_md FROM contact ORDER BY id",
        "SELECT id, remind_at, title_folded FROM task ORDER BY id",
    )
    before = [sample.db.execute(sql).fetchall() for sql in question]
    assert any(row[3] for row in before[0])
    with sample.writing("doctor", kind="system") as unit:
        derived.rebuild(unit.db, sample.local)
    assert [sample.db.execute(sql).fetchall() for sql in question] == before


@given(st.one_of(DAYS, st.sampled_from([date(2028, 2, 29), date(2026, 11, 22), date(2027, 1, 1), date(2026, 2, 28)])))
@settings(max_examples=examples(50), deadline=None)
def test_there_is_something_on_any_day(tmp_path_factory: pytest.TempPathFactory, day: date) -> None:
    crm = at_home(tmp_path_factory.mktemp("home"), day, "23:59")
    there, _sample = book.ready(crm, path=None, seed=None, reset=False)
    found = today.today(there)
    there.close()
    assert found.overdue
    assert found.today
    assert found.coming
    assert {item.day for item in found.birthdays} >= {str(day + timedelta(days=away)) for away in (2, 6)}
    assert 5 <= found.totals.neglected <= 8


def test_the_agenda_moves_with_the_day(tmp_path: Path) -> None:
    seen = {}
    for day in (SUNDAY, date(2027, 6, 16)):
        there, _sample = book.ready(at_home(tmp_path / str(day), day), path=None, seed=None, reset=False)
        seen[day] = today.today(there)
        there.close()
    sunday, wednesday = seen.values()
    assert {item.day for item in sunday.today} == {"2026-11-22"}
    assert {item.day for item in wednesday.today} == {"2027-06-16"}
    assert not any(item.task_kind in ("meeting", "delivery") for item in sunday.today)
    assert any(item.task_kind == "meeting" and item.end for item in wednesday.today)


def test_a_second_run_shows_the_first_and_reset_makes_it_anew(workspace: Workspace, sample: Workspace) -> None:
    untouched = everything(sample)
    adding.add(sample, Contact(name="Someone New"))
    there, found = book.ready(workspace, path=None, seed=None, reset=False)
    assert (found.is_new, found.contacts, found.seed) == (False, 181, 1)
    there.close()
    there, found = book.ready(workspace, path=None, seed=None, reset=True)
    assert (found.is_new, found.contacts) == (True, 180)
    assert everything(there) == untouched
    assert there.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    hits = "SELECT count(*) FROM interaction_search WHERE interaction_search MATCH 'fermina'"
    assert there.db.execute(hits).fetchone()[0] > 1
    there.close()


def test_undo_never_takes_the_sample_away(sample: Workspace) -> None:
    with pytest.raises(Exception, match="nothing to undo"):
        history.undo(sample)
    assert sample.db.execute("SELECT kind, command FROM change_set").fetchall() == [("system", "demo")]


def test_the_users_own_book_is_never_touched(workspace: Workspace, home: Path) -> None:
    adding.add(workspace, Contact(name="Ana García"))
    own = home / "crm.db"
    before = own.read_bytes()
    there, _sample = book.ready(workspace, path=None, seed=None, reset=True)
    there.close()
    assert own.read_bytes() == before
    for path in (own, home / "link.db"):
        if path != own:
            path.symlink_to(own)
        with pytest.raises(Refused, match="is not a sample business"):
            book.ready(workspace, path=path, seed=None, reset=True)
    assert own.read_bytes() == before


def test_it_is_not_put_where_the_users_own_book_will_be(workspace: Workspace, home: Path) -> None:
    with pytest.raises(Refused, match="place of your own book"):
        book.ready(workspace, path=home / "crm.db", seed=None, reset=False)
    assert not (home / "crm.db").exists()


def test_an_empty_book_is_filled_only_under_the_usual_name(workspace: Workspace, home: Path, tmp_path: Path) -> None:
    """Under the usual name it is what a sample leaves that was killed while it was made."""
    usual, other = home / "demo.db", tmp_path / "other.db"
    for path in (usual, other, home / "crm.db"):
        connection.create(path)
    with pytest.raises(Refused, match="is not a sample business"):
        book.ready(workspace, path=other, seed=None, reset=True)
    with pytest.raises(Refused, match="is not a sample business"):
        book.ready(workspace, path=home / "crm.db", seed=None, reset=False)
    there, found = book.ready(workspace, path=None, seed=None, reset=False)
    assert (found.is_new, found.contacts) == (True, 180)
    there.close()


@pytest.mark.parametrize("content", [b"", b"a letter to grandma\n", b"SQLite format 3\0" + b"\0" * 100])
def test_another_file_is_never_overwritten(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(content)
    with pytest.raises(Refused, match="is not a sample business"):
        book.ready(workspace, path=file, seed=None, reset=True)
    assert file.read_bytes() == content


def test_a_folder_is_no_place_for_it(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not a sample business"):
        book.ready(workspace, path=tmp_path, seed=None, reset=True)

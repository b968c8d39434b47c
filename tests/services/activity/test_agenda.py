"""Days with what is in them: tasks, their later rounds, birthdays and people to be in touch with."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from crmcli.core.errors import Invalid, NotFound, Refused, Unwritable
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.agenda import AgendaItem
from crmcli.core.records.contact import Contact
from crmcli.core.search.query import QueryError
from crmcli.services.activity import agenda, calendar, task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.activity.today import today
from crmcli.services.people import adding
from crmcli.services.workspace import Workspace

START, END = date(2026, 11, 22), date(2026, 11, 29)


def add(crm: Workspace, title: str, **times: str) -> Task:
    return task_changes.add(crm, Task(title=title), Times(**times)).task  # type: ignore[arg-type]


def person(crm: Workspace, name: str, last: str = "", **values: str) -> int:
    number = adding.add(crm, Contact(name=name)._replace(**values)).contact.id  # type: ignore[arg-type]
    if last:
        with crm.writing("log call") as unit:
            unit.save(Interaction(at=last, channel="call", participants=(number,)))
    return number


def told(items: tuple[AgendaItem, ...]) -> list[str]:
    return [
        f"{item.day} {item.title}{' late' if item.overdue else ''}{' again' if item.again else ''}" for item in items
    ]


def week(crm: Workspace, query: str = "") -> list[str]:
    return told(agenda.between(crm, START, END, query).items)


def test_overdue_comes_first_and_then_day_by_day(workspace: Workspace) -> None:
    add(workspace, "tomorrow noon", due="tomorrow 12:00")
    add(workspace, "tomorrow", due="tomorrow")
    add(workspace, "today", due="today")
    add(workspace, "late", due="2026-11-20")
    add(workspace, "later than late", due="2026-11-10 10:00")
    add(workspace, "next week", due="2026-11-29")
    add(workspace, "last of the week", due="2026-11-28 23:59")
    add(workspace, "some day")
    assert week(workspace) == [
        "2026-11-10 later than late late",
        "2026-11-20 late late",
        "2026-11-22 today",
        "2026-11-23 tomorrow",
        "2026-11-23 tomorrow noon",
        "2026-11-28 last of the week",
    ]


def test_a_local_day_is_not_a_day_of_utc(workspace: Workspace) -> None:
    """Half past midnight in Madrid is still the day before in Greenwich."""
    add(workspace, "first minute", due="2026-11-29 00:00")
    add(workspace, "last minute", due="2026-11-22 00:30")
    assert week(workspace) == ["2026-11-22 last minute late"]
    assert told(agenda.between(workspace, END, date(2026, 11, 30)).items) == ["2026-11-29 first minute"]


def test_what_is_done_or_in_the_trash_is_left_out_unless_asked_for(workspace: Workspace) -> None:
    for title in ("open", "done", "cancelled", "gone"):
        add(workspace, title, due="tomorrow")
    tasks.done(workspace, ["done"])
    tasks.cancel(workspace, ["cancelled"])
    tasks.trash(workspace, ["gone"])
    assert week(workspace) == ["2026-11-23 open"]
    assert week(workspace, "status:done") == ["2026-11-23 done"]
    assert week(workspace, "status:any") == ["2026-11-23 cancelled", "2026-11-23 done", "2026-11-23 open"]


def test_a_query_picks_tasks_and_leaves_the_rest_out(workspace: Workspace) -> None:
    number = person(workspace, "Ana", birthday="1985-11-24", cadence="1w", tags=("vip",))  # type: ignore[arg-type]
    task_changes.add(workspace, Task(title="with Ana", contact_id=number), Times(due="tomorrow"))
    add(workspace, "alone", due="tomorrow")
    assert len(week(workspace)) == 3
    assert week(workspace, "with:ana") == week(workspace, "tag:vip") == ["2026-11-23 with Ana"]
    assert week(workspace, "with:ana or alone") == ["2026-11-23 alone", "2026-11-23 with Ana"]
    with pytest.raises(QueryError) as raised:
        week(workspace, "duee:x")
    assert raised.value.text == "duee:x"


def test_what_lasts_several_days_shows_until_it_is_over(workspace: Workspace) -> None:
    task = add(workspace, "fair", start="tomorrow", length="3d")
    later = Workspace({**workspace.environ, "CRM_NOW": "2026-11-25T10:00"})
    found = agenda.between(later, date(2026, 11, 25), date(2026, 11, 26)).items
    assert [(item.day, item.at, item.end, item.overdue) for item in found] == [
        ("2026-11-25", task.due, task.end, False)
    ]
    after = Workspace({**workspace.environ, "CRM_NOW": "2026-11-26T10:00"})
    assert [item.overdue for item in agenda.between(after, date(2026, 11, 26), date(2026, 11, 27)).items] == [True]
    later.close()
    after.close()


def test_later_rounds_are_shown_where_they_will_fall(workspace: Workspace) -> None:
    add(workspace, "daily", due="thursday 09:00", repeat="FREQ=DAILY;COUNT=3")
    add(workspace, "weekly", due="2026-11-17", repeat="weekly")
    task_changes.add(workspace, Task(title="from done"), Times(due="tomorrow", repeat="daily", from_done=True))
    assert week(workspace) == [
        "2026-11-17 weekly late",
        "2026-11-23 from done",
        "2026-11-24 weekly again",
        "2026-11-26 daily",
        "2026-11-27 daily again",
        "2026-11-28 daily again",
    ]
    december = agenda.between(workspace, date(2026, 12, 1), date(2026, 12, 9)).items
    assert told(december) == ["2026-12-01 weekly again", "2026-12-08 weekly again"]


def test_rounds_keep_their_time_of_day_when_the_clocks_change(workspace: Workspace) -> None:
    add(workspace, "daily", due="27/3/2027 09:00", repeat="daily")
    found = agenda.between(workspace, date(2027, 3, 27), date(2027, 3, 30)).items
    assert [item.at for item in found] == ["2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z"]


def test_an_agenda_has_bounds(workspace: Workspace) -> None:
    add(workspace, "daily", due="tomorrow", repeat="daily")
    assert len(agenda.between(workspace, date(2027, 12, 31), date(2028, 12, 31)).items) == 366
    with pytest.raises(Invalid):
        agenda.between(workspace, date(2028, 1, 1), date(2029, 1, 2))


@pytest.mark.parametrize(
    ("birthday", "start", "end", "days"),
    [
        ("1985-11-24", "2026-11-22", "2026-11-29", ["2026-11-24 41"]),
        ("--11-24", "2026-11-22", "2026-11-29", ["2026-11-24 None"]),
        ("1985-11-29", "2026-11-22", "2026-11-29", []),
        ("1985-01-03", "2025-12-28", "2026-01-12", ["2026-01-03 41"]),
        ("1985-12-27", "2025-12-28", "2026-01-12", []),
        ("1984-02-29", "2026-02-28", "2026-03-01", ["2026-02-28 42"]),
        ("1984-02-29", "2026-03-01", "2026-03-02", []),
        ("1984-02-29", "2028-02-28", "2028-03-01", ["2028-02-29 44"]),
        ("1984-02-29", "2026-02-28", "2027-03-01", ["2026-02-28 42", "2027-02-28 43"]),
        ("1985-06-01", "2026-06-01", "2027-06-02", ["2026-06-01 41", "2027-06-01 42"]),
    ],
)
def test_birthdays(workspace: Workspace, birthday: str, start: str, end: str, days: list[str]) -> None:
    person(workspace, "Ana", birthday=birthday)
    found = agenda.between(workspace, date.fromisoformat(start), date.fromisoformat(end)).items
    assert [f"{item.day} {item.turns}" for item in found if item.kind == "birthday"] == days


def test_touches_stand_on_their_day_and_the_overdue_ones_wait(workspace: Workspace) -> None:
    person(workspace, "Long ago", last="2026-08-01", cadence="1m")
    person(workspace, "This week", last="2026-11-03", cadence="3w")
    person(workspace, "Later", last="2026-11-20", cadence="3w")
    person(workspace, "Never asked")
    found = [(item.day, item.title, item.overdue) for item in agenda.between(workspace, START, END).items]
    assert found == [("2026-09-01", "Long ago", True), ("2026-11-24", "This week", False)]
    assert [item.title for item in agenda.between(workspace, date(2026, 11, 24), END).items] == ["This week"]


@pytest.mark.parametrize(
    ("unit", "words", "wanted"),
    [
        ("", [], ("2026-11-22", "2026-11-29", "")),
        ("day", [], ("2026-11-22", "2026-11-23", "")),
        ("week", [], ("2026-11-22", "2026-11-29", "")),
        ("month", [], ("2026-11-01", "2026-12-01", "")),
        ("", ["tomorrow"], ("2026-11-23", "2026-11-24", "")),
        ("", ["2026-12-01..2026-12-03"], ("2026-12-01", "2026-12-04", "")),
        ("", ["1/12..3/12", "kind:call"], ("2026-12-01", "2026-12-04", "kind:call")),
        ("", ["next friday"], ("2026-11-27", "2026-11-28", "")),
        ("", ["this-week"], ("2026-11-16", "2026-11-23", "")),
        ("", ["2026-12"], ("2026-12-01", "2027-01-01", "")),
        ("week", ["friday", "tag:vip"], ("2026-11-27", "2026-12-04", "tag:vip")),
        ("week", ["next-week"], ("2026-11-23", "2026-11-30", "")),
        ("month", ["2027-01"], ("2027-01-01", "2027-02-01", "")),
        ("day", ["kind:call", "or", "kind:visit"], ("2026-11-22", "2026-11-23", "kind:call or kind:visit")),
        ("", ["due:2026-11-24..2026-11-25"], ("2026-11-22", "2026-11-29", "due:2026-11-24..2026-11-25")),
    ],
)
def test_which_days_are_meant(workspace: Workspace, unit: str, words: list[str], wanted: tuple[str, str, str]) -> None:
    start, end, query = agenda.span(workspace, unit, words)
    assert (start.isoformat(), end.isoformat(), query) == wanted


@pytest.mark.parametrize("words", [["foo..bar"], ["2026-12-03..2026-12-01"], ["2026-12-03.."], ["ever"]])
def test_days_that_are_none_are_refused(workspace: Workspace, words: list[str]) -> None:
    with pytest.raises(Invalid):
        agenda.span(workspace, "", words)


def test_today(workspace: Workspace) -> None:
    add(workspace, "late", due="2026-11-20")
    add(workspace, "missed", due="2026-11-22 09:00")
    task_changes.add(workspace, Task(title="under way"), Times(start="2026-11-22 09:00", length="1h"))
    add(workspace, "soon", due="today 18:00")
    add(workspace, "today", due="today")
    add(workspace, "last coming day", due="2026-11-29 23:59")
    add(workspace, "too far", due="2026-11-30 00:00")
    found = today(workspace)
    assert told(found.overdue) == ["2026-11-20 late late", "2026-11-22 missed late"]
    assert told(found.today) == ["2026-11-22 today", "2026-11-22 under way", "2026-11-22 soon"]
    assert told(found.coming) == ["2026-11-29 last coming day"]


def test_today_tells_two_weeks_of_birthdays(workspace: Workspace) -> None:
    for name, birthday in (("a", "--11-22"), ("b", "--12-06"), ("c", "--12-07"), ("d", "--11-21")):
        person(workspace, name, birthday=birthday)
    assert told(today(workspace).birthdays) == ["2026-11-22 a", "2026-12-06 b"]


def test_today_tells_the_ten_who_wait_longest(workspace: Workspace) -> None:
    for number in range(12):
        person(workspace, f"p{number:02}", last=str(date(2026, 9, 28) - timedelta(7 * number)), cadence="1w")
    person(workspace, "due on Monday", last="2026-10-22", cadence="1m")
    found = today(workspace)
    assert found.totals.neglected == 12
    assert [item.title for item in found.neglected] == [f"p{number:02}" for number in range(11, 1, -1)]


def test_an_export_is_the_same_until_something_changes(workspace: Workspace) -> None:
    person(workspace, "Ana", birthday="1985-11-24")
    for title in ("open", "done", "cancelled", "gone"):
        add(workspace, title, due="tomorrow")
    tasks.done(workspace, ["done"])
    tasks.cancel(workspace, ["cancelled"])
    tasks.trash(workspace, ["gone"])
    first = calendar.export(workspace)
    assert (first.tasks, first.birthdays) == (3, 1)
    assert b"gone" not in first.data
    assert calendar.export(workspace) == first
    later = Workspace({**workspace.environ, "CRM_NOW": "2027-01-01T10:00"})
    assert calendar.export(later) == first
    tasks.done(later, ["open"])
    assert calendar.export(later).data != first.data
    assert calendar.export(later, "status:open is:all").tasks == 0
    later.close()


def test_an_export_of_nothing_is_a_calendar(workspace: Workspace) -> None:
    assert calendar.export(workspace).data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert not workspace.settings.db.exists()


def test_a_calendar_file_replaces_only_an_earlier_one(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"
    folder.mkdir()
    file = folder / "agenda.ics"
    data = calendar.export(workspace).data
    calendar.write(file, data)
    calendar.write(file, data)
    assert file.read_bytes() == data
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
    with pytest.raises(Refused):
        calendar.write(file, data)
    assert b"other" in file.read_bytes()
    calendar.write(file, data, force=True)
    assert file.read_bytes() == data
    assert [path.name for path in folder.iterdir()] == ["agenda.ics"]


def test_a_calendar_file_is_never_written_through_a_link(workspace: Workspace, tmp_path: Path) -> None:
    data = calendar.export(workspace).data
    target = tmp_path / "target.ics"
    calendar.write(target, data)
    link = tmp_path / "link.ics"
    link.symlink_to(target)
    with pytest.raises(Refused):
        calendar.write(link, data + b"x", force=True)
    assert target.read_bytes() == data
    with pytest.raises(Refused):
        calendar.write(tmp_path, data, force=True)
    with pytest.raises((Unwritable, NotFound)):
        calendar.write(tmp_path / "none" / "x.ics", data)

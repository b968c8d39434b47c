"""Promises through the services: what is stored, what follows, what is refused, and that undo restores all of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Ambiguous, BadSettings, CrmError, Invalid, NotFound, Refused, Usage
from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS
from crmcli.services.activity import task_changes, tasks, zones
from crmcli.services.activity.task_times import Times
from crmcli.services.workspace import Workspace
from crmcli.store import journal
from crmcli.store.shapes.shapes import UNTOLD


def add(crm: Workspace, title: str = "Call Ana", **times: str | bool | None) -> Task:
    return task_changes.add(crm, Task(title=title), Times(**times)).task  # type: ignore[arg-type]


def book(crm: Workspace) -> dict[int, dict[str, object]]:
    """Every task as the user sees it, without what counts its own changes."""
    rows = crm.db.execute("SELECT * FROM task ORDER BY id")
    names = [column[0] for column in rows.description]
    found = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    return {key: {name: row[name] for name in names if name not in UNTOLD} for key, row in found.items()}


def undo(crm: Workspace) -> None:
    with crm.writing("undo", kind="undo") as unit:
        journal.undo(unit, None, force=False)


def changes(crm: Workspace) -> int:
    count: int = crm.db.execute("SELECT count(*) FROM change_set").fetchone()[0]
    return count


@pytest.mark.parametrize(
    ("times", "stored"),
    [
        ({"due": "friday"}, ("2026-11-27", "", "")),
        ({"due": "24/11/2026 10:00"}, ("2026-11-24T09:00:00Z", "", "Europe/Madrid")),
        ({"due": "1/7/2027 10:00"}, ("2027-07-01T08:00:00Z", "", "Europe/Madrid")),
        ({"due": "24/11 10:00", "zone": "America/New_York"}, ("2026-11-24T15:00:00Z", "", "America/New_York")),
        ({"start": "fri 10:00", "length": "1h30m"}, ("2026-11-27T09:00:00Z", "2026-11-27T10:30:00Z", "Europe/Madrid")),
        ({"start": "fri 10:00", "end": "11:30"}, ("2026-11-27T09:00:00Z", "2026-11-27T10:30:00Z", "Europe/Madrid")),
        ({"start": "fri 10:00", "end": "fri 11:30"}, ("2026-11-27T09:00:00Z", "2026-11-27T10:30:00Z", "Europe/Madrid")),
        ({"start": "fri 23:00", "end": "01:00"}, ("2026-11-27T22:00:00Z", "2026-11-28T00:00:00Z", "Europe/Madrid")),
        ({"start": "fri 10:00", "end": "+2h"}, ("2026-11-27T09:00:00Z", "2026-11-27T11:00:00Z", "Europe/Madrid")),
        ({"start": "26/11", "end": "28/11"}, ("2026-11-26", "2026-11-28", "")),
        ({"start": "26/11", "length": "2d"}, ("2026-11-26", "2026-11-27", "")),
        ({"start": "monday", "end": "wednesday"}, ("2026-11-23", "2026-11-25", "")),
    ],
)
def test_typed_times_are_stored(workspace: Workspace, times: dict[str, str], stored: tuple[str, str, str]) -> None:
    task = add(workspace, **times)
    assert (task.due, task.end, task.zone) == stored


@pytest.mark.parametrize(
    ("times", "error"),
    [
        ({"due": "fri", "start": "fri"}, Usage),
        ({"start": "fri 10:00", "end": "11:00", "length": "1h"}, Usage),
        ({"due": "fri 10:00", "length": "1h"}, Usage),
        ({"end": "fri 10:00"}, Usage),
        ({"due": "fri", "zone": "Europe/London"}, Usage),
        ({"due": "fri 10:00", "zone": "Mars/Olympus"}, Invalid),
        ({"due": "31/2"}, Invalid),
        ({"start": "fri", "length": "1h"}, Invalid),
        ({"start": "fri 10:00", "length": "0min"}, Invalid),
        ({"start": "fri 10:00", "end": "saturday"}, Invalid),
        ({"due": "fri", "remind": "1m"}, Invalid),
        ({"remind": "1d"}, Invalid),
        ({"repeat": "weekly"}, Invalid),
        ({"due": "fri", "repeat": "FREQ=HOURLY"}, Invalid),
        ({"due": "fri", "from_done": True}, Invalid),
    ],
)
def test_impossible_times_are_refused_and_nothing_is_stored(
    workspace: Workspace, times: dict[str, str], error: type[CrmError]
) -> None:
    with pytest.raises(error):
        add(workspace, **times)
    assert not workspace.settings.db.exists() or not book(workspace)


def test_reminders_and_repetitions_are_read(workspace: Workspace) -> None:
    task = add(workspace, due="31 jan 2027", remind="1d", repeat="monthly")
    assert task.remind == 1440
    assert task.recurrence == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert add(workspace, due="fri 10:00", remind="0", repeat="every 2 weeks").recurrence == "FREQ=WEEKLY;INTERVAL=2"
    assert [add(workspace, due="fri", remind=text).remind for text in ("0", "30min", "2h", "1w")] == [0, 30, 120, 10080]


def test_the_end_of_a_month_comes_back_after_february(workspace: Workspace) -> None:
    add(workspace, due="31/1/2027", repeat="monthly")
    days = [str(tasks.done(workspace, [str(number)]).following[0].due) for number in (1, 2, 3)]
    assert days == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_series_that_is_moved_to_the_end_of_the_month_stays_there(workspace: Workspace) -> None:
    add(workspace, due="15/1/2027", repeat="monthly")
    task_changes.edit(workspace, "1", {}, Times(due="31/1/2027"))
    days = [str(tasks.done(workspace, [str(number)]).following[0].due) for number in (1, 2)]
    assert days == ["2027-02-28", "2027-03-31"]


def test_a_time_that_does_not_exist_is_said(workspace: Workspace) -> None:
    written = task_changes.add(workspace, Task(title="x"), Times(due="28/3/2027 02:30"))
    assert written.task.due == "2027-03-28T01:30:00Z"
    assert written.skipped is not None
    assert (written.skipped.typed.hour, written.skipped.taken.hour) == (2, 3)
    twice = task_changes.add(workspace, Task(title="x"), Times(due="31/10/2027 02:30"))
    assert (twice.task.due, twice.skipped) == ("2027-10-31T00:30:00Z", None)


def test_the_zone_of_the_system_is_found(environ: dict[str, str]) -> None:
    crm = Workspace(environ | {"CRM_ZONE": "", "TZ": "America/New_York"})
    assert add(crm, due="1/7/2027 10:00", repeat="daily").zone == "America/New_York"
    assert crm.db.execute("SELECT due FROM task").fetchone() == ("2027-07-01T14:00:00Z",)
    crm.close()


def test_a_zone_that_is_none_is_never_taken_for_utc(environ: dict[str, str]) -> None:
    crm = Workspace(environ | {"CRM_ZONE": "", "TZ": "Bogus/Zone"})
    assert add(crm, due="friday").due == "2026-11-27"
    with pytest.raises(BadSettings):
        add(crm, due="friday 10:00")
    crm.close()


def test_a_system_without_a_named_zone_keeps_single_times_only(environ: dict[str, str]) -> None:
    crm = Workspace(environ | {"CRM_ZONE": "", "TZ": "CET-1CEST,M3.5.0,M10.5.0/3"})
    assert add(crm, due="friday 10:00").zone == ""
    with pytest.raises(Invalid):
        add(crm, due="friday 10:00", repeat="weekly")
    crm.close()


@pytest.mark.parametrize(
    ("variable", "link", "line", "name"),
    [
        ("Europe/Madrid", None, None, "Europe/Madrid"),
        (":Europe/Madrid", None, None, "Europe/Madrid"),
        ("/usr/share/zoneinfo/Asia/Tokyo", None, None, "Asia/Tokyo"),
        ("", "/usr/share/zoneinfo/Asia/Tokyo", "Europe/Paris", "Asia/Tokyo"),
        ("", "../usr/share/zoneinfo/Etc/UTC", None, "UTC"),
        ("", None, "Europe/Paris\n", "Europe/Paris"),
        ("", None, None, ""),
        ("Bogus/Zone", "/usr/share/zoneinfo/Asia/Tokyo", None, ""),
        ("../../etc/passwd", None, None, ""),
    ],
)
def test_where_the_system_says_its_zone(
    tmp_path: Path, variable: str, link: str | None, line: str | None, name: str
) -> None:
    if link:
        (tmp_path / "localtime").symlink_to(link)
    if line:
        (tmp_path / "timezone").write_text(line)
    assert zones.system_name({"TZ": variable}, tmp_path) == name


def test_a_task_is_picked_by_number_uid_and_title(workspace: Workspace) -> None:
    task = add(workspace, "Llamar a Núñez")
    for text in ("1", "#1", "id:1", task.uid, f"uid:{task.uid[:8]}", "llamar a nunez"):
        assert tasks.pick(workspace, text).id == 1
    assert tasks.pick(workspace, "llam", sure=False).id == 1
    with pytest.raises(Ambiguous):
        tasks.pick(workspace, "llam")
    for text in ("99", "nothing", "", "!!!"):
        with pytest.raises(NotFound):
            tasks.pick(workspace, text)


def test_of_tasks_of_one_title_the_open_one_is_meant(workspace: Workspace) -> None:
    add(workspace, due="fri", repeat="weekly")
    tasks.done(workspace, ["Call Ana"])
    assert tasks.pick(workspace, "call ana").id == 2
    assert tasks.reopen(workspace, ["call ana"]).done[0].id == 1
    with pytest.raises(Ambiguous) as raised:
        tasks.pick(workspace, "call ana")
    assert len(raised.value.candidates) == 2


def test_done_makes_the_next_once_in_the_same_change(workspace: Workspace) -> None:
    add(workspace, due="mon 09:00", repeat="FREQ=WEEKLY;COUNT=3")
    before = changes(workspace)
    report = tasks.done(workspace, ["1"])
    assert changes(workspace) == before + 1
    (following,) = report.following
    assert (following.due, following.recurrence, following.origin_id) == (
        "2026-11-30T08:00:00Z",
        "FREQ=WEEKLY;COUNT=2",
        1,
    )
    tasks.reopen(workspace, ["1"])
    assert tasks.done(workspace, ["1"]).following == ()
    assert len(book(workspace)) == 2


def test_what_a_series_ends_with_has_no_next(workspace: Workspace) -> None:
    add(workspace, due="fri", repeat="FREQ=WEEKLY;UNTIL=20261130")
    assert tasks.done(workspace, ["1"]).following == ()


def test_a_deleted_next_is_made_again(workspace: Workspace) -> None:
    add(workspace, due="fri", repeat="weekly")
    tasks.done(workspace, ["1"])
    tasks.trash(workspace, ["2"])
    tasks.reopen(workspace, ["1"])
    assert [task.due for task in tasks.done(workspace, ["1"]).following] == ["2026-12-04"]


def test_cancelling_ends_a_series_unless_it_is_for_once(workspace: Workspace) -> None:
    add(workspace, due="fri", repeat="weekly")
    assert tasks.cancel(workspace, ["1"]).following == ()
    add(workspace, due="fri", repeat="weekly")
    assert [task.due for task in tasks.cancel(workspace, ["2"], once=True).following] == ["2026-12-04"]


def test_several_are_reported_one_is_raised(workspace: Workspace) -> None:
    for title in ("one", "two", "three"):
        add(workspace, title)
    tasks.done(workspace, ["1"])
    report = tasks.done(workspace, ["1", "2", "99", "two", "3"])
    assert [task.id for task in report.done] == [2, 3]
    assert [error.slug for error in report.failed] == ["refused", "not-found"]
    with pytest.raises(Refused):
        tasks.done(workspace, ["1"])
    with pytest.raises(NotFound):
        tasks.done(workspace, ["99"])
    tasks.trash(workspace, ["3"])
    with pytest.raises(Refused):
        tasks.reopen(workspace, ["3"])


@pytest.mark.parametrize(
    ("due", "aim", "wanted"),
    [
        ("24/11/2026", {"by": "+3d"}, "2026-11-27"),
        ("20/11/2026", {"by": "3d"}, "2026-11-25"),
        ("24/11/2026 10:00", {"by": "3d"}, "2026-11-27T09:00:00Z"),
        ("20/11/2026 10:00", {"by": "1d"}, "2026-11-23T09:00:00Z"),
        ("24/11/2026 10:00", {"by": "2h"}, "2026-11-24T11:00:00Z"),
        ("20/11/2026 10:00", {"by": "2h"}, "2026-11-22T10:30:00Z"),
        ("22/11/2026", {"by": "2h"}, "2026-11-22T10:30:00Z"),
        ("", {"by": "1w"}, "2026-11-29"),
        ("24/11/2026", {"to": "+3d"}, "2026-11-25"),
        ("24/11/2026", {"to": "monday"}, "2026-11-23"),
        ("24/11/2026 10:00", {"to": "fri"}, "2026-11-27T09:00:00Z"),
        ("24/11/2026", {"to": "fri 16:00"}, "2026-11-27T15:00:00Z"),
        ("19/10/2026 09:00", {"to": "30/3/2027"}, "2027-03-30T07:00:00Z"),
    ],
)
def test_snoozing(workspace: Workspace, due: str, aim: dict[str, str], wanted: str) -> None:
    add(workspace, due=due or None)
    assert task_changes.snooze(workspace, ["1"], **aim).done[0].due == wanted


@pytest.mark.parametrize(
    "aim", [{"to": "yesterday"}, {"to": "today 09:00"}, {"to": "13"}, {"by": "0d"}, {"by": "often"}]
)
def test_snoozing_to_nowhere_is_refused(workspace: Workspace, aim: dict[str, str]) -> None:
    add(workspace, due="fri")
    with pytest.raises(Invalid):
        task_changes.snooze(workspace, ["1"], **aim)


def test_a_snoozed_task_gets_a_new_reminder(workspace: Workspace) -> None:
    add(workspace, due="24/11/2026 10:00", remind="1h")
    task_changes.snooze(workspace, ["1"], by="1d")
    assert workspace.db.execute("SELECT remind_at FROM task").fetchone() == ("2026-11-25T08:00:00Z",)
    tasks.done(workspace, ["1"])
    assert workspace.db.execute("SELECT remind_at FROM task").fetchone() == ("",)


@pytest.mark.parametrize(
    ("values", "times", "wanted"),
    [
        ({"title": "Write"}, {}, {"title": "Write"}),
        ({"note": "x", "priority": "high", "kind": "call"}, {}, {"note": "x", "priority": "high", "kind": "call"}),
        ({}, {"remind": "none"}, {"remind": None}),
        ({}, {"repeat": "none"}, {"recurrence": "", "from_done": False}),
        ({}, {"from_done": False}, {"from_done": False}),
        ({}, {"end": "none"}, {"end": ""}),
        ({}, {"length": "2h"}, {"end": "2026-11-24T11:00:00Z"}),
        ({}, {"start": "wed 12:00"}, {"due": "2026-11-25T11:00:00Z", "end": "2026-11-25T12:00:00Z"}),
        ({}, {"due": "wed 12:00"}, {"due": "2026-11-25T11:00:00Z", "end": "2026-11-25T12:00:00Z"}),
        ({}, {"start": "wed", "end": "thu"}, {"due": "2026-11-25", "end": "2026-11-26", "zone": ""}),
    ],
)
def test_an_edit_changes_only_what_is_named(
    workspace: Workspace, values: dict[str, str], times: dict[str, str], wanted: dict[str, object]
) -> None:
    task = add(workspace, start="24/11 10:00", length="1h", remind="1d", repeat="weekly", from_done=True)
    after = task_changes.edit(workspace, "1", values, Times(**times)).task  # type: ignore[arg-type]
    untold = {"sequence": 1, "version": 2}
    assert after == task._replace(**wanted, **untold)  # type: ignore[arg-type]


def test_an_edit_without_a_change_changes_nothing(workspace: Workspace) -> None:
    task = add(workspace, due="fri")
    before = changes(workspace)
    assert task_changes.edit(workspace, "1", {"title": "Call Ana"}, Times(due="27/11/2026")).task == task
    assert changes(workspace) == before


def test_a_due_day_can_be_cleared_only_when_nothing_hangs_on_it(workspace: Workspace) -> None:
    add(workspace, due="fri", remind="1d")
    with pytest.raises(Invalid):
        task_changes.edit(workspace, "1", {}, Times(due="none"))
    assert task_changes.edit(workspace, "1", {}, Times(due="none", remind="none")).task.due == ""


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(TASK_KINDS),
    priority=st.sampled_from(PRIORITIES),
    title=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
        str.strip
    ),
    due=st.sampled_from(("2026-11-20", "2026-11-30", "2026-11-24T10:00", "2026-10-24T02:30")),
    repeat=st.sampled_from((None, "daily", "every 2 weeks", "FREQ=MONTHLY;COUNT=1", "FREQ=MONTHLY;COUNT=4")),
    remind=st.sampled_from((None, "0", "1d")),
    verb=st.sampled_from((tasks.done, tasks.cancel, tasks.trash)),
)
def test_done_then_undo_restores_exactly(
    workspace: Workspace,
    kind: str,
    priority: str,
    title: str,
    due: str,
    repeat: str | None,
    remind: str | None,
    verb: Callable[..., tasks.Report],
) -> None:
    draft = Task(title=title, kind=kind, priority=priority)
    number = task_changes.add(workspace, draft, Times(due=due, repeat=repeat, remind=remind)).task.id
    before = book(workspace)
    verb(workspace, [str(number)])
    assert book(workspace) != before
    undo(workspace)
    assert book(workspace) == before


def test_the_contact_is_named_exactly_and_not_in_the_trash(workspace: Workspace, crm: Callable[..., object]) -> None:
    crm("contact", "add", "Ana García")
    written = task_changes.add(workspace, Task(title="x"), contact="ana garcia")
    assert (written.task.contact, written.task.contact_id) == ("Ana García", 1)
    with pytest.raises(Ambiguous):
        task_changes.add(workspace, Task(title="x"), contact="ana")
    with workspace.writing("test") as unit:
        unit.db.execute("UPDATE contact SET trashed_at = '2026-11-22T08:30:00Z'")
    with pytest.raises(Refused):
        task_changes.add(workspace, Task(title="x"), contact="1")


def test_every_state_is_journalled_under_its_command(workspace: Workspace) -> None:
    add(workspace, due="fri")
    tasks.done(workspace, ["1"])
    tasks.reopen(workspace, ["1"])
    task_changes.snooze(workspace, ["1"], by="1d")
    tasks.cancel(workspace, ["1"])
    tasks.trash(workspace, ["1"])
    rows = workspace.db.execute("SELECT command, actor FROM change_set ORDER BY id").fetchall()
    verbs = ("add", "done", "reopen", "snooze", "cancel", "delete")
    assert rows == [(f"task {verb}", "ana") for verb in verbs]
    after = json.loads(workspace.db.execute("SELECT after FROM change ORDER BY change_set_id DESC").fetchone()[0])
    assert after["trashed_at"] == "2026-11-22T08:30:00Z"

"""Reminders: each once, late ones marked, whatever clock, cron and other programs do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.activity import Task
from crmcli.services.activity import reminders, task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.workspace import Workspace


@pytest.fixture
def at(workspace: Workspace) -> Callable[[str], Workspace]:
    """The same workspace at another time."""

    def moved(now: str) -> Workspace:
        workspace.environ = {**workspace.environ, "CRM_NOW": now}
        return workspace

    return moved


def add(crm: Workspace, title: str = "Call Ana", **times: str) -> Task:
    return task_changes.add(crm, Task(title=title), Times(**times)).task  # type: ignore[arg-type]


def told(crm: Workspace) -> list[tuple[str, bool]]:
    return [(reminder.title, reminder.late) for reminder in reminders.tell(crm)]


def test_a_reminder_is_told_once_when_it_has_come(at: Callable[[str], Workspace]) -> None:
    add(at("2026-11-22T09:30"), due="2026-11-24 10:00", remind="1h")
    assert told(at("2026-11-24T08:59")) == []
    assert told(at("2026-11-24T09:00")) == [("Call Ana", False)]
    assert told(at("2026-11-24T09:05")) == []


def test_telling_is_no_change_that_could_be_undone(at: Callable[[str], Workspace]) -> None:
    crm = at("2026-11-22T09:30")
    before = add(crm, due="2026-11-22 10:00", remind="1h")
    assert len(told(crm)) == 1
    assert tasks.get(crm, 1) == before
    assert crm.db.execute("SELECT count(*) FROM change_set").fetchone() == (1,)


def test_looking_tells_nothing(at: Callable[[str], Workspace]) -> None:
    crm = at("2026-11-22T09:30")
    add(crm, due="2026-11-22 10:00", remind="1h")
    assert [reminder.title for reminder in reminders.come(crm)] == ["Call Ana"]
    assert len(told(crm)) == 1


def test_what_is_told_late_says_so(at: Callable[[str], Workspace]) -> None:
    crm = at("2026-11-22T09:30")
    add(crm, "timed", due="2026-11-24 10:00", remind="1h")
    add(crm, "day", due="2026-11-24", remind="1d")
    assert told(at("2026-11-23T18:00")) == [("day", False)]
    assert told(at("2026-11-24T09:16")) == [("timed", True)]
    add(crm, "other day", due="2026-11-25", remind="0")
    assert told(at("2026-11-26T00:01")) == [("other day", True)]


def test_a_clock_that_goes_back_tells_nothing_again(at: Callable[[str], Workspace]) -> None:
    add(at("2026-11-22T09:30"), due="2026-11-24 10:00", remind="1h")
    assert len(told(at("2026-11-24T09:30"))) == 1
    assert told(at("2026-11-23T12:00")) == []
    assert told(at("2026-11-24T09:30")) == []


def test_a_snoozed_task_is_told_again_and_one_moved_forward_is_not(at: Callable[[str], Workspace]) -> None:
    crm = at("2026-11-22T09:30")
    add(crm, due="2026-11-22 10:00", remind="1h")
    assert len(told(crm)) == 1
    task_changes.snooze(crm, ["1"], by="1d")
    assert len(told(at("2026-11-23T09:30"))) == 1
    task_changes.edit(crm, "1", {}, Times(due="2026-11-23 09:45"))
    assert told(crm) == []


@pytest.mark.parametrize("verb", [tasks.done, tasks.cancel, tasks.trash])
def test_what_is_over_is_not_told(at: Callable[[str], Workspace], verb: Callable[..., object]) -> None:
    crm = at("2026-11-22T09:30")
    add(crm, due="2026-11-22 10:00", remind="1h")
    verb(crm, ["1"])
    assert told(crm) == []


def test_the_next_of_a_repeated_task_has_a_reminder_of_its_own(at: Callable[[str], Workspace]) -> None:
    crm = at("2026-11-22T09:30")
    add(crm, due="2026-11-22 10:00", remind="1h", repeat="daily")
    assert len(told(crm)) == 1
    tasks.done(crm, ["1"])
    assert told(crm) == []
    assert len(told(at("2026-11-23T09:00"))) == 1


def test_nothing_to_tell_makes_no_book_and_takes_no_lock(workspace: Workspace) -> None:
    assert reminders.tell(workspace) == []
    assert not workspace.settings.db.parent.joinpath("crm.db.lock").exists()


def test_a_read_only_session_tells_nothing_for_good(workspace: Workspace) -> None:
    add(workspace, due="2026-11-22 10:00", remind="1h")
    careful = Workspace({**workspace.environ, "CRM_READONLY": "1"})
    with pytest.raises(Refused):
        reminders.tell(careful)
    assert len(reminders.come(careful)) == 1
    careful.close()


def test_ten_at_once_tell_each_once(workspace: Workspace, program: Callable[..., object]) -> None:
    for number in range(20):
        add(workspace, f"task {number:02}", due="2026-11-22 10:00", remind="1h")
    with ThreadPoolExecutor(10) as pool:
        ran = list(pool.map(lambda _: program("remind", "--format", "plain", "--columns", "title"), range(10)))
    assert {getattr(one, "code") for one in ran} == {0}  # noqa: B009 - of any shape
    lines = [line for one in ran for line in str(getattr(one, "out")).splitlines()]  # noqa: B009
    assert sorted(lines) == [f"task {number:02}" for number in range(20)]


def test_a_notification_is_a_list_of_harmless_arguments(workspace: Workspace, tmp_path: Path) -> None:
    program = tmp_path / "notify-send"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$(dirname "$0")/said"\n')
    program.chmod(0o700)
    crm = Workspace({**workspace.environ, "PATH": f"{tmp_path}:{workspace.environ['PATH']}"})
    reminders.notify(crm, "--help $(reboot)", "<b>&\\n\x1b[31mred\x00" + "x" * 1000)
    said = (tmp_path / "said").read_text().splitlines()
    assert said[:3] == ["--app-name=crm", "--", "--help $(reboot)"]
    assert said[3].startswith("&lt;b&gt;&amp;\\\\n^[[31mred^@xx")
    assert len(said) == 4
    assert len(said[3]) < 400
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(Refused):
        reminders.notify(crm, "a", "b")
    with pytest.raises(Refused):
        reminders.notify(Workspace({**workspace.environ, "PATH": "/nowhere"}), "a", "b")

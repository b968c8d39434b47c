"""What makes a task a good one, and which one follows: values and properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid, Refused
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity.agenda import is_overdue
from crmcli.core.rules.activity.rounds import following, moved
from crmcli.core.rules.activity.task_states import cancelled, done, reopened
from crmcli.core.rules.activity.tasks import LONGEST_REMINDER, settled
from crmcli.core.values.moments import LocalMoment

CALL = Task(id=7, title="Call Ana", due="2026-11-24")
ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "Africa/Cairo",
)


def clock(zone: str) -> LocalMoment:
    there = ZoneInfo(zone)

    def local(stored: str) -> datetime:
        if len(stored) == len("2026-11-24"):
            day = date.fromisoformat(stored)
            return datetime(day.year, day.month, day.day, tzinfo=there)
        return datetime.fromisoformat(stored).astimezone(there)

    return local


MADRID = clock("Europe/Madrid")


def after(task: Task, on: str = "2026-11-24", local: LocalMoment = MADRID) -> str:
    """When the next of a task is due that was done on a day."""
    found = following(task, date.fromisoformat(on), local)
    return "" if found is None else found.due


@pytest.mark.parametrize(
    "task",
    [
        CALL._replace(title="  "),
        CALL._replace(kind="party"),
        CALL._replace(priority="urgent"),
        CALL._replace(due="0001-01-01"),
        CALL._replace(due="9999-12-31"),
        CALL._replace(due="", remind=60),
        CALL._replace(remind=-1),
        CALL._replace(remind=LONGEST_REMINDER + 1),
        CALL._replace(due="", recurrence="FREQ=DAILY"),
        CALL._replace(from_done=True),
        CALL._replace(recurrence="FREQ=DAILY;UNTIL=20261123"),
        CALL._replace(end="2026-11-23"),
        CALL._replace(due="", end="2026-11-23"),
        CALL._replace(end="2026-11-25T09:00:00Z"),
        CALL._replace(due="2026-11-24T10:00:00Z", end="2026-11-24T09:59:59Z"),
        CALL._replace(title="x" * 1001),
    ],
)
def test_what_cannot_be_is_refused(task: Task) -> None:
    with pytest.raises(Invalid):
        settled(task)


def test_a_good_task_stays_as_it_is() -> None:
    task = CALL._replace(end="2026-11-24", remind=0, recurrence="FREQ=DAILY;UNTIL=20261124", from_done=True)
    assert settled(task) == task
    assert settled(CALL._replace(kind="E-mail", priority="HIGH")) == CALL._replace(kind="email", priority="high")


def test_finishing_twice_is_refused() -> None:
    finished = done(CALL, "2026-11-24T10:00:00Z")
    assert (finished.status, finished.done_at) == ("done", "2026-11-24T10:00:00Z")
    with pytest.raises(Refused):
        done(finished, "2026-11-25T10:00:00Z")
    with pytest.raises(Refused):
        cancelled(finished)
    with pytest.raises(Refused):
        done(cancelled(CALL), "2026-11-25T10:00:00Z")


def test_reopening_leaves_the_repetition_to_the_next_where_there_is_one() -> None:
    weekly = CALL._replace(recurrence="FREQ=WEEKLY", from_done=True)
    finished = done(weekly, "2026-11-24T10:00:00Z")
    assert reopened(finished, is_followed=False) == weekly
    assert reopened(finished, is_followed=True) == CALL
    with pytest.raises(Refused):
        reopened(CALL, is_followed=False)


def test_the_next_is_counted_from_the_due_day_even_when_it_is_late() -> None:
    weekly = CALL._replace(recurrence="FREQ=WEEKLY")
    assert after(weekly, "2026-11-20") == "2026-12-01"
    assert after(weekly, "2026-12-20") == "2026-12-01"


def test_or_from_the_day_when_it_was_done() -> None:
    weekly = CALL._replace(recurrence="FREQ=WEEKLY", from_done=True)
    assert after(weekly, "2026-12-20") == "2026-12-27"
    assert after(weekly._replace(recurrence="FREQ=WEEKLY;BYDAY=MO"), "2026-11-25") == "2026-11-30"
    timed = weekly._replace(due="2026-10-20T08:00:00Z", recurrence="FREQ=DAILY", zone="Europe/Madrid")
    assert after(timed, "2026-11-24") == "2026-11-25T09:00:00Z"


def test_count_and_until_end_a_series() -> None:
    counted = CALL._replace(recurrence="FREQ=DAILY;COUNT=3")
    second = following(counted, date(2026, 11, 24), MADRID)
    assert second is not None
    third = following(second, date(2026, 11, 24), MADRID)
    assert third is not None
    assert (second.recurrence, third.recurrence, third.due) == (
        "FREQ=DAILY;COUNT=2",
        "FREQ=DAILY;COUNT=1",
        "2026-11-26",
    )
    assert following(third, date(2026, 11, 24), MADRID) is None
    assert after(CALL._replace(recurrence="FREQ=DAILY;UNTIL=20261125")) == "2026-11-25"
    assert after(CALL._replace(recurrence="FREQ=DAILY;UNTIL=20261124")) == ""
    assert after(CALL) == ""
    assert after(CALL._replace(due="9899-12-31", recurrence="FREQ=YEARLY")) == ""


def test_the_next_carries_everything_but_what_was_done() -> None:
    task = CALL._replace(
        uid="u", kind="meeting", note="n", due="2026-11-24T09:00:00Z", end="2026-11-24T10:30:00Z",
        zone="Europe/Madrid",
        remind=30, recurrence="FREQ=WEEKLY", priority="high", contact_id=3, sequence=4, version=5, created_at="x",
    )  # fmt: skip
    found = following(task, date(2026, 11, 24), MADRID)
    assert found == task._replace(
        id=0,
        uid="",
        due="2026-12-01T09:00:00Z",
        end="2026-12-01T10:30:00Z",
        origin_id=7,
        sequence=0,
        version=0,
        created_at="",
    )


def test_the_time_of_day_stays_the_same_when_the_clocks_change() -> None:
    """Nine in Madrid is 7:00 UTC in summer and 8:00 in winter."""
    summer = CALL._replace(due="2026-10-19T07:00:00Z", zone="Europe/Madrid", recurrence="FREQ=WEEKLY")
    assert after(summer) == "2026-10-26T08:00:00Z"
    assert moved(summer, date(2026, 10, 26), MADRID).due == "2026-10-26T08:00:00Z"


def test_a_time_that_the_clock_skips_moves_on_and_one_that_comes_twice_is_the_first() -> None:
    berlin = clock("Europe/Berlin")
    gap = CALL._replace(due="2026-03-28T01:30:00Z", zone="Europe/Berlin", recurrence="FREQ=DAILY")
    assert after(gap, local=berlin) == "2026-03-29T01:30:00Z"
    assert berlin("2026-03-29T01:30:00Z").strftime("%H:%M") == "03:30"
    fold = CALL._replace(due="2026-10-24T00:30:00Z", zone="Europe/Berlin", recurrence="FREQ=DAILY")
    assert after(fold, local=berlin) == "2026-10-25T00:30:00Z"


@pytest.mark.parametrize(
    ("task", "to", "wanted"),
    [
        (CALL, date(2026, 12, 1), ("2026-12-01", "")),
        (CALL._replace(due=""), date(2026, 12, 1), ("2026-12-01", "")),
        (CALL._replace(end="2026-11-26"), date(2026, 12, 1), ("2026-12-01", "2026-12-03")),
        (CALL._replace(due="2026-11-24T09:00:00Z"), date(2026, 12, 1), ("2026-12-01T09:00:00Z", "")),
        (
            CALL._replace(due="2026-11-24T09:00:00Z", end="2026-11-24T10:00:00Z"),
            datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Europe/Madrid")),
            ("2026-12-01T11:00:00Z", "2026-12-01T12:00:00Z"),
        ),
        (CALL._replace(end="2026-11-26"), datetime(2026, 12, 1, 12, tzinfo=UTC), ("2026-12-01T12:00:00Z", "")),
    ],
)
def test_what_is_moved_keeps_its_time_and_its_length(task: Task, to: date, wanted: tuple[str, str]) -> None:
    after_it = moved(task, to, MADRID)
    assert (after_it.due, after_it.end) == wanted


@pytest.mark.parametrize(
    ("task", "late"),
    [
        (CALL._replace(due="2026-11-21"), True),
        (CALL._replace(due="2026-11-22"), False),
        (CALL._replace(due="2026-11-22T08:29:59Z"), True),
        (CALL._replace(due="2026-11-22T08:30:00Z"), False),
        (CALL._replace(due="2026-11-22T08:00:00Z", end="2026-11-22T09:00:00Z"), False),
        (CALL._replace(due="2026-11-20", end="2026-11-22"), False),
        (CALL._replace(due="2026-11-21", status="done"), False),
        (CALL._replace(due=""), False),
    ],
)
def test_late_is_what_should_have_been_done_or_should_be_over(task: Task, late: bool) -> None:
    assert is_overdue(task, date(2026, 11, 22), "2026-11-22T08:30:00Z") is late


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)),
    rounds=st.integers(1, 12),
    rule=st.sampled_from(("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=17", "FREQ=MONTHLY;BYDAY=2TU")),
)
def test_no_round_drifts(zone: str, start: datetime, rounds: int, rule: str) -> None:
    """The wall time of every round is the first one's, but on a day that skips it."""
    local = clock(zone)
    begun = start.replace(microsecond=0, tzinfo=UTC)
    task = CALL._replace(due=begun.isoformat().replace("+00:00", "Z"), zone=zone, recurrence=rule)
    wall = local(task.due).time()
    before = None
    for _round in range(rounds):
        found = following(task, date(2030, 1, 1), local, before)
        assert found is not None
        was, now = local(task.due), local(found.due)
        meant = now.replace(hour=wall.hour, minute=wall.minute, second=wall.second, fold=0)
        assert now == meant.astimezone(UTC).astimezone(now.tzinfo)
        assert timedelta(hours=22) < now - was < timedelta(days=45)
        before, task = task, found


@pytest.mark.parametrize(
    ("zone", "gap"), [("Europe/Berlin", "2026-03-28T01:30:00Z"), ("America/New_York", "2026-03-07T07:30:00Z")]
)
def test_a_time_that_is_skipped_once_comes_back(zone: str, gap: str) -> None:
    """Half past two every day: on the day without it half past three, and then half past two again."""
    local = clock(zone)
    first = CALL._replace(due=gap, zone=zone, recurrence="FREQ=DAILY")
    second = following(first, date(2026, 3, 28), local)
    assert second is not None
    third = following(second, date(2026, 3, 29), local, first)
    assert third is not None
    assert [f"{local(task.due):%H:%M}" for task in (first, second, third)] == ["02:30", "03:30", "02:30"]

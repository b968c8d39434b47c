"""What is to be done around today, what was done before, and what comes round again, as tasks."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS
from crmcli.services.demo import tasks_data
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days, is_quiet
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.talks import EVENING, Promise

_DONE_AT = "17:30"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE_DAY = timedelta(days=1)


class Drawn(NamedTuple):
    """A task before it has a number: its own name and the name of the one that it repeats, where there are."""

    task: Task
    name: str = ""
    origin: str = ""


def promised(chance: Chance, cast: Cast, days: Days, kept: tuple[Promise, ...]) -> tuple[Task, ...]:
    """Every task, the oldest first and numbered; one that repeats another comes after it."""
    today = tasks_data.QUIET_TODAY if is_quiet(days.today) else tasks_data.WORKING_TODAY
    drawn = [*(_kept(cast, days, promise) for promise in kept), *_repeated(cast, days)]
    drawn += [Drawn(task) for table in (tasks_data.OPEN, today) for task in _listed(chance, cast, days, table)]
    drawn += [Drawn(task._replace(status="cancelled")) for task in _listed(chance, cast, days, tasks_data.CALLED_OFF)]
    drawn.sort(key=lambda one: one.task.created_at)
    ids = {one.name: at for at, one in enumerate(drawn, 1) if one.name}
    return tuple(
        one.task._replace(id=at, uid=uid(chance), origin_id=ids.get(one.origin)) for at, one in enumerate(drawn, 1)
    )


def _kept(cast: Cast, days: Days, promise: Promise) -> Drawn:
    due = days.at(-promise.kept)
    return Drawn(
        Task(
            kind=promise.kind,
            title=promise.title,
            due=due.isoformat(),
            status="done",
            done_at=days.moment(due, _DONE_AT),
            contact_id=cast.id(promise.contact),
            created_at=days.moment(days.at(-promise.made), EVENING),
        )
    )


def _listed(chance: Chance, cast: Cast, days: Days, table: str) -> Iterator[Task]:
    for manner, title, note in rows(table):
        when, who, *words = manner.split()
        task = Task(title=title, note=note, contact_id=None if who == "-" else cast.id(who))
        clocks = ""
        for word in words:
            if word in TASK_KINDS:
                task = task._replace(kind=word)
            elif word in PRIORITIES:
                task = task._replace(priority=word)
            elif word.startswith("r"):
                task = task._replace(remind=int(word[1:]))
            else:
                clocks = word
        distance = 0 if when in ("today", "someday") else int(when)
        made = days.at(min(distance, 0) - chance.randint(1, 9))
        task = task._replace(created_at=days.moment(made, EVENING))
        yield task if when == "someday" else _at(days, task, days.at(distance), clocks)


def _at(days: Days, task: Task, day: date, clocks: str) -> Task:
    start, _dash, end = clocks.partition("-")
    return task._replace(
        due=days.moment(day, start),
        end=days.moment(day, end) if end else "",
        zone=days.zone_name if start else "",
    )


def _repeated(cast: Cast, days: Days) -> Iterator[Drawn]:
    """What repeats: the rounds that were done, each made by the one before, and the open one."""
    for manner, title, note in rows(tasks_data.REPEATED):
        rhythm, who, *words = manner.split()
        every, _colon, place = rhythm.partition(":")
        task = Task(
            title=title,
            note=note,
            kind=words[0],
            priority=words[1] if len(words) > 1 else "normal",
            recurrence=_RULES[every].format(place),
            contact_id=None if who == "-" else cast.id(who),
        )
        rounds = list(_rounds(every, place, days.today, tasks_data.ROUNDS_DONE[every] + 1))
        before = rounds[0] - timedelta(days=9)
        for due, after in zip(rounds, [*rounds[1:], None], strict=True):
            dated = task._replace(due=due.isoformat(), created_at=days.moment(before, _DONE_AT))
            done = dated if after is None else dated._replace(status="done", done_at=days.moment(due, _DONE_AT))
            yield Drawn(done, f"{every} {due}", f"{every} {before}")
            before = due


_RULES = {
    "month": "FREQ=MONTHLY;BYMONTHDAY={}",
    "quarter": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={}",
    "week": "FREQ=WEEKLY;BYDAY={}",
}


def _rounds(every: str, place: str, today: date, count: int) -> list[date]:
    """So many days of this rhythm, the last of them the first from today on."""
    found: list[date] = []
    day = today
    while not _falls(every, place, day):
        day += _ONE_DAY
    while len(found) < count:
        if _falls(every, place, day):
            found.append(day)
        day -= _ONE_DAY
    return found[::-1]


def _falls(every: str, place: str, day: date) -> bool:
    if every == "week":
        return _WEEKDAYS[day.weekday()] == place
    if place == "-1":
        return (day + _ONE_DAY).day == 1
    return day.day == int(place) and (every == "month" or day.month % 3 == 1)

"""The calendar of promises: some days with what is overdue, what is to be done, and whom to think of."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.core.errors import CrmError, Invalid
from crmcli.core.records.activity import Task
from crmcli.core.records.agenda import AgendaItem
from crmcli.core.rules.activity import recurrence, rounds
from crmcli.core.values import dates, durations, periods
from crmcli.core.values.date_words import WORDS_OF_DAYS
from crmcli.core.values.durations import Duration
from crmcli.core.values.moments import instant
from crmcli.core.values.text import fold, nearest
from crmcli.services.activity import task_queries, zones
from crmcli.services.activity.agenda_items import ONE_DAY, birthdays, day, late_money, money, of_task, order, touches
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.reads import lists
from crmcli.store.reads import tasks as task_reads

LONGEST = 366
"""Days of an agenda."""
_DAY = len("2026-11-24")
_UNITS = {"dia": "day", "semana": "week", "mes": "month"}
_LENGTHS = {"day": Duration(days=1), "week": Duration(days=7)}
_HINT = "As in: crm agenda 2026-11-01..2026-11-15"


class Agenda(NamedTuple):
    """The items of some days, what is overdue first."""

    start: date
    end: date
    """The day after the last."""
    items: tuple[AgendaItem, ...]


class _Seen(NamedTuple):
    """The days that are looked at, and from when."""

    start: date
    end: date
    today: date
    now: str

    def holds(self, day: str) -> bool:
        return self.start.isoformat() <= day < self.end.isoformat()


def between(crm: Workspace, start: date, end: date, query: str = "") -> Agenda:
    """The items from one day up to but not including another; with today among them, also all that is overdue.

    A query picks tasks, of which it may name other states than open; all the rest is then left out.
    """
    if (end - start).days > LONGEST:
        raise Invalid("An agenda spans at most a year.", hint=_HINT)
    seen = _Seen(start, end, crm.today, instant(crm.now))
    items = [item for task in _tasks(crm, start, end, query) for item in _rounds(crm, task, seen)]
    if not query:
        items += birthdays(crm, start, end)
        items += money(crm, start, end)
        if start <= crm.today < end:
            items += late_money(crm, start)[0]
        items += touches(crm, "" if start <= crm.today < end else start.isoformat(), end.isoformat())
    return Agenda(start, end, tuple(sorted(items, key=order)))


def unit(word: str) -> str:
    """The stretch that a word of the other language asks for, as the commands do in English; "" for none."""
    return _UNITS.get(fold(word), "")


def span(crm: Workspace, unit: str, words: Sequence[str]) -> tuple[date, date, str]:
    """The days that are meant and the query: the first word may be a day or a period, what follows picks tasks.

    A `week` is the seven days from the one that is named, or from today; a `month` the one that holds it; without a
    unit, the days that are named and no more, or else the week.
    """
    first = words[0].strip() if words else ""
    found = _period(crm, first) if first else None
    if found is None and first:
        found = _counted(crm, unit, first)
        if found is None:
            _refuse_a_slip(first)
    query = " ".join(words if found is None else words[1:]).strip()
    start, end = found or (crm.today, crm.today + ONE_DAY)
    if unit == "month":
        start, end = durations.whole("month", start)
    elif found is None or (unit == "week" and end - start == ONE_DAY):
        end = durations.add(start, _LENGTHS[unit or "week"])
    return start, end, query


def _period(crm: Workspace, text: str) -> tuple[date, date] | None:
    """The days that a word names, None when it is no such word."""
    try:
        start, end = periods.parse(text, crm.today)
    except Invalid:
        return _days(crm, text)
    if start is None or end is None:
        raise Invalid("{value} has no beginning or no end.", value=text, hint=_HINT)
    return start, end


def _counted(crm: Workspace, unit: str, text: str) -> tuple[date, date] | None:
    """`week next` and `month +2`."""
    if not unit:
        return None
    return _period(crm, f"{text}{unit[0]}" if text[1:].isdecimal() and text[0] in "+-" else f"{text} {unit}")


def _refuse_a_slip(text: str) -> None:
    """A word that was meant as a day must not be taken for a query: the calendar would look free."""
    if text.isalpha():
        meant = nearest(text, WORDS_OF_DAYS)
        if meant is None:
            return
        raise Invalid(
            "{value} is not a day.",
            value=text,
            near=meant,
            hint="Did you mean {near}? Tasks with this word: title:{value}.",
        )
    if text[0] in "+-" or (text[0].isdecimal() and not any(sign.isalpha() or sign in ":=<>" for sign in text)):
        raise Invalid("{value} is not a day.", value=text, hint=_HINT)


def _days(crm: Workspace, text: str) -> tuple[date, date] | None:
    """One typed day, or from one to another."""
    first, dots, last = text.partition("..")
    order_of_parts = crm.settings.date_order
    try:
        start = dates.parse(first, now=crm.now, order=order_of_parts).day
        end = dates.parse(last, now=crm.now, order=order_of_parts).day if dots else start
    except Invalid as error:
        if dots and not any(sign in text for sign in ":=<>"):
            raise _no_days(text) from error
        return None
    if end < start:
        raise _no_days(text)
    return start, durations.add(end, Duration(days=1))


def _no_days(text: str) -> CrmError:
    return Invalid("{value} is not a range of days.", value=text, hint=_HINT)


def _tasks(crm: Workspace, start: date, end: date, query: str) -> list[Task]:
    """Tasks that may show in these days: due or lasting into them, or open since before, late or repeated."""
    first, last = start.isoformat(), (end - ONE_DAY).isoformat()
    near = f"(due:{first}..{last} or (due:..{last} end:{first}..) or (due:..{last} status:open))"
    picked = task_queries.condition(crm, query, always=near)
    return task_reads.by_ids(crm.db, lists.ids_where(crm.db, "task", picked, sorting.order("task"), None))


def _rounds(crm: Workspace, task: Task, seen: _Seen) -> Iterator[AgendaItem]:
    """A task's own item, where it is overdue now, falls into these days or lasts into them; and its later rounds."""
    item = of_task(crm, task, seen.today, seen.now)
    first = seen.start.isoformat()
    is_late = item.overdue and seen.start <= seen.today < seen.end
    if not is_late and item.day < first <= day(crm, task.end):
        item = item._replace(day=first)
    if is_late or seen.holds(item.day):
        yield item
    if task.recurrence and task.status == "open" and not task.from_done:
        yield from _later_rounds(crm, task, seen)


def _later_rounds(crm: Workspace, task: Task, seen: _Seen) -> Iterator[AgendaItem]:
    local = zones.clock(crm, task.zone)
    due = local(task.due)
    begun = due.date() if len(task.due) == _DAY else due
    for moment in recurrence.occurrences(task.recurrence, begun, seen.start - ONE_DAY, seen.end + ONE_DAY):
        item = of_task(crm, rounds.moved(task, moment, local), seen.today, seen.now)
        if moment != begun and seen.holds(item.day):
            yield item._replace(again=True, overdue=False)

"""Tasks, money and goods, birthdays and touches as items of a calendar, in the order in which one wants to see them."""

from collections.abc import Iterator
from datetime import date, timedelta

from crmcli.core.records.activity import Task
from crmcli.core.records.agenda import AGENDA_KINDS, AgendaItem
from crmcli.core.records.owed import Promise
from crmcli.core.rules.activity.agenda import is_overdue
from crmcli.core.rules.people import birthdays as birthday_rules
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads
from crmcli.store.reads.sales import promises

ONE_DAY = timedelta(days=1)
OVERDUE_KINDS = ("invoice", "delivery", "deal")
"""What stays to be done when its day has passed."""
_DAY = len("2026-11-24")
_DAYS_A_YEAR = 365
_PRIORITIES = {"high": 0, "low": 2}


def of_task(crm: Workspace, task: Task, today: date, now: str) -> AgendaItem:
    """A task under the local day on which it is due or starts, as seen on a local day at a stored instant."""
    return AgendaItem(
        day=day(crm, task.due), at=task.due, end=task.end, kind="task", id=task.id, title=task.title,
        task_kind=task.kind, priority=task.priority, status=task.status, contact=task.contact,
        contact_id=task.contact_id, overdue=is_overdue(task, today, now),
    )  # fmt: skip


def birthdays(crm: Workspace, start: date, end: date, limit: int = -1) -> Iterator[AgendaItem]:
    """The birthdays from one day up to but not including another; in common years, 29 February falls on the 28th.

    Of a limit, the first so many people.
    """
    for first, last in days_of_years(start, end):
        people = reads.birthdays(crm.db, first, last, limit)
        limit = limit if limit < 0 else limit - len(people)
        for person in people:
            when = birthday_rules.next_birthday(person.birthday, start)
            while when < end:
                yield AgendaItem(
                    when.isoformat(), when.isoformat(), kind="birthday", title=person.name, contact=person.name,
                    contact_id=person.id, turns=birthday_rules.age_on(person.birthday, when),
                )  # fmt: skip
                when = birthday_rules.next_birthday(person.birthday, when + ONE_DAY)


def days_of_years(start: date, end: date) -> list[tuple[str, str]]:
    """The days of the year that these days are: 11-22 to 12-06, or 12-28 to 12-31 and 01-01 to 01-11."""
    final = end - ONE_DAY
    first, last = start.isoformat()[5:], final.isoformat()[5:]
    if (end - start).days >= _DAYS_A_YEAR:
        return [("01-01", "12-31")]
    if last == "02-28" and (final + ONE_DAY).day == 1:
        last = "02-29"
    return [(first, last)] if first <= last else [(first, "12-31"), ("01-01", last)]


def touches(crm: Workspace, first: str, before: str, limit: int = -1) -> Iterator[AgendaItem]:
    """Who should hear from us from one day ("" for ever) on and before another, the longest overdue first."""
    now = crm.today.isoformat()
    for person in reads.to_touch(crm.db, first, before, limit):
        yield AgendaItem(
            person.touch_by, person.touch_by, kind="touch", title=person.name, contact=person.name,
            contact_id=person.id, overdue=person.touch_by < now, last_at=person.last_at,
        )  # fmt: skip


def money(crm: Workspace, start: date, end: date) -> Iterator[AgendaItem]:
    """What of money and goods is due, ends or is promised from one day up to but not including another."""
    today = crm.today.isoformat()
    for promise in promises.ahead(crm.db, start.isoformat(), end.isoformat()):
        yield _of_promise(promise, today)


def late_money(crm: Workspace, before: date, limit: int = -1) -> tuple[list[AgendaItem], int]:
    """The invoices overdue and deliveries late since before a day, the oldest first; how many there are in all."""
    found, total = promises.late(crm.db, before.isoformat(), limit)
    today = crm.today.isoformat()
    return [_of_promise(promise, today) for promise in found], total


def _of_promise(promise: Promise, today: str) -> AgendaItem:
    return AgendaItem(
        promise.day, promise.day, kind=promise.kind, id=promise.id, title=promise.title, status="open",
        contact=promise.contact, contact_id=promise.contact_id, amount_minor=promise.amount_minor,
        currency=promise.currency, overdue=promise.day < today and promise.kind in OVERDUE_KINDS,
    )  # fmt: skip


def day(crm: Workspace, stored: str) -> str:
    """The local day of a stored day or instant."""
    return stored if len(stored) <= _DAY else crm.local(stored).date().isoformat()


def order(item: AgendaItem) -> tuple[object, ...]:
    """Overdue tasks first, then overdue touches, then day by day: what has no hour by weight, the rest by the hour."""
    hour = item.at if len(item.at) > _DAY else ""
    kind = AGENDA_KINDS.index(item.kind)
    weight = _PRIORITIES.get(item.priority, 1)
    return (not item.overdue, item.overdue and kind, item.day, hour, kind, weight, item.title, item.id or 0)

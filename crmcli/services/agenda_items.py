"""Tasks, birthdays and touches as items of a calendar, in the order in which one wants to see them."""

from collections.abc import Iterator
from datetime import date, timedelta

from crmcli.core.records.activity import Task
from crmcli.core.records.agenda import AGENDA_KINDS, AgendaItem
from crmcli.core.rules import birthdays as birthday_rules
from crmcli.core.rules.agenda import is_overdue
from crmcli.core.values.moments import instant
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads

ONE_DAY = timedelta(days=1)
_DAY = len("2026-11-24")
_DAYS_A_YEAR = 365
_PRIORITIES = {"high": 0, "low": 2}


def of_task(crm: Workspace, task: Task) -> AgendaItem:
    """A task under the local day on which it is due or starts."""
    return AgendaItem(
        day=day(crm, task.due), at=task.due, end=task.end, kind="task", id=task.id, title=task.title,
        task_kind=task.kind, priority=task.priority, status=task.status, contact=task.contact,
        contact_id=task.contact_id, overdue=is_overdue(task, crm.today, instant(crm.now)),
    )  # fmt: skip


def birthdays(crm: Workspace, start: date, end: date) -> Iterator[AgendaItem]:
    """The birthdays from one day up to but not including another; in common years, 29 February falls on the 28th."""
    first, last = start.isoformat()[5:], (end - ONE_DAY).isoformat()[5:]
    if (end - start).days >= _DAYS_A_YEAR:
        first, last = "00-00", "99-99"
    for person in reads.birthdays(crm.db, first, "02-29" if last == "02-28" else last):
        when = birthday_rules.next_birthday(person.birthday, start)
        while when < end:
            yield AgendaItem(
                when.isoformat(), when.isoformat(), kind="birthday", title=person.name, contact=person.name,
                contact_id=person.id, turns=birthday_rules.age_on(person.birthday, when),
            )  # fmt: skip
            when = birthday_rules.next_birthday(person.birthday, when + ONE_DAY)


def touches(crm: Workspace, first: str, before: str, limit: int = -1) -> Iterator[AgendaItem]:
    """Who should hear from us from one day ("" for ever) on and before another, the longest overdue first."""
    now = crm.today.isoformat()
    for person in reads.to_touch(crm.db, first, before, limit):
        yield AgendaItem(
            person.touch_by, person.touch_by, kind="touch", title=person.name, contact=person.name,
            contact_id=person.id, overdue=person.touch_by < now, last_at=person.last_at,
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

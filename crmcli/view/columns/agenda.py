"""How items of the agenda, reminders and intervals to keep in touch look."""

from collections.abc import Iterable
from datetime import date

from crmcli.core.records.agenda import AgendaItem, Cadence, Reminder
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent


def _at(item: AgendaItem | Reminder, frame: Frame) -> str:
    stored = item.at if isinstance(item, AgendaItem) else item.due
    day = dates.of_year(frame.local(stored).date())
    return f"{day} {dates.clock(stored, frame.local)}".rstrip()


def _touch(cadence: Cadence, frame: Frame) -> str:
    return dates.short(date.fromisoformat(cadence.touch_by), frame.today) if cadence.touch_by else ""


def _objects(items: Iterable[AgendaItem]) -> Json:
    return [{column.key: column.value(item) for column in AGENDA} for item in items]


AGENDA = (
    Column("day", "Day", lambda i: i.day, shown=False, type="date"),
    Column("at", "When", lambda i: i.at, _at, type="moment"),
    Column("end", "End", lambda i: absent(i.end), shown=False, type="moment"),
    Column("kind", "Kind", lambda i: i.kind),
    Column("id", "#", lambda i: i.id, align="right", type="integer"),
    Column("title", "Title", lambda i: i.title, wide=True),
    Column("contact", "Contact", lambda i: absent(i.contact), wide=True),
    Column("contact_id", "Contact #", lambda i: i.contact_id, shown=False, type="integer"),
    Column("overdue", "Overdue", lambda i: i.overdue, shown=False, type="boolean"),
    Column("status", "Status", lambda i: absent(i.status), shown=False),
    Column("task_kind", "Kind of task", lambda i: absent(i.task_kind), shown=False),
    Column("priority", "Priority", lambda i: absent(i.priority), shown=False),
    Column("again", "Repeated", lambda i: i.again, shown=False, type="boolean"),
    Column("turns", "Turns", lambda i: i.turns, shown=False, type="integer"),
    Column("last_at", "Last contact", lambda i: absent(i.last_at), shown=False, type="moment"),
)

TODAY = (
    Column("overdue", "Overdue", lambda t: _objects(t.overdue), type="array"),
    Column("today", "Today", lambda t: _objects(t.today), type="array"),
    Column("coming", "Coming days", lambda t: _objects(t.coming), type="array"),
    Column("birthdays", "Birthdays", lambda t: _objects(t.birthdays), type="array"),
    Column("neglected", "Waiting to hear from you", lambda t: _objects(t.neglected), type="array"),
    Column("totals", "In all", lambda t: t.totals._asdict(), type="object"),
)

REMINDER = (
    Column("id", "#", lambda r: r.id, align="right", type="integer"),
    Column("due", "Due", lambda r: r.due, _at, type="moment"),
    Column("title", "Title", lambda r: r.title, wide=True),
    Column("contact", "Contact", lambda r: absent(r.contact), wide=True),
    Column("contact_id", "Contact #", lambda r: r.contact_id, shown=False, type="integer"),
    Column("kind", "Kind", lambda r: r.kind, shown=False),
    Column("at", "Reminder", lambda r: r.at, shown=False, type="instant"),
    Column("late", "Late", lambda r: r.late, lambda r, _: "late" if r.late else "", type="boolean"),
)

CADENCE = (
    Column("kind", "What", lambda c: c.kind),
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("name", "Name", lambda c: c.name, wide=True),
    Column("cadence", "Every", lambda c: absent(c.cadence), align="right"),
    Column("contacts", "Contacts", lambda c: c.contacts, align="right", type="integer"),
    Column("touch_by", "Due", lambda c: absent(c.touch_by), _touch, align="right", type="date"),
)

"""How items of the agenda look."""

from collections.abc import Iterable

from crmcli.core.records.agenda import AgendaItem
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent, money
from crmcli.view.wording import labels, promises


def _at(item: AgendaItem, frame: Frame) -> str:
    return on(item.at, frame)


def on(stored: str, frame: Frame) -> str:
    """A stored day or instant, the year going without saying: Tue 24 Nov, Tue 24 Nov 10:30."""
    return f"{dates.of_year(frame.local(stored).date())} {dates.clock(stored, frame.local)}".rstrip()


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
    Column("status", "Status", lambda i: absent(i.status), lambda i, _: labels.status(i.status), shown=False),
    Column("task_kind", "Kind of task", lambda i: absent(i.task_kind), shown=False),
    Column("priority", "Priority", lambda i: absent(i.priority), lambda i, _: labels.priority(i.priority), shown=False),
    Column("again", "Repeated", lambda i: i.again, shown=False, type="boolean"),
    Column("turns", "Turns", lambda i: i.turns, shown=False, type="integer"),
    Column("last_at", "Last contact", lambda i: absent(i.last_at), shown=False, type="moment"),
    Column(
        "amount", "Amount", lambda i: money(i.amount_minor, i.currency),
        lambda i, _: promises.amount(i), shown=False, type="money",
    ),
)  # fmt: skip

TODAY = (
    Column("overdue", "Overdue", lambda t: _objects(t.overdue), type="array"),
    Column("today", "Today", lambda t: _objects(t.today), type="array"),
    Column("coming", "Coming days", lambda t: _objects(t.coming), type="array"),
    Column("money", "Money and deliveries", lambda t: _objects(t.money), type="array"),
    Column("birthdays", "Birthdays", lambda t: _objects(t.birthdays), type="array"),
    Column("neglected", "Waiting to hear from you", lambda t: _objects(t.neglected), type="array"),
    Column("totals", "In all", lambda t: t.totals._asdict(), type="object"),
)

"""How reminders and intervals to keep in touch look."""

from datetime import date

from crmcli.core.records.touch import Cadence
from crmcli.view import dates
from crmcli.view.columns.activity.agenda import on
from crmcli.view.columns.column import Column, Frame, absent
from crmcli.view.wording import journal_words, labels
from crmcli.view.words import _


def _touch(cadence: Cadence, frame: Frame) -> str:
    return dates.short(date.fromisoformat(cadence.touch_by), frame.today) if cadence.touch_by else ""


REMINDER = (
    Column("id", "#", lambda r: r.id, align="right", type="integer"),
    Column("due", "Due", lambda r: r.due, lambda r, frame: on(r.due, frame), type="moment"),
    Column("title", "Title", lambda r: r.title, wide=True),
    Column("contact", "Contact", lambda r: absent(r.contact), wide=True),
    Column("contact_id", "Contact #", lambda r: r.contact_id, shown=False, type="integer"),
    Column("kind", "Kind", lambda r: r.kind, lambda r, _frame: labels.task_kind(r.kind), shown=False),
    Column("at", "Reminder", lambda r: r.at, shown=False, type="instant"),
    Column("late", "Late", lambda r: r.late, lambda r, _frame: _("late") if r.late else "", type="boolean"),
)

CADENCE = (
    Column("kind", "What", lambda c: c.kind, lambda c, _frame: journal_words.noun(c.kind)),
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("name", "Name", lambda c: c.name, wide=True),
    Column("cadence", "Every", lambda c: absent(c.cadence), align="right"),
    Column("contacts", "Contacts", lambda c: c.contacts, align="right", type="integer"),
    Column("touch_by", "Due", lambda c: absent(c.touch_by), _touch, align="right", type="date"),
)

"""The journal, copies and findings in words."""

from datetime import datetime

from crmcli.core.records.system import ChangeSet, Checked, FieldChange, Finding, Obstacle
from crmcli.view import dates, money
from crmcli.view.cards import Line
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.columns.labels import field
from crmcli.view.wording.journal_words import action, noun, size, state
from crmcli.view.words import _, ngettext

_MINUTES_AN_HOUR, _MINUTES_A_DAY = 60, 24 * 60
_ROWS = "; "
"""What stands between the rows that belong to a record."""
_WRITTEN = ("note", "text", "subject", "title", "name")
"""Fields in which people write."""


def age(stored: str, now: datetime, frame: Frame) -> str:
    """How long ago it was: just now, 5 minutes ago, 3 hours ago, then days."""
    then = frame.local(stored)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 0 or minutes >= _MINUTES_A_DAY:
        return dates.relative(then.date(), frame.today)
    if minutes < 1:
        return _("just now")
    if minutes < _MINUTES_AN_HOUR:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    hours = minutes // _MINUTES_AN_HOUR
    return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)


def records(count: int) -> str:
    """So many records."""
    return ngettext("{count} record", "{count} records", count).format(count=count)


def obstacle(found: Obstacle) -> str:
    """Why a record cannot be taken back, on one line."""
    record = " ".join(filter(None, (f"{noun(found.noun)} {found.id}", clean(found.title))))
    other = f"{noun(found.other_noun)} {found.other_id}"
    reason = {
        "changed": _("changed since"),
        "needed": _("{other} refers to it"),
        "gone": _("{other}, to which it refers, is gone"),
        "taken": _("{other} has its name now"),
    }[found.reason]
    return f"{record}: {reason.format(other=other)}"


def hint(found: Finding) -> str:
    """What to do about it; "" for nothing."""
    return (
        _(found.hint).format(**{name: clean(str(value)) for name, value in found.values.items()}) if found.hint else ""
    )


def change_set(told: ChangeSet, frame: Frame) -> tuple[str, list[Line]]:
    """A change set's heading and lines."""
    lines = [
        Line(_("When"), dates.moment(told.at, frame.local)),
        Line(_("By"), told.actor),
        Line(_("Records"), str(told.changes)),
        Line(_("State"), state(told)),
    ]
    return _("Change {number}: {command}").format(number=told.id, command=told.command), [x for x in lines if x.text]


def field_changes(changes: list[FieldChange], frame: Frame) -> tuple[str, list[Line]]:
    """One record's heading and the fields of it that changed."""
    first = changes[0]
    heading = f"{noun(first.noun)} {first.id}  {first.title}  ({action(first.action)})"
    return heading, [Line(field(change.field), _arrow(change, frame)) for change in changes]


def checked(found: Checked) -> tuple[str, list[Line]]:
    """What is in a copy."""
    counts = found.counts
    lines = [
        Line(_("Schema"), str(found.version)),
        Line(_("Size"), size(found.bytes)),
        Line(_("Contacts"), str(counts.get("contact", 0))),
        Line(_("Interactions"), str(counts.get("interaction", 0))),
        Line(_("Tasks"), str(counts.get("task", 0))),
        Line(_("Deals"), str(counts.get("deal", 0))),
        Line(_("Sales"), str(counts.get("sale", 0))),
        Line(_("Invoices"), str(counts.get("invoice", 0))),
        Line(_("Payments"), str(counts.get("payment", 0))),
        Line(_("Changes"), str(counts.get("change_set", 0))),
    ]
    return found.path, lines


def _arrow(change: FieldChange, frame: Frame) -> str:
    """What became of a field; of rows only those that came or went."""
    before, after = _told(change.field, change.before, frame), _told(change.field, change.after, frame)
    if change.before is None:
        return after
    if _ROWS in change.before + (change.after or ""):
        had, has = change.before.split(_ROWS), (change.after or "").split(_ROWS)
        rows = [f"- {row}" for row in had if row not in has] + [f"+ {row}" for row in has if row and row not in had]
        return money.within(dates.within(_ROWS.join(rows), frame.local)) or after
    return f"{before} -> {after}"


def _told(name: str, value: str | None, frame: Frame) -> str:
    """A stored value as people read it; what somebody wrote stays as it is."""
    if not value:
        return "-"
    return value if name in _WRITTEN else money.within(dates.within(value, frame.local))

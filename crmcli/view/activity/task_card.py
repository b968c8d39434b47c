"""One task on the screen, as lines of label and text, and its rule of repetition in words."""

from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import recurrence_rules
from crmcli.core.rules.activity.recurrence_rules import WEEKDAYS, Parts
from crmcli.view import dates
from crmcli.view.cards import Line
from crmcli.view.columns.column import Frame
from crmcli.view.wording import labels
from crmcli.view.words import _, ngettext

_DAY = len("2026-11-24")
_MINUTES_A_DAY, _MINUTES_AN_HOUR = 24 * 60, 60
_WORKING_DAYS = ",".join(WEEKDAYS[:5])


def task(promise: Task, frame: Frame) -> tuple[str, list[Line]]:
    """A task's heading and its lines; what is absent has no line."""
    is_range = bool(promise.end)
    lines = [
        Line(_("Start") if is_range else _("Due"), _moment(promise.due, frame)),
        Line(_("End"), dates.moment(promise.end, frame.local)),
        Line(_("Zone"), promise.zone),
        Line(_("Contact"), f"{promise.contact}  #{promise.contact_id}" if promise.contact_id else ""),
        Line(_("Deal"), f"#{promise.deal_id}" if promise.deal_id else ""),
        Line(_("Kind"), labels.task_kind(promise.kind)),
        Line(_("Priority"), labels.priority(promise.priority)),
        Line(_("Status"), _status(promise, frame)),
        Line(_("Reminder"), reminder(promise.remind)),
        Line(_("Repeats"), _repeats(promise)),
        Line(_("Follows"), f"#{promise.origin_id}" if promise.origin_id else ""),
        Line(_("Trashed"), _moment(promise.trashed_at, frame)),
        Line(_("Note"), promise.note),
    ]
    return f"{promise.title}  #{promise.id}", [line for line in lines if line.text]


def reminder(minutes: int | None) -> str:
    """How long before a task its reminder comes."""
    if minutes is None:
        return ""
    if minutes == 0:
        return _("when it is due")
    if minutes % _MINUTES_A_DAY == 0:
        count = minutes // _MINUTES_A_DAY
        return ngettext("{count} day before", "{count} days before", count).format(count=count)
    if minutes % _MINUTES_AN_HOUR == 0:
        count = minutes // _MINUTES_AN_HOUR
        return ngettext("{count} hour before", "{count} hours before", count).format(count=count)
    return ngettext("{count} minute before", "{count} minutes before", minutes).format(count=minutes)


def repetition(rule: str) -> str:
    """A stored rule in words, where words are few enough: every 2 weeks on Mon, Thu; otherwise the rule itself."""
    parts = recurrence_rules.parse(rule)
    if set(parts) - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY"} and not _is_last_day(parts):
        return rule
    if any(nth for _day, nth in _days(parts)) or (parts["FREQ"] == "DAILY" and "BYDAY" in parts):
        return rule
    return ", ".join(filter(None, (_every(parts), _ending(parts))))


def _moment(stored: str, frame: Frame) -> str:
    if not stored:
        return ""
    return f"{dates.moment(stored, frame.local)} ({dates.relative(frame.local(stored).date(), frame.today)})"


def _status(promise: Task, frame: Frame) -> str:
    if promise.status == "done" and promise.done_at:
        return _("done on {day}").format(day=dates.moment(promise.done_at, frame.local))
    return labels.status(promise.status)


def _repeats(promise: Task) -> str:
    if not promise.recurrence:
        return ""
    counted = _("counted from the day it is done") if promise.from_done else ""
    return ", ".join(filter(None, (repetition(promise.recurrence), counted)))


def _days(parts: Parts) -> list[tuple[int, int]]:
    return recurrence_rules.ordinal_days(parts["BYDAY"]) if "BYDAY" in parts else []


def _is_last_day(parts: Parts) -> bool:
    """Whether the rule names its day only so that short months have their turn."""
    return parts.get("BYSETPOS") == "-1" and parts.get("BYMONTHDAY", "").startswith("28") and "BYDAY" not in parts


def _every(parts: Parts) -> str:
    count = int(parts.get("INTERVAL", "1"))
    if parts.get("BYDAY") == _WORKING_DAYS and parts["FREQ"] == "WEEKLY" and count == 1:
        return _("every working day")
    text = {
        "DAILY": ngettext("every day", "every {count} days", count),
        "WEEKLY": ngettext("every week", "every {count} weeks", count),
        "MONTHLY": ngettext("every month", "every {count} months", count),
        "YEARLY": ngettext("every year", "every {count} years", count),
    }[parts["FREQ"]].format(count=count)
    days = [dates.weekday(day) for day, _nth in _days(parts)]
    return _("{every} on {days}").format(every=text, days=", ".join(days)) if days else text


def _ending(parts: Parts) -> str:
    if "COUNT" in parts:
        count = int(parts["COUNT"]) - 1
        return ngettext("{count} more after this", "{count} more after this", count).format(count=count)
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        return _("until {day}").format(day=f"{until[:4]}-{until[4:6]}-{until[6:8]}")
    return ""

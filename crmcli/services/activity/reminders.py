"""Reminders: what has come due since they were last told, once each, on the screen or through the desktop."""

import sys
from datetime import datetime, timedelta

from crmcli.core.errors import CrmError, Refused
from crmcli.core.records.activity import Task
from crmcli.core.records.touch import Reminder
from crmcli.core.values.moments import instant
from crmcli.services.workspace import Workspace
from crmcli.store import derived
from crmcli.store.reads import tasks as reads
from crmcli.view.clean import clean

GRACE = timedelta(minutes=15)
"""A reminder of something due at a time of day that is told later than this is late; of a whole day, the day after."""
LONGEST_TEXT = 300
"""Characters that a notification shows."""
_DAY = len("2026-11-24")
_MOST_OFF = timedelta(hours=26)
"""How far apart two time zones are at most."""
_SECONDS = 10
_LITERAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "\\\\"})
"""What notify-send would take for markup or an escape."""


def come(crm: Workspace) -> list[Reminder]:
    """The reminders that have come and were not told yet, without telling them."""
    return _come(crm, crm.now)


def tell(crm: Workspace) -> list[Reminder]:
    """The same, which nobody will be told again: of many programs at once, one gets each."""
    if not _come(crm, crm.now):
        return []
    with crm.writing("remind") as unit:
        found = _come(crm, crm.now)
        for reminder in found:
            unit.told(reminder.id, reminder.at)
        return found


def notify(crm: Workspace, title: str, text: str) -> None:
    """Show a note on the desktop; Refused where there is no notifier or it fails."""
    import subprocess  # noqa: PLC0415 - door: 6 ms, only for --notify

    command = notifier(crm, title[:LONGEST_TEXT], text[:LONGEST_TEXT])
    try:
        subprocess.run(  # noqa: S603 - a list of arguments, no shell
            command, check=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, capture_output=True, env=dict(crm.environ)
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused("{program} did not show it.", program=command[0], hint="Run it by hand to see why.") from error


def notifier(crm: Workspace, title: str, text: str) -> list[str]:
    """The command that shows a note: notify-send, or osascript on a Mac, to which the texts go as arguments."""
    from shutil import which  # noqa: PLC0415 - door: only for --notify

    path = crm.environ.get("PATH")
    title, text = clean(title), clean(text)
    if program := which("notify-send", path=path):
        return [program, "--app-name=crm", "--", title, text.translate(_LITERAL)]
    if sys.platform == "darwin" and (program := which("osascript", path=path)):
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return [program, "-e", script, "--", title, text]
    raise _no_notifier()


def _no_notifier() -> CrmError:
    return Refused("There is no notifier here.", hint="Install notify-send (libnotify), or leave --notify away.")


def _come(crm: Workspace, now: datetime) -> list[Reminder]:
    if derived.follows(crm.db, crm.local):
        return [_reminder(crm, task, at, now) for task, at in reads.reminders(crm.db, instant(now))]
    far = reads.reminders(crm.db, instant(now + _MOST_OFF))  # reckoned in another zone; the next change mends that
    found = [(task, derived.reminder(task._asdict(), crm.local)) for task, _at in far]
    return [_reminder(crm, task, at, now) for task, at in found if at <= instant(now)]


def _reminder(crm: Workspace, task: Task, at: str, now: datetime) -> Reminder:
    told_by = crm.local(at)
    is_late = now.date() > told_by.date() if len(task.due) == _DAY else now - told_by > GRACE
    return Reminder(at, is_late, task.id, task.title, task.kind, task.due, task.contact, task.contact_id)

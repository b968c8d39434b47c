"""Reminders for cron and timers."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.options import Columns, DryRun, Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import CrmError
from crmcli.core.records.touch import Reminder
from crmcli.services.activity import reminders as service
from crmcli.view import dates
from crmcli.view.columns.activity.touch import REMINDER
from crmcli.view.words import _

Notify = Annotated[bool, typer.Option("--notify", help="Through the desktop's notifier instead of standard output.")]


def remind(
    notify: Notify = False, dry_run: DryRun = False, columns: Columns = None, format: Format = None, json: Json = False
) -> int:
    """Tell what has come due since the last time, once each; silent when there is nothing."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    if notify and not dry_run:
        service.notifier(crm, "", "")
    found = service.come(crm) if dry_run else service.tell(crm)
    if notify and not dry_run:
        found = [reminder for reminder in found if not _notified(reminder)]
    if found or style.format in ("json", "csv", "tsv"):
        output.show(found, REMINDER, style)
    return diagnostics.PARTLY if notify and not dry_run and found else 0


def _notified(reminder: Reminder) -> bool:
    frame = output.frame()
    lines = (dates.moment(reminder.due, frame.local), _("late") if reminder.late else "", reminder.contact)
    try:
        service.notify(session.here(), reminder.title, " · ".join(filter(None, lines)))
    except CrmError as error:
        diagnostics.report(error)
        return False
    return True

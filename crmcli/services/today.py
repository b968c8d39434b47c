"""What is on today's mind: overdue, today, the coming days, birthdays, and who waits to hear from us."""

from crmcli.core.records.agenda import Today
from crmcli.services.agenda_items import ONE_DAY, birthdays, of_task, order, touches
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads
from crmcli.store.reads import tasks as task_reads

BIRTHDAYS_AHEAD = 14
"""Days, today not counted, of which the birthdays are told."""
MOST_NEGLECTED = 10


def today(crm: Workspace) -> Today:
    """Tasks up to the last of the coming days of the settings, birthdays of two weeks, the ten most neglected."""
    day, tomorrow = crm.today, crm.today + ONE_DAY
    end = tomorrow + ONE_DAY * crm.settings.coming_days
    due = task_reads.open_between(crm.db, "", max(end.isoformat(), crm.midnight(end)))
    items = sorted((item for item in (of_task(crm, task) for task in due) if item.day < end.isoformat()), key=order)
    return Today(
        overdue=tuple(item for item in items if item.overdue),
        today=tuple(item for item in items if not item.overdue and item.day < tomorrow.isoformat()),
        coming=tuple(item for item in items if not item.overdue and item.day >= tomorrow.isoformat()),
        birthdays=tuple(sorted(birthdays(crm, day, tomorrow + ONE_DAY * BIRTHDAYS_AHEAD), key=order)),
        neglected=tuple(touches(crm, "", tomorrow.isoformat(), MOST_NEGLECTED)),
        neglected_total=reads.count_to_touch(crm.db, tomorrow.isoformat()),
    )

"""What is on today's mind: overdue, today, the coming days, money, birthdays, and who waits to hear from us."""

from collections.abc import Sequence

from crmcli.core.records.agenda import AgendaItem, Today, Totals
from crmcli.core.values.moments import instant
from crmcli.services.activity.agenda_items import (
    ONE_DAY,
    birthdays,
    days_of_years,
    late_money,
    money,
    of_task,
    order,
    touches,
)
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads
from crmcli.store.reads import tasks as task_reads

BIRTHDAYS_AHEAD = 14
"""Days, today not counted, of which the birthdays are told."""
MOST = 50
"""How many of each section are listed unasked."""
MOST_NEGLECTED = 10
_DAY = len("2026-11-24")


def today(crm: Workspace, limit: int | None = None, *, most: int = MOST) -> Today:
    """Tasks up to the last of the coming days of the settings, birthdays of two weeks, and the most neglected.

    Of each the first `most`, of the neglected ten; with a limit, so many of each.
    """
    most = most if limit is None else limit
    day, tomorrow = crm.today, crm.today + ONE_DAY
    after, before = tomorrow + ONE_DAY * BIRTHDAYS_AHEAD, tomorrow.isoformat()
    born = days_of_years(day, after)
    overdue, now, coming = _due(crm)
    promised, promises = _money(crm, most)
    return Today(
        overdue=_items(crm, overdue[:most]),
        today=_items(crm, now[:most]),
        coming=_items(crm, coming[:most]),
        birthdays=tuple(sorted(birthdays(crm, day, after, most), key=order)),
        neglected=tuple(touches(crm, "", before, MOST_NEGLECTED if limit is None else limit)),
        totals=Totals(
            len(overdue),
            len(now),
            len(coming),
            sum(reads.count_birthdays(crm.db, first, last) for first, last in born),
            reads.count_to_touch(crm.db, before),
            promises,
        ),
        money=promised,
    )


def _money(crm: Workspace, most: int) -> tuple[tuple[AgendaItem, ...], int]:
    """What of money and goods is late or comes up to the last of the coming days, the first few; how many in all."""
    late, total = late_money(crm, crm.today, most)
    coming = sorted(money(crm, crm.today, crm.today + ONE_DAY * (crm.settings.coming_days + 1)), key=order)
    return (*late, *coming)[:most], total + len(coming)


def _due(crm: Workspace) -> tuple[list[int], list[int], list[int]]:
    """The numbers of the open tasks that are overdue, due today, and due in the coming days."""
    tomorrow = crm.today + ONE_DAY
    end = tomorrow + ONE_DAY * crm.settings.coming_days
    today, next_day, last_day = crm.today.isoformat(), tomorrow.isoformat(), end.isoformat()
    now, midnight, last_midnight = instant(crm.now), crm.midnight(tomorrow), crm.midnight(end)
    overdue: list[int] = []
    on_this_day: list[int] = []
    coming: list[int] = []
    for number, due, until in task_reads.due_before(crm.db, max(last_day, last_midnight)):
        over = until or due
        if over < (today if len(over) == _DAY else now):
            overdue.append(number)
        elif due < (next_day if len(due) == _DAY else midnight):
            on_this_day.append(number)
        elif due < (last_day if len(due) == _DAY else last_midnight):
            coming.append(number)
    return overdue, on_this_day, coming


def _items(crm: Workspace, numbers: Sequence[int]) -> tuple[AgendaItem, ...]:
    day, now = crm.today, instant(crm.now)
    found = task_reads.by_ids(crm.db, numbers)
    return tuple(sorted((of_task(crm, task, day, now) for task in found), key=order))

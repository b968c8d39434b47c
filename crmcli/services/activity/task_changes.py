"""Promises: making them, changing them, putting them off."""

from collections.abc import Iterable

from crmcli.core.errors import Refused
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import rounds, task_states
from crmcli.core.rules.activity import tasks as rules
from crmcli.services.activity import task_times, zones
from crmcli.services.activity.task_times import Times
from crmcli.services.activity.tasks import Report, Written, check_kept, each, get, pick
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deal_links
from crmcli.store.unit import Unit

_UNSAID = Times()


def add(
    crm: Workspace, draft: Task, times: Times = _UNSAID, *, contact: str = "", command: str = "task add"
) -> Written:
    """Promise something; what is about a deal is about its contact too, unless another is named."""
    with crm.writing(command) as unit:
        task, skipped = task_times.applied(crm, draft, times)
        task = _about(crm, task, contact)
        if task.deal_id and not contact:
            task = task._replace(contact_id=task.contact_id or deal_links.contact_of(unit.db, task.deal_id))
        task = rules.settled(task)
        return Written(get(crm, unit.save(task)), skipped)


def edit(
    crm: Workspace,
    reference: str,
    values: dict[str, str],
    times: Times,
    *,
    deal: int | None = None,
    version: int | None = None,
) -> Written:
    """Change what is named of a task: title, note, kind, priority, contact, its `deal` (0 for none) and its times.

    With the `version` that was looked at, Refused where another program changed it meanwhile.
    """
    with crm.writing("task edit") as unit:
        before = pick(crm, reference)
        check_kept(before)
        if version not in (None, before.version):
            raise Refused(
                "{title} (task {id}) was changed by another program meanwhile.", title=before.title, id=before.id,
                hint="Nothing was saved; edit it again.",
            )  # fmt: skip
        texts = {name: value for name, value in values.items() if name != "contact"}
        task, skipped = task_times.applied(crm, before._replace(**texts), times)  # type: ignore[arg-type]
        if deal is not None:
            task = task._replace(deal_id=deal or None)
        if "contact" in values:
            task = _about(crm, task, values["contact"])
        unit.save(rules.settled(task))
        return Written(get(crm, before.id), skipped)


def snooze(crm: Workspace, targets: Iterable[str], *, to: str = "", by: str = "") -> Report:
    """Move `to` a later day or moment, or on `by` a length of time from when it is due, or from now if that is past."""
    aim = task_times.later(crm, to=to, by=by)

    def put_off(unit: Unit, task: Task) -> None:
        task_states.check_open(task)
        moved = rounds.moved(task, aim(task), zones.clock(crm, task.zone))
        unit.save(rules.settled(task_times.in_zone(crm, moved)))

    return each(crm, "task snooze", targets, put_off)


def _about(crm: Workspace, task: Task, contact: str) -> Task:
    """The task with the contact that is meant; "none" takes it away."""
    if not contact or contact in task_times.NONE:
        return task._replace(contact_id=None) if contact else task
    person = people.get(crm, people.pick(crm, contact, sure=True))
    if person.trashed_at:
        raise Refused(
            "{name} is in the trash.", name=person.name, id=person.id, hint="`crm contact restore {id}` brings it back."
        )
    return task._replace(contact_id=person.id)

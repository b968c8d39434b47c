"""What a window tells of a record, by its kind."""

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.agenda import AgendaItem
from crmcli.core.records.history import Entry
from crmcli.core.records.kinds import CHANNELS
from crmcli.services.activity import log, tasks
from crmcli.tui.desk import Desk
from crmcli.view.activity import interaction_card, task_card
from crmcli.view.cards import Line
from crmcli.view.columns.column import Frame


async def told(desk: Desk, record: object, frame: Frame) -> tuple[str, list[Line]] | None:
    """The heading and the lines of a record; None for what has no more to tell."""
    if isinstance(record, Entry):
        if record.kind == "task":
            return task_card.task(await desk.read(tasks.get, record.id), frame)
        if record.kind not in CHANNELS:  # the number is a deal's, a sale's, an invoice's
            return None
        return interaction_card.interaction(await desk.read(log.get, record.id), frame)
    if isinstance(record, Interaction):
        return interaction_card.interaction(record, frame)
    if isinstance(record, Task):
        return task_card.task(record, frame)
    if isinstance(record, AgendaItem) and record.id is not None and record.kind == "task":
        return task_card.task(await desk.read(tasks.get, record.id), frame)
    return None

"""What was said and what is promised as the tables hold them."""

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.rules.activity import cadence
from crmcli.store.shapes.encode import TagId
from crmcli.store.shapes.snapshots import Snapshot, compact


def snapshot(record: object, tag_id: TagId) -> Snapshot:
    """The snapshot of an interaction or a task."""
    if isinstance(record, Task):
        return task(record)
    if isinstance(record, Interaction):
        return interaction(record, tag_id)
    raise TypeError(record)


def interaction(record: Interaction, tag_id: TagId) -> Snapshot:
    """An interaction's snapshot."""
    counts = int(not record.trashed_at and cadence.qualifies(record.channel, record.outcome))
    return compact(
        {
            "uid": record.uid, "at": record.at, "channel": record.channel, "direction": record.direction,
            "subject": record.subject, "text": record.text, "outcome": record.outcome, "minutes": record.minutes,
            "actor": record.actor, "external_id": record.external_id, "deal_id": record.deal_id,
            "travel_minor": record.travel_minor, "materials_minor": record.materials_minor,
            "created_at": record.created_at, "updated_at": record.updated_at, "trashed_at": record.trashed_at,
            "version": record.version,
            "participants": [[number, record.at, counts] for number in sorted(set(record.participants))],
            "tags": [[number] for number in sorted({tag_id(name) for name in record.tags})],
        }
    )  # fmt: skip


def task(record: Task) -> Snapshot:
    """A task's snapshot; `remind` of nought minutes is a reminder too."""
    values = compact(dict(zip(Task._fields, record, strict=True)))
    for name in ("id", "contact"):
        values.pop(name, None)
    if record.remind is not None:
        values["remind"] = record.remind
    values["from_done"] = int(record.from_done)
    return values if record.from_done else {name: value for name, value in values.items() if name != "from_done"}

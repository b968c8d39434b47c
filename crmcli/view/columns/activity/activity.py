"""How interactions and tasks look."""

from crmcli.core.records.activity import Interaction, Task
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, absent
from crmcli.view.wording import labels


def _at(interaction: Interaction, frame: Frame) -> str:
    return on(interaction.at, frame)


def on(stored: str, frame: Frame) -> str:
    """A stored day or instant of the past in few cells: Tue 24 Nov, Tue 24 Nov 10:30, 24 Nov 2025."""
    if not stored:
        return ""
    day = frame.local(stored).date()
    told = dates.of_year(day) if day.year == frame.today.year else dates.long(day).partition(" ")[2]
    return f"{told} {dates.clock(stored, frame.local)}".rstrip()


def _due(task: Task, frame: Frame) -> str:
    """Today, or the day with its year where that is another; how late it is; the time of day."""
    if not task.due:
        return ""
    day = frame.local(task.due).date()
    name = dates.of_year(day) if day.year == frame.today.year else dates.long(day)
    if task.status == "open" and day < frame.today:
        return f"{name} ({dates.short(day, frame.today)})"
    name = dates.relative(day, frame.today) if day == frame.today else name
    return f"{name} {dates.clock(task.due, frame.local)}".rstrip()


def said(interaction: Interaction) -> str:
    """What an interaction was about, on one line."""
    return interaction.subject or interaction.text


INTERACTION = (
    Column("id", "#", lambda i: i.id, align="right", type="integer"),
    Column("uid", "UID", lambda i: i.uid, shown=False),
    Column("at", "When", lambda i: i.at, _at, type="moment"),
    Column("channel", "Channel", lambda i: i.channel, lambda i, _: labels.channel(i.channel)),
    Column(
        "direction",
        "Direction",
        lambda i: absent(i.direction),
        lambda i, _: labels.direction(i.direction),
        shown=False,
    ),
    Column("names", "With", lambda i: list(i.names), machine=False, wide=True, type="array"),
    Column(
        "participants", "Participants",
        lambda i: [{"id": number, "name": name} for number, name in zip(i.participants, i.names, strict=True)],
        shown=False, type="array",
    ),
    Column("subject", "Subject", lambda i: absent(i.subject), shown=False),
    Column("text", "What was said", lambda i: absent(i.text), lambda i, _: said(i), wide=True),
    Column("outcome", "Outcome", lambda i: absent(i.outcome), lambda i, _: labels.outcome(i.outcome), gives_way=3),
    Column("minutes", "Minutes", lambda i: i.minutes, shown=False, align="right", type="integer"),
    Column("travel_minor", "Travel", lambda i: i.travel_minor, shown=False, align="right", type="integer"),
    Column("materials_minor", "Materials", lambda i: i.materials_minor, shown=False, align="right", type="integer"),
    Column(
        "tags", "Tags", lambda i: list(i.tags), lambda i, _: " ".join(f"#{tag}" for tag in i.tags),
        shown=False, type="array",
    ),
    Column("deal_id", "Deal #", lambda i: i.deal_id, shown=False, type="integer"),
    Column("actor", "By", lambda i: absent(i.actor), shown=False),
    Column("external_id", "External id", lambda i: absent(i.external_id), shown=False),
    Column("created_at", "Created", lambda i: absent(i.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda i: absent(i.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda i: absent(i.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda i: i.version, shown=False, type="integer"),
)  # fmt: skip

TASK = (
    Column("id", "#", lambda t: t.id, align="right", type="integer"),
    Column("uid", "UID", lambda t: t.uid, shown=False),
    Column("due", "Due", lambda t: absent(t.due), _due, type="moment"),
    Column("end", "End", lambda t: absent(t.end), shown=False, type="moment"),
    Column("kind", "Kind", lambda t: t.kind, lambda t, _: labels.task_kind(t.kind), gives_way=3),
    Column("title", "Title", lambda t: t.title, wide=True),
    Column("contact", "Contact", lambda t: absent(t.contact), wide=True, gives_way=1),
    Column("contact_id", "Contact #", lambda t: t.contact_id, shown=False, type="integer"),
    Column("deal_id", "Deal #", lambda t: t.deal_id, shown=False, type="integer"),
    Column("priority", "Priority", lambda t: t.priority, lambda t, _: labels.priority(t.priority), gives_way=2),
    Column("status", "Status", lambda t: t.status, lambda t, _: labels.status(t.status)),
    Column("done_at", "Done", lambda t: absent(t.done_at), shown=False, type="moment"),
    Column("remind", "Reminder", lambda t: t.remind, shown=False, type="integer"),
    Column("recurrence", "Repeats", lambda t: absent(t.recurrence), shown=False),
    Column("from_done", "From done", lambda t: t.from_done, shown=False, type="boolean"),
    Column("zone", "Zone", lambda t: absent(t.zone), shown=False),
    Column("note", "Note", lambda t: absent(t.note), shown=False),
    Column("origin_id", "Repeats #", lambda t: t.origin_id, shown=False, type="integer"),
    Column("sequence", "Sequence", lambda t: t.sequence, shown=False, type="integer"),
    Column("created_at", "Created", lambda t: absent(t.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda t: absent(t.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda t: absent(t.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda t: t.version, shown=False, type="integer"),
)

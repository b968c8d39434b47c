"""What is said of somebody beside the list, line by line: who it is, the timeline, the agenda, every detail."""

from crmcli.core.records.activity import Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.history import Entry
from crmcli.services.activity.timeline import Card
from crmcli.tui.spans import sides
from crmcli.view import cards, dates
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.columns.activity.activity import on
from crmcli.view.columns.column import Frame
from crmcli.view.columns.people.people import preferred
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import labels
from crmcli.view.words import _

Lined = list[tuple[Spans, object]]
_MOST_NOTE_LINES = 40
_LONGEST = 300
_LABEL = 16
_ROOM_FOR_HOURS = 60
_DAY = len("2026-11-24")


def who(person: Contact, frame: Frame, room: int) -> Lined:
    """Who it is: name, work, how to reach them, tags, and when to be in touch."""
    number = Span(f"#{person.id}", "quiet")
    work = " · ".join(filter(None, (clean(person.organisation), clean(person.job_title))))
    reach = "  ".join(filter(None, (clean(preferred(person.emails)), clean(preferred(person.phones)))))
    tags = " ".join(f"#{clean(tag)}" for tag in person.tags)
    touch = ""
    if person.touch_by:
        day = frame.local(person.touch_by).date()
        touch = _("keep in touch: {when}").format(when=dates.relative(day, frame.today))
    lines: Lined = [(sides([Span(clean(person.name[:_LONGEST]), "heading")], [number], room), None)]
    lines += [
        ((Span(cut(text, room), style),), None)
        for text, style in ((work, ""), (reach, ""), (tags, "accent"), (touch, "quiet"))
        if text
    ]
    return lines


def section(at: int, card: Card, entries: list[Entry], frame: Frame, room: int) -> Lined:
    """One part of the card: the timeline, the agenda, the details."""
    if at == 0:
        return _timeline(entries, frame, room)
    if at == 1:
        return _agenda(card.tasks, frame, room)
    return details(card.contact, frame, room, card.referrer)


def details(person: Contact, frame: Frame, room: int, referrer: str = "") -> Lined:
    """Every field that is there, as `crm contact show` tells it."""
    _heading, entries = cards.contact(person, frame)
    if referrer:
        entries.append(cards.Line(_("Referred by"), referrer))
    label = min(max((width(clean(one.label)) for one in entries), default=0), _LABEL)
    left = max(room - label - 2, 8)
    lines: Lined = []
    for one in entries:
        name = pad(cut(clean(one.label), label), label)
        for text in wrap(clean_block(one.text[: left * _MOST_NOTE_LINES]), left)[:_MOST_NOTE_LINES]:
            lines.append(((Span(name + "  ", "quiet"), Span(text)), one))
            name = " " * label
    return lines


def _timeline(entries: list[Entry], frame: Frame, room: int) -> Lined:
    is_wide = room >= _ROOM_FOR_HOURS
    days = [_when(entry.at if is_wide else entry.at[:10], entry.at, frame) for entry in entries]
    day = max(map(width, days), default=0)
    kinds = [labels.channel(entry.kind) for entry in entries]
    kind = max(map(width, kinds), default=0)
    return [
        (
            (
                Span(pad(when, day) + "  ", "quiet"),
                Span(pad(what, kind) + "  ", "kind"),
                Span(cut(_about(entry), max(room - day - kind - 4, 8))),
            ),
            entry,
        )
        for entry, when, what in zip(entries, days, kinds, strict=True)
    ]


def _agenda(tasks: tuple[Task, ...], frame: Frame, room: int) -> Lined:
    days = [on(task.due, frame) for task in tasks]
    day = max(map(width, days), default=0)
    return [(_due(task, when, day, frame, room), task) for task, when in zip(tasks, days, strict=True)]


def _about(entry: Entry) -> str:
    ending = f"  → {labels.outcome(entry.outcome)}" if entry.outcome else ""
    return clean(entry.title.partition("\n")[0][:_LONGEST]) + ending


def _when(shown: str, stored: str, frame: Frame) -> str:
    """A day of the past without its weekday, with the hour where there is room for it."""
    day = frame.local(stored).date()
    told = on(stored if len(shown) > _DAY else day.isoformat(), frame)
    return told.removeprefix(f"{dates.weekday(day.weekday())} ")


def _due(task: Task, when: str, day: int, frame: Frame, room: int) -> Spans:
    due = frame.local(task.due).date() if task.due else None
    style = "" if due is None or due > frame.today else "now" if due == frame.today else "late"
    ago = dates.short(due, frame.today) if due else ""
    return (
        Span(pad(when, day) + "  ", style),
        Span(pad(ago, 6) + "  ", "quiet"),
        Span(cut(clean(task.title[:_LONGEST]), max(room - day - 10, 8))),
    )

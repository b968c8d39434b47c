"""What is said of somebody, line by line: who it is, the timeline, the agenda, deals, sales, details."""

from collections.abc import Sequence
from datetime import date

from crmcli.core.records.activity import Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.history import Entry
from crmcli.services.activity.timeline import Card
from crmcli.services.sales.trade import Trade
from crmcli.tui.spans import sides
from crmcli.tui.widgets.dossier import Dossier
from crmcli.view import cards, dates, money, shown
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.columns.activity import history
from crmcli.view.columns.activity.activity import on
from crmcli.view.columns.column import Column, Frame
from crmcli.view.columns.people.people import preferred
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.people import answers, consents
from crmcli.view.sales import balances
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import labels
from crmcli.view.words import _

Lined = list[tuple[Spans, object]]
_MOST_NOTE_LINES = 40
_LONGEST = 300
_LABEL, _LEAST_LABEL = 16, 12
"""The most cells of a label, and those that it keeps where an e-mail needs the room."""
_MOST_PEOPLE = 200
_DEAL, _INVOICE, _SALE = (
    "title,stage,amount,expected_close,status", "number,date,total,open,status", "date,number,what,net,status",
)  # fmt: skip
_NARROW = {_DEAL: "title,amount,stage", _INVOICE: "number,total,status", _SALE: "date,what,net"}
"""What is told where there is little room."""
_ROOM_FOR_ALL = 50
_ROOM_FOR_HOURS = 60
_ROOM_FOR_WORDS, _ROOM_FOR_TITLE = 24, 8
"""Cells of what was said, and of the title of a deal, below which what came of it is left out."""
_DAY = len("2026-11-24")


def who(person: Contact, frame: Frame, room: int) -> Lined:
    """Who it is: name, work, how to reach them, tags, and when to be in touch."""
    number = Span(f"#{person.id}", "quiet")
    work = " · ".join(filter(None, (clean(person.organisation), clean(person.job_title))))
    reach = _reach(clean(preferred(person.emails)), clean(preferred(person.phones)), room)
    tags = " ".join(f"#{clean(tag)}" for tag in person.tags)
    touch = ""
    if person.touch_by:
        day = frame.local(person.touch_by).date()
        touch = _("keep in touch: {when}").format(when=dates.relative(day, frame.today))
    lines: Lined = [(sides([Span(clean(person.name[:_LONGEST]), "heading")], [number], room), None)]
    lines += [
        ((Span(cut(text, room), style),), None)
        for text, style in ((work, ""), *((one, "") for one in reach), (tags, "accent"), (touch, "quiet"))
        if text
    ]
    return lines


def _reach(email: str, phone: str, room: int) -> list[str]:
    """An e-mail and a phone, beside each other where there is room; neither is ever cut."""
    both = "  ".join(filter(None, (email, phone)))
    if width(both) <= room:
        return [both]
    return [line for one in (email[:_LONGEST], phone[:_LONGEST]) for line in _whole(one, room)]


def _whole(text: str, room: int) -> list[str]:
    """The lines of a text; an address that has no room on one is broken before its @."""
    head, at, tail = text.partition("@")
    if not at or " " in head or width(text.partition(" ")[0]) <= room:
        return wrap(text, room)
    return [*wrap(head, room), *wrap(at + tail, room)]


def section(name: str, told: Dossier, frame: Frame, room: int) -> Lined:
    """One part of the card."""
    if name == "timeline":
        return _timeline(told.entries, frame, room)
    if name == "agenda":
        return _agenda(told.card.tasks, frame, room)
    if name == "deals":
        return _table(told.trade.deals, DEAL, _DEAL, frame, room)
    return _sales(told.trade, frame, room) if name == "sales" else details(told.card, frame, room)


def details(card: Card, frame: Frame, room: int) -> Lined:
    """Every field that is there, as `crm show` tells it, and the people of an organisation."""
    _heading, entries = cards.contact(card.contact, frame)
    if card.referrer:
        entries.append(cards.Line(_("Referred by"), card.referrer))
    entries += consents.lines(card.consents, frame)
    if card.answers:
        entries.append(answers.last(card.answers))
    label = min(max((width(clean(one.label)) for one in entries), default=0), _LABEL)
    address = max((width(one.text[:_LONGEST].partition(" ")[0]) for one in entries if "@" in one.text), default=0)
    label = max(min(label, room - address - 2), min(label, _LEAST_LABEL))
    left = max(room - label - 2, 8)
    lines: Lined = []
    for one in entries:
        name = pad(cut(clean(one.label), label), label)
        told = clean_block(one.text[: left * _MOST_NOTE_LINES]).split("\n")
        for text in [part for line in told for part in _whole(line, left)][:_MOST_NOTE_LINES]:
            lines.append(((Span(name + "  ", "quiet"), Span(text)), one))
            name = " " * label
    if card.people:
        lines += [((), None), ((Span(_("People"), "heading"),), None)]
        for member in card.people[:_MOST_PEOPLE]:
            about = "  ".join(filter(None, (clean(member.name[:_LONGEST]), clean(member.job_title[:_LONGEST]))))
            lines.append(((Span(cut(about, room)),), member))
    return lines


def _sales(trade: Trade, frame: Frame, room: int) -> Lined:
    lines: Lined = [
        ((Span(line.label + "  ", "quiet"), Span(line.text)), None) for line in balances.lines(trade.balances)
    ]
    for heading, records, columns, keys in (
        (_("Invoices"), trade.invoices, INVOICE, _INVOICE),
        (_("Sales"), trade.sales, SALE, _SALE),
    ):
        if records:
            lines += [((), None)] if lines else []
            lines += [((Span(heading, "now"),), None), *_table(records, columns, keys, frame, room)]
    return lines


def _table(records: Sequence[object], columns: Sequence[Column], keys: str, frame: Frame, room: int) -> Lined:
    """Records under quiet headings, in the columns of the lists."""
    if not records:
        return []
    keys = keys if room >= _ROOM_FOR_ALL else _NARROW[keys]
    head, *lines = shown.as_table(records, shown.chosen(columns, "table", keys), frame, room)
    return [((Span(head, "quiet"),), None), *(((Span(line),), one) for line, one in zip(lines, records, strict=True))]


def _timeline(entries: Sequence[Entry], frame: Frame, room: int) -> Lined:
    is_wide = room >= _ROOM_FOR_HOURS
    days = [_when(entry.at if is_wide else entry.at[:_DAY], entry.at, frame, room) for entry in entries]
    day = max(map(width, days), default=0)
    kinds = [labels.channel(entry.kind) for entry in entries]
    kind = max(map(width, kinds), default=0)
    return [
        (
            (
                Span(pad(when, day) + "  ", "quiet"),
                Span(pad(what, kind) + "  ", "kind"),
                Span(_about(entry, frame.today, max(room - day - kind - 4, 8))),
            ),
            entry,
        )
        for entry, when, what in zip(entries, days, kinds, strict=True)
    ]


def _agenda(tasks: tuple[Task, ...], frame: Frame, room: int) -> Lined:
    days = [on(task.due, frame) for task in tasks]
    day = max(map(width, days), default=0)
    return [(_due(task, when, day, frame, room), task) for task, when in zip(tasks, days, strict=True)]


def _about(entry: Entry, today: date, room: int) -> str:
    """An amount, what was said, and what came of it, unless too little room were left for the words."""
    ended = history.outcome(entry, today).removeprefix("→ ")
    ending = f"  → {ended}" if ended else ""
    title = clean(history.title(entry).partition("\n")[0][:_LONGEST])
    said = "  ".join(filter(None, (money.told(entry.amount_minor, entry.currency), title)))
    left = room - width(ending)
    least = _ROOM_FOR_TITLE if entry.kind == "deal" else _ROOM_FOR_WORDS
    return cut(said, left) + ending if left >= min(width(said), least) else cut(said, room)


def _when(shown: str, stored: str, frame: Frame, room: int) -> str:
    """A day of the past without its weekday, with the hour where there is room for it; of other years the month alone
    where there is little."""
    day = frame.local(stored).date()
    if room < _ROOM_FOR_ALL and day.year != frame.today.year:
        return dates.month(day)
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

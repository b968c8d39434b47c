"""Somebody beside the list: who it is, and below it the timeline, the agenda, deals, sales or every detail."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType

from crmcli.core.records.activity import Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.history import Entry
from crmcli.services.activity.timeline import Card
from crmcli.services.sales.trade import Trade
from crmcli.tui.actions import bindings
from crmcli.tui.spans import sides
from crmcli.tui.widgets.lines import TextLines
from crmcli.view import cards, dates, shown
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.columns.activity.activity import on
from crmcli.view.columns.column import Column, Frame
from crmcli.view.columns.people.people import preferred
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import INVOICE
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.sales import balances
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import labels
from crmcli.view.words import _

Lined = list[tuple[Spans, object]]
SECTION_MESSAGES = {
    "timeline": "Timeline", "agenda": "Agenda", "deals": "Deals", "sales": "Sales", "details": "Details",
}  # fmt: skip
_DEAL, _INVOICE, _SALE = (
    "title,stage,amount,expected_close,status", "number,date,total,open,status", "date,number,what,net,status",
)  # fmt: skip
_MOST_NOTE_LINES = 40
_LONGEST = 300
_LABEL = 16
_MOST_PEOPLE = 200
_SHORT = 5
"""Cells of the name of a part where there is little room."""
_ROOM_FOR_HOURS = 60
_DAY = len("2026-11-24")


class Dossier(NamedTuple):
    """All that is told of somebody."""

    card: Card
    entries: Sequence[Entry]
    trade: Trade


class PersonPane(TextLines):
    """The card of whoever the cursor of the list is on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("section_left", "section_right")

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id)
        self.section = 0
        self.told: Dossier | None = None
        self.frame: Frame | None = None
        self._tabs_at = -1
        """The line with the names of the parts."""

    @property
    def contact_id(self) -> int | None:
        """Whose card it is."""
        return self.told.card.contact.id if self.told else None

    def tell(self, told: Dossier, frame: Frame) -> None:
        """Show somebody."""
        is_other = self.contact_id != told.card.contact.id
        self.told, self.frame = told, frame
        self.laid_out()
        if is_other:
            self._to_top()

    def clear(self) -> None:
        """Show nobody."""
        self.told, self._tabs_at = None, -1
        self.show([])

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.told is None or self.frame is None:
            return
        lines = [*_who(self.told.card.contact, self.frame, self.room), ((), None)]
        self._tabs_at = len(lines)
        lines.append((_tabs(self.section, self.room), None))
        part = (self._timeline, self._agenda, self._deals, self._sales, self._details)[self.section]
        self.show(lines + (part(self.told, self.frame) or [((Span(_("Nothing yet."), "quiet"),), None)]))

    def action_section_right(self) -> None:
        """The next part."""
        self.see(self.section + 1)

    def action_section_left(self) -> None:
        """The part before."""
        self.see(self.section - 1)

    def see(self, section: int) -> None:
        """A part by its number."""
        self.section = section % len(SECTION_MESSAGES)
        self.laid_out()
        self._to_top()

    def on_click(self, event: events.Click) -> None:
        """Go to a part."""
        if event.y + self.scroll_offset.y != self._tabs_at:
            return
        end = 2
        for at, span in enumerate(_tabs(self.section, self.room)):
            end += width(span.text)
            if event.x < end:
                self.see(at)
                return

    def _to_top(self) -> None:
        self.scroll_to(0, 0, animate=False)
        self.changed(at=0)
        self.scroll_to(0, 0, animate=False)

    def _timeline(self, told: Dossier, frame: Frame) -> Lined:
        is_wide = self.room >= _ROOM_FOR_HOURS
        days = [_when(entry.at if is_wide else entry.at[:10], entry.at, frame) for entry in told.entries]
        day = max(map(width, days), default=0)
        kinds = [labels.channel(entry.kind) for entry in told.entries]
        kind = max(map(width, kinds), default=0)
        return [
            (
                (
                    Span(pad(when, day) + "  ", "quiet"),
                    Span(pad(what, kind) + "  ", "kind"),
                    Span(cut(_about(entry), max(self.room - day - kind - 4, 8))),
                ),
                entry,
            )
            for entry, when, what in zip(told.entries, days, kinds, strict=True)
        ]

    def _agenda(self, told: Dossier, frame: Frame) -> Lined:
        days = [on(task.due, frame) for task in told.card.tasks]
        day = max(map(width, days), default=0)
        return [_due(task, when, day, frame, self.room) for task, when in zip(told.card.tasks, days, strict=True)]

    def _deals(self, told: Dossier, frame: Frame) -> Lined:
        return _table(told.trade.deals, DEAL, _DEAL, frame, self.room)

    def _sales(self, told: Dossier, frame: Frame) -> Lined:
        trade = told.trade
        lines: Lined = [
            ((Span(line.label + "  ", "quiet"), Span(line.text)), None) for line in balances.lines(trade.balances)
        ]
        for heading, records, columns, keys in (
            (_("Invoices"), trade.invoices, INVOICE, _INVOICE),
            (_("Sales"), trade.sales, SALE, _SALE),
        ):
            if records:
                lines += [((), None)] if lines else []
                lines += [((Span(heading, "now"),), None), *_table(records, columns, keys, frame, self.room)]
        return lines

    def _details(self, told: Dossier, frame: Frame) -> Lined:
        return details(told.card, frame, self.room)


def details(card: Card, frame: Frame, room: int) -> Lined:
    """Every field that is there, as `crm show` tells it, and the people of an organisation."""
    _heading, entries = cards.contact(card.contact, frame)
    if card.referrer:
        entries.append(cards.Line(_("Referred by"), card.referrer))
    label = min(max((width(clean(one.label)) for one in entries), default=0), _LABEL)
    left = max(room - label - 2, 8)
    lines: Lined = []
    for one in entries:
        name = pad(cut(clean(one.label), label), label)
        for text in wrap(clean_block(one.text[: left * _MOST_NOTE_LINES]), left)[:_MOST_NOTE_LINES]:
            lines.append(((Span(name + "  ", "quiet"), Span(text)), one))
            name = " " * label
    if card.people:
        lines += [((), None), ((Span(_("People"), "heading"),), None)]
        for member in card.people[:_MOST_PEOPLE]:
            about = "  ".join(filter(None, (clean(member.name[:_LONGEST]), clean(member.job_title[:_LONGEST]))))
            lines.append(((Span(cut(about, room)),), member))
    return lines


def _tabs(section: int, room: int) -> Spans:
    """The names of the parts; where there is no room for all, of those around the one that is seen."""
    names = [_(name) for name in SECTION_MESSAGES.values()]
    told = [f"[{name}]" if at == section else f" {name} " for at, name in enumerate(names)]
    if sum(map(width, told)) > room:
        short = [cut(name, _SHORT).rstrip("…") for name in names]
        told = [f"[{names[at]}]" if at == section else f" {name} " for at, name in enumerate(short)]
    return tuple(Span(text, "accent" if at == section else "quiet") for at, text in enumerate(told))


def _table(records: Sequence[object], columns: Sequence[Column], keys: str, frame: Frame, room: int) -> Lined:
    """Records under quiet headings, in the columns of the lists."""
    if not records:
        return []
    head, *lines = shown.as_table(records, shown.chosen(columns, "table", keys), frame, room)
    return [((Span(head, "quiet"),), None), *(((Span(line),), one) for line, one in zip(lines, records, strict=True))]


def _who(person: Contact, frame: Frame, room: int) -> Lined:
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


def _about(entry: Entry) -> str:
    ending = f"  → {labels.outcome(entry.outcome)}" if entry.outcome else ""
    return clean(entry.title.partition("\n")[0][:_LONGEST]) + ending


def _when(shown: str, stored: str, frame: Frame) -> str:
    """A day of the past without its weekday, with the hour where there is room for it."""
    day = frame.local(stored).date()
    told = on(stored if len(shown) > _DAY else day.isoformat(), frame)
    return told.removeprefix(f"{dates.weekday(day.weekday())} ")


def _due(task: Task, when: str, day: int, frame: Frame, room: int) -> tuple[Spans, object]:
    due = frame.local(task.due).date() if task.due else None
    style = "" if due is None or due > frame.today else "now" if due == frame.today else "late"
    ago = dates.short(due, frame.today) if due else ""
    title = Span(cut(clean(task.title[:_LONGEST]), max(room - day - 10, 8)))
    return (Span(pad(when, day) + "  ", style), Span(pad(ago, 6) + "  ", "quiet"), title), task

"""Somebody beside the list: who it is, and below it the timeline, the agenda, deals, sales or every detail."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from crmcli.tui.actions import bindings
from crmcli.tui.widgets.dossier import Dossier
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import cut, width
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

SECTION_MESSAGES = {
    "timeline": "Timeline", "agenda": "Agenda", "deals": "Deals", "sales": "Sales", "details": "Details",
}  # fmt: skip
_SHORT = 5
"""Cells of the name of a part where there is little room."""


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
            self.to_top()

    def clear(self) -> None:
        """Show nobody."""
        self.told, self._tabs_at = None, -1
        self.show([])

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.told is None or self.frame is None:
            return
        from crmcli.tui.widgets import person_lines  # noqa: PLC0415 - door: what a card says, 15 ms, after the list

        lines = [*person_lines.who(self.told.card.contact, self.frame, self.room), ((), None)]
        self._tabs_at = len(lines)
        lines.append((_tabs(self.section, self.room), None))
        told = person_lines.section(list(SECTION_MESSAGES)[self.section], self.told, self.frame, self.room)
        self.show(lines + (told or [((Span(_("Nothing yet."), "quiet"),), None)]))

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
        self.to_top(below=self._tabs_at)

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


def _tabs(section: int, room: int) -> Spans:
    """The names of the parts, closer together where there is little room, and cut where there is less."""
    names = [_(name) for name in SECTION_MESSAGES.values()]
    told = [f"[{name}]" if at == section else f" {name} " for at, name in enumerate(names)]
    if sum(map(width, told)) > room:
        told = [f"[{name}] " if at == section else f"{name} " for at, name in enumerate(names)]
    if sum(map(width, told)) - 1 > room:
        short = [cut(name, _SHORT).rstrip("…") for name in names]
        told = [f"[{names[at]}]" if at == section else f" {name} " for at, name in enumerate(short)]
    return tuple(Span(text, "accent" if at == section else "quiet") for at, text in enumerate(told))

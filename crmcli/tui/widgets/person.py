"""Somebody beside the list: who it is, and below it the timeline, the agenda, deals, sales or every detail."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from crmcli.tui.actions import bindings
from crmcli.tui.widgets.dossier import Dossier
from crmcli.tui.widgets.lines import TextLines
from crmcli.tui.widgets.tabs import fitted
from crmcli.view.cells import width
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

SECTION_MESSAGES = {
    "timeline": "Timeline", "agenda": "Agenda", "deals": "Deals", "sales": "Sales", "details": "Details",
}  # fmt: skip


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
        lines.append((self._tabs(), None))
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
        for at, told in self._parts():
            end += width(told)
            if event.x < end:
                self.see(at)
                return

    def _tabs(self) -> Spans:
        """The names of the parts."""
        return tuple(Span(told, "accent" if at == self.section else "quiet") for at, told in self._parts())

    def _parts(self) -> list[tuple[int, str]]:
        return fitted([_(name) for name in SECTION_MESSAGES.values()], self.section, self.room)

"""Somebody beside the list: who it is, and below it the timeline, the agenda or every detail."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from crmcli.tui.actions import bindings
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.core.records.history import Entry
    from crmcli.services.activity.timeline import Card

SECTION_MESSAGES = {"timeline": "Timeline", "agenda": "Agenda", "details": "Details"}


class PersonPane(TextLines):
    """The card of whoever the cursor of the list is on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("section_left", "section_right")

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id)
        self.section = 0
        self.card: Card | None = None
        self.entries: list[Entry] = []
        self.frame: Frame | None = None

    def tell(self, card: "Card", entries: "list[Entry]", frame: Frame) -> None:
        """Show somebody."""
        is_other = self.card is None or self.card.contact.id != card.contact.id
        self.card, self.entries, self.frame = card, entries, frame
        self.laid_out()
        if is_other:
            self.scroll_to(0, 0, animate=False)
            self.changed(at=0)
            self.scroll_to(0, 0, animate=False)

    def clear(self) -> None:
        """Show nobody."""
        self.card = None
        self.show([])

    def laid_out(self) -> None:
        """Write the lines for the room there is."""
        if self.card is None or self.frame is None:
            return
        from crmcli.tui.widgets import person_lines  # noqa: PLC0415 - door: what a card says, 15 ms, after the list

        lines = person_lines.who(self.card.contact, self.frame, self.room)
        lines += [((), None), (self._tabs(), None)]
        told = person_lines.section(self.section, self.card, self.entries, self.frame, self.room)
        self.show(lines + (told or [((Span(_("Nothing yet."), "quiet"),), None)]))

    def action_section_right(self) -> None:
        """The next part."""
        self.section = (self.section + 1) % len(SECTION_MESSAGES)
        self.laid_out()

    def action_section_left(self) -> None:
        """The part before."""
        self.section = (self.section - 1) % len(SECTION_MESSAGES)
        self.laid_out()

    def _tabs(self) -> Spans:
        spans = []
        for at, name in enumerate(SECTION_MESSAGES.values()):
            here = at == self.section
            spans += [Span(f"[{_(name)}]" if here else f" {_(name)} ", "accent" if here else "quiet"), Span(" ")]
        return tuple(spans)

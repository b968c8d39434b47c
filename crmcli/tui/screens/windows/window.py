"""One record in a window: a heading and labelled lines."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cards import Line
from crmcli.view.cells import pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

_MOST_LINES = 500
_LONGEST = 20_000


class Window(ModalScreen[None]):
    """A record, whole; Esc closes it."""

    BINDINGS = [*bindings("back"), ("q,enter", "back", "")]  # noqa: RUF012 - Textual's way

    def __init__(self, heading: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self.heading, self.lines = heading, lines

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="window") as window:
            window.border_title = content(self.heading[:200])
            window.border_subtitle = content(_("Esc closes"))
            yield TextLines()

    def on_mount(self) -> None:
        """Write the lines for the room there is."""
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        shown = self.query_one(TextLines)
        label = max((width(clean(line.label)) for line in self.lines), default=0)
        told: list[tuple[Spans, object]] = []
        for line in self.lines:
            name = pad(clean(line.label), label)
            for text in wrap(clean_block(line.text[:_LONGEST]), max(shown.room - label - 2, 8))[:_MOST_LINES]:
                told.append(((Span(name + "  ", "quiet"), Span(text)), line))
                name = " " * label
        shown.styles.height = min(len(told), max(self.size.height - 6, 3))
        shown.show(told)

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

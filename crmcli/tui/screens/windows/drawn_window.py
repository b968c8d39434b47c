"""A record in a window, as its card is drawn for the room there is."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.spans import Spans
from crmcli.view.words import _

Draw = Callable[[int], Sequence[Spans]]
_AROUND = 4


class DrawnWindow(ModalScreen[None]):
    """A record, whole; Esc closes it."""

    BINDINGS = [*bindings("back"), ("q,enter", "back", "")]  # noqa: RUF012 - Textual's way

    def __init__(self, heading: str, draw: Draw) -> None:
        super().__init__()
        self.heading, self.draw = heading, draw

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="window -wide") as window:
            window.border_title = content(self.heading[:200])
            window.border_subtitle = content(_("Esc closes"))
            yield TextLines()

    def on_mount(self) -> None:
        """Write the lines for the room there is."""
        self.call_after_refresh(self._write)

    def on_resize(self) -> None:
        """Write them anew."""
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        shown = self.query_one(TextLines)
        drawn = self.draw(shown.room)
        shown.styles.height = min(len(drawn), max(self.size.height - _AROUND, 3))
        shown.show([(spans, at) for at, spans in enumerate(drawn)])

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

"""A record in a window, as its card is drawn for the room there is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cards import Line
from crmcli.view.cells import pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell

Draw = Callable[[int], Sequence[Spans]]
_AROUND = 4
_MOST_LINES = 500
_LONGEST = 20_000


class Window(ModalScreen[None]):
    """A record, whole; Esc closes it."""

    BINDINGS = bindings("back", "close")

    def __init__(self, heading: str, draw: Draw) -> None:
        super().__init__()
        self.heading, self.draw = heading, draw

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="window -wide") as window:
            window.border_title = content(self.heading[:200])
            window.border_subtitle = content(_("{key} closes").format(key=cast("Shell", self.app).key_of("back")))
            yield TextLines()

    def on_mount(self) -> None:
        """Write the lines for the room there is."""
        when_drawn(self, self._write)

    def on_resize(self) -> None:
        """Write them anew."""
        when_drawn(self, self._write)

    def _write(self) -> None:
        shown = self.query_one(TextLines)
        drawn = self.draw(shown.room)
        shown.styles.height = min(len(drawn), max(self.size.height - _AROUND, 3))
        shown.show([(spans, at) for at, spans in enumerate(drawn)])

    def action_back(self) -> None:
        """Close."""
        self.dismiss()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def labelled(lines: Sequence[Line]) -> Draw:
    """What draws labels and texts, however long."""

    def draw(room: int) -> Sequence[Spans]:
        cells = max((width(clean(line.label)) for line in lines), default=0)
        told: list[Spans] = []
        for line in lines:
            name = pad(clean(line.label), cells)
            for text in wrap(clean_block(line.text[:_LONGEST]), max(room - cells - 2, 8))[:_MOST_LINES]:
                told.append((Span(name + "  ", "quiet"), Span(text)))
                name = " " * cells
        return told

    return draw

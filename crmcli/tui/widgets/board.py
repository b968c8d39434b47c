"""The funnel as columns side by side: one card is under the cursor, and cards are carried with the mouse."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from crmcli.core.records.deals import Deal
from crmcli.core.records.pipeline import Lane
from crmcli.tui.actions import bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.spans import STYLES, strip
from crmcli.view.cells import pad, width
from crmcli.view.columns.column import Frame
from crmcli.view.sales import board
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _, ngettext

_NARROWEST, _WIDEST, _GAP = 21, 44, 2
_ONE = 50
"""Cells below which one stage is shown at a time."""
_LINES = 2
"""Lines of a card."""


class Dropped(Message):
    """A card was let go over another stage."""

    def __init__(self, deal: Deal, lane: Lane) -> None:
        super().__init__()
        self.deal, self.lane = deal, lane


class Board(Widget, can_focus=True):
    """The stages that have room, those around the cursor; each scrolls by itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in (*STYLES, "good", "over")}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "cursor_left", "cursor_right", "cursor_up", "cursor_down", "page_up", "page_down", "first", "last", "choose"
    )

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.lanes: tuple[Lane, ...] = ()
        self.frame: Frame | None = None
        self.lane = 0
        self.at = 0
        """The card of the lane under the cursor."""
        self._first = 0
        """The first lane that is seen."""
        self._tops: dict[int, int] = {}
        """The first card that is seen of each lane."""
        self._carried: Deal | None = None
        self._over: int | None = None
        self._styles: dict[str, Style] = {}

    # What it shows.

    def show(self, lanes: tuple[Lane, ...], frame: Frame) -> None:
        """Show a board; the cursor stays on its card, wherever that went."""
        chosen = self.chosen
        self.lanes, self.frame = lanes, frame
        if chosen is not None:
            self.stand_on(chosen.id)
        self.lane = min(self.lane, max(len(lanes) - 1, 0))
        self._settle()

    @property
    def chosen(self) -> Deal | None:
        """The deal under the cursor."""
        cards = self.lanes[self.lane].cards if self.lanes else ()
        return cards[self.at] if self.at < len(cards) else None

    def stand_on(self, deal_id: int) -> None:
        """Put the cursor on a deal, where it is on the board."""
        for number, lane in enumerate(self.lanes):
            for at, deal in enumerate(lane.cards):
                if deal.id == deal_id:
                    self.lane, self.at = number, at
                    self._settle()
                    return

    @property
    def beside(self) -> int:
        """How many lanes have room."""
        if self.size.width < _ONE:
            return 1
        return max(1, min((self.size.width - 2 + _GAP) // (_NARROWEST + _GAP), len(self.lanes)))

    @property
    def cells(self) -> int:
        """Cells of a lane."""
        return max(min((self.size.width - 2 + _GAP) // self.beside - _GAP, _WIDEST if self.beside > 1 else 200), 8)

    @property
    def pitch(self) -> int:
        """Lines from one card to the next."""
        return _LINES + (self.size.height >= 16)

    def _heads(self) -> list[list[Spans]]:
        shown = self.lanes[self._first : self._first + self.beside]
        heads = [board.heading(lane, self.cells) for lane in shown]
        highest = max(map(len, heads), default=0)
        return [[*head, *[()] * (highest - len(head))] for head in heads]

    @property
    def _top(self) -> int:
        """The line on which the first cards are."""
        return (len(self._heads()[0]) if self.lanes else 0) + 1

    @property
    def _fit(self) -> int:
        """How many cards of a lane are seen."""
        return max((self.size.height - self._top) // self.pitch, 1)

    def _settle(self) -> None:
        """Keep the cursor on a card that is there and seen."""
        if not self.lanes:  # not read yet, and somebody pressed an arrow
            self.lane = self.at = 0
            self.refresh()
            return
        self.at = max(min(self.at, len(self.lanes[self.lane].cards) - 1), 0)
        most = max(len(self.lanes) - self.beside, 0)
        self._first = max(min(self._first, self.lane, most), min(self.lane - self.beside + 1, most))
        top = self._tops.get(self.lane, 0)
        self._tops[self.lane] = max(min(top, self.at), self.at - self._fit + 1)
        self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One line across the lanes."""
        wide, base = self.size.width, self.rich_style
        if not self.lanes or self.frame is None:
            return Strip.blank(wide, base)
        heads = self._heads()
        spans: list[Span] = [Span(" ")]
        for place, head in enumerate(heads):
            number = self._first + place
            drawn = self._piece(number, head, y)
            if place:
                spans.append(Span(" " * _GAP))
            spans += [*drawn, Span(" " * max(self.cells - sum(width(span.text) for span in drawn), 0))]
        return strip(tuple(spans), wide, self._styled, base)

    def _piece(self, number: int, head: list[Spans], y: int) -> Spans:
        lane = self.lanes[number]
        if y < len(head):
            return head[y]
        if y == len(head):
            return (self._rule(number),)
        place, line = divmod(y - len(head) - 1, self.pitch)
        top = self._tops.get(number, 0)
        at = top + place
        if place >= self._fit or line >= _LINES or self.frame is None:
            return ()
        if not lane.cards and place == 0 and line == 0:
            return (Span(pad(_("nothing here"), self.cells), "chosen" if number == self.lane else "quiet"),)
        if at >= len(lane.cards):
            left = lane.deals - len(lane.cards)
            if at == len(lane.cards) and left > 0 and line == 0:
                return (Span(ngettext("and {count} more", "and {count} more", left).format(count=left), "quiet"),)
            return ()
        drawn = board.card(lane.cards[at], self.frame, self.cells - 1)[line]
        here = number == self.lane and at == self.at
        if not here:
            return (Span(" "), *drawn)
        text = "".join(span.text for span in drawn)
        mark = "\N{LEFT HALF BLOCK}" if self.has_focus else " "
        return (Span(mark + pad(text, self.cells - 1), "cursor" if self.has_focus else "chosen"),)

    def _rule(self, number: int) -> Span:
        """The line below a head: it says which lane it is, what is above the cards that are seen, and where to go."""
        before, after = number == self._first and self._first, 0
        if number == self._first + self.beside - 1:
            after = len(self.lanes) - self._first - self.beside
        left = f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{before} " if before else ""
        right = f" {after}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" if after > 0 else ""
        top = self._tops.get(number, 0)
        above = f" \N{UPWARDS ARROW}{top} " if top else ""
        sign = (
            "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
            if number in (self.lane, self._over)
            else "\N{BOX DRAWINGS LIGHT HORIZONTAL}"
        )
        style = "over" if number == self._over else "accent" if number == self.lane else "quiet"
        return Span(left + above + sign * max(self.cells - width(left + above + right), 0) + right, style)

    def _styled(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"line--{name}", partial=True)
        return self._styles[name]

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._styles.clear()
        super().notify_style_update()

    # What happens to it.

    def on_resize(self) -> None:
        """The room changed."""
        self._settle()

    def on_focus(self) -> None:
        """The cursor looks another way now."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def action_cursor_left(self) -> None:
        """The lane before."""
        self._side(-1)

    def action_cursor_right(self) -> None:
        """The next lane."""
        self._side(1)

    def action_cursor_up(self) -> None:
        """The card above."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """The card below."""
        self._step(1)

    def action_page_up(self) -> None:
        """As many cards up as are seen."""
        self._step(-self._fit)

    def action_page_down(self) -> None:
        """As many down."""
        self._step(self._fit)

    def action_first(self) -> None:
        """The first card of the lane."""
        self._go(self.lane, 0)

    def action_last(self) -> None:
        """The last card of the lane."""
        self._go(self.lane, len(self.lanes[self.lane].cards) if self.lanes else 0)

    def action_choose(self) -> None:
        """Open the card."""
        if self.chosen is not None:
            self.post_message(Chosen(self.at))

    def _side(self, by: int) -> None:
        self._go(max(min(self.lane + by, len(self.lanes) - 1), 0), self.at)

    def _step(self, by: int) -> None:
        self._go(self.lane, self.at + by)

    def _go(self, lane: int, at: int) -> None:
        self.lane, self.at = lane, at
        self._settle()
        self.post_message(Moved(self.at))

    def _under(self, x: int, y: int) -> tuple[int, int | None] | None:
        """The lane and the card at a place."""
        number = self._first + max(x - 1, 0) // (self.cells + _GAP)
        if number >= min(len(self.lanes), self._first + self.beside):
            return None
        at = self._tops.get(number, 0) + (y - self._top) // self.pitch
        return number, at if y >= self._top and 0 <= at < len(self.lanes[number].cards) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a card up."""
        found = self._under(event.x, event.y)
        if found is None:
            return
        self._go(found[0], found[1] if found[1] is not None else 0)
        if found[1] is not None and event.button == 1:
            self._carried = self.chosen
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry it."""
        if self._carried is not None:
            found = self._under(event.x, event.y)
            over = found[0] if found and found[0] != self.lane else None
            if over != self._over:
                self._over = over
                self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        carried, over = self._carried, self._over
        self._carried = self._over = None
        self.release_mouse()
        if carried is not None and over is not None and self._under(event.x, event.y):
            self.post_message(Dropped(carried, self.lanes[over]))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Twice opens."""
        found = self._under(event.x, event.y)
        if event.chain > 1 and found and found[1] is not None:
            self.action_choose()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._step(1)
        event.stop()

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._step(-1)
        event.stop()

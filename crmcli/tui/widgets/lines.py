"""A list of lines with a cursor: it draws what is seen and nothing else, however long it is."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from crmcli.tui.actions import bindings
from crmcli.tui.messages import Chosen, HeadClicked, JumpTo, Moved
from crmcli.tui.spans import STYLES, strip
from crmcli.view.spans import Span, Spans

MARK, NO_MARK = Span("\N{LEFT HALF BLOCK}", "accent"), Span(" ")
"""What stands before the line of the cursor, so that it is seen without colours."""
_SEEN_THROUGH = ("accent", "bar", "good")
"""What keeps its look under the cursor."""
_TYPING_TOGETHER = 0.7
"""Seconds between letters of one word that is typed to jump to."""
_WHEEL = 3


class Lines(ScrollView, can_focus=True):
    """Lines of spans, some of them items that the cursor stops at. Subclasses say what is on each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in STYLES}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "cursor_down", "cursor_up", "page_down", "page_up", "first", "last", "choose"
    )

    def __init__(self, id: str | None = None, *, typed: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.at = 0
        """The line of the cursor."""
        self.head: Spans = ()
        """A line that stays on top; none when empty."""
        self.empty: Sequence[Spans] = ()
        """What is said where there are no lines."""
        self.typed = typed
        """Whether capital letters jump."""
        self._letters, self._typed_at = "", 0.0
        self._styles: dict[str, Style] = {}
        self._base, self._wide = Style(), 0

    # What a list of records knows; here: of plain lines.

    @property
    def count(self) -> int:
        """How many lines there are."""
        return 0

    def line(self, at: int) -> Spans:
        """One line."""
        raise NotImplementedError

    def is_item(self, at: int) -> bool:  # noqa: ARG002 - subclasses look
        """Whether the cursor may stop here."""
        return True

    def laid_out(self) -> None:
        """The width changed."""

    # What happens to it.

    @property
    def room(self) -> int:
        """Cells of a line, the mark of the cursor left out."""
        return max(self.scrollable_content_region.width - 2, 8)

    @property
    def rows(self) -> int:
        """Lines that are seen at once."""
        return max(self.scrollable_content_region.height - bool(self.head), 1)

    def changed(self, *, at: int | None = None) -> None:
        """The lines are others now: measure and draw them, the cursor on an item near where it was, seen if it was."""
        top = round(self.scroll_target_y)
        was_seen = bool(self.virtual_size.height) and top <= self.at < top + self.rows
        self.virtual_size = Size(max(self.size.width - 2, 1), self.count + bool(self.head))
        self.at = self._item_near(self.at if at is None else at)
        if was_seen or at is not None:
            self._show_cursor()
        self.refresh()

    def to_top(self, *, below: int = 0) -> None:
        """The cursor on the first item, and all above it seen; or what is above but for so many lines, to see it."""
        self.at = self._item_near(0)
        self.scroll_to(0, 0 if self.at < self.rows else below, animate=False, force=True)
        self.refresh()

    def move_to(self, at: int, *, tell: bool = True) -> None:
        """Put the cursor on a line."""
        at = self._item_near(at, forward=at >= self.at)
        if self.count and at != self.at:
            self.at = at
            self._show_cursor()
            self.refresh()
            if tell:
                self.post_message(Moved(at))

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is seen; the plain look and the room are found once for all lines: they take 0.3 ms."""
        self._base, self._wide = self.rich_style, self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the widget as it is seen."""
        wide, base = self._wide, self._base
        if self.head:
            if y == 0:
                return strip((NO_MARK, Span(" "), *self.head), wide, self.styled, base + self.styled("heading"))
            y -= 1
        at = y + self.scroll_offset.y
        if not self.count:
            return strip((Span("  "), *self.empty[y]) if y < len(self.empty) else (), wide, self.styled, base)
        if at >= self.count:
            return Strip.blank(wide, base)
        if at != self.at or not self.is_item(at):
            return strip((NO_MARK, Span(" "), *self.line(at)), wide, self.styled, base)
        if self.has_focus:
            return strip((MARK, Span(" "), *self.line(at)), wide, self._plain, base + self.styled("cursor"))
        return strip((NO_MARK, Span(" "), *self.line(at)), wide, self.styled, base + self.styled("chosen"))

    def styled(self, name: str) -> Style:
        """How a piece of text of this kind looks."""
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"line--{name}", partial=True)
        return self._styles[name]

    def _plain(self, name: str) -> Style:
        """How it looks under the cursor: on that ground quiet, late and the like could hardly be read."""
        return self.styled(name) if name in _SEEN_THROUGH else Style()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """The room changed; whoever has not gone down yet sees the beginning."""
        self.laid_out()
        self.changed()
        if self.at == self._item_near(0):
            self.to_top()

    def on_focus(self) -> None:
        """The cursor looks another way now."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the line under the mouse; twice opens it."""
        if self.head and event.y == 0:
            self.post_message(HeadClicked(event.x - 2))
            return
        at = event.y + self.scroll_offset.y - bool(self.head)
        if 0 <= at < self.count and self.is_item(at):
            self.move_to(at)
            if event.chain > 1:
                self.post_message(Chosen(at))

    def on_key(self, event: events.Key) -> None:
        """Capital letters jump to names; what is typed at once after one makes it longer."""
        letter = event.character or ""
        if not (self.typed and letter.isalpha() and len(letter) == 1):
            return
        is_going_on = bool(self._letters) and event.time - self._typed_at < _TYPING_TOGETHER
        if not (letter.isupper() or is_going_on):
            return
        self._letters = self._letters + letter if is_going_on else letter
        self._typed_at = event.time
        self.post_message(JumpTo(self._letters))
        event.stop()
        event.prevent_default()

    def action_cursor_down(self) -> None:
        """One item down."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """One item up."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A screenful down."""
        self.move_to(min(self.at + self.rows - 1, self.count - 1))

    def action_page_up(self) -> None:
        """A screenful up."""
        self.move_to(max(self.at - self.rows + 1, 0))

    def action_first(self) -> None:
        """The first item."""
        self.move_to(0)
        self.scroll_to(0, 0, animate=False)

    def action_last(self) -> None:
        """The last item."""
        self.move_to(self.count - 1)

    def action_choose(self) -> None:
        """Open the line."""
        if self.count and self.is_item(self.at):
            self.post_message(Chosen(self.at))

    def _step(self, by: int) -> None:
        top = round(self.scroll_target_y)
        bottom = top + self.rows
        if by > 0 and self.at >= bottom and not any(map(self.is_item, range(top, bottom))):
            self.scroll_to(0, min(bottom, self.at - self.rows + 1), animate=False)  # what is above is read before
            return
        at = self.at + by
        while 0 <= at < self.count and not self.is_item(at):
            at += by
        if 0 <= at < self.count:
            self.move_to(at)
        elif by < 0:
            self.scroll_to(0, 0, animate=False)

    def _item_near(self, at: int, *, forward: bool = True) -> int:
        """This line if it is an item, else the next one that is, else the one before."""
        at = max(min(at, self.count - 1), 0)
        after = next((one for one in range(at, self.count) if self.is_item(one)), None)
        before = next((one for one in range(at, -1, -1) if self.is_item(one)), None) if self.count else None
        found = (after, before) if forward else (before, after)
        return next((one for one in found if one is not None), at)

    def _show_cursor(self) -> None:
        top = round(self.scroll_target_y)
        if self.at < top:
            above = self.at
            while above > 0 and not self.is_item(above - 1) and self.at - above < 2:
                above -= 1
            self.scroll_to(0, above, animate=False, force=True)
        elif self.at >= top + self.rows:
            self.scroll_to(0, self.at - self.rows + 1, animate=False, force=True)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_to(0, self.scroll_target_y + _WHEEL, animate=False)
        event.stop()

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_to(0, self.scroll_target_y - _WHEEL, animate=False)
        event.stop()


class TextLines(Lines):
    """Lines that are all there already, each with the record that it is about, or None."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id)
        self._lines: Sequence[tuple[Spans, object]] = ()
        self._drawn: Callable[[int], Sequence[tuple[Spans, object]]] | None = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def chosen(self) -> object:
        """The record under the cursor."""
        return self._lines[self.at][1] if self._lines else None

    def line(self, at: int) -> Spans:
        """One line."""
        return self._lines[at][0]

    def is_item(self, at: int) -> bool:
        """Whether a record is there."""
        return self._lines[at][1] is not None

    def record(self, at: int) -> object:
        """The record of a line."""
        return self._lines[at][1]

    def show(self, lines: Sequence[tuple[Spans, object]], *, at: int | None = None) -> None:
        """Show other lines."""
        self._lines, self._drawn = lines, None
        self.changed(at=at)

    def write(self, drawn: Callable[[int], Sequence[tuple[Spans, object]]], *, is_other: bool = True) -> None:
        """Show other lines, of another record from the first; they are written for the room there is now, and anew
        whenever that changes: of a screen that was covered meanwhile it is known late."""
        self.show(drawn(self.room))
        self._drawn = drawn
        if is_other:
            self.to_top()

    def laid_out(self) -> None:
        """As in Lines."""
        if self._drawn is not None:
            self._lines = self._drawn(self.room)

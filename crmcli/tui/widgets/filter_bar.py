"""The filter: the search language as one types it, what could come next, and what is wrong under its word."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from crmcli.core.errors import CrmError
from crmcli.tui.messages import Filtered, FilterLeft
from crmcli.tui.spans import content
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import pad, width
from crmcli.view.clean import clean
from crmcli.view.sentences import words
from crmcli.view.spans import Span

MOST_CHOICES = 8
_ENDS = " (,"


class Choices(TextLines, can_focus=False):
    """What could be typed next."""


class FilterBar(Widget):
    """One line to type in, with help below it."""

    DEFAULT_CSS = ""
    BINDINGS: ClassVar = []

    def compose(self) -> ComposeResult:
        """The line, what is wrong, what could come."""
        with Horizontal():
            yield Static("/", classes="sign", markup=False)
            yield Input(select_on_focus=False)
        yield Static("", classes="remark", markup=False)
        yield Choices()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def word(self) -> str:
        """The word that is being typed, up to the cursor."""
        box = self.query_one(Input)
        before = box.value[: box.cursor_position]
        start = max(before.rfind(sign) for sign in _ENDS) + 1
        return before[start:].removeprefix("-")

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with it."""
        return self.query_one(".remark").has_class("-shown")

    def open(self) -> None:
        """Begin to type."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Be gone; the text stays."""
        self.offer([])
        self.remove_class("-open")

    def clear(self) -> None:
        """Filter nothing."""
        self.query_one(Input).value = ""
        self.complain(None)

    def complain(self, error: CrmError | None) -> None:
        """Say what is wrong, with a mark under the word that it is about."""
        remark = self.query_one(".remark", Static)
        remark.set_class(error is not None, "-shown")
        if error is None:
            return
        message, hint = words(error)
        at, text = getattr(error, "at", 0), self.text
        mark = " " * min(width(clean(text[:at])), max(self.size.width - 6, 0)) + "^"
        remark.update(content("\n".join(filter(None, (mark, f"{message} {hint}".strip())))))

    def offer(self, found: list[tuple[str, str]]) -> None:
        """Offer what could come next: the text, and what it means."""
        choices = self.query_one(Choices)
        found = [one for one in found if one[0] != self.word][:MOST_CHOICES]
        choices.set_class(bool(found), "-shown")
        wide = max((width(clean(value)) for value, _help in found), default=0)
        choices.styles.height = len(found)
        choices.show(
            [((Span(pad(clean(value), wide) + "  "), Span(clean(told), "quiet")), value) for value, told in found], at=0
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Filtered(event.value))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(FilterLeft(kept=True))

    def on_key(self, event: events.Key) -> None:
        """Keys of the help below the line."""
        choices = self.query_one(Choices)
        if event.key == "escape":
            self.post_message(FilterLeft(kept=False))
        elif event.key == "tab" and choices.count:
            self._take(str(choices.chosen))
        elif event.key == "down" and choices.count:
            choices.action_cursor_down()
        elif event.key == "up" and choices.count:
            choices.action_cursor_up()
        elif event.key in ("tab", "down"):
            self.post_message(FilterLeft(kept=True))
        else:
            return
        event.stop()
        event.prevent_default()

    def _take(self, value: str) -> None:
        box = self.query_one(Input)
        ending = "" if value.endswith(":") else " "
        if " " in value.partition(":")[2]:
            name, colon, text = value.partition(":")
            value = f'{name}{colon}"{text}"'
        start = box.cursor_position - len(self.word)
        box.value = box.value[:start] + value + ending + box.value[box.cursor_position :]
        box.cursor_position = start + len(value + ending)

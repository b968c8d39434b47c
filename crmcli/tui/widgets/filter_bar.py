"""The filter: the search language as one types it, what could come next, and what is wrong under its word."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from crmcli.core.errors import CrmError
from crmcli.tui.actions import bindings
from crmcli.tui.messages import Filtered, FilterLeft
from crmcli.tui.spans import content
from crmcli.tui.widgets.lines import TextLines
from crmcli.view.cells import pad, width
from crmcli.view.clean import clean
from crmcli.view.sentences import words
from crmcli.view.spans import Span

MOST_CHOICES = 8
_ENDS = " ("


class Choices(TextLines, can_focus=False):
    """What could be typed next."""


class FilterBar(Widget):
    """One line to type in, with help below it."""

    DEFAULT_CSS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "leave_filter", "keep_filter", "take_word", "next_word", "word_before"
    )
    _error: CrmError | None = None

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
        start, is_quoted = 0, False
        for at, sign in enumerate(before):
            is_quoted ^= sign == '"'
            if sign in _ENDS and not is_quoted:
                start = at + 1
        return before[start:].removeprefix("-")

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return self.has_class("-open")

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with it."""
        return self._error is not None

    def open(self) -> None:
        """Begin to type."""
        self.add_class("-open")
        self.type_in()

    def type_in(self) -> None:
        """Let the next key be typed here."""
        self.screen.set_focus(self.query_one(Input))

    def close(self) -> None:
        """Be gone; the text stays."""
        self.offer([])
        self.remove_class("-open")

    def clear(self) -> None:
        """Filter nothing."""
        self.put("")

    def put(self, text: str) -> None:
        """Filter by this text."""
        self.query_one(Input).value = text
        self.complain(None)

    def complain(self, error: CrmError | None) -> None:
        """Say what is wrong, with a mark under the word that it is about."""
        self._error = error
        self._tell_error()

    def _tell_error(self) -> None:
        """Say it, unless it is about a word that is not typed to its end and can still become a right one."""
        remark, error = self.query_one(".remark", Static), self._error
        box = self.query_one(Input)
        at = getattr(error, "at", 0)
        is_begun = self.query_one(Choices).count > 0 and at >= box.cursor_position - len(self.word)
        remark.set_class(error is not None and not is_begun, "-shown")
        if error is not None:
            message, hint = words(error)
            mark = " " * min(width(clean(self.text[:at])), max(self.size.width - 6, 0)) + "^"
            remark.update(content("\n".join(filter(None, (mark, f"{message} {hint}".strip())))))

    def offer(self, found: list[tuple[str, str]]) -> None:
        """Offer what could come next: the text, and what it means."""
        choices = self.query_one(Choices)
        can_be_typed = [one for one in found if clean(one[0]) == one[0]]  # no line to type in makes others harmless
        found = [one for one in can_be_typed if one[0] != self.word][:MOST_CHOICES]
        choices.set_class(bool(found), "-shown")
        wide = max((width(clean(value)) for value, _help in found), default=0)
        choices.styles.height = len(found)
        choices.show(
            [((Span(pad(clean(value), wide) + "  "), Span(clean(told), "quiet")), value) for value, told in found], at=0
        )
        self._tell_error()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Filtered(event.value))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(FilterLeft(kept=True))

    def action_keep_filter(self) -> None:
        """Leave, and look at what was found."""
        self.post_message(FilterLeft(kept=True))

    def action_leave_filter(self) -> None:
        """Leave, and filter nothing."""
        self.post_message(FilterLeft(kept=False))

    def action_take_word(self) -> None:
        """Take the word that is offered; where none is, look at what was found."""
        choices = self.query_one(Choices)
        if choices.count:
            self._take(str(choices.chosen))
        else:
            self.post_message(FilterLeft(kept=True))

    def action_next_word(self) -> None:
        """The next word that is offered; where none is, look at what was found."""
        choices = self.query_one(Choices)
        if choices.count:
            choices.action_cursor_down()
        else:
            self.post_message(FilterLeft(kept=True))

    def action_word_before(self) -> None:
        """The word before."""
        self.query_one(Choices).action_cursor_up()

    def _take(self, value: str) -> None:
        box = self.query_one(Input)
        ending = "" if value.endswith(":") else " "
        start = box.cursor_position - len(self.word)
        box.value = box.value[:start] + value + ending + box.value[box.cursor_position :]
        box.cursor_position = start + len(value + ending)

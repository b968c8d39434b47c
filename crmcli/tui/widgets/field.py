"""One line of a form: its name, what is typed, and below it what that means or what is wrong with it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from crmcli.core.errors import CrmError
from crmcli.core.rules.texts import one_of
from crmcli.core.values.text import fold
from crmcli.tui.actions import bindings
from crmcli.tui.spans import content
from crmcli.tui.standing import stands, when_drawn
from crmcli.tui.widgets.choice import Choice
from crmcli.view.clean import clean
from crmcli.view.sentences import words
from crmcli.view.words import ngettext

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell

Echo = Callable[[str], str]
"""What a typed text means, as words; CrmError where it means nothing."""
Offers = Callable[[str], Awaitable[list[str]]]
"""What a word that was begun could become."""
_LONGEST_PLACEHOLDER = 100


class Ending(Suggester):
    """The rest of the word that is being typed, quietly after the cursor; the right arrow takes it."""

    def __init__(self, offers: Offers, *, many: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.offers, self.many = offers, many

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last word finished."""
        start = max(value.rfind(","), value.rfind(" ")) + 1 if self.many else 0
        begun = value[start:]
        if not begun:
            return None
        for offered in await self.offers(begun.lstrip("#")):
            told = clean(offered)
            if fold(told).startswith(fold(begun.lstrip("#"))) and len(told) > len(begun.lstrip("#")):
                return value + told[len(begun.lstrip("#")) :]
        return None


class Line(Input):
    """A line to type in; what is pasted with several lines is kept whole by its field."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("take_offer")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """The key that takes what is offered goes on to the next field where nothing is."""
        del parameters
        return action != "take_offer" or (self.cursor_at_end and len(self._suggestion or "") > len(self.value))

    def action_take_offer(self) -> None:
        """Take what is offered."""
        self.action_cursor_right()

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" in event.text.strip():
            cast("Field", self.parent.parent if self.parent else None).put(event.text.strip())
            event.stop()
            event.prevent_default()


class Field(Widget):
    """A labelled line."""

    def __init__(
        self,
        key: str,
        label: str,
        value: str = "",
        *,
        placeholder: str = "",
        echo: Echo | None = None,
        offers: Offers | None = None,
        choice: Choice | None = None,
        many: bool = False,
        is_long: bool = False,
    ) -> None:
        super().__init__(id=f"field-{key}")
        self.key, self.label, self.placeholder = key, label, placeholder
        self.choice, self.many, self.is_long = choice, many, is_long
        self.echo, self.offers = (choice.echo, choice) if choice else (echo, offers)
        self.begun = value
        """What it held when the form was opened."""
        self._whole: str | None = value if "\n" in value else None
        self._line_of_whole = _first_line(value) if "\n" in value else ""

    def compose(self) -> ComposeResult:
        """The name, the line, the remark."""
        yield Static(content(self.label), classes="label", markup=False)
        with Vertical(classes="side"):
            yield Line(
                self._line_of_whole or self._told(self.begun),
                placeholder=clean(self.placeholder[:_LONGEST_PLACEHOLDER]),
                suggester=Ending(self.offers, many=self.many) if self.offers else None,
                select_on_focus=not self.is_long,
            )
            yield Static("", classes="remark", markup=False)

    @property
    def box(self) -> Line:
        """The line to type in."""
        return self.query_one(Line)

    @property
    def value(self) -> str:
        """What is typed; what came from an editor or was pasted, whole."""
        if self._whole is not None and self.box.value == self._line_of_whole:
            return self._whole
        if self.box.value == self._told(self.begun):
            return self.begun
        typed = self.box.value.strip()
        return self.choice.word(typed) if self.choice else typed

    @property
    def is_changed(self) -> bool:
        """Whether it is other than when the form was opened."""
        return self.value != self.begun

    def begin(self, value: str) -> None:
        """Hold another value, as if the form were opened now."""
        self.begun = value
        self.put(value)

    def put(self, text: str) -> None:
        """Hold a text, of many lines perhaps."""
        self._whole = text if "\n" in text else None
        self._line_of_whole = _first_line(text) if "\n" in text else ""
        self.box.value = self._line_of_whole or self._told(text)

    def _told(self, value: str) -> str:
        """What the line shows of a value: of a word of the program's, what the user calls it."""
        return clean(self.choice.shown(value) if self.choice else value)

    def refuse(self, error: CrmError, told: str) -> None:
        """Say why what is typed cannot be; where it is none of the words to choose from, in the words of the form."""
        if self.choice and "words" in error.values:
            told = "\n".join(self.choice.refusal(error, self.box.value.strip(), self.label))
        self.remark(told, is_wrong=True)

    def remark(self, text: str, *, is_wrong: bool = False) -> None:
        """Say something below the line."""
        line = self.query_one(".remark", Static)
        line.set_class(bool(text), "-shown")
        line.set_class(is_wrong, "-wrong")
        line.update(content(text))
        if text and self.box.has_focus:
            when_drawn(self.screen, lambda: self.scroll_visible(animate=False))

    @on(events.DescendantBlur)
    def _left(self) -> None:
        if stands(self):
            self.judge()

    def judge(self) -> bool:
        """Mark what is typed where it cannot be read; whether it can."""
        typed = self.box.value.strip()
        if not (self.echo and typed and self.is_changed):
            return True
        try:
            if self.choice:
                one_of(self.key, self.choice.word(typed).partition(":")[0], self.choice.labels)
            self.remark(self.echo(typed))
        except CrmError as error:
            self.refuse(error, words(error)[0])
            return False
        return True

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.echo is None or not self.box.value.strip():
            self.remark("")
            return
        try:
            self.remark(self.echo(self.box.value))
        except CrmError as error:
            self.remark(words(error)[0], is_wrong=True)

    def crm(self) -> "Shell":
        """The app."""
        return cast("Shell", self.app)


def _first_line(text: str) -> str:
    first, *more = text.strip().split("\n")
    told = ngettext("{count} line more: ^e", "{count} lines more: ^e", len(more)).format(count=len(more))
    return f"{clean(first[:60])} … ({told})" if more else clean(first)

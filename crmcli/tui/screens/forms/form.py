"""What every form has: fields with names, Enter that saves, errors beside the field that they are about, an editor."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from crmcli.core.errors import CrmError, Refused
from crmcli.core.values import dates, durations
from crmcli.core.values.text import fold
from crmcli.services.people import completion
from crmcli.services.system import editor
from crmcli.tui.actions import bindings
from crmcli.tui.screens.leaving import Leaving
from crmcli.tui.spans import content
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.field import Field
from crmcli.view import dates as days
from crmcli.view.sentences import words
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.tui.shell import Shell


_ROOM_FOR_ALL = 60


class Form(ModalScreen[None], Leaving):
    """A window with fields. Subclasses give `heading`, `fields` and `save`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", "next_field", "previous_field"),
        *bindings("editor", priority=True),  # or the line to type in would take ^e for its end
    ]
    AUTO_FOCUS = "Input"
    _is_warned = _is_saving = False

    @property
    def crm(self) -> "Shell":
        """The app."""
        return cast("Shell", self.app)

    def heading(self) -> str:
        """What the form is for."""
        raise NotImplementedError

    def fields(self) -> Iterable[Field]:
        """Its fields, the most wanted first."""
        raise NotImplementedError

    async def save(self, values: dict[str, str]) -> None:
        """Do what the form is for, in what was typed by field; CrmError is shown beside its field."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The window."""
        with Vertical(classes="window -form") as window:  # scrolled by its fields alone: the arrows go to the next one
            window.border_title = content(self.heading()[:200])
            window.border_subtitle = self._keys()
            with Vertical(classes="fields"):
                yield from self.fields()
            yield Static("", classes="problem", markup=False)

    def _keys(self) -> Content:
        """The keys, on the lower edge: there they are seen however many fields there are."""
        key_of = self.crm.key_of
        parts = [_("Enter saves"), _("{key} leaves").format(key=key_of("back"))]
        if self.app.size.width >= _ROOM_FOR_ALL:
            fields = list(self.fields())
            goes_on = _("{key} takes, next field") if any(field.offers for field in fields) else _("{key} next field")
            parts.insert(1, goes_on.format(key=key_of("next_field")))
            if any(field.is_long for field in fields):
                parts.insert(2, f"{key_of('editor')} $EDITOR")
        return content(" · ".join(parts))

    def field(self, key: str) -> Field:
        """One field."""
        return self.query_one(f"#field-{key}", Field)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._is_saving:
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        self._is_saving = True
        try:
            self._complain(None)
            if wrong := [field for field in self.query(Field) if not field.judge()]:
                wrong[0].box.focus()
                return
            await self.save({field.key: field.value for field in self.query(Field)})
        except CrmError as error:
            self._complain(error)
        else:
            self.dismiss()
        finally:
            self._is_saving = False

    def _complain(self, error: CrmError | None) -> None:
        """Say what is wrong below the field whose text the error repeats, or at the end."""
        problem = self.query_one(".problem", Static)
        problem.remove_class("-shown")
        if error is None:
            return
        told = "\n".join(filter(None, (*words(error), *getattr(error, "candidates", ())[:5])))
        about = {fold(str(value)) for value in error.values.values() if str(value).strip()}
        for field in self.query(Field):
            parts = {fold(part.strip().lstrip("#")) for part in (field.value, *field.value.split(","))} - {""}
            if field.key == error.values.get("field") or about & parts:
                field.refuse(error, told)
                field.box.focus()
                return
        self._say_below(told)

    def _say_below(self, told: str) -> None:
        problem = self.query_one(".problem", Static)
        problem.update(content(told))
        problem.add_class("-shown")
        when_drawn(self, lambda: problem.scroll_visible(animate=False))

    def action_back(self) -> None:
        """Leave; what was typed is not thrown away by one key, and what is being saved is waited for."""
        if not self._is_saving and self.may_leave(self.crm.key_of("back")):
            self.dismiss()

    def may_leave(self, key: str) -> bool:
        """As in Leaving; what is being saved is saved anyway."""
        if self._is_saving or self._is_warned or not any(field.is_changed for field in self.query(Field)):
            return True
        self._is_warned = True
        self._say_below(_("{key} again throws away what you typed.").format(key=key))
        return False

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next(Input)

    def action_previous_field(self) -> None:
        """The field before."""
        self.focus_previous(Input)

    def action_editor(self) -> None:
        """Write the long text in the user's own editor."""
        found = self._long_field()
        if found is None:
            return
        failed: CrmError | None = None
        with suppress(SuspendNotSupported), self.app.suspend():
            try:
                found.put(editor.edit_text(self.crm.clock, found.value).strip())
            except CrmError as error:  # told when the terminal is back: Textual takes it back where nothing is raised
                failed = error
        self.app.refresh(layout=True)
        found.box.focus()
        self._complain(failed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Without a long text there is nothing for an editor: its key is the line's."""
        del parameters
        return action != "editor" or self._long_field() is not None

    def _long_field(self) -> Field | None:
        return next((field for field in self.query(Field) if field.is_long), None)

    def met(self, now: Mapping[str, str], changes: Sequence[str]) -> Refused:
        """What to say where another program changed the record: what it wrote is shown, what was typed here is kept."""
        for field in self.query(Field):
            if not field.is_changed:
                field.begin(now[field.key])
        return Refused(
            "Another program changed this meanwhile:\n{changes}", changes=" ".join(changes),
            hint="Enter saves your changes on top; Esc leaves it as it is now.",
        )  # fmt: skip

    # What fields are helped by.

    def day(self, text: str) -> str:
        """The absolute date that a typed one means."""
        clock = self.crm.clock
        found = dates.parse(text, now=clock.now, order=clock.settings.date_order)
        return self._told(found)

    def past_day(self, text: str) -> str:
        """The absolute date that a typed one means, looking back."""
        clock = self.crm.clock
        return self._told(dates.parse(text, now=clock.now, order=clock.settings.date_order, forward=False))

    def birthday(self, text: str) -> str:
        """The absolute date that a typed birthday means, and the age."""
        clock = self.crm.clock
        found = dates.parse_birthday(text, clock.settings.date_order, today=clock.today)
        return days.birthday(found, clock.today)

    def interval(self, text: str) -> str:
        """What a typed interval means."""
        found = durations.parse_interval(text)
        return "" if found == text.strip() else found

    def _told(self, found: dates.When) -> str:
        return f"{days.moment(found.stored, self.crm.clock.local)} ({days.relative(found.day, self.crm.clock.today)})"

    async def tags(self, begun: str) -> list[str]:
        """Tags that begin so."""
        return [name for name, _help in await self.crm.desk.slow(completion.tags, begun)]

    async def organisations(self, begun: str) -> list[str]:
        """Organisations that begin so."""
        return [name for name, _help in await self.crm.desk.slow(completion.organisations, begun)]

    async def people(self, begun: str) -> list[str]:
        """Names that begin so."""
        return [name for name, _help in await self.crm.desk.slow(completion.people, begun)]

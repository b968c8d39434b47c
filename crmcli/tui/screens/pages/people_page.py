"""What can be done with a person on whatever screen shows one."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from crmcli.tui.actions import bindings
from crmcli.tui.screens.pages.page import Page


class PeoplePage(Page):
    """A page with a person under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("log", "call", "follow_up", "edit")

    def person(self) -> tuple[int, str] | None:
        """The number and the name of whoever is meant now."""
        raise NotImplementedError

    @work(group="write")
    async def action_log(self) -> None:
        """Log what was said."""
        await self._log("note")

    @work(group="write")
    async def action_call(self) -> None:
        """Log a call."""
        await self._log("call")

    @work(group="write")
    async def action_follow_up(self) -> None:
        """Promise a follow-up."""
        if found := await self._somebody():
            from crmcli.tui.screens.forms import task_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

            await self.app.push_screen_wait(task_form.TaskForm(*found))

    @work(group="write")
    async def action_edit(self) -> None:
        """Edit the person."""
        await self.edit_person()

    async def edit_person(self) -> None:
        """Edit whoever is meant."""
        if found := await self._somebody():
            from crmcli.services.people import people  # noqa: PLC0415 - door: as above
            from crmcli.tui.screens.forms import contact_form  # noqa: PLC0415 - door: as above

            person = await self.crm.desk.read(people.get, found[0])
            await self.app.push_screen_wait(contact_form.ContactForm(person))

    async def _log(self, channel: str) -> None:
        if found := await self._somebody():
            from crmcli.services.people import people  # noqa: PLC0415 - door: as above
            from crmcli.tui.screens.forms import log_form  # noqa: PLC0415 - door: as above

            person = await self.crm.desk.read(people.get, found[0])
            await self.app.push_screen_wait(log_form.LogForm(person, channel))

    async def _somebody(self) -> tuple[int, str] | None:
        await self.read()
        found = self.person()
        if found is None:
            self.crm.tell("There is nobody under the cursor.")
        return found

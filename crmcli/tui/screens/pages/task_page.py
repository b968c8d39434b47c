"""What can be done with a task or a person of the agenda, in place."""

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from crmcli.core.errors import CrmError
from crmcli.core.records.agenda import AgendaItem
from crmcli.services.activity import tasks
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen
from crmcli.tui.screens.pages.people_page import PeoplePage


class TaskPage(PeoplePage):
    """A page whose lines are items of the agenda."""

    OFFERED: ClassVar[tuple[str, ...]] = ("done", "snooze", "log", "call", "follow_up", "undo", "task", "cancel")
    GROUPS: ClassVar[tuple[str, ...]] = (LISTS, "tasks", "people")
    BINDINGS: ClassVar[list[BindingType]] = bindings("done", "snooze", "cancel")

    def item(self) -> AgendaItem | None:
        """What the cursor is on."""
        raise NotImplementedError

    def person(self) -> tuple[int, str] | None:
        """Whom it is about."""
        found = self.item()
        return (found.contact_id, found.contact) if found and found.contact_id else None

    @on(Chosen)
    def _chosen(self) -> None:
        found = self.item()
        if found and found.contact_id:
            self.open_card(found.contact_id)
        elif found:
            self.open_record(found)

    @work(group="write")
    async def action_done(self) -> None:
        """Mark as done; somebody who waits to hear from us is logged instead."""
        found = self.item()
        if found is None:
            return
        if found.id is None:
            self.action_log()
            return
        if found.kind != "task":
            self.crm.tell("Only tasks can be done here.")
            return
        try:
            done = await self.crm.change(tasks.done, [str(found.id)])
        except CrmError as error:
            self.crm.tell_error(error)
            return
        following = done.following[0].due[:10] if done.following else ""
        sentence = (
            "Done: {title}. The next one is due {day}. {undo} takes it back."
            if following
            else "Done: {title}. {undo} takes it back."
        )
        self.crm.tell(sentence, title=found.title, day=following)

    @work(group="write")
    async def action_snooze(self) -> None:
        """Put off to a later day."""
        found = self.item()
        if found is None or found.id is None or found.kind != "task":
            self.crm.tell("Only tasks can be put off.")
            return
        from crmcli.tui.screens.forms import snooze_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(snooze_form.SnoozeForm(found.id, found.title))

    @work(group="write")
    async def action_cancel(self) -> None:
        """Call off."""
        found = self.item()
        if found is None or found.id is None or found.kind != "task":
            self.crm.tell("Only tasks can be called off.")
            return
        try:
            await self.crm.change(tasks.cancel, [str(found.id)])
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell("Called off: {title}. {undo} takes it back.", title=found.title)

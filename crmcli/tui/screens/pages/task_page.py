"""What can be done with a task or a person of the agenda, in place."""

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from crmcli.core.errors import CrmError
from crmcli.core.records.agenda import AgendaItem
from crmcli.services.activity import tasks
from crmcli.tui.actions import LISTS, bindings
from crmcli.tui.messages import Chosen, Moved
from crmcli.tui.screens.pages.beside import CardBeside
from crmcli.tui.standing import when_drawn
from crmcli.tui.widgets.person import PersonPane

_MONEY = ("invoice", "discount", "delivery", "deal")
"""What is opened itself; of tasks and people the card is."""


class TaskPage(CardBeside):
    """A page whose lines are items of the agenda."""

    OFFERED: ClassVar[tuple[str, ...]] = (
        "done",
        "snooze",
        "log",
        "call",
        "follow_up",
        "edit",
        "undo",
        "task",
        "cancel",
    )
    GROUPS: ClassVar[tuple[str, ...]] = (LISTS, "tasks", "people")
    BINDINGS: ClassVar[list[BindingType]] = bindings("done", "snooze", "cancel")

    def item(self) -> AgendaItem | None:
        """What the cursor is on."""
        raise NotImplementedError

    def person(self) -> tuple[int, str] | None:
        """Whom it is about."""
        found = self.item()
        return (found.contact_id, found.contact) if found and found.contact_id else None

    @on(Moved)
    def _follow(self) -> None:
        if not isinstance(self.focused, PersonPane):
            self.show_person()

    def on_resize(self) -> None:
        """There may be room for the card now."""
        when_drawn(self, self.show_person)

    @on(Chosen)
    def _chosen(self) -> None:
        if isinstance(self.focused, PersonPane):
            self.open_record(self.focused.chosen)
            return
        found = self.item()
        if found and found.contact_id and found.kind not in _MONEY:
            self.open_card(found.contact_id)
        elif found:
            self.open_record(found)

    @work(group="write")
    async def action_done(self) -> None:
        """Mark as done; somebody who waits to hear from us is logged instead."""
        await self.read()
        found = self.item()
        if found is None:
            return
        if found.id is None:
            self.action_log()
            return
        if found.kind in ("invoice", "delivery"):
            await self._settle(found)
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

    async def _settle(self, found: AgendaItem) -> None:
        """Of what is owed a payment is taken in, of what was promised it is said that it is delivered."""
        from crmcli.services.money import deliveries, invoices  # noqa: PLC0415 - door: money, only where some is due
        from crmcli.tui.screens.forms import sales_forms  # noqa: PLC0415 - door: as above

        if found.kind == "invoice":
            invoice = await self.crm.desk.read(invoices.get, found.id or 0)
            await self.app.push_screen_wait(sales_forms.PaymentForm(invoice))
            return
        try:
            await self.crm.change(deliveries.done, [str(found.id)])
        except CrmError as error:
            self.crm.tell_error(error)
            return
        self.crm.tell("Delivered: {title}. {undo} takes it back.", title=found.title)

    @work(group="write")
    async def action_edit(self) -> None:
        """Edit the task; of anything else, the person."""
        await self.read()
        found = self.item()
        if found is None or found.id is None or found.kind != "task":
            await self.edit_person()
            return
        from crmcli.tui.screens.forms import task_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        task = await self.crm.desk.read(tasks.get, found.id)
        await self.app.push_screen_wait(task_form.TaskForm(before=task))

    @work(group="write")
    async def action_snooze(self) -> None:
        """Put off to a later day."""
        await self.read()
        found = self.item()
        if found is None or found.id is None or found.kind != "task":
            self.crm.tell("Only tasks can be put off.")
            return
        from crmcli.tui.screens.forms import snooze_form  # noqa: PLC0415 - door: forms, 20 ms, only when one is opened

        await self.app.push_screen_wait(snooze_form.SnoozeForm(found.id, found.title))

    @work(group="write")
    async def action_cancel(self) -> None:
        """Call off."""
        await self.read()
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

"""Putting a task off."""

from collections.abc import Iterable

from crmcli.services.activity import task_changes
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.field import Field
from crmcli.view import dates
from crmcli.view.words import _


class SnoozeForm(Form):
    """One field: until when."""

    def __init__(self, task_id: int, title: str) -> None:
        super().__init__()
        self.task_id, self.named = task_id, title

    def heading(self) -> str:
        """Which task."""
        return _("Put off: {title}").format(title=self.named)

    def fields(self) -> Iterable[Field]:
        """Until when; Enter alone says tomorrow."""
        yield Field("until", _("Until"), _("tomorrow"), echo=self.day, placeholder=_("friday, +3d, 24 nov 10:00"))

    async def save(self, values: dict[str, str]) -> None:
        """Put it off."""
        report = await self.crm.change(task_changes.snooze, [str(self.task_id)], to=values["until"])
        task = report.done[0]
        day = dates.moment(task.due, self.crm.clock.local)
        self.crm.tell("Put off to {day}: {title}. {undo} takes it back.", day=day, title=task.title)

"""Promising something."""

from collections.abc import Iterable

from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS
from crmcli.services.activity import task_changes
from crmcli.services.activity.task_times import Times
from crmcli.tui.screens.forms.form import Form, choice
from crmcli.tui.widgets.field import Field
from crmcli.view import dates
from crmcli.view.words import _


class TaskForm(Form):
    """A task; of a follow-up the person is known, and the day comes first."""

    def __init__(self, contact_id: int = 0, name: str = "") -> None:
        super().__init__()
        self.contact_id, self.named = contact_id, name

    def heading(self) -> str:
        """What is promised to whom."""
        return _("Follow up with {name}").format(name=self.named) if self.named else _("New task")

    def fields(self) -> Iterable[Field]:
        """The day and the title first."""
        kinds, weights = choice(*TASK_KINDS), choice(*PRIORITIES)
        due = Field("due", _("Due"), placeholder=_("friday, +3d, 24 nov 10:00"), echo=self.day)
        title = Field("title", _("Title"), placeholder=self.heading() if self.named else _("what is to be done"))
        yield from (due, title) if self.named else (title, due)
        if not self.named:
            yield Field("contact", _("With"), offers=self.people, placeholder=_("a name, or nobody"))
        yield Field("kind", _("Kind"), "follow-up" if self.named else "other", offers=kinds, echo=kinds.echo)
        yield Field("priority", _("Priority"), "normal", offers=weights, echo=weights.echo)
        yield Field("repeat", _("Repeats"), placeholder=_("every week, every 2 months"))
        yield Field("note", _("Note"), is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Promise it."""
        title = values["title"] or (self.heading() if self.named else "")
        draft = Task(title=title, kind=values["kind"], priority=values["priority"], note=values["note"])
        whom = f"id:{self.contact_id}" if self.contact_id else values["contact"]
        times = Times(due=values["due"] or None, repeat=values["repeat"] or None)
        written = await self.crm.change(task_changes.add, draft, times, contact=whom)
        day = dates.moment(written.task.due, self.crm.clock.local)
        sentence = (
            "Promised for {day}: {title}. {undo} takes it back." if day else "Promised: {title}. {undo} takes it back."
        )
        self.crm.tell(sentence, day=day, title=written.task.title)

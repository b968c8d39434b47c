"""Promising something."""

from collections.abc import Iterable

from crmcli.core.errors import Refused
from crmcli.core.records.activity import Task
from crmcli.core.records.kinds import PRIORITIES, TASK_KINDS
from crmcli.services.activity import task_changes, tasks
from crmcli.services.activity.task_times import Times
from crmcli.tui.screens.forms.form import Form
from crmcli.tui.widgets.choice import Choice
from crmcli.tui.widgets.field import Field
from crmcli.view import dates, differences
from crmcli.view.columns.activity.activity import TASK
from crmcli.view.wording import labels
from crmcli.view.words import _

_UNTOLD = ("version", "updated_at", "sequence")
_WORDS = {"kind": labels.task_kind, "priority": lambda word: labels.priority(word) or word, "status": labels.status}
_DAY = len("2026-11-24")


class TaskForm(Form):
    """A task; of a follow-up the person is known, and the day comes first. Or changes of one."""

    def __init__(self, contact_id: int = 0, name: str = "", before: Task | None = None) -> None:
        super().__init__()
        self.contact_id, self.named, self.before = contact_id, name, before

    def heading(self) -> str:
        """What is promised to whom."""
        if self.before is not None:
            return f"{self.before.title}  #{self.before.id}"
        return _("Follow up with {name}").format(name=self.named) if self.named else _("New task")

    def fields(self) -> Iterable[Field]:
        """The day and the title first."""
        kinds, weights = Choice(TASK_KINDS, labels.task_kind), Choice(PRIORITIES, labels.priority)
        if self.before is not None:
            shown = self._shown(self.before)
            yield Field("title", _("Title"), shown["title"])
            yield Field("due", _("Due"), shown["due"], echo=self.day)
            yield Field("contact", _("With"), shown["contact"], offers=self.people, placeholder=_("a name, or nobody"))
            yield Field("kind", _("Kind"), shown["kind"], choice=kinds)
            yield Field("priority", _("Priority"), shown["priority"], choice=weights)
            yield Field("note", _("Note"), shown["note"], is_long=True)
            return
        due = Field("due", _("Due"), placeholder=_("friday, +3d, 24 nov 10:00"), echo=self.day)
        title = Field("title", _("Title"), placeholder=self.heading() if self.named else _("what is to be done"))
        yield from (due, title) if self.named else (title, due)
        if not self.named:
            yield Field("contact", _("With"), offers=self.people, placeholder=_("a name, or nobody"))
        yield Field("kind", _("Kind"), "follow-up" if self.named else "other", choice=kinds)
        yield Field("priority", _("Priority"), "normal", choice=weights)
        yield Field("repeat", _("Repeats"), placeholder=_("every week, every 2 months"))
        yield Field("note", _("Note"), is_long=True)

    async def save(self, values: dict[str, str]) -> None:
        """Promise it, or change it."""
        if self.before is not None:
            await self._edit(self.before)
            return
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

    async def _edit(self, before: Task) -> None:
        given = {field.key: field.value for field in self.query(Field) if field.is_changed}
        due = given.pop("due", None)
        said = None if due is None else due or "none"
        times = Times(start=said) if before.end else Times(due=said)
        if given.get("contact") == "":
            given["contact"] = "none"
        try:
            await self.crm.change(task_changes.edit, f"id:{before.id}", given, times, version=before.version)
        except Refused:
            now = await self.crm.desk.read(tasks.get, before.id)
            if now.version == before.version:
                raise
            self.before = now
            raise self.met(self._shown(now), differences.lines(before, now, TASK, _UNTOLD, _WORDS)) from None
        self.crm.tell("Changed {name}. {undo} takes it back.", name=given.get("title") or before.title)

    def _shown(self, task: Task) -> dict[str, str]:
        """What the fields show of a task."""
        due = self.crm.clock.local(task.due).strftime("%Y-%m-%d %H:%M") if len(task.due) > _DAY else task.due
        return {
            "title": task.title, "due": due, "contact": task.contact, "kind": task.kind, "priority": task.priority,
            "note": task.note,
        }  # fmt: skip

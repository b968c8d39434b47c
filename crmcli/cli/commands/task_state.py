"""Tasks: done, reopened, put off, changed, called off, thrown away."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, people, session, tasks
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services import tasks as service

To = Annotated[str | None, typer.Option("--to", help="The day or moment, as monday or 24/11 10:00.", metavar="WHEN")]
By = Annotated[
    str | None,
    typer.Option("--by", help="How far from when it is due, or from now if that is past: 3d.", metavar="LENGTH"),
]


def done(references: tasks.References, format: Format = None, json: Json = False) -> int:
    """Mark as done; a repeated one makes its next."""
    style = Style(format, json=json)
    return tasks.wrote_many(service.done(session.here(), references), style, "Done: {title} (task {id}).")


def reopen(references: tasks.References, format: Format = None, json: Json = False) -> int:
    """Open a done or cancelled task again."""
    style = Style(format, json=json)
    report = service.reopen(session.here(), references)
    return tasks.wrote_many(report, style, "Open again: {title} (task {id}), {when}.")


def snooze(
    references: tasks.References, to: To = None, by: By = None, format: Format = None, json: Json = False
) -> int:
    """Move to a later day: crm task snooze 7 monday, crm task snooze 7 +3d."""
    from crmcli.services import task_changes, task_times  # noqa: PLC0415 - door: dates and people, which `done` needs not

    style = Style(format, json=json)
    if to is None and by is None and len(references) > 1:
        *references, last = references
        to, by = (None, last) if task_times.is_length(last) else (last, None)
    if (to is None) == (by is None):
        raise Usage("Say until when, once.", hint="As in: crm task snooze 7 monday, or crm task snooze 7 --by 3d.")
    report = task_changes.snooze(session.here(), references, to=to or "", by=by or "")
    return tasks.wrote_many(report, style, "Moved {title} (task {id}) to {when}.")


def edit(
    reference: tasks.Reference,
    title: Annotated[str | None, typer.Option("--title", "-t", help="What is to be done.")] = None,
    due: tasks.Due = None,
    start: tasks.Start = None,
    end: tasks.End = None,
    length: tasks.Length = None,
    contact: tasks.Contact = None,
    kind: tasks.Kind = None,
    priority: tasks.Priority = None,
    remind: tasks.Remind = None,
    repeat: tasks.Repeat = None,
    from_done: Annotated[
        bool | None,
        typer.Option(
            "--from-done/--from-due",
            help="Whether the next one counts from the day this one is done.",
            show_default=False,
        ),
    ] = None,
    note: tasks.Note = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change what is named; none clears a due day, an end, a contact, a reminder or a repetition."""
    from crmcli.services import task_changes  # noqa: PLC0415 - door: dates and people, which `done` needs not
    from crmcli.services.task_times import Times  # noqa: PLC0415 - door: as above

    style = Style(format, json=json)
    given = {"title": title, "contact": contact, "kind": kind, "priority": priority, "note": note}
    values = {name: value for name, value in given.items() if value is not None}
    if "note" in values:
        values["note"] = people.text_or_stdin(values["note"])
    times = Times(due, start, end, length, remind, repeat, from_done)
    if not values and times == Times():
        raise Usage("There is nothing to change.", hint="As in: crm task edit 7 --due friday --priority high.")
    tasks.wrote(task_changes.edit(session.here(), reference, values, times), style, "Changed task {id}: {title}.")


def cancel(
    references: tasks.References,
    once: Annotated[bool, typer.Option("--once", help="Of a repeated one only this; its next is made.")] = False,
    format: Format = None,
    json: Json = False,
) -> int:
    """Call off; a repeated one repeats no more."""
    style = Style(format, json=json)
    report = service.cancel(session.here(), references, once=once)
    code = tasks.wrote_many(report, style, "Cancelled: {title} (task {id}).")
    if style.for_people and not once and any(task.recurrence for task in report.done):
        diagnostics.note("What is cancelled repeats no more; --once calls off one alone and makes the next.")
    return code


def delete(references: tasks.References, format: Format = None, json: Json = False) -> int:
    """Move to the trash."""
    style = Style(format, json=json)
    report = service.trash(session.here(), references)
    return tasks.wrote_many(report, style, "Moved to the trash: {title} (task {id}).")

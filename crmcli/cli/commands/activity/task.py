"""Tasks: promise, change, put off."""

from typing import Annotated

import typer

from crmcli.cli import session
from crmcli.cli.nouns import deals, people, tasks
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.activity import Task
from crmcli.services.activity import task_changes as service
from crmcli.services.activity.task_times import Times, is_length

Title = Annotated[list[str], typer.Argument(help="What is to be done; the rest is options.", show_default=False)]
Contact = Annotated[
    str | None, typer.Option("--contact", "-c", help="Whom it is about.", autocompletion=people.complete)
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", "-k", help="follow-up, call, email, meeting, visit, delivery, payment or other.", metavar="KIND"
    ),
]
Priority = Annotated[str | None, typer.Option("--priority", "-p", help="low, normal or high.", metavar="PRIORITY")]
Due = Annotated[str | None, typer.Option("--due", "-d", help="By when, as friday, +3d or 24/11 10:00.", metavar="WHEN")]
Start = Annotated[str | None, typer.Option("--start", help="When it starts, as friday 10:00.", metavar="WHEN")]
End = Annotated[str | None, typer.Option("--end", help="When it ends, as 11:30.", metavar="WHEN")]
Length = Annotated[str | None, typer.Option("--for", help="How long it lasts, as 1h30m.", metavar="LENGTH")]
Remind = Annotated[str | None, typer.Option("--remind", help="How long before, as 1d, 2h or 30min.", metavar="LENGTH")]
Repeat = Annotated[
    str | None,
    typer.Option("--repeat", help="How it repeats, as every 2 weeks or FREQ=MONTHLY;COUNT=6.", metavar="RULE"),
]
Note = Annotated[str | None, typer.Option("--note", help="A note; - reads it from standard input.")]
Zone = Annotated[str | None, typer.Option("--zone", help="The zone of its times, as Europe/London.", metavar="ZONE")]
To = Annotated[str | None, typer.Option("--to", help="The day or moment, as monday or 24/11 10:00.", metavar="WHEN")]
By = Annotated[
    str | None,
    typer.Option("--by", help="How far from when it is due, or from now if that is past: 3d.", metavar="LENGTH"),
]


def add(
    title: Title,
    due: Due = None,
    start: Start = None,
    end: End = None,
    length: Length = None,
    contact: Contact = None,
    kind: Kind = None,
    priority: Priority = None,
    remind: Remind = None,
    repeat: Repeat = None,
    from_done: Annotated[
        bool, typer.Option("--from-done", help="Count the next one from the day this one is done.")
    ] = False,
    note: Note = None,
    zone: Zone = None,
    deal: deals.Linked = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Promise something."""
    style = Style(format, json=json)
    draft = Task(
        title=" ".join(title),
        kind=kind or ("meeting" if start else "follow-up"),
        priority=priority or "normal",
        note=people.text_or_stdin(note or ""),
        deal_id=deals.linked(deal) or None,
    )
    times = Times(due, start, end, length, remind, repeat, from_done or None, zone)
    written = service.add(session.here(), draft, times, contact=contact or "")
    tasks.wrote(written, style, "Added task {id}: {title}.")


def edit(
    reference: tasks.Reference,
    title: Annotated[str | None, typer.Option("--title", "-t", help="What is to be done.")] = None,
    due: Due = None,
    start: Start = None,
    end: End = None,
    length: Length = None,
    contact: Contact = None,
    kind: Kind = None,
    priority: Priority = None,
    remind: Remind = None,
    repeat: Repeat = None,
    from_done: Annotated[
        bool | None,
        typer.Option(
            "--from-done/--from-due",
            help="Whether the next one counts from the day this one is done.",
            show_default=False,
        ),
    ] = None,
    note: Note = None,
    deal: deals.Linked = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change what is named; none clears a due day, an end, a contact, a deal, a reminder or a repetition."""
    style = Style(format, json=json)
    given = {"title": title, "contact": contact, "kind": kind, "priority": priority, "note": note}
    values = {name: value for name, value in given.items() if value is not None}
    if "note" in values:
        values["note"] = people.text_or_stdin(values["note"])
    times = Times(due, start, end, length, remind, repeat, from_done)
    if not values and deal is None and times == Times():
        raise Usage("There is nothing to change.", hint="As in: crm task edit 7 --due friday --priority high.")
    tasks.wrote(
        service.edit(session.here(), reference, values, times, deal=deals.linked(deal)),
        style,
        "Changed task {id}: {title}.",
    )


def snooze(
    references: tasks.References, to: To = None, by: By = None, format: Format = None, json: Json = False
) -> int:
    """Move to a later day: crm task snooze 7 monday, crm task snooze 7 +3d."""
    style = Style(format, json=json)
    if to is None and by is None and len(references) > 1:
        *references, last = references
        to, by = (None, last) if is_length(last) else (last, None)
    if (to is None) == (by is None):
        raise Usage("Say until when, once.", hint="As in: crm task snooze 7 monday, or crm task snooze 7 --by 3d.")
    report = service.snooze(session.here(), references, to=to or "", by=by or "")
    return tasks.wrote_many(report, style, "Moved {title} (task {id}) to {when}.")

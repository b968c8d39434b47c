"""Tasks: promise, list, show."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, people, session, tasks
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.core.records.activity import Task
from crmcli.services import task_changes, task_lists
from crmcli.services import tasks as service
from crmcli.services.task_times import Times
from crmcli.view import task_card
from crmcli.view.columns.activity import TASK
from crmcli.view.columns.column import Column

Title = Annotated[list[str], typer.Argument(help="What is to be done; the rest is options.", show_default=False)]


def add(
    title: Title,
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
        bool, typer.Option("--from-done", help="Count the next one from the day this one is done.")
    ] = False,
    note: tasks.Note = None,
    zone: tasks.Zone = None,
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
    )
    times = Times(due, start, end, length, remind, repeat, from_done or None, zone)
    written = task_changes.add(session.here(), draft, times, contact=contact or "")
    tasks.wrote(written, style, "Added task {id}: {title}.")


def list_(
    query: tasks.Query = None,
    sort: Sort = None,
    limit: Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only say how many.")] = False,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List tasks by a query; the open ones unless it asks for others."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    text = " ".join(query or ())
    if count:
        output.line(str(task_lists.count(crm, text)))
        return
    most = limit if limit is not None else people.PAGE if style.for_people else None
    found = task_lists.tasks(crm, text, sort=sort or "", limit=most)
    shown: tuple[Column, ...] = TASK
    if style.for_people and all(task.status == "open" for task in found.records):
        shown = tuple(column._replace(shown=column.shown and column.key != "status") for column in TASK)
    output.show(found.records, shown, style, empty="Nothing to do. `crm task add` promises something.")
    if style.for_people and limit is None and found.total > len(found.records):
        diagnostics.note("{shown} of {total}; --limit shows more.", shown=len(found.records), total=found.total)


def show(reference: tasks.Reference, columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """Show one task whole."""
    style = Style(format, json=json, columns=columns)
    task = service.pick(session.here(), reference, sure=False)
    if style.for_people and not columns:
        output.block(task_card.task(task, output.frame()))
    else:
        output.show([task], TASK, style, one=True)

"""Tasks by query, and one of them whole."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people, tasks
from crmcli.cli.options import Columns, Format, Json, Limit, Sort
from crmcli.cli.output import Style
from crmcli.services.activity import task_lists
from crmcli.services.activity import tasks as service
from crmcli.view.activity import task_card
from crmcli.view.columns.activity.activity import TASK
from crmcli.view.columns.column import Column


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
    nothing = "No task matches." if text else "Nothing to do. `crm task add` promises something."
    output.show(found.records, shown, style, empty=nothing)
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

"""Tasks: done, reopened, called off, thrown away."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import tasks
from crmcli.cli.options import Format, Json
from crmcli.cli.output import Style
from crmcli.services.activity import tasks as service


def done(references: tasks.References, format: Format = None, json: Json = False) -> int:
    """Mark as done; a repeated one makes its next."""
    style = Style(format, json=json)
    return tasks.wrote_many(service.done(session.here(), references), style, "Done: {title} (task {id}).")


def reopen(references: tasks.References, format: Format = None, json: Json = False) -> int:
    """Open a done or cancelled task again."""
    style = Style(format, json=json)
    report = service.reopen(session.here(), references)
    return tasks.wrote_many(report, style, "Open again: {title} (task {id}), {when}.")


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

"""Contacts into the archive and the trash, and back."""

from typing import Annotated

import typer

from crmcli.cli import people, session
from crmcli.cli.options import Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.errors import Usage
from crmcli.services import contacts as service
from crmcli.services.people import picked

References = Annotated[
    list[str] | None,
    typer.Argument(help="Numbers, uids, e-mails, phones or names.", autocompletion=people.complete, show_default=False),
]
Query = Annotated[
    str | None,
    typer.Option("--query", "-q", help="Everybody that a query picks.", autocompletion=people.complete_query),
]


def archive(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    yes: Yes = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Put away, still found with is:archived."""
    style = Style(format, json=json)
    targets = _targets(ctx, references, query, "Archive {count} contacts?", yes=yes)
    done = service.archive(session.here(), targets, people.command(ctx, "archive"))
    people.wrote(
        done,
        style,
        "Archived {count} (first: {name}). `crm undo` takes it back."
        if len(done) > 1
        else "Archived {name}. `crm undo` takes it back.",
    )


def restore(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    yes: Yes = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Bring back from the archive or the trash."""
    style = Style(format, json=json)
    targets = _targets(ctx, references, query, "Restore {count} contacts?", yes=yes)
    done = service.restore(session.here(), targets, people.command(ctx, "restore"))
    people.wrote(
        done,
        style,
        "Restored {count} (first: {name}). `crm undo` takes it back."
        if len(done) > 1
        else "Restored {name}. `crm undo` takes it back.",
    )


def delete(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    yes: Yes = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    targets = _targets(ctx, references, query, "Move {count} contacts to the trash?", yes=yes)
    done = service.trash(session.here(), targets, people.command(ctx, "delete"))
    people.wrote(
        done,
        style,
        "Moved {count} to the trash (first: {name}). `crm undo` takes it back."
        if len(done) > 1
        else "Moved {name} to the trash. `crm undo` takes it back.",
    )


def _targets(
    ctx: typer.Context, references: list[str] | None, query: str | None, question: str, *, yes: bool
) -> list[int]:
    crm = session.here()
    if bool(references) == (query is not None):
        raise Usage("Say whom: references, or --query.", hint="As in: crm contact archive Ana")
    if query is None:
        return picked(crm, references or (), kind=people.kind(ctx), sure=True)
    targets = service.matching(crm, people.narrowed(ctx, [query]))
    confirm(question, yes=yes, count=len(targets))
    return targets

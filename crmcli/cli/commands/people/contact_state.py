"""Contacts into the archive and the trash, and back."""

import typer

from crmcli.cli import session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.targets import Query, References, meant, show_only
from crmcli.cli.options import DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.services.people import contacts as service

_HINT = "As in: crm contact archive Ana"


def archive(
    ctx: typer.Context,
    references: References = None,
    query: Query = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Put away, still found with is:archived."""
    style = Style(format, json=json)
    targets = meant(ctx, references, query, "Archive {count} contacts?", yes=yes or dry_run, hint=_HINT)
    if dry_run:
        show_only(targets, style)
        return
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
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Bring back from the archive or the trash."""
    style = Style(format, json=json)
    targets = meant(ctx, references, query, "Restore {count} contacts?", yes=yes or dry_run, hint=_HINT, trashed=True)
    if dry_run:
        show_only(targets, style)
        return
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
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Move to the trash."""
    style = Style(format, json=json)
    targets = meant(ctx, references, query, "Move {count} contacts to the trash?", yes=yes or dry_run, hint=_HINT)
    if dry_run:
        show_only(targets, style)
        return
    done = service.trash(session.here(), targets, people.command(ctx, "delete"))
    people.wrote(
        done,
        style,
        "Moved {count} to the trash (first: {name}). `crm undo` takes it back."
        if len(done) > 1
        else "Moved {name} to the trash. `crm undo` takes it back.",
    )

"""Whom a command about many contacts means: references, or everybody that a query picks."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, session
from crmcli.cli.nouns import people
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.errors import Usage
from crmcli.services.people import contacts
from crmcli.services.people.people import picked

References = Annotated[
    list[str] | None,
    typer.Argument(help="Numbers, uids, e-mails, phones or names.", autocompletion=people.complete, show_default=False),
]
Query = Annotated[
    str | None,
    typer.Option("--query", "-q", help="Everybody that a query picks.", autocompletion=people.complete_query),
]


def meant(
    ctx: typer.Context,
    references: list[str] | None,
    query: str | None,
    question: str,
    *,
    yes: bool,
    hint: str,
    trashed: bool = False,
) -> list[int]:
    """The numbers of all that are meant, with `trashed` also in the trash; a query is confirmed with its count."""
    crm = session.here()
    if bool(references) == (query is not None):
        raise Usage("Say whom: references, or --query.", hint=hint)
    if query is None:
        return picked(crm, references or (), kind=people.kind(ctx), sure=True, trashed=trashed)
    targets = contacts.matching(crm, people.narrowed(ctx, [query]))
    confirm(question, yes=yes, count=len(targets))
    return targets


def show_only(targets: list[int], style: Style) -> None:
    """What a dry run shows: who is meant, and that nothing was done."""
    people.show_page(
        contacts.records(session.here(), targets), len(targets), style, empty="Nobody matches.", limited=True
    )
    diagnostics.note("Nothing was changed.")

"""Searching everything at once."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.options import Columns, Format, Json, Limit
from crmcli.cli.output import Style
from crmcli.services.people import find as service
from crmcli.view.columns.people.words import FOUND

Words = Annotated[list[str], typer.Argument(help="Words, or how they begin.", show_default=False)]
In = Annotated[
    list[str] | None,
    typer.Option("--in", help="Only these: contact, interaction, task, deal; separated by commas.", metavar="NOUNS"),
]


def find(
    words: Words,
    nouns: In = None,
    limit: Limit = service.LIMIT,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Search people, organisations, interactions, tasks and deals, best first."""
    style = Style(format, json=json, columns=columns)
    wanted = [word.strip() for text in nouns or () for word in text.split(",") if word.strip()]
    found = service.find(session.here(), " ".join(words), nouns=wanted, limit=service.LIMIT if limit is None else limit)
    output.show(found, FOUND, style)

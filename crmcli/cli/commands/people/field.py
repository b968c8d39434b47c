"""Custom fields and their types."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.options import Columns, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.services.people import custom
from crmcli.view.columns.people.words import FIELD
from crmcli.view.words import ngettext

Name = Annotated[str, typer.Argument(help="The field's name.", show_default=False)]


def add(
    name: Name,
    type_: Annotated[str, typer.Option("--type", help="text, number, date, money or choice.")] = "text",
    choice: Annotated[
        list[str] | None, typer.Option("--choice", help="What a choice may be; several times or with commas.")
    ] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Declare a field and its type."""
    style = Style(format, json=json)
    choices = tuple(word.strip() for text in choice or () for word in text.split(",") if word.strip())
    field = custom.declare(session.here(), name, type_, choices)
    if style.for_people:
        output.say(
            "{name} holds {type} now. `crm contact set WHO {name}=VALUE` fills it.", name=field.name, type=field.type
        )
    else:
        output.show([field], FIELD, style, one=True)


def list_(columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List custom fields."""
    style = Style(format, json=json, columns=columns)
    fields = list(custom.known(session.here()).values())
    output.show(fields, FIELD, style, empty="No custom fields yet. `crm field add size --type number` makes one.")


def remove(name: Name, yes: Yes = False, format: Format = None, json: Json = False) -> None:
    """Remove a field and its values."""
    style = Style(format, json=json)
    crm = session.here()
    field = custom.get(crm, name)
    confirm(
        ngettext(
            "Remove {name} and its value on {count} contact?",
            "Remove {name} and its value on {count} contacts?",
            field.contacts,
        ),
        yes=yes or not field.contacts,
        name=field.name,
        count=field.contacts,
    )
    custom.remove(crm, name)
    if style.for_people:
        output.say("Removed the field {name}. `crm undo` takes it back.", name=field.name)
    else:
        output.show([field], FIELD, style, one=True)

"""One contact, whole."""

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.people import Reference
from crmcli.cli.options import Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.people import people as service
from crmcli.view.columns.people.people import CONTACT


def show(
    ctx: typer.Context,
    reference: Reference,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Show one record whole."""
    style = Style(format, json=json, columns=columns)
    crm = session.here()
    contact = service.get(crm, service.pick(crm, reference, kind=people.kind(ctx)))
    if style.for_people and not columns:
        people.card(contact)
    else:
        output.show([contact], CONTACT, style, one=True)

"""One contact as a vCard, in text or as a code to scan."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import people
from crmcli.cli.nouns.people import Reference
from crmcli.core.errors import Refused
from crmcli.services.people import people as service
from crmcli.services.people import vcards

Code = Annotated[bool, typer.Option("--qr", help="Draw a QR code that a telephone can scan.")]
Version = Annotated[str, typer.Option("--vcard-version", help="3.0 or 4.0, of vCards.", metavar="VERSION")]


def card(ctx: typer.Context, reference: Reference, qr: Code = False, vcard_version: Version = "") -> None:
    """Print as a vCard, or as a QR code to scan."""
    crm = session.here()
    number = service.pick(crm, reference, kind=people.kind(ctx))
    if not qr:
        output.exact(vcards.card(crm, number, vcard_version))
        return
    from crmcli.view.system import codes  # noqa: PLC0415 - door: segno, 25 ms, only when a code is drawn

    drawn = codes.drawn(vcards.brief(crm, number, vcard_version))
    wide = max(map(len, drawn))
    if output.is_terminal() and wide > output.terminal_width():
        raise Refused("The code is {wide} cells wide, and the terminal is narrower.", wide=wide, hint="Widen it.")
    output.code(drawn)
    if output.is_terminal():
        diagnostics.note("Name, organisation and ways to reach them; no notes, tags or pictures.")

"""Several contacts into one."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import merges, people
from crmcli.cli.nouns.targets import References
from crmcli.cli.options import DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.errors import Usage
from crmcli.services.people import merging as service
from crmcli.services.people.people import pick, picked


def merge(
    ctx: typer.Context,
    references: References = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            help="The one that stays; otherwise the first that is named.",
            metavar="REF",
            autocompletion=people.complete,
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> None:
    """Make one contact of several: everything that hangs on them is handed over, and nothing is dropped.

    The one that stays keeps its values; what it lacks comes from the others, and what gives way goes to its note.
    """
    style = Style(format, json=json)
    crm = session.here()
    meant = picked(crm, references or (), kind=people.kind(ctx), sure=True)
    stays = pick(crm, into, kind=people.kind(ctx), sure=True) if into else next(iter(meant), 0)
    others = [number for number in meant if number != stays]
    if not others:
        raise Usage("A merge needs two contacts.", hint="As in: crm contact merge 17 42")
    command = people.command(ctx, "merge")
    if dry_run or not yes:
        plans = service.rehearsed(crm, [(stays, others)], command)
        merges.foretell(plans)
        if dry_run:
            output.say("Nothing was changed.")
            return
        confirm("Make one contact of these {count}?", yes=yes, count=len(others) + 1)
    merges.tell([service.merge(crm, stays, others, command)], style, one=True)

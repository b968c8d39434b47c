"""Changing fields of one deal or of many."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import deals, people
from crmcli.cli.options import DryRun, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.core.errors import Usage
from crmcli.services.sales import deal_changes as service
from crmcli.services.sales.deals import Report, pick
from crmcli.view.sales import deal_changes

SHOWN = 50
"""How many changes are listed before they are summed up."""


def set_(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which: references, or with --query a query. What: NAME=VALUE, tag+=VALUE, tag-=VALUE.",
            metavar="[DEAL...] NAME=VALUE...",
            autocompletion=deals.complete_deal,
            show_default=False,
        ),
    ] = None,
    query: Annotated[
        str | None,
        typer.Option(
            "--query", "-q", help="Change every deal that a query picks.", autocompletion=people.complete_query
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    format: Format = None,
    json: Json = False,
) -> int:
    """Change fields of one deal or of many."""
    style = Style(format, json=json)
    crm = session.here()
    words = list(what or ())
    cut = next((at for at, word in enumerate(words) if "=" in word), len(words))
    which, assignments = words[:cut], words[cut:]
    if bool(which) == (query is not None):
        raise Usage("Say which deals: references, or --query.", hint="As in: crm deal set 7 owner=ana close=friday.")
    targets = (
        service.matching(crm, query) if query is not None else [pick(crm, text).id for text in dict.fromkeys(which)]
    )
    plan = [change for change in service.planned(crm, targets, assignments) if change.before != change.after]
    if len(plan) > 1 or dry_run or query is not None:
        for change in plan[:SHOWN]:
            diagnostics.lines(*deal_changes.lines(change.before, change.after))
        if len(plan) > SHOWN:
            diagnostics.note("... and {count} more.", count=len(plan) - SHOWN)
    if dry_run or not plan:
        output.say("{count} would change; nothing was changed.", count=len(plan))
        return 0
    if len(plan) > 1 or query is not None:
        confirm("Change {count} deals?", yes=yes, count=len(plan))
    done = service.set_fields(crm, [change.before.id for change in plan], assignments)
    deals.doubt_close(one.after for one in done if one.before.expected_close != one.after.expected_close)
    return deals.wrote_many(Report(tuple(change.after for change in done), ()), style, "Changed {title} (deal {id}).")

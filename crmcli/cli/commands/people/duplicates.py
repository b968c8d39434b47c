"""Contacts that may be the same one."""

from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.nouns import likenesses, merges, people
from crmcli.cli.options import Columns, DryRun, Format, Json, Limit, Yes
from crmcli.cli.output import Style
from crmcli.cli.prompts import confirm
from crmcli.services.people import duplicates as service
from crmcli.services.people import merging
from crmcli.services.people.people import picked
from crmcli.view.columns.people.twins import APART, TWIN

References = Annotated[
    list[str],
    typer.Argument(help="Numbers, uids, e-mails, phones or names.", autocompletion=people.complete, show_default=False),
]


def list_(
    sure: likenesses.Sure = "possible",
    query: people.Whom = "",
    limit: Limit = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List pairs of contacts that may be the same one, the surest first, with the reasons."""
    style = Style(format, json=json, columns=columns)
    pairs = service.among(session.here(), likenesses.found(sure), query)
    most = people.PAGE if limit is None and style.for_people else limit
    output.show(pairs[:most], TWIN, style, empty="No two contacts look alike.")
    if style.for_people and pairs:
        if most is not None and len(pairs) > most:
            diagnostics.note("{shown} of {total}; --limit shows more.", shown=most, total=len(pairs))
        diagnostics.note("`crm duplicates review` goes through them, `crm duplicates merge` merges the certain ones.")


def ignore(
    references: References,
    note: Annotated[str, typer.Option("--note", help="Why they are not the same.", metavar="TEXT")] = "",
    format: Format = None,
    json: Json = False,
) -> None:
    """Remember that contacts are not the same, so that they are not listed again."""
    style = Style(format, json=json)
    crm = session.here()
    pairs = service.ignore(crm, picked(crm, references, sure=True), note)
    if not style.for_people:
        output.show(pairs, APART, style)
    elif pairs:
        output.say(
            "Not the same: that is remembered of {count} pairs. `crm undo` takes it back."
            if len(pairs) > 1
            else "Not the same: that is remembered. `crm undo` takes it back.",
            count=len(pairs),
        )
    else:
        output.say("That was known already.")


def merge(yes: Yes = False, dry_run: DryRun = False, format: Format = None, json: Json = False) -> None:
    """Merge all pairs that are certain, in one change; the others wait for `crm duplicates review`."""
    style = Style(format, json=json)
    crm = session.here()
    groups = service.certain_groups(crm, likenesses.found("possible"))
    if not groups:
        output.say("No two contacts are certain to be the same.")
        return
    if dry_run or not yes:
        merges.foretell(merging.rehearsed(crm, groups, "duplicates merge"))
        if dry_run:
            output.say("{count} groups would be merged; nothing was changed.", count=len(groups))
            return
        confirm("Merge these {count} groups of contacts?", yes=yes, count=len(groups))
    merges.tell(service.merge_certain(crm, groups), style)

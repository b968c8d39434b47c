"""A whole export back into an empty book."""

from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import output, progress, session
from crmcli.cli.options import DryRun, Json
from crmcli.cli.output import Style
from crmcli.services.system import parcels
from crmcli.services.system import takein as service
from crmcli.view.columns.system.parcels import TAKEN
from crmcli.view.words import ngettext

STEPS = {"read": "Reading"}
STEP_MESSAGES = tuple(STEPS.values())


def restore(
    source: Annotated[
        Path, typer.Argument(help="What `crm export all` wrote.", metavar="DIR|FILE.zip", show_default=False)
    ],
    max_size: Annotated[
        int, typer.Option(min=1, max=10**6, help="Refuse more megabytes, unpacked.", metavar="MB")
    ] = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Put a whole export into an empty book, every record under its number."""
    style = Style(json=json)
    crm = session.here()
    crm.may_create = True
    with progress.bar(STEPS) as tell:
        done = service.restore(crm, source, most=max_size * parcels.MEGABYTE, dry=dry_run, progress=tell)
    if json or style.format == "plain":
        output.show([done], TAKEN, style, one=True)
    elif dry_run:
        output.say(
            ngettext(
                "{records} record would come back from {path}; nothing was changed.",
                "{records} records would come back from {path}; nothing was changed.",
                done.records,
            ),
            **done._asdict(),
        )
    else:
        output.say(
            ngettext(
                "{records} record is back from {path}. `crm undo` takes it out again.",
                "{records} records are back from {path}. `crm undo` takes them out again.",
                done.records,
            ),
            **done._asdict(),
        )

"""Costs out of a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import progress, session
from crmcli.cli.commands.sales.cost import Category, Purpose
from crmcli.cli.nouns import imports, sales
from crmcli.cli.nouns.sales import Campaign, Channel, Currency, Source
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing import sheets as service
from crmcli.services.importing.costs import COSTS


def import_(
    file: Annotated[str, typer.Argument(help="The file; - is standard input.", metavar="FILE", show_default=False)],
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a column is, as "Spent=amount" or "Column=ignore".', metavar="COLUMN=FIELD"),
    ] = None,
    purpose: Purpose = None,
    category: Category = None,
    channel: Channel = None,
    source: Source = None,
    campaign: Campaign = None,
    currency: Currency = None,
    date_order: Annotated[
        str, typer.Option(help="dmy, mdy or ymd, where the dates do not tell.", metavar="ORDER")
    ] = "",
    rejects: Annotated[
        str | None, typer.Option(help="Where rejected rows go; a new file otherwise.", metavar="FILE")
    ] = None,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Read costs from a CSV file; options say what its columns leave open. Reading it twice changes nothing."""
    style = Style(json=json)
    with progress.bar(imports.STEPS) as tell:
        report = service.bring_in(
            session.here(),
            COSTS,
            file,
            sys.stdin.buffer if sys.stdin is not None else None,
            mapping=map or (),
            defaults=sales.given(
                purpose=purpose, category=category, channel=channel, source=source, campaign=campaign, currency=currency
            ),
            date_order=date_order,
            rejects=Path(rejects) if rejects else None,
            dry_run=dry_run,
            progress=tell,
        )
    imports.tell_sheet(report, style)

"""Costs out of a file."""

from typing import Annotated

import typer

from crmcli.cli import progress
from crmcli.cli.commands.sales.cost import Category, Purpose
from crmcli.cli.nouns import imports, sales
from crmcli.cli.nouns.sales import Campaign, Channel, Currency, Source
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing.costs import COSTS


def import_(
    file: imports.SheetFile,
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
    date_order: imports.DateOrder = "",
    rejects: imports.Rejects = None,
    dry_run: DryRun = False,
    json: imports.Json = False,
) -> None:
    """Read costs from a CSV file; options say what its columns leave open. Reading it twice changes nothing."""
    defaults = sales.given(
        purpose=purpose, category=category, channel=channel, source=source, campaign=campaign, currency=currency
    )
    with progress.bar(imports.STEPS) as tell:
        report = imports.bring_sheet(COSTS, file, map, defaults, date_order, rejects, dry_run=dry_run, progress=tell)
    imports.tell_sheet(report, Style(json=json))

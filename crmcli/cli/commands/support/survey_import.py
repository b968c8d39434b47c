"""Answers to surveys out of a file."""

from typing import Annotated

import typer

from crmcli.cli import progress
from crmcli.cli.commands.support.survey import Channel, Kind, Phase
from crmcli.cli.nouns import imports, sales
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing.answers import ANSWERS


def import_(
    file: imports.SheetFile,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a column is, as "Rating=score" or "Column=ignore".', metavar="COLUMN=FIELD"),
    ] = None,
    kind: Kind = None,
    phase: Phase = None,
    channel: Channel = None,
    date_order: imports.DateOrder = "",
    rejects: imports.Rejects = None,
    dry_run: DryRun = False,
    json: imports.Json = False,
) -> None:
    """Read answers from a CSV file; options say what its columns leave open. Reading it twice changes nothing."""
    defaults = sales.given(kind=kind, phase=phase, channel=channel)
    with progress.bar(imports.STEPS) as tell:
        report = imports.bring_sheet(ANSWERS, file, map, defaults, date_order, rejects, dry_run=dry_run, progress=tell)
    imports.tell_sheet(report, Style(json=json))

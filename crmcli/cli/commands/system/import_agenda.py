"""Bringing events and to-dos in from a calendar file."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.nouns import imports
from crmcli.cli.nouns.imports import SHOWN
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing import agenda as service
from crmcli.services.importing.agenda import Options, Report
from crmcli.services.importing.sources import MEGABYTE
from crmcli.view.columns.system.calendars import CALENDAR_REPORT
from crmcli.view.columns.system.importing import OUTCOME
from crmcli.view.wording.remarks import told

LISTED = 200
"""Entries of a dry run that a table shows."""


def agenda(
    file: Annotated[
        str, typer.Argument(help="The .ics file; - is standard input.", metavar="FILE", show_default=False)
    ],
    encoding: Annotated[
        str, typer.Option(help="As utf-8 or cp1252; found out where it is not said.", metavar="NAME")
    ] = "",
    rejects: Annotated[
        str | None, typer.Option(help="Where rejected entries go; a new file otherwise.", metavar="FILE")
    ] = None,
    max_size: Annotated[
        int, typer.Option(min=1, max=10**6, help="Refuse files of more megabytes.", metavar="MB")
    ] = 256,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Bring the events and to-dos of a calendar in as tasks. Twice changes nothing; a newer file updates."""
    style, crm = Style(json=json), session.here()
    options = Options(encoding, max_size * MEGABYTE)
    standard_input = sys.stdin.buffer if sys.stdin is not None else None
    with ExitStack() as held:
        with progress.bar(imports.STEPS) as tell:
            if dry_run:
                rehearsal = service.rehearsed(crm, file, standard_input, options, progress=tell)
                report, outcomes = held.enter_context(rehearsal)
            else:
                place = Path(rejects) if rejects else None
                report = service.bring_in(crm, file, standard_input, options, rejects_file=place, progress=tell)
        if dry_run and (left := output.show_each(outcomes, OUTCOME[1:], style, most=LISTED)):
            diagnostics.note("... and {count} more rows; --json shows them all.", count=left)
    if json and not dry_run:
        output.show([report], CALENDAR_REPORT, style, one=True)
    else:
        _tell(report)
    if report.rejected:
        raise typer.Exit(diagnostics.PARTLY if report.rejected < report.entries else diagnostics.EXIT_CODES["refused"])


def _tell(report: Report) -> None:
    for warning in report.warnings[:SHOWN]:
        diagnostics.note("Line {line}: {what}", line=warning.line, what=told(warning.remark))
    if report.warned > SHOWN:
        diagnostics.note("... and {count} more warnings; --json has them.", count=report.warned - SHOWN)
    if report.left_out:
        diagnostics.note("Birthdays and days of money are left out: {count}.", count=report.left_out)
    imports.tell_rejects(((report.file, one.line, one.remark) for one in report.rejects), report.rejected)
    imports.tell_counts(
        report.file, report.created, report.updated, report.unchanged, report.rejected, is_dry=report.is_dry
    )
    if report.is_dry:
        return
    imports.tell_rejects_file(report.rejects_file, report.failure)
    if report.change_set:
        output.say("`crm undo` takes the import back.")

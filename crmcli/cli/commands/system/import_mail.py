"""Bringing mail in from a mailbox."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.nouns import imports
from crmcli.cli.nouns.imports import SHOWN
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing import mail as service
from crmcli.services.importing.mail import Options, Report
from crmcli.services.importing.sources import MEGABYTE
from crmcli.view.columns.system.mail import MAIL_REPORT, STRANGER


def mail(
    path: Annotated[
        str,
        typer.Argument(
            help="A message (.eml), a mailbox (mbox), a Maildir or a folder of them; - is standard input.",
            metavar="PATH",
            show_default=False,
        ),
    ],
    me: Annotated[
        list[str] | None,
        typer.Option("--me", help="Your own address; found out from many messages otherwise.", metavar="EMAIL"),
    ] = None,
    add_unknown: Annotated[
        bool, typer.Option("--add-unknown", help="Make contacts of those who write and are not in the book.")
    ] = False,
    automatic: Annotated[
        bool, typer.Option("--automatic", help="Newsletters, lists and other mail of machines too.")
    ] = False,
    rejects: Annotated[
        str | None, typer.Option(help="The mailbox to which rejected ones go; a new file otherwise.", metavar="FILE")
    ] = None,
    max_size: Annotated[int, typer.Option(min=1, max=10**6, help="Refuse more megabytes.", metavar="MB")] = 2048,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Bring mail in as interactions with those who are in the book: who wrote to whom, when, and what is new in it.

    A message that is there already is not doubled. Attachments are named, not kept; nothing is fetched.
    """
    style = Style(json=json)
    options = Options(tuple(me or ()), add_unknown, automatic, max_size * MEGABYTE)
    standard_input = sys.stdin.buffer if sys.stdin is not None else None
    with progress.bar(imports.STEPS) as tell:
        place = Path(rejects) if rejects else None
        report = service.bring_in(
            session.here(), path, standard_input, options, dry=dry_run, rejects_file=place, progress=tell
        )
    if json:
        output.show([report], MAIL_REPORT, style, one=True)
    else:
        _tell(report, style, add_unknown=add_unknown)
    if report.rejected:
        raise typer.Exit(diagnostics.PARTLY if report.rejected < report.messages else diagnostics.EXIT_CODES["refused"])


def _tell(report: Report, style: Style, *, add_unknown: bool) -> None:
    counts = report._asdict()
    if report.me:
        diagnostics.note("Your own address: {me}.", me=", ".join(report.me))
    imports.tell_rejects(((one.file, one.line, one.remark) for one in report.rejects), report.rejected)
    imports.tell_counts(
        report.file, report.created, report.updated, report.unchanged, report.rejected, is_dry=report.is_dry
    )
    imports.tell_rejects_file(report.rejects_file, report.failure)
    if report.added:
        output.say("Contacts made of those who wrote: {added}.", **counts)
    if report.automatic:
        diagnostics.note("Left out as mail of machines: {automatic}; --automatic brings it in.", **counts)
    if report.strangers and not add_unknown:
        diagnostics.note(
            "Left out, for nobody in it is in the book: {unknown}. --add-unknown adds who wrote:", **counts
        )
        output.show(report.strangers[:SHOWN], STRANGER, style)
    if report.change_set:
        output.say("`crm undo` takes the import back.")

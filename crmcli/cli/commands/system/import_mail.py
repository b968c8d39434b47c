"""Bringing mail in from a mailbox."""

import sys
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.services.importing import mail as service
from crmcli.services.importing.mail import Options, Report
from crmcli.services.importing.sources import MEGABYTE
from crmcli.view.columns.system.mail import MAIL_REPORT, STRANGER
from crmcli.view.wording.remarks import told

SHOWN = 10
STEPS = {"read": "Reading", "apply": "Storing"}
STEP_MESSAGES = tuple(STEPS.values())


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
    with progress.bar(STEPS) as tell:
        report = service.bring_in(session.here(), path, standard_input, options, dry=dry_run, progress=tell)
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
    for reject in report.rejects[:SHOWN]:
        diagnostics.note(
            "{file}, line {line}, is rejected: {what}", file=reject.file, line=reject.line, what=told(reject.remark)
        )
    if report.rejected > SHOWN:
        diagnostics.note("... and {count} more rejected messages.", count=report.rejected - SHOWN)
    if report.is_dry:
        diagnostics.note(
            "{file}: {created} to create, {updated} to update, {unchanged} unchanged, {rejected} to reject. "
            "Nothing was changed.",
            **counts,
        )
    else:
        output.say(
            "{file}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected.", **counts
        )
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

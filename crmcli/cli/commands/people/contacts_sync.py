"""A folder of cards, as khard and vdirsyncer keep one, and the book: both ways."""

from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, prompts, session
from crmcli.cli.options import DryRun, Yes
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services.people import vcards
from crmcli.services.syncing import applying, folders, plans
from crmcli.view.columns.people.syncing import REPORT, STEP
from crmcli.view.wording.remarks import told

STEPS = {"compare": "Comparing", "write": "Writing"}
STEP_MESSAGES = tuple(STEPS.values())
LISTED = 200
Folder = Annotated[
    str | None, typer.Option("--vdir", help="A folder with one card in each file.", metavar="DIR", show_default=False)
]
Prefer = Annotated[str, typer.Option("--prefer", help="Settle conflicts for the book or the folder.", metavar="SIDE")]
Version = Annotated[str, typer.Option("--vcard-version", help="3.0 or 4.0, of vCards.", metavar="VERSION")]


def sync(
    vdir: Folder = None,
    prefer: Prefer = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was the same before; nothing is deleted.")
    ] = False,
    vcard_version: Version = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Keep a folder of cards and the book the same."""
    style = Style(json=json)
    if not vdir:
        raise Usage("A folder is missing.", hint="As in: crm contacts sync --vdir ~/.contacts")
    if prefer not in ("", *plans.SIDES):
        raise Usage("{side} is no side.", side=prefer, hint="--prefer book, or --prefer folder.")
    version = vcards.check(vcard_version) if vcard_version else ""
    crm = session.here()
    with folders.alone(Path(vdir)):
        with progress.bar(STEPS) as tell:
            plan = plans.plan(crm, Path(vdir), tell, prefer=prefer, fresh=fresh)
        if dry_run:
            report = applying.told(plan)
            if not json and (left := output.show_each(plan.steps, STEP, style, most=LISTED)):
                diagnostics.note("... and {count} more.", count=left)
        else:
            if plan.asks:
                prompts.confirm(
                    "{count} of {known} cards were deleted on one side. Delete them on the other too?",
                    yes=yes,
                    count=plan.deleted,
                    known=plan.known,
                )
            with progress.bar(STEPS) as tell:
                report = applying.apply(crm, plan, tell, may_delete=plan.asks, version=version, fresh=fresh)
    if json:
        output.show([report], REPORT, style, one=True)
    else:
        _tell(report)
    if report.conflicts:
        raise typer.Exit(diagnostics.PARTLY)


def _tell(report: applying.Report) -> None:
    """What a person reads: what is left to them, and then what was done on each side."""
    for step in report.conflicts[:LISTED]:
        diagnostics.note(
            "{file} is left alone. {what}" if step.action == "problem" else "Conflict: {name} ({file}). {what}",
            file=step.file or "-",
            name=step.name,
            what=told(step.reason) if step.reason else "",
        )
    if len(report.conflicts) > LISTED:
        diagnostics.note("... and {count} more.", count=len(report.conflicts) - LISTED)
    counts = report._asdict()
    if report.is_dry:
        diagnostics.note("The book: {added} to add, {changed} to change, {trashed} to the trash.", **counts)
        diagnostics.note("The folder: {written} to write, {removed} to remove. Nothing was changed.", **counts)
        return
    if any((report.added, report.changed, report.trashed, report.written, report.removed)):
        output.say("The book: {added} added, {changed} changed, {trashed} to the trash.", **counts)
        output.say("The folder: {written} written, {removed} removed.", **counts)
    elif not report.conflicts:
        output.say("Nothing to do: the book and the folder are the same.")
    if any(step.action == "conflict" for step in report.conflicts):
        output.say("Conflicts stay as they are on both sides; --prefer book or --prefer folder settles them.")
    if report.change_set:
        output.say("`crm undo` takes back what was done in the book.")

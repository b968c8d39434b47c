"""Bringing deals, sales, invoices and payments in from files of other programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.nouns import imports
from crmcli.cli.nouns.imports import DateOrder, Delimiter, Encoding, Json, MaxSize, Rejects
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.formats.trade.sheet import Options as Reading
from crmcli.services.importing.sources import MEGABYTE
from crmcli.services.importing.trade import bringing as service
from crmcli.services.importing.trade.bringing import Options, Report
from crmcli.services.importing.trade.rows import Choices
from crmcli.view.columns.sales.trade import TRADE_REPORT
from crmcli.view.columns.system.importing import OUTCOME
from crmcli.view.wording.remarks import told

LISTED = 200
"""Rows of a dry run that a table shows."""
STEPS = {"apply": "Storing"}

File = Annotated[str, typer.Argument(help="The file; - is standard input.", metavar="FILE", show_default=False)]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", help='What a column is, as "Column=amount" or "Column=ignore".', metavar="COLUMN=FIELD"),
]
Program = Annotated[
    str,
    typer.Option(
        help="Whose export it is: hubspot, pipedrive, salesforce, or a word of yours for its ids.", metavar="NAME"
    ),
]
AddUnknown = Annotated[
    bool, typer.Option("--add-unknown", help="Make contacts and companies that are not in the book.")
]
Decimal = Annotated[
    str, typer.Option(help="The mark before decimals, a comma or a point, where amounts do not tell.", metavar="MARK")
]


def deals(
    file: File,
    map: Map = None,
    program: Program = "",
    stage: Annotated[
        list[str] | None,
        typer.Option(
            "--stage", help='Which stage one of theirs is, as "Contract sent=proposal".', metavar="THEIRS=OURS"
        ),
    ] = None,
    pipeline: Annotated[str, typer.Option(help="Put all deals into this pipeline.", metavar="NAME")] = "",
    add_unknown: AddUnknown = False,
    date_order: DateOrder = "",
    decimal: Decimal = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    rejects: Rejects = None,
    max_size: MaxSize = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in deals from a CSV file: of HubSpot, Pipedrive, Salesforce, or any by --map. Twice changes nothing.

    A deal is known by its id in the other program; an empty cell keeps what is in the book.
    """
    reading = Reading(tuple(map or ()), program, date_order, decimal, encoding, delimiter)
    choices = Choices(add_unknown, tuple(stage or ()), pipeline)
    _run("deal", file, Options(reading, choices, max_size * MEGABYTE), rejects, dry_run=dry_run, json=json)


def sales(
    file: File,
    map: Map = None,
    program: Program = "",
    add_unknown: AddUnknown = False,
    date_order: DateOrder = "",
    decimal: Decimal = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    rejects: Rejects = None,
    max_size: MaxSize = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in sales from a CSV file: orders, or the won deals of another program. Twice changes nothing.

    A sale is known by its id or number in the other program; an empty cell keeps what is in the book.
    """
    reading = Reading(tuple(map or ()), program, date_order, decimal, encoding, delimiter)
    _run("sale", file, Options(reading, Choices(add_unknown), max_size * MEGABYTE), rejects, dry_run=dry_run, json=json)


def invoices(
    file: File,
    map: Map = None,
    program: Program = "",
    add_unknown: AddUnknown = False,
    date_order: DateOrder = "",
    decimal: Decimal = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    rejects: Rejects = None,
    max_size: MaxSize = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in invoices of an accounting system from a CSV file, with their own numbers. Twice changes nothing."""
    reading = Reading(tuple(map or ()), program, date_order, decimal, encoding, delimiter)
    _run(
        "invoice",
        file,
        Options(reading, Choices(add_unknown), max_size * MEGABYTE),
        rejects,
        dry_run=dry_run,
        json=json,
    )


def payments(
    file: File,
    map: Map = None,
    program: Program = "",
    add_unknown: AddUnknown = False,
    credit: Annotated[
        bool, typer.Option("--credit", help="Keep what no invoice takes as the customer's credit.")
    ] = False,
    date_order: DateOrder = "",
    decimal: Decimal = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    rejects: Rejects = None,
    max_size: MaxSize = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in payments from a CSV file, for the invoices that it names or those that are open.

    A payment is known by its id in the other program, or by all that its row says. Twice changes nothing.
    """
    reading = Reading(tuple(map or ()), program, date_order, decimal, encoding, delimiter)
    choices = Choices(add_unknown, keep_credit=credit)
    _run("payment", file, Options(reading, choices, max_size * MEGABYTE), rejects, dry_run=dry_run, json=json)


def _run(noun: str, file: str, options: Options, rejects: str | None, *, dry_run: bool, json: bool) -> None:
    style, crm = Style(json=json), session.here()
    standard_input = sys.stdin.buffer if sys.stdin is not None else None
    with progress.bar(STEPS) as tell:
        if dry_run:
            with service.rehearsed(crm, noun, file, standard_input, options, progress=tell) as (report, outcomes):
                left = output.show_each(outcomes, OUTCOME[1:], style, most=LISTED)
        else:
            place, left = Path(rejects) if rejects else None, 0
            report = service.bring_in(crm, noun, file, standard_input, options, rejects_file=place, progress=tell)
    if left:
        diagnostics.note("... and {count} more rows; --json shows them all.", count=left)
    if json and not dry_run:
        output.show([report], TRADE_REPORT, style, one=True)
    else:
        _tell(report)
    if report.rejected:
        raise typer.Exit(diagnostics.PARTLY if report.rejected < report.rows else diagnostics.EXIT_CODES["refused"])


def _tell(report: Report) -> None:
    """What a person reads of an import: how it was read, and what became of the rows."""
    for remark in report.remarks:
        diagnostics.note("{what}", what=told(remark))
    counts = report._asdict()
    if report.left_out:
        diagnostics.note(
            "Deals that are not won are no sales: {left_out} left out."
            if report.noun == "sale"
            else "Drafts are left out: {left_out}.",
            **counts,
        )
    imports.tell_rejects(((report.file, one.line, one.reason) for one in report.rejects), report.rejected)
    imports.tell_counts(
        report.file, report.created, report.updated, report.unchanged, report.rejected, is_dry=report.is_dry
    )
    if report.is_dry:
        return
    if report.added:
        output.say("Contacts that were made for them: {added}.", **counts)
    if report.organisations:
        output.say("Organisations that were made for them: {count}.", count=report.organisations)
    imports.tell_rejects_file(
        report.rejects_file, report.failure, (order for _column, order in report.sheet.date_orders)
    )
    if report.change_set:
        output.say("`crm undo` takes the import back.")

"""Bringing contacts in from files of other programs."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from crmcli.cli import diagnostics, output, progress, session
from crmcli.cli.nouns import imports
from crmcli.cli.nouns.imports import SHOWN, DateOrder, Delimiter, Encoding, Json, MaxSize, Rejects
from crmcli.cli.options import DryRun
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.values.text import nearest
from crmcli.services.importing import contacts as service
from crmcli.services.importing.contacts import Report
from crmcli.services.importing.options import Options, check_profile_name, save_profile, with_profile
from crmcli.services.importing.sources import MEGABYTE
from crmcli.view.columns.system.importing import OUTCOME, REPORT
from crmcli.view.wording.remarks import told, with_way_out

LISTED = 200
"""Rows of a dry run that a table shows."""
ORDERS = ("dmy", "mdy", "ymd")


def import_(
    file: Annotated[
        str,
        typer.Argument(help="The file, or a folder of cards; - is standard input.", metavar="FILE", show_default=False),
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", help="csv, jsonl, ldif or vcard; found out where it is not said.", metavar="FORMAT"),
    ] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help='Where a column goes, as "Column=field" or "Column=ignore".', metavar="COLUMN=FIELD"
        ),
    ] = None,
    profile: Annotated[str | None, typer.Option(help="Read it as this profile says.", metavar="NAME")] = None,
    save_profile_as: Annotated[
        str | None,
        typer.Option("--save-profile", help="Remember how it is read under this name.", metavar="NAME"),
    ] = None,
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    no_header: Annotated[bool, typer.Option("--no-header", help="The first row is data.")] = False,
    date_order: DateOrder = "",
    keep_unknown: Annotated[
        bool, typer.Option("--keep-unknown", help="Keep columns without a field as custom fields.")
    ] = False,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", help="Tag everybody in the file.", metavar="TAG")
    ] = None,
    rejects: Rejects = None,
    max_size: MaxSize = 256,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring in contacts from a file of another program."""
    style = Style(json=json)
    crm = session.here()
    if date_order not in ("", *ORDERS):
        raise Usage(
            "{order} is no order of dates.",
            order=date_order,
            hint="Did you mean {near}? There are: dmy, mdy, ymd.",
            near=nearest(date_order, ORDERS) or ORDERS[0],
        )
    said = Options(
        format=format or "",
        mapping=tuple(map or ()),
        encoding=encoding,
        delimiter=delimiter,
        header=False if no_header else None,
        date_order=date_order,
        keep_unknown=keep_unknown,
        tags=tuple(tag or ()),
        max_size=max_size * MEGABYTE,
    )
    options = with_profile(crm, profile, said) if profile else said
    if save_profile_as:
        check_profile_name(save_profile_as)
    standard_input = sys.stdin.buffer if sys.stdin is not None else None
    with ExitStack() as held:
        with progress.bar(imports.STEPS) as tell:
            if dry_run:
                rehearsal = service.rehearsed(crm, file, standard_input, options, progress=tell)
                report, outcomes = held.enter_context(rehearsal)
            else:
                place = Path(rejects) if rejects else None
                report = service.bring_in(crm, file, standard_input, options, rejects_file=place, progress=tell)
        columns = [column._replace(shown=column.shown or Path(file).is_dir()) for column in OUTCOME[:1]]
        if dry_run and (left := output.show_each(outcomes, (*columns, *OUTCOME[1:]), style, most=LISTED)):
            diagnostics.note("... and {count} more rows; --json shows them all.", count=left)
    if save_profile_as and not dry_run:
        path = save_profile(crm, save_profile_as, options)
        diagnostics.note("The profile {name} is in {path}.", name=save_profile_as, path=path)
    if json and not dry_run:
        output.show([report], REPORT, style, one=True)
    else:
        _tell(report)
    if report.rejected:
        raise typer.Exit(diagnostics.PARTLY if report.rejected < report.rows else diagnostics.EXIT_CODES["refused"])


def _tell(report: Report) -> None:
    """What a person reads of an import: what was found out, what was left out, and what became of the rows."""
    _tell_facts(report)
    imports.tell_rejects(
        ((said.file or report.file, said.line, said.remark) for said in report.rejects), report.rejected
    )
    imports.tell_counts(
        report.file, report.created, report.updated, report.unchanged, report.rejected, is_dry=report.is_dry
    )
    if report.is_dry:
        return
    if report.organisations:
        output.say("Organisations that were made for them: {count}.", count=report.organisations)
    if report.duplicates:
        output.say("{count} of these rows are the same contact as a row before them.", count=report.duplicates)
    imports.tell_rejects_file(
        report.rejects_file, report.failure, (order for _column, order in report.facts.date_orders)
    )
    if report.change_set:
        output.say("`crm undo` takes the import back.")


def _tell_facts(report: Report) -> None:
    for remark in report.facts.remarks:
        diagnostics.note("{what}", what=told(remark))
    if report.facts.unknown:
        diagnostics.note(
            "--keep-unknown keeps what is left out as custom fields, --map puts it elsewhere."
            if report.facts.format == "csv"
            else "--keep-unknown keeps what is left out as custom fields."
        )
    for warning in report.warnings[:SHOWN]:
        diagnostics.note(
            "{file}, line {line}: {what}" if warning.file else "Line {line}: {what}",
            line=warning.line,
            what=with_way_out(warning.remark),
            file=warning.file,
        )
    if report.warned > SHOWN:
        diagnostics.note("... and {count} more warnings; --json has them.", count=report.warned - SHOWN)

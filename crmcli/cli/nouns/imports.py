"""What the commands share that bring files in: their options, and telling what became of the rows."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import diagnostics, output, session
from crmcli.cli.output import Style
from crmcli.view.wording.remarks import Remark, with_way_out

if TYPE_CHECKING:
    from crmcli.services.importing.reading import Progress
    from crmcli.services.importing.sheets import Kind, Report

SheetFile = Annotated[str, typer.Argument(help="The file; - is standard input.", metavar="FILE", show_default=False)]
DateOrder = Annotated[str, typer.Option(help="dmy, mdy or ymd, where the dates do not tell.", metavar="ORDER")]
Encoding = Annotated[str, typer.Option(help="As utf-8 or cp1252; found out where it is not said.", metavar="NAME")]
Delimiter = Annotated[str, typer.Option(help="What separates columns: a sign, or tab.", metavar="SIGN")]
Rejects = Annotated[str | None, typer.Option(help="Where rejected rows go; a new file otherwise.", metavar="FILE")]
MaxSize = Annotated[int, typer.Option(min=1, max=10**6, help="Refuse files of more megabytes.", metavar="MB")]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
STEPS = {"read": "Reading", "apply": "Storing"}
STEP_MESSAGES = tuple(STEPS.values())
"""What the bar says."""
SHOWN = 10
"""Warnings and rejected rows that are told one by one."""


def tell_rejects(rejects: Iterable[tuple[str, int, Remark]], total: int) -> None:
    """The first of them: the file, the line, the reason and the way out."""
    shown = 0
    for shown, (file, line, reason) in enumerate(rejects, 1):
        if shown > SHOWN:
            break
        diagnostics.note(
            "Line {line} is rejected: {what}" if file == "-" else "{file}, line {line}, is rejected: {what}",
            file=file,
            line=line,
            what=with_way_out(reason),
        )
    if total > SHOWN:
        diagnostics.note("... and {count} more rejected rows.", count=total - SHOWN)


def tell_counts(
    file: str, created: int, updated: int, unchanged: int, rejected: int, *, is_dry: bool, has_answer: bool = True
) -> None:
    """What became of the rows, or would; that is a note where the answer says it of each row."""
    counts = {"file": file, "created": created, "updated": updated, "unchanged": unchanged, "rejected": rejected}
    if not created + updated + unchanged + rejected:
        diagnostics.note("There is nothing to import in {file}: no row under the headings.", file=file)
    if is_dry:
        say = diagnostics.note if has_answer else output.say
        say(
            "{file}: {created} to create, {updated} to update, {unchanged} unchanged, {rejected} to reject. "
            "Nothing was changed.",
            **counts,
        )
    else:
        output.say(
            "{file}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected.", **counts
        )


def tell_rejects_file(path: Path | None, failure: Remark | None, orders: Iterable[str] = ()) -> None:
    """Where the rejected ones are, and what has to be said when they come back."""
    if failure:
        diagnostics.note("The rejected rows were not kept: {why}", why=with_way_out(failure))
    if not path:
        return
    output.say("The rejected rows are in {path}: mend them and import that file.", path=path)
    known = set(orders)
    if len(known) == 1:
        output.say("Give it --date-order {order}: so few rows may not tell.", order=known.pop())


def bring_sheet(
    kind: "Kind",
    file: str,
    mapping: Sequence[str] | None,
    defaults: dict[str, str],
    date_order: str,
    rejects: str | None,
    *,
    dry_run: bool,
    progress: "Progress",
) -> "Report":
    """Bring a file of costs or of answers in; what became of its rows."""
    from crmcli.services.importing import sheets  # noqa: PLC0415 - door: reading files, only for those who bring one in

    return sheets.bring_in(
        session.here(),
        kind,
        file,
        sys.stdin.buffer if sys.stdin is not None else None,
        mapping=mapping or (),
        defaults=defaults,
        date_order=date_order,
        rejects=Path(rejects) if rejects else None,
        dry_run=dry_run,
        progress=progress,
    )


def tell_sheet(report: "Report", style: Style) -> None:
    """What became of a file of costs or of answers, and an exit code that says whether rows were rejected."""
    if style.format != "json":
        tell_rejects(((report.file, one.line, one.reason) for one in report.rejects), report.rejected)
        tell_counts(
            report.file, report.created, report.updated, report.unchanged, report.rejected,
            is_dry=report.is_dry, has_answer=False,
        )  # fmt: skip
        if not report.is_dry:
            tell_rejects_file(report.rejects_file, report.failure)
            if report.created or report.updated:
                output.say("`crm undo` takes the import back.")
    else:
        from crmcli.view.columns.system.importing import SHEET_REPORT  # noqa: PLC0415 - door: 1 ms, only for machines

        output.show([report], SHEET_REPORT, style, one=True)
    if report.rejected:
        raise typer.Exit(diagnostics.PARTLY if report.rejected < report.rows else diagnostics.EXIT_CODES["refused"])

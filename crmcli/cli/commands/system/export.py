"""Writing data out for other programs."""

from collections import deque
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from crmcli.cli import output, progress, session
from crmcli.cli.commands.people.contact_list import Query
from crmcli.cli.options import Json
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.services import files
from crmcli.services.system import exports, takeout
from crmcli.view.columns.system.parcels import TAKEN
from crmcli.view.words import ngettext

STEPS = {"write": "Writing"}
STEP_MESSAGES = tuple(STEPS.values())
_ALSO = {"vcf": "vcard", "md": "markdown", "ical": "ics"}
"""What else formats and the names of files say."""
Format = Annotated[
    str | None,
    typer.Option(
        "--format", help="csv, json, jsonl, markdown or xlsx; else by the name of the file.", metavar="FORMAT"
    ),
]
FormatWithDays = Annotated[
    str | None,
    typer.Option(
        "--format", help="csv, json, jsonl, markdown, xlsx or ics; else by the name of the file.", metavar="FORMAT"
    ),
]
FormatOfContacts = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="csv, json, jsonl, vcard, markdown, xlsx, or ics for birthdays; else by the name of the file.",
        metavar="FORMAT",
    ),
]
Version = Annotated[str, typer.Option("--vcard-version", help="3.0 or 4.0, of vCards.", metavar="VERSION")]
Output = Annotated[
    str, typer.Option("--output", "-o", help="The file; - is standard output.", metavar="FILE", show_default=False)
]
Raw = Annotated[bool, typer.Option("--raw", help="Cells as they are, though a spreadsheet might run them.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def contacts(
    query: Query = None,
    format: FormatOfContacts = None,
    file: Output = "-",
    vcard_version: Version = "",
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Write contacts as CSV, JSON or vCards, which `crm import` reads again; as Markdown, a workbook or birthdays."""
    shape = _shape(format, file, vcard_version)
    with exports.contacts(session.here(), _query(query), shape, raw=raw, version=vcard_version) as made:
        _write(made, file, force=force)


def tasks(
    query: Query = None, format: FormatWithDays = None, file: Output = "-", raw: Raw = False, force: Force = False
) -> None:
    """Write tasks of every state as CSV, JSON, Markdown, a workbook or a calendar."""
    _write_records("task", query, format, file, raw=raw, force=force)


def interactions(
    query: Query = None, format: Format = None, file: Output = "-", raw: Raw = False, force: Force = False
) -> None:
    """Write interactions as CSV, JSON, Markdown or a workbook."""
    _write_records("interaction", query, format, file, raw=raw, force=force)


def deals(
    query: Query = None, format: FormatWithDays = None, file: Output = "-", raw: Raw = False, force: Force = False
) -> None:
    """Write deals of every state as CSV, JSON, Markdown or a workbook, or the days of their closing as a calendar."""
    _write_records("deal", query, format, file, raw=raw, force=force)


def sales(
    query: Query = None, format: Format = None, file: Output = "-", raw: Raw = False, force: Force = False
) -> None:
    """Write sales as CSV, JSON, Markdown or a workbook."""
    _write_records("sale", query, format, file, raw=raw, force=force)


def invoices(
    query: Query = None, format: FormatWithDays = None, file: Output = "-", raw: Raw = False, force: Force = False
) -> None:
    """Write invoices as CSV, JSON, Markdown or a workbook, or the days they are due as a calendar."""
    _write_records("invoice", query, format, file, raw=raw, force=force)


def all_(
    target: Annotated[
        Path,
        typer.Argument(help="A new folder, or a file that ends in .zip.", metavar="DIR|FILE.zip", show_default=False),
    ],
    force: Force = False,
    json: Json = False,
) -> None:
    """Write the whole book out: JSON lines of every record, CSV, vCard and iCalendar; `crm restore` puts it back."""
    style = Style(json=json)
    with progress.bar(STEPS) as tell:
        done = takeout.write(session.here(), target, force=force, progress=tell)
    if json or style.format == "plain":
        output.show([done], TAKEN, style, one=True)
    else:
        output.say(
            ngettext(
                "{records} record written to {path}. `crm restore` puts it into an empty book.",
                "{records} records written to {path}. `crm restore` puts them into an empty book.",
                done.records,
            ),
            **done._asdict(),
        )


def _write_records(
    noun: str, query: list[str] | None, format: str | None, file: str, *, raw: bool, force: bool
) -> None:
    with exports.records(session.here(), noun, _query(query), _shape(format, file), raw=raw) as made:
        _write(made, file, force=force)


def _query(words: list[str] | None) -> str:
    """The query; a lone name of a file is a slip, and picking nobody by it would look like an answer."""
    text = " ".join(words or ())
    if Path(text).suffix.lower().removeprefix(".") in (*exports.FORMATS, *_ALSO):
        raise Usage("{file} would be a query.", file=text, hint="Name the file with -o: crm export contacts -o {file}.")
    return text


def _shape(format: str | None, file: str, vcard_version: str = "") -> str:
    if format:
        return _ALSO.get(format, format)
    suffix = Path(file).suffix.lower().removeprefix(".")
    suffix = "vcard" if vcard_version else _ALSO.get(suffix, suffix)
    if suffix and suffix not in exports.OF_CONTACTS:
        raise Usage(
            "The name of the file does not say its format.",
            hint="Add --format, as in --format csv, or take an ending of: {words}.",
            words=", ".join(exports.OF_CONTACTS),
        )
    return suffix or "csv"


def _write(made: exports.Export, file: str, *, force: bool) -> None:
    if made.fill:
        _write_data(made, made.fill, file, force=force)
        return
    if file == "-":
        for line in made.lines:
            output.exact(line)
        return
    path = Path(file)
    with progress.bar(STEPS) as tell, files.new(path, force=force) as written:
        for done, line in enumerate(made.lines, 1):
            written.write(line.encode())
            if done % exports.AT_ONCE == 0:
                tell("write", done, made.total)
    output.say("{count} written to {path}.", count=made.total, path=path)


def _write_data(made: exports.Export, fill: Callable[[BinaryIO], Iterator[int]], file: str, *, force: bool) -> None:
    """What is no text goes to a file or through a pipe."""
    if file == "-":
        if output.is_terminal():
            raise Usage("A workbook is nothing to read on a terminal.", hint="Name a file: -o FILE.xlsx.")
        kept = BytesIO()
        deque(fill(kept), maxlen=0)
        output.write_bytes(kept.getvalue())
        return
    path = Path(file)
    with progress.bar(STEPS) as tell, files.new(path, force=force) as written:
        for done in fill(written):
            if done % exports.AT_ONCE == 0:
                tell("write", done, made.total)
    output.say("{count} written to {path}.", count=made.total, path=path)

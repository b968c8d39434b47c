"""The rows that were not taken, as a file to be mended and brought in again, each with its line and the reason."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.values.json_text import dumps
from crmcli.core.values.text import one_line, tidy
from crmcli.formats import cards, delimited, jsonl, spreadsheet
from crmcli.formats.drafts import Remark, from_error
from crmcli.formats.ldif import entries
from crmcli.formats.profiles.layout import Layout
from crmcli.formats.profiles.targets import Column
from crmcli.services import files
from crmcli.services.importing.reading import LINE, LINE_KEY, REASON, REASON_KEY, Facts
from crmcli.services.importing.sources import Source
from crmcli.services.workspace import Workspace
from crmcli.settings import paths
from crmcli.store.connection import private_folder
from crmcli.view.wording.remarks import with_way_out

_LONGEST_STEM = 60
SUFFIXES = {"csv": "csv", "jsonl": "jsonl", "ldif": "ldif", "vcard": "vcf"}


class Reject(NamedTuple):
    """A row that was not taken."""

    line: int
    reason: Remark


class Kept(NamedTuple):
    """What became of the rejected rows after the import itself, which stands whatever becomes of them."""

    path: Path | None = None
    failure: Remark | None = None
    """Why they could not be written."""


def kept(crm: Workspace, place: Path | None, name: str, suffix: str, lines: Iterable[bytes]) -> Kept:
    """Write the rejected rows to a place, or else to a new file among the program's own."""
    try:
        path = place or _usual_place(crm, name, suffix)
        with files.new(path) as file:
            for line in lines:
                file.write(line)
    except CrmError as error:
        return Kept(failure=from_error(error, ""))
    return Kept(path)


def _usual_place(crm: Workspace, name: str, suffix: str) -> Path:
    """A new file among the program's own, named by the import and the moment."""
    folder = paths.state_folder(crm.environ) / "rejects"
    private_folder(folder)
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in tidy(Path(name).stem))
    stem = f"{plain.strip('-')[:_LONGEST_STEM] or 'input'}-{crm.now:%Y-%m-%d-%H%M%S}"
    names = (f"{stem}{f'-{number}' if number else ''}.{suffix}" for number in range(10_000))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def lines(source: Source, facts: Facts, rejects: Iterable[Reject]) -> Iterator[bytes]:
    """The rejected rows, in the order of their lines, as they stand in the file that was read."""
    if facts.format == "vcard":
        from crmcli.services.importing import cards as vcards  # noqa: PLC0415 - door: the codec, 8 ms, only for cards

        return vcards.rejected(
            source, facts.said_encoding, ((reject.line, with_way_out(reject.reason)) for reject in rejects)
        )
    if facts.book is not None:
        return entries.rejected(
            source.stream, ((reject.line, one_line(with_way_out(reject.reason))) for reject in rejects)
        )
    if facts.sheet is None:
        return _objects(source.stream, rejects)
    return _rows(source.stream, facts.sheet, rejects)


def _rows(stream: BinaryIO, sheet: cards.Sheet, rejects: Iterable[Reject]) -> Iterator[bytes]:
    stream.seek(0)
    width = len(sheet.survey.filled)
    kept: list[str] | None = None
    waiting = iter(rejects)
    reject = next(waiting, None)
    for row in delimited.rows(stream, sheet.dialect):
        if row.line < sheet.layout.header_line:
            continue
        if kept is None:
            kept = _header(sheet.layout, row.cells if row.line == sheet.layout.header_line else [], width)
            yield _line([*kept, LINE, REASON])
        if row.line == sheet.layout.header_line:
            continue
        while reject is not None and reject.line < row.line:
            reject = next(waiting, None)
        if reject is None:
            return
        if reject.line == row.line:
            cells = [*row.cells, *[""] * (width - len(row.cells))]
            yield _line([*cells, str(reject.line), spreadsheet.safe(with_way_out(reject.reason))])


def _header(layout: Layout, titles: Sequence[str], width: int) -> list[str]:
    """The file's own header, or one that says the same where it had none or was read by the places of its columns."""
    if layout.header_line and layout.program != "monica":
        return [*titles, *[""] * (width - len(titles))]
    named = [_title(column) for column in layout.columns]
    return [*named, *[""] * (width - len(named))]


def _title(column: Column) -> str:
    target = column.target
    if target is None or target.field == "ignore":
        return column.title
    if not target.part:
        return target.name or target.field
    number = f"_{target.number}" if target.number > 1 else ""
    part = "" if target.part == "value" else f"_{target.part}"
    return f"{'address' if target.field == 'addresses' else target.field.removesuffix('s')}{number}{part}"


def _line(cells: Sequence[str]) -> bytes:
    (line,) = spreadsheet.write(cells, (), raw=True)
    return line.encode("utf-8", "replace")


def _objects(stream: BinaryIO, rejects: Iterable[Reject]) -> Iterator[bytes]:
    """The rejected lines; one that is an object has line and reason as two more keys."""
    stream.seek(0)
    number = 0
    for reject in rejects:
        raw = b""
        while number < reject.line and (raw := stream.readline(jsonl.LINE_LIMIT)):
            number += raw.endswith(b"\n") or number == reject.line - 1
        try:
            value = jsonl.loads(raw.decode("utf-8-sig"))
        except (CrmError, UnicodeDecodeError):
            yield raw if raw.endswith(b"\n") else raw + b"\n"
        else:
            yield (dumps({**value, LINE_KEY: reject.line, REASON_KEY: with_way_out(reject.reason)}) + "\n").encode()

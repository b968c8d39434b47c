"""The only writer of stdout: records as a table, as lines, as JSON, as CSV."""

import errno
import io
import os
import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from crmcli.cli import session
from crmcli.core.errors import Usage
from crmcli.core.values.text import nearest
from crmcli.view.clean import clean
from crmcli.view.columns.column import Column, Frame, Json, plain
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.view.cards import Line

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")
CELL_LIMIT = 300
"""Characters of a cell that a table lays out; the rest is never seen and costs time."""


class Unanswered(Exception):
    """Stdout took no more; no OSError, which Typer would take for its own and end the program."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.errno = error.errno
        self.why = error.strerror or str(error)


class Style:
    """How this command is to show its answer."""

    def __init__(self, format: str | None = None, *, json: bool = False, columns: str | None = None) -> None:  # noqa: A002
        self.format = "json" if json else format or ("table" if is_terminal() else "plain")
        self.only = columns
        if self.format not in FORMATS:
            raise Usage(
                "There is no format {format}.",
                format=self.format,
                hint="Formats: {formats}.",
                formats=", ".join(FORMATS),
            )

    @property
    def for_people(self) -> bool:
        """Whether sentences may stand around the data."""
        return self.format == "table"


def is_terminal() -> bool:
    """Whether a person sees the answer at once."""
    return sys.stdout is not None and sys.stdout.isatty()


def write(text: str) -> None:
    """Write text that is already clean. Unanswered where nobody takes it, as in everything that writes here."""
    try:
        _stream().write(text)
    except OSError as error:
        raise Unanswered(error) from error


def write_bytes(data: bytes) -> None:
    """Write a file's bytes to the pipe."""
    try:
        _stream().flush()
        _stream().buffer.write(data)
    except OSError as error:
        raise Unanswered(error) from error


def say(sentence: str, **values: object) -> None:
    """One translated sentence, its values made harmless."""
    write(_(sentence).format(**{name: clean(str(value)) for name, value in values.items()}) + "\n")


def line(text: str = "") -> None:
    """One line of text that may hold anything."""
    write(clean(text) + "\n")


def terminal_width() -> int:
    """Cells of a line; at least 20, whatever the terminal says."""
    return max(get_terminal_size((80, 24)).columns, 20)


def styled(text: str, *styles: str) -> str:
    """Text in a style (bold, dim, red, green, yellow, cyan) where the terminal shows styles and the user wants them."""
    codes = ";".join(_STYLES[style] for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and has_styles() else text


def has_styles() -> bool:
    """Whether the answer goes to a terminal that shows colours, and nobody said no."""
    environ = session.environ()
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or environ.get("CLICOLOR") == "0":
        return False
    return is_terminal() or environ.get("FORCE_COLOR", "0") not in ("", "0")


def harmless(text: str) -> str:
    """Text as a terminal may see it, on one line."""
    return clean(text)


def block(card: "tuple[str, list[Line]]") -> None:
    """A record as a heading and labelled lines."""
    from crmcli.view import blocks  # noqa: PLC0415 - door: 1 ms, only when a record is drawn

    heading, entries = card
    write("".join(f"{text}\n" for text in (styled(clean(heading), "bold"), *blocks.lines(entries))))


def show(
    records: Sequence[object], columns: Sequence[Column], style: Style, *, one: bool = False, empty: str = ""
) -> None:
    """Show records; `one` makes JSON a single object, `empty` is what a person reads when there are none."""
    chosen = _chosen(columns, style)
    if style.format in ("json", "jsonl"):
        _show_json(records, chosen, style, one=one)
    elif style.format in ("csv", "tsv"):
        write(_delimited(records, chosen, "," if style.format == "csv" else "\t"))
    elif style.format == "plain":
        write("".join("\t".join(_line(record, column) for column in chosen) + "\n" for record in records))
    elif not records:
        line(_(empty) if empty else _("Nothing found."))
    else:
        _table(records, chosen)


def _show_json(records: Sequence[object], columns: Sequence[Column], style: Style, *, one: bool) -> None:
    from crmcli.core.values.json_text import dumps  # noqa: PLC0415 - door: 1 ms, only for JSON

    objects = [_object(record, columns) for record in records]
    if style.format == "jsonl":
        write("".join(dumps(told) + "\n" for told in objects))
    else:
        write(dumps(objects[0] if one and objects else objects, indent=2 if is_terminal() else None) + "\n")


def frame() -> Frame:
    """Today and the local clock, by which people read dates."""
    crm = session.here()
    return Frame(crm.today, crm.local)


def prepare() -> None:
    """Let no character that the terminal's encoding lacks stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Hand everything to the system now."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise Unanswered(error) from error


def abandon() -> None:
    """Give up on a stdout that takes no more, so that nothing is tried again at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stream() -> TextIO:
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdout


def _chosen(columns: Sequence[Column], style: Style) -> list[Column]:
    if not style.only:
        people = style.format in ("table", "plain")
        return [column for column in columns if (column.shown if people else column.machine)]
    by_key = {column.key: column for column in columns}
    chosen = []
    for key in style.only.replace(" ", "").split(","):
        if key not in by_key:
            raise Usage(
                "There is no column {key}.",
                key=key,
                hint="Did you mean {near}? Columns: {all}.",
                near=nearest(key, by_key) or columns[0].key,
                all=", ".join(by_key),
            )
        chosen.append(by_key[key])
    return chosen


def _object(record: object, columns: Sequence[Column]) -> dict[str, Json]:
    return {column.key: column.value(record) for column in columns}


def _line(record: object, column: Column) -> str:
    return clean(plain(column.value(record)))


def _delimited(records: Iterable[object], columns: Sequence[Column], delimiter: str) -> str:
    import csv  # noqa: PLC0415 - door: 0.4 ms, only for csv and tsv

    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    shown = clean if is_terminal() else str
    writer.writerows([shown(plain(column.value(record))) for column in columns] for record in records)
    return made.getvalue()


def _table(records: Sequence[object], columns: Sequence[Column]) -> None:
    from crmcli.view.tables import Heading, lay_out  # noqa: PLC0415 - door: 0.6 ms, only when a table is drawn

    seen = frame()
    rows = [
        [
            clean((column.text(record, seen) if column.text else plain(column.value(record)))[:CELL_LIMIT])
            for column in columns
        ]
        for record in records
    ]
    headings = [Heading(_(column.label), column.align, column.wide, column.gives_way) for column in columns]
    first, *rest = lay_out(headings, rows, terminal_width())
    write("".join(f"{text}\n" for text in (styled(first, "bold"), *rest)))

"""The only writer of stdout: records as a table, as lines, as JSON, as CSV."""

import errno
import io
import os
import sys
from contextlib import contextmanager
from itertools import islice
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from crmcli.cli import session
from crmcli.core.errors import Usage
from crmcli.view.clean import clean
from crmcli.view.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crmcli.view.cards import Line
    from crmcli.view.columns.column import Column, Frame

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
AT_ONCE = 500
"""Records of a long list that are written together."""
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")


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


def can_show(text: str) -> bool:
    """Whether the answer's encoding has all these characters."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def terminal_width() -> int:
    """Cells of a line; at least 20, whatever the terminal says."""
    return max(get_terminal_size((80, 24)).columns, 20)


def styled(text: str, *styles: str) -> str:
    """Text in a style (bold, dim, red, green, yellow, cyan) where the terminal shows styles and the user wants them."""
    codes = ";".join(_STYLES[style] for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and has_styles() else text


def has_styles() -> bool:
    """Whether the answer goes to a terminal that shows colours, and nobody said no; or somebody said always."""
    environ = session.environ()
    if (wanted := session.wanted_color()) != "auto":
        return wanted == "always"
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or environ.get("CLICOLOR") == "0":
        return False
    return is_terminal() or any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))


def harmless(text: str) -> str:
    """Text as a terminal may see it, on one line."""
    return clean(text)


def code(lines: "Sequence[str]") -> None:
    """A drawing of light on dark, in colours of its own where the terminal has them, so that cameras read it."""
    on, off = ("\x1b[97;40m", "\x1b[0m") if has_styles() else ("", "")
    write("".join(f"{on}{text}{off}\n" for text in lines))


def block(card: "tuple[str, list[Line]]") -> None:
    """A record as a heading and labelled lines."""
    from crmcli.view import blocks  # noqa: PLC0415 - door: 1 ms, only when a record is drawn

    heading, entries = card
    write("".join(f"{text}\n" for text in (styled(clean(heading), "bold"), *blocks.lines(entries))))


def show(
    records: "Sequence[object]", columns: "Sequence[Column]", style: Style, *, one: bool = False, empty: str = ""
) -> None:
    """Show records; `one` makes JSON a single object, `empty` is what a person reads when there are none."""
    from crmcli.view import shown  # noqa: PLC0415 - door: 1.5 ms, only when records are shown

    chosen = shown.chosen(columns, style.format, style.only)
    if style.format != "table":
        write(shown.as_text(records, chosen, style.format, one=one, on_terminal=is_terminal()))
    elif not records:
        line(_(empty) if empty else _("Nothing found."))
    else:
        first, *rest = shown.as_table(records, chosen, frame(), terminal_width())
        write("".join(f"{text}\n" for text in (styled(first, "bold"), *rest)))


def show_each(
    records: "Iterable[object]", columns: "Sequence[Column]", style: Style, *, most: int | None = None
) -> int:
    """Show records as they come, in memory that does not grow; a table stops after `most`. How many were left out."""
    from crmcli.view import shown  # noqa: PLC0415 - door: as in `show`

    chosen = shown.chosen(columns, style.format, style.only)
    coming = iter(records)
    if style.format == "table":
        first = list(islice(coming, most))
        if first:
            show(first, columns, style)
        return sum(1 for _record in coming)
    if style.format == "json":
        write("[")
    lead = ""
    while some := list(islice(coming, AT_ONCE)):
        on_terminal = is_terminal() and style.format != "json"
        text = shown.as_text(some, chosen, style.format, one=False, on_terminal=on_terminal)
        if style.format == "json":
            text = lead + text.strip()[1:-1]
        elif style.format in ("csv", "tsv") and lead:
            text = text.partition("\n")[2]
        write(text)
        lead = ","
    if style.format == "json":
        write("]\n")
    return 0


def exact(text: str) -> None:
    """A part of a file, byte for byte to a pipe and harmless on a terminal."""
    if is_terminal():
        write("".join(f"{clean(one)}\n" for one in text.splitlines()))
    else:
        write_bytes(text.encode())


@contextmanager
def held_back() -> "Iterator[None]":
    """Keep what is written until the block has ended well, and write it then; where it fails nobody sees it."""
    before, kept = sys.stdout, _Kept(is_terminal())
    sys.stdout = kept
    try:
        yield
    finally:
        sys.stdout = before
    kept.flush()
    if data := kept.bytes.getvalue():
        write_bytes(data)


class _Kept(io.TextIOWrapper):
    """What commands take for stdout while it is held back."""

    def __init__(self, is_terminal: bool) -> None:  # noqa: FBT001 - there is but one
        self.bytes = io.BytesIO()
        self._is_terminal = is_terminal
        super().__init__(self.bytes, encoding="utf-8", errors="backslashreplace", newline="")

    def isatty(self) -> bool:
        """Whether a person will see it."""
        return self._is_terminal


def frame() -> "Frame":
    """Today and the local clock, by which people read dates."""
    from crmcli.view.columns.column import Frame  # noqa: PLC0415 - door: as in `show`

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

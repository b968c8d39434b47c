"""Many commands in one go: the lines of a file, and what makes them one change."""

import os
import shlex
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, NotFound, Refused, Unwritable, Usage
from crmcli.services.workspace import Workspace

LONGEST_LINE = 256 * 1024
"""Bytes of one command; shlex takes 0.4 s for a word as long as that, and 8 s for one of a megabyte."""
NAMES = ("crm", "crmcli")


class Line(NamedTuple):
    """One command."""

    number: int
    """Counted from 1, blank lines and comments included."""
    words: list[str]
    problem: CrmError | None = None
    """Why it cannot be read; there are no words then."""


def lines(file: str, standard_input: BinaryIO | None) -> Iterator[Line]:
    """The commands of a file, or of standard input for -, as they come; blank lines and comments are left out."""
    with _opened(file, standard_input) as stream:
        number = 0
        while raw := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(LONGEST_LINE)
                yield Line(
                    number,
                    [],
                    Usage(
                        "The line has more than {most} bytes.",
                        most=LONGEST_LINE,
                        hint="Divide it into several commands.",
                    ),
                )
                continue
            found = _read(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
            if found.words or found.problem:
                yield found


@contextmanager
def together(crm: Workspace) -> Iterator[Callable[[], None]]:
    """One change of everything inside, saved when the block ends well; call what it gives after each command."""
    with crm.writing("batch") as unit:
        yield unit.settle


def _read(number: int, raw: bytes) -> Line:
    try:
        text = raw.decode().strip()
        words = [] if text.startswith("#") else shlex.split(text)
    except UnicodeDecodeError as error:
        return Line(
            number, [], Usage("The line is not UTF-8 at byte {at}.", at=error.start + 1, hint="Save the file as UTF-8.")
        )
    except ValueError:
        return Line(
            number, [], Usage("A quotation mark is opened and never closed.", hint="Put \\ before a lone apostrophe.")
        )
    return Line(number, words[1:] if words[:1] and words[0] in NAMES else words)


@contextmanager
def _opened(file: str, standard_input: BinaryIO | None) -> Iterator[BinaryIO]:
    if file == "-":
        if standard_input is None or standard_input.isatty():
            raise Usage("- reads standard input, and nothing is piped in.", hint="As in: crm batch - < commands.txt")
        yield standard_input
        return
    with _stream(Path(file)) as stream:
        yield stream


def _stream(path: Path) -> BinaryIO:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
            raise Refused("{path} is not a plain file.", path=path, hint="- reads standard input.")
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC), "rb")
    except FileNotFoundError as error:
        raise NotFound("There is no file {path}.", path=path, hint="Check its name; - reads standard input.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Unwritable("{path} cannot be read: {why}.", path=path, why=why, hint="Is it yours?") from error

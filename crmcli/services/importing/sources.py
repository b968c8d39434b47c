"""The file that is brought in: a plain one, or standard input kept in a private one, since it is read repeatedly."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, NotFound, Refused, Unwritable, Usage

MEGABYTE = 1024 * 1024
_CHUNK = 1024 * 1024
_HINT = "Split it, or raise --max-size."


class Source(NamedTuple):
    """What is read."""

    name: str
    """How the file is called, without its folder; - for standard input."""
    stream: BinaryIO
    """At its beginning, and seekable."""
    size: int


@contextmanager
def opened(file: str, standard_input: BinaryIO | None, *, most: int) -> Iterator[Source]:
    """The file, or standard input for -; refused before it is read when it is no plain file or larger than `most`."""
    if file == "-":
        with private() as kept:
            yield Source("-", kept, _kept(standard_input, kept, most))
        return
    with _plain_file(Path(file)) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > most:
            raise Refused("{file} is larger than {limit} MB.", file=file, limit=most // MEGABYTE, hint=_HINT)
        yield Source(Path(file).name, stream, size)


@contextmanager
def private() -> Iterator[BinaryIO]:
    """An empty file without a name, which is gone when the program ends."""
    from tempfile import TemporaryFile  # noqa: PLC0415 - door: 4 ms, only when something is imported

    try:
        made = TemporaryFile()  # noqa: SIM115 - closed below
    except OSError as error:
        raise no_room(error) from error
    with made:
        yield made


def no_room(error: OSError) -> CrmError:
    """What is said when the temporary file cannot be written."""
    return Unwritable(
        "The temporary file cannot be written: {why}. Nothing was changed.",
        why=error.strerror,
        hint="Free some space, or name another folder in TMPDIR.",
    )


def _plain_file(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused("{path} is not a plain file.", path=path, hint="- reads standard input.")
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except FileNotFoundError as error:
        raise NotFound("There is no file {path}.", path=path, hint="Check its name; - reads standard input.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Unwritable("{path} cannot be read: {why}.", path=path, why=why, hint="Is it yours?") from error


def _kept(standard_input: BinaryIO | None, kept: BinaryIO, most: int) -> int:
    """Copy standard input; its size."""
    if standard_input is None or standard_input.isatty():
        raise Usage("- reads standard input, and nothing is piped in.", hint="As in: crm import - < contacts.csv")
    size = 0
    try:
        while chunk := standard_input.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise Refused("The input is larger than {limit} MB.", limit=most // MEGABYTE, hint=_HINT)
            kept.write(chunk)
        kept.flush()
        kept.seek(0)
    except OSError as error:
        raise no_room(error) from error
    return size

"""What is brought in: a plain file, a folder of cards, or standard input kept aside, since it is read repeatedly."""

import os
import stat
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, NotFound, Refused, Unwritable, Usage

MEGABYTE = 1024 * 1024
_CHUNK = 1024 * 1024
_HINT = "Split it, or raise --max-size."


class Part(NamedTuple):
    """One file of a folder, as it lies in the stream."""

    name: str
    begins: int
    """The byte at which it begins."""
    size: int
    before: int
    """How many lines the files before it have."""


class Source(NamedTuple):
    """What is read."""

    name: str
    """How the file is called, without its folder; - for standard input."""
    stream: BinaryIO
    """At its beginning, and seekable."""
    size: int
    parts: tuple[Part, ...] = ()
    """The files of a folder, one after the other in the stream; none where one file is read."""

    def place(self, line: int) -> tuple[str, int]:
        """The file of a folder that a line of the stream is in, "" where one file is read; and the line in it."""
        if not self.parts:
            return "", line
        part = self.parts[bisect_right(self.parts, line - 1, key=lambda part: part.before) - 1]
        return part.name, line - part.before


@contextmanager
def opened(file: str, standard_input: BinaryIO | None, *, most: int) -> Iterator[Source]:
    """The file, or standard input for -; refused before it is read when it is no plain file or larger than `most`."""
    if file == "-":
        with private() as kept:
            yield Source("-", kept, _kept(standard_input, kept, most))
        return
    if Path(file).is_dir():
        with private() as kept:
            yield _gathered(Path(file), kept, most)
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


def _gathered(folder: Path, kept: BinaryIO, most: int) -> Source:
    """The cards of a folder as one stream, by the names of their files; those of folders in it are left alone."""
    parts: list[Part] = []
    begins = before = 0
    for path in cards_in(folder):
        with _plain_file(path) as stream:
            size = lines = returns = 0
            try:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if begins + size > most:
                        raise Refused(
                            "{file} is larger than {limit} MB.", file=folder, limit=most // MEGABYTE, hint=_HINT
                        )
                    lines += chunk.count(b"\n")
                    returns += chunk.count(b"\r")
                    kept.write(chunk)
            except OSError as error:
                raise no_room(error) from error
        parts.append(Part(os.fsencode(path.name).decode("utf-8", "replace"), begins, size, before))
        begins += size
        before += max(lines, returns) + 1
    if not parts:
        raise NotFound("There are no cards in {folder}.", folder=folder, hint="Their names end in .vcf.")
    kept.flush()
    kept.seek(0)
    return Source(folder.resolve().name or str(folder), kept, begins, tuple(parts))


def cards_in(folder: Path) -> list[Path]:
    """The files of a folder whose names end in .vcf, by name; hidden ones and what is no plain file are left out."""
    try:
        found = [
            entry.name
            for entry in os.scandir(folder)
            if entry.name.lower().endswith((".vcf", ".vcard")) and entry.name[0] != "." and entry.is_file()
        ]
    except OSError as error:
        raise Unwritable(
            "{path} cannot be read: {why}.", path=folder, why=error.strerror, hint="Is it yours?"
        ) from error
    return [folder / name for name in sorted(found)]


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

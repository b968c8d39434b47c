"""Where mail comes from: a message, a mailbox in one file, a Maildir, a folder of messages, or standard input."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Refused, Unwritable
from crmcli.formats import mbox
from crmcli.formats.mbox import Letter
from crmcli.services.importing import sources
from crmcli.services.importing.sources import MEGABYTE

SUFFIXES = (".eml", ".mbox", ".mbx", ".mbs", ".emlx")
_START = 4096
_MAILDIR = ("cur", "new")


class Found(NamedTuple):
    """A message where it was found."""

    file: str
    letter: Letter


class Mail(NamedTuple):
    """What is to be read."""

    name: str
    files: tuple[Path, ...]
    """None where standard input is read."""


def found(path: str, *, most: int) -> Mail:
    """The files that a path stands for; Refused where they are too large together."""
    place = Path(path)
    if path == "-" or not place.is_dir():
        return Mail(place.name or path, () if path == "-" else (place,))
    files = tuple(_of_folder(place))
    if not files:
        raise Refused(
            "There is no mail in {path}.", path=path, hint="It takes .eml and .mbox files, and Maildirs (cur, new)."
        )
    if sum(file.stat().st_size for file in files) > most:
        raise Refused(
            "{file} is larger than {limit} MB.",
            file=path,
            limit=most // MEGABYTE,
            hint="Split it, or raise --max-size.",
        )
    return Mail(place.resolve().name, files)


def messages(mail: Mail, standard_input: BinaryIO | None, *, most: int) -> Iterator[Found]:
    """Every message, one after the other."""
    if not mail.files:
        with sources.opened("-", standard_input, most=most) as source:
            yield from (Found("-", letter) for letter in _letters(source.stream))
    for path in mail.files:
        with _opened(path, most) as stream:
            yield from (Found(path.name, letter) for letter in _letters(stream))


def _letters(stream: BinaryIO) -> Iterator[Letter]:
    start = stream.read(_START)
    stream.seek(0)
    if mbox.is_mbox(start):
        yield from mbox.letters(stream)
        return
    data = stream.read(mbox.MOST + 1)
    yield Letter(1, data[: mbox.MOST], len(data) > mbox.MOST)


@contextmanager
def _opened(path: Path, most: int) -> Iterator[BinaryIO]:
    with sources.opened(str(path), None, most=most) as source:
        yield source.stream


def _of_folder(folder: Path) -> Iterator[Path]:
    """Messages by name, folders in it too; links are not followed, nor what a Maildir is still writing."""
    try:
        for place, folders, names in os.walk(folder, followlinks=False):
            here = Path(place)
            is_maildir = {*_MAILDIR} <= {*folders}
            folders[:] = sorted(name for name in folders if not (is_maildir and name == "tmp"))
            all_are_mail = here.name in _MAILDIR and all((here.parent / name).is_dir() for name in _MAILDIR)
            for name in sorted(names):
                path = here / name
                is_mail = all_are_mail or name.lower().endswith(SUFFIXES)
                if is_mail and not name.startswith(".") and path.is_file() and not path.is_symlink():
                    yield path
    except OSError as error:
        raise Unwritable(
            "{path} cannot be read: {why}.", path=folder, why=error.strerror, hint="Is it yours?"
        ) from error

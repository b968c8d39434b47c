"""A folder of cards on the disk: what is in it, and changes to it that are whole or not at all."""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import Busy, CrmError, NotFound, Unwritable
from crmcli.formats.drafts import Draft, Remark, from_error, remark
from crmcli.formats.vcard import mapping
from crmcli.formats.vcard.reader import cards
from crmcli.services import files
from crmcli.services.importing import sources

MOST_BYTES = 16 * 1024 * 1024
"""Of one file: larger ones are left alone."""
_LONGEST_NAME = 100
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


class File(NamedTuple):
    """One file of the folder."""

    name: str
    hash: str
    draft: Draft | None = None
    """The card in it, where it is not as it was at the last time."""
    version: str = ""
    problem: Remark | None = None
    """Why it cannot be taken."""


def place_of(folder: Path) -> str:
    """The name under which a folder is remembered. NotFound where there is none."""
    if not folder.is_dir():
        raise NotFound("There is no folder {folder}.", folder=folder, hint="Make it first: mkdir {folder}.")
    return os.path.realpath(folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who synchronises a folder, whatever the book; Busy where another one is at it.

    The kernel holds the lock, on the folder itself: nothing is written for it, and a killed program lets go.
    """
    place_of(folder)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise Unwritable(
            "{path} cannot be read: {why}.", path=folder, why=error.strerror, hint="Is it yours?"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Busy(
            "Another synchronisation of {folder} is at work; nothing was changed.", folder=folder,
            hint="Try again when it has finished.",
        ) from None  # fmt: skip
    try:
        yield
    finally:
        os.close(handle)


def scan(folder: Path, known: Mapping[str, str], country: str) -> dict[str, File]:
    """Every card of the folder by the name of its file; those whose hash is known are not read as cards again."""
    found = sources.cards_in(folder)
    return {path.name: _file(path, known.get(path.name, ""), country) for path in found if _is_text(path.name)}


def draft_of(folder: Path, name: str, country: str) -> File:
    """One file, read as a card."""
    return _file(folder / name, "", country)


def hash_of(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()


def free_name(uid: str, taken: set[str]) -> str:
    """A name for a new file: the uid where that is a safe name, unlike every other also where case does not count."""
    safe = uid if re.fullmatch(r"[\w.@-]+", uid, re.ASCII) and len(uid) <= _LONGEST_NAME else ""
    if not safe or safe[0] in ".-" or _DEVICES.match(safe):
        safe = hash_of(uid.encode())[:32]
    name, number = f"{safe}.vcf", 1
    while name.lower() in taken:
        number += 1
        name = f"{safe}-{number}.vcf"
    taken.add(name.lower())
    return name


def put(folder: Path, name: str, card: str, *, was: str) -> str:
    """Write a card; its hash, "" where the file is not as it `was` any more and so was left alone."""
    path = folder / name
    if _hash_on_disk(path) != was:
        return ""
    data = card.encode()
    with files.new(path, force=bool(was)) as file:
        file.write(data)
    return hash_of(data)


def remove(folder: Path, name: str, *, was: str) -> bool:
    """Remove a card, unless its file is not as it `was` any more; whether it is gone."""
    path = folder / name
    if _hash_on_disk(path) != was:
        return False
    try:
        path.unlink()
    except OSError as error:
        raise Unwritable(
            "{path} cannot be removed: {why}.", path=path, why=error.strerror, hint="Is it yours?"
        ) from error
    return True


def _is_text(name: str) -> bool:
    """Whether a file's name is UTF-8; what is not, could not be written down."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _hash_on_disk(path: Path) -> str:
    with suppress(OSError):
        return hash_of(_bytes(path))
    return ""


def _bytes(path: Path) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read(MOST_BYTES + 1)


def _file(path: Path, known: str, country: str) -> File:
    name = path.name
    try:
        data = _bytes(path)
    except OSError as error:
        return File(name, "?", problem=remark("It cannot be read: {why}.", why=error.strerror or ""))
    if len(data) > MOST_BYTES:
        return File(name, "?", problem=remark("It is larger than {limit} MB.", limit=MOST_BYTES // 1024**2))
    found = hash_of(data)
    if found == known:
        return File(name, found)
    try:
        there = list(cards(BytesIO(data)))
    except CrmError as error:
        return File(name, found, problem=from_error(error, ""))
    if len(there) != 1:
        return File(name, found, problem=remark("It holds {count} cards and not one.", count=len(there)))
    draft = mapping.draft(there[0], country=country)
    problem = draft.errors[0] if draft.errors else None
    return File(name, found, None if problem else draft, there[0].version, problem)

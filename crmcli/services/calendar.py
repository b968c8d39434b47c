"""The agenda as a calendar file for other programs, written whole or not at all."""

import os
from pathlib import Path
from typing import NamedTuple

from crmcli import __version__
from crmcli.core.errors import Refused, Unwritable
from crmcli.services import task_lists, zones
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads
from crmcli.store.reads import tasks as task_reads
from crmcli.view.words import _

OURS = b"PRODID:-//crmcli//"
"""How our own files name their program."""
_HEAD = 4096
"""Bytes in which a calendar file names its program."""
_LONGEST_NAME = 200


class Exported(NamedTuple):
    """A calendar file and what is in it."""

    data: bytes
    tasks: int
    birthdays: int


def export(crm: Workspace, query: str = "", *, birthdays: bool = True) -> Exported:
    """Tasks of every state that a query picks, but for the trash, and birthdays, as the bytes of a calendar file."""
    from crmcli.formats import ical  # noqa: PLC0415 - door: icalendar, 65 ms, only for calendar files

    picked = task_lists.condition(crm, query, within="", always="not is:trashed")
    numbers = task_reads.ids_where(crm.db, picked.sql, picked.parameters, "t.id", None)
    tasks = task_reads.by_ids(crm.db, numbers)
    people = reads.birthdays(crm.db) if birthdays else []
    data = ical.calendar(
        tasks,
        [ical.Birthday(who.uid, who.name, who.birthday, who.updated_at, who.version) for who in people],
        zone=zones.name(crm) or "UTC",
        product=f"-//crmcli//crmcli {__version__}//EN",
        birthday=_("Birthday: {name}"),
    )
    return Exported(data, len(tasks), len(people))


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Put a calendar file in its place in one step, readable by its owner alone.

    An earlier export of ours is replaced; a file of another program only by force; a link never.
    """
    _check_target(path, force=force)
    unfinished = path.with_name(f".{path.name[:_LONGEST_NAME]}.{os.getpid()}.part")
    try:
        _write_whole(unfinished, data)
        unfinished.replace(path)
        _sync(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _check_target(path: Path, *, force: bool) -> None:
    if path.is_symlink():
        raise Refused("{path} is a link.", path=path, hint="Name the file itself; a link is never written through.")
    if not path.exists():
        return
    if not path.is_file():
        raise Refused("{path} is not a file.", path=path, hint="Name a file to write, or - for standard output.")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise _unwritable(path, error) from error
    if head and OURS not in head and not force:
        raise Refused("{path} was not written by crm.", path=path, hint="Take another name, or --force to replace it.")


def _write_whole(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        "{path} cannot be written: {why}.",
        path=path,
        why=error.strerror,
        hint="Is the disk full, or the folder not yours?",
    )

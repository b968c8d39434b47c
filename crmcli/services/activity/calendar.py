"""The agenda as a calendar file for other programs, written whole or not at all."""

from pathlib import Path
from typing import NamedTuple

from crmcli import __version__
from crmcli.services import files
from crmcli.services.activity import task_queries, zones
from crmcli.services.workspace import Workspace
from crmcli.store.reads import agenda as reads
from crmcli.store.reads import tasks as task_reads
from crmcli.view.words import _

OURS = b"PRODID:-//crmcli//"
"""How our own files name their program."""
_HEAD = 4096
"""Bytes in which a calendar file names its program."""


class Exported(NamedTuple):
    """A calendar file and what is in it."""

    data: bytes
    tasks: int
    birthdays: int


def export(crm: Workspace, query: str = "", *, birthdays: bool = True) -> Exported:
    """Tasks of every state that a query picks, but for the trash, and birthdays, as the bytes of a calendar file."""
    from crmcli.formats import ical  # noqa: PLC0415 - door: icalendar, 65 ms, only for calendar files

    picked = task_queries.condition(crm, query, within="", always="not is:trashed")
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
    with files.new(path, force=force or _is_ours(path)) as file:
        file.write(data)


def _is_ours(path: Path) -> bool:
    """Whether there is a file that is empty or an earlier export."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return not head or OURS in head

"""Noticing what other programs do to the book while it is open here."""

from typing import NamedTuple

from crmcli.services.workspace import Workspace
from crmcli.store.reads import system


class Seen(NamedTuple):
    """The state of the book as far as others can change it; two that differ mean that there is something to read."""

    file: tuple[int, int]
    """Which file it is; zeros where there is none."""
    version: int


def seen(crm: Workspace, before: Seen | None = None) -> Seen:
    """What the book is now; one that another file has taken the place of is opened anew."""
    file = _file(crm)
    if before is not None and file != before.file:
        crm.close()
    return Seen(file, system.data_version(crm.db))


def _file(crm: Workspace) -> tuple[int, int]:
    try:
        found = crm.path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino

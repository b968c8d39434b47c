"""Noticing what other programs do to the book while it is open here."""

from typing import NamedTuple

from crmcli.services.workspace import Workspace
from crmcli.store.reads import system


class Seen(NamedTuple):
    """The state of the book as far as others can change it; two that differ mean that there is something to read."""

    file: tuple[int, int]
    """Which file it is; zeros where there is none."""
    version: int


def seen(crm: Workspace) -> Seen:
    """What the book is now."""
    return Seen(file(crm), system.data_version(crm.db))


def file(crm: Workspace) -> tuple[int, int]:
    """The device and the number of the book's file; where it changes, another one stands in its place."""
    try:
        found = crm.path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino

"""Copies of the book: made by hand and before what is hard to take back, checked, put back, thinned out."""

from os.path import realpath
from pathlib import Path

from crmcli.core.errors import NotFound, Refused
from crmcli.core.records.system import Backup, Checked, Restored
from crmcli.core.values.moments import instant
from crmcli.services.workspace import Workspace
from crmcli.settings import paths
from crmcli.store import backup, connection, lock

MANY = 100
"""A change of more records than this is preceded by a copy."""


def create(crm: Workspace, target: Path | None = None, *, force: bool = False) -> Checked:
    """Copy the book into a file, or among its own copies; while others write, too."""
    if target is None:
        return _made(crm, backup.name(crm.path, instant(crm.now), "manual"))
    path = paths.typed(str(target))
    if path.is_dir():
        path = path / backup.name(crm.path, instant(crm.now), "manual").name
    if realpath(path) == str(crm.path):
        raise Refused("{path} is the book itself.", path=path, hint="Choose another file.")
    return _made(crm, path, replace=force)


def before(crm: Workspace, reason: str, records: int) -> Path | None:
    """Copy the book before a change of many records (`import` or `bulk`), as it is on disk, and thin out old copies.

    None where the change is small or there is no book yet. May be called inside a write.
    """
    if records <= MANY or not crm.path.exists():
        return None
    made = Path(_made(crm, backup.name(crm.path, instant(crm.now), reason), thorough=False).path)
    backup.thin_out(crm.path, made)
    return made


def listed(crm: Workspace) -> list[Backup]:
    """The copies of the book, the newest first."""
    return backup.listed(crm.path)


def reference(crm: Workspace, copy: str) -> str:
    """How commands name a copy: by its name where it is one of the book's own."""
    path = Path(copy)
    return path.name if path.parent == backup.folder(crm.path) else copy


def verify(crm: Workspace, reference: str) -> Checked:
    """Check a copy, by its path or its name among the book's copies; Damaged when it is not whole."""
    return backup.check(_found(crm, reference))


def restore(crm: Workspace, reference: str) -> Restored:
    """Put a copy in the book's place and keep the book from before. Busy while another program has that open."""
    source = _found(crm, reference)
    crm.refuse_readonly("backup restore")
    if realpath(source) == str(crm.path):
        raise Refused("{path} is the book itself.", path=source, hint="`crm backup list` shows its copies.")
    crm.close()
    connection.private_folder(crm.path.parent)
    with lock.writer(crm.path, "backup restore", patience=crm.settings.lock_timeout, waiting=crm.waiting):
        kept = backup.restore(source, crm.path, instant(crm.now))
    return Restored(str(source), str(kept or ""))


def _made(crm: Workspace, target: Path, *, replace: bool = False, thorough: bool = True) -> Checked:
    if not crm.path.exists():
        raise NotFound(
            "There is no book at {path} yet.", path=crm.path, hint="The first change makes one, or `crm init`."
        )
    if target.parent == backup.folder(crm.path):
        connection.private_folder(target.parent)
        backup.sweep(target.parent)
    db = connection.reader(crm.path)
    try:
        return backup.create(db, target, replace=replace, thorough=thorough)
    finally:
        db.close()


def _found(crm: Workspace, reference: str) -> Path:
    """A copy by its path, or by its name among the book's copies."""
    path = paths.typed(reference)
    if not path.exists() and "/" not in reference:
        path = next((Path(copy.path) for copy in listed(crm) if Path(copy.path).name == reference), path)
    if not path.is_file():
        raise NotFound("There is no file {path}.", path=path, hint="`crm backup list` shows the copies that there are.")
    return path

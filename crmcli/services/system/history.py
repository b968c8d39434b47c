"""The journal: what was changed, taking it back, bringing it back, forgetting it."""

from collections.abc import Callable
from datetime import date

from crmcli.core.errors import NotFound, Refused
from crmcli.core.records.system import ChangeSet, FieldChange, Inverted
from crmcli.services.activity import field_changes
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads import system
from crmcli.view.system import journal as words

LISTED = 20
"""How many records that stand in the way are named."""
Progress = Callable[[str, int, int], None]


def _silent(_step: str, _done: int, _of: int) -> None:
    """Hear nothing."""


def listed(crm: Workspace, query: str = "", *, contact: str = "", limit: int | None = None) -> list[ChangeSet]:
    """Change sets by query, the newest first; of a contact those that touched them, their talks or their tasks."""
    picked = None
    if query.strip():
        from crmcli.services.people import queries  # noqa: PLC0415 - door: the search language, 4 ms, only for a query

        picked = queries.condition(crm, "change", query)
    touched = _contact(crm, contact) if contact else None
    return system.change_sets(crm.db, contact=touched, picked=picked, limit=limit)


def count(crm: Workspace) -> int:
    """How many change sets there are."""
    return system.change_set_count(crm.db)


def get(crm: Workspace, number: int) -> ChangeSet:
    """A change set by its number."""
    found = system.change_set(crm.db, number)
    if found is None:
        raise NotFound("There is no change {number}.", number=number, hint="`crm history` lists them.")
    return found


def fields(crm: Workspace, number: int, *, limit: int | None = None) -> list[list[FieldChange]]:
    """What a change set did to each record, field by field; of at most so many records."""
    return field_changes.told(crm.db, system.changes(crm.db, number, limit=limit))


def undo(crm: Workspace, number: int | None = None, *, force: bool = False, progress: Progress = _silent) -> Inverted:
    """Take back a change set, the newest of this user when none is named.

    Refused when records were changed since or others depend on them; `force` leaves those as they are. `progress` hears
    the step (check, apply), how much of it is done, and how much there is.
    """
    from crmcli.store import journal  # noqa: PLC0415 - door: 2 ms, which listing does without

    _refuse_nothing(crm)
    try:
        with crm.writing("undo") as unit:
            return journal.undo(unit, number, force=force, told=progress)
    except journal.InTheWay as error:
        raise _worded(error.inverted) from error


def redo(crm: Workspace, *, force: bool = False, progress: Progress = _silent) -> Inverted:
    """Bring back the change set that this user took back last."""
    from crmcli.store import journal  # noqa: PLC0415 - door: as in undo

    _refuse_nothing(crm)
    try:
        with crm.writing("redo") as unit:
            return journal.redo(unit, force=force, told=progress)
    except journal.InTheWay as error:
        raise _worded(error.inverted) from error


def planned(crm: Workspace, kind: str, number: int | None = None, *, force: bool = False) -> Inverted:
    """What an undo or a redo would do, without doing it; Refused where that would be."""
    from crmcli.store import journal  # noqa: PLC0415 - door: as in undo

    actor = crm.settings.actor
    found = journal.undoable(crm.db, actor, number) if kind == "undo" else journal.redoable(crm.db, actor)
    try:
        return journal.examine(crm.db, found, kind, force=force)
    except journal.InTheWay as error:
        raise _worded(error.inverted) from error


def prunable(crm: Workspace, before: date) -> tuple[int, int]:
    """How many change sets, and changes in them, are older than a day."""
    return system.before(crm.db, crm.midnight(before))


def prune(crm: Workspace, before: date) -> tuple[int, int]:
    """Forget the change sets before a day; how many, and how many changes. They can no longer be undone.

    When they are many, a copy of the book is made before.
    """
    from crmcli.services import backups  # noqa: PLC0415 - door: 2 ms, only here
    from crmcli.store import journal  # noqa: PLC0415 - door: as in undo

    backups.before(crm, "bulk", prunable(crm, before)[1])
    with crm.writing("history prune", kind="system") as unit:
        return journal.prune(unit, crm.midnight(before))


def _refuse_nothing(crm: Workspace) -> None:
    """Say that nothing was changed yet where there is no book: taking back makes none."""
    if not crm.path.exists():
        raise NotFound(
            "Nothing was changed yet: there is no book at {path}.", path=crm.path, hint="--db FILE takes another book."
        )


def _contact(crm: Workspace, reference: str) -> int:
    """The number of a contact, which may be gone from the book but not from its journal."""
    try:
        return people.pick(crm, reference)
    except NotFound:
        bare = reference.removeprefix("id:")
        if bare.isascii() and bare.isdigit():
            return int(bare)
        raise


def _worded(found: Inverted) -> Refused:
    lines = [words.obstacle(one) for one in found.skipped]
    more = [f"... +{len(lines) - LISTED}"] if len(lines) > LISTED else []
    told = found.change_set
    return Refused(
        "Change {number} ({command}) cannot be taken back as a whole; "
        "{count} of its records stand in the way:\n{records}"
        if found.kind == "undo"
        else "Change {number} ({command}) cannot be brought back as a whole; "
        "{count} of its records stand in the way:\n{records}",
        number=told.id,
        command=told.command,
        count=len(lines),
        records=(*lines[:LISTED], *more),
        hint="--force leaves these as they are and does the rest.",
    )

"""Undo and redo: a change set is inverted record by record, knowing shapes and references but no noun."""

import sqlite3
from itertools import groupby

from crmcli.core.errors import NO_WAY_OUT, NotFound, Refused
from crmcli.core.records.system import ChangeSet, Inverted
from crmcli.store.reads import system
from crmcli.store.undoing import obstacles
from crmcli.store.undoing.plan import Plan, Step, Told, silent
from crmcli.store.unit import Unit


class InTheWay(Refused):
    """Records forbid it; a service puts them into words."""

    def __init__(self, inverted: Inverted) -> None:
        super().__init__("Change {number} cannot be taken back.", number=inverted.change_set.id, hint=NO_WAY_OUT)
        self.inverted = inverted


def undo(unit: Unit, target: int | None, *, force: bool, since: int = 0, told: Told = silent) -> Inverted:
    """Take a change set back, the newest of this actor when none is named (after `since`, if that is given)."""
    found = undoable(unit.db, unit.author.actor, target, since)
    done = _invert(unit, found, Plan(unit.db, system.standing(unit.db, found.id), told), kind="undo", force=force)
    unit.undone(found.id, by=done.by)
    return done


def redo(unit: Unit, *, force: bool, told: Told = silent) -> Inverted:
    """Bring the newest undone change set of this actor back."""
    found = redoable(unit.db, unit.author.actor)
    done = _invert(unit, found, Plan(unit.db, found.undone_by or 0, told), kind="redo", force=force)
    unit.undone(found.id, by=None)
    return done


def undoable(db: sqlite3.Connection, actor: str, target: int | None, since: int = 0) -> ChangeSet:
    """The change set that an undo takes back; NotFound or Refused where there is none to take."""
    barrier = system.barrier(db)
    if target is None:
        found = system.newest_ordinary(db, actor, max(since, barrier))
        if found is None:
            raise NotFound("There is nothing to undo.", hint="`crm history` lists what was changed and by whom.")
        return found
    found = system.change_set(db, target)
    if found is None:
        raise NotFound("There is no change {number}.", number=target, hint="`crm history` lists them.")
    if found.kind in ("undo", "redo"):
        raise Refused(
            "Change {number} is itself an {kind}.",
            number=target,
            kind=found.kind,
            hint="`crm redo` takes an undo back; `crm undo {inverts}` takes the change itself back.",
            inverts=found.inverts or target,
        )
    if found.kind != "ordinary":
        raise Refused(
            "Change {number} ({command}) cannot be undone.", number=target, command=found.command, hint=NO_WAY_OUT
        )
    if found.undone_by is not None:
        raise Refused(
            "Change {number} was already taken back by change {by}.",
            number=target,
            by=found.undone_by,
            hint="`crm redo` brings it back.",
        )
    if target <= barrier:
        raise Refused(
            "Change {number} was made before crmcli upgraded the book.",
            number=target,
            hint="`crm history show {number}` still tells what it did; `crm backup list` has the book as it was.",
        )
    return found


def redoable(db: sqlite3.Connection, actor: str) -> ChangeSet:
    """The change set that a redo brings back."""
    found = system.newest_undone(db, actor, system.barrier(db))
    if found is None:
        raise NotFound("There is nothing to redo.", hint="`crm history` lists what was changed and by whom.")
    newer = system.first_ordinary(db, actor, found.undone_by or 0)
    if newer is not None:
        raise Refused(
            "Change {newer} ({command}) came after the undo, so there is nothing to redo.",
            newer=newer.id,
            command=newer.command,
            hint="Undo it first, or make the change again by hand.",
        )
    return found


def examine(db: sqlite3.Connection, change_set: ChangeSet, kind: str, *, force: bool = False) -> Inverted:
    """What an undo or a redo of a change set would do; Refused where that would be."""
    plan = Plan(db, change_set.undone_by or system.standing(db, change_set.id))
    return _weighed(change_set, plan, kind, force=force)


def _weighed(found: ChangeSet, plan: Plan, kind: str, *, force: bool) -> Inverted:
    """What stands in the way of a plan; Refused unless forced, or where it leaves nothing to do."""
    weighed = Inverted(found, 0, kind, obstacles.find(plan), tuple(plan.skipped.values()))
    if weighed.skipped and not force:
        raise InTheWay(weighed)
    if weighed.skipped and not weighed.records:
        raise Refused(
            "Nothing of change {number} is left to take back.",
            number=found.id,
            hint="`crm history show {number}` tells what it changed.",
        )
    return weighed


def _invert(unit: Unit, found: ChangeSet, plan: Plan, *, kind: str, force: bool) -> Inverted:
    """Put every record back to what it was before the plan's change set, but for those that stand in the way."""
    if unit.command != kind:
        raise Refused("{kind} cannot be part of a larger change.", kind=kind, hint="Run it by itself.")
    unit.kind, unit.inverts = kind, found.id
    weighed = _weighed(found, plan, kind, force=force)
    unit.db.execute("PRAGMA defer_foreign_keys = ON")  # on its way back a record may need one that comes later
    for steps in plan.portions("apply"):
        kept = [step for step in steps if step.key not in plan.skipped]
        for (noun, action), some in groupby(kept, key=_action):
            _apply(unit, noun, action, list(some))
    return weighed._replace(by=unit.entry())


def _apply(unit: Unit, noun: str, action: str, steps: list[Step]) -> None:
    """Do the same to many records of a noun."""
    if action == "remove":
        unit.remove_many(noun, [step.record_id for step in steps])
    elif action == "bring back":
        unit.bring_back(noun, {step.record_id: step.wanted for step in steps if step.wanted is not None})
    else:
        for step in steps:
            if step.wanted is not None:
                unit.put(noun, step.record_id, step.wanted)


def _action(step: Step) -> tuple[str, str]:
    if step.wanted is None:
        return step.noun, "remove"
    return step.noun, "bring back" if step.expected is None else "change"


def prune(unit: Unit, instant: str) -> tuple[int, int]:
    """Forget the change sets before an instant; how many, and how many changes in them.

    The journal is cut at one place: what is older than the first change set that is kept goes.
    """
    sets, changes = system.before(unit.db, instant)
    first = system.first_since(unit.db, instant)
    unit.db.execute("UPDATE change_set SET inverts = NULL WHERE id >= :first AND inverts < :first", {"first": first})
    unit.db.execute("DELETE FROM change WHERE change_set_id < :first", {"first": first})
    unit.db.execute("DELETE FROM change_set WHERE id < :first", {"first": first})
    unit.entry()
    return sets, changes

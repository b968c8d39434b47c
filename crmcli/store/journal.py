"""Undo and redo: a change set is inverted record by record, knowing shapes and references but no noun."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crmcli.core.errors import NotFound, Refused
from crmcli.store.shapes import SHAPES
from crmcli.store.snapshots import Snapshot, load, same
from crmcli.store.unit import Unit

RECORDS_AT_ONCE = 500
LISTED = 20
"""How many records that stand in the way are named."""

Key = tuple[str, int]
"""A noun and a number."""


class Step(NamedTuple):
    """What one record must be now, and what it shall be; None where it does not exist."""

    noun: str
    record_id: int
    expected: Snapshot | None
    wanted: Snapshot | None


class Inverted(NamedTuple):
    """What an undo or a redo did."""

    change_set: int
    """The change set that was inverted."""
    by: int
    at: str
    command: str
    done: int
    skipped: tuple[str, ...]
    """Records that were left as they are, with the reason."""


def newest_ordinary(db: sqlite3.Connection, actor: str, since: int = 0) -> int:
    """The change set that a bare undo takes back."""
    row = db.execute(
        "SELECT id FROM change_set WHERE actor = ? AND kind = 'ordinary' AND undone_by IS NULL AND id > ? "
        "ORDER BY id DESC LIMIT 1",
        (actor, since),
    ).fetchone()
    if row is None:
        raise NotFound("There is nothing to undo.", hint="`crm history` lists what was changed and by whom.")
    return int(row[0])


def newest_undone(db: sqlite3.Connection, actor: str) -> int:
    """The change set that a bare redo brings back."""
    row = db.execute(
        "SELECT id, undone_by FROM change_set WHERE actor = ? AND undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1",
        (actor,),
    ).fetchone()
    if row is None:
        raise NotFound("There is nothing to redo.", hint="`crm history` lists what was changed and by whom.")
    newer = db.execute(
        "SELECT id, command FROM change_set WHERE kind = 'ordinary' AND actor = ? AND id > ? ORDER BY id LIMIT 1",
        (actor, row[1]),
    ).fetchone()
    if newer is not None:
        raise Refused(
            "Change {newer} ({command}) came after the undo, so there is nothing to redo.",
            newer=newer[0],
            command=newer[1],
            hint="Undo it first, or make the change again by hand.",
        )
    return int(row[0])


def undo(unit: Unit, target: int | None, *, force: bool, since: int = 0) -> Inverted:
    """Take a change set back, the newest of this actor when none is named."""
    number = target if target is not None else newest_ordinary(unit.db, unit.author.actor, since)
    row = _change_set(unit.db, number)
    if row["kind"] != "ordinary":
        raise Refused(
            "Change {number} is itself an {kind}.",
            number=number,
            kind=row["kind"],
            hint="`crm redo` takes an undo back.",
        )
    if row["undone_by"] is not None:
        raise Refused(
            "Change {number} was already taken back by change {by}.",
            number=number,
            by=row["undone_by"],
            hint="`crm redo` brings it back.",
        )
    done, skipped = _invert(unit, number, forwards=False, force=force)
    unit.undone(number, by=unit.change_set)
    return Inverted(number, unit.change_set or 0, str(row["at"]), str(row["command"]), done, skipped)


def redo(unit: Unit, *, force: bool) -> Inverted:
    """Bring the newest undone change set back."""
    number = newest_undone(unit.db, unit.author.actor)
    row = _change_set(unit.db, number)
    done, skipped = _invert(unit, number, forwards=True, force=force)
    unit.undone(number, by=None)
    return Inverted(number, unit.change_set or 0, str(row["at"]), str(row["command"]), done, skipped)


def steps(db: sqlite3.Connection, change_set: int, *, forwards: bool) -> dict[Key, Step]:
    """What inverting (or repeating) a change set means for each record that it touched, the last touched first."""
    found: dict[Key, Step] = {}
    order = "ASC" if forwards else "DESC"
    rows = db.execute(
        f"SELECT noun, record_id, before, after FROM change WHERE change_set_id = ? ORDER BY seq {order}",  # noqa: S608
        (change_set,),
    )
    for noun, record_id, before, after in rows:
        expected, wanted = (before, after) if forwards else (after, before)
        earlier = found.get((noun, record_id))
        first = earlier.expected if earlier else _state(expected)
        found[noun, record_id] = Step(noun, record_id, first, _state(wanted))
    return found


def _invert(unit: Unit, change_set: int, *, forwards: bool, force: bool) -> tuple[int, tuple[str, ...]]:
    unit.kind = "redo" if forwards else "undo"
    unit.inverts = change_set
    plan = steps(unit.db, change_set, forwards=forwards)
    obstacles = dict(_changed_since(unit.db, plan))
    kept = {key: step for key, step in plan.items() if key not in obstacles}
    while found := {**dict(_dependents(unit.db, kept)), **dict(_missing(unit.db, kept))}:
        obstacles.update(found)
        kept = {key: step for key, step in kept.items() if key not in found}
    if obstacles and not force:
        listed = list(obstacles.values())
        more = [f"... and {len(listed) - LISTED} more"] if len(listed) > LISTED else []
        raise Refused(
            "Change {number} cannot be inverted, because {count} of its records stand in the way:\n{records}",
            number=change_set,
            count=len(listed),
            records="\n".join(f"  {line}" for line in (*listed[:LISTED], *more)),
            hint="--force skips these and inverts the rest.",
        )
    if not kept:
        raise Refused("Nothing of change {number} is left to invert.", number=change_set)
    unit.db.execute("PRAGMA defer_foreign_keys = ON")
    for step in kept.values():
        if step.wanted is None:
            unit.remove(step.noun, step.record_id)
        else:
            unit.put(step.noun, step.record_id, step.wanted)
    return len(kept), tuple(obstacles.values())


def _changed_since(db: sqlite3.Connection, plan: dict[Key, Step]) -> Iterator[tuple[Key, str]]:
    for noun, some in _by_noun(plan):
        now = load(db, noun, some)
        for record_id in some:
            step = plan[noun, record_id]
            if not same(now.get(record_id), step.expected):
                name = title(now.get(record_id) or step.expected or {})
                yield (noun, record_id), f"{noun} {record_id} {name}: changed since"


def _dependents(db: sqlite3.Connection, plan: dict[Key, Step]) -> Iterator[tuple[Key, str]]:
    """Records that are to vanish while others, not of this change set, refer to them."""
    vanishing: dict[str, list[int]] = defaultdict(list)
    for (noun, record_id), step in plan.items():
        if step.wanted is None:
            vanishing[noun].append(record_id)
    for noun, ids in vanishing.items():
        for table, column, owner_noun, owner in _references(db, noun):
            rows = db.execute(
                f'SELECT "{column}", {owner} FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))',  # noqa: S608
                (json.dumps(ids),),
            )
            for record_id, owner_id in rows:
                if (owner_noun, owner_id) not in plan:
                    step = plan[noun, record_id]
                    yield (
                        (noun, record_id),
                        f"{noun} {record_id} {title(step.expected or {})}: {owner_noun} {owner_id} refers to it",
                    )


def _missing(db: sqlite3.Connection, plan: dict[Key, Step]) -> Iterator[tuple[Key, str]]:
    """Records that are to come back while what they refer to is gone."""
    for noun, shape in SHAPES.items():
        coming = [(key, step.wanted) for key, step in plan.items() if key[0] == noun and step.wanted is not None]
        if not coming:
            continue
        pointers = [(None, at, column, parent) for at, (column, parent) in enumerate(_parents(db, shape.table))]
        for part in shape.parts:
            for column, parent in _parents(db, part.table):
                if column in part.columns:
                    pointers.append((part.name, part.columns.index(column), column, parent))
        for part_name, at, column, parent in pointers:
            wanted: dict[int, list[Key]] = defaultdict(list)
            for key, snapshot in coming:
                for number in _pointed(snapshot, part_name, at, column):
                    wanted[number].append(key)
            there = set(load(db, parent, wanted)) if wanted else set()
            for number in wanted.keys() - there:
                if (parent, number) not in plan or plan[parent, number].wanted is None:
                    for key in wanted[number]:
                        yield key, f"{key[0]} {key[1]} {title(dict(coming)[key])}: {parent} {number} is gone"


def _pointed(snapshot: Snapshot, part: str | None, at: int, column: str) -> Iterator[int]:
    if part is None:
        value = snapshot.get(column)
        if isinstance(value, int):
            yield value
        return
    rows = snapshot.get(part, [])
    if isinstance(rows, list):
        yield from (row[at] for row in rows)


def _references(db: sqlite3.Connection, noun: str) -> Iterator[tuple[str, str, str, str]]:
    """Where other records refer to a noun: table, column, the noun of the row that refers, and its id there."""
    for other, shape in SHAPES.items():
        for column, parent in _parents(db, shape.table):
            if parent == noun:
                yield shape.table, column, other, "id"
        for part in shape.parts:
            for column, parent in _parents(db, part.table):
                if parent == noun and column != part.owner:
                    yield part.table, column, other, part.owner


def _parents(db: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    nouns = {shape.table: noun for noun, shape in SHAPES.items()}
    rows = db.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [(row[3], nouns[row[2]]) for row in rows if row[2] in nouns]


def _by_noun(keys: Iterable[Key]) -> Iterator[tuple[str, list[int]]]:
    nouns: dict[str, list[int]] = defaultdict(list)
    for noun, record_id in keys:
        nouns[noun].append(record_id)
    for noun, ids in nouns.items():
        for start in range(0, len(ids), RECORDS_AT_ONCE):
            yield noun, ids[start : start + RECORDS_AT_ONCE]


def _change_set(db: sqlite3.Connection, number: int) -> dict[str, object]:
    row = db.execute("SELECT kind, undone_by, at, command FROM change_set WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFound("There is no change {number}.", number=number, hint="`crm history` lists them.")
    return dict(zip(("kind", "undone_by", "at", "command"), row, strict=True))


def title(snapshot: Snapshot) -> str:
    """What a record is called, whatever it is."""
    for name in ("name", "title", "subject", "text"):
        if value := snapshot.get(name):
            return str(value)[:60]
    return ""


def _state(text: str) -> Snapshot | None:
    if not text:
        return None
    state: Snapshot = json.loads(text)
    return state

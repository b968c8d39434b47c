"""Handing everything that refers to some contacts over to another one, whatever noun it is of."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from crmcli.store.derived import portions
from crmcli.store.shapes import references
from crmcli.store.shapes.snapshots import Snapshot, load, rows_of
from crmcli.store.unit import Unit

MEMBERS = {
    "segment": "SELECT DISTINCT m.segment_id FROM segment_member m JOIN segment s ON s.id = m.segment_id "
    "WHERE s.noun = 'contact' AND m.contact_id IN (SELECT value FROM json_each(:ids))",
    "snapshot": "SELECT DISTINCT m.snapshot_id FROM snapshot_member m JOIN snapshot t ON t.id = m.snapshot_id "
    "JOIN segment s ON s.id = t.segment_id "
    "WHERE s.noun = 'contact' AND m.contact_id IN (SELECT value FROM json_each(:ids))",
}
"""Members are numbers without a foreign key, since they outlive their contacts."""


class Lost(NamedTuple):
    """A value of a billing profile that gives way to the one that stays."""

    contact_id: int
    column: str
    value: str
    stays: str


def referring(db: sqlite3.Connection, ids: Collection[int]) -> dict[str, set[int]]:
    """By noun, the records that refer to these contacts, the contacts themselves apart."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for one in references.referring(db, "contact", ids):
        if one.by_noun != "contact" or one.by_id not in ids:
            found[one.by_noun].add(one.by_id)
    for noun, sql in MEMBERS.items():
        found[noun].update(row[0] for row in db.execute(sql, {"ids": json.dumps(list(ids))}))
    return {noun: numbers for noun, numbers in found.items() if numbers}


def has_distinction(db: sqlite3.Connection, ids: Collection[int]) -> bool:
    """Whether two of these contacts were said to be not the same."""
    found = db.execute(
        "SELECT 1 FROM distinction WHERE contact_id IN (SELECT value FROM json_each(:ids)) "
        "AND other_id IN (SELECT value FROM json_each(:ids)) LIMIT 1",
        {"ids": json.dumps(list(ids))},
    )
    return found.fetchone() is not None


def hand_over(unit: Unit, losers: Collection[int], survivor: int) -> None:
    """Let everything that refers to the losers refer to the survivor, each change journalled.

    Billing profiles have been settled before by `settle_billing`.
    """
    for noun, numbers in referring(unit.db, losers).items():
        if noun == "distinction":
            _distinctions(unit, numbers, losers, survivor)
            continue
        own, parts = references.pointing(unit.db, noun, "contact")
        if noun in MEMBERS:
            parts = [*parts, ("members", 0)]
        for some in portions(sorted(numbers - ({survivor} if noun == "contact" else set()))):
            for number, before in load(unit.db, noun, some).items():
                unit.put(noun, number, _renumbered(before, own, parts, set(losers), survivor))


def settle_billing(unit: Unit, losers: Collection[int], survivor: int) -> list[Lost]:
    """Make one billing profile of several: the survivor's values stay, the others fill, what gives way is told."""
    profiles = _billings(unit.db, [survivor, *losers])
    if len(profiles) < 2:
        return []
    (kept, stays), *others = profiles
    after, lost = dict(stays), []
    for number, other in others:
        for column, value in other.items():
            if column in ("uid", "contact_id", "created_at", "updated_at", "version"):
                continue
            if after.setdefault(column, value) != value:
                lost.append(Lost(int(str(other["contact_id"])), column, str(value), str(after[column])))
        unit.remove("billing", number)
    unit.put("billing", kept, after)
    return lost


def _billings(db: sqlite3.Connection, contacts: Collection[int]) -> list[tuple[int, Snapshot]]:
    """Their billing profiles, in the order of the contacts."""
    rows = db.execute(
        "SELECT b.id FROM json_each(:ids) j JOIN billing b ON b.contact_id = j.value ORDER BY j.key",
        {"ids": json.dumps(list(contacts))},
    ).fetchall()
    found = load(db, "billing", [row[0] for row in rows])
    return [(row[0], found[row[0]]) for row in rows]


def _distinctions(unit: Unit, numbers: Collection[int], losers: Collection[int], survivor: int) -> None:
    """Pairs that are not the same: the survivor takes the losers' place; what says the same again goes."""
    rows = unit.db.execute("SELECT contact_id, other_id, id FROM distinction").fetchall()
    known = {(one, other) for one, other, number in rows if number not in numbers}
    for number, before in sorted(load(unit.db, "distinction", numbers).items()):
        pair = {survivor if before.get(end) in losers else before.get(end) for end in ("contact_id", "other_id")}
        ends = tuple(sorted(end for end in pair if isinstance(end, int)))
        if len(ends) < 2 or ends in known:
            unit.remove("distinction", number)
        else:
            known.add((ends[0], ends[1]))
            unit.put("distinction", number, {**before, "contact_id": ends[0], "other_id": ends[1]})


def _renumbered(
    before: Snapshot, own: list[str], parts: list[tuple[str, int]], losers: set[int], survivor: int
) -> Snapshot:
    after = {name: survivor if name in own and value in losers else value for name, value in before.items()}
    for part, at in parts:
        rows = [
            [*row[:at], survivor if row[at] in losers else row[at], *row[at + 1 :]] for row in rows_of(before, part)
        ]
        if rows:
            by_contact = {str(row[at]): row for row in rows}
            after[part] = [by_contact[number] for number in sorted(by_contact, key=int)]
    return after

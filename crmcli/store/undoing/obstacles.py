"""What forbids a way back: records changed since, needed by later ones, or needing what is gone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import cast

from crmcli.core.records.system import Obstacle
from crmcli.store.derived import portions
from crmcli.store.shapes import references
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import Snapshot, load, rows_of, same
from crmcli.store.undoing.plan import Key, Plan, Step, by_noun

REFERENCES_AT_ONCE = 1000
_UNIQUE = {
    "tag": "folded", "field": "folded", "pipeline": "folded", "promotion": "folded", "segment": "folded",
    "stage": "pipeline_id || ' ' || slug", "sale": "number", "invoice": "number",
    "quote": "number || ' ' || revision", "goal": "metric || ' ' || period",
}  # fmt: skip
"""What no two records of a noun have both, beside the uid, in SQL of its columns."""

_MOVED_TO = next(part for part in SHAPES["deal"].parts if part.name == "moves").columns.index("stage_id")


def find(plan: Plan) -> int:
    """Fill in what the plan must skip, until nothing more depends on that; how many records are left to take back."""
    size, known = 0, -1
    while known < len(plan.skipped):
        is_first, known, size = known < 0, len(plan.skipped), 0
        for steps in plan.portions("check"):
            kept = [step for step in steps if step.key not in plan.skipped]
            size += sum(step.is_last for step in kept)
            for obstacle in _of(plan, kept, is_first=is_first):
                plan.skipped.setdefault((obstacle.noun, obstacle.id), obstacle)
    return size


def staying(db: sqlite3.Connection, going: set[Key]) -> dict[Key, Obstacle]:
    """Which of these records cannot go, because others that stay refer to them."""
    kept: dict[Key, Obstacle] = {}
    while True:
        found = {
            (noun, one.id): Obstacle(noun, one.id, "", "needed", one.by_noun, one.by_id)
            for noun, ids in by_noun(going - kept.keys())
            for some in portions(ids)
            for one in references.referring(db, noun, some)
            if (one.by_noun, one.by_id) not in going or (one.by_noun, one.by_id) in kept
        }
        if not found:
            return kept
        kept |= found


def title(snapshot: Snapshot | None) -> str:
    """What a record is called, whatever it is."""
    for name in ("name", "title", "subject", "text", "number", "code", "slug"):
        if value := (snapshot or {}).get(name):
            return str(value)[:60]
    return ""


def _of(plan: Plan, steps: list[Step], *, is_first: bool) -> Iterator[Obstacle]:
    if is_first:
        yield from _changed_since(plan.db, [step for step in steps if step.is_first])
    ends = [step for step in steps if step.is_last]
    yield from _needed_by_others(plan, [step for step in ends if step.wanted is None])
    yield from _in_need(plan, [step for step in ends if step.wanted is not None])
    yield from _taken(plan, [step for step in ends if step.wanted is not None])


def _changed_since(db: sqlite3.Connection, steps: list[Step]) -> Iterator[Obstacle]:
    for noun, ids in by_noun(step.key for step in steps):
        now = load(db, noun, ids)
        for step in steps:
            if step.noun == noun and not same(now.get(step.record_id), step.expected):
                yield _obstacle(step, "changed", now.get(step.record_id))


def _needed_by_others(plan: Plan, steps: list[Step]) -> Iterator[Obstacle]:
    """Records that are to vanish while others, which stay, refer to them."""
    by_key = {step.key: step for step in steps}
    for noun, ids in by_noun(by_key):
        found = references.referring(plan.db, noun, ids)
        while some := list(islice(found, REFERENCES_AT_ONCE)):
            going = {
                (other, number)
                for other, numbers in by_noun((one.by_noun, one.by_id) for one in some)
                for number in plan.goes_back(other, numbers)
            }
            for one in some:
                if (one.by_noun, one.by_id) not in going:
                    yield _obstacle(by_key[noun, one.id], "needed", None, one.by_noun, one.by_id)


def _in_need(plan: Plan, steps: list[Step]) -> Iterator[Obstacle]:
    """Records that are to be as before while what they referred to is gone."""
    for noun, _ids in by_noun(step.key for step in steps):
        own = [step for step in steps if step.noun == noun]
        needs = list(references.needed(plan.db, noun, [step.wanted or {} for step in own]))
        gone = {
            (parent, number)
            for parent, numbers in by_noun({(one.noun, one.id) for wanted in needs for one in wanted})
            for number in _gone(plan, parent, numbers)
        }
        for step, wanted in zip(own, needs, strict=True):
            for one in wanted:
                if one in gone:
                    yield _obstacle(step, "gone", step.wanted, one.noun, one.id)
        if noun == "deal":
            yield from _in_retired_stages(plan, own)


def _in_retired_stages(plan: Plan, steps: list[Step]) -> Iterator[Obstacle]:
    """Deals that would be open in a stage that was removed meanwhile, where no board shows them; and those that were
    ever in one that nothing took over from, so that no report knew where they count."""
    wanted = {step.key: step.wanted or {} for step in steps}
    were_in = {key: {cast("int", row[_MOVED_TO]) for row in rows_of(state, "moves")} for key, state in wanted.items()}
    found = plan.db.execute(
        "SELECT id, successor_id IS NULL FROM stage "
        "WHERE retired_on <> '' AND id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(sorted({number for numbers in were_in.values() for number in numbers}))},
    )
    retired: dict[int, int] = dict(found.fetchall())
    for number in plan.goes_back("stage", retired):
        retired.pop(number, None)
    for step in steps:
        now = wanted[step.key].get("stage_id") if wanted[step.key].get("status") == "open" else None
        for number in sorted(were_in[step.key]):
            if number in retired and (retired[number] or number == now):
                yield _obstacle(step, "gone", step.wanted, "stage", number)


def _gone(plan: Plan, noun: str, ids: Iterable[int]) -> set[int]:
    missing = set(ids) - references.there(plan.db, noun, ids)
    return missing - plan.comes_back(noun, missing) if missing else missing


def _taken(plan: Plan, steps: list[Step]) -> Iterator[Obstacle]:
    """Records whose name or uid somebody else has by now."""
    for noun, _ids in by_noun(step.key for step in steps):
        column = _UNIQUE.get(noun, "uid")
        own = [(step, step.wanted or {}) for step in steps if step.noun == noun]
        wanted = {_unique(column, state): step for step, state in own if not state.get("retired_on")}
        in_use = "retired_on = '' AND" if noun in ("pipeline", "stage") else ""
        holders = plan.db.execute(
            f'SELECT {column}, id FROM "{noun}" WHERE {in_use} {column} IN (SELECT value FROM json_each(:wanted))',
            {"wanted": json.dumps([value for value in wanted if value])},
        ).fetchall()
        others = {number: wanted[value] for value, number in holders if wanted[value].record_id != number}
        for number in others.keys() - plan.goes_back(noun, others):
            yield _obstacle(others[number], "taken", None, noun, number)


def _unique(column: str, state: Snapshot) -> str:
    """What a state has in a column, or in several that are joined."""
    return " ".join(str(state.get(name, "")) for name in column.split(" || ' ' || "))


def _obstacle(step: Step, reason: str, state: Snapshot | None, noun: str = "", number: int = 0) -> Obstacle:
    name = title(state) or title(step.expected) or title(step.wanted)
    return Obstacle(step.noun, step.record_id, name, reason, noun, number)

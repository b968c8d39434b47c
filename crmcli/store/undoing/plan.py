"""What inverting a change set means record by record, read from the journal in portions: it may hold a million."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from crmcli.core.records.system import Obstacle
from crmcli.store.shapes.snapshots import Snapshot

ROWS_AT_ONCE = 2000
Key = tuple[str, int]
"""A noun and a number."""
Row = tuple[int, str, int, str, str]
"""Of the journal: seq, noun, record id, before and after."""
STEP_BY_STEP = ("tag", "field", "pipeline", "promotion", "segment")
"""Nouns whose names are unique: they go back through every name they had, or two could want the same one at once."""
_ROWS = """
SELECT seq, noun, record_id, before, after FROM change
WHERE change_set_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?
"""
_SPANS = """
SELECT record_id, min(seq), max(seq) FROM change INDEXED BY ix_change_by_record
WHERE noun = :noun AND record_id IN (SELECT value FROM json_each(:ids)) AND change_set_id = :change_set
GROUP BY record_id
"""


Told = Callable[[str, int, int], None]
"""Hears what is being done (check, apply), how much of it is done, and how much there is."""


def silent(_step: str, _done: int, _of: int) -> None:
    """Hear nothing."""


class Step(NamedTuple):
    """What one record is as the change set left it, and what it was before; None where it did not exist."""

    noun: str
    record_id: int
    expected: Snapshot | None
    wanted: Snapshot | None
    is_first: bool = True
    """Whether the record's way back begins here: it must be as expected."""
    is_last: bool = True
    """Whether the record's way back ends here."""

    @property
    def key(self) -> Key:
        """Which record it is."""
        return self.noun, self.record_id


class Plan:
    """The way back from a change set, and the records that cannot go it."""

    def __init__(self, db: sqlite3.Connection, change_set: int, told: Told = silent) -> None:
        self.db = db
        self.change_set = change_set
        self.told = told
        self.skipped: dict[Key, Obstacle] = {}

    def portions(self, step: str) -> Iterator[list[Step]]:
        """The steps in order, what was changed last first; each record once, its way made short."""
        below, size = 1 << 60, 0
        while rows := self.db.execute(_ROWS, (self.change_set, below, ROWS_AT_ONCE)).fetchall():
            yield list(self._steps(rows))
            below, size = rows[-1][0], size or rows[0][0]
            self.told(step, size - below + 1, size)

    def goes_back(self, noun: str, ids: Iterable[int]) -> set[int]:
        """Which of these records the plan takes back."""
        return {number for number in self._spans(noun, ids) if (noun, number) not in self.skipped}

    def comes_back(self, noun: str, ids: Iterable[int]) -> set[int]:
        """Which of these records exist when the plan is carried out, though perhaps not now."""
        spans = self._spans(noun, ids)
        return {
            number
            for number, (first, _last) in spans.items()
            if (noun, number) not in self.skipped and self._before(first)
        }

    def _steps(self, rows: list[Row]) -> Iterator[Step]:
        spans = {
            (noun, number): span
            for noun, ids in by_noun((row[1], row[2]) for row in rows)
            for number, span in self._spans(noun, ids).items()
        }
        befores = {row[0]: row[3] for row in rows}
        for seq, noun, record_id, before, after in rows:
            first, last = spans[noun, record_id]
            if noun in STEP_BY_STEP:
                yield Step(noun, record_id, _state(after), _state(before), seq == last, seq == first)
            elif seq == last:
                wanted = befores[first] if first in befores else self._before(first)
                if after or wanted:
                    yield Step(noun, record_id, _state(after), _state(wanted))

    def _spans(self, noun: str, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        values = {"noun": noun, "ids": json.dumps(list(ids)), "change_set": self.change_set}
        return {row[0]: (row[1], row[2]) for row in self.db.execute(_SPANS, values)}

    def _before(self, seq: int) -> str:
        row = self.db.execute("SELECT before FROM change WHERE change_set_id = ? AND seq = ?", (self.change_set, seq))
        return str(row.fetchone()[0])


def by_noun(keys: Iterable[Key]) -> Iterator[tuple[str, list[int]]]:
    """Numbers of records by noun."""
    nouns: dict[str, list[int]] = defaultdict(list)
    for noun, record_id in keys:
        nouns[noun].append(record_id)
    yield from nouns.items()


def _state(text: str) -> Snapshot | None:
    if not text:
        return None
    state: Snapshot = json.loads(text)
    return state

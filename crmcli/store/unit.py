"""Changes: one unit of work and its entry in the journal."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType, Tag
from crmcli.core.values.moments import LocalMoment, instant
from crmcli.core.values.text import fold
from crmcli.store import derived, kept
from crmcli.store.shapes import encode
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import Snapshot, delete_many, insert, insert_many, load, rows_of, same, update

Changes = dict[int, tuple[Snapshot | None, Snapshot | None]]
"""Records of one noun by number, each before and after."""
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SETTLE_EVERY = 2000
"""Changed contacts after which the derived columns are brought up to date, so that memory stays bounded."""


class Record(Protocol):
    """A record of any noun."""

    @property
    def id(self) -> int:
        """Its number, 0 for a new one."""


class Author(NamedTuple):
    """Who writes, as the journal names them, and where their clock and new uids come from."""

    actor: str
    program: str
    now: datetime
    uid: Callable[[], str]
    local: LocalMoment


class Unit:
    """What a command changes. Every change goes through `save`, `put` or `remove` and is journalled there."""

    def __init__(self, db: sqlite3.Connection, author: Author, command: str, kind: str = "ordinary") -> None:
        self.db = db
        self.author = author
        self.now = instant(author.now)
        self.command = command
        self.kind = kind
        self.inverts: int | None = None
        self.change_set: int | None = None
        self._seq = 0
        self._texts: set[int] = set()
        self._dates: set[int] = set()
        self._tags: dict[str, int] = {}
        self._fields: dict[str, FieldType] = {}
        self._bought_otherwise = False

    def save(self, record: Record) -> int:
        """Store a record of any noun, new when its id is 0; its id."""
        if isinstance(record, Contact):
            return self.put("contact", record.id or None, encode.contact(record, self.tag_id, self.field))
        if isinstance(record, Tag):
            return self.put("tag", record.id or None, encode.tag(record))
        if isinstance(record, FieldType):
            return self.put("field", record.id or None, encode.field(record))
        noun = type(record).__name__.lower()
        return self.put(noun, record.id or None, self._encoded(noun, record))

    def _encoded(self, noun: str, record: object) -> Snapshot:
        if noun not in ("interaction", "task"):
            return encode.plain(noun, record, self.tag_id)
        from crmcli.store.shapes import encode_activity  # noqa: PLC0415 - door: 1.5 ms, which contacts do without

        return encode_activity.snapshot(record, self.tag_id)

    def put(self, noun: str, record_id: int | None, after: Snapshot) -> int:
        """Write a record's new state and journal both; nothing happens where they are the same."""
        before = load(self.db, noun, [record_id]).get(record_id) if record_id is not None else None
        if before is not None and record_id is not None:
            if same(before, after):
                return record_id
            after = {**after, "version": _count(before) + 1}
            if "updated_at" in before:
                after["updated_at"] = self.now
            if noun == "task":
                after["sequence"] = _count(before, "sequence") + 1
            update(self.db, noun, record_id, before, after)
        else:
            after = self._born(noun, after)
            record_id = insert(self.db, noun, record_id, after)
        self._journal(noun, {record_id: (before, after)})
        self._follow(noun, {record_id: (before, after)})
        return record_id

    def remove(self, noun: str, record_id: int) -> None:
        """Take a record out of the tables; the journal keeps it."""
        self.remove_many(noun, [record_id])

    def remove_many(self, noun: str, ids: Iterable[int]) -> None:
        """Take records out of the tables; what refers to them must be gone when the change is saved."""
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        for some in derived.portions(ids):
            changes: Changes = {record_id: (before, None) for record_id, before in load(self.db, noun, some).items()}
            delete_many(self.db, noun, changes)
            if changes:
                self._journal(noun, changes)
                self._follow(noun, changes)

    def bring_back(self, noun: str, wanted: Mapping[int, Snapshot]) -> None:
        """Put records that were removed into the tables again at once, each under its old id."""
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        born = {record_id: self._born(noun, after) for record_id, after in wanted.items()}
        changes: Changes = {record_id: (None, after) for record_id, after in born.items()}
        insert_many(self.db, noun, born)
        self._journal(noun, changes)
        self._follow(noun, changes)

    def take_over(self, noun: str, records: Mapping[int, Snapshot]) -> None:
        """Put the records of another book into this one as they are, with their numbers, versions and times."""
        self.db.execute("PRAGMA defer_foreign_keys = ON")
        insert_many(self.db, noun, records)
        changes: Changes = {record_id: (None, after) for record_id, after in records.items()}
        self._journal(noun, changes)
        self._follow(noun, changes)

    def entry(self) -> int:
        """The number of this change set, which stands in the journal from now on."""
        if self.change_set is None:
            self.change_set = self.db.execute(
                "INSERT INTO change_set (at, actor, command, kind, inverts, program) VALUES (?, ?, ?, ?, ?, ?)",
                (self.now, self.author.actor, self.command, self.kind, self.inverts, self.author.program),
            ).lastrowid
        return self.change_set or 0

    def tag_id(self, name: str) -> int:
        """The id of a tag by its name in any spelling; a new one is made where there is none."""
        folded = fold(name)
        if folded not in self._tags:
            row = self.db.execute("SELECT id FROM tag WHERE folded = ?", (folded,)).fetchone()
            self._tags[folded] = row[0] if row else self.save(Tag(name=name))
        return self._tags[folded]

    def field(self, name: str) -> FieldType:
        """A custom field by its name in any spelling; a text field is made where there is none."""
        folded = fold(name)
        if folded not in self._fields:
            row = self.db.execute("SELECT id, name, folded, type FROM field WHERE folded = ?", (folded,)).fetchone()
            if row is None:
                row = (self.save(FieldType(name=name)), name, folded, "text")
            self._fields[folded] = FieldType(*row)
        return self._fields[folded]

    def settle(self) -> None:
        """Bring derived columns and indexes up to date with what was written so far."""
        if self._texts:
            derived.contact_texts(self.db, self._texts)
        if self._dates:
            derived.contact_dates(self.db, self._dates, self.author.local)
        self._texts.clear()
        self._dates.clear()
        if self._bought_otherwise:
            kept.outdate(self.db, kept.SCORES)
            self._bought_otherwise = False

    def undone(self, change_set: int, *, by: int | None) -> None:
        """Mark a change set as taken back by another, or as standing again."""
        self.db.execute("UPDATE change_set SET undone_by = ? WHERE id = ?", (by, change_set))

    def told(self, task_id: int, reminder: str) -> None:
        """Remember that this reminder of a task was told; no change of the user's, so the journal does not have it."""
        self.db.execute("UPDATE task SET reminded = ? WHERE id = ?", (reminder, task_id))

    def _born(self, noun: str, after: Snapshot) -> Snapshot:
        again = self.kind in ("undo", "redo")
        if "uid" not in SHAPES[noun].columns:
            return {**after, "version": _count(after) + 1 if again else 1}
        born: Snapshot = {
            **after,
            "uid": after.get("uid") or self.author.uid(),
            "created_at": after.get("created_at") or self.now,
            "updated_at": self.now,
            "version": _count(after) + 1 if again else 1,
        }
        if noun == "task" and again:
            born["sequence"] = _count(after, "sequence") + 1
        return born

    def _journal(self, noun: str, changes: Changes) -> None:
        number, first = self.entry(), self._seq + 1
        self._seq += len(changes)
        self.db.executemany(
            "INSERT INTO change (change_set_id, seq, noun, record_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, seq, noun, record_id, _text(before), _text(after))
                for seq, (record_id, (before, after)) in enumerate(changes.items(), first)
            ],
        )

    def _follow(self, noun: str, changes: Changes) -> None:
        if noun == "contact":
            self._follow_contacts(changes)
        elif noun == "interaction":
            derived.index(self.db, noun, changes)
            for states in changes.values():
                self._dates.update(_number(row[0]) for state in states for row in rows_of(state, "participants"))
        elif noun == "task":
            derived.index(self.db, noun, changes)
            tasks = {record_id: after for record_id, (_, after) in changes.items() if after is not None}
            derived.task_dates(self.db, tasks, self.author.local)
        elif noun == "deal":
            derived.index(self.db, noun, changes)
        elif noun == "sale":
            self._bought_otherwise = True
        elif noun == "tag":
            self._tags.clear()
            for record_id in changes:
                self._follow_all("SELECT contact_id FROM contact_tag WHERE tag_id = ?", record_id)
        elif noun == "field":
            self._fields.clear()
        if len(self._texts) + len(self._dates) > SETTLE_EVERY:
            self.settle()

    def _follow_contacts(self, changes: Changes) -> None:
        gone = [record_id for record_id, (_, after) in changes.items() if after is None]
        if gone:
            derived.forget_contacts(self.db, gone)
        for record_id, (before, after) in changes.items():
            old, new = before or {}, after or {}
            self._texts.add(record_id)
            self._dates.add(record_id)
            self._bought_otherwise |= old.get("trashed_at") != new.get("trashed_at")
            organisations = {_number(state.get("organisation_id")) for state in (old, new)} - {0}
            if old.get("organisation_id") != new.get("organisation_id"):
                self._dates |= organisations
            if old.get("name") != new.get("name") and old and new:
                self._follow_all("SELECT id FROM contact WHERE organisation_id = ?", record_id)
        self._texts.difference_update(gone)
        self._dates.difference_update(gone)

    def _follow_all(self, contacts: str, record_id: int) -> None:
        """Everybody whom a statement picks, who may be many."""
        found = self.db.execute(contacts, (record_id,))
        while some := found.fetchmany(SETTLE_EVERY):
            self._texts.update(row[0] for row in some)
            self._dates.update(row[0] for row in some)


def _text(snapshot: Snapshot | None) -> str:
    return "" if snapshot is None else _as_json(snapshot)


def _count(snapshot: Snapshot, name: str = "version") -> int:
    value = snapshot.get(name, 0)
    return value if isinstance(value, int) else 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

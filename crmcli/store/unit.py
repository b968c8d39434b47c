"""Changes: one unit of work, all or nothing, and its entry in the journal."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crmcli.core.errors import CrmError, Damaged, Refused, Unwritable
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact, FieldType, Tag
from crmcli.core.values.text import fold
from crmcli.store import connection, derived, encode, lock
from crmcli.store.snapshots import Snapshot, delete, insert, load, same, update

SETTLE_EVERY = 2000
"""Changed contacts after which the derived columns are brought up to date, so that memory stays bounded."""


class Author(NamedTuple):
    """Who writes, as the journal names them, and where their clock and new uids come from."""

    actor: str
    program: str
    now: datetime
    uid: Callable[[], str]
    local: derived.LocalMoment


class Unit:
    """What a command changes. Every change goes through `save`, `put` or `remove` and is journalled there."""

    def __init__(self, db: sqlite3.Connection, author: Author, command: str, kind: str = "ordinary") -> None:
        self.db = db
        self.author = author
        self.now = derived.instant(author.now)
        self.command = command
        self.kind = kind
        self.inverts: int | None = None
        self.change_set: int | None = None
        self._seq = 0
        self._texts: set[int] = set()
        self._dates: set[int] = set()
        self._tags: dict[str, int] = {}
        self._fields: dict[str, FieldType] = {}

    def save(self, record: Contact | Interaction | Task | Tag | FieldType) -> int:
        """Store a record, new when its id is 0; its id."""
        if isinstance(record, Contact):
            return self.put("contact", record.id or None, encode.contact(record, self.tag_id, self.field))
        if isinstance(record, Interaction):
            return self.put("interaction", record.id or None, encode.interaction(record, self.tag_id))
        if isinstance(record, Task):
            return self.put("task", record.id or None, encode.task(record))
        if isinstance(record, Tag):
            return self.put("tag", record.id or None, encode.tag(record))
        return self.put("field", record.id or None, encode.field(record))

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
        self._journal(noun, record_id, before, after)
        self._follow(noun, record_id, before, after)
        return record_id

    def remove(self, noun: str, record_id: int) -> None:
        """Take a record out of the tables; the journal keeps it."""
        before = load(self.db, noun, [record_id]).get(record_id)
        if before is None:
            return
        delete(self.db, noun, record_id)
        self._journal(noun, record_id, before, None)
        self._follow(noun, record_id, before, None)

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

    def undone(self, change_set: int, *, by: int | None) -> None:
        """Mark a change set as taken back by another, or as standing again."""
        self.db.execute("UPDATE change_set SET undone_by = ? WHERE id = ?", (by, change_set))

    def _born(self, noun: str, after: Snapshot) -> Snapshot:
        if noun in ("tag", "field"):
            return {**after, "version": after.get("version", 1)}
        again = self.kind != "ordinary"
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

    def _journal(self, noun: str, record_id: int, before: Snapshot | None, after: Snapshot | None) -> None:
        if self.change_set is None:
            self.change_set = self.db.execute(
                "INSERT INTO change_set (at, actor, command, kind, inverts, program) VALUES (?, ?, ?, ?, ?, ?)",
                (self.now, self.author.actor, self.command, self.kind, self.inverts, self.author.program),
            ).lastrowid
        self._seq += 1
        self.db.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)",
            (self.change_set, self._seq, noun, record_id, _text(before), _text(after)),
        )

    def _follow(self, noun: str, record_id: int, before: Snapshot | None, after: Snapshot | None) -> None:
        if noun == "contact":
            self._follow_contact(record_id, before or {}, after)
        elif noun == "interaction":
            derived.interaction_text(self.db, record_id, before, after)
            for state in (before, after):
                self._dates.update(_participants(state))
        elif noun == "task":
            derived.task_text(self.db, record_id, before, after)
            if after is not None:
                derived.task_dates(self.db, record_id, after, self.author.local)
        elif noun == "tag":
            self._tags.clear()
            carriers = [
                row[0] for row in self.db.execute("SELECT contact_id FROM contact_tag WHERE tag_id = ?", (record_id,))
            ]
            self._texts.update(carriers)
            self._dates.update(carriers)
        elif noun == "field":
            self._fields.clear()
        if len(self._texts) + len(self._dates) > SETTLE_EVERY:
            self.settle()

    def _follow_contact(self, record_id: int, before: Snapshot, after: Snapshot | None) -> None:
        if after is None:
            self._texts.discard(record_id)
            self._dates.discard(record_id)
            self.db.execute("DELETE FROM contact_search WHERE rowid = ?", (record_id,))
        else:
            self._texts.add(record_id)
            self._dates.add(record_id)
        for state in (before, after or {}):
            organisation = state.get("organisation_id")
            if isinstance(organisation, int) and before.get("organisation_id") != (after or {}).get("organisation_id"):
                self._dates.add(organisation)
        if before and after and before.get("name") != after.get("name"):
            members = self.db.execute("SELECT id FROM contact WHERE organisation_id = ?", (record_id,))
            self._texts.update(row[0] for row in members)


@contextmanager
def write(
    path: Path,
    author: Author,
    command: str,
    *,
    kind: str = "ordinary",
    patience: float = 30.0,
    waiting: Callable[[str], None] = lambda holder: None,
) -> Iterator[Unit]:
    """The only way to write: lock, BEGIN IMMEDIATE, the caller's changes, derived columns, COMMIT.

    A book that is missing is made. Any exception rolls everything back. When this returns, the change is on disk.
    """
    _check_folder(path)
    with lock.writer(path, command, patience=patience, waiting=waiting):
        if not path.exists():
            connection.create(path)
        db = connection.writer(path)
        try:
            _newest(db, path)
            with _foreign_errors(path):
                yield from _transaction(db, author, command, kind)
        finally:
            db.close()


def _transaction(db: sqlite3.Connection, author: Author, command: str, kind: str) -> Iterator[Unit]:
    db.execute("BEGIN IMMEDIATE")
    try:
        folded = db.execute("SELECT value FROM fact WHERE name = 'fold'").fetchone()
        if folded is None or folded[0] != derived.FOLD_VERSION:
            derived.rebuild(db, author.local)
        unit = Unit(db, author, command, kind)
        yield unit
        unit.settle()
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _newest(db: sqlite3.Connection, path: Path) -> None:
    if connection.version(db) < connection.SCHEMA_VERSION:
        from crmcli.store.migrations import runner  # noqa: PLC0415 - door: alembic and SQLModel, 500 ms, once per release

        runner.upgrade(db, path)


def _check_folder(path: Path) -> None:
    if not path.exists():
        connection.private_folder(path.parent)


@contextmanager
def _foreign_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except CrmError:
        raise
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorname == "SQLITE_FULL"
        raise Unwritable(
            "The disk is full: nothing was saved." if full else "{path} cannot be written: {why}. Nothing was saved.",
            path=path,
            why=error,
            hint="Free some space and run the command again." if full else "Check the disk and the file's mode.",
        ) from error
    except sqlite3.IntegrityError as error:
        raise Refused(
            "The change breaks a rule of the book: {why}. Nothing was saved.", why=error, hint="Run `crm doctor`."
        ) from error
    except sqlite3.DatabaseError as error:
        raise Damaged(
            "{path} is damaged: {why}. Nothing was saved.", path=path, why=error, hint="Run `crm doctor`."
        ) from error


def _text(snapshot: Snapshot | None) -> str:
    return "" if snapshot is None else json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"))


def _count(snapshot: Snapshot, name: str = "version") -> int:
    value = snapshot.get(name, 0)
    return value if isinstance(value, int) else 0


def _participants(snapshot: Snapshot | None) -> list[int]:
    rows = (snapshot or {}).get("participants", [])
    return [row[0] for row in rows] if isinstance(rows, list) else []

"""What can be wrong with a book: its pages, its references, its tables, its indexes, what is derived, its files."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE
from typing import NamedTuple

from crmcli.core.values.moments import LocalMoment
from crmcli.core.values.text import words
from crmcli.store import backup, connection, derived

MOST = 20
"""Lines of one kind that are told."""
SAMPLE = 200
"""Records whose words are looked up in an index that cannot be read."""
_NETWORKS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs")
_SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "owncloud",
    "syncthing", "pcloud", "seafile", "box sync",
)  # fmt: skip


class Mode(NamedTuple):
    """A file or folder that others than its owner may open."""

    path: Path
    mode: int
    wanted: int


def integrity(db: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with its pages and indexes; nothing when all is well."""
    found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({MOST})")]
    return [] if found == ["ok"] else found


def strays(db: sqlite3.Connection) -> list[str]:
    """Rows that refer to records that are not there, as contact_tag row 7 -> tag."""
    rows = db.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    return [f"{table} {rowid or ''} -> {parent}".replace("  ", " ") for table, rowid, parent, _key in rows]


def tables_that_differ(db: sqlite3.Connection) -> list[str]:
    """Tables and indexes that are not as this program declares them, and whatever does not belong there."""
    declared = connection.empty()
    try:
        wanted = dict(_declared(declared))
    finally:
        declared.close()
    found = dict(_declared(db))
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def unindexed(db: sqlite3.Connection, noun: str) -> int:
    """How many records the search index of a noun has too many, too few, or with other words."""
    if noun == "contact":
        return _contacts_off(db)
    held, wanted = _rows_held(db, noun), _rows_wanted(db, noun)
    return abs(held - wanted) or _sampled_off(db, noun)


def broken_index(db: sqlite3.Connection, noun: str) -> str:
    """What FTS5 finds wrong inside an index; "" when all is well, or when somebody else is writing."""
    table = f"{noun}_search"
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except sqlite3.OperationalError:
        return ""  # busy or read-only: the check writes nothing, but takes the lock of a writer
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        db.execute("PRAGMA query_only = ON")
    return ""


def derived_off(db: sqlite3.Connection, local: LocalMoment) -> dict[str, int]:
    """How many records have each derived column other than it must be."""
    off: Counter[str] = Counter()
    for some in derived.numbers(db, "contact"):
        stored = {row[0]: row[1:] for row in _rows(db, "contact", "sort_name, birthday_md, last_at, touch_by", some)}
        for row in derived.texts(db, some):
            off.update(_differ(("sort_name", "birthday_md"), row[1:3], stored[row.id][:2]))
        for dates in derived.dates(db, some, local):
            off.update(_differ(("last_at", "touch_by"), dates[1:3], stored[dates.id][2:]))
    for number, reminder, title in derived.reminders(db, local):
        now = db.execute("SELECT remind_at, title_folded FROM task WHERE id = ?", (number,)).fetchone()
        off.update(_differ(("remind_at", "title_folded"), (reminder, title), now))
    return dict(off)


def open_to_others(book: Path, own_folder: Path | None) -> list[Mode]:
    """The book's files that others may open, and the program's own folder where they may enter."""
    beside = [book.with_name(book.name + suffix) for suffix in ("", "-wal", "-shm", ".lock")]
    copies = [Path(copy.path) for copy in backup.listed(book)]
    wanted = [(path, 0o600) for path in (*beside, *copies)]
    wanted += [(folder, 0o700) for folder in (backup.folder(book), own_folder) if folder]
    found = []
    for path, mode in wanted:
        if path.exists() and (now := S_IMODE(path.stat().st_mode)) & 0o077:
            found.append(Mode(path, now, mode))
    return found


def lone_log(book: Path) -> Path | None:
    """A write-ahead log whose book is not there, or is newer: changes that were moved away from their book."""
    log = book.with_name(book.name + "-wal")
    if not log.exists() or not log.stat().st_size:
        return None
    if not book.exists():
        return log
    return log if book.stat().st_mtime - log.stat().st_mtime > 60 else None


def hard_links(book: Path) -> int:
    """Under how many names the file is known."""
    return book.stat().st_nlink if book.exists() else 1


def synced_folder(book: Path) -> str:
    """The folder above the book that a synchronising program copies; "" for none."""
    for folder in book.absolute().parents:
        if any(folder.name.lower().startswith(name) for name in _SYNCED) or (folder / ".stfolder").exists():
            return str(folder)
    return ""


def network_kind(book: Path, mounts: str) -> str:
    """The kind of network file system that the book is on, by the text of /proc/self/mountinfo; "" for none."""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        words_before = before.split(" ")
        if dash and len(words_before) > 4:
            point = words_before[4].replace("\\040", " ")
            if len(point) >= len(best) and (book.absolute().is_relative_to(point)):
                best, kind = point, after.split(" ")[0]
    return kind if kind in _NETWORKS else ""


def has_wal_bug(version: tuple[int, ...]) -> bool:
    """Whether this SQLite may lose a commit that overlaps with a checkpoint of another process."""
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return not fixed


def _declared(db: sqlite3.Connection) -> Iterator[tuple[str, object]]:
    rows = db.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    for kind, name, table, sql in rows.fetchall():
        if "_search_" in name:
            continue
        if kind == "table" and "VIRTUAL" not in sql:
            yield name, [row[1:] for row in db.execute(f'PRAGMA table_xinfo("{name}")')]
        elif kind == "index":
            yield name, (table, [row[2] for row in db.execute(f'PRAGMA index_info("{name}")')])
        else:
            yield name, (kind, sql)


def _contacts_off(db: sqlite3.Connection) -> int:
    off = int(
        db.execute("SELECT count(*) FROM contact_search WHERE rowid NOT IN (SELECT id FROM contact)").fetchone()[0]
    )
    for some in derived.numbers(db, "contact"):
        stored = {row[0]: row[1:] for row in _rows(db, "contact_search", "name, points, words", some, "rowid")}
        for row in derived.texts(db, some):
            held, wanted = stored.get(row.id, ()), (row.name, row.points, row.words)
            off += [sorted(str(text).split()) for text in held] != [sorted(text.split()) for text in wanted]
    return off


def _rows_held(db: sqlite3.Connection, noun: str) -> int:
    """How many rows an index without content has, which FTS5 keeps as the first number of its averages."""
    block = db.execute(f"SELECT block FROM {noun}_search_data WHERE id = 1").fetchone()
    number = 0
    for byte in block[0] if block else b"":
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


def _rows_wanted(db: sqlite3.Connection, noun: str) -> int:
    found = db.execute(f"SELECT count(*) FROM {noun} WHERE crm_fold({derived.BODIES[noun]}) <> ' '").fetchone()
    return int(found[0])


def _sampled_off(db: sqlite3.Connection, noun: str) -> int:
    last = int(db.execute(f"SELECT coalesce(max(id), 0) FROM {noun}").fetchone()[0])
    step = max(last // SAMPLE, 1)
    rows = db.execute(
        f"SELECT id, crm_fold({derived.BODIES[noun]}) FROM {noun} WHERE id % ? = 0 OR id = ?", (step, last)
    )
    off = 0
    for number, text in rows.fetchall():
        tokens = " AND ".join(f'"{word}"' for word in sorted(set(words(text)))[:MOST])
        sql = f"SELECT 1 FROM {noun}_search WHERE {noun}_search MATCH ? AND rowid = ?"
        off += bool(tokens) and db.execute(sql, (tokens, number)).fetchone() is None
    return off


def _rows(
    db: sqlite3.Connection, table: str, columns: str, ids: list[int], key: str = "id"
) -> list[tuple[object, ...]]:
    sql = f"SELECT {key}, {columns} FROM {table} WHERE {key} BETWEEN ? AND ?"
    return db.execute(sql, (ids[0], ids[-1])).fetchall()


def _differ(names: tuple[str, ...], wanted: tuple[object, ...], found: tuple[object, ...]) -> list[str]:
    return [name for name, one, other in zip(names, wanted, found, strict=True) if one != other]

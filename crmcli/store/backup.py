"""Copies of a book: checked before they get their name, put back by one rename, thinned out as they grow old."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from shutil import copyfile

from crmcli.core.errors import Busy, Damaged, NotFound, Refused, Unwritable
from crmcli.core.records.system import Backup, Checked
from crmcli.store import connection
from crmcli.store.reads import system

KEEP_DAYS, KEEP_WEEKS = 7, 4
"""Of the automatic copies the newest of each of so many days, and of so many weeks, is kept."""
THINNED = ("import", "bulk")
"""Reasons of the copies that are thinned out; those made by hand and before an upgrade stay."""
ALONE_SECONDS = 2.0
"""How long a restore waits for other programs to let go of the book."""
_MAGIC = b"SQLite format 3\0"
_BEFORE_RESTORE = ".before-restore-"


def folder(book: Path) -> Path:
    """Where the copies of a book are."""
    return book.parent / "backups"


def name(book: Path, instant: str, reason: str) -> Path:
    """A name for a copy that is still free, as backups/crm-2026-11-22T083000Z-import.db."""
    stem = f"{book.stem}-{instant.replace(':', '')}-{reason}"
    number, path = 2, folder(book) / f"{stem}.db"
    while path.exists():
        number, path = number + 1, folder(book) / f"{stem}-{number}.db"
    return path


def create(db: sqlite3.Connection, target: Path, *, replace: bool = False, thorough: bool = True) -> Checked:
    """Copy an open book while others may write; the copy is whole, or there is none.

    The thorough check takes ten times as long as the copy; the other one, half as long again, leaves out the indexes.
    """
    if target.exists() and not replace:
        raise Refused("{path} exists already.", path=target, hint="Choose another name, or say --force.")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        connection.forget(unfinished)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        checked = _copy(db, unfinished, target, thorough=thorough)
        _settle(unfinished, target)
    except BaseException as error:
        connection.forget(unfinished)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise
    return checked._replace(path=str(target))


def sweep(copies: Path) -> None:
    """Remove what programs left that were killed while they copied: it may be as large as the book."""
    for unfinished in copies.glob(".*.part"):
        process = unfinished.name.split(".")[-2]
        if process.isdigit() and not _is_running(int(process)):
            connection.forget(unfinished)


def check(path: Path, *, thorough: bool = True) -> Checked:
    """What is in a copy; Damaged when it is not whole, not ours or too new."""
    with _opened(path) as db:
        return _check(db, path, thorough=thorough)


def listed(book: Path) -> list[Backup]:
    """The copies that the program made of a book, the newest first."""
    pattern = re.compile(rf"{re.escape(book.stem)}-(\d{{4}}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z-([a-z0-9-]+?)(?:-\d+)?\.db")
    kept = re.compile(rf"{re.escape(book.name + _BEFORE_RESTORE)}(\d{{4}}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z(-)?(?:\d+)?")
    found = []
    for place, form in ((folder(book), pattern), (book.parent, kept)):
        for path in place.iterdir() if place.is_dir() else ():
            if (made := form.fullmatch(path.name)) and path.is_file():
                at = f"{made[1]}T{made[2]}:{made[3]}:{made[4]}Z"
                reason = made[5] if form is pattern else "before-restore"
                found.append(Backup(str(path), at, reason, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, backup.path), reverse=True)


def thin_out(book: Path, good: Path) -> list[Path]:
    """Remove old automatic copies, but neither the one just made nor the last known to be good; what was removed."""
    copies = [backup for backup in listed(book) if backup.reason in THINNED]
    kept = {backup.path for backup in copies if backup.path == str(good)}
    days: set[str] = set()
    weeks: set[str] = set()
    for backup in copies:
        day, week = backup.at[:10], _week(backup.at)
        if (day not in days and len(days) < KEEP_DAYS) or (week not in weeks and len(weeks) < KEEP_WEEKS):
            kept.add(backup.path)
        days.add(day)
        weeks.add(week)
    doomed = [Path(backup.path) for backup in copies if backup.path not in kept]
    if doomed and str(good) not in kept and not any(_is_good(Path(path)) for path in sorted(kept)):
        spared = next((path for path in doomed if _is_good(path)), None)
        doomed = [path for path in doomed if path != spared]
    for path in doomed:
        path.unlink(missing_ok=True)
    sweep(folder(book))
    return doomed


def restore(source: Path, book: Path, instant: str) -> Path | None:
    """Put a copy in the book's place; where the old book is now. The caller holds the writer's lock.

    Until the last rename the old book stands, after it the new one: a kill between finds one of the two.
    """
    fresh = book.with_name(book.name + ".restoring")
    for left in (fresh, *book.parent.glob(f"{book.name}{_BEFORE_RESTORE}*.part")):
        connection.forget(left)
    try:
        with _opened(source) as db:
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _copy(db, fresh, source, journal="WAL")
        if not book.exists():
            _settle(fresh, book)
            return None
        return _exchange(fresh, book, instant)
    except sqlite3.DatabaseError as error:
        if told := connection.explained(error, book):
            raise told from error
        raise
    except OSError as error:
        raise _unwritable(book, error) from error
    finally:
        connection.forget(fresh)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy for reading, which leaves nothing beside it; its own log is read where it has one."""
    if not path.is_file():
        raise NotFound("There is no file {path}.", path=path, hint="`crm backup list` shows the copies that there are.")
    has_log = path.with_name(path.name + "-wal").exists()
    uri = f"{path.absolute().as_uri()}?mode=ro" + ("" if has_log else "&immutable=1")
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
            connection.refuse_strangers(db, path)
            yield db
    except sqlite3.DatabaseError as error:
        if told := connection.explained(error, path):
            raise told from error
        raise


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _exchange(fresh: Path, book: Path, instant: str) -> Path:
    kept = _free(book.with_name(f"{book.name}{_BEFORE_RESTORE}{instant.replace(':', '')}"))
    with book.open("rb") as start:
        is_database = start.read(len(_MAGIC)) == _MAGIC
    if not is_database:
        _keep_damaged(book, kept)  # opened by SQLite, it would lose its log
        _settle(fresh, book)
        return kept
    with connection.alone(book, ALONE_SECONDS) as old:
        if old is None:
            _keep_damaged(book, kept)
        else:
            _keep(old, kept)
        _settle(fresh, book)
    return kept


def _keep(old: sqlite3.Connection, kept: Path) -> None:
    """Copy the old book page by page, whole or not."""
    unfinished = kept.with_name(kept.name + ".part")
    connection.forget(unfinished)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
        old.backup(copy)
    _settle(unfinished, kept)


def _keep_damaged(book: Path, kept: Path) -> None:
    """Copy what is left byte by byte, its log too, and take the log away, which the new book must not read."""
    for suffix in ("", "-wal"):
        part, copy = (path.with_name(path.name + suffix) for path in (book, kept))
        if part.exists():
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            copyfile(part, copy)
            _sync(copy)
    for suffix in ("-wal", "-shm", "-journal"):
        book.with_name(book.name + suffix).unlink(missing_ok=True)


def _copy(
    db: sqlite3.Connection, target: Path, shown: Path, *, journal: str = "DELETE", thorough: bool = True
) -> Checked:
    """Copy in one step, so that the copy is of one moment, and check it against what it was made of."""
    with connection.one_moment(db), closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        counts = system.counts(db)
        db.backup(copy)
        found = _check(copy, shown, thorough=thorough)
        if found.counts != counts or found.version != connection.version(db):
            raise Damaged("The copy of {path} is not like it: no copy was made.", path=shown, hint="Run `crm doctor`.")
        copy.execute(f"PRAGMA journal_mode = {journal}")
    return found


def _check(db: sqlite3.Connection, path: Path, *, thorough: bool) -> Checked:
    found = [row[0] for row in db.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(3)")]
    strays = db.execute("PRAGMA foreign_key_check").fetchall() if thorough else []
    if found != ["ok"] or strays:
        raise Damaged(
            "{path} is not whole: {why}.",
            path=path,
            why="; ".join(found) if found != ["ok"] else f"{len(strays)} references to nothing",
            hint="`crm doctor` tells more, `crm backup list` what can be restored.",
        )
    size = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    return Checked(str(path), connection.version(db), int(size), system.counts(db))


def _settle(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, on disk."""
    _sync(unfinished)
    unfinished.rename(target)
    connection.sync_folder(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        number, free = number + 1, path.with_name(f"{path.name}-{number}")
    return free


def _is_good(path: Path) -> bool:
    try:
        check(path, thorough=False)
    except (Damaged, NotFound, Unwritable, Busy, sqlite3.Error):
        return False
    return True


def _week(instant: str) -> str:
    year, week, _ = date.fromisoformat(instant[:10]).isocalendar()
    return f"{year}-{week}"


def _unwritable(path: Path, error: OSError) -> Unwritable:
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return Unwritable("There is no folder {folder}.", folder=path.parent, hint="Make it first, or choose another.")
    return Unwritable(
        "{path} cannot be written: {why}.",
        path=path,
        why=error.strerror or error,
        hint="Is the disk full, or the folder not yours? Nothing was changed.",
    )

"""Opening a book: the pragmas, the checks before the first statement, and making a new one."""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crmcli.core.errors import Busy, CrmError, Damaged, NotFound, Refused, Unwritable
from crmcli.store.fields import functions

APPLICATION_ID = 0x43524D63  # "CRMc"
SCHEMA_VERSION = 2
"""The newest schema; a book of an older one is migrated, of a newer one refused."""
SCHEMA_FILE = Path(__file__).parent / "tables" / "schema.sql"
BUSY_MILLISECONDS = 30_000
LITTLE = 131_072
"""Bytes of free space with which a failure to write is one of space."""
_SYSTEM_FAILURES = (
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
)  # fmt: skip
_TAMPERED = (
    "no such table", "no such column", "has no column named", "unsafe use of", "not authorized", "cannot modify",
)  # fmt: skip
"""What SQLite says of statements that fit the declared tables, but not those of the file."""
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_size_limit = 8388608",
)


def reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; NotFound where there is no file."""
    _check_file(path)
    db = _connect(path, reading=True)
    db.execute("PRAGMA query_only = ON")
    return db


def writer(path: Path) -> sqlite3.Connection:
    """A connection for one writer, who holds the lock of `store.lock`."""
    _check_file(path)
    if not os.access(path, os.W_OK):
        raise Unwritable("{path} is read-only.", path=path, hint="Nothing was changed. chmod u+w makes it writable.")
    db = _connect(path)
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "delete":  # a restore was killed half-way
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = WAL")
    return db


def empty() -> sqlite3.Connection:
    """A book without a file, for reading where none exists yet."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA_FILE.read_text(encoding="utf-8"))
    db.execute("PRAGMA query_only = ON")
    functions.register(db)
    return db


def create(path: Path) -> None:
    """Make a new book, whole or not at all; the caller holds the writer's lock."""
    private_folder(path.parent)
    unfinished = path.with_name(path.name + ".new")
    forget(unfinished)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        give_to_owner(unfinished)
        with_schema(unfinished)
        unfinished.rename(path)
        sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        forget(unfinished)
        if is_full(error, path.parent):
            raise _full(path) from error
        raise Unwritable(
            "{path} cannot be made: {why}.", path=path, why=error, hint="Is the disk full, or the folder not yours?"
        ) from error


def with_schema(path: Path) -> None:
    """Give an empty file the newest schema."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        script = SCHEMA_FILE.read_text(encoding="utf-8")
        db.executescript(
            f"BEGIN; {script} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
        db.execute("PRAGMA journal_mode = WAL")  # last: until here the file is whole without a log beside it
    finally:
        db.close()


def forget(path: Path) -> None:
    """Remove a file that was not finished, and what SQLite keeps beside it."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def give_to_owner(path: Path) -> None:
    """Let what root makes belong to whom the folder belongs, or `sudo crm` would lock the user out."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        with suppress(OSError):  # a file system without owners
            os.chown(path, owner.st_uid, owner.st_gid)


def sync_folder(folder: Path) -> None:
    """Wait until a rename in this folder is on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def version(db: sqlite3.Connection) -> int:
    """The schema of an open book."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found


@contextmanager
def one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Let everything that is read see the book of one moment, whoever writes meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


@contextmanager
def alone(book: Path, seconds: float) -> Iterator[sqlite3.Connection | None]:
    """A book with nobody else in it, its log written back; None when it is too damaged to be opened, Busy when in use.

    Whoever opens the file meanwhile waits for our lock, and then reads a file that has no log.
    """
    db = sqlite3.connect(book, isolation_level=None, timeout=seconds)
    try:
        try:
            mode = db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.executescript("BEGIN EXCLUSIVE; COMMIT")  # the lock stays, and the book can be copied
        except sqlite3.DatabaseError as error:
            if isinstance(explained(error, book), Busy):
                raise _in_use(book) from error
            db.close()
            yield None
            return
        if mode != "delete":
            raise _in_use(book)
        try:
            yield db
        except BaseException:
            db.execute("PRAGMA locking_mode = NORMAL")
            db.execute("PRAGMA journal_mode = WAL")
            raise
    finally:
        db.close()


def explained(error: BaseException, path: Path) -> CrmError | None:
    """A failure of SQLite in words and with the way out; None where it is a mistake of the program's."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = code & 0xFF if isinstance(code, int) else 0
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(
            "Another program is using {path}; nothing was changed.",
            path=path,
            hint="Close it, or try again when it has finished.",
        )
    if is_full(error, path.parent):
        return _full(path)
    if kind in _SYSTEM_FAILURES:
        return Unwritable(
            "{path} cannot be read or written: {why}. Nothing was changed.",
            path=path,
            why=error,
            hint="Check the disk, the folder and the file's mode.",
        )
    if kind == sqlite3.SQLITE_CONSTRAINT:
        return Refused(
            "The change breaks a rule of the book: {why}. Nothing was saved.", why=error, hint="Run `crm doctor`."
        )
    if kind == sqlite3.SQLITE_ERROR and any(sign in str(error) for sign in _TAMPERED):
        return Damaged(
            "The tables of {path} are not as crmcli made them: {why}. Nothing was changed.",
            path=path,
            why=error,
            hint="`crm doctor` tells more, `crm backup list` what can be restored.",
        )
    if "integer overflow" in str(error):
        return Refused(
            "These amounts come to more than can be added up.",
            hint="`crm sale list --sort -amount` shows the largest: `crm sale edit` puts a slip right.",
        )
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(
            "{path} is damaged or not a database: {why}. Nothing was changed.",
            path=path,
            why=error,
            hint="`crm doctor` tells more, `crm backup list` what can be restored.",
        )
    return None


def is_full(error: BaseException, folder: Path) -> bool:
    """Whether there is no room left; SQLite says so of the file, but not of what it keeps beside it."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = getattr(error, "sqlite_errorcode", None)
    kind = code & 0xFF if isinstance(code, int) else 0
    return kind == sqlite3.SQLITE_FULL or (
        kind == sqlite3.SQLITE_IOERR and os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize < LITTLE
    )


def _full(path: Path) -> Unwritable:
    return Unwritable(
        "The disk is full: nothing was saved.", path=path, hint="Free some space and run the command again."
    )


def _connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    try:
        try:
            db = _prepared(_immutable(path) if reading and _is_at_rest(path) else str(path), path)
        except sqlite3.OperationalError as error:
            cannot_write = is_full(error, path.parent) or not os.access(path.parent, os.W_OK)
            if not (reading and cannot_write):
                raise
            db = _without_shared_memory(path)
    except sqlite3.DatabaseError as error:
        if told := explained(error, path):
            raise told from error
        raise
    functions.register(db)
    return db


def _without_shared_memory(path: Path) -> sqlite3.Connection:
    """A book for reading where no file can be made beside it: as it stands, or with its log when there is one."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return _prepared(str(path), path, "PRAGMA locking_mode = EXCLUSIVE")
    return _prepared(_immutable(path), path)


def _is_at_rest(path: Path) -> bool:
    """Whether nobody can be writing; opened plainly, SQLite would leave read-only files in the next writer's way."""
    return not os.access(path, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _immutable(path: Path) -> str:
    return f"{path.absolute().as_uri()}?immutable=1"


def _prepared(name: str, path: Path, *first: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, isolation_level=None, cached_statements=256, uri=name.startswith("file:"))
    try:
        for pragma in first:
            db.execute(pragma)
        for pragma in _PRAGMAS:
            db.execute(pragma)
        refuse_strangers(db, path)
    except BaseException:
        db.close()
        raise
    return db


def refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    """Refuse the file of another program, and that of a newer crmcli."""
    owner, found = db.execute("PRAGMA application_id").fetchone()[0], version(db)
    if owner == 0:
        raise Damaged(
            "{path} is not a crmcli book.", path=path, hint="The file was not touched; --db takes the file of a book."
        )
    if owner != APPLICATION_ID:
        raise Damaged(
            "{path} belongs to another program (application id {owner}).",
            path=path,
            owner=owner,
            hint="It was not touched; --db takes the file of a book.",
        )
    if found > SCHEMA_VERSION:
        raise Damaged(
            "{path} was written by a newer crmcli: its schema is {found}, this program knows {known}.",
            path=path,
            found=found,
            known=SCHEMA_VERSION,
            hint="Upgrade crmcli. The file was not touched.",
        )


def _in_use(book: Path) -> Busy:
    return Busy("Another program has {path} open: nothing was changed.", path=book, hint="Close it and try again.")


def _check_file(path: Path) -> None:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise NotFound(
            "There is no book at {path}.", path=path, hint="Check the name, or make one: crm --db FILE init."
        ) from error
    except OSError as error:
        raise Unwritable(
            "{path} cannot be opened: {why}.",
            path=path,
            why=error.strerror,
            hint="Look at its rights, and at its folder's.",
        ) from error
    if not path.is_file():
        raise Damaged("{path} is not a file.", path=path, hint="--db takes the file of a book.")
    if found.st_nlink > 1:
        raise Damaged(
            "{path} has {links} hard links, which break SQLite's locks.",
            path=path,
            links=found.st_nlink,
            hint="Keep one of them; a symbolic link is fine.",
        )
    if not os.access(path, os.R_OK):
        raise Unwritable("{path} cannot be read: it is not yours.", path=path, hint="Check its owner and its mode.")
    _refuse_open_folder(path.parent)


def _refuse_open_folder(folder: Path) -> None:
    """Refuse a folder in which anybody could put another file in place of the book; /tmp is none."""
    rights = folder.stat().st_mode
    if rights & stat.S_IWOTH and not rights & stat.S_ISVTX:
        raise Unwritable(
            "Everybody may write in {folder}, so the book there could be replaced by another.",
            folder=folder,
            hint="chmod o-w {folder} closes it; --db takes a file elsewhere.",
        )


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter."""
    try:
        for missing in reversed([above for above in (folder, *folder.parents) if not above.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)  # with `parents` those above would get the umask's mode
            give_to_owner(missing)
    except OSError as error:
        raise Unwritable(
            "{path} cannot be made: {why}.", path=folder, why=error.strerror, hint="--db takes a file elsewhere."
        ) from error
    _refuse_open_folder(folder)

"""Opening a book: the pragmas, the checks before the first statement, and making a new one."""

import os
import sqlite3
from pathlib import Path

from crmcli.core.errors import Damaged, NotFound, Unwritable
from crmcli.store import functions

APPLICATION_ID = 0x43524D63  # "CRMc"
SCHEMA_VERSION = 1
"""The newest schema; a book of an older one is migrated, of a newer one refused."""
SCHEMA_FILE = Path(__file__).parent / "tables" / "schema.sql"
BUSY_MILLISECONDS = 30_000
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
    db = _connect(path)
    db.execute("PRAGMA query_only = ON")
    return db


def writer(path: Path) -> sqlite3.Connection:
    """A connection for one writer, who holds the lock of `store.lock`."""
    _check_file(path)
    if not os.access(path, os.W_OK):
        raise Unwritable("{path} is read-only.", path=path, hint="Nothing was changed. chmod u+w makes it writable.")
    return _connect(path)


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
    unfinished.unlink(missing_ok=True)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with_schema(unfinished)
        unfinished.rename(path)
        sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise Unwritable(
            "{path} cannot be made: {why}.", path=path, why=error, hint="Is the disk full, or the folder not yours?"
        ) from error


def with_schema(path: Path) -> None:
    """Give an empty file the newest schema."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        script = SCHEMA_FILE.read_text(encoding="utf-8")
        db.executescript(
            f"BEGIN; {script} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    finally:
        db.close()


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


def _connect(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        try:
            _prepare(db, path)
        except sqlite3.OperationalError:
            db.close()
            if os.access(path.parent, os.W_OK) or path.with_name(path.name + "-wal").exists():
                raise
            db = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
            _prepare(db, path)
    except sqlite3.DatabaseError as error:
        raise Damaged(
            "{path} is damaged or not a database: {why}.",
            path=path,
            why=error,
            hint="`crm doctor` tells more, `crm backup list` what can be restored. The file was not touched.",
        ) from error
    functions.register(db)
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    for pragma in _PRAGMAS:
        db.execute(pragma)
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    if owner != APPLICATION_ID:
        db.close()
        raise Damaged(
            "{path} is not a crmcli book (application id {owner}).",
            path=path,
            owner=owner,
            hint="It belongs to another program and was not touched; --db takes another file.",
        )
    found = version(db)
    if found > SCHEMA_VERSION:
        db.close()
        raise Damaged(
            "{path} was written by a newer crmcli: its schema is {found}, this program knows {known}.",
            path=path,
            found=found,
            known=SCHEMA_VERSION,
            hint="Upgrade crmcli. The file was not touched.",
        )


def _check_file(path: Path) -> None:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise NotFound(
            "There is no book at {path}.", path=path, hint="Check the name, or make one: crm --db FILE init."
        ) from error
    except OSError as error:
        raise Unwritable("{path} cannot be opened: {why}.", path=path, why=error.strerror) from error
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


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            "{path} cannot be made: {why}.", path=folder, why=error.strerror, hint="--db takes a file elsewhere."
        ) from error

"""Whether all is well with the program, the book, its files and the settings; and mending what can be mended."""

import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crmcli import __version__
from crmcli.core.errors import CrmError
from crmcli.core.records.system import Finding
from crmcli.core.values.text import nearest
from crmcli.services.workspace import Workspace
from crmcli.settings import paths
from crmcli.settings.keys import KEYS, NAMES
from crmcli.store import connection, derived, health
from crmcli.store.reads import system

_MOUNTS = Path("/proc/self/mountinfo")


def examine(crm: Workspace) -> list[Finding]:
    """Everything that doctor looks at, in the order in which it is told."""
    return [*_program(), *_place(crm), *_book(crm), *_settings(crm)]


def mend(crm: Workspace) -> list[Finding]:
    """Mend permissions, derived columns and search indexes; what is found afterwards, and what was mended."""
    mended = []
    for path, mode, wanted in health.open_to_others(crm.path, _own_folder(crm)):
        path.chmod(wanted)
        mended.append(
            _mended("permissions", "{path} was {mode} and is {wanted} now.", path=path, **_modes(mode, wanted))
        )
    if crm.path.exists() and any(finding.check in ("search", "derived") for finding in _bad(_book(crm))):
        with crm.writing("doctor", kind="system") as unit:
            derived.rebuild(unit.db, crm.local)
        mended.append(_mended("search", "Search indexes and derived columns were made anew."))
    return [*examine(crm), *mended]


def _program() -> Iterator[Finding]:
    found = {"crmcli": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    yield Finding("program", "ok", "crmcli {crmcli}, Python {python}, SQLite {sqlite}.", dict(found))
    if health.has_wal_bug(sqlite3.sqlite_version_info):
        yield Finding(
            "sqlite",
            "warn",
            "SQLite {sqlite} has a known bug in its write-ahead log, which crmcli avoids by its lock.",
            dict(found),
            "Write the book with no other program than crmcli.",
        )


def _place(crm: Workspace) -> Iterator[Finding]:
    """Where the book lies, before it is opened."""
    book = crm.path
    values: dict[str, object] = {"path": book}
    if lost := health.lone_log(book):
        yield Finding("log", "bad", "{log} has changes of a book that is elsewhere.", {"log": lost}, _LOG_HINT)
    if (links := health.hard_links(book)) > 1:
        hint = "Keep one of them; a symbolic link is fine."
        yield Finding(
            "links",
            "bad",
            "{path} has {links} hard links, which break SQLite's locks.",
            {**values, "links": links},
            hint,
        )
    if folder := health.synced_folder(book):
        hint = "Keep it elsewhere and synchronise copies: crm backup create FILE."
        yield Finding(
            "folder", "warn", "{folder} is synchronised, which can tear a book apart.", {"folder": folder}, hint
        )
    mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""
    if kind := health.network_kind(book, mounts):
        hint = "Keep it on a disk of this machine; locks do not hold over a network."
        yield Finding("folder", "bad", "{path} is on a network file system ({kind}).", {**values, "kind": kind}, hint)
    open_files = health.open_to_others(book, _own_folder(crm))
    for path, mode, wanted in open_files:
        hint = "`crm doctor --fix` closes it."
        yield Finding(
            "permissions", "bad", "{path} is {mode}: others may open it.", {"path": path, **_modes(mode, wanted)}, hint
        )
    if not open_files and book.exists():
        yield Finding("permissions", "ok", "Only you can open the book.", {})


def _book(crm: Workspace) -> Iterator[Finding]:
    values: dict[str, object] = {"path": crm.path}
    if not crm.path.exists():
        yield Finding("book", "ok", "There is no book at {path} yet.", values, "The first change makes one.")
        return
    try:
        with closing(connection.reader(crm.path)) as db:
            yield from _open_book(crm, db)
    except CrmError as error:
        yield Finding("book", "bad", error.message, error.values, error.hint)
    except sqlite3.DatabaseError as error:
        told = connection.explained(error, crm.path)
        if told is None:
            raise
        yield Finding("book", "bad", told.message, told.values, told.hint)


def _open_book(crm: Workspace, db: sqlite3.Connection) -> Iterator[Finding]:
    version = connection.version(db)
    counts: dict[str, object] = dict(system.counts(db))
    yield Finding(
        "book",
        "ok",
        "{path}: schema {version}, contacts: {contact}, talks: {interaction}, tasks: {task}, changes: {change_set}.",
        {"path": crm.path, "version": version, **counts},
    )
    if version < connection.SCHEMA_VERSION:
        yield Finding("schema", "warn", "The schema is older than this program's.", {}, "The next command upgrades it.")
        return
    broken = health.integrity(db)
    yield _verdict("integrity", broken, "Every page is whole.", "Damaged: {found}.", _RESTORE_HINT)
    strays = health.strays(db)
    yield _verdict(
        "references", strays, "Every reference leads somewhere.", "References to nothing: {found}.", _RESTORE_HINT
    )
    if broken:
        return
    differ = health.tables_that_differ(db)
    yield _verdict(
        "schema", differ, "The tables are as declared.", "Not as this program declares them: {found}.", _SCHEMA_HINT
    )
    nouns = ("contact", *derived.BODIES)
    broken = [f"{noun}: {problem}" for noun in nouns if (problem := health.broken_index(db, noun))]
    off = broken or _counted({noun: health.unindexed(db, noun) for noun in nouns})
    yield _verdict("search", off, "The search indexes are in step.", "Search is out of step: {found}.", _FIX_HINT)
    columns = health.derived_off(db, crm.local)
    if derived.follows(db, crm.local):
        yield _verdict("derived", _counted(columns), "Derived columns are in step.", "Out of step: {found}.", _FIX_HINT)
        return
    columns = {name: count for name, count in columns.items() if name not in derived.BY_THE_CLOCK}
    well = "Derived columns are in step; the next change reckons their times in this time zone."
    yield _verdict("derived", _counted(columns), well, "Out of step: {found}.", _FIX_HINT)


def _settings(crm: Workspace) -> Iterator[Finding]:
    for name in crm.settings.unknown:
        near = nearest(name, NAMES) or "db"
        hint = "Did you mean {near}? `crm config edit` opens the file."
        yield Finding(
            "settings",
            "warn",
            "{file} has a key that means nothing: {name}.",
            {**_file(crm), "name": name, "near": near},
            hint,
        )
    in_force = crm.settings._asdict()
    for key in KEYS:
        values = {"name": key.name, "value": _shown(in_force[key.name]), "origin": crm.settings.origins[key.name]}
        yield Finding("setting", "ok", "{name} = {value} ({origin})", values)


def _verdict(check: str, found: list[str], well: str, bad: str, hint: str) -> Finding:
    if not found:
        return Finding(check, "ok", well, {})
    return Finding(check, "bad", bad, {"found": "; ".join(found[: health.MOST])}, hint)


def _counted(off: dict[str, int]) -> list[str]:
    return [f"{name} {count}" for name, count in off.items() if count]


def _bad(findings: Iterator[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.state == "bad"]


def _mended(check: str, message: str, **values: object) -> Finding:
    return Finding(check, "mended", message, values)


def _modes(mode: int, wanted: int) -> dict[str, object]:
    return {"mode": f"{mode:04o}", "wanted": f"{wanted:04o}"}


def _own_folder(crm: Workspace) -> Path | None:
    """The folder of the usual book, which is the program's own."""
    usual = paths.book(crm.environ).parent
    return usual if usual.is_dir() else None


def _file(crm: Workspace) -> dict[str, object]:
    return {"file": paths.config_file(crm.environ)}


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) or '""'


_FIX_HINT = "`crm doctor --fix` makes them anew."
_RESTORE_HINT = "`crm backup list` shows what can be restored. Copy the file before you try anything else."
_SCHEMA_HINT = "Another program changed the tables. `crm backup list` shows what can be restored."
_LOG_HINT = "Put the book that belongs to it beside it again, or move it away."

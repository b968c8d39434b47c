"""What a face holds: settings, the open book and the clock."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo
from functools import cached_property
from os import W_OK, access
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from crmcli import __version__
from crmcli.core.errors import BadSettings, CrmError, NotFound, Refused
from crmcli.core.values.moments import instant
from crmcli.settings.keys import Value
from crmcli.settings.settings import Settings, load
from crmcli.store import connection

if TYPE_CHECKING:
    from random import Random

    from crmcli.store.unit import Author, Unit
    from crmcli.store.writing import Kept


class Workspace:
    """One user's view of one book. Reading never creates; the first write does."""

    def __init__(self, environ: Mapping[str, str], flags: Mapping[str, Value] | None = None) -> None:
        self.environ = environ
        self.settings: Settings = load(environ, flags or {})
        self.waiting: Callable[[str], None] = lambda _holder: None
        """Told who holds the writer's lock when the program has to wait."""
        self.upgraded: Callable[[Path], None] = lambda _copy: None
        """Told where the copy from before is when the book was brought to a newer schema."""
        self._db: sqlite3.Connection | None = None
        self._is_on_file = False
        self._unit: Unit | None = None
        self._kept: Kept | None = None

    @cached_property
    def zone(self) -> tzinfo | None:
        """The settled zone, or None for the system's."""
        return zone_named(self.settings.zone)

    @property
    def now(self) -> datetime:
        """The local moment, with its offset; CRM_NOW stops the clock."""
        if frozen := self.environ.get("CRM_NOW"):
            return self._frozen(frozen)
        return datetime.now(self.zone).astimezone(self.zone)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @property
    def db(self) -> sqlite3.Connection:
        """The book for reading; inside a write, the book as this write sees it."""
        if self._unit is not None:
            return self._unit.db
        if self._db is None:
            self._db = self._open()
        return self._db

    @property
    def path(self) -> Path:
        """Where the book is, symbolic links followed, so that its lock and its journal lie beside the file itself."""
        return Path(realpath(self.settings.db))

    def local(self, stored: str) -> datetime:
        """A stored day (its midnight) or instant as a local moment."""
        if len(stored) <= 10:
            return datetime.combine(date.fromisoformat(stored), time()).replace(tzinfo=self.zone).astimezone(self.zone)
        return datetime.fromisoformat(stored).astimezone(self.zone)

    def typed_day(self, text: str, *, forward: bool = False, may_be_far: bool = False) -> date:
        """The day that somebody typed, seen from now: back where the words leave that open, or ahead."""
        from crmcli.core.values import dates  # noqa: PLC0415 - door: 2 ms, only where a day is typed

        found = dates.parse(text, now=self.now, order=self.settings.date_order, forward=forward).day
        if not may_be_far:
            dates.check_near(found)
        return found

    def midnight(self, day: date) -> str:
        """The UTC instant at which a local day begins."""
        return instant(self.local(day.isoformat()))

    def refuse_readonly(self, command: str) -> None:
        """Refuse to change anything in a session that only reads."""
        if self.settings.readonly:
            raise Refused(
                "This is a read-only session: {command} was not run.",
                command=command,
                hint="Leave --readonly (or CRM_READONLY) away to make changes.",
            )

    @contextmanager
    def writing(self, command: str, *, kind: str = "ordinary") -> "Iterator[Unit]":
        """One unit of work: everything inside is saved together, or nothing is."""
        if self._unit is not None:
            if kind != self._unit.kind:
                raise Refused(
                    "{command} cannot be a part of a larger change.", command=command, hint="Run it by itself."
                )
            yield self._unit
            return
        self.refuse_readonly(command)
        if self.settings.db_named and not self.settings.db.exists() and not self.may_create:
            raise self._missing()
        from crmcli.store import writing  # noqa: PLC0415 - door: 2 ms, only when something is written

        with writing.write(
            self.path,
            self.author(),
            command,
            kind=kind,
            patience=self.settings.lock_timeout,
            waiting=self.waiting,
            upgraded=self.upgraded,
            kept=self._kept,
        ) as opened:
            self._unit = opened
            try:
                yield opened
                opened.settle()
            finally:
                self._unit = None
        self.saved = opened.change_set
        if self._db is not None and not self._is_on_file:
            self.close()  # an empty book was read where there is one now

    @contextmanager
    def many_writes(self) -> "Iterator[None]":
        """Let the writes inside share one connection, which is what most of a small one costs."""
        self._kept = {}
        try:
            yield
        finally:
            for db, _file in self._kept.values():
                db.close()
            self._kept = None

    @contextmanager
    def rehearsing(self, command: str) -> "Iterator[Unit]":
        """A unit of work of which nothing stays: what a dry run tells from."""
        from crmcli.store.changes import rehearsal  # noqa: PLC0415 - door: as in `writing`

        before, book = self._unit, self.settings.db
        if before is not None:
            opened = rehearsal.within(before, command)
        elif self.settings.readonly or not access(book, W_OK):
            opened = rehearsal.aside(self.db, self.author(), command)
        else:
            opened = self._taken_back(command)
        with opened as unit:
            self._unit = unit
            try:
                yield unit
            finally:
                self._unit = before

    @contextmanager
    def _taken_back(self, command: str) -> "Iterator[Unit]":
        try:
            with self.writing(command) as unit:
                yield unit
                raise _RehearsedError
        except _RehearsedError:
            return

    saved: int | None = None
    """The newest change set that is on disk."""
    may_create = False
    """Whether a named book that is missing may be made: `init`, `demo` and `restore` may."""

    def beside(self, book: Path) -> "Workspace":
        """The same user's view of another book, which may still have to be made."""
        other = Workspace(self.environ)
        other.settings, other.zone = self.settings._replace(db=book, db_named=True), self.zone
        other.waiting, other.upgraded, other.may_create = self.waiting, self.upgraded, True
        return other

    def author(self) -> "Author":
        """Who writes, as the journal names them."""
        from crmcli.store.unit import Author  # noqa: PLC0415 - door: as in `writing`

        return Author(self.settings.actor, __version__, self.now, self.new_uid, self.local)

    def new_uid(self) -> str:
        """A new name for a record, unlike any other anywhere."""
        return str(uuid4())

    def explained(self, error: BaseException) -> CrmError | None:
        """A failure of the book's file in words; None where it is a mistake of the program's."""
        return connection.explained(error, self.settings.db)

    def stop(self) -> None:
        """End what is being read at this moment, from another thread: nobody waits for it any more."""
        if self._db is not None:
            self._db.interrupt()

    def resume(self) -> None:
        """Read again after `stop`: while a cursor of before still lives, SQLite ends whatever begins, too.

        So it does with the end of a moment that was looked at, in which nothing newer would ever be seen.
        """
        if self._db is not None and (self._db.in_transaction or not connection.answers(self._db)):
            self.close()

    def close(self) -> None:
        """Let go of the book."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        path = self.settings.db
        _ = self.zone  # a zone that is none is refused before anything is told in it
        self._is_on_file = path.exists() or (self.settings.db_named and not self.may_create)
        if not self._is_on_file:
            return connection.empty()
        db = connection.reader(self.path)
        if connection.version(db) < connection.SCHEMA_VERSION:
            db.close()
            with self.writing("upgrade", kind="system"):
                pass
            db = connection.reader(self.path)
        return db

    def _missing(self) -> NotFound:
        return NotFound(
            "There is no book at {path}.",
            path=self.settings.db,
            hint="Check the name, or make one: crm --db {path} init.",
        )

    def _frozen(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadSettings(
                "CRM_NOW is not a moment: {value}.", value=text, hint="As in 2026-11-22T09:30."
            ) from error
        return (
            moment.replace(tzinfo=self.zone).astimezone(self.zone)
            if moment.tzinfo is None
            else moment.astimezone(self.zone)
        )


class _RehearsedError(Exception):
    """Ends a write of which nothing is to stay."""


def seeded(seed: int) -> "Random":
    """A generator that says the same for the same seed."""
    from random import Random  # noqa: PLC0415 - door: 3 ms, only for the sample business

    return Random(seed)  # noqa: S311 - it tells stories and guards nothing


def zone_named(name: str) -> tzinfo | None:
    """A zone by its IANA name, None for the system's; BadSettings when there is none."""
    if not name:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - door: 1.6 ms, only when a zone is settled

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadSettings("There is no time zone {name}.", name=name, hint="As in Europe/Madrid.") from error

"""Bringing a calendar in: events and to-dos become tasks, known again by their UID, in one change."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, Refused
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity import recurrence, recurrence_rules
from crmcli.core.rules.activity import tasks as rules
from crmcli.core.values.addresses import email_normal
from crmcli.core.values.moments import instant
from crmcli.core.values.text import fold, one_line
from crmcli.formats.drafts import Remark, from_error
from crmcli.formats.ics import entries, tasks
from crmcli.formats.ics.tasks import Draft
from crmcli.services import backups, files
from crmcli.services.activity import zones
from crmcli.services.importing import sources
from crmcli.services.importing.applying import Outcome
from crmcli.services.importing.reading import Progress
from crmcli.services.importing.rejects import Kept, Reject, kept
from crmcli.services.importing.sources import MEGABYTE, Source
from crmcli.services.importing.spool import Spool
from crmcli.services.workspace import Workspace
from crmcli.store.reads import identities
from crmcli.store.reads import tasks as reads
from crmcli.store.reads.sales import deliveries
from crmcli.store.unit import Unit
from crmcli.view.wording.remarks import with_way_out
from crmcli.view.words import _

MOST_TOLD = 1000
TOLD_EVERY = 200
_DAYS = frozenset(("birthday", "invoice", "discount", "promotion", "deal"))
"""What our own files hold beside tasks: it is in the book as what it is."""
_DAY = len("2026-11-24")


class Options(NamedTuple):
    """How the file is read."""

    encoding: str = ""
    max_size: int = 256 * MEGABYTE


class Said(NamedTuple):
    """Something to say about a line."""

    line: int
    remark: Remark


class Report(NamedTuple):
    """What an import of a calendar did, or would do."""

    file: str
    is_dry: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    left_out: int = 0
    """Birthdays and days of money of a file of ours."""
    warnings: tuple[Said, ...] = ()
    warned: int = 0
    rejects: tuple[Said, ...] = ()
    rejects_file: Path | None = None
    failure: Remark | None = None
    change_set: int | None = None

    @property
    def entries(self) -> int:
        """How many there were."""
        return self.created + self.updated + self.unchanged + self.rejected + self.left_out


def bring_in(
    crm: Workspace,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    rejects_file: Path | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Report:
    """Bring the events and to-dos of a calendar in; - is standard input. What cannot be taken goes to a file."""
    if rejects_file is not None:
        files.check(rejects_file)
    with ExitStack() as held:
        tale = _Tale(crm, held, file, standard_input, options, progress)
        change_set = None
        if tale.drafts.count:
            backups.before(crm, "import", tale.drafts.count)
            with crm.writing(f"import agenda {one_line(tale.source.name)}") as unit:
                tale.apply(unit)
                change_set = unit.change_set
        put = Kept()
        if tale.rejects.count:
            put = kept(crm, rejects_file, tale.source.name, "ics", _again(tale.source, options.encoding, tale.rejects))
        return tale.report(is_dry=False)._replace(rejects_file=put.path, failure=put.failure, change_set=change_set)


@contextmanager
def rehearsed(
    crm: Workspace,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Iterator[tuple[Report, Iterable[Outcome]]]:
    """What `bring_in` would do, and what would become of each entry; nothing is changed."""
    with ExitStack() as held:
        tale = _Tale(crm, held, file, standard_input, options, progress)
        outcomes: Spool[Outcome] = Spool(held.enter_context(sources.private()))
        if tale.drafts.count:
            with crm.rehearsing("import agenda --dry-run") as unit:
                tale.apply(unit, outcomes)
        yield tale.report(is_dry=True), outcomes


class _Tale:
    """One import, and what there is to tell of it."""

    def __init__(
        self,
        crm: Workspace,
        held: ExitStack,
        file: str,
        standard_input: BinaryIO | None,
        options: Options,
        progress: Progress,
    ) -> None:
        self._crm = crm
        self._progress = progress
        if Path(file).is_dir():
            raise Refused("{path} is a folder.", path=file, hint="Name a file in it.")
        self.source = held.enter_context(sources.opened(file, standard_input, most=options.max_size))
        start = self.source.stream.read(4096)
        if not entries.is_calendar(start):
            raise Refused(
                "{file} is no calendar file.", file=self.source.name, hint="It begins with BEGIN:VCALENDAR, as .ics do."
            )
        self._is_ours = b"PRODID:-//crmcli//" in start
        self.drafts: Spool[Draft] = Spool(held.enter_context(sources.private()))
        self.rejects: Spool[Reject] = Spool(held.enter_context(sources.private()))
        self._counts = dict.fromkeys(("create", "update", "unchanged", "reject", "leave"), 0)
        self._warnings: list[Said] = []
        self._warned = 0
        self._told: list[Said] = []
        self._here = zones.name(crm)
        for entry in entries.entries(self.source.stream, options.encoding):
            self.drafts.add(tasks.draft(entry, zone=self._zone, here=self._here))
            if self.drafts.count % TOLD_EVERY == 0:
                progress("read", self.drafts.count, 0)

    def apply(self, unit: Unit, outcomes: Spool[Outcome] | None = None) -> None:
        """Put every entry into the book."""
        for done, draft in enumerate(self.drafts, 1):
            outcome = self._bring(unit, draft)
            self._counts[outcome.action] += 1
            if outcome.reason is not None:
                self.rejects.add(Reject(draft.line, outcome.reason))
                if len(self._told) < MOST_TOLD:
                    self._told.append(Said(draft.line, outcome.reason))
            elif outcome.action in ("create", "update"):
                self._warned += len(draft.warnings)
                self._warnings += [Said(draft.line, one) for one in draft.warnings[: MOST_TOLD - len(self._warnings)]]
            if outcomes is not None:
                outcomes.add(outcome)
            if done % TOLD_EVERY == 0:
                self._progress("apply", done, self.drafts.count)

    def report(self, *, is_dry: bool) -> Report:
        """All of it."""
        created, updated, unchanged, rejected, left_out = self._counts.values()
        return Report(
            self.source.name, is_dry, created, updated, unchanged, rejected, left_out,
            tuple(self._warnings), self._warned, tuple(self._told),
        )  # fmt: skip

    def _zone(self, name: str) -> tzinfo:
        return zones.get(name) if name else zones.here(self._crm)

    def _bring(self, unit: Unit, draft: Draft) -> Outcome:
        if draft.error is not None:
            return Outcome(draft.line, "reject", name=draft.task.title, reason=draft.error)
        if self._is_ours and (_DAYS & set(draft.categories) or deliveries.by_uid(unit.db, draft.task.uid)):
            return Outcome(draft.line, "leave", name=draft.task.title)
        try:
            task = draft.task if draft.task.uid else draft.task._replace(uid=_fingerprint(draft))
            number = reads.by_exact_uid(unit.db, task.uid)
            before = reads.one(unit.db, number) if number else None
            if before is None:
                task = self._linked(unit, self._titled(task)) if self._is_ours else self._titled(task)
                after = self._begun(task)._replace(contact_id=task.contact_id or self._who(unit, draft))
                after = rules.settled(after)
                return Outcome(draft.line, "create", unit.save(after), after.title)
            after = self._changed(before, draft, task)
            if before.trashed_at or after == before:
                return Outcome(draft.line, "unchanged", before.id, before.title)
            unit.save(after)
        except CrmError as error:
            return Outcome(draft.line, "reject", name=draft.task.title, reason=from_error(error, ""))
        changed = tuple(
            name
            for name, old, new in zip(Task._fields, before, after, strict=True)
            if old != new and name not in ("sequence", "version")
        )
        return Outcome(draft.line, "update", before.id, after.title, changed)

    def _changed(self, before: Task, draft: Draft, told: Task) -> Task:
        """A known task as the file has it, where the file's entry was changed later than the task."""
        if not draft.changed_at or draft.changed_at <= before.updated_at:
            return before
        told = self._begun(self._titled(told))
        if told.title == f"{before.title} ({before.contact})":
            told = told._replace(title=before.title)
        kind = told.kind if set(draft.categories) & {told.kind} else before.kind
        status = before.status if told.status == "open" else told.status
        return rules.settled(
            before._replace(
                kind=kind, title=told.title, note=told.note, due=told.due, end=told.end, zone=told.zone or before.zone,
                remind=told.remind, recurrence=told.recurrence, priority=told.priority, status=status,
                done_at=before.done_at or told.done_at if status == "done" else "",
            )
        )  # fmt: skip

    def _titled(self, task: Task) -> Task:
        return task if task.title else task._replace(title=_("(no title)"))

    def _linked(self, unit: Unit, task: Task) -> Task:
        """A task of a file of ours with the contact whom its title names in brackets, where they are in the book."""
        title, _bracket, name = task.title.removesuffix(")").rpartition(" (")
        found = identities.who(unit.db, "name", fold(name)) if title and task.title[-1:] == ")" else []
        return task._replace(title=title, contact_id=found[0].id) if len(found) == 1 else task

    def _begun(self, task: Task) -> Task:
        """What is over is done, and a series goes on with its next date: an old calendar brings no pile of arrears."""
        is_event = task.kind in ("meeting", "visit") or task.end
        if not is_event or task.status != "open" or not task.due:
            return task
        now = self._crm.today.isoformat() if len(task.due) == _DAY else instant(self._crm.now)
        if (task.end or task.due) >= now:
            return task
        coming = self._next(task) if task.recurrence else None
        if coming is None:
            over = task.end or task.due
            return task._replace(status="done", done_at=over if len(over) > _DAY else f"{over}T12:00:00Z")
        return coming

    def _next(self, task: Task) -> Task | None:
        """The first date of a series that is not over, with a count that goes on from there."""
        start: date = date.fromisoformat(task.due) if len(task.due) == _DAY else self._local(task.due, task.zone)
        since: date = self._crm.today if len(task.due) == _DAY else self._crm.now.astimezone(self._zone(task.zone))
        at = recurrence.next_after(task.recurrence, start, since)
        if at is None:
            return None
        parts = recurrence_rules.parse(task.recurrence)
        if "COUNT" in parts:
            passed = len(recurrence.occurrences(task.recurrence, start, start, at))
            parts["COUNT"] = str(max(int(parts["COUNT"]) - passed, 1))
        end = ""
        if task.end:
            length = (
                self._local(task.end, task.zone) - self._local(task.due, task.zone)
                if isinstance(at, datetime)
                else date.fromisoformat(task.end) - date.fromisoformat(task.due)
            )
            end = _stored(at + length)
        return task._replace(due=_stored(at), end=end, recurrence=recurrence_rules.text(parts))

    def _local(self, stored: str, zone: str) -> datetime:
        return datetime.fromisoformat(stored).astimezone(self._zone(zone))

    def _who(self, unit: Unit, draft: Draft) -> int | None:
        """Who of the book takes part, the first that is named; nobody is made."""
        for email in draft.people:
            try:
                found = identities.who(unit.db, "email", email_normal(email))
            except CrmError:
                continue
            if len(found) == 1:
                return found[0].id
        return None


def _stored(at: date) -> str:
    return instant(at) if isinstance(at, datetime) else at.isoformat()


def _fingerprint(draft: Draft) -> str:
    """The name of an entry that has none: of what it says."""
    from hashlib import sha256  # noqa: PLC0415 - door: 2 ms, only for entries without a name

    return f"ics-{sha256(repr(draft.task).encode('utf-8', 'replace')).hexdigest()[:32]}"


def _again(source: Source, encoding: str, rejects: Iterable[Reject]) -> Iterator[bytes]:
    """The rejected entries as they stand, each with the reason as a property of ours."""
    yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//rejected//EN\r\n"
    source.stream.seek(0)
    yield from entries.rejected(
        source.stream, encoding, ((one.line, one_line(with_way_out(one.reason))) for one in rejects)
    )
    yield b"END:VCALENDAR\r\n"

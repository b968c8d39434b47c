"""Bringing contacts in from a file: read and checked first, then matched and stored in one change."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from crmcli.core.values.text import one_line
from crmcli.formats.drafts import Remark
from crmcli.services import backups, files
from crmcli.services.importing import reading, rejects, sources
from crmcli.services.importing.applying import Bringing, Outcome
from crmcli.services.importing.options import Options
from crmcli.services.importing.reading import Facts, Progress, Row
from crmcli.services.importing.rejects import Reject
from crmcli.services.importing.spool import Spool
from crmcli.services.workspace import Workspace

Thing = TypeVar("Thing")
IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a file up to which its rows stay in memory between the steps."""
MOST_TOLD = 1000
"""Warnings and rejected rows that a report holds; the others are only counted."""


class Said(NamedTuple):
    """Something to say about a line."""

    line: int
    remark: Remark
    file: str = ""
    """The file of a folder that the line is in."""


class Report(NamedTuple):
    """What an import did, or would do."""

    file: str
    facts: Facts
    is_dry: bool = False
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    organisations: int = 0
    """How many organisations were made because rows named them."""
    duplicates: int = 0
    """How many rows were the same contact as an earlier row of the file; they are updates or unchanged too."""
    warnings: tuple[Said, ...] = ()
    warned: int = 0
    """How many warnings there were."""
    rejects: tuple[Said, ...] = ()
    rejects_file: Path | None = None
    failure: Remark | None = None
    """Why the file of rejected rows could not be written."""
    change_set: int | None = None
    """The change that brought them in; None where nothing changed."""


def bring_in(
    crm: Workspace,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    rejects_file: Path | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Report:
    """Bring the contacts of a file in; - is standard input.

    Rejected rows go to `rejects_file`, or to a new file among the program's own.
    """
    if rejects_file is not None:
        files.check(rejects_file)
    with ExitStack() as held:
        tale = _Tale(held, file)
        read = tale.read(crm, standard_input, options, progress)
        if read.count:
            backups.before(crm, "import", read.count)
            with crm.writing(f"import {one_line(tale.source.name)}") as unit:
                tale.apply(Bringing(crm, unit, tale.facts.fields, tale.spool(), tale.warn), read, progress)
                tale.change_set = unit.change_set
        if tale.rejects.count:
            tale.keep_rejects(crm, rejects_file)
        return tale.report(is_dry=False)


@contextmanager
def rehearsed(
    crm: Workspace,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Iterator[tuple[Report, Iterable[Outcome]]]:
    """What `bring_in` would do, and what would become of each row; nothing is changed."""
    with ExitStack() as held:
        tale = _Tale(held, file)
        read = tale.read(crm, standard_input, options, progress)
        outcomes: Spool[Outcome] = tale.spool()
        if read.count:
            with crm.rehearsing("import --dry-run") as unit:
                bringing = Bringing(crm, unit, tale.facts.fields, tale.spool(), tale.warn)
                tale.apply(bringing, read, progress, outcomes)
        yield tale.report(is_dry=True), outcomes


class _Tale:
    """What there is to tell of an import while it goes on."""

    def __init__(self, held: ExitStack, file: str) -> None:
        self._held = held
        self._file = file
        self._counts = dict.fromkeys(("create", "update", "unchanged", "reject"), 0)
        self._duplicates = self._organisations = 0
        self._warnings: list[Said] = []
        self._warned = 0
        self._told: list[Said] = []
        self._kept = rejects.Kept()
        self.change_set: int | None = None

    def read(self, crm: Workspace, standard_input: BinaryIO | None, options: Options, progress: Progress) -> Spool[Row]:
        """Open the file, find out what it is, and read all of its rows."""
        self.source = self._held.enter_context(sources.opened(self._file, standard_input, most=options.max_size))
        self.facts = reading.examined(crm, self.source, options)
        rows: Spool[Row] = self.spool()
        self.rejects: Spool[Reject] = self.spool()
        reading.read(crm, self.source, self.facts, options, rows, self.warn, progress)
        return rows

    def apply(
        self, bringing: Bringing, rows: Spool[Row], progress: Progress, outcomes: Spool[Outcome] | None = None
    ) -> None:
        """Put every row into the book and count what became of it."""
        for done, row in enumerate(rows, 1):
            outcome = bringing.bring(row)
            self._counts[outcome.action] += 1
            self._duplicates += outcome.same_as > 0
            if outcome.reason is not None:
                self.rejects.add(Reject(outcome.line, outcome.reason))
                if len(self._told) < MOST_TOLD:
                    self._told.append(self._said(outcome.line, outcome.reason))
            if outcomes is not None:
                file, line = self.source.place(outcome.line)
                outcomes.add(outcome._replace(line=line, file=file))
            if done % reading.TOLD_EVERY == 0:
                progress("apply", done, rows.count)
        bringing.finish()
        self._organisations = bringing.organisations

    def warn(self, line: int, remark: Remark) -> None:
        """Keep a warning."""
        self._warned += 1
        if len(self._warnings) < MOST_TOLD:
            self._warnings.append(self._said(line, remark))

    def _said(self, line: int, remark: Remark) -> Said:
        file, at = self.source.place(line)
        return Said(at, remark, file)

    def keep_rejects(self, crm: Workspace, place: Path | None) -> None:
        """Write the rejected rows; the import stands even if that fails."""
        lines = rejects.lines(self.source, self.facts, self.rejects)
        self._kept = rejects.kept(crm, place, self.source.name, rejects.SUFFIXES[self.facts.format], lines)

    def report(self, *, is_dry: bool) -> Report:
        """All of it."""
        created, updated, unchanged, rejected = self._counts.values()
        return Report(
            self.source.name,
            self.facts,
            is_dry,
            created + updated + unchanged + rejected,
            created,
            updated,
            unchanged,
            rejected,
            self._organisations,
            self._duplicates,
            tuple(self._warnings),
            self._warned,
            tuple(self._told),
            *self._kept,
            self.change_set,
        )

    def spool(self) -> Spool[Thing]:
        """A list of the right kind for the size of the file."""
        is_small = self.source.size <= IN_MEMORY
        return Spool(None if is_small else self._held.enter_context(sources.private()))

"""Deals, sales, invoices and payments out of a CSV file: in one change, and the same file twice changes nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from crmcli.core.errors import CrmError, Refused, Usage
from crmcli.core.rules.texts import line
from crmcli.core.values.text import nearest, one_line
from crmcli.formats import delimited, spreadsheet
from crmcli.formats.drafts import Remark, from_error
from crmcli.formats.trade import sheet as sheets
from crmcli.formats.trade.kinds import KINDS
from crmcli.formats.trade.sheet import Row, Sheet
from crmcli.services import backups, files
from crmcli.services.importing import sources
from crmcli.services.importing.applying import Outcome
from crmcli.services.importing.reading import LINE, REASON, Progress
from crmcli.services.importing.rejects import Kept, Reject, kept
from crmcli.services.importing.sources import MEGABYTE
from crmcli.services.importing.spool import Spool
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.importing.trade.parties import Parties
from crmcli.services.importing.trade.rows import Choices, Taking, changed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import external
from crmcli.store.unit import Unit
from crmcli.view.wording.remarks import with_way_out

MOST_TOLD = 1000
"""Rejected rows that a report holds; the others are only counted."""
TOLD_EVERY = 200
_MOST_CACHED = 20_000
_ORDERS = ("dmy", "mdy", "ymd")


class Options(NamedTuple):
    """How the file is read, and what is wanted of its rows."""

    sheet: sheets.Options = sheets.Options()
    choices: Choices = Choices()
    max_size: int = 256 * MEGABYTE


class Report(NamedTuple):
    """What an import did, or would do."""

    file: str
    noun: str
    sheet: Sheet
    is_dry: bool
    created: int
    updated: int
    unchanged: int
    rejected: int
    left_out: int
    """Rows of deals that were not won, among sales."""
    added: int
    """Contacts that were made."""
    organisations: int
    remarks: tuple[Remark, ...]
    rejects: tuple[Reject, ...]
    rejects_file: Path | None = None
    failure: Remark | None = None
    """Why the file of rejected rows could not be written."""
    change_set: int | None = None

    @property
    def rows(self) -> int:
        """How many there were."""
        return self.created + self.updated + self.unchanged + self.rejected + self.left_out


def bring_in(
    crm: Workspace,
    noun: str,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    rejects_file: Path | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Report:
    """Bring the rows of a file in; - is standard input. Those that cannot be taken go to a file with their reasons."""
    if rejects_file is not None:
        files.check(rejects_file)
    with ExitStack() as held:
        tale = _Tale(crm, noun, held, file, standard_input, options)
        backups.before(crm, "import", tale.sheet.rows)
        with crm.writing(f"import {noun}s {one_line(tale.source.name)}") as unit:
            tale.apply(unit, progress)
            change_set = unit.change_set
        put = Kept()
        if tale.rejects.count:
            lines = _lines(tale.source.stream, tale.sheet, tale.rejects)
            put = kept(crm, rejects_file, tale.source.name, "csv", lines)
        return tale.report(is_dry=False)._replace(rejects_file=put.path, failure=put.failure, change_set=change_set)


@contextmanager
def rehearsed(
    crm: Workspace,
    noun: str,
    file: str,
    standard_input: BinaryIO | None,
    options: Options,
    *,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Iterator[tuple[Report, Iterable[Outcome]]]:
    """What `bring_in` would do, and what would become of each row; nothing is changed."""
    with ExitStack() as held:
        tale = _Tale(crm, noun, held, file, standard_input, options)
        outcomes: Spool[Outcome] = Spool(held.enter_context(sources.private()))
        with crm.rehearsing(f"import {noun}s --dry-run") as unit:
            tale.apply(unit, progress, outcomes)
        yield tale.report(is_dry=True), outcomes


class _Tale:
    """One import, and what there is to tell of it."""

    def __init__(
        self, crm: Workspace, noun: str, held: ExitStack, file: str, standard_input: BinaryIO | None, options: Options
    ) -> None:
        self._crm = crm
        self._noun = noun
        self._options = options
        if Path(file).is_dir():
            raise Refused("{path} is a folder.", path=file, hint="Name a file in it.")
        wanted = _checked(options.sheet)._replace(passed_over=(LINE, REASON))
        if not wanted.date_order:
            wanted = wanted._replace(date_order=crm.settings.date_order)
        self.source = held.enter_context(sources.opened(file, standard_input, most=options.max_size))
        self.sheet = sheets.opened(self.source.stream, KINDS[noun], wanted)
        self.rejects: Spool[Reject] = Spool(held.enter_context(sources.private()))
        self._told: list[Reject] = []
        self._counts = dict.fromkeys(("create", "update", "unchanged", "reject", "leave"), 0)
        self._names = _Fingerprints(self.sheet.program or "csv")
        self._remarks: tuple[Remark, ...] = ()
        self._parties: Parties | None = None

    def apply(self, unit: Unit, progress: Progress, outcomes: Spool[Outcome] | None = None) -> None:
        """Put every row into the book."""
        self._parties = Parties(self._crm, unit, add_unknown=self._options.choices.add_unknown)
        taking = _taking(self._noun)(self._crm, unit, self._parties, self._options.choices)
        for done, row in enumerate(sheets.read(self.source.stream, self.sheet), 1):
            outcome = self._bring(unit, taking, row)
            self._counts[outcome.action] += 1
            if outcome.reason is not None and outcome.action == "reject":
                self.rejects.add(Reject(row.line, outcome.reason))
                if len(self._told) < MOST_TOLD:
                    self._told.append(Reject(row.line, outcome.reason))
            if outcomes is not None:
                outcomes.add(outcome)
            if done % TOLD_EVERY == 0:
                progress("apply", done, self.sheet.rows)
        self._remarks = tuple(taking.remarks.values())

    def report(self, *, is_dry: bool) -> Report:
        """All of it."""
        parties = self._parties
        created, updated, unchanged, rejected, left_out = self._counts.values()
        return Report(
            self.source.name,
            self._noun,
            self.sheet,
            is_dry,
            created,
            updated,
            unchanged,
            rejected,
            left_out,
            parties.added if parties else 0,
            parties.organisations if parties else 0,
            (*self.sheet.remarks, *self._remarks),
            tuple(self._told),
        )

    def _bring(self, unit: Unit, taking: Taking[Any], row: Row) -> Outcome:
        if row.fault is not None:
            return Outcome(row.line, "reject", reason=row.fault)
        try:
            own = self._names.of(unit, self._noun, row.values)
            number = external.FIND[self._noun](unit.db, own)
            before = taking.known(number) if number else None
            if before is not None:
                self._names.took(before.id)
            if before is not None and before.trashed_at:
                return Outcome(row.line, "unchanged", before.id, taking.name(before))
            after = taking.drafted(Cells(self._crm, self.sheet, row), own, before)
            if after is None:
                return Outcome(row.line, "leave")
            if after == before:
                return Outcome(row.line, "unchanged", after.id, taking.name(after))
            number = taking.stored(after, before)
        except CrmError as error:
            name = next((row.values[name] for name in ("title", "number", "contact") if name in row.values), "")
            return Outcome(row.line, "reject", name=name[:200], reason=from_error(error, ""))
        self._names.took(number)
        if before is None:
            return Outcome(row.line, "create", number, taking.name(after))
        return Outcome(row.line, "update", number, taking.name(after), changed(before, after))


class _Fingerprints:
    """The external id of each row: its own with the program before it, else one that its content gives."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._last: dict[str, int] = {}
        """By content, how many rows said it."""
        self._taken = bytearray()
        """By number of a record, whether a row of this file is it: one byte each, where `_last` has a bound."""

    def of(self, unit: Unit, noun: str, values: dict[str, str]) -> str:
        """The external id by which a row is known."""
        own = values.get("external_id") or values.get("number", "")
        if own:
            return line("external id", own if ":" in own else f"{self._program}:{own}")
        from hashlib import sha256  # noqa: PLC0415 - door: 2 ms, only for rows without an id

        said = "\x1f".join(f"{name}={values[name]}" for name in sorted(values))
        digest = f"{self._program}:{sha256(said.encode()).hexdigest()[:20]}"
        at = self._last.get(digest, 0) + 1
        while self._is_taken(external.FIND[noun](unit.db, f"{digest}:{at}") or 0):
            at += 1
        if len(self._last) >= _MOST_CACHED:
            self._last.clear()
        self._last[digest] = at
        return f"{digest}:{at}"

    def took(self, number: int) -> None:
        """Told of a record that a row of this file is."""
        if number >= len(self._taken):
            self._taken.extend(bytes(number - len(self._taken) + 1024))
        self._taken[number] = 1

    def _is_taken(self, number: int) -> bool:
        return 0 < number < len(self._taken) and self._taken[number] > 0


def _taking(noun: str) -> Callable[[Workspace, Unit, Parties, Choices], Taking[Any]]:
    from crmcli.services.importing.trade import deals, invoices, payments, sales  # noqa: PLC0415 - door: 8 ms, one each

    found: dict[str, Callable[[Workspace, Unit, Parties, Choices], Taking[Any]]] = {
        "deal": deals.Deals, "sale": sales.Sales, "invoice": invoices.Invoices, "payment": payments.Payments,
    }  # fmt: skip
    return found[noun]


def _checked(options: sheets.Options) -> sheets.Options:
    if options.date_order not in ("", *_ORDERS):
        raise Usage(
            "{order} is no order of dates.",
            order=options.date_order,
            hint="Did you mean {near}? There are: dmy, mdy, ymd.",
            near=nearest(options.date_order, _ORDERS) or _ORDERS[0],
        )
    if options.decimal not in ("", ",", "."):
        raise Usage("{text} is no mark of decimals.", text=options.decimal, hint="Give --decimal , or --decimal .")
    return options._replace(program=one_line(options.program).lower().replace(":", "-"))


def _lines(stream: BinaryIO, sheet: Sheet, rejects: Iterable[Reject]) -> Iterator[bytes]:
    """The rejected rows, as they stand in the file, each with its line, the reason and the way out."""
    own = [at for at, title in enumerate(sheet.header) if title not in (LINE, REASON)]
    yield _line([*(sheet.header[at] for at in own), LINE, REASON])
    stream.seek(0)
    rows = delimited.rows(stream, sheet.dialect)
    for reject in rejects:
        row = next((row for row in rows if row.line == reject.line), None)
        cells = row.cells if row else []
        filled = [cells[at] if at < len(cells) else "" for at in own]
        yield _line([*filled, str(reject.line), spreadsheet.safe(with_way_out(reject.reason))])


def _line(cells: Iterable[str]) -> bytes:
    (line,) = spreadsheet.write(list(cells), (), raw=True)
    return line.encode("utf-8", "replace")

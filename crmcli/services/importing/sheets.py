"""Records out of a CSV file: the same file twice changes nothing, and what cannot be taken is put aside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any, BinaryIO, NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.values.text import fold
from crmcli.formats import sheets, spreadsheet
from crmcli.formats.drafts import Remark, from_error
from crmcli.services import files
from crmcli.services.importing import sources
from crmcli.services.importing.reading import LINE, REASON, TOLD_EVERY, Progress
from crmcli.services.importing.rejects import Kept, kept
from crmcli.services.workspace import Workspace
from crmcli.store.unit import Unit
from crmcli.view.wording.remarks import with_way_out

MOST_BYTES = 256 * 1024 * 1024
FINGERPRINT = "csv:"
"""How the external id begins that a row without one is given: of the same content the same."""


class Kind(NamedTuple):
    """What is read from a file, and how it is known and made."""

    command: str
    """As the journal has it."""
    layout: sheets.Layout
    blank: Any
    """A record of which nothing is known yet."""
    known: Callable[[Connection, Sequence[str]], Mapping[str, int]]
    """The numbers of the records that have these external ids."""
    get: Callable[[Workspace, int], Any]
    readable: Callable[[Workspace, sheets.Sheet, dict[str, str]], dict[str, str]]
    """The values of a row in the forms that a person would type them in."""
    drafted: Callable[[Workspace, Any, dict[str, str]], Any]
    """A record with typed values; an error for what cannot be stored."""
    telling: frozenset[str] = frozenset()
    """The fields of which a default makes another record of the same row."""


class Reject(NamedTuple):
    """A row that was not taken."""

    line: int
    cells: list[str]
    reason: Remark


class Report(NamedTuple):
    """What became of the rows of a file."""

    file: str
    rows: int
    created: int
    updated: int
    unchanged: int
    rejects: tuple[Reject, ...]
    rejects_file: Path | None = None
    failure: Remark | None = None
    """Why the file of rejected rows could not be written."""
    is_dry: bool = False

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return len(self.rejects)


class _Counts:
    """What became of the rows so far."""

    def __init__(self) -> None:
        self.created = self.updated = self.unchanged = self.rows = 0
        self.rejects: list[Reject] = []
        self.seen: dict[str, int] = {}


def bring_in(
    crm: Workspace,
    kind: Kind,
    file: str,
    standard_input: BinaryIO | None,
    *,
    mapping: Sequence[str] = (),
    defaults: dict[str, str] | None = None,
    date_order: str = "",
    rejects: Path | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Report:
    """Read records: those of a known external id are updated, an empty cell keeping what was there.

    A row without one is known by all that it says. `defaults` say what its columns leave open; rows that cannot be
    taken go to `rejects`, or to a new file among the program's own.
    """
    if rejects is not None:
        files.check(rejects)
    with sources.opened(file, standard_input, most=MOST_BYTES) as source:
        sheet = sheets.opened(source.stream, kind.layout, mapping, date_order or crm.settings.date_order)
        rows = _read(source.stream, sheet, progress)
        counts = _Counts()
        writing = crm.rehearsing if dry_run else crm.writing
        with writing(kind.command) as unit:
            for row in rows:
                counts.rows += 1
                try:
                    _take(crm, kind, unit, sheet, row, defaults or {}, counts)
                except CrmError as error:
                    counts.rejects.append(Reject(row.line, row.cells, from_error(error, "")))
                if counts.rows % TOLD_EVERY == 0:
                    progress("apply", counts.rows, len(rows))
        put = Kept()
        if counts.rejects and not dry_run:
            put = kept(crm, rejects, source.name, "csv", _lines(sheet, counts.rejects))
        return Report(
            source.name,
            counts.rows,
            counts.created,
            counts.updated,
            counts.unchanged,
            tuple(counts.rejects),
            put.path,
            put.failure,
            dry_run,
        )


def _read(stream: BinaryIO, sheet: sheets.Sheet, progress: Progress) -> list[sheets.Row]:
    rows = []
    for row in sheets.read(stream, sheet):
        rows.append(row)
        if len(rows) % TOLD_EVERY == 0:
            progress("read", len(rows), 0)
    return rows


def _take(
    crm: Workspace, kind: Kind, unit: Unit, sheet: sheets.Sheet, row: sheets.Row, defaults: dict[str, str],
    counts: _Counts,
) -> None:  # fmt: skip
    if row.fault is not None:
        counts.rejects.append(Reject(row.line, row.cells, row.fault))
        return
    values = kind.readable(crm, sheet, dict(row.values))
    telling = {name: fold(value.strip()) for name, value in defaults.items() if name in kind.telling}
    own = values.get("external_id", "") or _fingerprint({**telling, **values}, counts)
    known = kind.known(unit.db, [own]).get(own)
    before = kind.get(crm, known) if known else kind.blank
    after = kind.drafted(crm, before, {**({} if known else defaults), **values, "external_id": own})
    if known is None:
        unit.save(after)
        counts.created += 1
    elif after == before or before.trashed_at:
        counts.unchanged += 1
    else:
        unit.save(after)
        counts.updated += 1


def _fingerprint(values: dict[str, str], counts: _Counts) -> str:
    """The external id of a row that has none: of what it says, and the how manieth that says it."""
    from hashlib import sha256  # noqa: PLC0415 - door: 2 ms, only for rows without an id

    said = "\x1f".join(f"{name}={values[name]}" for name in sorted(values))
    digest = sha256(said.encode()).hexdigest()[:20]
    counts.seen[digest] = counts.seen.get(digest, 0) + 1
    return f"{FINGERPRINT}{digest}:{counts.seen[digest]}"


def _lines(sheet: sheets.Sheet, rejects: Sequence[Reject]) -> Iterator[bytes]:
    width = max(len(sheet.header), *(len(reject.cells) for reject in rejects))
    header = [*sheet.header, *[""] * (width - len(sheet.header)), LINE, REASON]
    rows = (
        [
            *reject.cells,
            *[""] * (width - len(reject.cells)),
            str(reject.line),
            spreadsheet.safe(with_way_out(reject.reason)),
        ]
        for reject in rejects
    )
    return (line.encode() for line in spreadsheet.write(header, rows, raw=True))

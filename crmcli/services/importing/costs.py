"""Costs out of a CSV file: the same file twice changes nothing, and what cannot be taken is put aside."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError
from crmcli.core.records.sales import Cost
from crmcli.core.values import imported_dates, money
from crmcli.formats import costs as sheets
from crmcli.formats import spreadsheet
from crmcli.formats.drafts import Remark, from_error
from crmcli.services import files
from crmcli.services.importing import sources
from crmcli.services.importing.reading import LINE, REASON
from crmcli.services.importing.rejects import Kept, kept
from crmcli.services.sales import costs
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import costs as reads
from crmcli.store.unit import Unit
from crmcli.view.wording.remarks import with_way_out

MOST_BYTES = 256 * 1024 * 1024
FINGERPRINT = "csv:"
"""How the external id begins that a row without one is given: of the same content the same."""


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
    file: str,
    standard_input: BinaryIO | None,
    *,
    mapping: Sequence[str] = (),
    defaults: dict[str, str] | None = None,
    date_order: str = "",
    rejects: Path | None = None,
    dry_run: bool = False,
) -> Report:
    """Read costs: those of a known external id are updated, an empty cell keeping what was there.

    A row without one is known by all that it says. `defaults` say what its columns leave open; rows that cannot be
    taken go to `rejects`, or to a new file among the program's own.
    """
    if rejects is not None:
        files.check(rejects)
    with sources.opened(file, standard_input, most=MOST_BYTES) as source:
        sheet = sheets.opened(source.stream, mapping, date_order or crm.settings.date_order)
        rows = list(sheets.read(source.stream, sheet))
        counts = _Counts()
        writing = crm.rehearsing if dry_run else crm.writing
        with writing("cost import") as unit:
            for row in rows:
                counts.rows += 1
                try:
                    _take(crm, unit, sheet, row, defaults or {}, counts)
                except CrmError as error:
                    counts.rejects.append(Reject(row.line, row.cells, from_error(error, "")))
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


def _take(
    crm: Workspace, unit: Unit, sheet: sheets.Sheet, row: sheets.Row, defaults: dict[str, str], counts: _Counts
) -> None:
    if row.fault is not None:
        counts.rejects.append(Reject(row.line, row.cells, row.fault))
        return
    values = _readable(crm, sheet, row.values)
    own = values.get("external_id", "") or _fingerprint(values, counts)
    known = reads.by_external_ids(unit.db, [own]).get(own)
    before = costs.get(crm, known) if known else Cost()
    after = costs.drafted(crm, before, {**({} if known else defaults), **values, "external_id": own})
    if known is None:
        unit.save(after)
        counts.created += 1
    elif after == before or before.trashed_at:
        counts.unchanged += 1
    else:
        unit.save(after)
        counts.updated += 1


def _readable(crm: Workspace, sheet: sheets.Sheet, given: dict[str, str]) -> dict[str, str]:
    """The values of a row in the forms that a person would type them in."""
    values = dict(given)
    if "date" in values:
        values["date"] = imported_dates.parse_imported(values["date"], sheet.order)
    if "amount" in values:
        currency = values.get("currency") or crm.settings.currency
        found = money.parse(values["amount"], money.known_currency(currency), decimal=sheet.decimal)
        values["amount"] = f"{money.plain(found)} {found.currency}"
        values["currency"] = found.currency
    for name in ("purpose", "category"):
        if name in values:
            values[name] = values[name].lower()
    return values


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

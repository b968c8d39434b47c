"""Rows of a CSV file of costs to named cells: what its columns mean, how its dates and decimals are written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.values import imported_dates
from crmcli.core.values.text import fold, nearest
from crmcli.formats import delimited, spreadsheet
from crmcli.formats.drafts import Remark

NAMES: Mapping[str, tuple[str, ...]] = {
    "external_id": ("external id", "id", "reference", "transaction id", "ref", "referencia", "identificador"),
    "date": ("date", "day", "fecha", "booking date", "fecha operacion", "spent on"),
    "amount": ("amount", "cost", "spent", "total", "importe", "coste", "costo", "gasto", "amount spent"),
    "currency": ("currency", "moneda", "divisa"),
    "rate": ("rate", "exchange rate", "cambio"),
    "purpose": ("purpose", "proposito", "finalidad"),
    "category": ("category", "categoria", "type", "tipo"),
    "channel": ("channel", "canal", "medium", "medio"),
    "source": ("source", "fuente", "origen"),
    "campaign": ("campaign", "campaign name", "campana"),
    "contact": ("contact", "customer", "client", "contacto", "cliente", "email"),
    "note": ("note", "notes", "description", "concept", "concepto", "descripcion", "nota", "memo"),
}
"""What each field is called in the files of other programs."""
_IGNORE = "ignore"


class Sheet(NamedTuple):
    """A file that was looked through."""

    header: list[str]
    fields: tuple[str, ...]
    """The field that each column fills, "" for none."""
    order: str
    """dmy, mdy, ymd, or "" where the dates do not tell."""
    decimal: str
    """The mark of decimals, "" where the amounts do not tell."""
    dialect: delimited.Dialect


class Row(NamedTuple):
    """A row and what its cells say, the empty left out."""

    line: int
    cells: list[str]
    values: dict[str, str]
    fault: Remark | None = None


def opened(stream: BinaryIO, mapping: Iterable[str] = (), date_order: str = "") -> Sheet:
    """What a file's columns are. Refused without a column for the amount; Usage for a mapping that is none."""
    dialect = delimited.examine(stream)
    stream.seek(0)
    rows = delimited.rows(stream, dialect)
    first = next(rows, None)
    if first is None:
        raise Refused("The file is empty.", hint="It needs a first row that names its columns, as date and amount.")
    chosen = _chosen(mapping, first.cells)
    fields = tuple(chosen.get(fold(title.strip()), _meant(title)) for title in first.cells)
    fields = tuple("" if name == _IGNORE else name if name not in fields[:at] else "" for at, name in enumerate(fields))
    if "amount" not in fields:
        raise Refused(
            "No column of the file is the amount: {columns}.",
            columns=", ".join(first.cells)[:200],
            hint='--map "Column=amount" says which one it is.',
        )
    dates, amounts = [], []
    for row in rows:
        values = _values(row.cells, fields)
        dates.append(values.get("date", ""))
        amounts.append(values.get("amount", ""))
    return Sheet(first.cells, fields, imported_dates.infer_order(dates) or date_order, _decimal(amounts), dialect)


def read(stream: BinaryIO, sheet: Sheet) -> Iterator[Row]:
    """The rows below the header."""
    stream.seek(0)
    rows = delimited.rows(stream, sheet.dialect)
    next(rows, None)
    for row in rows:
        yield Row(row.line, row.cells, _values(row.cells, sheet.fields), row.fault)


def _values(cells: list[str], fields: tuple[str, ...]) -> dict[str, str]:
    told = zip(fields, cells, strict=False)
    return {name: spreadsheet.unsafe(cell.strip()) for name, cell in told if name and cell.strip()}


def _meant(title: str) -> str:
    folded = " ".join(fold(title).replace("_", " ").split())
    return next((name for name, titles in NAMES.items() if folded == name or folded in titles), "")


def _chosen(mapping: Iterable[str], header: list[str]) -> dict[str, str]:
    found = {}
    for text in mapping:
        title, equals, name = text.rpartition("=")
        name = fold(name.strip()).replace(" ", "_").replace("-", "_")
        if not equals or fold(title.strip()) not in {fold(cell.strip()) for cell in header}:
            near = nearest(title or text, header) or header[0]
            raise Usage(
                "The file has no column {name}.", name=title or text, hint='As in --map "{near}=amount".', near=near
            )
        if name not in (*NAMES, _IGNORE):
            raise Usage(
                "There is no field {name}.", name=name, hint="There are: {fields}.", fields=", ".join((*NAMES, _IGNORE))
            )
        found[fold(title.strip())] = name
    return found


def _decimal(amounts: Iterable[str]) -> str:
    """The mark of decimals that a column of amounts gives away."""
    marks = set()
    for text in amounts:
        digits = "".join(sign for sign in text if sign.isdecimal() or sign in ".,")
        at = max(digits.rfind("."), digits.rfind(","))
        after = len(digits) - at - 1
        if at >= 0 and after not in (0, 3):
            marks.add(digits[at])
    return marks.pop() if len(marks) == 1 else ""

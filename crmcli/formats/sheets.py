"""Rows of a CSV file of costs, or of answers, to named cells: what its columns mean, how dates are written in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.core.values import imported_dates
from crmcli.core.values.text import fold, nearest
from crmcli.formats import delimited, spreadsheet
from crmcli.formats.drafts import Remark


class Layout(NamedTuple):
    """What the columns of a kind of file may be."""

    names: Mapping[str, tuple[str, ...]]
    """What each field is called in the files of other programs."""
    needed: str
    """The field without which a file is none of the kind."""


COSTS = Layout(
    {
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
    },
    needed="amount",
)
ANSWERS = Layout(
    {
        "external_id": ("external id", "id", "response id", "respuesta id", "ref", "referencia", "identificador"),
        "date": ("date", "day", "fecha", "timestamp", "marca temporal", "submitted at", "answered on", "created at"),
        "contact": ("contact", "customer", "client", "contacto", "cliente", "email", "e mail", "correo", "respondent"),
        "score": ("score", "rating", "answer", "response", "puntuacion", "valoracion", "respuesta", "nota"),
        "kind": ("kind", "question", "survey", "type", "pregunta", "encuesta", "tipo"),
        "phase": ("phase", "fase"),
        "channel": ("channel", "touchpoint", "canal"),
        "note": ("note", "comment", "comments", "feedback", "comentario", "comentarios"),
        "sale": ("sale", "order", "order number", "venta", "pedido"),
    },
    needed="score",
)
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


def opened(stream: BinaryIO, layout: Layout, mapping: Iterable[str] = (), date_order: str = "") -> Sheet:
    """What a file's columns are. Refused without the column that it needs; Usage for a mapping that is none."""
    dialect = delimited.examine(stream)
    stream.seek(0)
    rows = delimited.rows(stream, dialect)
    first = next(rows, None)
    if first is None:
        raise Refused(
            "The file is empty.",
            hint="It needs a first row that names its columns, as date and {field}.",
            field=layout.needed,
        )
    chosen = _chosen(layout, mapping, first.cells)
    fields = tuple(chosen.get(fold(title.strip()), _meant(layout, title)) for title in first.cells)
    fields = tuple("" if name == _IGNORE else name if name not in fields[:at] else "" for at, name in enumerate(fields))
    if layout.needed not in fields:
        raise Refused(
            "No column of the file is the {field}: {columns}.",
            field=layout.needed,
            columns=", ".join(first.cells)[:200],
            hint='--map "Column={field}" says which one it is.',
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


def _meant(layout: Layout, title: str) -> str:
    folded = " ".join(fold(title).replace("_", " ").split())
    return next((name for name, titles in layout.names.items() if folded == name or folded in titles), "")


def _chosen(layout: Layout, mapping: Iterable[str], header: list[str]) -> dict[str, str]:
    found = {}
    for text in mapping:
        title, equals, name = text.rpartition("=")
        name = fold(name.strip()).replace(" ", "_").replace("-", "_")
        if not equals or fold(title.strip()) not in {fold(cell.strip()) for cell in header}:
            near = nearest(title or text, header) or header[0]
            raise Usage(
                "The file has no column {name}.",
                name=title or text,
                near=near,
                field=layout.needed,
                hint='As in --map "{near}={field}".',
            )
        if name not in (*layout.names, _IGNORE):
            raise Usage(
                "There is no field {name}.",
                name=name,
                hint="There are: {fields}.",
                fields=", ".join((*layout.names, _IGNORE)),
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

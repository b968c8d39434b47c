"""Records as the tables hold them: texts folded, names of tags and fields as their ids."""

from collections.abc import Callable, Iterable

from crmcli.core.records.contact import Contact, Point
from crmcli.core.records.words import FieldType, Tag
from crmcli.core.values.text import fold
from crmcli.store.shapes.shapes import SHAPES
from crmcli.store.shapes.snapshots import Snapshot, compact

TagId = Callable[[str], int]
"""The id of a tag by its name; a new tag is made where there is none."""
FieldId = Callable[[str], FieldType]
"""A custom field by its name; a text field is made where there is none."""

_NOT_STORED = {
    "id", "organisation", "emails", "phones", "urls", "handles", "addresses", "tags", "fields", "last_at", "touch_by",
}  # fmt: skip


def contact(record: Contact, tag_id: TagId, field_id: FieldId) -> Snapshot:
    """A contact's snapshot."""
    values: Snapshot = {
        name: value for name, value in zip(Contact._fields, record, strict=True) if value and name not in _NOT_STORED
    }
    points = [
        *_points("email", record.emails), *_points("phone", record.phones),
        *_points("url", record.urls), *_points("handle", record.handles),
    ]  # fmt: skip
    if points:
        values["points"] = sorted(points, key=lambda row: (str(row[0]), row[1]))
    if record.addresses:
        values["addresses"] = [[at, *address, fold(address.city)] for at, address in enumerate(record.addresses)]
    if record.tags:
        values["tags"] = [[number] for number in sorted({tag_id(name) for name in record.tags})]
    if record.fields:
        values["fields"] = sorted(
            ([field.id, value, fold(value), _number(field.type, value)] for field, value in _typed(record, field_id)),
            key=lambda row: int(str(row[0])),
        )
    return values


def tag(record: Tag) -> Snapshot:
    """A tag's snapshot."""
    return compact(
        {"name": record.name, "folded": fold(record.name), "cadence": record.cadence, "version": record.version}
    )


def field(record: FieldType) -> Snapshot:
    """A custom field's snapshot."""
    choices = "\n".join(record.choices)
    return compact(
        {
            "name": record.name, "folded": fold(record.name), "type": record.type, "choices": choices,
            "version": record.version,
        }
    )  # fmt: skip


def plain(noun: str, record: object, tag_id: TagId) -> Snapshot:
    """The snapshot of a record whose fields are called as its columns, and whose parts as its shape's parts."""
    shape = SHAPES[noun]
    values: Snapshot = {name: getattr(record, name) for name in shape.columns}
    for name in ("folded", "title_folded"):
        if name in values:
            values[name] = fold(str(values.get(_FOLDED[noun])))
    for part in shape.parts:
        rows: Iterable[object] = getattr(record, part.name)
        if part.columns == ("tag_id",):
            values[part.name] = [[number] for number in sorted({tag_id(str(name)) for name in rows})]
        elif part.columns[0] == "position":
            values[part.name] = [[at, *_row(row)] for at, row in enumerate(rows)]
        else:
            values[part.name] = [_row(row) for row in rows]
    return compact(values)


def _row(row: object) -> list[object]:
    return list(row) if isinstance(row, tuple) else [row]


_FOLDED = {
    "pipeline": "name", "deal": "title", "product": "name", "promotion": "code", "segment": "name",
}  # fmt: skip
"""The column that each noun is found by."""


def _points(kind: str, points: Iterable[Point]) -> list[list[object]]:
    return [[kind, at, point.label, point.value, point.normal, int(point.preferred)] for at, point in enumerate(points)]


def _typed(record: Contact, field_id: FieldId) -> list[tuple[FieldType, str]]:
    return [(field_id(name), value) for name, value in record.fields]


def _number(kind: str, value: str) -> float | None:
    if kind not in ("number", "money"):
        return None
    try:
        return float(value.partition(" ")[0])
    except ValueError:
        return None

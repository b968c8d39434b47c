"""A journal's entry field by field: what a record was called, had and has, with names instead of numbers."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from crmcli.core.records.contact import Address
from crmcli.core.records.system import Change, FieldChange
from crmcli.core.values.money import Money
from crmcli.store.reads import system
from crmcli.store.shapes.shapes import SHAPES
from crmcli.view.cards import address_line

Names = dict[str, dict[int, str]]
"""By noun and number, what records are called."""
State = dict[str, object]
_POINTERS = {
    "organisation_id": ("organisation", "contact"),
    "referred_by": ("referred_by", "contact"),
    "contact_id": ("contact", "contact"),
    "origin_id": ("origin_id", "task"),
    "deal_id": ("deal", "deal"),
    "pipeline_id": ("pipeline", "pipeline"),
    "stage_id": ("stage", "stage"),
    "successor_id": ("successor", "stage"),
    "product_id": ("product", "product"),
    "quote_id": ("quote", "quote"),
    "sale_id": ("sale", "sale"),
    "promotion_id": ("promotion", "promotion"),
    "other_id": ("other", "contact"),
}
_LISTS = {"tags": "tag", "participants": "contact"}
_STAGED = "moves"
"""Rows that begin with their place and a stage."""
_NAMED = tuple(dict.fromkeys(noun for _name, noun in _POINTERS.values()))
_POINTS = {"email": "emails", "phone": "phones", "url": "urls", "handle": "handles"}
_MINOR = "_minor"
_SCALED = {
    "quantity": (1000, "x{}"), "discount": (100, "{} %"), "tax": (100, "{} %"), "rate": (1_000_000, "{}"),
}  # fmt: skip
"""Columns with whole numbers of parts: how many make one, and how it is written."""
_UNTOLD = ("uid", "version", "updated_at", "created_at", "sequence", "folded", "title_folded")


def told(db: sqlite3.Connection, changes: Iterable[Change]) -> list[list[FieldChange]]:
    """Each record's changes, in order; of a record that was changed several times from the first to the last."""
    merged = [
        _merged(list(some)) for _key, some in groupby(changes, key=lambda change: (change.noun, change.record_id))
    ]
    names = _names(db, merged)
    return [_fields(change, names) for change in merged]


def _merged(changes: list[Change]) -> Change:
    return changes[0]._replace(after=changes[-1].after)


def _fields(change: Change, names: Names) -> list[FieldChange]:
    before, after = (_readable(change.noun, state, names) for state in (change.before, change.after))
    action = "added" if change.before is None else "removed" if change.after is None else "changed"
    head = (change.noun, change.record_id, _title(change), action)
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [FieldChange(*head, key, before.get(key), after.get(key)) for key in keys] or [
        FieldChange(*head, "", None, None)
    ]


def _title(change: Change) -> str:
    state = change.after or change.before or {}
    return next(
        (
            str(state[name])
            for name in ("name", "title", "subject", "text", "number", "code", "slug")
            if state.get(name)
        ),
        "",
    )


def _readable(noun: str, state: State | None, names: Names) -> dict[str, str]:
    """A state as field names and texts, amounts with their currency and shares in per cent."""
    found: dict[str, str] = {}
    currency = str((state or {}).get("currency", ""))
    parts = {part.name: part.columns for part in SHAPES[noun].parts}
    for key, value in (state or {}).items():
        if key in _POINTERS and isinstance(value, int):
            name, noun = _POINTERS[key]
            found[name] = names[noun].get(value, f"#{value}")
        elif isinstance(value, list):
            rows = [[_cell(*cell, currency) for cell in zip(parts[key], row, strict=True)] for row in value]
            found |= _list(key, value if key in _LISTS or key == _STAGED else rows, names)
        elif key not in _UNTOLD and not (key == "currency" and any(name.endswith(_MINOR) for name in state or {})):
            told = _cell(key, value, currency)
            found[key.removesuffix(_MINOR) if currency else key] = (
                str(told).replace("\n", ", ") if key == "choices" else str(told)
            )
    return found


def _cell(column: str, value: object, currency: str) -> object:
    """A stored number as it is read: 127.05 EUR, x2, 21 %, 1.08, #7; anything else as it is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    if not value:
        return value
    if column.endswith(_MINOR) and currency:
        return Money(value, currency)
    if column in _SCALED:
        scale, form = _SCALED[column]
        return form.format(f"{value / scale:.6f}".rstrip("0").rstrip("."))
    return f"#{value}" if column.endswith("_id") else value


def _list(key: str, rows: list[list[object]], names: Names) -> dict[str, str]:
    if key in _LISTS:
        return {key: ", ".join(_name(names, _LISTS[key], row[0]) for row in rows)}
    if key == "fields":
        return {_name(names, "field", row[0]): str(row[1]) for row in rows}
    if key == "addresses":
        return {key: "; ".join(address_line(Address(*map(str, row[1:10]))) for row in rows)}
    if key == _STAGED:
        return {key: "; ".join(_row([_name(names, "stage", row[1]), *row[2:]]) for row in rows)}
    if key != "points":
        return {key: "; ".join(_row(row[1:]) for row in rows)}
    points: dict[str, list[str]] = defaultdict(list)
    for kind, _position, label, value, _normal, preferred in rows:
        points[_POINTS[str(kind)]].append(f"{value}{f' ({label})' if label else ''}{' *' if preferred else ''}")
    return {name: ", ".join(values) for name, values in points.items()}


def _row(cells: list[object]) -> str:
    """What is filled of a row, on one line."""
    return " ".join(str(cell) for cell in cells if cell not in (None, "", 0))


def _name(names: Names, noun: str, number: object) -> str:
    return names[noun].get(number, f"#{number}") if isinstance(number, int) else ""


def _names(db: sqlite3.Connection, changes: Iterable[Change]) -> Names:
    """What the records are called that the changes refer to: now, or else when they were changed."""
    wanted: dict[str, set[int]] = {noun: set() for noun in (*_LISTS.values(), "field", *_NAMED)}
    names: Names = {noun: {} for noun in wanted}
    for change in changes:
        if change.noun in names:
            names[change.noun][change.record_id] = _title(change)
        for state in (change.before or {}, change.after or {}):
            for noun, number in _referred(state):
                wanted[noun].add(number)
    for noun, numbers in wanted.items():
        names[noun] |= system.names(db, noun, numbers)
    return names


def _referred(state: State) -> list[tuple[str, int]]:
    found = [(noun, state.get(key)) for key, (_name, noun) in _POINTERS.items()]
    for key, noun in (*_LISTS.items(), ("fields", "field")):
        rows = state.get(key, [])
        found += [(noun, row[0]) for row in rows] if isinstance(rows, list) else []
    rows = state.get(_STAGED, [])
    found += [("stage", row[1]) for row in rows] if isinstance(rows, list) else []
    return [(noun, number) for noun, number in found if isinstance(number, int)]

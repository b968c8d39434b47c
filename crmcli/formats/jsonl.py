"""Objects as lines of JSON, and contacts as the objects that every machine format of ours has."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Address, Contact
from crmcli.core.values.durations import parse_interval
from crmcli.formats import gathering
from crmcli.formats.drafts import Draft, Remark, from_error, remark
from crmcli.formats.gathering import Gathering

LINE_LIMIT = 1024 * 1024
"""Bytes in one line."""
DEPTH_LIMIT = 64
_POINTS = ("emails", "phones", "urls", "handles")
_LISTS = (*_POINTS, "addresses", "tags")
_CLEANERS = {"note": gathering.block, "properties": gathering.kept}
"""How texts of many lines are cleaned; others are one line."""
_CONVERSIONS: dict[str, Callable[[str], str]] = {
    "kind": gathering.kind,
    "lifecycle": gathering.lifecycle,
    "birthday": gathering.birthday,
    "cadence": parse_interval,
}
_LEFT_OUT = frozenset({
    "id", "organisation_id", "created_at", "updated_at", "trashed_at", "version", "last_at", "touch_by",
})  # fmt: skip
"""What an object says of its own book alone."""


class Line(NamedTuple):
    """One line that is not blank."""

    number: int
    """Counted from 1."""
    value: dict[str, object]
    fault: Remark | None = None
    """Why it is no object; `value` is then empty."""


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The objects of a file, a line each; broken lines carry their fault and the others go on."""
    number = 0
    while raw := stream.readline(LINE_LIMIT + 1):
        number += 1
        if len(raw) > LINE_LIMIT:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LINE_LIMIT)
            yield Line(
                number, {}, remark("The line has more than {limit} bytes.", limit=LINE_LIMIT, hint="Shorten it.")
            )
            continue
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            yield Line(
                number,
                {},
                remark("The line is not UTF-8 at byte {at}.", at=error.start + 1, hint="Save the file as UTF-8."),
            )
            continue
        if text.strip():
            yield _line(number, text)


def loads(text: str) -> dict[str, object]:
    """The object that a text is; Invalid, with the column where there is one, for what is none."""
    if _depth(text) > DEPTH_LIMIT:
        raise Invalid("The JSON is more than {limit} levels deep.", limit=DEPTH_LIMIT, hint="Leave the inner ones out.")
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        raise Invalid(
            "This is not JSON at column {at}: {reason}.",
            at=error.pos + 1,
            reason=error.msg,
            hint="Mend the line there.",
        ) from error
    except ValueError as error:  # an integer of thousands of digits
        raise Invalid("A number in the JSON has too many digits.", hint="Write it as text, in quotes.") from error
    if not isinstance(value, dict):
        raise Invalid(
            "The JSON is not an object, as in {example}.",
            example='{"name": "Ana"}',
            hint="Write one object on each line.",
        )
    return value


def contact_from(value: Mapping[str, object], *, line: int = 0, country: str = "ES") -> Draft:
    """The draft of an object like those that lists show; keys may be missing, and an e-mail may be its text alone.

    Ids, versions and derived fields are of the book that wrote them and are passed over; unknown keys are reported.
    """
    found = Gathering(line, country)
    for key, said in value.items():
        if said is None or key in _LEFT_OUT:
            continue
        if key not in Contact._fields:
            unknown = gathering.line(key[:80])
            found.warnings.append(remark("There is no field {key}.", column=unknown, key=unknown))
        elif key in _LISTS:
            _list(found, key, said)
        elif key == "fields":
            _fields(found, said)
        elif isinstance(said, str):
            _text(found, key, said)
        elif key != "referred_by":
            found.warnings.append(remark("{key} is not text.", column=key, key=key))
    found.distinct()
    return found.draft()


def _line(number: int, text: str) -> Line:
    try:
        return Line(number, loads(text))
    except Invalid as error:
        return Line(number, {}, from_error(error, ""))


def _text(found: Gathering, key: str, said: str) -> None:
    text = _CLEANERS.get(key, gathering.line)(said)
    if text and key in _CONVERSIONS:
        found.converted(key, text, _CONVERSIONS[key], key)
    else:
        found.text(key, text, key)


def _list(found: Gathering, key: str, said: object) -> None:
    if not isinstance(said, list):
        found.warnings.append(remark("{key} is not a list.", column=key, key=key))
        return
    for item in said:
        if key == "tags" and isinstance(item, str):
            found.tags += filter(None, [gathering.line(item)])
        elif key == "addresses" and isinstance(item, dict):
            _address(found, item)
        elif key in _POINTS and isinstance(item, (dict, str)):
            _point(found, key, {"value": item} if isinstance(item, str) else item)
        else:
            found.warnings.append(remark("{key} holds something that cannot stand in it.", column=key, key=key))


def _point(found: Gathering, key: str, item: Mapping[str, object]) -> None:
    value, label = item.get("value"), item.get("label") or ""
    if not isinstance(value, str) or not isinstance(label, str):
        found.warnings.append(
            remark(
                "{key} needs objects like {example}.", column=key, key=key, example='{"value": "…", "label": "work"}'
            )
        )
        return
    add: Callable[..., None] = getattr(found, key.removesuffix("s"))
    if text := gathering.line(value):
        add(text, gathering.line(label).lower(), key, preferred=item.get("preferred") is True)


def _address(found: Gathering, item: Mapping[str, object]) -> None:
    parts = {part: text for part in Address._fields if isinstance(text := item.get(part), str)}
    found.address(Address(**{part: gathering.block(text) for part, text in parts.items()}), "addresses")


def _fields(found: Gathering, said: object) -> None:
    if not isinstance(said, dict):
        found.warnings.append(remark("{key} is not an object.", column="fields", key="fields"))
        return
    for name, value in said.items():
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            if value is not None:
                column = gathering.line(f"fields.{name[:80]}")
                found.warnings.append(remark("{key} is neither text nor a number.", column=column, key=column))
        elif title := gathering.line(name):
            found.field(title, gathering.block(str(value)), f"fields.{title}")


def _depth(text: str) -> int:
    """How deep brackets nest, those in strings apart."""
    if text.count("[") + text.count("{") <= DEPTH_LIMIT:
        return 0
    depth = deepest = 0
    for sign in _brackets().findall(text):
        depth += 1 if sign in ("[", "{") else -1 if sign in ("]", "}") else 0
        deepest = max(deepest, depth)
    return deepest


def _refuse_constant(name: str) -> object:
    raise Invalid("{name} is not JSON.", name=name, hint="Write null for what is not there.")


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = next(key for i, (key, _) in enumerate(pairs) if any(key == other for other, _ in pairs[:i]))
        raise Invalid("The key {key} is there twice.", key=gathering.line(key[:80]), hint="Leave one of them out.")
    return found


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r'"(?:[^"\\]|\\.)*"?|[][{}]')

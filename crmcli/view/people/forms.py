"""A contact as a form for an editor: one field a line, and back."""

from collections.abc import Iterable

from crmcli.core.errors import Invalid
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.values.text import one_line
from crmcli.view.words import _

TEXTS = (
    ("name", "name"), ("prefix", "prefix"), ("given", "given"), ("middle", "middle"), ("family", "family"),
    ("suffix", "suffix"), ("nickname", "nickname"), ("phonetic", "phonetic"), ("company", "organisation"),
    ("job", "job_title"), ("department", "department"), ("lifecycle", "lifecycle"), ("source", "source"),
    ("birthday", "birthday"), ("language", "language"), ("owner", "owner"), ("cadence", "cadence"),
)  # fmt: skip
LISTS = (("email", "emails"), ("phone", "phones"), ("url", "urls"), ("handle", "handles"))
_PLACE = ("label", "street", "extended", "po_box", "city", "region", "postal_code", "country", "text")
_NOTE = "note:"
_GUARD = "#"
_PROBLEM = "#!"


def problem(form: str, words: str) -> str:
    """A form that could not be read, with what is wrong in place of a comment: its lines keep their numbers."""
    lines = form.splitlines(keepends=True)
    marked = [at for at, line in enumerate(lines) if line.startswith(_PROBLEM)]
    free = [at for at, line in enumerate(lines) if line.rstrip() == _GUARD]
    at = next(iter(marked + free), None)
    mark = f"{_PROBLEM} {one_line(words)}\n"
    return "".join((mark, *lines)) if at is None else "".join((*lines[:at], mark, *lines[at + 1 :]))


def contact(person: Contact) -> str:
    """The form of a contact."""
    head = [
        f"{_GUARD} {_('One field a line. Lines that begin with # are left out. An empty field is cleared.')}",
        f"{_GUARD} {_('Several e-mails, phones and so on: one line each, as email: work=ana@x.example')}",
        f"{_GUARD} {_('Leave the form as it is to change nothing.')}",
        _GUARD,
        _GUARD,
    ]
    lines = [f"{label}: {getattr(person, name)}".rstrip() for label, name in TEXTS]
    for label, name in LISTS:
        lines += [f"{label}: {_point(point)}" for point in getattr(person, name)] or [f"{label}:"]
    lines += [f"address: {_address(place)}" for place in person.addresses] or ["address:"]
    lines.append(f"tags: {', '.join(person.tags)}".rstrip())
    lines += [f"field: {name}={_flat(value)}" for name, value in person.fields] or ["field:"]
    return "\n".join((*head, *lines, _NOTE, person.note)) + "\n"


def read(text: str, person: Contact) -> Contact:
    """The contact that a form describes; what the form does not show stays. Invalid names the line."""
    head, _sep, note = text.partition(f"\n{_NOTE}")
    given: dict[str, list[str]] = {}
    labels = {label for label, _ in (*TEXTS, *LISTS)} | {"address", "tags", "field"}
    for number, line in enumerate(head.splitlines(), 1):
        if not line.strip() or line.startswith(_GUARD):
            continue
        label, colon, value = line.partition(":")
        if not colon or label.strip() not in labels:
            raise Invalid(
                "Line {number} has no field that is known: {line}.",
                number=number,
                line=line[:60],
                fields=", ".join(sorted(labels)),
                hint="There are: {fields}.",
            )
        given.setdefault(label.strip(), []).append(value.strip())
    changes: dict[str, object] = {name: given[label][-1] for label, name in TEXTS if label in given}
    for label, name in LISTS:
        if label in given:
            changes[name] = _kept(given[label], getattr(person, name))
    if "address" in given:
        changes["addresses"] = tuple(_place(value) for value in given["address"] if value)
    if "tags" in given:
        changes["tags"] = tuple(tag.strip() for value in given["tags"] for tag in value.split(",") if tag.strip())
    if "field" in given:
        changes["fields"] = tuple(_pair(value) for value in given["field"] if value)
    changes["note"] = note.strip("\n")
    changed = person._replace(**changes)  # type: ignore[arg-type]
    if changed.organisation != person.organisation:
        changed = changed._replace(organisation_id=None)
    if changed.name == person.name and (changed.given, changed.family) != (person.given, person.family):
        return changed._replace(name="")
    return changed


def _kept(values: Iterable[str], old: tuple[Point, ...]) -> tuple[Point, ...]:
    shown = {_point(point): point for point in old}
    return tuple(shown[value] if value in shown else _typed(value) for value in values if value)


def _point(point: Point) -> str:
    star = "*" if point.preferred else ""
    return f"{star}{point.label}={point.value}" if point.label else f"{star}{point.value}"


def _typed(text: str) -> Point:
    bare = text.removeprefix("*")
    label, equals, value = bare.partition("=")
    if equals and label.replace(" ", "").replace("-", "").isalnum() and not label.startswith("http"):
        return Point(value.strip(), label.strip(), preferred=bare != text)
    return Point(bare, preferred=bare != text)


def _address(place: Address) -> str:
    return "; ".join(f"{name}={_flat(getattr(place, name))}" for name in _PLACE if getattr(place, name))


def _place(text: str) -> Address:
    parts = [part.strip().partition("=") for part in text.split(";") if part.strip()]
    if all(equals and name.strip() in _PLACE for name, equals, _ in parts):
        return Address(**{name.strip(): _rounded(value.strip()) for name, _, value in parts})
    return Address(text=text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid("{text} is not NAME=VALUE.", text=text, hint="As in field: size=42.")
    return name.strip(), _rounded(value.strip())


def _flat(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(";", "\\,") if text else text


def _rounded(text: str) -> str:
    out, pending = [], False
    for character in text:
        if pending:
            out.append({"n": "\n", ",": ";"}.get(character, character))
            pending = False
        elif character == "\\":
            pending = True
        else:
            out.append(character)
    return "".join(out)

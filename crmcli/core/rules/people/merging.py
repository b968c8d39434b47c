"""What somebody in the book becomes when a file tells more of them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.rules.people import kept_lines
from crmcli.core.rules.people.matching import source
from crmcli.core.rules.texts import LONGEST_NOTE
from crmcli.core.values.text import fold, words

_TEXTS = (
    "nickname", "phonetic", "job_title", "department", "lifecycle", "source", "language", "owner", "cadence",
)  # fmt: skip
"""Texts that a file replaces."""
_PARTS = ("given", "middle", "family")
Thing = TypeVar("Thing")


def merged(known: Contact, row: Contact, *, fills: bool = False, parted: bool = True) -> Contact:
    """Somebody in the book with what a row says of them: an empty cell erases nothing, lists are united.

    A row that only `fills` replaces no text: it says again what another row of its file said first. `parted` says
    whether the parts of the row's name were told and not guessed. A new organisation has its name, and no id yet.
    """
    changes: dict[str, object] = {}
    for name in _TEXTS:
        said, had = getattr(row, name), getattr(known, name)
        if said and said != had and not (had and fills):
            changes[name] = said
    if row.referred_by and not (fills and known.referred_by):
        changes["referred_by"] = row.referred_by
    changes.update(_names(known, row, fills=fills, parted=parted))
    changes.update(_belonging(known, row, fills=fills))
    united = {
        "note": _note(known.note, row.note),
        "birthday": _birthday(known.birthday, row.birthday, fills=fills),
        "external_id": _external_id(known.external_id, row.external_id, fills=fills),
        "emails": _points(known.emails, row.emails),
        "phones": _points(known.phones, row.phones),
        "urls": _points(known.urls, row.urls),
        "handles": _points(known.handles, row.handles, by_label=True),
        "addresses": _addresses(known.addresses, row.addresses),
        "tags": _union(known.tags, row.tags, fold),
        "fields": _fields(known.fields, row.fields, fills=fills),
        "properties": kept_lines.united(known.properties, row.properties, fills=fills),
    }
    changes.update((name, value) for name, value in united.items() if value != getattr(known, name))
    return known._replace(**changes) if changes else known  # type: ignore[arg-type]


def _names(known: Contact, row: Contact, *, fills: bool, parted: bool) -> dict[str, object]:
    """The name that the file gives; a shorter or careless form of the known one takes nothing away."""
    if _is_point(row):
        return {}
    had, said = set(words(known.name)), set(words(row.name))
    same_words = fold(row.name) == fold(known.name) and row.name != known.name
    if not _is_point(known) and (fills or said < had or (same_words and _care(row.name) <= _care(known.name))):
        return {}
    changes: dict[str, object] = {}
    if row.name != known.name:
        changes["name"] = row.name
    if any(getattr(row, part) for part in _PARTS) and (parted or said != had):
        changes.update((part, getattr(row, part)) for part in _PARTS if getattr(row, part) != getattr(known, part))
    changes.update((part, said) for part in ("prefix", "suffix") if (said := getattr(row, part)))
    return changes


def _care(name: str) -> tuple[bool, int]:
    """With how much care a name is spelt: in small letters and capitals, with its accents."""
    return (not name.isupper() and not name.islower(), sum(not letter.isascii() for letter in name))


def _belonging(known: Contact, row: Contact, *, fills: bool) -> dict[str, object]:
    changes: dict[str, object] = {}
    if row.kind == "organisation" != known.kind and not fills:
        changes["kind"] = row.kind
    says_other = row.organisation and fold(row.organisation) != fold(known.organisation)
    if says_other and not (fills and known.organisation):
        changes.update(organisation=row.organisation, organisation_id=None)
    return changes


def _is_point(contact: Contact) -> bool:
    """Whether a contact is called by an e-mail or phone, for want of a name."""
    return any(point.value == contact.name for point in (*contact.emails, *contact.phones))


def _note(had: str, said: str) -> str:
    """Both notes, unless one says all that the other does."""
    if not said or had == said:
        return had
    old, new = _lines(had), _lines(said)
    if new <= old:
        return had
    both = said if old <= new else f"{had}\n{said}"
    return both if len(both) <= LONGEST_NOTE else had


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n")} - {""}


def _birthday(had: str, said: str, *, fills: bool) -> str:
    """The birthday that the file gives; one without its year does not take the year away."""
    if not said or (had and (fills or (said.startswith("--") and had.endswith(said[1:])))):
        return had
    return said


def _external_id(had: str, said: str, *, fills: bool) -> str:
    if not said or (had and (fills or source(had) != source(said))):
        return had
    return said


def _points(had: Sequence[Point], said: Sequence[Point], *, by_label: bool = False) -> tuple[Point, ...]:
    """Every way to reach somebody once; new ones come last and are not preferred where another is."""
    if not said:
        return tuple(had)
    found = {_key(point, by_label=by_label): point for point in had}
    has_preferred = any(point.preferred for point in had)
    for point in said:
        key = _key(point, by_label=by_label)
        same = found.get(key)
        if same is None:
            found[key] = point._replace(preferred=point.preferred and not has_preferred)
            has_preferred = has_preferred or point.preferred
        elif (point.label and not same.label) or (point.preferred and not has_preferred):
            found[key] = same._replace(
                label=same.label or point.label, preferred=same.preferred or (point.preferred and not has_preferred)
            )
            has_preferred = has_preferred or point.preferred
    return tuple(found.values())


def _key(point: Point, *, by_label: bool) -> tuple[str, str]:
    return (point.normal, point.label if by_label else "")


def _addresses(had: Sequence[Address], said: Iterable[Address]) -> tuple[Address, ...]:
    """Every address once: one that says the same or less than another is in it."""
    found = list(had)
    for address in said:
        if any(_is_in(address, known) for known in found):
            continue
        at = next((at for at, known in enumerate(found) if _is_in(known, address)), None)
        if at is None:
            found.append(address)
        else:
            found[at] = address._replace(label=found[at].label or address.label)
    return tuple(found)


def _is_in(less: Address, more: Address) -> bool:
    return all(not small or fold(small) == fold(large) for small, large in zip(less[1:], more[1:], strict=True))


def _union(had: Sequence[Thing], said: Iterable[Thing], key: Callable[[Thing], Hashable]) -> tuple[Thing, ...]:
    found = {key(thing): thing for thing in had}
    for thing in said:
        found.setdefault(key(thing), thing)
    return tuple(found.values())


def _fields(
    had: Sequence[tuple[str, str]], said: Iterable[tuple[str, str]], *, fills: bool
) -> tuple[tuple[str, str], ...]:
    found = {fold(name): (name, value) for name, value in had}
    for name, value in said:
        key = fold(name)
        if value and not (fills and key in found):
            found[key] = (found.get(key, (name, ""))[0], value)
    return tuple(found.values())

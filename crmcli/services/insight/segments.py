"""Named sets of contacts: by a query that is asked each time, or frozen as they were; and what changed in them."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.errors import CrmError, Invalid, NotFound, Refused, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.records.insight import Change, Counted, Segment, Snapshot
from crmcli.core.rules.texts import one_of
from crmcli.core.values.moments import instant
from crmcli.core.values.text import fold, nearest, tidy, words
from crmcli.services.figures import fields
from crmcli.services.insight import views
from crmcli.services.people import queries
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.reads import contacts
from crmcli.store.reads.insight import purchases, segments

_RESERVED = ("none", "any")


class Diff(NamedTuple):
    """Who joined and who left a segment between two days."""

    segment: Segment
    since: str
    until: str
    before: int
    after: int
    changes: tuple[Change, ...]


def create(
    crm: Workspace, name: str, query: str, *, frozen: bool = False, note: str = "", noun: str = "contact"
) -> tuple[Segment, int]:
    """A new segment and how many are in it. A dynamic one keeps the query, a frozen one whom it finds today.

    One of deals, tasks or invoices is a view: its query under a name.
    """
    noun = one_of("noun", fold(noun.strip()), ("contact", *views.NOUNS))
    if frozen and noun != "contact":
        raise Usage("Only segments of contacts can be frozen.", hint="Leave --frozen out: a view asks anew each time.")
    name = tidy(name)
    if not fold(name).strip() or fold(name) in _RESERVED or "," in name:
        raise Invalid(
            "{name} cannot be the name of a segment.", name=name or '""', hint="As in Press or Best customers."
        )
    query = tidy(query)
    if not query:
        raise Invalid("A segment needs a query.", hint="As in: crm segment create Press tag:press")
    ids = _found(crm, query) if noun == "contact" else []
    count = len(ids) if noun == "contact" else views.count(crm, noun, query)
    now = instant(crm.now)
    segment = Segment(
        uid=crm.new_uid(), name=name, kind="frozen" if frozen else "dynamic", noun=noun, query=query, note=note,
        taken_on=crm.today.isoformat() if frozen else "", created_at=now, updated_at=now,
        members=tuple(ids) if frozen else (),
    )  # fmt: skip
    with crm.writing("segment create") as unit:
        if segments.by_name(crm.db, fold(name)) is not None:
            raise Refused(
                "There is a segment {name} already.", name=name, hint="`crm segment delete` removes it; names differ."
            )
        number = unit.save(segment)
    return get(crm, number), count


def every(crm: Workspace) -> list[Counted]:
    """All segments with how many are in each now, then the views of deals, tasks and invoices."""
    found = [one for noun in ("contact", *views.NOUNS) for one in segments.every(crm.db, noun)]
    return [Counted(one, _count(crm, one), len(segments.snapshots(crm.db, one.id))) for one in found]


def among(found: Sequence[Counted], text: str) -> list[Counted]:
    """Of these segments those that have all of these words, perhaps only begun, in the name, the query or the note."""
    wanted = words(text)
    told = [words(f"{one.segment.name} {one.segment.query} {one.segment.note}") for one in found]
    return [
        one
        for one, has in zip(found, told, strict=True)
        if all(any(word.startswith(begun) for word in has) for begun in wanted)
    ]


def saved(crm: Workspace, noun: str) -> list[Segment]:
    """The filters of a noun that were saved under names."""
    return segments.every(crm.db, noun)


def show(crm: Workspace, name: str) -> tuple[Segment, list[Contact]]:
    """A segment and whom it holds now, by name; a frozen one without those who are in the trash."""
    segment = _of_contacts(pick(crm, name))
    people = contacts.by_ids(crm.db, members(crm, segment))
    kept = [one for one in people if not one.trashed_at]
    return segment, sorted(kept, key=lambda one: (fold(one.name), one.id))


def snapshot(crm: Workspace, name: str) -> tuple[Segment, Snapshot]:
    """Keep who is in a segment now; a second one of the same day takes the place of the first."""
    segment = _of_contacts(pick(crm, name))
    ids = members(crm, segment)
    now, today = instant(crm.now), crm.today.isoformat()
    with crm.writing("segment snapshot") as unit:
        before = next((one for one in segments.snapshots(crm.db, segment.id) if one.taken_on == today), None)
        taken = before or Snapshot(uid=crm.new_uid(), segment_id=segment.id, taken_on=today, created_at=now)
        taken = taken._replace(query=segment.query, updated_at=now, members=tuple(ids))
        unit.save(taken)
    return segment, taken


def diff(crm: Workspace, name: str, start: str = "", end: str = "") -> Diff:
    """Who joined and left between two snapshots, or between the last one and now."""
    segment = _of_contacts(pick(crm, name))
    taken = segments.snapshots(crm.db, segment.id)
    if not taken:
        raise Refused(
            "{name} has no snapshot to compare with.",
            name=segment.name,
            hint="`crm segment snapshot {name}` takes one.",
        )
    first = _taken_by(crm, taken, start) if start else taken[0]
    if end:
        last = _taken_by(crm, taken, end)
        until, after = last.taken_on, set(last.members)
    else:
        until, after = crm.today.isoformat(), set(members(crm, segment))
    before = set(first.members)
    names = purchases.names(crm.db, sorted(before ^ after))
    changes = [
        *(Change(number, names.get(number, ""), "joined") for number in sorted(after - before)),
        *(Change(number, names.get(number, ""), "left") for number in sorted(before - after)),
    ]
    return Diff(segment, first.taken_on, until, len(before), len(after), tuple(changes))


def delete(crm: Workspace, name: str) -> Segment:
    """Take a segment away with its snapshots."""
    with crm.writing("segment delete") as unit:
        segment = pick(crm, name)
        unit.remove_many("snapshot", [one.id for one in segments.snapshots(crm.db, segment.id)])
        unit.remove("segment", segment.id)
    return segment


def pick(crm: Workspace, name: str) -> Segment:
    """The segment of this name."""
    found = segments.by_name(crm.db, fold(name))
    if found is not None:
        return found
    names = [one.name for noun in ("contact", *views.NOUNS) for one in segments.every(crm.db, noun)]
    near = nearest(name, names)
    raise NotFound(
        "There is no segment {name}.",
        name=name,
        near=near or "",
        hint="Did you mean {near}?" if near else "`crm segment list` shows them, `crm segment create` makes one.",
    )


def get(crm: Workspace, number: int) -> Segment:
    """A segment by its number."""
    found = segments.one(crm.db, number)
    if found is None:
        raise NotFound(
            "There is no segment {name}.",
            name=number,
            hint="`crm segment list` shows them, `crm segment create` makes one.",
        )
    return found


def members(crm: Workspace, segment: Segment) -> list[int]:
    """The numbers of those in a segment now."""
    return fields.members(crm, segment.id, queries.condition)


def _of_contacts(segment: Segment) -> Segment:
    if segment.noun != "contact":
        raise Refused(
            "{name} is a view of the noun {noun}.", name=segment.name, noun=segment.noun,
            hint="Only segments of contacts have members.",
        )  # fmt: skip
    return segment


def _found(crm: Workspace, query: str) -> list[int]:
    return contacts.ids_where(crm.db, queries.condition(crm, "contact", query), sorting.order("contact", "id"), None)


def _count(crm: Workspace, segment: Segment) -> int | None:
    try:
        if segment.noun != "contact":
            return views.count(crm, segment.noun, segment.query)
        return len(members(crm, segment))
    except CrmError:  # a query whose figures cannot be told now must not hide the others
        return None


def _taken_by(crm: Workspace, taken: list[Snapshot], day: str) -> Snapshot:
    wanted = spans.span(crm, day).as_of.isoformat()
    for one in taken:
        if one.taken_on <= wanted:
            return one
    raise Refused(
        "No snapshot was taken by {day}.", day=wanted, first=taken[-1].taken_on, hint="The first is of {first}."
    )

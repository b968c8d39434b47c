"""Several contacts into one: what that would do, and doing it, one group or many in one change."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.core.records.consents import Consent, Standing
from crmcli.core.records.contact import Contact
from crmcli.core.records.insight import Former
from crmcli.core.rules.people import consents as permissions
from crmcli.core.rules.people import joining as rules
from crmcli.core.rules.people.joining import Losing
from crmcli.services import copies
from crmcli.services.people.people import get
from crmcli.services.workspace import Workspace
from crmcli.store.changes import joining
from crmcli.store.reads import consents
from crmcli.store.unit import Unit
from crmcli.view import dates
from crmcli.view.columns import labels
from crmcli.view.words import _

_QUIET = ("distinction", "former")
"""Nouns that nobody counts as theirs."""


class Merged(NamedTuple):
    """What a merge did, or would do."""

    contact: Contact
    """The one that stays, as it is afterwards."""
    before: Contact
    """The same as it was."""
    others: tuple[Contact, ...]
    """Those that became part of it, as they were."""
    moved: tuple[tuple[str, int], ...]
    """By noun, how many records were handed over."""
    losing: tuple[Losing, ...]
    """Values that gave way and are in the note now."""
    held_to: tuple[Standing, ...] = ()
    """What they had said of being written to and called that is stricter than the last word, and holds."""
    were_distinct: bool = False
    """Whether somebody had said of two of them that they are not the same."""


def merge(crm: Workspace, survivor: int, others: Sequence[int], command: str) -> Merged:
    """Make the others part of one contact. Refused where they cannot be one."""
    with crm.writing(command) as unit:
        return _merged(crm, unit, survivor, others)


def merge_many(crm: Workspace, groups: Iterable[tuple[int, Sequence[int]]], command: str) -> list[Merged]:
    """The same for many groups, each the one that stays and the others, in one change."""
    groups = list(groups)
    copies.before_many(crm, sum(1 + len(others) for _survivor, others in groups))
    with crm.writing(command) as unit:
        return [_merged(crm, unit, survivor, others) for survivor, others in groups]


def rehearsed(crm: Workspace, groups: Iterable[tuple[int, Sequence[int]]], command: str) -> list[Merged]:
    """What `merge_many` would do; nothing is changed."""
    with crm.rehearsing(command) as unit:
        return [_merged(crm, unit, survivor, others) for survivor, others in groups]


def _merged(crm: Workspace, unit: Unit, survivor: int, others: Sequence[int]) -> Merged:
    unit.settle()
    gone = tuple(get(crm, number) for number in others)
    before = get(crm, survivor)
    result = rules.joined(before, gone)
    ids = [contact.id for contact in gone]
    moving = joining.referring(unit.db, ids)
    were_distinct = joining.has_distinction(unit.db, [survivor, *ids])
    lost = [
        Losing(one.contact_id, one.column, one.value, one.stays) for one in joining.settle_billing(unit, ids, survivor)
    ]
    losing = (*result.losing, *lost)
    contact = rules.noted(result.contact, _lines(crm, (result.contact, *gone), losing))
    held_to = _held_to(crm, unit, [survivor, *ids])
    joining.hand_over(unit, ids, survivor)
    names = {contact.id: contact.name for contact in (before, *gone)}
    for one in held_to:
        unit.save(_stricter(crm, one, survivor, names[one.said.contact_id]))
    for other in gone:
        unit.save(
            Former(uid=other.uid, number=other.id, external_id=other.external_id, name=other.name, contact_id=survivor)
        )
    unit.save(contact)
    unit.remove_many("contact", ids)
    unit.settle()
    moved = tuple((noun, len(numbers)) for noun, numbers in sorted(moving.items()) if noun not in _QUIET)
    return Merged(get(crm, survivor), before, gone, moved, losing, held_to, were_distinct)


def _held_to(crm: Workspace, unit: Unit, ids: Sequence[int]) -> tuple[Standing, ...]:
    """Where they disagree on what is allowed, the strictest that one of them said."""
    said = consents.of_contacts(unit.db, ids)
    sides = [[one for one in said if one.contact_id == number] for number in ids]
    return tuple(permissions.settled(sides, crm.today.isoformat()))


def _stricter(crm: Workspace, held_to: Standing, survivor: int, name: str) -> Consent:
    """The entry which says that the strictest holds, and why."""
    why = _("Contact {id} ({name}) had said so on {day}; of what merged contacts said the strictest holds.")
    said = held_to.said
    return said._replace(
        id=0, uid="", contact_id=survivor, date=crm.today.isoformat(), source=_("merge"), actor=crm.settings.actor,
        evidence=why.format(id=said.contact_id, name=name, day=said.date), created_at="", updated_at="", version=0,
    )  # fmt: skip


def _lines(crm: Workspace, contacts: Sequence[Contact], losing: Sequence[Losing]) -> list[str]:
    """The note's new lines: under whom each value was, what it was."""
    lines = []
    day, stays = dates.long(crm.today), contacts[0].id
    for contact in contacts:
        own = [one for one in losing if one.id == contact.id]
        if own:
            told = _("Before the merge on {day}:") if contact.id == stays else _("From contact {id}, merged on {day}:")
            lines.append(told.format(id=contact.id, day=day))
            lines += [f"- {labels.field(one.field)}: {one.value}" for one in own]
    return lines

"""The sample business whole: a designer and developer in Valencia, with clients near and far."""

from typing import NamedTuple

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.words import FieldType, Tag
from crmcli.services.demo import people, promises, talks
from crmcli.services.demo.chance import Chance
from crmcli.services.demo.days import Days


class Business(NamedTuple):
    """Records in the order in which they can be stored, numbered from 1; contacts are still to be checked."""

    tags: tuple[Tag, ...]
    fields: tuple[FieldType, ...]
    contacts: tuple[Contact, ...]
    interactions: tuple[Interaction, ...]
    tasks: tuple[Task, ...]


def business(chance: Chance, days: Days, actor: str) -> Business:
    """The business as it stands on that day: the same for the same seed, day and zone."""
    cast = people.cast(chance, days.today)
    said, kept = talks.told(chance, cast, days)
    return Business(
        tags=people.tags(),
        fields=people.fields(),
        contacts=tuple(_met(tuple(cast.contacts.values()), said)),
        interactions=tuple(talk._replace(actor=actor) for talk in said),
        tasks=promises.promised(chance, cast, days, kept),
    )


def _met(contacts: tuple[Contact, ...], said: tuple[Interaction, ...]) -> list[Contact]:
    """Everybody stored on the day of the first talk with them, organisations with their first member."""
    first: dict[int, str] = {}
    for talk in said:
        for number in talk.participants:
            first.setdefault(number, talk.created_at)
    for person in contacts:
        if person.organisation_id and person.id in first:
            earlier = first.get(person.organisation_id, first[person.id])
            first[person.organisation_id] = min(earlier, first[person.id])
    return [person._replace(created_at=first.get(person.id, "")) for person in contacts]

"""Tags: put on, taken off, renamed, merged."""

from collections.abc import Sequence

from crmcli.core.errors import NotFound, Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.words import Tag
from crmcli.core.rules import texts
from crmcli.core.values.text import fold, nearest
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, interactions
from crmcli.store.reads import tags as reads


def listed(crm: Workspace) -> list[Tag]:
    """Every tag, by name, with how many contacts carry it."""
    return reads.tags(crm.db)


def get(crm: Workspace, name: str) -> Tag:
    """A tag by its name in any spelling; NotFound names the nearest."""
    tag = reads.tag_by_name(crm.db, fold(name.lstrip("#")))
    if tag is None:
        near = nearest(fold(name), [known.name for known in reads.tags(crm.db)])
        raise NotFound(
            "There is no tag {name}.",
            name=name,
            near=near or "",
            hint="Did you mean {near}? `crm tag list` shows them." if near else "`crm tag list` shows them.",
        )
    return tag


def put(crm: Workspace, names: Sequence[str], targets: Sequence[int], command: str = "tag add") -> list[Contact]:
    """Put tags on contacts; those that have them already stay as they are. The changed ones."""
    wanted = texts.tags(names)
    if not wanted:
        raise Refused("A tag needs a name.", hint="As in: crm tag add client 3")
    with crm.writing(command) as unit:
        changed = []
        for person in contacts.by_ids(unit.db, targets):
            tags = texts.tags((*person.tags, *wanted))
            if len(tags) != len(person.tags):
                unit.save(person._replace(tags=tags))
                changed.append(person.id)
        unit.settle()
        return contacts.by_ids(unit.db, changed)


def take(
    crm: Workspace, names: Sequence[str], targets: Sequence[int] | None, command: str = "tag remove"
) -> list[Contact]:
    """Take tags off contacts, off all that carry one when there are no targets. The changed ones."""
    gone = {get(crm, name).folded for name in names}
    with crm.writing(command) as unit:
        people = (
            contacts.by_ids(unit.db, targets)
            if targets is not None
            else [person for name in names for person in reads.contacts_with_tag(unit.db, get(crm, name).id)]
        )
        changed = []
        for person in people:
            tags = tuple(tag for tag in person.tags if fold(tag) not in gone)
            if len(tags) != len(person.tags):
                unit.save(person._replace(tags=tags))
                changed.append(person.id)
        unit.settle()
        return contacts.by_ids(unit.db, changed)


def rename(crm: Workspace, old: str, new: str) -> Tag:
    """Give a tag another name."""
    found = texts.tags([new])
    if len(found) != 1:
        raise Refused("A tag needs one name.", hint="As in: crm tag rename client customer")
    name = found[0]
    with crm.writing("tag rename") as unit:
        tag = get(crm, old)
        other = reads.tag_by_name(unit.db, fold(name))
        if other is not None and other.id != tag.id:
            raise Refused(
                "There is a tag {name} already.",
                name=other.name,
                old=tag.name,
                hint="`crm tag merge {old} {name}` makes them one.",
            )
        unit.save(tag._replace(name=name))
        unit.settle()
        return get(crm, name)


def merge(crm: Workspace, source: str, target: str) -> tuple[Tag, int]:
    """Let everything that carries one tag carry the other, and remove the first; how many contacts changed."""
    with crm.writing("tag merge") as unit:
        gone, kept = get(crm, source), get(crm, target)
        if gone.id == kept.id:
            raise Refused("{name} is one tag already.", name=kept.name, hint="`crm tag list` shows the others.")
        people = reads.contacts_with_tag(unit.db, gone.id)
        for person in people:
            unit.save(person._replace(tags=_swapped(person.tags, gone, kept)))
        for talk in interactions.by_ids(unit.db, reads.interactions_with_tag(unit.db, gone.id)):
            unit.save(talk._replace(tags=_swapped(talk.tags, gone, kept)))
        if gone.cadence and not kept.cadence:
            unit.save(kept._replace(cadence=gone.cadence))
        unit.remove("tag", gone.id)
        unit.settle()
        return get(crm, kept.name), len(people)


def _swapped(tags: Sequence[str], gone: Tag, kept: Tag) -> tuple[str, ...]:
    return texts.tags([kept.name if fold(tag) == gone.folded else tag for tag in tags])

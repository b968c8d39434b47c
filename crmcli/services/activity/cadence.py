"""Keeping in touch: intervals agreed with contacts and tags, and who is due."""

from crmcli.core.errors import NotFound
from crmcli.core.records.touch import Cadence
from crmcli.core.values import durations
from crmcli.core.values.text import fold
from crmcli.services.people import listing, people
from crmcli.services.people.listing import Page
from crmcli.services.workspace import Workspace
from crmcli.store.reads import cadences as reads
from crmcli.store.reads import tags as tag_reads

NONE = ("none", "never", "no", "ninguna", "nunca")
_TAG = "tag:"


def settle(crm: Workspace, target: str, interval: str) -> Cadence:
    """Agree an interval with a contact, or with all who carry a tag (`#vip`, `tag:vip`); `none` takes it away."""
    length = "" if fold(interval.strip()) in NONE else durations.parse_interval(interval.removeprefix("every "))
    name = target.removeprefix(_TAG).removeprefix("#").strip()
    with crm.writing("cadence set") as unit:
        if name == target:
            person = people.get(crm, people.pick(crm, target, sure=True))
            unit.save(person._replace(cadence=length))
            unit.settle()
            after = people.get(crm, person.id)
            return Cadence("contact", after.id, after.name, after.cadence, 1, after.touch_by)
        tag = tag_reads.tag_by_name(unit.db, fold(name))
        if tag is None:
            raise NotFound("There is no tag {tag}.", tag=name, hint="`crm tag list` shows them.")
        unit.save(tag._replace(cadence=length))
        return Cadence("tag", tag.id, tag.name, length, tag.contacts, "")


def agreed(crm: Workspace) -> list[Cadence]:
    """Every interval: those of tags, then those of contacts."""
    return reads.cadences(crm.db)


def due(crm: Workspace, days: int = 0, *, limit: int | None = None) -> Page:
    """Who should hear from us by today or within some days, the longest overdue first."""
    last = durations.add(crm.today, durations.Duration(days=days))
    return listing.contacts(crm, f"touch<={last.isoformat()}", sort="touch", limit=limit, total=True)

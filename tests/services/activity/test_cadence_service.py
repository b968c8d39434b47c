"""Intervals to keep in touch, agreed with contacts and tags, and who is due."""

import pytest

from crmcli.core.errors import Ambiguous, Invalid, NotFound
from crmcli.core.records.activity import Interaction
from crmcli.core.records.contact import Contact
from crmcli.services.activity import cadence
from crmcli.services.people import adding, people
from crmcli.services.workspace import Workspace
from crmcli.store import journal


def person(crm: Workspace, name: str, last: str = "", tags: tuple[str, ...] = ()) -> int:
    number = adding.add(crm, Contact(name=name, tags=tags)).contact.id
    if last:
        with crm.writing("log call") as unit:
            unit.save(Interaction(at=last, channel="call", participants=(number,)))
    return number


def test_an_interval_counts_from_the_last_contact_and_never_ends_on_a_weekend(workspace: Workspace) -> None:
    number = person(workspace, "Ana", "2026-01-31")
    agreed = cadence.settle(workspace, "Ana", "1 month")
    assert (agreed.kind, agreed.id, agreed.cadence, agreed.touch_by) == ("contact", number, "1m", "2026-03-02")
    assert cadence.settle(workspace, "ana", "21 days").touch_by == "2026-02-23"


def test_the_interval_of_a_contact_beats_that_of_a_tag_and_of_tags_the_shortest_wins(workspace: Workspace) -> None:
    number = person(workspace, "Ana", "2026-11-02", ("vip", "press"))
    cadence.settle(workspace, "tag:vip", "4w")
    assert people.get(workspace, number).touch_by == "2026-11-30"
    assert cadence.settle(workspace, "#PRESS", "1w").contacts == 1
    assert people.get(workspace, number).touch_by == "2026-11-09"
    cadence.settle(workspace, "1", "2w")
    assert people.get(workspace, number).touch_by == "2026-11-16"
    assert cadence.settle(workspace, "1", "none").cadence == ""
    assert people.get(workspace, number).touch_by == "2026-11-09"


def test_a_change_of_an_interval_can_be_undone(workspace: Workspace) -> None:
    number = person(workspace, "Ana", "2026-11-02", ("vip",))
    before = people.get(workspace, number)
    cadence.settle(workspace, "tag:vip", "4w")
    with workspace.writing("undo", kind="undo") as unit:
        journal.undo(unit, None, force=False)
    assert people.get(workspace, number) == before
    assert cadence.agreed(workspace) == []


@pytest.mark.parametrize(
    ("target", "interval", "error"),
    [
        ("Ana", "often", Invalid),
        ("Ana", "1h", Invalid),
        ("Ana", "1m2d", Invalid),
        ("An", "3w", Ambiguous),
        ("Nobody", "3w", NotFound),
        ("tag:nothing", "3w", NotFound),
    ],
)
def test_what_cannot_be_agreed(workspace: Workspace, target: str, interval: str, error: type[Exception]) -> None:
    person(workspace, "Ana")
    with pytest.raises(error):
        cadence.settle(workspace, target, interval)


def test_the_list_has_tags_and_contacts(workspace: Workspace) -> None:
    person(workspace, "Bruno", tags=("vip",))
    person(workspace, "Ana", "2026-11-02")
    cadence.settle(workspace, "Bruno", "2m")
    cadence.settle(workspace, "Ana", "3w")
    cadence.settle(workspace, "tag:vip", "4w")
    assert [(agreed.kind, agreed.name, agreed.cadence) for agreed in cadence.agreed(workspace)] == [
        ("tag", "vip", "4w"), ("contact", "Ana", "3w"), ("contact", "Bruno", "2m"),
    ]  # fmt: skip


def test_who_is_due(workspace: Workspace) -> None:
    for name, last in (
        ("Today", "2026-11-13"),
        ("Worst", "2026-08-03"),
        ("Soon", "2026-11-17"),
        ("Late", "2026-11-02"),
    ):
        person(workspace, name, last)
        cadence.settle(workspace, name, "1w" if name != "Today" else "9d")
    monday = Workspace({**workspace.environ, "CRM_NOW": "2026-11-23T09:30"})
    assert [who.name for who in cadence.due(monday).records] == ["Worst", "Late", "Today"]
    assert [who.name for who in cadence.due(monday, 1).records] == ["Worst", "Late", "Today", "Soon"]
    assert cadence.due(monday, limit=1).total == 3
    monday.close()

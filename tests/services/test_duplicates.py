"""Duplicates: which are found, how sure, what is remembered, and how it fares against known truth."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.records.contact import Address, Contact, Point
from crmcli.services.people import adding, duplicates
from crmcli.services.people.duplicates import Twin
from crmcli.services.workspace import Workspace
from tests.store.books import dump

Crm = Callable[..., Any]


def fill(crm: Workspace, *people: Contact) -> None:
    with crm.writing("fill") as unit:
        for person in people:
            unit.save(adding.prepared(crm, unit, person))
            unit.settle()


def person(name: str, *, email: str = "", phone: str = "", **rest: Any) -> Contact:
    return Contact(
        name=name,
        emails=(Point(email),) if email else (),
        phones=(Point(phone),) if phone else (),
        **rest,
    )


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    """Forty people of whom none is another."""
    given = ("Ana", "Bruno", "Carla", "Diego", "Elena", "Fermín", "Gloria", "Hugo")
    family = ("Acosta", "Benítez", "Cano", "Duarte", "Espina")
    fill(
        workspace,
        *(
            person(
                f"{g} {f}", email=f"{g}.{f}@x{i}.example".lower(), phone=f"+34 600 {i}{j}0 111",
                birthday=f"19{i}5-0{j + 1}-11",
            )
            for i, f in enumerate(family)
            for j, g in enumerate(given)
        ),
    )  # fmt: skip
    return workspace


def pairs(crm: Workspace) -> dict[tuple[int, int], Twin]:
    return {(pair.left, pair.right): pair for pair in duplicates.found(crm)}


def test_people_who_only_share_words_of_names_are_not_alike(town: Workspace) -> None:
    assert pairs(town) == {}


def test_the_same_e_mail_or_phone_with_a_name_that_agrees_is_certain(town: Workspace) -> None:
    fill(
        town,
        person("Acosta, Ana", email="ana.acosta@x0.example"),
        person("Bruno Acosta Ruiz", phone="600 010 111"),
        person("Carla Acotsa", email="carla.acosta@x0.example"),
    )
    found = pairs(town)
    assert {key: pair.certainty for key, pair in found.items()} == {
        (1, 41): "certain",
        (2, 42): "certain",
        (3, 43): "certain",
    }
    assert [reason.code for reason in found[1, 41].reasons] == ["same-name", "same"]
    assert [reason.code for reason in found[3, 43].reasons] == ["name-close", "same"]


def test_homonyms_are_never_certain(town: Workspace) -> None:
    fill(
        town,
        person("Ana Acosta"),
        person("Hugo Cano", organisation="Telares SL"),
        person("Hugo Cano", organisation="Telares SL"),
        person("Diego Duarte", birthday="1999-01-01", email="d@y.example"),
    )
    found = pairs(town)
    assert found[1, 41].certainty == "possible"
    assert {pair.certainty for pair in found.values()} <= {"possible", "likely"}
    assert not any(45 in key for key in found), "another birthday, another e-mail"


def test_two_people_at_one_switchboard_are_not_alike(town: Workspace) -> None:
    fill(
        town,
        *(
            person(name, phone="+34 910 000 001", organisation="Loom SL", email="info@loom.example")
            for name in ("Inés Robles", "Jorge Robles", "Katia Soto")
        ),
        person("Inés Robles", phone="+34 910 000 001"),
    )
    found = pairs(town)
    assert {key: pair.certainty for key, pair in found.items()} == {(42, 45): "possible"}
    assert [reason.code for reason in found[42, 45].reasons] == ["same-name", "shared"]


def test_what_was_told_apart_is_not_listed_again_until_that_is_undone(crm: Crm) -> None:
    crm("contact", "add", "Ana García", "--phone", "600 111 222")
    crm("contact", "add", "Ana Garcia", "--phone", "600 111 222")
    assert json.loads(crm("duplicates", "--json").out)[0]["certainty"] == "certain"
    assert crm("duplicates", "ignore", "1", "2", "--note", "cousins").code == 0
    assert crm("duplicates", "ignore", "2", "1").out == ""
    assert (json.loads(crm("duplicates", "--json").out), crm("duplicates", "merge", "--yes").code) == ([], 0)
    assert crm("contact", "list", "--count").out == "2\n"
    crm("undo")
    assert len(json.loads(crm("duplicates", "list", "--sure", "certain", "--json").out)) == 1
    assert crm("duplicates", "list", "--sure", "sure").code == 2
    assert crm("duplicates", "ignore", "1").code == 5
    assert crm("duplicates", "review").code == 2


def test_the_certain_ones_are_merged_in_one_change(town: Workspace, crm: Crm, home: Path) -> None:
    fill(
        town,
        person("Acosta, Ana", email="ana.acosta@x0.example"),
        person("Ana Acosta", email="ana.acosta@x0.example"),
        person("Bruno Acosta", phone="600 010 111"),
        person("Carla Acosta"),
    )
    before = dump(home / "crm.db")
    assert crm("duplicates", "merge").code == 2
    dry = crm("duplicates", "merge", "--dry-run")
    assert (dry.code, dump(home / "crm.db") == before) == (0, True)
    told = json.loads(crm("duplicates", "merge", "--yes", "--json").out)
    assert sorted((one["id"], one["merged"]) for one in told) == [(1, [41, 42]), (2, [43])]
    assert [one["certainty"] for one in json.loads(crm("duplicates", "--json").out)] == ["possible"]
    crm("undo")
    assert dump(home / "crm.db") == before


def test_an_empty_book_has_none(crm: Crm) -> None:
    assert crm("duplicates").code == 0
    crm("contact", "add", "+34 600 111 222", "--phone", "600111222")
    assert crm("duplicates").out == ""


def test_febrl(workspace: Workspace, corpora: Path) -> None:
    folder = corpora / "dedupe" / "febrl"
    with (folder / "dataset1.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            {key: (value or "").strip() for key, value in row.items()}
            for row in csv.DictReader(stream, skipinitialspace=True)
        ]
    fill(workspace, *(_febrl(row) for row in rows))
    names = {number: row["rec_id"] for number, row in enumerate(rows, 1)}
    with (folder / "dataset1_true_pairs.csv").open(encoding="utf-8", newline="") as stream:
        truth = {frozenset(row.values()) for row in csv.DictReader(stream)}
    found = {
        frozenset((names[pair.left], names[pair.right])): pair.certainty
        for pair in duplicates.found(workspace)
        if pair.certainty != "possible"
    }
    right = len(found.keys() & truth)
    assert right / len(truth) >= 0.95
    assert right / len(found) >= 0.99
    assert {pair for pair, certainty in found.items() if certainty == "certain"} <= truth


def _febrl(row: dict[str, str]) -> Contact:
    day = row["date_of_birth"]
    try:
        birthday = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        birthday = ""
    return Contact(
        name=f"{row['given_name']} {row['surname']}".strip() or "?",
        birthday=birthday,
        addresses=(
            Address(
                street=f"{row['street_number']} {row['address_1']}".strip(), city=row["suburb"],
                region=row["state"], postal_code=row["postcode"],
            ),
        ),
        fields=tuple((name, row[name]) for name in ("soc_sec_id",) if row[name]),
    )  # fmt: skip

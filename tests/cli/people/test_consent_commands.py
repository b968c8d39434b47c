"""Permissions on the command line: written down with their source, asked for in queries, merged to the strictest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import dump

Crm = Callable[..., Any]
GRANT = ("consent", "grant", "Ana", "--purpose", "newsletter", "--source", "web form")


@pytest.fixture
def people(crm: Crm) -> Crm:
    """Ana, Bo and Cy; Ana agreed to the newsletter, Cy refused it."""
    crm("contact", "add", "Ana", "--email", "ana@x.example", "--tag", "client")
    crm("contact", "add", "Bo", "--email", "bo@x.example", "--tag", "client")
    crm("contact", "add", "Cy", "--tag", "client")
    assert crm(*GRANT, "--evidence", "Yes, send me news", "--expires", "2027-11-22").code == 0
    assert crm("consent", "deny", "Cy", "--purpose", "newsletter", "--channel", "email", "--source", "call").code == 0
    return crm


def names(crm: Crm, *query: str) -> list[str]:
    ran = crm("contact", "list", "--json", "--", *query)
    assert ran.code == 0, ran
    return [one["name"] for one in json.loads(ran.out)]


def states(crm: Crm, who: str, *options: str) -> dict[str, str]:
    told = json.loads(crm("consent", "status", who, *options, "--json").out)
    return {f"{one['channel']}-{one['purpose']}": one["state"] for one in told}


def test_a_permission_is_written_down_with_its_source_and_day(people: Crm) -> None:
    (told,) = json.loads(people("consent", "history", "Ana", "--json").out)
    assert {name: told[name] for name in ("action", "channel", "purpose", "date", "source", "evidence", "basis")} == {
        "action": "granted", "channel": "email", "purpose": "newsletter", "date": "2026-11-22", "source": "web form",
        "evidence": "Yes, send me news", "basis": "consent",
    }  # fmt: skip
    (status,) = json.loads(people("consent", "status", "Ana", "--json").out)
    assert (status["state"], status["allowed"], status["expires"]) == ("granted", True, "2027-11-22")
    assert states(people, "Bo") == {}
    assert states(people, "Ana", "--date", "2026-11-21") == {}
    card = people("show", "Ana", "--format", "table").out
    assert "Agreed to  newsletter by e-mail (until Mon 22 Nov 2027)" in card
    assert json.loads(people("show", "Ana", "--json").out)["consents"] == [status]
    (line,) = json.loads(people("timeline", "Ana", "--channel", "consent", "--json").out)
    assert (line["kind"], line["title"], line["detail"], line["outcome"]) == (
        "consent", "newsletter", "email", "granted",
    )  # fmt: skip
    assert "newsletter by e-mail" in people("timeline", "Ana", "--format", "table").out


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("consent:newsletter", ["Ana"]),
        ("consent:email-newsletter", ["Ana"]),
        ("consent:post-newsletter", []),
        ("consent:email", ["Ana"]),
        ("consent:survey", []),
        ("consent:survey,newsletter", ["Ana"]),
        ("consent!=newsletter", ["Bo", "Cy"]),
        ("not consent:newsletter", ["Bo", "Cy"]),
        ("tag:client -consent:newsletter", ["Bo", "Cy"]),
        ("tag:client consent:newsletter", ["Ana"]),
        ("refused:newsletter", ["Cy"]),
        ("not (consent:any or refused:any)", ["Bo"]),
        ("has:consent", ["Ana"]),
        ("permiso:newsletter", ["Ana"]),
    ],
)
def test_queries_ask_for_permissions(people: Crm, query: str, found: list[str]) -> None:
    assert names(people, query) == found


def test_permissions_end_and_exports_follow(people: Crm) -> None:
    exported = people("export", "contacts", "consent:email-newsletter", "--format", "jsonl").out
    assert [json.loads(line)["name"] for line in exported.splitlines()] == ["Ana"]
    for now, found in (("2027-11-22T23:00:00+01:00", "Ana\n"), ("2027-11-23T00:30:00+01:00", "")):
        assert people("contact", "list", "consent:newsletter", "--columns", "name", CRM_NOW=now).out == found
    (told,) = json.loads(people("consent", "status", "Ana", "--json", CRM_NOW="2027-11-23T00:30:00+01:00").out)
    assert (told["state"], told["allowed"]) == ("expired", False)


@pytest.mark.parametrize("word", ["news", "pigeon-newsletter", "email-news", "email-"])
def test_what_no_permission_is_called_is_an_error_with_the_words(people: Crm, word: str) -> None:
    ran = people("contact", "list", f"consent:{word}")
    assert (ran.code, "email-newsletter" in ran.err) == (2, True)


def test_no_is_as_easy_as_yes(people: Crm) -> None:
    people("consent", "grant", "Ana", "-p", "survey,newsletter", "-c", "sms,email", "--source", "call")
    assert people("consent", "withdraw", "Ana", "--purpose", "survey").code == 0
    assert states(people, "Ana") == {
        "email-newsletter": "granted", "sms-newsletter": "granted", "email-survey": "withdrawn",
        "sms-survey": "withdrawn",
    }  # fmt: skip
    people("consent", "withdraw", "Ana")
    assert set(states(people, "Ana").values()) == {"withdrawn"}
    before = people("consent", "history", "Ana").out
    assert people("consent", "withdraw", "Ana").code == 0
    assert people("consent", "history", "Ana").out == before
    people("consent", "deny", "Ana")
    told = states(people, "Ana")
    assert (len(told), set(told.values())) == (20, {"denied"})
    people("consent", "withdraw", "Ana", "-p", "newsletter", "-c", "email")
    assert states(people, "Ana")["email-newsletter"] == "denied"


def test_a_second_no_of_a_day_takes_back_what_was_granted_between(people: Crm) -> None:
    grant = ("consent", "grant", "Bo", "-p", "newsletter", "--source")
    for words in ((*grant, "form"), ("consent", "withdraw", "Bo"), (*grant, "call"), ("consent", "withdraw", "Bo")):
        assert people(*words).code == 0
    assert states(people, "Bo") == {"email-newsletter": "withdrawn"}
    assert len(json.loads(people("consent", "history", "Bo", "--json").out)) == 4
    for _ in range(2):
        people(*grant, "form")
        assert states(people, "Bo") == {"email-newsletter": "granted"}
    assert len(json.loads(people("consent", "history", "Bo", "--json").out)) == 5


def test_many_at_once_are_asked_rehearsed_and_never_override_a_no(people: Crm) -> None:
    grant = ("consent", "grant", "--query", "tag:client", "-p", "newsletter", "--source", "fair")
    assert people(*grant).code == 2
    dry = people(*grant, "--dry-run", "--json")
    assert [one["contact_id"] for one in json.loads(dry.out)] == [1, 2]
    assert states(people, "Bo") == {}
    ran = people(*grant, "--yes", "--json")
    assert ([one["contact_id"] for one in json.loads(ran.out)], "refused: 1" in ran.err) == ([1, 2], True)
    assert states(people, "Cy") == {"email-newsletter": "denied"}
    said = people("consent", "grant", "Cy", "-p", "newsletter", "--source", "letter of 22 November")
    assert (said.code, "Refused before" in said.err, names(people, "consent:newsletter")) == (
        0, True, ["Ana", "Bo", "Cy"],
    )  # fmt: skip


def test_what_was_said_earlier_does_not_take_the_place_of_what_was_said_later(people: Crm) -> None:
    ran = people("consent", "grant", "Cy", "-p", "newsletter", "--source", "old form", "--date", "2020-01-01")
    assert (ran.code, "later was said" in ran.err) == (0, True)
    assert names(people, "consent:newsletter") == ["Ana"]
    assert states(people, "Cy", "--date", "2020-06-01") == {"email-newsletter": "granted"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("-p", "newsletter"), 2),
        (("--source", "form"), 2),
        (("-p", "newsletter", "--source", "  "), 2),
        (("-p", "spam", "--source", "form"), 5),
        (("-p", "survey", "-c", "pigeon", "--source", "form"), 5),
        (("-p", "survey", "--source", "form", "--basis", "because"), 5),
        (("-p", "survey", "--source", "form", "--date", "tomorrow"), 5),
        (("-p", "survey", "--source", "form", "--expires", "2026-01-01"), 5),
        (("-p", "survey", "--source", "x" * 1001), 5),
        (("-p", "survey", "--pending", "--expires", "2028-01-01"), 2),
    ],
)
def test_what_is_refused_says_the_way_out_and_changes_nothing(
    people: Crm, home: Path, options: tuple[str, ...], code: int
) -> None:
    before = dump(home / "crm.db")
    ran = people("consent", "grant", "Ana", *options, "--json")
    assert (ran.code, bool(json.loads(ran.err)["hint"])) == (code, True)
    assert dump(home / "crm.db") == before


def test_one_undo_takes_an_entry_back_and_redo_brings_it_again(people: Crm, home: Path) -> None:
    before = dump(home / "crm.db")
    for verb in (("deny",), ("withdraw",), ("grant", "-p", "survey", "--source", "call")):
        people("consent", verb[0], "Ana", *verb[1:])
        after = dump(home / "crm.db")
        assert after != before
        people("undo")
        assert dump(home / "crm.db") == before
        people("redo")
        assert dump(home / "crm.db") == after
        people("undo")


def test_of_merged_contacts_the_strictest_holds_and_one_undo_brings_both_back(people: Crm, home: Path) -> None:
    before = dump(home / "crm.db")
    dry = people("contact", "merge", "Ana", "Cy", "--dry-run")
    assert "The strictest holds: denied: newsletter by e-mail  (#3)" in dry.err
    assert dump(home / "crm.db") == before
    told = json.loads(people("contact", "merge", "Ana", "Cy", "--yes", "--json").out)
    assert told["held_to"] == [{"purpose": "newsletter", "channel": "email", "state": "denied", "contact_id": 3}]
    assert states(people, "Ana") == {"email-newsletter": "denied"}
    assert len(json.loads(people("consent", "history", "Ana", "--json").out)) == 3
    people("undo")
    assert dump(home / "crm.db") == before


def test_an_older_no_outlasts_a_newer_yes_when_two_become_one(people: Crm) -> None:
    people("consent", "deny", "Bo", "-p", "newsletter", "-c", "email", "--date", "2020-01-01")
    people("contact", "merge", "Ana", "Bo", "--yes")
    newest, *_others = json.loads(people("consent", "history", "Ana", "--json").out)
    assert (newest["action"], newest["source"], newest["date"]) == ("denied", "merge", "2026-11-22")
    assert "Contact 2 (Bo) had said so on 2020-01-01" in newest["evidence"]
    assert states(people, "Ana") == {"email-newsletter": "denied"}


def test_the_trash_takes_the_ledger_along(people: Crm, home: Path) -> None:
    before = dump(home / "crm.db")
    people("contact", "delete", "Ana")
    assert people("trash", "empty", "--yes").code == 0
    people("undo")
    people("undo")
    assert dump(home / "crm.db") == before


def test_the_question_counts_of_whom_something_is_written(people: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("crmcli.cli.commands.people.consent.confirm", lambda *_, **told: asked.append(told["count"]))
    grant = ("consent", "grant", "--query", "tag:client", "-p", "newsletter", "--source", "call")
    people(*grant, "--dry-run")
    assert asked == []
    written = json.loads(people(*grant, "--json").out)
    assert asked == [len({one["contact_id"] for one in written})] != [3]

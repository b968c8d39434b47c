"""`crm show` and `crm timeline`: somebody on one screen, the whole history, and the same for scripts."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crmcli.services.activity import timeline

Crm = Callable[..., Any]


@pytest.fixture
def book(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A book with Ana of Telares (2), her firm (1) and Bruno (3), with a past and a future."""
    monkeypatch.setenv("COLUMNS", "100")
    crm(
        "contact", "add", "Ana García", "--company", "Telares SL", "--job", "CEO", "-e", "work=ana@telares.example",
        "-p", "600 111 222", "-t", "vip", "--birthday", "10/12/1985", "--cadence", "3w", "--field", "size=42",
    )  # fmt: skip
    crm("contact", "add", "Bruno Díaz")
    crm("log", "call", "2", "3", "asked for the offer", "--at", "1 nov", "--outcome", "positive")
    crm("log", "email", "2", "sent it", "--at", "20 nov 10:00", "--subject", "The offer", "--next", "+3d: ask again")
    crm("task", "add", "Send the samples", "--due", "yesterday", "--contact", "2")
    crm("task", "add", "Thank her", "--due", "5 nov", "--contact", "2")
    crm("task", "done", "3", CRM_NOW="2026-11-06T12:00")
    return crm


def test_the_card_is_one_screen(book: Crm) -> None:
    assert book("show", "ana", "garcia", "--format", "table") == (
        0,
        "Ana García  #2\n"
        "  Organisation   Telares SL · CEO\n"
        "  E-mail         ana@telares.example  (work)\n"
        "  Phone          600 111 222\n"
        "  Tags           #vip\n"
        "  Birthday       10 Dec 1985 (turns 41 in 3 weeks)\n"
        "  size           42\n"
        "  Last contact   Fri 20 Nov 2026 (2 days ago)\n"
        "  Keep in touch  3w, Fri 11 Dec 2026 (in 3 weeks)\n"
        "\n"
        "Due\n"
        "  Sat 21 Nov  1 d   Send the samples\n"
        "  Wed 25 Nov  +3 d  ask again\n"
        "\n"
        "Last interactions\n"
        "  Fri 20 Nov 10:00  e-mail  The offer\n"
        "  Sun 1 Nov         call    asked for the offer  → positive\n",
        "",
    )


def test_the_card_of_an_organisation_has_its_people(book: Crm) -> None:
    shown = book("show", "Telares SL", "--format", "table").out
    assert "\nPeople\n  2  Ana García · CEO\n" in shown
    assert "  Wed 25 Nov  +3 d  ask again (Ana García)\n" in shown
    assert "  Sun 1 Nov         call    asked for the offer (Ana García, Bruno Díaz)  → positive\n" in shown


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_the_card_fits_the_screen(book: Crm, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    book("contact", "set", "2", "note=" + "palabra " * 60)
    lines = book("show", "2", "--format", "table").out.splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert len(lines) <= 24 or columns == "60"


def test_the_card_for_scripts(book: Crm) -> None:
    card = json.loads(book("show", "2", "--json").out)
    assert (card["name"], card["organisation"], card["fields"]) == ("Ana García", "Telares SL", {"size": "42"})
    assert [said["id"] for said in card["interactions"]] == [2, 1]
    assert [task["title"] for task in card["tasks"]] == ["Send the samples", "ask again"]
    assert card["people"] == []
    firm = json.loads(book("show", "1", "--json").out)
    assert firm["people"] == [{"id": 2, "name": "Ana García", "job_title": "CEO"}]
    assert set(json.loads(book("contact", "show", "2", "--json").out)) < set(card)
    assert json.loads(book("show", "2", "--format", "jsonl").out) == card


def test_the_card_as_lines_says_what_each_is(book: Crm) -> None:
    lines = [line.split("\t")[:2] for line in book("show", "2").lines]
    assert lines == [["contact", "2"], ["interaction", "2"], ["interaction", "1"], ["task", "2"], ["task", "1"]]
    assert book("show", "2", "--columns", "name,tags").out == "Ana García\tvip\n"


def test_nobody_is_shown_by_guess(book: Crm) -> None:
    assert book("show", "bru").out.startswith("contact\t3\tBruno")
    book("contact", "add", "Bruno Ruiz")
    assert (book("show", "bruno").code, book("show", "nobody").code, book("timeline", "99").code) == (4, 3, 3)


def test_the_timeline_goes_back_from_today(book: Crm) -> None:
    assert book("timeline", "Ana García") == (
        0,
        "2026-11-20T09:00:00Z\temail\t2\tThe offer\t\t\t\n"
        "2026-11-06T11:00:00Z\ttask\t3\tThank her\t\tdone\t\n"
        "2026-11-01\tcall\t1\tasked for the offer\t\tpositive\tBruno Díaz\n",
        "",
    )
    assert book("timeline", "ana", "--format", "table").out == (
        "When              What    #  Said                 Outcome   With\n"
        "Fri 20 Nov 10:00  e-mail  2  The offer\n"
        "Fri 6 Nov 12:00   task    3  Thank her            done\n"
        "Sun 1 Nov         call    1  asked for the offer  positive  Bruno Díaz\n"
    )


def test_the_timeline_is_narrowed(book: Crm) -> None:
    def ids(*words: str) -> list[tuple[str, int]]:
        return [(row["kind"], row["id"]) for row in json.loads(book("timeline", "2", *words, "--json").out)]

    assert ids("--channel", "call") == [("call", 1)]
    assert ids("--channel", "task,email") == [("email", 2), ("task", 3)]
    assert ids("--since", "6 nov") == [("email", 2), ("task", 3)]
    assert ids("--since", "7 nov") == [("email", 2)]
    assert ids("--limit", "2") == [("email", 2), ("task", 3)]
    assert book("timeline", "2", "--channel", "fax").code == 5
    assert book("timeline", "2", "--since", "soon").code == 5


def test_the_timeline_in_every_format(book: Crm) -> None:
    (first, *_) = json.loads(book("timeline", "2", "--json").out)
    assert first == {
        "at": "2026-11-20T09:00:00Z", "kind": "email", "id": 2, "title": "The offer", "detail": "sent it",
        "amount": None, "outcome": None, "with": [], "until": None,
    }  # fmt: skip
    assert json.loads(book("timeline", "2", "--format", "jsonl").lines[0]) == first
    assert (
        book("timeline", "2", "--format", "csv").lines[0]
        == "at,kind,id,title,detail,amount_minor,amount_currency,outcome,with,until"
    )
    assert (
        book("timeline", "2", "--format", "tsv").lines[1]
        == "2026-11-20T09:00:00Z\temail\t2\tThe offer\tsent it\t\t\t\t\t"
    )
    assert book("timeline", "3", "--columns", "id,with").out == "1\tAna García\n"


def test_an_empty_history_says_how_to_begin(book: Crm) -> None:
    book("contact", "add", "Carla")
    assert book("timeline", "Carla", "--format", "table").out == 'Nothing yet. `crm log call NAME "..."` logs a call.\n'
    assert book("timeline", "Carla", "--json").out == "[]\n"
    assert book("show", "Carla", "--format", "table").out == "Carla  #4\n"


def test_an_organisation_has_the_history_of_its_people(book: Crm) -> None:
    rows = json.loads(book("timeline", "Telares SL", "--json").out)
    assert [(row["kind"], row["with"]) for row in rows] == [
        ("email", ["Ana García"]), ("task", ["Ana García"]), ("call", ["Ana García", "Bruno Díaz"]),
    ]  # fmt: skip


def test_help_tells_every_word_that_a_timeline_takes(crm: Crm) -> None:
    for language in ("es", "en"):
        told = " ".join(crm("timeline", "--help", CRM_LANG=language, COLUMNS="200").out.split())
        assert f": {', '.join(timeline.WORDS)}." in told

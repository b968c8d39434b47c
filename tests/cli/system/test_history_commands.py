"""undo, redo and history, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Crm = Callable[..., Ran]


@pytest.fixture
def ana(crm: Crm) -> None:
    """A contact with a company, tags and a task: three change sets."""
    crm("contact", "add", "Ana García", "--email", "ana@x.example", "--tag", "vip", "--company", "Telares SL")
    crm("contact", "set", "ana@x.example", "job=Jefa", "nickname=Anita")
    crm("task", "add", "Send the offer", "--contact", "2", "--due", "2026-11-30")


@pytest.mark.usefixtures("ana")
def test_undo_says_what_and_redo_how(crm: Crm) -> None:
    undone = crm("undo", "--format", "table", CRM_NOW="2026-11-22T09:35")
    assert undone.out == "Took back change 3 (task add, 5 minutes ago): 1 record. `crm redo` brings it back.\n"
    assert crm("task", "list").out == ""
    redone = crm("redo", "--format", "table", CRM_NOW="2026-11-22T12:35")
    assert redone.out == "Brought back change 3 (task add, 3 hours ago): 1 record. `crm undo` takes it back.\n"
    assert "Send the offer" in crm("task", "list").out


@pytest.mark.usefixtures("ana")
def test_undo_of_a_chosen_change(crm: Crm) -> None:
    assert crm("undo", "2").out == "2\tcontact set\n"
    shown = json.loads(crm("contact", "show", "2", "--json").out)
    assert (shown["job_title"], shown["nickname"]) == (None, None)
    assert [row["undone_by"] for row in json.loads(crm("history", "--json").out)] == [None, None, 4, None]


@pytest.mark.usefixtures("ana")
def test_undo_as_json(crm: Crm) -> None:
    assert json.loads(crm("undo", "--json").out) == {
        "kind": "undo", "change_set": 3, "command": "task add", "at": "2026-11-22T08:30:00Z", "by": 4, "records": 1,
        "skipped": [],
    }  # fmt: skip


@pytest.mark.usefixtures("ana")
def test_what_stands_in_the_way_is_listed_and_force_goes_round_it(crm: Crm) -> None:
    refused = crm("undo", "1")
    assert refused.code == 5
    assert refused.err == (
        "crm: Change 1 (contact add) cannot be taken back as a whole; 3 of its records stand in the way:\n"
        "  contact 2 Ana García: changed since\n"
        "  contact 1 Telares SL: contact 2 refers to it\n"
        "  tag 1 vip: contact 2 refers to it\n"
        "  --force leaves these as they are and does the rest.\n"
    )
    crm("contact", "add", "Bo", "--tag", "new")
    crm("contact", "set", "3", "note=changed")
    crm("tag", "remove", "new", "3")
    forced = crm("undo", "4", "--force", "--json")
    assert forced.code == 7
    assert [(o["noun"], o["reason"]) for o in json.loads(forced.out)["skipped"]] == [("contact", "changed")]
    assert "contact 3 Bo: changed since" in forced.err


@pytest.mark.usefixtures("ana")
def test_a_rehearsal_changes_nothing(crm: Crm) -> None:
    told = crm("undo", "--dry-run", "--format", "table")
    assert told.out == "Would take back change 3 (task add, just now): 1 record. Nothing was changed.\n"
    refused = crm("undo", "1", "--dry-run", "--readonly")
    assert (refused.code, refused.out, refused.err) == (5, "", crm("undo", "1").err)
    blocked = crm("undo", "1", "--dry-run", "--force", "--json", "--readonly")
    assert blocked.code == 5, "nothing would be left to do"
    assert "Nothing of change 1 is left" in blocked.err
    crm("contact", "set", "1", "2", "note=both", "--yes")
    crm("contact", "set", "2", "note=one")
    blocked = crm("undo", "4", "--dry-run", "--force", "--json", "--readonly")
    assert blocked.code == 0
    assert json.loads(blocked.out)["skipped"]
    assert len(crm("history").lines) == 5
    assert crm("redo", "--dry-run").code == 3


def test_nothing_to_undo_makes_no_book(crm: Crm, home: Path) -> None:
    for command in ("undo", "redo"):
        assert crm(command).code == 3
    assert list(home.iterdir()) == []
    assert crm("history", "--format", "table").out == "Nothing was changed yet.\n"


@pytest.mark.usefixtures("ana")
def test_history_for_people(crm: Crm) -> None:
    crm("undo")
    assert crm("history", "--format", "table").lines == [
        "#  When                   By   Command      Records  State",
        "4  Sun 22 Nov 2026 09:30  ana  undo               1  undoes 3",
        "3  Sun 22 Nov 2026 09:30  ana  task add           1  undone by 4",
        "2  Sun 22 Nov 2026 09:30  ana  contact set        1",
        "1  Sun 22 Nov 2026 09:30  ana  contact add        3",
    ]


@pytest.mark.usefixtures("ana")
def test_history_of_a_contact_has_their_tasks_and_talks(crm: Crm) -> None:
    crm("log", "call", "2", "Hello")
    crm("contact", "add", "Bo")
    rows = json.loads(crm("history", "--contact", "ana@x.example", "--json").out)
    assert [row["command"] for row in rows] == ["log call", "task add", "contact set", "contact add"]
    assert len(crm("history", "--contact", "2", "--limit", "1").lines) == 1
    assert crm("history", "--contact", "nobody").code == 3


def test_the_history_of_somebody_who_is_gone(crm: Crm) -> None:
    crm("contact", "add", "Passing")
    crm("contact", "delete", "1")
    crm("trash", "empty", "--yes")
    assert len(crm("history", "--contact", "1").lines) == 3


@pytest.mark.usefixtures("ana")
def test_one_change_field_by_field(crm: Crm) -> None:
    assert crm("history", "show", "2", "--format", "table").lines == [
        "Change 2: contact set",
        "  When     Sun 22 Nov 2026 09:30",
        "  By       ana",
        "  Records  1",
        "",
        "contact 2  Ana García  (changed)",
        "  Nickname  Anita",
        "  Job       Jefa",
    ]
    crm("contact", "set", "2", "job=Directora")
    assert crm("history", "show", "4").out == "contact\t2\tAna García\tchanged\tjob_title\tJefa\tDirectora\n"
    added = {
        row["field"]: row["after"] for row in json.loads(crm("history", "show", "1", "--json").out) if row["id"] == 2
    }
    assert (added["organisation"], added["tags"], added["emails"]) == ("Telares SL", "vip", "ana@x.example")
    assert crm("history", "show", "99").code == 3


def test_many_records_are_cut_for_people_only(crm: Crm) -> None:
    rows = "".join(f"Person {at},p{at}@x.example\n" for at in range(30))
    assert crm("import", "-", stdin=f"Name,E-mail\n{rows}").code == 0
    told = crm("history", "show", "1", "--format", "table")
    assert len([line for line in told.lines if line.startswith("contact")]) == 20
    assert "20 of 30 records" in told.err
    assert len({row["id"] for row in json.loads(crm("history", "show", "1", "--json").out)}) == 30


def test_an_import_of_thousands_goes_in_one_step(crm: Crm) -> None:
    rows = "".join(f"Person {at},p{at}@x.example,Firm {at % 50}\n" for at in range(5000))
    assert crm("import", "-", stdin=f"Name,E-mail,Company\n{rows}").code == 0
    assert crm("contact", "list", "--count").out == "5050\n"
    undone = crm("undo", "--format", "table")
    assert undone.out.startswith("Took back change 1 (import -, just now): 5050 records.")
    assert crm("contact", "list", "--count").out == "0\n"
    assert crm("redo").code == 0
    assert crm("find", "person", "4321").lines
    assert crm("doctor").code == 0


@pytest.mark.usefixtures("ana")
def test_prune_asks_and_forgets(crm: Crm) -> None:
    crm("contact", "add", "Bo", CRM_NOW="2026-12-24T10:00")
    refused = crm("history", "prune", "--before", "2026-12-01", CRM_NOW="2026-12-24T10:00")
    assert (refused.code, len(crm("history").lines)) == (2, 4)
    told = crm("history", "prune", "--before", "2026-12-01", "--dry-run", CRM_NOW="2026-12-24T10:00")
    assert told.out == "3 changes are older than Tue 1 Dec 2026 (records: 5); nothing was forgotten.\n"
    done = crm("history", "prune", "--before", "2026-12-01", "--yes", CRM_NOW="2026-12-24T10:00")
    assert done.out == "Forgot 3 changes before Tue 1 Dec 2026 (records: 5).\n"
    rows = json.loads(crm("history", "--json").out)
    assert [(row["id"], row["command"], row["kind"]) for row in rows] == [
        (5, "history prune", "system"), (4, "contact add", "ordinary"),
    ]  # fmt: skip
    assert crm("undo", "1").code == 3
    assert crm("undo", "5").code == 5
    assert crm("contact", "list", "--count").out == "3\n"


@pytest.mark.parametrize("words", [["undo", "x"], ["undo", "1", "2"], ["history", "show"], ["history", "prune"]])
def test_wrong_words_are_refused(words: list[str], crm: Crm) -> None:
    assert crm(*words).code == 2


def test_a_number_beyond_all_numbers_is_not_found(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    for number in ("9223372036854775808", "0", "99999999999999999999999"):
        assert crm("undo", number).code in (2, 3)
        assert crm("history", "show", number).code in (2, 3)


def test_hostile_text_is_shown_harmless(crm: Crm) -> None:
    crm("contact", "add", "Eve\x1b[31m\u202e", "--note", "[red]x[/red]\x07")
    for words in (["history", "show", "1", "--format", "table"], ["history", "show", "1"], ["undo", "--dry-run"]):
        told = crm(*words)
        assert "\x1b" not in told.out
        assert "\x07" not in told.out
        assert "\u202e" not in told.out


def test_a_field_of_ones_own_is_told_with_its_choices(crm: Crm) -> None:
    crm("field", "add", "Size", "--type", "choice", "--choice", "S,M,L")
    assert "S, M, L" in crm("history", "show", "1").out


def test_the_history_of_a_contact_has_what_was_sold_and_billed(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    crm("contact", "add", "Bea")
    for words in (("deal", "add", "Logo", "--contact", "1"), ("sale", "add", "1", "--total", "100"),
                  ("invoice", "new", "1", "--amount", "55"), ("payment", "add", "1", "--amount", "5", "--credit"),
                  ("quote", "new", "1", "--line", "Logo @ 5"), ("log", "call", "1", "hello"),
                  ("cost", "add", "5", "--contact", "1"), ("survey", "answer", "1", "0", "--kind", "nps")):  # fmt: skip
        ran = crm(*words)
        assert ran.code == 0, ran.err
        told = [json.loads(line)["command"] for line in crm("history", "--contact", "Ana", "--format", "jsonl").lines]
        assert told[0] == " ".join(words[:2]), words
    assert len(crm("history", "--contact", "Bea", "--format", "jsonl").lines) == 1


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("telares", [1]), ("name:ana", [2, 1]), ("command:contact not of:tag", [2]), ("of=task", [3]),
        ("at<1d", [3, 2, 1]), ("at:yesterday", []), ("by:ana id:..2", [2, 1]), ("state:undone", []),
        ("not task", [2, 1]),
    ],
)  # fmt: skip
def test_changes_by_a_query(query: str, found: list[int], crm: Crm) -> None:
    assert [row["id"] for row in json.loads(crm("history", "list", query, "--json").out)] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=ana", [1]), ("name:an", [2, 1]), ("ana", [2, 1]), ("name=anabel", [2]), ("name:null", []), ("null", []),
        ("name=logo", [3]), ("name:logo", [3]), ("name=trial", [4]), ("name:a", [2, 1]),
    ],
)  # fmt: skip
def test_changes_by_what_the_record_was_called(query: str, found: list[int], crm: Crm) -> None:
    for words in (("contact", "add", "Ana"), ("contact", "add", "Anabel"), ("deal", "add", "Logo"),
                  ("pipeline", "edit", "default", "--new", "trial:30")):  # fmt: skip
        assert crm(*words, CRM_ACTOR="zoe").code == 0
    assert [row["id"] for row in json.loads(crm("history", "list", query, "--json").out)] == found


@pytest.mark.usefixtures("ana")
def test_undone_changes_and_a_mistake_in_a_query(crm: Crm) -> None:
    crm("undo")
    assert crm("history", "list", "state:undone,undo", "--columns", "id").out == "4\n3\n"
    assert crm("history", "list", "deal(stage:won)").code == 2
    assert "Did you mean command?" in crm("history", "list", "comand:add").err
    assert crm("history", "list", "zzz", "--format", "table").out == "No change fits.\n"


def test_days_and_moments_of_a_change_are_told_in_words(crm: Crm) -> None:
    crm("task", "add", "2026-12-01", "--due", "2026-11-30 10:00")
    crm("task", "edit", "1", "--due", "2026-12-24")
    told = crm("history", "show", "2", "--format", "table").out
    assert "Mon 30 Nov 2026 10:00 -> Thu 24 Dec 2026" in told
    assert "task 1  2026-12-01" in told  # what somebody wrote stays as it is
    assert json.loads(crm("history", "show", "2", "--json").out)[0]["after"] == "2026-12-24"


def test_of_a_deal_that_moves_only_the_step_is_told(crm: Crm) -> None:
    crm("deal", "add", "Looms")
    crm("deal", "move", "1", "proposal")
    told = crm("history", "show", "2", "--format", "table").out
    assert "Steps  + proposal open Sun 22 Nov 2026 ana" in " ".join(told.split()).replace("Steps +", "Steps  +")


def test_amounts_and_shares_of_a_change_are_told_as_in_lists(crm: Crm) -> None:
    crm("contact", "add", "Ana García")
    crm("deal", "add", "Logo", "--amount", "500", "--contact", "1")
    crm("deal", "edit", "Logo", "--amount", "1234.5")
    crm("quote", "new", "1", "--line", "Logo x2 @ 50.25", "--tax", "21%")
    crm("sale", "add", "1", "--total", "30 USD", "--rate", "0.925")

    def told(number: int, **more: str) -> list[str]:
        return [line.strip() for line in crm("history", "show", number, "--format", "table", **more).lines]

    assert "Amount  €500.00 -> €1,234.50" in told(3)
    assert "Importe  500,00 € -> 1.234,50 €" in told(3, CRM_LANG="es")
    assert "Lines        Logo x2 €50.25 21 %" in told(4)
    assert {"Net      $30.00", "Rate     0.925"} <= set(told(5))
    changed = json.loads(crm("history", "show", 3, "--json").out)
    assert [(row["field"], row["before"], row["after"]) for row in changed] == [("amount", "500.00 EUR", "1234.50 EUR")]

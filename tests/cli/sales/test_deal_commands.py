"""`crm deal` and `crm pipeline`: from the words of a command line to what a person and a script read."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crmcli.services.people import completion
from crmcli.services.workspace import Workspace
from tests.conftest import Ran

Crm = Callable[..., Ran]


@pytest.fixture
def shop(crm: Crm) -> Crm:
    """A book with Ana of Telares and a deal with her."""
    crm("contact", "add", "Ana García", "--company", "Telares SL")
    crm(
        "deal", "add", "Web shop", "--contact", "Ana García", "--amount", "5400.50", "--close", "end of month",
        "--tag", "vip", "--at", "2026-10-01",
    )  # fmt: skip
    return crm


def deal(crm: Crm, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(crm("deal", "show", number, "--json").out)
    return found


def test_add_tells_what_was_opened(crm: Crm) -> None:
    crm("contact", "add", "Ana García", "--company", "Telares SL")
    done = crm("deal", "add", "Web", "shop", "-c", "Ana García", "--amount", "900 USD", "--close", "friday",
               "--format", "table")  # fmt: skip
    assert done.out.splitlines() == [
        "Opened deal 1: Web shop.",
        "  first contact · $900.00 · Ana García, Telares SL · close 27 Nov",
        "`crm undo` takes it back.",
    ]
    assert crm("deal", "add", "Loom").out == "2\tLoom\n"
    found = deal(crm)
    assert found["amount"] == {"minor": 90000, "currency": "USD"}
    assert (found["contact"], found["organisation"]) == ("Ana García", "Telares SL")
    assert (found["chance"], found["weighted"]) == (5, {"minor": 4500, "currency": "USD"})
    assert (found["opened_on"], found["stage_since"], found["closed_on"]) == ("2026-11-22", "2026-11-22", None)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--amount", "12.345"], 5, "12.345 can be read in two ways"),
        (["--amount", "1.2345"], 5, "has more decimals than EUR has"),
        (["--amount", "-5"], 5, "-5 is below zero"),
        (["--amount", "5 XXX"], 5, "XXX is not a currency"),
        (["--close", "31/02/2027"], 5, "31/02/2027 is not a date"),
        (["--stage", "propsal"], 3, "There is no stage propsal"),
        (["--pipeline", "nope"], 3, "There is no pipeline nope"),
        (["--probability", "150"], 5, "150 is no probability"),
        (["--contact", "An"], 4, "Nobody is called exactly An"),
        (["--contact", "zz"], 3, "There is no contact zz"),
        (["--at", "tomorrow"], 5, "is still to come"),
        (["--stage", "won"], 5, "won is where a deal ends"),
        (["--buyer", "rich"], 5, "rich is no buyer"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_changed(shop: Crm, words: list[str], code: int, said: str) -> None:
    before = shop("history", "list").out
    refused = shop("deal", "add", "Logo", *words)
    assert (refused.code, said in refused.err) == (code, True), refused.err
    assert shop("history", "list").out == before


def test_a_deal_goes_its_way_and_its_history_says_so(shop: Crm) -> None:
    assert shop("deal", "move", "web shop", "propuesta", "--at", "2026-10-20").code == 0
    moved = shop("deal", "move", 1, "needs", "--at", "2026-11-02", "--format", "table")
    assert moved.out.splitlines()[0] == "Web shop (deal 1) is in needs since Mon 2 Nov 2026."
    early = shop("deal", "move", 1, "lead", "--at", "2026-11-01")
    assert (early.code, "was moved on 2026-11-02 already" in early.err) == (5, True)
    assert shop("deal", "lose", 1).code == 5
    shop("deal", "lose", 1, "--reason", "precio: 20 % too dear", "--competitor", "Acme")
    found = deal(shop)
    assert (found["status"], found["reason"], found["competitor"]) == ("lost", "price", "Acme")
    assert [(s["stage"], s["status"], s["days"], s["reason"]) for s in found["history"]] == [
        ("first-contact", "open", 19, None), ("proposal", "open", 13, None), ("needs", "open", 20, None),
        ("needs", "lost", None, "precio: 20 % too dear"),
    ]  # fmt: skip
    assert shop("deal", "win", 1).code == 5
    shop("deal", "reopen", 1)
    assert (deal(shop)["status"], deal(shop)["stage"]) == ("open", "needs")
    shop("deal", "move", 1, "won", "--reason", "fast")
    assert (deal(shop)["status"], deal(shop)["reason"]) == ("won", "fast")
    for _ in range(4):
        assert shop("undo").code == 0
    assert [step["stage"] for step in deal(shop)["history"]] == ["first-contact", "proposal"]


def test_several_are_moved_at_once_and_what_is_refused_is_told(shop: Crm) -> None:
    shop("deal", "add", "Logo")
    done = shop("deal", "win", 1, "Logo", 9, "--json")
    assert done.code == 7
    assert [one["id"] for one in json.loads(done.out)] == [1, 2]
    assert "There is no deal 9" in done.err
    assert shop("deal", "list").out == ""
    assert len(shop("deal", "list", "is:won").lines) == 2
    shop("deal", "reopen", 1)
    shop("deal", "abandon", 1, "--reason", "no answer since May")
    assert (deal(shop)["status"], deal(shop)["reason"]) == ("abandoned", "no answer since May")


def test_lists_show_what_is_open_unless_asked(shop: Crm) -> None:
    shop("deal", "add", "Logo", "--amount", "100", "--close", "friday", "--stage", "lead")
    shop("deal", "add", "Lost one", "--amount", "100")
    shop("deal", "lose", 3, "-r", "price")
    assert [row.split("\t")[1] for row in shop("deal", "list").lines] == ["Logo", "Web shop"]
    assert [row.split("\t")[1] for row in shop("deal", "list", "--sort", "-amount").lines] == ["Web shop", "Logo"]
    assert [row.split("\t")[1] for row in shop("deal", "list", "lost-reason:price").lines] == ["Lost one"]
    assert shop("deal", "list", "stage:lead or amount>1000", "--count").out == "2\n"
    assert shop("deal", "list", "is:all", "--count").out == "3\n"
    table = shop("deal", "list", "--format", "table", COLUMNS="80").lines
    assert table == [
        "#  Deal      Contact     Stage             Amount   %  Close   Days",
        "2  Logo                  lead             €100.00  10  27 Nov   0",
        "1  Web shop  Ana García  first contact  €5,400.50   5  30 Nov  52 !",
    ]
    csv = shop("deal", "list", "--format", "csv", "--columns", "id,amount,stage").lines
    assert csv == ["id,amount_minor,amount_currency,stage", "2,10000,EUR,lead", "1,540050,EUR,first-contact"]
    wrong = shop("deal", "list", "amounts>5")
    assert (wrong.code, "Did you mean amount?" in wrong.err) == (2, True)
    assert "There is no stage propsal" in shop("deal", "list", "stage:propsal").err
    assert shop("contact", "list", "deal(stage:first-contact) spent:none", "--count").out == "2\n"


def test_edit_changes_what_is_named_and_none_clears_it(shop: Crm) -> None:
    shop(
        "deal", "edit", 1, "--amount", "6000", "--probability", "80", "--close", "none", "--untag", "vip", "--tag", "x"
    )
    found = deal(shop)
    assert found["amount"] == {"minor": 600000, "currency": "EUR"}
    assert (found["probability"], found["chance"], found["expected_close"], found["tags"]) == (80, 80, None, ["x"])
    shop("deal", "edit", 1, "--probability", "none", "--amount", "none", "--contact", "Telares SL")
    found = deal(shop)
    assert (found["probability"], found["amount"], found["contact"], found["organisation"]) == (
        None, None, None, "Telares SL"
    )  # fmt: skip
    assert shop("deal", "edit", 1).code == 2
    assert shop("deal", "edit", 9, "--amount", "1").code == 3


def test_many_are_set_with_before_and_after_and_a_yes(shop: Crm) -> None:
    shop("deal", "add", "Logo", "--amount", "100")
    unsure = shop("deal", "set", "--query", "amount<10000", "owner=ana", "tag+=big")
    assert unsure.code == 2
    assert "Web shop  #1\n  Owner: - -> ana" in unsure.err
    assert deal(shop)["owner"] is None
    sure = shop("deal", "set", "--query", "amount<10000", "owner=ana", "tag+=big", "close=friday", "--yes")
    assert (sure.code, len(sure.lines)) == (0, 2)
    assert (deal(shop)["owner"], deal(shop)["tags"], deal(shop)["expected_close"]) == (
        "ana",
        ["big", "vip"],
        "2026-11-27",
    )
    assert shop("undo").code == 0
    assert deal(shop)["owner"] is None
    assert shop("deal", "set", 1, "stage=lead").code == 2
    assert shop("deal", "set", 1, "colour=red").code == 2
    assert "nothing was changed" in shop("deal", "set", 1, "owner=bo", "--dry-run").out


def test_the_board_is_columns_for_people_and_lanes_for_machines(shop: Crm) -> None:
    shop("deal", "add", "Logo", "--stage", "proposal", "--amount", "900 USD")
    shop("deal", "win", 2)
    wide = shop("deal", "board", "--format", "table", COLUMNS="160").out
    assert "first contact      1  1 !" in wide
    assert "1 Web shop         52 d !" in wide
    assert "1 open deal  1 rotting !" in wide
    assert "won since 23 Oct" in wide
    assert max(map(len, wide.splitlines())) <= 160
    narrow = shop("deal", "board", "--format", "table", COLUMNS="80").lines
    assert max(map(len, narrow)) <= 80
    lanes = json.loads(shop("deal", "board", "--json").out)
    assert (lanes[0]["stage"], lanes[0]["deals"]) == ("first-contact", 1)
    assert lanes[0]["sums"] == [
        {"amount": {"minor": 540050, "currency": "EUR"}, "weighted": {"minor": 27003, "currency": "EUR"}}
    ]
    assert lanes[0]["cards"][0]["title"] == "Web shop"
    assert json.loads(shop("deal", "board", "is:all with:nobody", "--json").out)[0]["deals"] == 0


def test_a_deal_is_thrown_away_and_brought_back(shop: Crm) -> None:
    shop("deal", "delete", 1)
    assert shop("deal", "list").out == ""
    assert shop("deal", "move", 1, "lead").code == 5
    assert shop("trash", "list").out.startswith("deal\t1\tWeb shop")
    shop("trash", "restore", "Web shop")
    assert shop("deal", "list", "--count").out == "1\n"
    shop("deal", "delete", 1)
    assert shop("trash", "empty", "--yes").code == 0
    assert shop("deal", "show", 1).code == 3
    assert shop("undo").code == 0
    assert deal(shop)["trashed_at"]


def test_talks_and_tasks_hang_on_deals(shop: Crm) -> None:
    shop("log", "call", "Ana García", "asked for it", "--deal", "web shop", "--next", "friday: send it")
    shop("task", "add", "Draw", "--deal", 1)
    found = deal(shop)
    assert [task["title"] for task in found["tasks"]] == ["send it", "Draw"]
    assert [task["contact"] for task in found["tasks"]] == ["Ana García", "Ana García"]
    assert [said["text"] for said in found["interactions"]] == ["asked for it"]
    assert shop("task", "list", "deal:web", "--count").out == "2\n"
    assert shop("log", "list", "deal:web", "--count").out == "1\n"
    shop("task", "edit", 2, "--deal", "none")
    shop("log", "edit", 1, "--deal", "none")
    assert (deal(shop)["interactions"], len(deal(shop)["tasks"])) == ([], 1)
    assert shop("task", "add", "x", "--deal", 9).code == 3


def test_somebodys_card_and_history_have_their_deals(shop: Crm) -> None:
    shop("deal", "move", 1, "proposal", "--at", "2026-11-10")
    card = json.loads(shop("show", "Ana García", "--json").out)
    assert [one["title"] for one in card["deals"]] == ["Web shop"]
    shown = shop("show", "Telares SL", "--format", "table").out
    assert "Open deals\n  proposal  12 d  #1  €5,400.50  Web shop" in shown
    told = json.loads(shop("timeline", "Ana García", "--json").out)
    assert [(line["kind"], line["outcome"], line["at"]) for line in told] == [
        ("deal", "proposal", "2026-11-10"), ("deal", "first-contact", "2026-10-01"),
    ]  # fmt: skip
    assert len(shop("timeline", "Telares SL", "--channel", "deal", "--limit", 1).lines) == 1
    assert shop("timeline", "Ana García", "--channel", "call").out == ""
    assert shop("find", "web").out.startswith("deal\t1\tWeb shop\tAna García")


def test_hostile_titles_are_only_text(shop: Crm) -> None:
    shop("deal", "add", "[red]x[/red]\x1b[31m", "--stage", "lead")
    for words in (("list",), ("board",), ("show", "2")):
        shown = shop("deal", *words, "--format", "table")
        assert "\x1b" not in shown.out
        assert "[red]x[/red]" in shown.out


def test_pipelines_are_added_changed_and_put_in_order(shop: Crm) -> None:
    made = shop("pipeline", "add", "Renewals", "--stage", "Oferta:30:14", "--stage", "check:50")
    assert made.code == 0
    rows = json.loads(shop("pipeline", "list", "renewals", "--json").out)
    assert [(r["stage"], r["name"], r["probability"], r["rot_days"]) for r in rows] == [
        ("oferta", "Oferta", 30, 14), ("check", None, 50, 0), ("won", None, 100, 0),
    ]  # fmt: skip
    shop(
        "pipeline", "edit", "Renewals", "--stage", "check", "--probability", "70", "--rot", "5", "--criteria", "Signed"
    )
    shop("pipeline", "edit", "Renewals", "--new", "demo:60:9", "--before", "check", "--name", "Again")
    shop("pipeline", "reorder", "again", "check")
    rows = json.loads(shop("pipeline", "list", "again", "--json").out)
    assert [(r["stage"], r["position"]) for r in rows] == [("check", 1), ("oferta", 2), ("demo", 3), ("won", 4)]
    assert (rows[0]["probability"], rows[0]["criteria"]) == (70, "Signed")
    assert shop("deal", "move", 1, "nowhere/demo").code == 3
    shop("deal", "move", 1, "again/demo")
    assert deal(shop)["pipeline"] == "Again"
    shop("pipeline", "edit", "again", "--first")
    assert shop("deal", "add", "New").code == 0
    assert deal(shop, 2)["stage"] == "check"
    for words in (("add", "again"), ("add", "default"), ("add", "x", "--stage", "won"), ("add", "7"),
                  ("edit", "again", "--rot", "5"), ("edit", "again", "--stage", "won", "--probability", "5"),
                  ("edit", "again"), ("reorder", "again", "won"),
                  ("remove", "again", "--stage", "won", "--yes")):  # fmt: skip
        assert shop("pipeline", *words).code in (2, 5), words


def test_a_stage_in_use_does_not_vanish_without_saying_where_its_deals_go(shop: Crm) -> None:
    shop("deal", "move", 1, "lead", "--at", "2026-11-01")
    refused = shop("pipeline", "remove", "default", "--stage", "lead", "--yes")
    assert (refused.code, "Deals that are, or were, in lead: 1." in refused.err) == (5, True)
    assert shop("pipeline", "remove", "default", "--stage", "lead").code == 2, "without a yes"
    before = shop("deal", "show", 1, "--json").out
    shop("pipeline", "remove", "default", "--stage", "lead", "--to", "needs", "--yes")
    found = deal(shop)
    assert (found["stage"], found["stage_since"]) == ("needs", "2026-11-22")
    assert [(step["stage"], step["at"]) for step in found["history"]] == [
        ("first-contact", "2026-10-01"), ("lead", "2026-11-01"), ("needs", "2026-11-22")
    ]  # fmt: skip
    assert shop("undo").code == 0
    again = deal(shop)
    assert {**again, "version": 0, "updated_at": 0} == {**json.loads(before), "version": 0, "updated_at": 0}
    assert shop("redo").code == 0


def test_a_pipeline_vanishes_when_its_deals_have_a_place(shop: Crm) -> None:
    shop("pipeline", "add", "Other", "--stage", "offer:50", "--stage", "lead:20")
    shop("deal", "move", 1, "offer")
    assert shop("pipeline", "remove", "Other", "--yes").code == 5
    assert shop("pipeline", "remove", "Other", "--to", "default", "--yes").code == 5
    assert shop("pipeline", "remove", "Other", "--to", "default/needs", "--yes").code == 0
    assert (deal(shop)["stage"], deal(shop)["pipeline"]) == ("needs", None)
    assert shop("pipeline", "remove", "default", "--yes").code == 5
    assert shop("undo").code == 0
    assert deal(shop)["pipeline"] == "Other"
    shown = shop("history", "show", "4")
    assert shown.code == 0


def test_an_empty_book_answers(crm: Crm) -> None:
    assert crm("deal", "list").out == ""
    assert crm("deal", "list", "--format", "table").out == "No deals. `crm deal add` opens one.\n"
    assert crm("deal", "board").code == 0
    assert len(crm("pipeline", "list").lines) == 6
    assert crm("deal", "show", 1).code == 3


def test_a_deal_is_won_with_its_sale_in_one_change(crm: Callable[..., Any]) -> None:
    crm("contact", "add", "Ana García")
    crm("deal", "add", "Logo", "--contact", "1", "--amount", "1200")
    crm("deal", "add", "Free talk", "--contact", "1")
    assert crm("deal", "win", "1", "--sale", "--reason", "good price").code == 0
    (sale,) = json.loads(crm("sale", "list", "--json").out)
    assert (sale["net"], sale["deal_id"], sale["reason"]) == ({"minor": 120000, "currency": "EUR"}, 1, "good price")
    refused = crm("deal", "win", "2", "--sale")
    assert refused.code in (2, 5)
    assert "--total" in refused.err
    assert crm("deal", "list", "status:open", "--count").out == "1\n"
    crm("undo")
    assert crm("sale", "list").out == ""
    assert crm("deal", "list", "status:open", "--count").out == "2\n"


def test_a_change_of_many_deals_is_preceded_by_a_copy(crm: Callable[..., Ran]) -> None:
    batch = "\n".join(f'deal add "Deal {at}"' for at in range(101))
    assert crm("batch", "-", stdin=batch).code == 0
    before = len(json.loads(crm("backup", "list", "--json").out))
    assert crm("deal", "set", "--query", "deal", "owner=bea", "--yes").code == 0
    copies = json.loads(crm("backup", "list", "--json").out)
    assert len(copies) == before + 1
    assert copies[0]["path"].endswith("-bulk.db")
    verified = json.loads(crm("backup", "verify", copies[0]["path"], "--json").out)
    assert verified["counts"]["deal"] == 101


def test_completion_offers_what_begins_so_among_any_number(crm: Callable[..., Ran], workspace: Workspace) -> None:
    batch = "\n".join((*(f'task add "Call {at}"' for at in range(60)), *(f'deal add "Deal {at}"' for at in range(60))))
    assert crm("batch", "-", stdin=batch).code == 0
    assert completion.tasks(workspace, "60") == [("60", "Call 59")]
    assert completion.tasks(workspace, "CALL 5")[0] == ("6", "Call 5")
    assert completion.deals(workspace, "1")[-1] == ("1", "Deal 0")


def test_a_close_date_that_has_passed_is_written_and_remarked(crm: Crm) -> None:
    remark = "It is open, and is expected to close on a day that has passed: 21 Nov (1 d).\n"
    added = crm("deal", "add", "Logo", "--close", "yesterday", "--json")
    assert (added.code, added.err) == (0, remark)
    assert json.loads(added.out)["expected_close"] == "2026-11-21"
    assert crm("deal", "edit", "1", "--note", "x").err == "", "not said again of what was there"
    assert crm("deal", "edit", "1", "--close", "today").err == ""
    assert crm("deal", "edit", "1", "--close", "yesterday").err == remark
    assert crm("deal", "set", "1", "close=friday").err == ""
    assert crm("deal", "set", "1", "close=yesterday").err == remark
    assert crm("deal", "set", "1", "note=y").err == ""
    assert (
        "Está abierto y su fecha prevista de cierre ya ha pasado"
        in crm("deal", "edit", "1", "--close", "2026-11-20", LANG="es_ES.UTF-8").err
    )
    crm("deal", "lose", "1", "--reason", "price")
    assert crm("deal", "edit", "1", "--close", "2026-11-01").err == ""


def test_a_deal_won_without_a_sale_gets_one_by_adding_it(crm: Crm) -> None:
    crm("contact", "add", "Ana")
    crm("deal", "add", "Logo", "--contact", "1", "--amount", "90")
    assert crm("deal", "win", "1").code == 0
    refused = crm("deal", "win", "1", "--sale")
    assert (refused.code, "crm sale add --deal 1" in refused.err) == (5, True)
    assert crm("sale", "add", "--deal", "1").code == 0


@pytest.mark.parametrize(("word", "verb"), [("lost", "lose"), ("Perdido", "lose"), ("abandoned", "abandon")])
def test_an_end_is_no_stage(word: str, verb: str, shop: Crm) -> None:
    refused = shop("deal", "move", "1", word)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f"crm: That is how a deal ends, and no stage.\n  `crm deal {verb}` ends it.\n"


def test_a_pipeline_whose_stages_have_no_like_says_which_to_name(shop: Crm) -> None:
    shop("pipeline", "add", "Retail", "--stage", "offer:50")
    shop("deal", "add", "Looms", "--pipeline", "Retail")
    refused = shop("pipeline", "remove", "Retail", "--to", "default", "--yes")
    assert "default has no stage of that name: say where they go, with --to default/STAGE." in refused.err
    assert shop("pipeline", "remove", "Retail", "--to", "default/lead", "--yes").code == 0

"""`crm pipeline remove`: a stage goes, its history stays as it was, and every report knows where it counts."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crmcli.services.people import completion
from crmcli.services.workspace import Workspace
from tests.conftest import Ran

Crm = Callable[..., Ran]
BEFORE, THAT_DAY, AFTER = "2026-11-10T10:00", "2026-11-20T10:00", "2026-11-25T10:00"
REMOVE = ("pipeline", "remove", "default", "--stage", "needs", "--to", "proposal", "--yes")
COLUMNS = ("--columns", "id,stage,status,stage_since,closed_on,weighted")
REPORTS = (
    ("report", "funnel"), ("report", "funnel", "--count", "entered"), ("report", "funnel", "--count", "strict"),
    ("report", "leaks"), ("report", "winloss"), ("report", "velocity"), ("forecast",), ("forecast", "--deals"),
    ("deal", "list", "stage:needs", *COLUMNS), ("deal", "list", "status:any", *COLUMNS),
)  # fmt: skip


@pytest.fixture
def shop(crm: Crm) -> Crm:
    """Five deals: open in needs, lost there, gone through it to proposal, won, and one that has not come so far."""

    def run(*words: object, now: str = BEFORE, stdin: str = "", **variables: str) -> Ran:
        return crm(*words, stdin=stdin, CRM_NOW=now, **variables)

    for title in ("Open", "Lost", "On", "Won", "Young"):
        run("deal", "add", title, "--amount", 1000, "--close", "2026-12-15", "--at", "2026-10-01")
    for title in ("Open", "Lost", "On", "Won"):
        run("deal", "move", title, "needs", "--at", "2026-10-11")
    run("deal", "lose", "2", "--reason", "price", "--at", "2026-10-21")
    run("deal", "move", "On", "proposal", "--at", "2026-10-31")
    run("deal", "win", "4", "--at", "2026-11-05")
    return run


def rows(ran: Ran) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def history(crm: Crm, number: int, now: str = AFTER) -> list[tuple[str, str, str]]:
    shown = json.loads(crm("deal", "show", number, "--json", now=now).out)
    return [(step["stage"], step["status"], step["at"]) for step in shown["history"]]


def test_history_is_only_added_to(shop: Crm) -> None:
    before = {number: history(shop, number) for number in range(1, 6)}
    said = shop(*REMOVE, now=THAT_DAY)
    assert said.out == "Removed. Deals that went elsewhere: 1. `crm undo` takes it back.\n"
    assert history(shop, 1) == [*before[1], ("proposal", "open", "2026-11-20")]
    assert {number: history(shop, number) for number in range(2, 6)} == {
        number: before[number] for number in range(2, 6)
    }
    assert json.loads(shop("deal", "show", 2, "--json", now=AFTER).out)["stage"] == "needs"


@pytest.mark.parametrize("report", REPORTS[:8], ids=" ".join)
def test_reports_as_of_an_earlier_day_do_not_change(shop: Crm, report: tuple[str, ...]) -> None:
    then = shop(*report, "--as-of", "2026-11-10", "--json").out
    shop(*REMOVE, now=THAT_DAY)
    shop("pipeline", "reorder", "default", "proposal", "lead", now=THAT_DAY)
    shop("pipeline", "edit", "default", "--new", "needs:33:9", "--before", "conversation", now=AFTER)
    assert shop(*report, "--as-of", "2026-11-10", "--json", now=AFTER).out == then
    assert shop(*report, "--as-of", "2026-11-19", "--json", now=AFTER).code == 0


def test_from_that_day_on_its_history_counts_where_its_deals_went(shop: Crm) -> None:
    shop(*REMOVE, now=THAT_DAY)
    for asked in ((), ("--as-of", "2026-11-20")):
        found = rows(shop("report", "funnel", *asked, "--json", now=AFTER))
        assert [(row["stage"], row["reached"]) for row in found] == [
            ("first-contact", 5), ("lead", 4), ("conversation", 4), ("proposal", 4), ("won", 1),
        ]  # fmt: skip
    steps = {row["stage"]: row for row in rows(shop("report", "funnel", "--json", now=AFTER))}
    assert steps["proposal"]["lost"] == 1
    assert steps["proposal"]["open"] == 2
    assert steps["proposal"]["median_days"] == 17.5, "10 and 25 days, those in needs and in proposal added up"
    leaks = {row["stage"]: row for row in rows(shop("report", "leaks", "--json", now=AFTER))}
    assert (leaks["proposal"]["lost"], leaks["proposal"]["reason"]) == (1, "price")
    (chance,) = {row["probability"] for row in rows(shop("forecast", "stage:proposal", "--deals", "--json", now=AFTER))}
    assert chance == round((1 + 5 * 0.6) / (2 + 5), 4)


def test_it_is_offered_nowhere_but_found_where_deals_ended_in_it(shop: Crm, workspace: Workspace) -> None:
    shop(*REMOVE, now=THAT_DAY)
    assert "needs" not in shop("pipeline", "list", now=AFTER).out
    assert [row["position"] for row in rows(shop("pipeline", "list", "--json", now=AFTER))] == [1, 2, 3, 4, 5]
    assert "needs" not in [lane["stage"] for lane in rows(shop("deal", "board", "--json", now=AFTER))]
    assert "needs" not in [word for word, _name in completion.stages(workspace, "")]
    refused = shop("deal", "move", 5, "needs", now=AFTER)
    assert (refused.code, "There is no stage needs." in refused.err) == (3, True)
    assert [row["title"] for row in rows(shop("deal", "list", "status:any stage:needs", "--json", now=AFTER))] == [
        "Lost"
    ]
    nothing = shop("deal", "list", "stage:nope", now=AFTER)
    assert "first-contact, lead, conversation, proposal, won." in nothing.err


def test_a_lost_deal_opens_again_where_its_stage_went(shop: Crm) -> None:
    shop(*REMOVE, now=THAT_DAY)
    shop("pipeline", "remove", "default", "--stage", "proposal", "--to", "lead", "--yes", now=THAT_DAY)
    assert shop("deal", "reopen", 2, now=AFTER).code == 0
    assert history(shop, 2)[-1] == ("lead", "open", "2026-11-25")


def test_nothing_is_reopened_as_won(shop: Crm) -> None:
    refused = shop("deal", "reopen", 2, "--stage", "won")
    assert (refused.code, refused.err) == (
        5, "crm: A deal is not reopened as won.\n  Choose an open stage: crm deal reopen 2 --stage STAGE.\n"
    )  # fmt: skip


def test_another_stage_takes_its_word(shop: Crm) -> None:
    shop(*REMOVE, now=THAT_DAY)
    assert shop("pipeline", "edit", "default", "--new", "needs:30", "--before", "proposal", now=THAT_DAY).code == 0
    found = {row["stage"]: row["reached"] for row in rows(shop("report", "funnel", "--json", now=AFTER))}
    assert (found["needs"], found["proposal"]) == (4, 4)
    refused = shop("undo", 12, now=AFTER)
    assert refused.code == 5, "the word is taken"
    assert shop("undo", now=AFTER).code == 0
    assert shop("undo", now=AFTER).code == 0
    assert shop("redo", now=AFTER).code == 0
    assert shop("redo", now=AFTER).code == 0


def test_undo_restores_the_exact_state(shop: Crm) -> None:
    asked = [(*words, "--json") for words in REPORTS] + [
        ("pipeline", "list", "--json"),
        ("deal", "board", "--format", "table"),
    ]
    before = [shop(*words, now=THAT_DAY).out for words in asked]
    shop(*REMOVE, now=THAT_DAY)
    after = [shop(*words, now=THAT_DAY).out for words in asked]
    assert before != after
    assert shop("undo", now=THAT_DAY).code == 0
    assert [shop(*words, now=THAT_DAY).out for words in asked] == before
    assert shop("redo", now=THAT_DAY).code == 0
    assert [shop(*words, now=THAT_DAY).out for words in asked] == after


def test_no_undo_brings_a_deal_back_into_it(shop: Crm) -> None:
    shop("deal", "move", "Open", "conversation")
    moved = rows(shop("history", "list", "--json", "--limit", 1))[0]["id"]
    shop(*REMOVE, now=THAT_DAY)
    refused = shop("undo", moved, now=AFTER)
    assert (refused.code, "gone" in refused.err) == (5, True)


ALONE = ("pipeline", "remove", "default", "--stage", "trial", "--yes")
"""Of a stage in which nothing is told to have been, so that nobody is asked where its deals go."""


def brought_in(shop: Crm) -> None:
    """A deal that was lost in a stage, taken back before the stage goes."""
    shop("pipeline", "edit", "default", "--new", "trial:30", "--before", "needs")
    file = "title,stage,status,created,closed,amount\nOld,trial,lost,2026-09-01,2026-09-20,100\n"
    assert "1 created" in shop("import", "deals", "-", stdin=file).out
    assert shop("undo").code == 0


def test_no_redo_brings_a_deal_into_a_stage_that_nothing_took_over_from(shop: Crm) -> None:
    brought_in(shop)
    assert shop(*ALONE, CRM_ACTOR="bea").code == 0
    refused = shop("redo")
    assert (refused.code, "gone" in refused.err, "stage" in refused.err) == (5, True, True)
    assert shop("deal", "show", 6).code == 3


def test_where_one_came_there_all_the_same_it_counts_in_the_first_stage(shop: Crm, home: Path) -> None:
    brought_in(shop)
    shop("redo")
    assert shop(*ALONE).code != 0
    with closing(sqlite3.connect(home / "crm.db")) as book, book:  # a book of before redo refused it
        book.execute("UPDATE stage SET retired_on = '2026-11-20' WHERE slug = 'trial'")
    for report in REPORTS:
        assert shop(*report, now=AFTER).code == 0, report
    steps = {row["stage"]: row for row in rows(shop("report", "funnel", "--json", now=AFTER))}
    assert (steps["first-contact"]["reached"], steps["first-contact"]["lost"]) == (6, 1)
    assert shop("deal", "reopen", 6, now=AFTER).code == 0
    assert history(shop, 6)[-1] == ("first-contact", "open", "2026-11-25")


def test_a_pipeline_is_retired_with_its_stages(shop: Crm) -> None:
    shop("pipeline", "add", "Wholesale", "--stage", "offer:50", "--stage", "proposal:60")
    shop("deal", "add", "Bulk", "--amount", 100, "--pipeline", "Wholesale", "--at", "2026-11-01")
    shop("deal", "add", "Sold", "--amount", 100, "--pipeline", "Wholesale", "--at", "2026-11-01")
    shop("deal", "win", "Sold", "--at", "2026-11-03")
    asked = ("report", "funnel", "--pipeline", "Wholesale", "--as-of", "2026-11-10", "--json")
    then = shop(*asked).out
    assert shop("pipeline", "remove", "Wholesale", "--to", "default/won", "--yes", now=THAT_DAY).code == 5
    assert shop("pipeline", "remove", "Wholesale", "--to", "default/lead", "--yes", now=THAT_DAY).code == 0
    assert shop(*asked, now=AFTER).out == then
    assert shop("report", "funnel", "--pipeline", "Wholesale", now=AFTER).code == 3
    assert history(shop, 6) == [("offer", "open", "2026-11-01"), ("lead", "open", "2026-11-20")]
    found = {row["stage"]: row["reached"] for row in rows(shop("report", "funnel", "--json", now=AFTER))}
    assert (found["first-contact"], found["lead"], found["won"]) == (7, 6, 2)
    assert shop("deal", "reopen", "Sold", now=AFTER).code == 0
    assert history(shop, 7)[-1] == ("lead", "open", "2026-11-25")
    assert shop("pipeline", "add", "Wholesale", now=AFTER).code == 0


def test_it_goes_out_and_in_again_byte_for_byte(shop: Crm, tmp_path: Path) -> None:
    shop(*REMOVE, now=THAT_DAY)
    out, again = tmp_path / "out", tmp_path / "again"
    assert shop("export", "all", out, now=AFTER).code == 0
    other = str(tmp_path / "other.db")
    assert shop("--db", other, "restore", out, now=AFTER).code == 0
    assert shop("--db", other, "export", "all", again, now=AFTER).code == 0
    written = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert b"retired_on" in b"".join(written.values())
    assert {path: (again / path).read_bytes() for path in written} == written


def test_leaks_count_as_the_funnel_does(shop: Crm) -> None:
    shop("deal", "lose", "1", "--reason", "price", "--at", "2026-10-20")
    shop("deal", "reopen", "1", "--stage", "lead", "--at", "2026-10-25")
    shop("pipeline", "add", "Wholesale", "--stage", "offer:50")
    shop("deal", "move", "5", "Wholesale/offer", "--at", "2026-11-01")
    shop("deal", "move", "5", "default/needs", "--at", "2026-11-02")
    shop(*REMOVE, now=THAT_DAY)
    for asked in (
        (),
        ("--as-of", "2026-11-10"),
        ("--as-of", "2026-10-22"),
        ("stage:lead",),
        ("--pipeline", "Wholesale"),
    ):
        steps = rows(shop("report", "funnel", *asked, "--json", now=AFTER))
        leaks = rows(shop("report", "leaks", *asked, "--json", now=AFTER))
        assert [(row["stage"], row["passed"], row["lost"]) for row in leaks] == [
            (row["stage"], row["reached"], row["lost"]) for row in steps[:-1]
        ], asked

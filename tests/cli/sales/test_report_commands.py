"""The reports on deals and sales, end to end: figures, as-of, queries, formats, pictures, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from crmcli.core.records.contact import Contact
from crmcli.core.records.deals import Deal, Move
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line, Refund, Sale
from crmcli.core.values.text import fold
from crmcli.services.people import adding
from crmcli.services.workspace import Workspace
from tests.cli.system.test_system_commands import problems
from tests.conftest import Ran

Crm = Callable[..., Ran]
REPORTS = (
    ("report", "funnel"), ("report", "leaks"), ("report", "winloss"), ("report", "velocity"), ("report", "sales"),
    ("forecast",), ("forecast", "--deals"),
)  # fmt: skip
STAGES = {"f": 1, "l": 2, "c": 3, "n": 4, "p": 5, "w": 6}


def deal(title: str, *steps: str, **known: Any) -> Deal:
    """A deal by its steps: `2026-01-01 f`, and `2026-02-01 p lost` in the end."""
    moves = []
    for step in steps:
        at, stage, *status = step.split()
        moves.append(Move(STAGES[stage], status[0] if status else "open", at))
    last = moves[-1]
    return Deal(
        title=title, title_folded=fold(title), contact_id=1, stage_id=last.stage_id, status=last.status,
        opened_on=moves[0].at, stage_since=last.at, closed_on="" if last.status == "open" else last.at,
        moves=tuple(moves), **known,
    )  # fmt: skip


FIVE = (
    deal("d1", "2026-01-01 f", "2026-01-10 l", "2026-02-01 p", "2026-03-01 w won", amount_minor=100000, currency="EUR",
         source="fair"),
    deal("d2", "2026-01-01 f", "2026-01-05 l", "2026-02-01 l lost", amount_minor=50000, currency="EUR", reason="price",
         source="web", competitor="Raya"),
    deal("d3", "2026-01-02 l", "2026-01-20 c", "2026-02-10 n", amount_minor=70000, currency="EUR",
         expected_close="2026-12-10"),
    deal("d4", "2026-01-03 f", "2026-02-03 c", "2026-02-13 f", "2026-03-03 f lost", reason="timing"),
    deal("d5", "2026-01-04 f", amount_minor=30000, currency="USD", probability=50, expected_close="2026-10-01"),
)  # fmt: skip


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """Somebody with the five deals of the worked example."""
    adding.add(workspace, Contact(name="Ana García", tags=("vip", "press")))
    adding.add(workspace, Contact(name="[red]Bo\x1b[31m"))
    with workspace.writing("test") as unit:
        for one in FIVE:
            unit.save(one)
    workspace.close()
    return workspace


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def test_the_funnel_counts_in_three_ways(book: Workspace, crm: Crm) -> None:
    found = rows(crm("report", "funnel", "--json"))
    assert [row["stage"] for row in found] == ["first-contact", "lead", "conversation", "needs", "proposal", "won"]
    assert [row["reached"] for row in found] == [5, 4, 3, 2, 1, 1]
    assert [row["entered"] for row in found] == [4, 3, 2, 1, 1, 1]
    assert [row["strict"] for row in found] == [4, 2, 0, 0, 0, 0]
    assert [row["step"] for row in found] == [None, 0.8, 0.75, 0.6667, 0.5, 1.0]
    assert [row["cumulative"] for row in found][-1] == 0.2
    assert found[0]["median_days"] == 9
    strict = rows(crm("report", "funnel", "--count", "strict", "--json"))
    assert [row["deals"] for row in strict] == [4, 2, 0, 0, 0, 0]


def test_as_of_an_earlier_day_nothing_later_counts(book: Workspace, crm: Crm) -> None:
    found = rows(crm("report", "funnel", "--as-of", "2026-01-31", "--json"))
    assert [row["reached"] for row in found] == [5, 3, 1, 0, 0, 0]
    assert [row["open"] for row in found] == [2, 2, 1, 0, 0, 0]
    assert rows(crm("report", "winloss", "--as-of", "2026-01-31", "--json")) == []


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_later_rows_change_nothing(report: tuple[str, ...], book: Workspace, workspace: Workspace, crm: Crm) -> None:
    asked = (*report, "--as-of", "2026-03-15", "--json", "--from", "2026-01-01")
    sold = Sale(contact_id=1, date="2026-03-01", net_minor=10000, currency="EUR")
    with workspace.writing("test") as unit:
        unit.save(sold)
    before = crm(*asked).out
    with workspace.writing("test") as unit:
        unit.save(deal("later", "2026-03-16 f", "2026-03-17 w won", amount_minor=1, currency="EUR"))
        moved = FIVE[2]._replace(id=3, uid="", status="won", stage_id=6, closed_on="2026-04-01")
        stored = workspace.db.execute("SELECT uid, created_at FROM deal WHERE id = 3").fetchone()
        unit.save(
            moved._replace(
                uid=stored[0], created_at=stored[1], moves=(*moved.moves, Move(6, "won", "2026-04-01")),
                title_folded="d3",
            )
        )  # fmt: skip
        unit.save(Sale(contact_id=1, date="2026-03-16", net_minor=999, currency="EUR"))
        kept = workspace.db.execute("SELECT uid, created_at FROM sale WHERE id = 1").fetchone()
        unit.save(
            sold._replace(
                id=1, uid=kept[0], created_at=kept[1], refunded_minor=500,
                refunds=(Refund("2026-03-20", 500),), status="cancelled", cancelled_on="2026-03-21",
            )
        )  # fmt: skip
    assert crm(*asked).out == before


def test_a_query_narrows_the_deals(book: Workspace, crm: Crm) -> None:
    assert rows(crm("report", "funnel", "source:fair", "--json"))[0]["deals"] == 1
    ran = crm("report", "funnel", "sourc:fair")
    assert (ran.code, "source" in ran.err) == (2, True)


def test_leaks_name_reasons_and_what_rots(book: Workspace, crm: Crm) -> None:
    found = {row["stage"]: row for row in rows(crm("report", "leaks", "--json"))}
    assert (found["lead"]["lost"], found["lead"]["reason"]) == (1, "price")
    assert (found["needs"]["open"], found["needs"]["rotting"]) == (1, 1)


def test_won_and_lost_with_their_intervals(book: Workspace, crm: Crm) -> None:
    found = rows(crm("report", "winloss", "--json"))
    reasons = [(row["value"], row["part"], row["n"]) for row in found if row["by"] == "lost-reason"]
    assert reasons == [("price", 1, 2), ("timing", 1, 2)]
    raya = next(row for row in found if row["value"] == "Raya")
    assert (raya["part"], raya["n"], raya["share"], raya["low"], raya["lift"]) == (0, 1, 0.0, 0.0, None)
    ran = crm("report", "winloss", "--by", "nonsense")
    assert (ran.code, "lost-reason" in ran.err) == (5, True)


def test_what_follows_a_reason_is_no_reason_of_its_own(crm: Crm) -> None:
    for title, reason in (("a", "competitor: Telar"), ("b", "competencia: Raya"), ("c", "Competitor"), ("d", "price")):
        crm("deal", "add", title)
        assert crm("deal", "lose", title, "--reason", reason).code == 0
    found = rows(crm("report", "winloss", "--json"))
    assert [(row["value"], row["part"]) for row in found if row["by"] == "lost-reason"] == [
        ("competitor", 3), ("price", 1),
    ]  # fmt: skip
    assert {row["value"] for row in found if row["by"] == "competitor"} == {"Telar", "Raya", None}
    first = rows(crm("report", "leaks", "--json"))[0]
    assert (first["reason"], first["lost"]) == ("competitor", 4)


def test_the_forecast_never_adds_unlike_currencies(book: Workspace, crm: Crm) -> None:
    found = rows(crm("forecast", "--json"))
    assert [(row["month"], row["currency"], row["open"]["minor"]) for row in found] == [
        ("overdue", "USD", 30000),
        ("2026-12", "EUR", 70000),
    ]
    overdue = found[0]
    assert (overdue["weighted"]["minor"], overdue["spread"]["minor"]) == (15000, 15000)
    deals = {row["title"]: row for row in rows(crm("forecast", "--deals", "--json"))}
    assert (deals["d5"]["origin"], deals["d5"]["probability"]) == ("deal", 0.5)
    assert (deals["d3"]["origin"], deals["d3"]["wins"], deals["d3"]["closed"]) == ("history", 1, 1)
    assert deals["d3"]["probability"] == 0.5  # (1 + 5 x 0.4) / (1 + 5)


def test_booked_is_what_was_won_this_month(book: Workspace, crm: Crm) -> None:
    found = rows(crm("forecast", "--as-of", "2026-03-15", "--json"))
    assert [(row["month"], row["booked"]["minor"]) for row in found if row["booked"]["minor"]] == [("2026-03", 100000)]


def test_velocity_is_told_by_currency(book: Workspace, crm: Crm) -> None:
    euro, dollar = rows(crm("report", "velocity", "--json"))
    assert (euro["currency"], euro["open"], euro["won"], euro["lost"], euro["win_rate"]) == ("EUR", 1, 1, 1, 0.5)
    assert (euro["cycle_mean"], euro["per_day"]["minor"]) == (59.0, round(100000 * 0.5 / 59))
    assert (dollar["currency"], dollar["win_rate"], dollar["per_day"]) == ("USD", None, None)


@pytest.fixture
def sold(book: Workspace, workspace: Workspace) -> Workspace:
    """Some sales: two currencies, one without a rate, a refund, a cancelled one, lines of two products."""
    lines = (Line(1, "Poster", 2000, 3500), Line(2, "Card", 1000, 3000))
    with workspace.writing("test") as unit:
        unit.save(Product(name="Poster", folded="poster"))
        unit.save(Product(name="Card", folded="card"))
        for sale in (
            Sale(contact_id=1, date="2026-11-10", net_minor=10000, currency="EUR", seller="ana", lines=lines),
            Sale(contact_id=1, date="2025-11-10", net_minor=5000, currency="EUR", seller="leo"),
            Sale(contact_id=1, date="2026-10-02", net_minor=10000, currency="USD", rate=900000, seller="ana",
                 refunded_minor=1000, refunds=(Refund("2026-10-05", 1000),)),
            Sale(contact_id=2, date="2026-10-03", net_minor=7777, currency="GBP", rate=0),
            Sale(contact_id=2, date="2026-10-04", net_minor=400, currency="JPY", rate=6000),
            Sale(contact_id=2, date="2026-10-05", net_minor=9999, currency="EUR", status="cancelled",
                 cancelled_on="2026-10-06"),
        ):  # fmt: skip
            unit.save(sale)
    workspace.close()
    return workspace


def test_sales_stand_in_the_base_currency_beside_the_period_before(sold: Workspace, crm: Crm) -> None:
    ran = crm("report", "sales", "--json")
    found = {row["value"]: row for row in rows(ran)}
    assert len(found) == 12
    assert found["2026-11"]["amount"] == {"minor": 10000, "currency": "EUR"}
    assert (found["2026-11"]["before"], found["2026-11"]["amount_before"]["minor"]) == ("2025-11", 5000)
    assert found["2026-11"]["change"] == 1.0
    assert found["2026-10"]["amount"]["minor"] == 8100 + 240  # 90.00 USD at 0.9, 400 JPY at 0.006
    assert found["2026-10"]["sales"] == 2
    assert "1 in GBP" in ran.err
    apart = rows(crm("report", "sales", "--by-currency", "--json", "--from", "2026-10"))
    assert sum(row["amount"]["minor"] for row in apart if row["amount"]["currency"] == "GBP") == 7777


def test_sales_are_divided_by_many_things(sold: Workspace, crm: Crm) -> None:
    products = {
        row["value"]: row["amount"]["minor"] for row in rows(crm("report", "sales", "--by", "product", "--json"))
    }
    assert products == {"Poster": 7000, "Card": 3000, None: 8340}
    sellers = rows(crm("report", "sales", "--by", "seller", "--json"))
    assert [(row["value"], row["sales"]) for row in sellers] == [("ana", 2), (None, 1), ("leo", 0)]
    tags = {row["value"]: row["sales"] for row in rows(crm("report", "sales", "--by", "tag", "--json"))}
    assert tags == {"vip": 2, "press": 2, None: 1}
    assert crm("report", "sales", "--by", "moon").code == 5


def test_as_of_a_day_refunds_and_cancellations_to_come_do_not_count(sold: Workspace, crm: Crm) -> None:
    found = {row["value"]: row for row in rows(crm("report", "sales", "--as-of", "2026-10-05", "--json"))}
    assert found["2026-10"]["amount"]["minor"] == 8100 + 240 + 9999
    earlier = {row["value"]: row for row in rows(crm("report", "sales", "--as-of", "2026-10-04", "--json"))}
    assert earlier["2026-10"]["amount"]["minor"] == 9000 + 240


def test_a_months_period_is_compared_with_the_month_before(sold: Workspace, crm: Crm) -> None:
    (row,) = rows(crm("report", "sales", "--from", "2026-11", "--to", "2026-11", "--json"))
    assert (row["value"], row["before"], row["amount_before"]["minor"]) == ("2026-11", "2026-10", 8340)


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_every_report_speaks_every_format(report: tuple[str, ...], sold: Workspace, crm: Crm) -> None:
    lines = {name: crm(*report, "--format", name) for name in ("plain", "json", "jsonl", "csv", "tsv", "table")}
    assert {ran.code for ran in lines.values()} == {0}
    many = len(json.loads(lines["json"].out))
    assert many == len(lines["plain"].lines) == len(lines["jsonl"].lines) == len(lines["csv"].lines) - 1
    assert "n = " in lines["table"].out
    assert "\x1b" not in lines["table"].out
    assert "n = " in crm(*report, "--json", "--rule").err


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_what_is_shown_is_as_its_schema_says(report: tuple[str, ...], sold: Workspace, crm: Crm) -> None:
    schema = json.loads(crm("schema", "-".join(report).replace("---", "-")).out)
    shown = rows(crm(*report, "--json"))
    assert shown
    assert [found for row in shown for found in problems(row, schema)] == []


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_an_empty_book_has_a_sentence(report: tuple[str, ...], crm: Crm) -> None:
    ran = crm(*report, "--format", "table")
    assert (ran.code, len(ran.lines), ran.err) == (0, 1, "")
    assert json.loads(crm(*report, "--json").out) == []


def test_a_picture_is_written_and_replaced_and_nothing_else_is(sold: Workspace, crm: Crm, tmp_path: Path) -> None:
    picture, letter = tmp_path / "funnel.svg", tmp_path / "letter.txt"
    letter.write_text("to grandma")
    for _again in range(2):
        ran = crm("report", "funnel", "--json", "--svg", picture)
        assert (ran.code, json.loads(ran.out)[0]["deals"]) == (0, 5)
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    ran = crm("report", "funnel", "--svg", letter)
    assert (ran.code, letter.read_text()) == (5, "to grandma")


def test_days_that_cannot_be_are_refused(crm: Crm) -> None:
    assert crm("report", "funnel", "--as-of", "2026-02-30").code == 5
    assert crm("report", "sales", "--from", "2026-06-01", "--to", "2026-05-01").code == 5
    assert crm("report", "sales", "--from", "2027").code == 5
    assert crm("report", "funnel", "--pipeline", "moon").code == 3
    assert crm("report", "funnel", "--count", "moon").code == 5


@pytest.mark.parametrize(
    "report", [*REPORTS, ("forecast", "stage:lead"), ("forecast", "is:open", "--deals")], ids=" ".join
)
def test_what_is_estimated_anew_leaves_earlier_reports_alone(report: tuple[str, ...], crm: Crm) -> None:
    days = {"old": "2026-11-10T10:00", "new": "2026-11-20T10:00"}
    for title, amount in (("Mill", "1000"), ("Loom", "500")):
        crm(
            "deal", "add", title, "--amount", amount, "--close", "2026-12-15", "--at", "2026-11-02", CRM_NOW=days["old"]
        )
        crm("deal", "move", title, "lead", CRM_NOW=days["old"])
    asked = (*report, "--as-of", "2026-11-10", "--json")
    before = crm(*asked, CRM_NOW=days["old"])
    assert before.code == 0
    for words in (
        ("deal", "edit", "Mill", "--amount", "9000 USD", "--probability", "90", "--close", "2027-06-01"),
        ("deal", "edit", "Loom", "--amount", "none", "--close", "none"),
        ("deal", "move", "Mill", "needs"), ("deal", "lose", "Loom", "--reason", "price"),
        ("pipeline", "edit", "default", "--stage", "lead", "--probability", "77", "--rot", "1"),
        ("pipeline", "edit", "default", "--new", "demo:30:5", "--before", "lead"),
        ("pipeline", "reorder", "default", "needs", "first-contact"),
        ("pipeline", "add", "Wholesale", "--stage", "offer:50"), ("deal", "move", "Mill", "Wholesale/offer"),
        ("deal", "add", "Later", "--amount", "7", "--close", "2026-12-01"),
    ):  # fmt: skip
        ran = crm(*words, CRM_NOW=days["new"])
        assert ran.code == 0, ran.err
        assert crm(*asked, CRM_NOW=days["new"]).out == before.out, words


def test_estimates_of_an_imported_past_are_those_that_came_first(crm: Crm) -> None:
    crm("deal", "add", "Mill", "--amount", "1000", "--close", "2026-12-15", "--at", "2026-05-02")
    crm("deal", "edit", "Mill", "--amount", "3000")
    (row,) = rows(crm("forecast", "--deals", "--as-of", "2026-06-01", "--json"))
    assert row["amount"]["minor"] == 100000
    (now,) = rows(crm("forecast", "--deals", "--json"))
    assert now["amount"]["minor"] == 300000


def test_a_deal_that_came_from_another_pipeline_counts_from_where_it_came_in(crm: Crm) -> None:
    crm("pipeline", "add", "Wholesale", "--stage", "offer:50", "--stage", "talk:60")
    crm("deal", "add", "Mill", "--pipeline", "Wholesale", "--amount", "100", "--at", "2026-11-01")
    crm("deal", "move", "Mill", "default/conversation", "--at", "2026-11-05")
    crm("deal", "move", "Mill", "needs", "--at", "2026-11-09")
    found = {row["stage"]: row for row in rows(crm("report", "funnel", "--json"))}
    assert [found[stage]["reached"] for stage in ("lead", "conversation", "needs", "proposal")] == [1, 1, 1, 0]
    assert [found[stage]["entered"] for stage in ("lead", "conversation", "needs")] == [0, 1, 1]
    assert found["conversation"]["median_days"] == 4
    assert rows(crm("report", "funnel", "--pipeline", "Wholesale", "--json")) == []
    then = rows(crm("report", "funnel", "--pipeline", "Wholesale", "--as-of", "2026-11-03", "--json"))
    assert [(row["stage"], row["reached"]) for row in then] == [("offer", 1), ("talk", 0), ("won", 0)]
    assert crm("deal", "lose", "Mill", "--reason", "price").code == 0
    for words in (("forecast",), ("report", "leaks"), ("report", "winloss"), ("report", "velocity")):
        assert crm(*words).code == 0

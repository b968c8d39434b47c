"""The sale of a deal that is won, as `deal win --sale` asks for it."""

from typing import Any

import pytest

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.records.deals import Deal, Move
from crmcli.services.people import adding
from crmcli.services.reports import deals as reports
from crmcli.services.sales import quote_changes, quotes
from crmcli.services.sales.sales import Added, Draft, add, from_deal
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deal_figures, linked_deals


@pytest.fixture
def deal(workspace: Workspace) -> Deal:
    """A deal with Ana about a logo."""
    adding.add(workspace, Contact(name="Ana García"))
    return _saved(workspace, contact_id=1, amount_minor=90000, currency="EUR")


def _saved(crm: Workspace, **values: Any) -> Deal:
    draft = Deal(title="Logo", source="fair", campaign="spring", owner="bea", opened_on="2026-11-01", **values)
    with crm.writing("deal add") as unit:
        number = unit.save(draft._replace(moves=(Move(1, "open", "2026-11-01"),)))
    return linked_deals.by_ids(crm.db, [number])[0]


def _won(crm: Workspace, deal: Deal, draft: Draft | None = None) -> Added:
    with crm.writing("deal win") as unit:
        won = deal._replace(status="won", closed_on="2026-11-20", reason="price")
        unit.save(won._replace(moves=(Move(1, "open", "2026-11-01"), Move(6, "won", "2026-11-20"))))
        return from_deal(crm, unit, won, draft) if draft else from_deal(crm, unit, won)


def test_a_won_deal_gives_its_amount_and_all_that_it_knows(workspace: Workspace, deal: Deal) -> None:
    sale = _won(workspace, deal).sale
    assert (sale.contact_id, sale.deal_id, sale.net_minor, sale.currency) == (1, deal.id, 90000, "EUR")
    assert (sale.date, sale.source, sale.campaign, sale.reason, sale.seller) == (
        "2026-11-20", "fair", "spring", "price", "bea",
    )  # fmt: skip


def test_lines_come_before_the_quote_and_the_quote_before_the_amount(workspace: Workspace, deal: Deal) -> None:
    made = quote_changes.new(workspace, {"deal": str(deal.id)}, ["Logo @ 700 tax 21%"])
    assert made.quote.contact_id == 1
    quotes.send(workspace, made.quote.number)
    quotes.accept(workspace, made.quote.number)
    sale = _won(workspace, deal).sale
    assert (sale.net_minor, sale.tax_minor, sale.quote_id) == (70000, 14700, made.quote.id)
    other = _saved(workspace, contact_id=1, amount_minor=100, currency="EUR")
    assert _won(workspace, other, Draft(lines=("Logo @ 600",))).sale.net_minor == 60000


def test_a_second_quote_of_the_deal_is_not_accepted(workspace: Workspace, deal: Deal) -> None:
    for _ in range(2):
        quote_changes.new(workspace, {"deal": str(deal.id)}, ["Logo @ 700"])
    for number in ("Q-2026-0001", "Q-2026-0002"):
        quotes.send(workspace, number)
    quotes.accept(workspace, "Q-2026-0001")
    with pytest.raises(Refused, match="Q-2026-0001 was accepted"):
        quotes.accept(workspace, "Q-2026-0002")


def test_a_deal_is_sold_once(workspace: Workspace, deal: Deal) -> None:
    assert add(workspace, Draft(deal=str(deal.id))).deal_open
    with pytest.raises(Refused, match="has sale 1 already"):
        _won(workspace, deal)


def test_a_deal_without_amount_or_contact_makes_no_sale(workspace: Workspace, deal: Deal) -> None:
    with pytest.raises(Usage, match="What it brought"):
        _won(workspace, _saved(workspace, contact_id=1))
    with pytest.raises(Usage, match="Who bought"):
        _won(workspace, _saved(workspace, amount_minor=5, currency="EUR"))
    assert linked_deals.by_ids(workspace.db, [deal.id])[0].status == "open"


def test_a_lost_deal_is_not_sold(workspace: Workspace, deal: Deal) -> None:
    lost = _saved(workspace, contact_id=1, status="lost", reason="price", closed_on="2026-11-20")
    with pytest.raises(Refused, match="was lost"):
        add(workspace, Draft(deal=str(lost.id), total="5"))


def test_deals_as_they_stood_are_looked_up_one_by_one(workspace: Workspace) -> None:
    adding.add(workspace, Contact(name="Ana"))
    asked: list[str] = []
    workspace.db.set_trace_callback(asked.append)
    deal_figures.standing(workspace.db, reports.picked(workspace, ""), [1, 2], deal_figures.Seen("2026-01-01", 1))
    workspace.db.set_trace_callback(None)
    plan = [row[3] for row in workspace.db.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]
    assert any("deal_id=?" in step for step in plan), plan
    assert not any("(stage_id=?)" in step for step in plan), plan

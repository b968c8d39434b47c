"""The trade of the sample business: consistent to the cent and to the day, whatever the day and the seed."""

from collections import Counter
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.analytics import btyd
from crmcli.core.records.kinds import LOST_REASONS
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.core.rules.support.answers import settled
from crmcli.services.demo.business import Trade, business
from crmcli.services.demo.days import around
from crmcli.services.workspace import Workspace, seeded
from tests.thorough import examples

MADRID = ZoneInfo("Europe/Madrid")
SUNDAY = date(2026, 11, 22)


def made(day: date = SUNDAY, seed: int = 1, base: str = "EUR") -> Trade:
    return business(seeded(seed), around(day, MADRID, "Europe/Madrid"), "ana", base).trade


days = given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 50))
few = settings(max_examples=examples(75), deadline=None)


def test_there_is_something_of_everything() -> None:
    found = made()
    assert 60 <= len(found.deals) <= 80
    assert {deal.status for deal in found.deals} == {"open", "won", "lost", "abandoned"}
    assert len(found.products) == 12
    shop = [sale for sale in found.sales if sale.number.startswith("W-")]
    assert 120 <= len(found.sales) - len(shop) <= 200
    assert 400 <= len(shop) <= 600
    assert {sale.currency for sale in found.sales} == {"EUR", "GBP"}
    assert sum(bool(sale.refunds) for sale in found.sales) == 3
    assert {cost.purpose for cost in found.costs} == {"acquisition", "retention", "service", "overhead"}
    assert {quote.status for quote in found.quotes} == {"draft", "sent", "accepted", "rejected"}
    assert any(quote.revision == 2 for quote in found.quotes)
    customers = Counter(sale.contact_id for sale in found.sales)
    assert len(customers) > 150
    assert max(customers.values()) > 15
    assert sum(count == 1 for count in customers.values()) > 10


@days
@few
def test_records_are_numbered_and_refer_to_what_is_there(day: date, seed: int) -> None:
    found = made(day, seed)
    for records in found:
        assert [record.id for record in records] == list(range(1, len(records) + 1))
        assert len({record.uid for record in records}) == len(records)
    deals, sales, invoices = (
        {record.id for record in records} for records in (found.deals, found.sales, found.invoices)
    )
    assert {sale.deal_id for sale in found.sales} - {None} <= deals
    assert {invoice.sale_id for invoice in found.invoices} <= sales
    assert {part.invoice_id for payment in found.payments for part in payment.allocations} <= invoices
    assert {delivery.sale_id for delivery in found.deliveries} <= sales


@days
@few
def test_a_deal_stands_as_its_last_move_left_it(day: date, seed: int) -> None:
    for deal in made(day, seed).deals:
        assert all(before.at <= after.at for before, after in pairwise(deal.moves))
        assert (deal.opened_on, deal.stage_id, deal.status) == (
            deal.moves[0].at, deal.moves[-1].stage_id, deal.moves[-1].status,
        )  # fmt: skip
        assert [move.status for move in deal.moves[:-1]] == ["open"] * (len(deal.moves) - 1)
        assert deal.closed_on == ("" if deal.status == "open" else deal.moves[-1].at)
        assert deal.moves[-1].at <= day.isoformat()
        assert (deal.stage_id == 6) == (deal.status == "won")
        assert bool(deal.reason) == (deal.status != "open")
        if deal.status in ("lost", "abandoned"):
            assert deal.reason in LOST_REASONS
        assert bool(deal.currency) == bool(deal.amount_minor)


@days
@few
def test_sales_invoices_and_payments_agree_to_the_cent(day: date, seed: int) -> None:
    found = made(day, seed)
    today = day.isoformat()
    for sale in found.sales:
        sums = arithmetic.sums(sale.lines)
        assert (sale.net_minor, sale.tax_minor, sale.cost_minor) == (sums.net_minor, sums.tax_minor, sums.cost_minor)
        assert sale.refunded_minor == sum(refund.amount_minor for refund in sale.refunds) <= sale.net_minor
        assert all(sale.date <= refund.date < today for refund in sale.refunds)
        assert sale.date < today
    paid: Counter[int] = Counter()
    for payment in found.payments:
        assert sum(part.amount_minor for part in payment.allocations) <= payment.amount_minor
        assert payment.date < today
        for part in payment.allocations:
            paid[part.invoice_id] += part.amount_minor + part.discount_minor
    for invoice in found.invoices:
        assert sum(part.amount_minor for part in invoice.instalments) == invoice.total_minor
        assert invoice.total_minor == invoice.net_minor + invoice.tax_minor
        assert invoice.paid_minor == paid[invoice.id] <= invoice.total_minor
        assert bool(invoice.settled_on) == (invoice.paid_minor == invoice.total_minor)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@settings(max_examples=10, deadline=None)
def test_customers_are_enough_for_a_model_that_holds_on_any_day(day: date) -> None:
    """Of the whole, and of the half of the time that `clv validate` looks at."""
    bought: dict[int, set[date]] = {}
    for sale in made(day).sales:
        if sale.net_minor > sale.refunded_minor and sale.status == "confirmed":
            bought.setdefault(sale.contact_id, set()).add(date.fromisoformat(sale.date))
    first = min(map(min, bought.values()))
    middle = first + (day - first) / 2
    early = {number: kept for number, days in bought.items() if (kept := {one for one in days if one <= middle})}
    for customers, upto in ((bought, day), (early, middle)):
        histories = [
            btyd.History(len(days) - 1, (max(days) - min(days)).days / 7, (upto - min(days)).days / 7, 1.0)
            for days in customers.values()
        ]
        fitted = btyd.fit_buying(histories)
    came = sum(len([one for one in bought[number] if one > middle]) for number in early)
    foretold = sum(btyd.expected(fitted, history, (day - middle).days / 7) for history in histories)
    assert foretold == pytest.approx(came, rel=0.2)


def test_the_shop_adds_nothing_to_the_day() -> None:
    """Its customers are many and ask for nothing: no birthday, no interval, no invoice."""
    found = business(seeded(1), around(SUNDAY, MADRID, "Europe/Madrid"), "ana", "EUR")
    shop = {person.id: person for person in found.contacts if "shop" in person.tags}
    assert not any(person.birthday or person.cadence for person in shop.values())
    assert {tag.cadence for tag in found.tags if tag.name == "shop"} == {""}
    assert not {invoice.contact_id for invoice in found.trade.invoices} & shop.keys()


@days
@few
def test_there_is_something_to_do_on_any_day(day: date, seed: int) -> None:
    found = made(day, seed)
    today = day.isoformat()
    late = {
        (day - date.fromisoformat(part.due)).days
        for invoice in found.invoices
        if not invoice.settled_on
        for part in invoice.instalments
        if part.due < today
    }
    assert any(days <= 30 for days in late)
    assert any(30 < days <= 60 for days in late)
    assert any(days > 90 for days in late)
    assert any(d.until >= today for i in found.invoices if not i.settled_on for d in i.discounts)
    waiting = [delivery for delivery in found.deliveries if not delivery.delivered_on]
    assert [delivery.promised_on < today for delivery in waiting].count(True) == 1
    assert [delivery.promised_on > today for delivery in waiting].count(True) == 1
    assert any(deal.status == "open" and deal.expected_close < today for deal in found.deals)


@pytest.mark.parametrize(("base", "rate"), [("EUR", 1_170_000), ("GBP", 1_000_000), ("USD", 1_271_739)])
def test_rates_are_those_of_the_base_currency(base: str, rate: int) -> None:
    assert {sale.rate for sale in made(base=base).sales if sale.currency == "GBP"} == {rate}


def test_it_is_the_same_for_the_same_seed_and_the_people_do_not_depend_on_it(workspace: Workspace) -> None:
    assert made() == made()
    assert made(seed=2) != made()


@days
@few
def test_answers_are_on_their_scale_and_come_after_what_they_are_about(day: date, seed: int) -> None:
    found = made(day, seed)
    sales = {sale.id: sale for sale in found.sales}
    for answer in found.answers:
        assert settled(answer) == answer
        assert answer.date <= day.isoformat()
        if answer.sale_id:
            sale = sales[answer.sale_id]
            assert (sale.contact_id, sale.date < answer.date, answer.phase) == (answer.contact_id, True, "after")
    assert {answer.kind for answer in found.answers} == {"nps", "csat", "ces"}
    last = {answer.contact_id: answer.score for answer in found.answers if answer.kind == "nps"}
    assert len(last) >= 15
    assert {score > 8 for score in last.values()} == {True, False}

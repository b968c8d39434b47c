"""RFM of the sales of a book: what counts, what is refused, and that later rows change nothing."""

from datetime import date

import pytest

from crmcli.core.errors import NotFound, Refused, Usage
from crmcli.core.records.sales import Refund
from crmcli.services.figures import rfm
from crmcli.services.figures.portfolio import Rule
from crmcli.services.insight import rfm as service
from crmcli.services.insight import rfm_explained
from crmcli.services.workspace import Workspace
from tests.services.insight.sales_book import customer, sell, ten

DAY = date(2026, 1, 1)


def codes(crm: Workspace, rule: Rule = Rule(), day: date = DAY) -> dict[object, str]:  # noqa: B008 - a value
    found = rfm.of_book(crm, rule, day)
    return dict(zip(found.keys, found.codes, strict=True))


def test_ten_customers(workspace: Workspace) -> None:
    numbers = ten(workspace, DAY)
    found = codes(workspace)
    expected = dict(zip(numbers, ["555", "554", "412", "433", "322", "344", "211", "233", "111", "145"], strict=True))
    assert {name: found[number] for name, number in numbers.items()} == expected
    report = service.show(workspace, rfm.of_book(workspace, Rule(), DAY))
    best = report.rows[0]
    assert (best.customer, best.recency_days, best.orders, best.monetary) == ("ana", 10, 12, 240000)
    assert [row.segment for row in report.rows][:3] == ["champions", "champions", "loyal"]
    assert report.warnings[0].values == {"n": 10}


def test_segments_hold_everybody_and_all_the_money(workspace: Workspace) -> None:
    ten(workspace, DAY)
    portfolio = rfm.of_book(workspace, Rule(), DAY)
    rows = service.segments(portfolio).rows
    assert sum(row.customers for row in rows) == 10
    assert sum(row.revenue for row in rows) == sum(portfolio.totals) == 999500
    grid = service.grid(portfolio).rows
    assert (len(grid), sum(cell.customers for cell in grid)) == (25, 10)


def test_refunds_currencies_and_cancelled_sales(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-11-01", 10000)
    sell(workspace, ana, "2025-11-02", 12000, currency="USD", rate=900_000, refunds=(Refund("2025-11-20", 2000),))
    sell(workspace, ana, "2025-11-03", 5000, refunds=(Refund("2025-11-05", 5000),))
    sell(workspace, ana, "2025-11-04", 7000, status="cancelled", cancelled_on="2025-11-10")
    sell(workspace, ana, "2026-02-01", 99900)
    found = rfm.of_book(workspace, Rule(), DAY)
    assert (found.orders, found.totals, list(found.days)) == ((2,), (19000,), [60])
    earlier = rfm.of_book(workspace, Rule(), date(2025, 11, 4))
    assert (earlier.orders, earlier.totals) == ((4,), (10000 + 10800 + 5000 + 7000,))
    later = rfm.of_book(workspace, Rule(), date(2025, 11, 9))
    assert later.totals == (10000 + 10800 + 7000,)


def test_yen_and_dinars_have_their_own_decimals(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-11-01", 1000, currency="JPY", rate=6_100)
    sell(workspace, ana, "2025-11-02", 1234, currency="KWD", rate=3_000_000)
    assert rfm.of_book(workspace, Rule(), DAY).totals == (610 + 370,)


def test_a_missing_rate_is_refused_with_the_rows(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-11-01", 10000, currency="USD", rate=0, number="V-7")
    with pytest.raises(Refused, match="no rate to EUR") as refused:
        rfm.of_book(workspace, Rule(), DAY)
    assert refused.value.values["rows"] == ("V-7  2025-11-01  $100.00  Ana",)
    with pytest.raises(Refused, match="Every sale is dated after 2025-10-01: 1 in all"):
        rfm.of_book(workspace, Rule(), date(2025, 10, 1))


def test_nothing_to_score_is_said_in_words(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no sales in this book"):
        rfm.of_book(workspace, Rule(), DAY)
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-11-01", 5000, refunds=(Refund("2025-11-05", 5000),))
    with pytest.raises(Refused, match="Cancelled, free or refunded whole: 1, dated later: 0"):
        rfm.of_book(workspace, Rule(), DAY)


def test_one_customer(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-11-01", 5000)
    assert codes(workspace) == {ana: "511"}


def test_windows_days_and_means(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    for day, minor in (("2024-01-01", 90000), ("2025-12-01", 100), ("2025-12-01", 300)):
        sell(workspace, ana, day, minor)
    sell(workspace, bea, "2025-11-01", 500)
    narrow = rfm.of_book(workspace, Rule(window=365, per_day=True), DAY)
    assert (narrow.orders, narrow.totals) == ((1, 1), (400, 500))
    mean = service.show(workspace, rfm.of_book(workspace, Rule(mean=True, window=365), DAY)).rows
    assert {row.customer: row.monetary for row in mean} == {"Ana": 200, "Bea": 500}


def test_later_rows_change_nothing(workspace: Workspace) -> None:
    numbers = ten(workspace, DAY)
    before = service.show(workspace, rfm.of_book(workspace, Rule(), DAY))
    sell(workspace, numbers["ida"], "2026-01-02", 900000)
    sell(workspace, customer(workspace, "New"), "2026-03-01", 5)
    assert service.show(workspace, rfm.of_book(workspace, Rule(), DAY)) == before


def test_moves_between_two_days(workspace: Workspace) -> None:
    numbers = ten(workspace, DAY)
    sell(workspace, numbers["ida"], "2026-02-01", 900000)
    sell(workspace, customer(workspace, "New"), "2026-02-01", 5)
    report = service.migrate(workspace, Rule(), "2026-01-01", "2026-02-02")
    assert sum(row.customers for row in report.rows) == report.n == 11
    assert next(row for row in report.rows if not row.before).customers == 1
    moved = {row.after for row in report.rows if row.before == "lost"}
    assert "lost" not in moved


def test_why_and_what_would_move_a_customer(workspace: Workspace) -> None:
    ten(workspace, DAY)
    found = rfm_explained.explain(workspace, "fer", Rule(), "2026-01-01")
    assert (found.scored.r, found.scored.f, found.scored.m) == (3, 4, 4)
    assert found.scored.segment == "loyal"
    assert found.better == (78, 9, 186001)
    assert (found.falls_on, found.fallen) == ("2026-02-03", "244")
    portfolio = rfm.of_book(workspace, Rule(), date(2026, 2, 2))
    fer = list(portfolio.keys).index(found.scored.id)
    assert portfolio.days[fer] == 152
    assert (found.ordering, found.ordering_segment) == ("544", "champions")
    with pytest.raises(NotFound):
        rfm_explained.explain(workspace, "nobody", Rule(), "")
    customer(workspace, "Prospect")
    with pytest.raises(Refused, match="Prospect has bought nothing"):
        rfm_explained.explain(workspace, "Prospect", Rule(), "2026-01-01")


def rescored(crm: Workspace, rule: Rule, number: int, place: int, value: int) -> int:
    """A customer's score with another value of one measure, all others as they are."""
    found = rfm.of_book(crm, rule, DAY)
    measures = [list(found.days), list(found.orders), list(found.totals)]
    measures[place][list(found.keys).index(number)] = value
    days, orders, totals = measures
    again = rfm.of_measures(rule, DAY, found.keys, days, orders, totals, 2)
    return again.scores[list(found.keys).index(number)][place]


@pytest.mark.parametrize("method", ["rank", "nested"])
def test_what_would_move_a_customer_whose_scores_depend_on_others(workspace: Workspace, method: str) -> None:
    """Each limit is the least that does it, and the code of an order today is that of the book after it."""
    rule, told = Rule(method), 0
    for name, number in ten(workspace, DAY).items():
        found = rfm_explained.explain(workspace, name, rule, str(DAY))
        assert (found.method, found.customers) == (method, 10 if method == "rank" else 0)
        now = (found.scored.r, found.scored.f, found.scored.m)
        for place, limit in enumerate(found.better):
            if limit is None or (place == 0 and method == "nested"):
                continue
            told += 1
            worse = limit + 1 if place == 0 else limit - 1
            assert rescored(workspace, rule, number, place, limit) > now[place], (name, place)
            assert rescored(workspace, rule, number, place, worse) == now[place], (name, place)
        sale = sell(workspace, number, DAY, found.scored.monetary // found.scored.orders)
        assert codes(workspace, rule)[number] == found.ordering, name
        with workspace.writing("test") as unit:
            unit.db.execute("DELETE FROM sale WHERE id = ?", (sale,))
    assert told > (20 if method == "rank" else 4)


def test_places_among_all_are_told(workspace: Workspace) -> None:
    ten(workspace, DAY)
    gil = rfm_explained.explain(workspace, "gil", Rule("rank"), str(DAY))
    assert (gil.places, gil.better, gil.falls_on, gil.ordering) == ((7, 9, 9), (120, 2, 9000), "", "522")
    ana = rfm_explained.explain(workspace, "ana", Rule("rank", mean=True), str(DAY))
    assert (ana.places, ana.better) == ((1, 1, 6), (None, None, 23334)), "above hug's mean of 233.33"


def test_frequency_within_a_recency_falls_to_that_of_the_next(workspace: Workspace) -> None:
    ten(workspace, DAY)
    eva = rfm_explained.explain(workspace, "eva", Rule("nested"), str(DAY))
    assert (eva.falls_on, eva.fallen, eva.fallen_segment) == ("2026-03-05", "231", "about-to-sleep")
    alone = rfm_explained.explain(workspace, "ana", Rule("nested"), str(DAY))
    assert (alone.scored.m, alone.better) == (1, (None, None, None)), "nobody else has a frequency of five there"


def test_fixed_limits_need_those_of_money(workspace: Workspace) -> None:
    ten(workspace, DAY)
    with pytest.raises(Usage, match="limits for money"):
        rfm.of_book(workspace, Rule("fixed"), DAY)
    found = codes(workspace, Rule("fixed", monetary=("100", "500", "1000.50", "2000")))
    assert list(found.values()) == ["555", "544", "411", "433", "422", "344", "211", "233", "211", "145"]

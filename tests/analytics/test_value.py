"""Lifetime value, acquisition, ABC, retention, the next purchase and cross-selling by their worked examples."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from math import exp, inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics import acquisition, btyd, clv, crosssell, pareto, purchases, retention, simplex
from crmcli.analytics.btyd import Buying, History, Spending
from crmcli.core.errors import Refused

MODEL = Buying(0.243, 4.414, 0.793, 2.426)
MONEY = Spending(6.25, 3.74, 15.44)


def test_the_orders_of_the_last_year_tell_who_has_left() -> None:
    found = clv.historic(84000, 6, date(2023, 1, 15), date(2026, 1, 15), lately=2)
    assert (found.average, found.per_year, round(found.years, 4), round(found.value)) == (14000, 2, 3.0007, 84019)
    assert clv.historic(84000, 6, date(2023, 1, 15), date(2026, 1, 15), lately=0).value == 0
    new = clv.historic(16000, 2, date(2025, 12, 1), date(2026, 1, 15), lately=2)
    assert new == clv.historic(16000, 2, date(2025, 12, 1), date(2026, 1, 15))


def test_historic_value_is_what_was_paid() -> None:
    found = clv.historic(84000, 6, date(2023, 1, 15), date(2026, 1, 15))
    assert (found.average, round(found.years, 4), round(found.per_year, 4)) == (14000, 3.0007, 1.9995)
    assert found.value == pytest.approx(84000)
    today = clv.historic(8000, 1, date(2026, 1, 15), date(2026, 1, 15))
    assert (today.years, today.value) == (1.0, 8000)
    past = clv.historic(8000, 1, date(2024, 1, 15), date(2026, 1, 15))
    assert (round(past.years, 4), round(past.per_year, 4), round(past.value, 6)) == (2.0014, 0.4997, 8000)


def test_projected_value() -> None:
    past = clv.historic(84000, 6, date(2023, 1, 15), date(2026, 1, 15))
    revenue, margin = clv.projected(past.average, past.per_year, clv.expected_life(0.2), 0.4)
    assert (round(revenue), round(margin)) == (139968, 55987)
    assert (clv.expected_life(0.0), clv.expected_life(0.5), clv.expected_life(None)) == (5.0, 2.0, 5.0)


def test_discounting() -> None:
    assert round(clv.discounted(7.5, 0.01, 12), 4) == 84.4131
    assert round(clv.monthly_rate(0.12), 6) == 0.009489
    assert clv.retained(100, 0.8, 0.12) == pytest.approx(250)
    assert clv.retained(100, 0.8, 0.12, now=True) == pytest.approx(350)
    assert clv.retained(100, 0.8, 0, now=True) == pytest.approx(500)


@pytest.mark.parametrize(
    ("x", "last", "alive", "expected"),
    [
        (2, 30.43, 0.726579, 1.226028),
        (0, 0, 1.0, 0.195098),
        (1, 5.0, 0.314786, 0.301556),
        (1, 35.0, 0.731460, 0.700719),
        (6, 30.0, 0.691410, 3.114615),
        (6, 10.0, 0.009696, 0.043676),
        (7, 29.43, 0.641756, 3.337053),
    ],
)
def test_who_is_alive_and_what_they_will_buy(x: int, last: float, alive: float, expected: float) -> None:
    history = History(x, last, 38.86)
    assert btyd.alive(MODEL, history) == pytest.approx(alive, abs=1e-6)
    assert btyd.expected(MODEL, history, 39) == pytest.approx(expected, abs=1e-6)


def test_what_a_new_customer_will_buy() -> None:
    known = {1: 0.053268, 4: 0.196068, 13: 0.534440, 39: 1.196723, 52: 1.446051}
    assert {weeks: round(btyd.expected_of_new(MODEL, weeks), 6) for weeks in known} == known


@pytest.mark.parametrize(
    ("x", "mean", "expected"), [(1, 50, 45.494994), (2, 22.35, 24.663714), (6, 100, 95.588966), (1, 7.03, 15.621524)]
)
def test_what_a_purchase_will_be_worth(x: int, mean: float, expected: float) -> None:
    assert btyd.expected_mean(MONEY, History(x, 0, 0, mean)) == pytest.approx(expected, abs=1e-6)


def test_discounted_value_by_the_model() -> None:
    history = History(2, 30.43, 38.86, 22.35)
    assert btyd.value(MODEL, MONEY, history, months=12, monthly_rate=0.01) == pytest.approx(36.289211, abs=1e-6)
    assert btyd.value(MODEL, MONEY, history, months=12, monthly_rate=0) == pytest.approx(38.5285, abs=1e-4)
    assert btyd.expected_mean(MONEY, History(0, 0, 1)) == pytest.approx(35.218978, abs=1e-6)


def test_a_of_one_is_no_gap() -> None:
    near, at = (btyd.expected(Buying(1, 2, a, 3), History(2, 5, 10), 10) for a in (1.001, 1.0))
    assert near == pytest.approx(at, rel=0.01)


def synthetic(count: int) -> list[History]:
    """Customers who differ without chance: every third comes back, each at their own pace."""
    found = []
    for at in range(count):
        x = (at * 7919) % 11 if at % 3 == 0 else 0
        age = 20 + (at * 31) % 60
        last = age * ((at * 17) % 10 + 1) / 11 if x else 0.0
        found.append(History(x, last, age, 2000 + (at * 104729) % 9000 if x else 0.0))
    return found


def test_a_fit_is_refused_where_there_is_too_little() -> None:
    for few in ([], synthetic(60), [History(0, 0, 10)] * 500):
        with pytest.raises(Refused, match="at least 100 customers"):
            btyd.fit_buying(few)
    with pytest.raises(Refused):
        btyd.fit_spending(synthetic(30))
    with pytest.raises(Refused):
        btyd.fit_buying([History(0, 0, 10)] * 500, force=True)


def test_a_fit_is_the_same_whatever_the_unit_of_money_and_the_order() -> None:
    customers = synthetic(600)
    found = btyd.fit_buying(customers, force=True)
    assert btyd.fit_buying(customers[::-1], force=True)[:4] == pytest.approx(found[:4], rel=1e-3)
    spending = btyd.fit_spending(customers, force=True)
    tenfold = btyd.fit_spending([one._replace(mean=one.mean * 10) for one in customers], force=True)
    assert (tenfold.p, tenfold.q, tenfold.v) == pytest.approx((spending.p, spending.q, spending.v * 10), rel=1e-3)


def test_a_search_ends_where_nothing_is_left_but_rounding() -> None:
    """A value that is least at a wall, and trembles there by more than is enough: it used up every step before."""
    asked: list[float] = []

    def trembling(point: list[float]) -> float:
        asked.append(point[0])
        return inf if max(point) >= 12 else exp(-point[0]) + exp(-point[1]) + 1e-8 * (hash(tuple(point)) % 97)

    found, _value = simplex.minimum(trembling, [0.0, 0.0])
    assert found == pytest.approx([12, 12], abs=0.5)
    assert len(asked) < 1000


def test_cdnow_is_fitted_as_published(corpora: Path) -> None:
    folder = corpora / "analytics" / "cdnow"
    if not folder.is_dir():
        pytest.skip("no cdnow in the corpora")
    days: dict[int, dict[str, float]] = {}
    with (folder / "cdnow_sample_transactions.csv").open() as stream:
        for row in csv.DictReader(stream):
            if row["date"] <= "1997-09-30":
                bought = days.setdefault(int(row["sample_id"]), {})
                bought[row["date"]] = bought.get(row["date"], 0) + float(row["dollars"])
    end = date(1997, 9, 30)
    found = {}
    for number, bought in days.items():
        first, *others = (date.fromisoformat(day) for day in sorted(bought))
        last = others[-1] if others else first
        mean = sum(bought[day.isoformat()] for day in others) / len(others) if others else 0.0
        found[number] = History(len(others), (last - first).days / 7, (end - first).days / 7, mean)
    with (folder / "cdnow_customers_summary_published.csv").open() as stream:
        for row in csv.DictReader(stream):
            one = found[int(row["ID"])]
            assert one.repeats == int(row["frequency"])
            published = (float(row["recency"]), float(row["T"]), float(row["monetary_value"]))
            assert one[1:] == pytest.approx(published, abs=0.00501)
    buying = btyd.fit_buying(found.values())
    assert buying[:4] == pytest.approx((0.243, 4.414, 0.793, 2.426), rel=0.01)
    assert buying[:4] == pytest.approx((0.24259, 4.41346, 0.79281, 2.42553), rel=2e-4)
    assert buying.likelihood == pytest.approx(-9582.4292, abs=1e-3)
    assert (sum(one.repeats for one in found.values()), sum(not one.repeats for one in found.values())) == (2457, 1411)
    spending = btyd.fit_spending(found.values())
    assert spending[:3] == pytest.approx((6.25, 3.74, 15.44), rel=0.01)
    assert spending.likelihood == pytest.approx(-4055.918, abs=1e-3)
    assert btyd.expected(buying, found[1], 39) == pytest.approx(1.226, abs=0.001)
    assert btyd.alive(buying, found[1]) == pytest.approx(0.727, abs=0.001)
    correlation = btyd.correlation(found.values())
    assert correlation is not None
    assert round(correlation, 2) == 0.11
    assert sum(btyd.expected(MODEL, one, 39) for one in found.values()) == pytest.approx(1653.4, abs=1)


def test_acquisition_and_unit_economics() -> None:
    cost = 120000 + 80000 + 12 * (4500 + 2500) + 16000
    cac = acquisition.cost_of_one(cost, 15)
    assert (cost, cac) == (300000, 20000)
    found = acquisition.economics(cac, 72000, 180000, 1200)
    assert (found.ratio, found.revenue_ratio, round(found.payback or 0, 2)) == (3.6, 9.0, 16.67)
    assert acquisition.verdict(found) == "slow"
    assert acquisition.cost_of_one(cost, 0) is None
    assert acquisition.economics(None, 1, 1, 1) == (None, None, None)
    assert acquisition.verdict(acquisition.economics(100.0, 90, 200, 5)) == "losing"


def letters(values: list[int], *cuts: int) -> str:
    return "".join(one.letter for one in pareto.classes(list(enumerate(values)), cuts or (80, 95)))


def test_abc() -> None:
    ten = [42000, 23000, 11000, 8000, 5500, 4000, 3000, 2000, 1000, 500]
    found = pareto.classes(list(enumerate(ten)))
    assert [round(100 * one.cumulative, 1) for one in found] == [42, 65, 76, 84, 89.5, 93.5, 96.5, 98.5, 99.5, 100]
    assert letters(ten) == "AAAABBBCCC"
    assert (letters([95, 3, 2]), letters([50, 20, 20, 10]), letters([100, -20])) == ("ACC", "AAAB", "AC")
    assert letters([80, 20], 80) == "AB"
    assert letters([0, -5]) == letters([]) == ""


def test_service_by_class() -> None:
    revenues = [84000, 12500, 3500]
    assert [round(100 * 3000 / revenue, 2) for revenue in revenues] == [3.57, 24.0, 85.71]
    index = [pareto.cost_to_serve(3000, 9000, revenue, 100000) for revenue in revenues]
    assert [round(one or 0, 2) for one in index] == [0.40, 2.67, 9.52]
    assert pareto.budgets(10000, [24000, 6000]) == [8000, 2000]
    assert pareto.budgets(10000, [0, -5]) == [0, 0]
    curve = pareto.whale([500, 300, 150, 50, 0, -40, -160])
    assert [round(100 * share, 1) for share in curve] == [62.5, 100, 118.8, 125, 125, 120, 100]


@given(st.lists(st.integers(-(10**6), 10**9), max_size=60))
def test_classes_share_the_total_out(values: list[int]) -> None:
    found = pareto.classes(list(enumerate(values)))
    assert sum(one.value for one in found) == (sum(values) if found else 0)
    assert [one.letter for one in found] == sorted(one.letter for one in found)
    by_value: dict[int, set[str]] = {}
    for one in found:
        by_value.setdefault(one.value, set()).add(one.letter)
    assert all(len(letters) == 1 for letters in by_value.values())
    assert not found or found[0].letter == "A"


def between(start: str, end: str, before: str = "") -> retention.Retention:
    """Of customers named by letters who bought just before the first day, just before the second, and long ago."""
    days = {"2025-01-20": start, "2025-02-20": end, "2024-03-01": before}
    orders = sorted((name, day, 100) for day, names in days.items() for name in names)
    ends = [date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)]
    return retention.course(orders, ends, 28)[0]


def test_retention_counts_who_came_back() -> None:
    found = between("abcdefgh", "abcdefxyz", before="az")
    assert (found.start, found.end, found.kept, found.rate, found.churn) == (8, 9, 6, 0.75, 0.25)
    assert (found.new, found.back) == (2, 1)
    naive = (found.end - found.new) / found.start
    assert naive == 0.875
    assert (found.end - found.new - found.back) / found.start == found.rate
    assert between("", "a").rate is None


def test_retention_by_counts() -> None:
    orders = [(at, "2025-01-20", 1) for at in range(200)]
    orders += [(at, "2025-02-20", 1) for at in (*range(175), *range(200, 235))]
    found = retention.course(sorted(orders), [date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)], 28)[0]
    assert (found.start, found.end, found.new, found.rate) == (200, 210, 35, 0.875)
    assert (found.churn, retention.life(found.churn)) == (0.125, 8)
    assert round(retention.yearly(0.02, 12), 4) == 0.2153
    assert retention.life(0.0) is None


def test_revenue_that_stays() -> None:
    ends = [date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)]
    orders = [
        ("grows", "2025-01-10", 100), ("grows", "2025-02-10", 300), ("leaves", "2025-01-10", 200),
        ("new", "2025-02-10", 999), ("shrinks", "2025-01-10", 100), ("shrinks", "2025-02-10", 40),
    ]  # fmt: skip
    (found,) = retention.course(orders, ends, 31)
    assert (found.earned, found.later, found.held) == (400, 340, 140)
    assert (found.net_revenue, found.gross_revenue) == (0.85, 0.35)
    assert retention.course(orders[3:4], ends, 31)[0].net_revenue is None


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 700), st.integers(1, 900)), max_size=40),
    st.sampled_from((20, 90, 365)),
)
def test_retention_is_what_sets_of_customers_say(orders: list[tuple[int, int, int]], window: int) -> None:
    ends = [date(2024, 3, 1) + timedelta(days=90 * at) for at in range(7)]
    dated = sorted((who, (date(2024, 1, 1) + timedelta(days=day)).isoformat(), net) for who, day, net in orders)

    def active(end: date, days: int) -> set[int]:
        since = (end - timedelta(days=days)).isoformat()
        return {who for who, day, _net in dated if since < day <= end.isoformat()}

    for found, (start, end) in zip(retention.course(dated, ends, window), pairwise(ends[1:]), strict=True):
        before, after, known = active(start, window), active(end, window), active(start, 9999)
        assert (found.start, found.end, found.kept) == (len(before), len(after), len(before & after))
        assert (found.new, found.back) == (len(after - known), len((after - before) & known))
        period = [one for one in dated if start.isoformat() < one[1] <= end.isoformat()]
        assert found.later == sum(net for who, _day, net in period if who in before)
        assert 0 <= found.held <= min(found.earned, found.later)


def test_cohorts_leave_the_future_blank() -> None:
    bought = [(1, 2, 4), (1, 3), (1,), (2, 3), (2, 4), (3, 4)]
    found = retention.cohorts(bought, 4)
    assert [(one.customers, [round(100 * share, 1) for share in one.shares]) for one in found] == [
        (3, [100, 33.3, 33.3, 33.3]), (2, [100, 50, 50]), (1, [100, 100]),
    ]  # fmt: skip
    assert retention.cohorts(bought, 4, rolling=True)[0].buyers == (3, 2, 2, 1)


def test_the_next_purchase() -> None:
    days = [date(2025, 1, 10), date(2025, 2, 9), date(2025, 3, 21), date(2025, 4, 20)]
    between = [(later - earlier).days for earlier, later in pairwise(days)]
    assert between == [30, 40, 30]
    found = purchases.rhythm(purchases.habit(between), days[-1], date(2025, 6, 19), None)
    assert found is not None
    assert (found.gap, found.next, found.ratio, found.state) == (30, date(2025, 5, 20), 2.0, "at-risk")
    assert purchases.rhythm(purchases.habit(between[:1]), days[1], date(2025, 6, 19), None) is None
    states = [purchases.Rhythm(10, True, date.max, ratio).state for ratio in (0.9, 1.0, 1.5, 1.6, 3.0, 3.1)]
    assert states == ["on-time", "due", "due", "at-risk", "at-risk", "lost"]


def test_cross_selling() -> None:
    owned = {1: crosssell.owners(range(40), 100), 2: crosssell.owners([*range(22, 47), 46], 100)}
    (first, second) = sorted(crosssell.pairs(owned, 100))
    assert (first.both, first.support, first.confidence, round(first.lift, 9)) == (18, 0.18, 0.45, 1.8)
    assert first.candidates == 22
    assert crosssell.candidates(owned[1], owned[2], 2) == (0, 1)
    assert crosssell.candidates(owned[2], owned[1], 9) == tuple(range(40, 47))
    assert second.confidence == 0.72
    assert crosssell.pairs({1: 0b110, 2: 0b110}, 10) == []
    assert crosssell.owners((), 0) == 0


def test_candidates_are_found_beyond_the_first_thousands() -> None:
    buyers, others = crosssell.owners(range(0, 20_000, 2), 20_000), crosssell.owners(range(0, 9_000, 2), 20_000)
    assert crosssell.candidates(buyers, others, 3) == (9_000, 9_002, 9_004)
    assert len(crosssell.candidates(buyers, others, 10**6)) == 5_500

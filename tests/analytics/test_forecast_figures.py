"""Chances, weighted sums, intervals and velocity: worked examples E6 and E7, and what always holds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics import forecast, spread, velocity, winloss
from crmcli.analytics.funnel import Path

PRIORS = (0.05, 0.10, 0.20, 0.40, 0.60, 1.0)


def test_velocity() -> None:
    per_day = velocity.per_day(40, 0.25, 25_000, 90)
    assert per_day is not None
    assert (round(per_day, 2), round(per_day * 30, 2)) == (2777.78, 83333.33)
    assert velocity.per_day(1, 1, 1, 0) is None


def test_half_a_cent_is_a_cent() -> None:
    assert [forecast.nearest(amount * 0.05) for amount in (10, 30, 1250, 0)] == [1, 2, 63, 0]


def test_the_weighted_sum_and_its_spread() -> None:
    sums = forecast.NOTHING
    for amount, p in ((10_000, 0.1), (5_000, 0.4), (8_000, 0.6), (2_000, 0.6)):
        sums = forecast.added(sums, p, amount, amount * amount)
    assert (sums.open, round(sums.weighted, 2), round(sums.spread, 2)) == (25_000, 9_000, 5_596.43)


@pytest.mark.parametrize(("wins", "closed", "p"), [(0, 0, 0.6), (3, 4, 0.6667), (30, 40, 0.7333)])
def test_few_data_shrink_to_the_prior(wins: int, closed: int, p: float) -> None:
    assert round(forecast.smoothed(wins, closed, 0.6), 4) == p


@pytest.mark.parametrize(("wins", "n", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 5, 0, 0.4345)])
def test_wilson(wins: int, n: int, low: float, high: float) -> None:
    found = spread.wilson(wins, n)
    assert found is not None
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)
    assert spread.wilson(0, 0) is None


def test_without_closed_deals_the_stages_own_probabilities_hold() -> None:
    assert [chance.p for chance in forecast.chances([], PRIORS)] == pytest.approx(PRIORS)


def test_chances_are_learned_from_those_who_came_so_far() -> None:
    found = forecast.chances([Path((0, 4, 5), "won", 30), Path((0, 4), "lost", 10), Path((0, 4), "open", 99)], PRIORS)
    assert found[4].p == pytest.approx((30 + 5 * 0.6) / 45)
    assert (found[4].wins, found[4].closed) == (30, 40)
    assert found[5].p == 1


def test_shares_are_compared_with_all_where_there_are_enough() -> None:
    rates = dict(winloss.win_rates([("fair", 6, 2), ("web", 1, 11), ("friend", 1, 1)]))
    assert rates["fair"].share == 0.75
    assert rates["fair"].lift == pytest.approx(0.75 / (8 / 22))
    assert rates["friend"].lift is None
    assert [value for value, _share in winloss.win_rates([("b", 1, 0), ("a", 0, 1), ("c", 3, 0)])] == ["c", "a", "b"]
    portions = winloss.portions([("price", 3), ("timing", 1)])
    assert [(value, share.share) for value, share in portions] == [("price", 0.75), ("timing", 0.25)]


WAYS = st.builds(
    Path,
    st.lists(st.integers(0, 5), min_size=1, max_size=6).map(tuple),
    st.sampled_from(["open", "won", "lost", "abandoned"]),
    st.integers(1, 50),
)


@given(st.lists(WAYS, max_size=20))
def test_a_chance_is_a_share_and_never_falls_along_the_way(paths: list[Path]) -> None:
    found = forecast.chances(paths, PRIORS)
    assert all(0 < chance.p <= 1 for chance in found)
    assert all(before.p <= after.p + 1e-12 for before, after in pairwise(found))


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(wins: int, n: int) -> None:
    wins = min(wins, n)
    found = spread.wilson(wins, n)
    assert found is not None
    assert 0 <= found[0] <= wins / n + 1e-12
    assert wins / n - 1e-12 <= found[1] <= 1


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_a_quantile_is_what_a_sorted_list_says(values: list[int]) -> None:
    pairs = [(value, 1) for value in values]
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    assert spread.quantile(pairs, 0.5) == median
    assert (spread.quantile(pairs, 0), spread.quantile(pairs, 1)) == (ordered[0], ordered[-1])

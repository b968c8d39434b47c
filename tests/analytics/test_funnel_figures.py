"""The funnel counted three ways, and the days that deals stay: worked examples E6, and what always holds."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import isclose, prod

from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics import funnel
from crmcli.analytics.funnel import Path
from tests.analytics.tracks import Move, tracks

CONTACT, LEAD, CONVERSATION, NEEDS, PROPOSAL, WON = range(6)
FIVE = (
    Path((CONTACT, LEAD, PROPOSAL, WON), "won"),
    Path((CONTACT, LEAD), "lost"),
    Path((LEAD, CONVERSATION, NEEDS), "open"),
    Path((CONTACT, CONVERSATION, CONTACT), "lost"),
    Path((CONTACT,), "open"),
)
PLACES = {stage: stage - 1 for stage in range(1, 7)}
DAY = date(2026, 1, 1)


def test_reached_entered_and_strict_differ() -> None:
    counted = funnel.counts(FIVE, 6)
    assert counted.reached == (5, 4, 3, 2, 1, 1)
    assert counted.entered == (4, 3, 2, 1, 1, 1)
    assert counted.strict == (4, 2, 0, 0, 0, 0)
    assert [round(step or 0, 4) for step in funnel.steps(counted.reached)] == [0.8, 0.75, 0.6667, 0.5, 1]
    assert counted.standing == (1, 0, 0, 1, 0, 0)
    assert counted.lost == (1, 1, 0, 0, 0, 0)


def test_the_steps_of_the_example() -> None:
    reached = (200, 120, 60, 40, 25, 10)
    assert [round(step or 0, 3) for step in funnel.steps(reached)] == [0.6, 0.5, 0.667, 0.625, 0.4]
    assert reached[-1] / reached[0] == 0.05
    assert funnel.worst(reached) == PROPOSAL


def test_a_step_of_few_deals_is_not_called_the_worst_beside_one_of_many() -> None:
    assert funnel.worst((100, 60, 50, 4, 1, 1)) == NEEDS - 1
    assert funnel.worst((4, 1, 1)) == 0
    assert funnel.worst((3, 3, 3)) is None
    assert funnel.worst((0, 0)) is None


def test_time_in_a_stage_adds_up_over_returns() -> None:
    moves = [
        (1, 2, "open", "2026-03-01"),
        (1, 3, "open", "2026-03-04"),
        (1, 2, "open", "2026-03-10"),
        (1, 5, "open", "2026-03-15"),
    ]
    found = funnel.ways(tracks(moves), PLACES, "2026-03-20")
    assert (dict(found.stays[LEAD]), dict(found.stays[CONVERSATION])) == ({8: 1}, {6: 1})
    assert dict(found.ages[PROPOSAL]) == {5: 1}
    assert found.paths == (Path((LEAD, CONVERSATION, LEAD, PROPOSAL), "open"),)


def test_a_closed_deal_has_no_age_and_its_pause_does_not_count() -> None:
    moves = [
        (1, 1, "open", "2026-01-01"),
        (1, 1, "lost", "2026-01-05"),
        (1, 1, "open", "2026-02-01"),
        (1, 6, "won", "2026-02-03"),
    ]
    found = funnel.ways(tracks(moves), PLACES, "2026-03-01")
    assert dict(found.stays[CONTACT]) == {6: 1}
    assert not any(found.ages)
    assert found.paths == (Path((CONTACT, WON), "won"),)


def test_a_win_that_was_taken_back_is_none() -> None:
    moves = [(1, 1, "open", "2026-01-01"), (1, 6, "won", "2026-01-05"), (1, 5, "open", "2026-01-06")]
    found = funnel.ways(tracks(moves), PLACES, "2026-03-01")
    assert found.paths == (Path((CONTACT, PROPOSAL), "open"),)


def test_middle_and_edge_of_days() -> None:
    assert [round(found or 0, 6) for found in funnel.days({1: 2, 3: 1, 10: 1})] == [3.75, 2.0, 7.9]
    assert funnel.days({}) == (None, None, None)


@st.composite
def histories(draw: st.DrawFn) -> list[Move]:
    """Moves of some deals, of each in order."""
    rows: list[Move] = []
    for deal in range(1, draw(st.integers(0, 12)) + 1):
        day = DAY + timedelta(days=draw(st.integers(0, 60)))
        for _step in range(draw(st.integers(1, 6))):
            status = draw(st.sampled_from(["open", "open", "open", "won", "lost", "abandoned"]))
            rows.append((deal, draw(st.integers(1, 6)), status, day.isoformat()))
            day += timedelta(days=draw(st.integers(0, 30)))
    return rows


def until(rows: list[Move], as_of: str) -> list[Move]:
    return [row for row in rows if row[3] <= as_of]


@given(histories())
def test_reached_never_increases_and_the_product_of_the_steps_is_the_whole(rows: list[Move]) -> None:
    found = funnel.ways(tracks(rows), PLACES, "2027-01-01")
    counted = funnel.counts(found.paths, 6)
    assert all(after <= before for before, after in pairwise(counted.reached))
    assert counted.reached[0] == len({row[0] for row in rows})
    assert all(strict <= entered <= reached for strict, entered, reached in zip(*counted[2::-1], strict=True))
    shares = funnel.steps(counted.reached)
    if counted.reached[0] and None not in shares:
        assert isclose(prod(share or 0 for share in shares), counted.reached[-1] / counted.reached[0], abs_tol=1e-12)
    won = sum(path.deals for path in found.paths if path.status == "won")
    assert sum(counted.standing) + sum(counted.lost) + won == counted.reached[0]


@given(histories(), histories(), st.integers(0, 200))
def test_what_comes_later_changes_nothing(rows: list[Move], later: list[Move], day: int) -> None:
    as_of = (DAY + timedelta(days=day)).isoformat()
    before = funnel.ways(tracks(until(rows, as_of)), PLACES, as_of)
    more = [(deal, stage, status, "2030-01-01") for deal, stage, status, _at in later]
    both = sorted([*rows, *more], key=lambda row: row[0])
    assert funnel.ways(tracks(until(both, as_of)), PLACES, as_of) == before


@given(histories())
def test_days_are_those_on_which_a_deal_stood_open_in_a_stage(rows: list[Move]) -> None:
    as_of = date(2027, 1, 1)
    spent: dict[tuple[int, int], int] = {}
    standing: dict[int, int] = {}
    for before, after in pairwise([*rows, (0, 0, "", "")]):
        deal, stage, status, day = before
        standing.pop(deal, None)
        if status == "open":
            place = min(PLACES[stage], WON - 1)
            left = date.fromisoformat(after[3]) if after[0] == deal else as_of
            spent[deal, place] = spent.get((deal, place), 0) + (left - date.fromisoformat(day)).days
            standing[deal] = place
    found = funnel.ways(tracks(rows), PLACES, as_of.isoformat())
    for place in range(WON + 1):
        ages = sorted(days for (deal, one), days in spent.items() if one == place and standing.get(deal) == place)
        stays = sorted(days for (deal, one), days in spent.items() if one == place and standing.get(deal) != place)
        assert sorted(Counter(found.ages[place]).elements()) == ages
        assert sorted(Counter(found.stays[place]).elements()) == stays

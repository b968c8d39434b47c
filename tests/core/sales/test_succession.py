"""Which stage stands for a removed one, and what the funnel counts by it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics import funnel
from crmcli.core.records.deals import Stage
from crmcli.core.rules.sales.pipelines import placed
from crmcli.core.rules.sales.succession import heirs, standing_for
from tests.analytics.tracks import Move, tracks

FIRST, LAST = 1, 6


def test_a_stage_stands_for_itself_until_it_is_retired_and_then_its_heirs_do() -> None:
    known = [
        Stage(1, retired_on="2026-03-01", successor_id=2), Stage(2, retired_on="2026-05-01", successor_id=3), Stage(3),
    ]  # fmt: skip
    assert heirs(known, "2026-02-28") == {1: 1, 2: 2, 3: 3}
    assert heirs(known, "2026-03-01") == {1: 2, 2: 2, 3: 3}
    assert heirs(known) == {1: 3, 2: 3, 3: 3}
    assert standing_for(known, 3) == [1, 2, 3]


def test_where_nothing_took_over_the_first_of_its_kind_and_pipeline_does() -> None:
    gone = "2026-03-01"
    known = [
        Stage(1, 1, position=0), Stage(2, 1, position=9, is_won=1),
        Stage(3, 2, position=0, retired_on=gone), Stage(4, 2, position=2), Stage(5, 2, position=1),
        Stage(6, 3, position=0, retired_on=gone), Stage(7, 3, position=9, is_won=1, retired_on=gone),
    ]  # fmt: skip
    assert {number: heirs(known)[number] for number in (3, 6, 7)} == {3: 5, 6: 1, 7: 2}
    assert heirs(known, "2026-02-28")[6] == 6
    assert set(standing_for(known, 1)) == {1, 6}


def test_a_file_that_points_in_circles_ends_nowhere() -> None:
    circle = [Stage(one, retired_on="2026-03-01", successor_id=other) for one, other in ((1, 2), (2, 1))]
    assert heirs(circle) == {1: 0, 2: 0}


def test_a_retired_stage_keeps_its_place_behind_the_one_before_it() -> None:
    before = [Stage(1, position=1), Stage(3, position=3), Stage(4, position=4, is_won=1)]
    gone = [Stage(2, position=2), Stage(5, position=0)]
    after = placed(before, [before[1], Stage(0), before[0], before[2]], gone)
    assert [(stage.id, stage.position) for stage in after] == [(5, 1), (3, 2), (0, 3), (1, 4), (2, 5), (4, 6)]


@st.composite
def retired(draw: st.DrawFn) -> list[Stage]:
    """Six stages of which some gave way to others, one after the other."""
    left = {number: Stage(number, is_won=int(number == LAST)) for number in range(FIRST, LAST + 1)}
    for number in draw(st.lists(st.integers(FIRST, LAST - 1), unique=True, max_size=4)):
        open_ones = [one for one, stage in left.items() if not stage.retired_on and not stage.is_won and one != number]
        left[number] = left[number]._replace(retired_on="2026-06-01", successor_id=draw(st.sampled_from(open_ones)))
    return list(left.values())


@given(retired(), st.lists(st.lists(st.integers(FIRST, LAST - 1), min_size=1, max_size=6), max_size=8), st.data())
def test_reached_never_increases_after_removals(
    stages: list[Stage], ways: list[list[int]], data: st.DataObject
) -> None:
    heir = heirs(stages)
    line = [stage.id for stage in stages if heir[stage.id] == stage.id]
    places = {number: line.index(other) for number, other in heir.items()}
    moves: list[Move] = []
    for deal, way in enumerate(ways):
        moves += [(deal, stage, "open", f"2026-01-{day:02}") for day, stage in enumerate(way, 1)]
        end = data.draw(st.sampled_from(("open", "won", "lost", "abandoned")))
        if end != "open":
            moves.append((deal, LAST if end == "won" else way[-1], end, "2026-02-01"))
    found = funnel.ways(tracks(moves), places, "2026-12-31")
    counted = funnel.counts(found.paths, len(line))
    assert all(after <= before for before, after in pairwise(counted.reached))
    assert counted.reached[0] == len(ways), "no deal is lost with its stage"
    assert all(strict <= entered <= reached for strict, entered, reached in zip(*counted[2::-1], strict=True))

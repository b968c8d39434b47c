"""NPS, CSAT and CES, to the digits that are given."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics.satisfaction import Figures, figures

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=60)


def of(kind: str, counts: dict[int, int]) -> Figures:
    found = figures(kind, counts)
    assert found is not None
    return found


def test_the_worked_examples() -> None:
    nps = of("nps", Counter((10, 9, 9, 8, 7, 10, 6, 3, 9, 8)))
    assert (nps.favourable, nps.middle, nps.unfavourable, nps.net) == (5, 3, 2, 30)
    assert round(nps.interval or 0, 1) == 48.4
    csat = of("csat", {5: 42, 4: 32, 3: 10, 2: 9, 1: 14})
    assert (csat.n, round(100 * csat.top, 2), round(csat.mean, 3)) == (107, 69.16, 3.738)
    assert of("ces", Counter((7, 6, 5, 7, 4))).mean == 5.8


def test_where_all_say_the_same_the_interval_is_not_known() -> None:
    assert [of("nps", {score: 3}).interval for score in (0, 8, 10)] == [None, None, None]
    assert [of("nps", {score: 3}).net for score in (0, 8, 10)] == [-100, 0, 100]
    assert figures("nps", {}) is None


@given(SCORES, SCORES)
def test_groups_add_up_to_the_whole(one: list[int], other: list[int]) -> None:
    parts, whole = [of("nps", Counter(one)), of("nps", Counter(other))], of("nps", Counter(one + other))
    assert whole.net * whole.n == pytest.approx(sum(part.net * part.n for part in parts))
    assert whole.n == whole.favourable + whole.middle + whole.unfavourable == sum(part.n for part in parts)


@given(SCORES, st.integers(0, 10))
def test_no_better_answer_makes_it_worse(scores: list[int], raised: int) -> None:
    better = [max(scores[0], raised), *scores[1:]]
    assert of("nps", Counter(better)).net >= of("nps", Counter(scores)).net
    assert -100 <= of("nps", Counter(scores)).net <= 100

"""RFM by its worked examples, and what must hold of any portfolio."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.analytics import rfm, rfm_map
from crmcli.analytics.rfm import Measures, Thresholds
from crmcli.core.errors import Invalid
from crmcli.core.search import insight_fields

TEN = [
    ("ana", 10, 12, 240000, "555", "champions"),
    ("bea", 25, 9, 180000, "554", "champions"),
    ("car", 40, 1, 9000, "412", "new-customers"),
    ("dan", 60, 4, 100000, "433", "potential-loyalist"),
    ("eva", 90, 2, 30000, "322", "hibernating"),
    ("fer", 120, 6, 150000, "344", "loyal"),
    ("gil", 200, 1, 6000, "211", "hibernating"),
    ("hug", 250, 3, 70000, "233", "hibernating"),
    ("ida", 330, 1, 4500, "111", "lost"),
    ("jon", 400, 8, 210000, "145", "at-risk"),
]
SMALL = [
    ([7], [1], [5]),
    ([7, 7], [1, 1], [5, 5]),
    ([1, 2], [1, 5], [5, 1]),
    ([1, 2, 3], [1, 3, 5], [5, 3, 1]),
    ([1, 2, 3, 4], [1, 2, 4, 5], [5, 4, 2, 1]),
    ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
    ([1, 1, 1, 1, 2], [1, 1, 1, 1, 5], [5, 5, 5, 5, 1]),
    ([1, 1, 1, 2, 5], [1, 1, 1, 4, 5], [5, 5, 5, 2, 1]),
    ([3, 3, 3, 3, 3], [1] * 5, [5] * 5),
    ([1, 1, 1, 1, 1, 1, 1, 2, 3, 9], [1] * 7 + [4, 5, 5], [5] * 7 + [2, 1, 1]),
]


def measures(rows: list[tuple[str, int, int, int]]) -> Measures:
    keys, days, orders, money = (list(column) for column in zip(*rows, strict=True))
    return Measures(keys, days, orders, money)


def code(scores: tuple[int, int, int]) -> str:
    return "".join(map(str, scores))


def test_ten_customers_by_quantiles() -> None:
    found = [code(scores) for scores in rfm.quantile(measures([row[:4] for row in TEN]))]
    assert found == [row[4] for row in TEN]
    by_code = rfm_map.built_in("std11").by_code
    assert [by_code[one].slug for one in found] == [row[5] for row in TEN]
    by_grid = rfm_map.built_in("rf10").by_code
    assert [by_grid[one].label for one in found] == [
        "Champions", "Champions", "Promising", "Potential Loyalist", "About To Sleep", "Loyal", "Hibernating",
        "At Risk", "Hibernating", "At Risk",
    ]  # fmt: skip


@pytest.mark.parametrize(("values", "rising", "falling"), SMALL)
def test_few_and_equal_values(values: list[int], rising: list[int], falling: list[int]) -> None:
    assert rfm.rising(values) == rising
    assert rfm.falling(values) == falling


def test_thresholds_that_somebody_settled() -> None:
    limits = Thresholds((30, 90, 180, 365), (2, 3, 5, 10), (100, 200, 300, 400))
    days, orders = [0, 30, 31, 90, 180, 181, 365, 366], [1, 2, 3, 4, 5, 9, 10, 40]
    found = rfm.fixed(Measures(range(8), days, orders, [0] * 8), limits)
    assert [score[0] for score in found] == [5, 5, 4, 4, 3, 2, 2, 1]
    assert [score[1] for score in found] == [1, 2, 3, 3, 4, 4, 5, 5]


def test_ranks_split_what_is_equal() -> None:
    found = rfm.rank(measures([row[:4] for row in TEN]))
    by_name = {row[0]: score[1] for row, score in zip(TEN, found, strict=True)}
    assert (by_name["car"], by_name["gil"], by_name["ida"]) == (1, 1, 2)
    assert Counter(score[0] for score in found) == {1: 2, 2: 2, 3: 2, 4: 2, 5: 2}


def test_nested_quantiles() -> None:
    eight = Measures(
        "pqrstuvw",
        [5, 8, 12, 15, 90, 120, 150, 300],
        [9, 8, 7, 6, 4, 3, 2, 1],
        [900, 800, 700, 600, 100, 200, 300, 400],
    )
    assert [code(score) for score in rfm.quantile(eight, 2)] == ["222"] * 4 + ["111"] * 4
    assert [code(score) for score in rfm.nested(eight, 2)] == ["222", "221", "212", "211", "121", "122", "111", "112"]


def test_the_published_scores(corpora: Path) -> None:
    folder = corpora / "analytics" / "r-rfm"
    if not folder.is_dir():
        pytest.skip("no r-rfm in the corpora")
    with (folder / "orders_rfm_custom_thresholds_2006-12-31.csv").open() as stream:
        published = {row["customer_id"]: row for row in csv.DictReader(stream)}
    found: dict[str, list[int]] = {}
    with (folder / "rfm_data_orders.csv").open() as stream:
        for row in csv.DictReader(stream):
            days = (date(2006, 12, 31) - date.fromisoformat(row["order_date"])).days
            one = found.setdefault(row["customer_id"], [days, 0, 0])
            found[row["customer_id"]] = [min(one[0], days), one[1] + 1, one[2] + int(row["revenue"])]
    names = list(found)
    recency, orders, money = (list(column) for column in zip(*found.values(), strict=True))
    limits = Thresholds((114, 180, 296, 481), (4, 5, 6, 8), (256, 382, 506, 666))
    scores = rfm.fixed(Measures(names, recency, orders, money), limits)
    assert {name: code(score) for name, score in zip(names, scores, strict=True)} == {
        name: row["rfm_score"] for name, row in published.items()
    }
    assert len(published) == 995
    assert tuple(int(row["rfm_score"]) for row in list(published.values())[:5]) == (343, 412, 323, 544, 433)


portfolios = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 200), st.integers(1, 10**9)), min_size=1, max_size=60
)


@given(portfolios, st.sampled_from(["quantile", "rank", "nested"]))
def test_scores_are_from_one_to_five_and_every_customer_has_a_segment(
    rows: list[tuple[int, int, int]], method: str
) -> None:
    found = rfm.SCORING[method](measures([(f"{at}", *row) for at, row in enumerate(rows)]))
    by_code = rfm_map.built_in("std11").by_code
    assert len(found) == len(rows)
    assert sum(Counter(by_code[code(score)].slug for score in found).values()) == len(rows)


@given(portfolios)
def test_scores_never_fall_where_the_measure_rises(rows: list[tuple[int, int, int]]) -> None:
    found = rfm.quantile(measures([(f"{at}", *row) for at, row in enumerate(rows)]))
    for place, sign in ((0, -1), (1, 1), (2, 1)):
        pairs = sorted((sign * row[place], score[place]) for row, score in zip(rows, found, strict=True))
        assert [score for _value, score in pairs] == sorted(score for _value, score in pairs)


@given(portfolios, st.sampled_from(["quantile", "rank", "nested"]))
def test_ten_times_the_money_changes_no_score(rows: list[tuple[int, int, int]], method: str) -> None:
    once = measures([(f"{at}", *row) for at, row in enumerate(rows)])
    assert rfm.SCORING[method](once) == rfm.SCORING[method](once._replace(money=[10 * money for money in once.money]))


@given(portfolios)
def test_edges_are_the_quantiles_of_type_seven(rows: list[tuple[int, int, int]]) -> None:
    from fractions import Fraction

    values = sorted(row[2] for row in rows)
    for part, cut in enumerate(rfm.edges(values), 1):
        place = Fraction((len(values) - 1) * part, 5)
        low = values[int(place)]
        high = values[min(int(place) + 1, len(values) - 1)]
        exact = low + (place - int(place)) * (high - low)
        assert all((value > exact) == (value > cut) for value in values)


def test_means_are_compared_exactly() -> None:
    assert rfm.means([100, 200, 10], [3, 6, 4]) == [33 * 10**12 + 333333333333] * 2 + [25 * 10**11]


@pytest.mark.parametrize("name", ["std11", "rf10"])
def test_every_map_holds_each_code_once(name: str) -> None:
    assert set(rfm_map.built_in(name).by_code) == set(rfm_map.CODES)
    assert len(rfm_map.CODES) == 125
    assert tuple(segment.slug for segment in rfm_map.STD11) == insight_fields.RFM_SEGMENTS


STD11 = {
    "Champions": "445 454 455 544 545 554 555",
    "Loyal": "335 344 345 354 355 435 444 543",
    "Potential Loyalist": "323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 "
    "531 532 533 541 542 551 552 553",
    "New Customers": "311 411 412 421 422 511 512",
    "Promising": "313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525",
    "Need Attention": "324 325 334 343 434 443 534 535",
    "About To Sleep": "213 221 231 241 251 312 321 331",
    "At Risk": "124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 253 254 255",
    "Cannot Lose Them": "113 114 115 144 154 155 214 215",
    "Hibernating": "122 123 132 211 212 222 223 232 233 322 332",
    "Lost": "111 112 121 131 141 151",
}  # fmt: skip


def test_the_usual_map_is_that_of_the_domain() -> None:
    found = rfm_map.built_in("std11")
    assert {segment.label: " ".join(sorted(segment.codes)) for segment in found.segments} == STD11


def test_a_map_that_leaves_codes_out_or_has_them_twice_is_refused() -> None:
    with pytest.raises(Invalid, match="leaves out 120 codes"):
        rfm_map.from_toml("mine", {"segments": {"best": {"codes": ["55*"]}}})
    with pytest.raises(Invalid, match="has 555 twice"):
        rfm_map.from_toml("mine", {"segments": {"best": {"codes": ["***"]}, "other": {"codes": ["555"]}}})
    with pytest.raises(Invalid, match="no combination"):
        rfm_map.from_toml("mine", {"segments": {"best": {"codes": ["657"]}}})
    with pytest.raises(Invalid, match="no list of codes"):
        rfm_map.from_toml("mine", {"segments": {"best": {"codes": "555"}}})
    with pytest.raises(Invalid, match="has labl, which means nothing"):
        rfm_map.from_toml("mine", {"segments": {"best": {"codes": ["***"], "labl": "Best"}}})
    with pytest.raises(Invalid, match="no segments"):
        rfm_map.from_toml("mine", {})
    mine = rfm_map.from_toml(
        "mine", {"segments": {"five": {"codes": ["5**"]}, "rest": {"codes": ["1**", "2**", "3**", "4**"]}}}
    )
    assert mine.by_code["512"].label == "Five"

"""What lines amount to, and how hands type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Promotion
from crmcli.core.records.sales import Line
from crmcli.core.rules.sales import invoicing, line_grammar, lines
from crmcli.core.rules.sales.line_grammar import LineError, Typed
from crmcli.core.values import decimals
from crmcli.core.values.money import Money

LINES = st.lists(
    st.builds(
        Line,
        st.none(),
        st.just("x"),
        st.integers(1, 5_000_000),
        st.integers(0, 10_000_000),
        st.none() | st.integers(0, 1_000_000),
        st.integers(0, 10_000),
        st.sampled_from([0, 400, 1000, 2100, 825]),
    ),
    min_size=1,
    max_size=8,
)
PROMOTIONS = st.one_of(
    st.none(),
    st.integers(1, 10_000).map(lambda points: Promotion(discount=points)),
    st.integers(1, 10_000_000).map(lambda minor: Promotion(amount_minor=minor)),
)


def test_a_half_goes_up_and_below_nought_down() -> None:
    assert [lines.half_up(n, 10) for n in (4, 5, 14, 15, -4, -5, -15)] == [0, 1, 1, 2, 0, -1, -2]


def test_the_worked_example() -> None:
    sold = (
        Line(None, "Logo", 2000, 45_000, None, 0, 2100),
        Line(None, "Hosting", 12_000, 1500, 500, 1000, 2100),
        Line(None, "Book", 1500, 999, 400, 0, 400),
    )
    found = lines.sums(sold, discount=500, promotion=Promotion(amount_minor=1000))
    assert found.lines == (90_000, 16_200, 1499)
    assert (found.gross_minor, found.discount_minor, found.promotion_minor) == (107_699, 5385, 1000)
    assert found.net_minor == 101_314
    assert [rate.rate for rate in found.rates] == [2100, 400]
    assert found.cost_minor is None
    assert lines.sums(sold[1:]).margin_minor == 16_200 + 1499 - 6000 - 600


@given(LINES, st.integers(0, 10_000), PROMOTIONS)
def test_the_parts_are_the_whole_to_the_cent(sold: list[Line], discount: int, promotion: Promotion | None) -> None:
    found = lines.sums(sold, discount=discount, promotion=promotion)
    assert sum(found.lines) == found.gross_minor
    assert found.gross_minor - found.discount_minor - found.promotion_minor == found.net_minor
    assert sum(rate.net_minor for rate in found.rates) == found.net_minor
    assert sum(rate.tax_minor for rate in found.rates) == found.tax_minor
    assert found.net_minor + found.tax_minor == found.total_minor
    assert found.net_minor >= 0
    assert all(rate.net_minor >= 0 for rate in found.rates)


@given(LINES, st.integers(0, 10_000), PROMOTIONS)
def test_discounts_written_as_lines_amount_to_the_same(
    sold: list[Line], discount: int, promotion: Promotion | None
) -> None:
    whole = lines.sums(sold, discount=discount, promotion=promotion)
    off = [
        Line(None, "off", 1000, -one.amount_minor, 0, 0, one.rate)
        for one in lines.reductions(sold, discount, promotion)
    ]
    written = lines.sums([*sold, *off])
    assert written[4:] == whole[4:]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_allotted_parts_are_fair_and_add_up(whole: int, weights: list[int]) -> None:
    parts = lines.allotted(whole, weights)
    assert sum(parts) == whole
    if sum(weights):
        assert all(
            abs(part * sum(weights) - whole * weight) < sum(weights)
            for part, weight in zip(parts, weights, strict=True)
        )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Logo design x2 @ 450", Typed("Logo design", 2000, Money(45_000, "EUR"))),
        ("SKU-12 x3", Typed("SKU-12", 3000)),
        ("Hosting x12 @ 15 -10% tax 21%", Typed("Hosting", 12_000, Money(1500, "EUR"), 1000, 2100)),
        ("Poster x2 large", Typed("Poster x2 large")),
        ("Poster x2 large x3 @9,50 USD", Typed("Poster x2 large", 3000, Money(950, "USD"))),
        ("Hours ×1,5 @ 60 cost 12.50", Typed("Hours", 1500, Money(6000, "EUR"), 0, None, Money(1250, "EUR"))),
        ("Income tax advice @ 90 tax 0%", Typed("Income tax advice", 1000, Money(9000, "EUR"), 0, 0)),
        ("-10% sticker", Typed("-10% sticker")),
        ("A @ 5 -5% x2", Typed("A", 2000, Money(500, "EUR"), 500)),
    ],
)
def test_a_line_is_read(text: str, meant: Typed) -> None:
    assert line_grammar.parse(text, "EUR") == meant


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Logo x2 @ abc", 10),
        ("Logo x0 @ 5", 5),
        ("Logo x-2 @ 5", 5),
        ("Logo x1.2345", 5),
        ("Logo @ 5 -10", 9),
        ("Logo @ 5 -101%", 9),
        ("Logo @ 5 tax", 9),
        ("Logo @ 5 tax 210%", 13),
        ("Logo @", 5),
        ("Logo @ -5", 7),
        ("Logo @ 5.123", 7),
        ("Logo @ 5 XXX", 7),
        ("Logo @ 5 and more", 9),
        ("Logo x2 x3 @ 5", 8),
        ("@ 5", 0),
        ("x3", 0),
    ],
)
def test_what_is_off_is_pointed_at(text: str, at: int) -> None:
    with pytest.raises(LineError) as caught:
        line_grammar.parse(text, "EUR")
    assert (caught.value.at, caught.value.text) == (at, text)
    assert caught.value.hint


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        typed = line_grammar.parse(text, "EUR")
    except Invalid:
        return
    assert typed.text
    assert typed.quantity > 0


@pytest.mark.parametrize(("text", "value"), [("21%", 2100), ("10,5 %", 1050), ("0", 0), ("100%", 10_000)])
def test_percentages(text: str, value: int) -> None:
    assert decimals.per_cent(text) == value


@pytest.mark.parametrize("text", ["", "-1%", "100.01%", "1.234", "x", "1e2", "٣%", "1..2", "1,2,3"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(Invalid):
        decimals.per_cent(text)


@given(st.integers(0, 10**9), st.integers(1, 6))
def test_scaled_numbers_come_back(value: int, places: int) -> None:
    assert decimals.scaled(decimals.plain(value, places), places) == value


def test_rates() -> None:
    assert decimals.rate("0.92") == 920_000
    for text in ("0", "-1", "abc", "1.2345678"):
        with pytest.raises(Invalid):
            decimals.rate(text)


@given(total=st.integers(1, 10**7), tax=st.integers(0, 10_000))
def test_a_total_with_its_tax_is_kept_to_the_cent(total: int, tax: int) -> None:
    found = invoicing.lines_of_total(total, tax, "Looms", "Rounding")
    assert lines.sums(found).total_minor == total
    assert abs(sum(line.unit_minor for line in found[1:])) <= 1

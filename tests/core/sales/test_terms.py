"""Terms of payment: the grammar, the cents, the days, and what paying late costs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crmcli.core.records.money import Discount, Instalment
from crmcli.core.rules.sales import terms as rules
from crmcli.core.rules.sales.terms import Early, Part, Terms, TermsError

MARCH = date(2026, 3, 19)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("net 30", "net 30"), ("NET30", "net 30"), ("n/30", "net 30"), ("Net 30 days", "net 30"),
        ("30 days", "net 30"), ("30d", "net 30"), ("within 14 days", "net 14"), ("net 0", "net 0"),
        ("2/10 net 30", "2/10 net 30"), ("2%/10 n/30", "2/10 net 30"), ("2/10 1/20 net 30", "2/10 1/20 net 30"),
        ("1.5/10 net 60", "1.5/10 net 60"), ("1,5/10 net 60", "1.5/10 net 60"), ("2/10 eom", "2/10 eom"),
        ("eom", "eom"), ("EOM + 30", "eom+30"), ("eom+30", "eom+30"), ("end of month", "eom"),
        ("50% now, 50% net 30", "50% now, 50% net 30"), ("50% now,50% net 30", "50% now, 50% net 30"),
        ("50%now;50 % net 30", "50% now, 50% net 30"),
        ("33,33% now, 33.33% net 30, 33.34% eom+60", "33.33% now, 33.33% net 30, 33.34% eom+60"),
        ("100% net 30", "net 30"), ("cod", "cod"), ("COD", "cod"), ("prepaid", "prepaid"), ("now", "now"),
        ("on receipt", "now"),
        ("30 días", "net 30"), ("a 30 dias", "net 30"), ("neto 60", "net 60"), ("contado", "now"),
        ("Al contado", "now"), ("contrareembolso", "cod"), ("por adelantado", "prepaid"), ("fin de mes", "eom"),
        ("a fin de mes + 30 días", "eom+30"), ("50% ahora, 50% a 30 días", "50% now, 50% net 30"),
    ],
)  # fmt: skip
def test_terms_are_read_in_many_words_and_written_in_one_way(typed: str, canonical: str) -> None:
    assert rules.parse(typed).text() == canonical
    assert rules.parse(canonical) == rules.parse(typed)


@pytest.mark.parametrize(
    ("typed", "says", "at"),
    [
        ("", "no terms", 0), ("  ", "no terms", 0), ("soon", "soon is not a term", 0),
        ("2/10 soon", "soon is not a term", 5), ("2/10", "not said when", 3), ("50% now", "add up to 50 %", 0),
        ("50% now, 40% net 30", "add up to 90 %", 9), ("60% now, 50% net 30", "add up to 110 %", 9),
        ("50% now, net 30", "says its share first", 9), ("50% now, 50% later", "later is not a term", 13),
        ("50% now,, 50% net 30", "nothing between the commas", 8), ("50% now, 50%", "not said when", 11),
        ("2/30 net 30", "ends before", 0), ("2/10 cod", "ends before", 0), ("2/10 3/20 net 30", "must be smaller", 5),
        ("2/10 1/10 net 30", "must be smaller", 5), ("100/10 net 30", "between 0 and 100", 0),
        ("0/10 net 30", "between 0 and 100", 0), ("net 4000", "4000 days are too many", 0),
        ("net " + "9" * 5000, "a few words", 0), ("2.123/10 net 30", "two decimals", 0),
        ("2/10 50% now, 50% net 30", "single instalment", 0), ("0% now, 100% net 30", "nothing is none", 0),
        ("net -3", "net -3 is not a term", 0), ("30/60/90 días", "30/60/90", 0),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_pointed_at(typed: str, says: str, at: int) -> None:
    with pytest.raises(TermsError) as refused:
        rules.parse(typed)
    assert says in str(refused.value)
    assert refused.value.at == at
    assert refused.value.hint


def test_discounts_and_due_day_of_the_worked_example() -> None:
    terms = rules.parse("2/10 1/20 net 30")
    assert rules.instalments(terms, 360_000, MARCH) == (Instalment("2026-04-18", 360_000),)
    assert rules.discounts(terms, 360_000, MARCH) == (Discount("2026-03-29", 7_200), Discount("2026-04-08", 3_600))


def test_the_end_of_the_month_comes_before_the_days() -> None:
    for day, words, due in (
        ((2026, 1, 15), "eom+30", "2026-03-02"), ((2026, 1, 31), "eom", "2026-01-31"),
        ((2024, 2, 1), "eom", "2024-02-29"), ((2026, 12, 31), "eom+1", "2027-01-01"),
    ):  # fmt: skip
        assert rules.instalments(rules.parse(words), 5, date(*day)) == (Instalment(due, 5),)


def test_odd_cents_are_on_the_last_instalment() -> None:
    made = rules.instalments(rules.parse("33.33% now, 33.33% net 30, 33.34% net 60"), 100, MARCH)
    assert [one.amount_minor for one in made] == [33, 33, 34]
    assert [one.amount_minor for one in rules.instalments(rules.parse("50% now, 50% net 30"), 5501, MARCH)] == [
        2750,
        2751,
    ]


def test_what_a_discount_is_worth_in_a_year() -> None:
    cost = rules.yearly_cost(200, 20)
    assert cost is not None
    assert round(cost.simple * 100, 2) == 37.24
    assert round(cost.effective * 100, 2) == 44.59
    assert rules.yearly_cost(200, 0) is None
    assert rules.yearly_cost(10_000, 20) is None


parts = some.lists(some.integers(1, 4000), min_size=1, max_size=6)


@some.composite
def promised(draw: some.DrawFn) -> Terms:
    """Any terms that there can be."""
    weights = draw(parts)
    if len(weights) == 1:
        days = draw(some.integers(0, 3650))
        shares = sorted(draw(some.sets(some.integers(1, 9999), max_size=3)), reverse=True)
        ends = sorted(draw(some.sets(some.integers(0, max(days - 1, 0)), max_size=3)))
        early = tuple(Early(share, end) for share, end in zip(shares, ends, strict=False) if end < days)
        return Terms((Part(10_000, days),), early)
    shares = [weight * 10_000 // sum(weights) or 1 for weight in weights[:-1]]
    kinds = some.sampled_from(["now", "cod", "prepaid", "eom", ""])
    made = []
    for share in (*shares, 10_000 - sum(shares)):
        kind = draw(kinds)
        same_day = kind in ("now", "cod", "prepaid")
        days = 0 if same_day else draw(some.integers(0, 3650))
        made.append(Part(share, days, kind == "eom", kind if same_day else ""))
    return Terms(tuple(made))


@given(promised())
def test_what_is_written_is_read_back(terms: Terms) -> None:
    assert rules.parse(terms.text()) == terms
    assert rules.parse(terms.text().upper()) == terms


@given(promised(), some.integers(0, 10**15), some.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_instalments_add_up_to_the_cent(terms: Terms, total: int, on: date) -> None:
    made = rules.instalments(terms, total, on)
    assert sum(one.amount_minor for one in made) == total
    assert all(one.amount_minor >= 0 for one in made)
    assert [one.due for one in made] == sorted(one.due for one in made)
    assert all(one.due >= on.isoformat() for one in made)
    taken = rules.discounts(terms, total, on)
    assert all(0 <= one.amount_minor <= total for one in taken)
    assert all(one.until < (on + timedelta(days=3651)).isoformat() for one in taken)


@given(some.text(max_size=60))
def test_any_text_is_terms_or_refused_with_a_place(text: str) -> None:
    place = 0
    try:
        rules.parse(text)
    except TermsError as error:
        place = error.at
    assert 0 <= place <= len(text)

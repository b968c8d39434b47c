"""Amounts of money, read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values.money import EXPONENTS, LARGEST, Money, known_currency, parse, plain

MONEY = st.builds(Money, st.integers(-LARGEST, LARGEST), st.sampled_from(sorted(EXPONENTS)))


@pytest.mark.parametrize(
    ("text", "currency", "money"),
    [
        ("1234.56", "EUR", Money(123456, "EUR")),
        ("1.234,56", "EUR", Money(123456, "EUR")),
        ("1,234.56", "EUR", Money(123456, "EUR")),
        ("1 234,56 €", "", Money(123456, "EUR")),
        ("1\u202f234,56\u00a0€", "", Money(123456, "EUR")),
        ("1'234.50 CHF", "", Money(123450, "CHF")),
        ("12,34,567.00", "INR", Money(123456700, "INR")),
        ("12 €", "USD", Money(1200, "EUR")),
        ("EUR 12", "", Money(1200, "EUR")),
        ("eur12", "", Money(1200, "EUR")),
        ("1000USD", "EUR", Money(100000, "USD")),
        ("$12", "EUR", Money(1200, "USD")),
        ("$12", "MXN", Money(1200, "MXN")),
        ("US$12", "MXN", Money(1200, "USD")),
        ("¥12", "CNY", Money(1200, "CNY")),
        ("¥12", "", Money(12, "JPY")),
        ("12 kr", "SEK", Money(1200, "SEK")),
        ("5zł", "", Money(500, "PLN")),
        ("S/. 12", "", Money(1200, "PEN")),
        (".50", "EUR", Money(50, "EUR")),
        ("1,5", "EUR", Money(150, "EUR")),
        ("0", "EUR", Money(0, "EUR")),
        ("-0", "EUR", Money(0, "EUR")),
        ("+5", "EUR", Money(500, "EUR")),
        ("12.00", "JPY", Money(12, "JPY")),
        ("12", "KWD", Money(12000, "KWD")),
        ("1.5", "CLF", Money(15000, "CLF")),
        ("12.345.678", "EUR", Money(1234567800, "EUR")),
        ("٣٫٥", "EUR", Money(350, "EUR")),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, currency: str, money: Money) -> None:
    assert parse(text, currency) == money


@pytest.mark.parametrize(
    ("text", "currency", "why"),
    [
        ("1.234", "EUR", "can be read in two ways"),
        ("1,234", "EUR", "can be read in two ways"),
        ("1.235", "KWD", "can be read in two ways"),
        ("1.2345", "EUR", "more decimals than EUR has: 2"),
        ("0.123", "EUR", "more decimals"),
        ("12.5", "JPY", "more decimals than JPY has: 0"),
        ("-5", "EUR", "below zero"),
        ("(5)", "EUR", "below zero"),
        ("12", "", "does not say its currency"),
        ("12 XYZ", "", "XYZ is not a currency"),
        ("12 kr", "EUR", "kr in 12 kr is not a currency"),
        ("12", "euro", "EURO is not a currency"),
        ("EUR 12 EUR", "", "not an amount"),
        ("12.", "EUR", "is not a currency"),
        ("1,2,3", "EUR", "not an amount"),
        ("01.234.567", "EUR", "not an amount"),
        ("1e5", "EUR", "not an amount"),
        ("1 2", "EUR", "not an amount"),
        ("5-3", "EUR", "not an amount"),
        ("--5", "EUR", "is not a currency"),
        ("NaN", "EUR", "not an amount"),
        ("²", "EUR", "not an amount"),
        ("", "EUR", "not an amount"),
        ("9" * 30, "EUR", "more money than can be counted"),
        ("9" * 100_000, "EUR", "not an amount"),
    ],
)
def test_what_is_not_surely_an_amount_is_refused(text: str, currency: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(text, currency)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "decimal", "minor"),
    [
        ("1.234", ",", 123400),
        ("1,234", ".", 123400),
        ("1234.56", ",", 123456),
        ("1234,56", ".", 123456),
        ("1.234.567", ".", 123456700),
        ("1.230", ".", 123),
    ],
)
def test_the_mark_of_decimals_decides_only_what_is_open(text: str, decimal: str, minor: int) -> None:
    assert parse(text, "EUR", decimal=decimal) == Money(minor, "EUR")


def test_the_mark_of_decimals_does_not_round() -> None:
    with pytest.raises(Invalid, match="more decimals"):
        parse("1.234", "EUR", decimal=".")


@pytest.mark.parametrize("text", ["-5.50", "−5,50", "(5.50)", "-5.5 €", "€-5.50", "-€5.50", "EUR -5.50"])
def test_amounts_below_zero_are_taken_where_they_may_be(text: str) -> None:
    assert parse(text, "EUR", negative=True) == Money(-550, "EUR")


def test_a_mistyped_currency_gets_a_hint() -> None:
    assert known_currency(" eur ") == "EUR"
    with pytest.raises(Invalid) as refusal:
        known_currency("EUX")
    assert refusal.value.hint.format(**refusal.value.values) == "Did you mean EUR?"


@given(MONEY)
def test_the_plain_amount_is_read_back(money: Money) -> None:
    assert parse(f"{plain(money)} {money.currency}", decimal=".", negative=True) == money


@given(st.text(), st.sampled_from(["", "EUR", "JPY", "MXN"]), st.sampled_from(["", ".", ","]))
def test_any_text_is_an_amount_or_refused(text: str, currency: str, decimal: str) -> None:
    try:
        money = parse(text, currency, decimal=decimal)
    except Invalid:
        return
    assert 0 <= money.minor <= LARGEST
    assert money.currency in EXPONENTS


def test_decimals_follow_iso_4217() -> None:
    assert (EXPONENTS["EUR"], EXPONENTS["JPY"], EXPONENTS["KWD"], EXPONENTS["CLF"]) == (2, 0, 3, 4)
    assert all(len(code) == 3 and code.isupper() for code in EXPONENTS)

"""Amounts as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.values.money import EXPONENTS, Money, parse
from crmcli.view import numbers
from crmcli.view.money import text
from crmcli.view.wording import journal_words

MONEY = st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(sorted(EXPONENTS)))


@pytest.mark.parametrize(
    ("money", "spanish", "english"),
    [
        (Money(124000, "EUR"), "1.240,00 €", "€1,240.00"),
        (Money(5, "EUR"), "0,05 €", "€0.05"),
        (Money(-1200, "USD"), "-12,00 US$", "-$12.00"),
        (Money(1240, "JPY"), "1.240 ¥", "¥1,240"),
        (Money(123456789, "KWD"), "123.456,789 KWD", "KWD 123,456.789"),
        (Money(100, "PLN"), "1,00 zł", "zł 1.00"),
        (Money(100, "CAD"), "1,00 CA$", "CA$1.00"),
    ],
)
def test_amounts_in_both_languages(money: Money, spanish: str, english: str) -> None:
    assert (text(money, "es"), text(money, "en")) == (spanish, english)


@given(MONEY)
def test_what_is_shown_can_be_typed_again(money: Money) -> None:
    assert parse(text(money, "es"), decimal=",", negative=True) == money
    assert parse(text(money, "en"), decimal=".", negative=True) == money


def test_a_file_s_size_has_the_comma_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [journal_words.size(number) for number in (12, 2_700_000, 3 << 30)] == ["12 B", "2.6 MB", "3.0 GB"]
    monkeypatch.setattr(numbers, "language", lambda: "es")
    assert journal_words.size(2_700_000) == "2,6 MB"

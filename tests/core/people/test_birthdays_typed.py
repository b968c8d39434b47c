"""Birthdays as they are typed and imported."""

from datetime import date

import pytest

from crmcli.core.errors import Invalid
from crmcli.core.values import dates

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "order", "birthday"),
    [
        ("1815-12-10", "", "1815-12-10"),
        ("18151210", "", "1815-12-10"),
        ("1815-12-10T00:00:00Z", "", "1815-12-10"),
        ("1815-12-10 00:00", "", "1815-12-10"),
        ("--12-10", "", "--12-10"),
        ("--1210", "", "--12-10"),
        ("1604-12-10", "", "--12-10"),
        ("0000-12-10", "", "--12-10"),
        ("12/10/1604", "mdy", "--12-10"),
        ("10/12/1815", "dmy", "1815-12-10"),
        ("12/10/1815", "mdy", "1815-12-10"),
        ("31/12/1815", "", "1815-12-31"),
        ("10/12", "dmy", "--12-10"),
        ("10.12.", "dmy", "--12-10"),
        ("10 dec", "", "--12-10"),
        ("10 de diciembre", "", "--12-10"),
        ("December 10, 1815", "", "1815-12-10"),
        ("10-Dec-1815", "", "1815-12-10"),
        ("29 feb", "", "--02-29"),
        ("--02-29", "", "--02-29"),
        ("1604-02-29", "", "--02-29"),
        ("29 feb 2000", "", "2000-02-29"),
    ],
)
def test_birthdays(text: str, order: str, birthday: str) -> None:
    assert dates.parse_birthday(text, order, today=TODAY) == birthday


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "+3d",
        "12-10",
        "10/12",
        "10/12/1815",
        "10 dec 15",
        "10/12/15",
        "31/02/1990",
        "29 feb 1999",
        "--13-01",
        "--02-30",
        "---10",
        "2026-11-26",
        "1815",
        "1815-12",
        "circa 1800",
        "0/0/00",
        "99991231",
        "2015-00-00",
        "12:00",
    ],
)
def test_impossible_unclear_and_future_birthdays_are_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        dates.parse_birthday(text, today=TODAY)

"""The days of money and deals in a calendar file: what is left to pay, what was paid, what is not expected any more."""

from collections.abc import Callable, Iterator

import pytest
from icalendar import Calendar

from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def book(crm: Run) -> Run:
    """A book with one customer."""
    crm("contact", "add", "Ana García")
    return crm


def entries(book: Run) -> Iterator[tuple[str, str, int]]:
    """Title, status and sequence of every entry, by day."""
    for entry in Calendar.from_ical(book("agenda", "export", "-").out).subcomponents:
        yield str(entry["SUMMARY"]), str(entry["STATUS"]), int(str(entry["SEQUENCE"]))


def told(book: Run) -> list[tuple[str, str]]:
    return [entry[:2] for entry in entries(book)]


def test_a_part_that_is_paid_is_done_and_of_the_next_one_is_told_what_is_left(book: Run) -> None:
    book("invoice", "new", "1", "--amount", "2637.80", "--tax", "0", "--terms", "50% now, 50% net 30")
    assert told(book) == [
        ("Invoice 2026-0001 due: €1,318.90 (Ana García)", "NEEDS-ACTION"),
        ("Invoice 2026-0001 due: €1,318.90 (Ana García)", "NEEDS-ACTION"),
    ]
    [first, *_] = entries(book)
    book("payment", "add", "1", "--amount", "1500")
    assert told(book) == [
        ("Invoice 2026-0001 due: €1,318.90 (Ana García)", "COMPLETED"),
        ("Invoice 2026-0001 due: €1,137.80 (Ana García)", "NEEDS-ACTION"),
    ]
    [then, *_] = entries(book)
    assert then[2] > first[2]
    book("payment", "add", "1", "--amount", "1137.80")
    assert [status for _title, status in told(book)] == ["COMPLETED", "COMPLETED"]
    book("undo")
    book("undo")
    assert [status for _title, status in told(book)] == ["NEEDS-ACTION", "NEEDS-ACTION"]


def test_a_void_invoice_is_struck_out(book: Run) -> None:
    book("invoice", "new", "1", "--amount", "100", "--tax", "0", "--terms", "50% now, 50% net 30")
    book("invoice", "void", "2026-0001")
    assert [status for _title, status in told(book)] == ["CANCELLED", "CANCELLED"]


def test_a_discount_tells_what_is_left_to_pay_with_it_and_goes_when_there_is_nothing(book: Run) -> None:
    book("invoice", "new", "1", "--amount", "1000", "--tax", "0", "--terms", "2/10 net 30", "--date", "2026-10-01")
    assert told(book)[0] == ("Invoice 2026-0001: €980.00 if paid by then (Ana García)", "CONFIRMED")
    book("payment", "add", "1", "--amount", "400")
    assert told(book)[0] == ("Invoice 2026-0001: €580.00 if paid by then (Ana García)", "CONFIRMED")
    book("payment", "add", "1", "--amount", "590")
    assert told(book)[0] == ("Invoice 2026-0001: €980.00 if paid by then (Ana García)", "CANCELLED")
    assert told(book)[1] == ("Invoice 2026-0001 due: €10.00 (Ana García)", "NEEDS-ACTION")


@pytest.mark.parametrize("end", [("win",), ("lose", "--reason", "price"), ("abandon",)])
def test_a_deal_that_is_closed_is_expected_no_more(book: Run, end: tuple[str, ...]) -> None:
    book("deal", "add", "Ana García", "Looms", "--amount", "1000", "--close", "2026-12-10")
    assert [status for _title, status in told(book)] == ["CONFIRMED"]
    done = book("deal", end[0], "1", *end[1:])
    assert done.code == 0, done.err
    assert [status for _title, status in told(book)] == ["CANCELLED"]
    book("deal", "reopen", "1")
    assert [status for _title, status in told(book)] == ["CONFIRMED"]

"""Which invoices a payment pays: never more than there is, never more than is owed, the oldest due first."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from crmcli.core.records.owed import Owed
from crmcli.core.rules.sales import allocating, invoicing

FIRST = date(2026, 1, 1)


def owed(number: int, total: int, *, due: str = "2026-02-01", paid: int = 0, off: int = 0) -> Owed:
    early = (("2026-01-10", off),) if off else ()
    return Owed(number, f"2026-{number:04}", "2026-01-01", "EUR", total, paid, ((due, total),), early)


def test_the_oldest_due_first() -> None:
    later, sooner = owed(1, 100, due="2026-03-01"), owed(2, 100, due="2026-02-01")
    spread = allocating.allot(120, [later, sooner], "2026-01-20")
    assert [(one.invoice_id, one.amount_minor) for one in spread.allocations] == [(1, 20), (2, 100)]


def test_instalments_of_two_invoices_take_turns() -> None:
    halves = Owed(1, "1", "2026-01-01", "EUR", 200, 0, (("2026-01-01", 100), ("2026-03-01", 100)))
    spread = allocating.allot(250, [halves, owed(2, 100)], "2026-01-20")
    assert [(one.invoice_id, one.amount_minor) for one in spread.allocations] == [(1, 150), (2, 100)]


def test_the_last_day_of_a_discount_is_included() -> None:
    one = owed(1, 3600, off=72)
    assert allocating.allot(3528, [one], "2026-01-10").allocations[0].discount_minor == 72
    late = allocating.allot(3528, [one], "2026-01-11")
    assert (late.allocations[0].amount_minor, late.allocations[0].discount_minor) == (3528, 0)


def test_who_pays_all_of_it_gives_the_discount_away_unless_the_rest_is_kept() -> None:
    one = owed(1, 3600, off=72)
    spread = allocating.allot(3600, [one], "2026-01-10")
    assert (spread.allocations[0].amount_minor, spread.allocations[0].discount_minor, spread.rest_minor) == (3600, 0, 0)
    kept = allocating.allot(3600, [one], "2026-01-10", keep_rest=True)
    assert (kept.allocations[0].discount_minor, kept.rest_minor) == (72, 72)


def test_several_discounts_are_taken_together() -> None:
    spread = allocating.allot(196, [owed(1, 100, off=2), owed(2, 100, off=2)], "2026-01-10")
    assert [one.discount_minor for one in spread.allocations] == [2, 2]


@some.composite
def invoices(draw: some.DrawFn) -> list[Owed]:
    """Open invoices, some paid in part, some with discounts."""
    made = []
    for number in range(1, draw(some.integers(1, 5)) + 1):
        amounts = draw(some.lists(some.integers(1, 500), min_size=1, max_size=3))
        days = sorted(draw(some.lists(some.integers(0, 90), min_size=len(amounts), max_size=len(amounts))))
        parts = tuple(
            ((FIRST + timedelta(days=day)).isoformat(), amount) for day, amount in zip(days, amounts, strict=True)
        )
        total = sum(amounts)
        early: tuple[tuple[str, int], ...] = ()
        if len(amounts) == 1 and draw(some.booleans()):
            early = (((FIRST + timedelta(days=days[0] // 2)).isoformat(), draw(some.integers(0, total))),)
        paid = draw(some.integers(0, total - 1))
        made.append(Owed(number, str(number), FIRST.isoformat(), "EUR", total, paid, parts, early))
    return made


@given(
    invoices(), some.integers(0, 4000), some.integers(0, 90), some.booleans(), some.booleans()
)  # fmt: skip
def test_allocations_never_exceed_payment_or_invoice(
    owing: list[Owed], amount: int, day: int, discounts: bool, keep: bool
) -> None:
    paid_on = (FIRST + timedelta(days=day)).isoformat()
    spread = allocating.allot(amount, owing, paid_on, discounts=discounts, keep_rest=keep)
    assert sum(one.amount_minor for one in spread.allocations) + spread.rest_minor == amount
    assert spread.rest_minor >= 0
    by_id = {one.id: one for one in owing}
    for one in spread.allocations:
        invoice = by_id[one.invoice_id]
        assert one.amount_minor > 0
        assert one.discount_minor >= 0
        assert one.amount_minor + one.discount_minor <= invoice.open_minor
        if one.discount_minor:
            assert discounts
            assert one.discount_minor <= max(off for until, off in invoice.discounts if paid_on <= until)
            assert one.amount_minor + one.discount_minor == invoice.open_minor
    if spread.rest_minor:
        covered = {one.invoice_id: one.amount_minor + one.discount_minor for one in spread.allocations}
        assert all(covered.get(one.id, 0) == one.open_minor for one in owing)


@given(invoices(), some.integers(0, 90), some.booleans())
def test_what_is_needed_settles_everything(owing: list[Owed], day: int, discounts: bool) -> None:
    paid_on = (FIRST + timedelta(days=day)).isoformat()
    needed = allocating.needed(owing, paid_on, discounts=discounts)
    spread = allocating.allot(needed, owing, paid_on, discounts=discounts)
    covered = {one.invoice_id: one.amount_minor + one.discount_minor for one in spread.allocations}
    assert spread.rest_minor == 0
    assert all(covered.get(one.id, 0) == one.open_minor for one in owing)


@given(some.integers(0, 10**9), some.integers(0, 10_000))
def test_the_net_of_a_total_gives_it_back_to_the_cent_or_next_to_it(total: int, tax: int) -> None:
    net = invoicing.net_of(total, tax)
    assert abs(net + (net * tax + 5_000) // 10_000 - total) <= 1

"""Which invoices a payment pays: the oldest due first, with the discount for paying in time."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.records.money import Allocation
from crmcli.core.records.owed import Owed


class Allotted(NamedTuple):
    """How a payment is spread over invoices."""

    allocations: tuple[Allocation, ...]
    rest_minor: int
    """What no invoice takes."""


class _Part(NamedTuple):
    due: str
    at: int
    """Which invoice."""
    amount: int


def allot(
    amount: int, owed: Sequence[Owed], paid_on: str, *, day: str = "", discounts: bool = True, keep_rest: bool = False
) -> Allotted:
    """An amount spread over invoices in one currency, instalment by instalment, the oldest due first.

    A discount whose last day is not before `paid_on` is taken where the rest of an invoice is paid. Of a rest that no
    invoice takes, discounts that were not needed are paid after all, unless the payer keeps it. The allocations count
    from `day` on, or from the day of payment, and from no day before their invoice's.
    """
    offered = [discount_on(one, paid_on) if discounts else 0 for one in owed]
    given, taken = [0] * len(owed), [0] * len(owed)
    rest = amount
    for part in _by_due(owed):
        if not rest:
            break
        left = owed[part.at].open_minor - given[part.at] - taken[part.at]
        if offered[part.at] and rest >= left - offered[part.at]:
            taken[part.at] = offered[part.at]
            left -= offered[part.at]
        use = min(rest, left if taken[part.at] else min(part.amount, left))
        given[part.at] += use
        rest -= use
    for at in range(len(owed) if rest and not keep_rest else 0):
        back = min(rest, taken[at])
        given[at], taken[at], rest = given[at] + back, taken[at] - back, rest - back
    made = [
        Allocation(one.id, given[at], taken[at], max(day or paid_on, one.date))
        for at, one in enumerate(owed)
        if given[at]
    ]
    return Allotted(tuple(made), rest)


def discount_on(owed: Owed, paid_on: str) -> int:
    """What paying the whole rest of an invoice on a day takes off; the last day of a discount is included."""
    early = next((amount for until, amount in owed.discounts if paid_on <= until), 0)
    return early if early < owed.open_minor else 0


def needed(owed: Sequence[Owed], paid_on: str, *, discounts: bool = True) -> int:
    """What settles these invoices when it is paid on a day."""
    return sum(one.open_minor - (discount_on(one, paid_on) if discounts else 0) for one in owed)


def open_parts(owed: Owed) -> list[tuple[str, int]]:
    """What is left of each instalment, with the day on which it is due; what is paid goes to the first due first."""
    paid, parts = owed.paid_minor, []
    for due, amount in owed.parts:
        covered = min(paid, amount)
        paid -= covered
        if amount > covered:
            parts.append((due, amount - covered))
    return parts


def _by_due(owed: Sequence[Owed]) -> list[_Part]:
    return sorted(_Part(due, at, amount) for at, one in enumerate(owed) for due, amount in open_parts(one))

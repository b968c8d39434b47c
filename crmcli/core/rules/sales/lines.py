"""What the lines of a quote, a sale or an invoice amount to.

A line is quantity times unit price less its own discount, rounded once. Discounts on the whole are rounded once and
allotted to the rates of tax by largest remainders; tax is rounded once for each rate. So the lines add up to the net,
the rates to the tax, and net and tax to the total, to the cent. `half_up` is the only place where anything is rounded.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.records.sales import Line

if TYPE_CHECKING:
    from crmcli.core.records.money import Promotion

_WHOLE = 10_000
"""Basis points of the whole."""
_ONE = 1000
"""Thousandths of one."""


class Rate(NamedTuple):
    """What is taxed at one rate, and the tax."""

    rate: int
    net_minor: int
    tax_minor: int


class Reduction(NamedTuple):
    """What a discount on the whole takes off what is taxed at one rate."""

    rate: int
    amount_minor: int
    is_promotion: bool


class Sums(NamedTuple):
    """What lines amount to."""

    lines: tuple[int, ...]
    """Each line after its own discount, without tax."""
    gross_minor: int
    """Their sum."""
    discount_minor: int
    """What the discount on the whole takes off."""
    promotion_minor: int
    """What the promotion takes off the rest."""
    net_minor: int
    rates: tuple[Rate, ...]
    """The highest first."""
    tax_minor: int
    total_minor: int
    cost_minor: int | None
    """None where the cost of a line is unknown."""

    @property
    def margin_minor(self) -> int | None:
        """What is left of the net after the cost."""
        return None if self.cost_minor is None else self.net_minor - self.cost_minor


def half_up(number: int, by: int) -> int:
    """A number divided by a positive one, rounded to the nearest whole; a half goes away from nought."""
    return (2 * number + by) // (2 * by) if number >= 0 else -((by - 2 * number) // (2 * by))


def net(line: Line) -> int:
    """What a line comes to after its own discount, without tax."""
    return half_up(line.quantity * line.unit_minor * (_WHOLE - line.discount), _ONE * _WHOLE)


def sums(lines: Sequence[Line], *, discount: int = 0, promotion: "Promotion | None" = None) -> Sums:
    """What lines amount to, with a discount on the whole in basis points and a promotion on what that leaves."""
    nets = tuple(net(line) for line in lines)
    off = reductions(lines, discount, promotion)
    taxed: dict[int, int] = {}
    for line, amount in zip(lines, nets, strict=True):
        taxed[line.tax] = taxed.get(line.tax, 0) + amount
    for reduction in off:
        taxed[reduction.rate] -= reduction.amount_minor
    rates = tuple(
        Rate(rate, amount, half_up(amount * rate, _WHOLE)) for rate, amount in sorted(taxed.items(), reverse=True)
    )
    whole, tax = sum(taxed.values()), sum(rate.tax_minor for rate in rates)
    return Sums(
        lines=nets,
        gross_minor=sum(nets),
        discount_minor=sum(one.amount_minor for one in off if not one.is_promotion),
        promotion_minor=sum(one.amount_minor for one in off if one.is_promotion),
        net_minor=whole,
        rates=rates,
        tax_minor=tax,
        total_minor=whole + tax,
        cost_minor=_cost(lines),
    )


def reductions(lines: Sequence[Line], discount: int, promotion: "Promotion | None") -> tuple[Reduction, ...]:
    """What discounts on the whole take off each rate; none of nothing."""
    left: dict[int, int] = {}
    for line in lines:
        left[line.tax] = left.get(line.tax, 0) + net(line)
    found: list[Reduction] = []
    for is_promotion in (False, True):
        whole = sum(left.values())
        off = _promised(whole, promotion) if is_promotion else half_up(whole * discount, _WHOLE)
        for rate, amount in zip(left, allotted(off, list(left.values())), strict=True):
            if amount:
                found.append(Reduction(rate, amount, is_promotion))
                left[rate] -= amount
    return tuple(found)


def allotted(whole: int, weights: Sequence[int]) -> list[int]:
    """A whole divided in proportion to weights that are not negative, to the cent: the parts add up to it."""
    if not weights:
        return []
    total = sum(weights)
    if total <= 0:
        return [whole] + [0] * (len(weights) - 1)
    parts = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(whole * weights[at] % total), at))
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def _promised(whole: int, promotion: "Promotion | None") -> int:
    if promotion is None:
        return 0
    if promotion.discount:
        return half_up(whole * promotion.discount, _WHOLE)
    return min(promotion.amount_minor, whole)


def _cost(lines: Sequence[Line]) -> int | None:
    costs = [None if line.cost_minor is None else half_up(line.quantity * line.cost_minor, _ONE) for line in lines]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None

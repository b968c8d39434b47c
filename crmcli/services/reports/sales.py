"""What was sold in a period, divided by one thing or another, beside the period before."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.figures import SalesLine
from crmcli.core.records.report import Report, Said, said
from crmcli.core.values.durations import Duration, add
from crmcli.core.values.money import EXPONENTS, Money
from crmcli.services.moments import of_one_moment
from crmcli.services.reports.spans import Span
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import Where
from crmcli.store.reads.sales import products, revenue
from crmcli.store.reads.sales.revenue import Group

_WAYS: dict[str, Callable[[Connection, Where, revenue.Days], list[Group]]] = {
    "": revenue.whole,
    "month": revenue.by_month,
    "product": revenue.by_product,
    "seller": revenue.by_seller,
    "tag": revenue.by_tag,
    "channel": revenue.by_channel,
    "source": revenue.by_source,
}
BYS = tuple(filter(None, _WAYS))
MONTHS = 12
"""Of a report without a first day: this month and those before it."""
_ONE_DAY = timedelta(days=1)
_RULE = (
    "Sales by their day, without tax, less the refunds up to {as_of}; cancelled ones left out. Before is "
    "{first} to {last}."
)
_OVERLAPPING = ("tag", "product")
"""A sale counts in several rows of these, so that their sum says nothing of the whole."""
_ASIDES_MESSAGES = {
    "tag": "A customer with several tags counts under each.",
    "product": "A sale of several lines is shared among them by their value.",
}


class Periods(NamedTuple):
    """Two stretches of days, the later one first; last days included."""

    first: date
    last: date
    first_before: date
    last_before: date


class _Sum(NamedTuple):
    sales: int = 0
    minor: int = 0


Sums = dict[tuple[str, int | None, str, int], _Sum]
"""By what it is about, its number, currency, and 1 for the later period or 0 for the one before."""


@of_one_moment
def sales(crm: Workspace, span: Span, query: str = "", *, by: str = "month", apart: bool = False) -> Report:
    """What was sold by month, product, seller, tag, channel or source. Rows: SalesLine, the largest first or by month.

    Amounts are in the base currency at each sale's rate; `apart` tells each currency by itself.
    """
    if by not in BYS:
        raise Invalid("{value} is nothing to divide by.", value=by, hint="Take one of {all}.", all=", ".join(BYS))
    days = periods(span)
    sums, unrated = _sums(crm, _found(crm, by, span, query, days), apart=apart)
    rows = tuple(_shared(_by_month(sums, days) if by == "month" else _by_size(by, sums)))
    if by in _OVERLAPPING:
        sums, unrated = _sums(crm, _found(crm, "", span, query, days), apart=apart)
    whole = _whole(sums)
    values = {"as_of": span.as_of, "first": days.first_before, "last": days.last_before}
    aside = _ASIDES_MESSAGES.get(by)
    return Report(
        title=said("Sales"),
        rule=said("{rule} {aside}", rule=said(_RULE, **values), aside=said(aside)) if aside else said(_RULE, **values),
        as_of=span.as_of.isoformat(),
        start=days.first.isoformat(),
        end=days.last.isoformat(),
        rows=rows if any(row.sales or row.sales_before for row in rows) else (),
        n=sum(now.sales for now, _before in whole.values()),
        totals=tuple(_total(currency, *both) for currency, both in sorted(whole.items())),
        warnings=tuple(
            said("Left out, their rate being unknown: {n} in {currency}.", n=count, currency=currency)
            for currency, count in sorted(unrated.items())
        ),
    )


def periods(span: Span) -> Periods:
    """The days that are asked for, and as many before: whole months where the first day is that of a month."""
    last = min(span.end or span.as_of, span.as_of)
    first = span.start or add(last.replace(day=1), Duration(months=1 - MONTHS))
    if first.day > 1:
        return Periods(first, last, first - (last - first) - _ONE_DAY, first - _ONE_DAY)
    months = Duration(months=-((last.year - first.year) * 12 + last.month - first.month + 1))
    ends_month = (last + _ONE_DAY).day == 1
    before = first - _ONE_DAY if ends_month else add(last, months)
    return Periods(first, last, add(first, months), before)


def _found(crm: Workspace, by: str, span: Span, query: str, days: Periods) -> list[Group]:
    asked = revenue.Days(span.as_of.isoformat(), *(day.isoformat() for day in days))
    found = _WAYS[by](crm.db, listing.condition(crm, "sale", query), asked)
    if by != "product":
        return found
    names = products.names(crm.db)
    return [group._replace(value=names[group.id]) if group.id else group for group in found]


def _sums(crm: Workspace, found: Iterable[Group], *, apart: bool) -> tuple[Sums, dict[str, int]]:
    """Groups added up in the base currency, or each currency apart; and of each how many could not be converted."""
    base = crm.settings.currency
    sums: Sums = {}
    unrated: dict[str, int] = {}
    for group in found:
        is_own = apart or group.currency == base
        missing = 0 if is_own else group.unrated
        if missing and group.is_later:
            unrated[group.currency] = unrated.get(group.currency, 0) + missing
        if missing and missing == group.sales:
            continue
        key = (group.value, group.id, group.currency if apart else base, group.is_later)
        before = sums.get(key, _Sum())
        minor = group.sold if is_own else _converted(group, base)
        sums[key] = _Sum(before.sales + group.sales - missing, before.minor + round(minor))
    return sums, unrated


def _whole(sums: Sums) -> dict[str, tuple[_Sum, _Sum]]:
    """Of each currency, all that was sold in the later and in the earlier period."""
    whole: dict[str, tuple[_Sum, _Sum]] = {}
    for (_value, _number, currency, is_later), part in sums.items():
        now, before = whole.get(currency, (_Sum(), _Sum()))
        if is_later:
            now = _Sum(now.sales + part.sales, now.minor + part.minor)
        else:
            before = _Sum(before.sales + part.sales, before.minor + part.minor)
        whole[currency] = (now, before)
    return whole


def _converted(group: Group, base: str) -> float:
    """The amount in minor units of the base currency, which may have more decimals or fewer."""
    return group.converted * 10.0 ** (EXPONENTS.get(base, 2) - EXPONENTS.get(group.currency, 2))


def _by_month(sums: Sums, days: Periods) -> Iterator[SalesLine]:
    """A row a month and currency, those without sales among them, beside the month as far into the period before."""
    now, before = list(_months(days.first, days.last)), list(_months(days.first_before, days.last_before))
    for currency in sorted({key[2] for key in sums}):
        for at, month in enumerate(now):
            earlier = before[at] if at < len(before) else ""
            yield _line(
                "month", month, None, currency, sums.get((month, None, currency, 1), _Sum()),
                sums.get((earlier, None, currency, 0), _Sum()), earlier,
            )  # fmt: skip


def _by_size(by: str, sums: Sums) -> list[SalesLine]:
    keys = {key[:3] for key in sums}
    rows = [_line(by, *key, sums.get((*key, 1), _Sum()), sums.get((*key, 0), _Sum())) for key in keys]
    return sorted(rows, key=lambda row: (row.currency, -row.amount_minor, -row.before_minor, row.value, row.id or 0))


def _line(
    by: str, value: str, number: int | None, currency: str, now: _Sum, before: _Sum, earlier: str = ""
) -> SalesLine:
    change = (now.minor - before.minor) / before.minor if before.minor > 0 else None
    return SalesLine(
        by, value, number, currency, now.sales, now.minor, None, earlier, before.sales, before.minor, change
    )


def _shared(rows: Iterable[SalesLine]) -> Iterator[SalesLine]:
    """The rows with their share in their currency."""
    known = list(rows)
    wholes: dict[str, int] = {}
    for row in known:
        wholes[row.currency] = wholes.get(row.currency, 0) + row.amount_minor
    for row in known:
        whole = wholes[row.currency]
        yield row._replace(share=row.amount_minor / whole if whole > 0 else None)


def _total(currency: str, now: _Sum, before: _Sum) -> Said:
    amounts = {
        "amount": Money(now.minor, currency), "n": now.sales,
        "earlier": Money(before.minor, currency), "m": before.sales,
    }  # fmt: skip
    if before.minor > 0:
        change = (now.minor - before.minor) / before.minor
        return said(
            "In all {amount} (sales: {n}); before {earlier} ({m}): {sign}{change}.",
            **amounts, sign="+" if change > 0 else "", change=change,
        )  # fmt: skip
    return said("In all {amount} (sales: {n}); before {earlier} ({m}).", **amounts)


def _months(first: date, last: date) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield month.isoformat()[:7]
        month = add(month, Duration(months=1))

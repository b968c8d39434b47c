"""ABC and profitability as reports."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.analytics import pareto
from crmcli.analytics.pareto import Ranked
from crmcli.core.records.report import Report, Said, said
from crmcli.core.records.worth import Classed, ClassFigures, Profit
from crmcli.core.values.money import Money
from crmcli.services.figures import abc, ledger, satisfied, serving, value
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace


class Ranking(NamedTuple):
    """Customers by value, and the curve of all of them where the report has only the first."""

    report: Report
    shares: tuple[float, ...]
    """Of the whole, up to each customer."""


@of_one_moment
def customers(crm: Workspace, span: Span, by: str, cuts: tuple[float, ...], limit: int | None = None) -> Ranking:
    """Each customer's value and class, the most valuable first."""
    found = abc.ranked(crm, _last(span), span.start, by=by, cuts=cuts)
    names = ledger.names(crm, [_key(one) for one in found[:limit]])
    rows = tuple(
        Classed(
            at, _key(one), names.get(_key(one), ""), one.value, one.share, one.cumulative, one.letter, ledger.base(crm)
        )
        for at, one in enumerate(found[:limit], 1)
    )
    by_letter: dict[str, int] = {}
    for one in found:
        by_letter[one.letter] = by_letter.get(one.letter, 0) + 1
    sizes = ", ".join(f"{letter} {count}" for letter, count in sorted(by_letter.items()))
    report = _report(
        said("Customers by value"), span, rows, len(found), by, cuts, (said("Customers: {sizes}.", sizes=sizes),)
    )
    return Ranking(report, tuple(one.cumulative for one in found))


@of_one_moment
def classes(crm: Workspace, span: Span, by: str, cuts: tuple[float, ...], budget: int | None = None) -> Report:
    """Each class: what it brings, what serving it costs, how content it is, and its part of a budget."""
    day = _last(span)
    found = abc.ranked(crm, day, span.start, by=by, cuts=cuts)
    bought = ledger.customers(crm, day, span.start, wanted="")
    revenues = dict(zip(bought.ids, bought.totals, strict=True))
    costs, margins = serving.costs(crm, day, span.first), value.margins(crm, day)
    answers = satisfied.answers(crm, day, span.first)
    letters = sorted({one.letter for one in found})
    members = {letter: [_key(one) for one in found if one.letter == letter] for letter in letters}
    whole, spent = sum(revenues.values()), sum(costs.get(number, 0) for number in revenues)
    margin_of = {letter: _added([margins.get(number) for number in members[letter]]) for letter in letters}
    shares = pareto.budgets(budget, [margin_of[letter] or 0 for letter in letters]) if budget else []
    rows = []
    for at, letter in enumerate(letters):
        revenue = sum(revenues[number] for number in members[letter])
        cost, margin = sum(costs.get(number, 0) for number in members[letter]), margin_of[letter]
        rows.append(
            ClassFigures(
                letter, len(members[letter]), len(members[letter]) / len(found), revenue, revenue / whole, margin, cost,
                cost / revenue if revenue else None, pareto.cost_to_serve(cost, spent, revenue, whole),
                None if margin is None else margin - cost, shares[at] if shares else None, ledger.base(crm),
                *satisfied.told(answers, members[letter]),
            )
        )  # fmt: skip
    report = _report(said("Classes of customers"), span, tuple(rows), len(found), by, cuts)
    return report._replace(warnings=_doubts(rows))


@of_one_moment
def profitability(crm: Workspace, span: Span) -> Report:
    """Each customer's profit, the greatest first, with what might be done about those who cost more than they bring."""
    day = _last(span)
    found = abc.ranked(crm, day, span.start)
    margins, costs = value.margins(crm, day), serving.costs(crm, day, span.first)
    revenue, spent = sum(one.value for one in found), sum(costs.get(_key(one), 0) for one in found)
    rows = []
    for one in found:
        cost, margin = costs.get(_key(one), 0), abc.known(margins.get(_key(one)))
        index = pareto.cost_to_serve(cost, spent, one.value, revenue)
        rows.append(
            Profit(
                _key(one), "", one.letter, one.value, margin, cost, margin - cost, None,
                _action(one, margin, cost, index), ledger.base(crm),
            )
        )  # fmt: skip
    rows.sort(key=lambda row: (-row.profit, row.id))
    curve = pareto.whale([row.profit for row in rows])
    total, losing = sum(row.profit for row in rows), [row for row in rows if row.profit < 0]
    names = ledger.names(crm, [row.id for row in rows])
    whole = [
        row._replace(customer=names.get(row.id, ""), cumulative=curve[at] if curve else None)
        for at, row in enumerate(rows)
    ]
    base = ledger.base(crm)
    return Report(
        said("What each customer leaves"),
        said("Profit is margin less the cost of serving: booked costs, travel, material, and time at the hourly rate."),
        day.isoformat(),
        tuple(whole),
        n=len(rows),
        start=span.first,
        end=span.end.isoformat() if span.end else "",
        totals=(
            said("{count} of {n} customers cost more than they bring: {lost} in all.",
                 count=len(losing), n=len(rows), lost=Money(sum(row.profit for row in losing), base)),
            said("Profit of all: {total}.", total=Money(total, base)),
        ),
        warnings=() if curve else (said("There is no profit in all, so there is no curve."),),
    )  # fmt: skip


def _doubts(rows: Sequence[ClassFigures]) -> tuple[Said, ...]:
    """What the figures of classes do not know, and who gets more than they bring."""
    found: tuple[Said, ...] = ()
    if any(row.margin is None for row in rows):
        found = (said("The margin is unknown: `crm config set margin 40` settles it."),)
    over = [row.letter for row in rows if row.served is not None and row.served > 1]
    if over:
        found += (
            said("Served more than they bring: {letters}. Serve them by cheaper means, and keep them content.",
                 letters=", ".join(over)),
        )  # fmt: skip
    return found


def span(crm: Workspace, as_of: str, start: str, end: str) -> Span:
    """The days that were typed."""
    return spans.span(crm, as_of, start, end)


def _action(one: Ranked, margin: int, cost: int, index: float | None) -> str:
    if margin <= 0:
        return "price"
    if margin < cost:
        return "channel"
    return "self-service" if one.letter == "C" and index is not None and index > 1 else ""


def _report(
    title: Said,
    span: Span,
    rows: tuple[object, ...],
    n: int,
    by: str,
    cuts: tuple[float, ...],
    totals: tuple[Said, ...] = (),
) -> Report:
    limits = ", ".join(f"{pareto.CLASSES[at]} {cut:g} %" for at, cut in enumerate(cuts))
    return Report(
        title,
        said(
            "By {by} after refunds; a class ends with the customer who crosses its cut: {cuts}.",
            by=said("margin") if by == "margin" else said("revenue"),
            cuts=limits,
        ),
        span.as_of.isoformat(),
        rows,
        n=n,
        start=span.first,
        end=span.end.isoformat() if span.end else "",
        totals=totals,
    )


def _last(span: Span) -> date:
    return min(span.end or span.as_of, span.as_of)


def _key(one: Ranked) -> int:
    if not isinstance(one.key, int):
        raise TypeError(one.key)
    return one.key


def _added(margins: list[int | None]) -> int | None:
    known = [margin for margin in margins if margin is not None]
    return sum(known) if len(known) == len(margins) else None

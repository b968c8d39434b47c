"""What open deals will probably bring, month by month, and how likely each is won."""

from collections.abc import Mapping
from typing import NamedTuple

from crmcli.analytics import forecast as figures
from crmcli.analytics.forecast import Chance
from crmcli.analytics.funnel import Path, path
from crmcli.core.records.figures import ForecastDeal, ForecastMonth
from crmcli.core.records.report import Report, Said, said
from crmcli.core.values.money import Money
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import deals
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deal_figures as reads
from crmcli.store.reads.sales.deal_figures import Seen

_EVER = "9999-12-31"
_RULE = (
    "Weighted is the sum of amount x chance: the deal's own, else that of its stage: (won that came to it + 5 x the "
    "stage's probability) / (closed that came to it + 5), never less than the stage before. Spread is one standard "
    "deviation, deals taken one by one. Amounts, chances and expected days are those known at the end of the day. "
    "These chances are learnt from the book's history; the board and a deal's card take those settled for the stages."
)
_RULE_MESSAGES = (_RULE,)


class _Known(NamedTuple):
    """The chances from each stage on, by the stage's number, and what the stages are called."""

    chances: Mapping[int, Chance]
    names: Mapping[int, tuple[str, str]]

    def of(self, stage: int, own: int | None) -> float:
        return own / 100 if own is not None else self.chances[stage].p


@of_one_moment
def forecast(crm: Workspace, span: Span, query: str = "") -> Report:
    """What is booked, weighted and possible in each month, one row a currency. Rows: ForecastMonth.

    Booked is what was won since the first of the month of `as_of`, or from the day that was asked for.
    """
    seen, picked = deals.seen(crm, span), deals.picked(crm, query)
    known = _known(crm, seen)
    until = span.end.isoformat() if span.end else _EVER
    sums: dict[tuple[str, str], figures.Sums] = {}
    counts: dict[tuple[str, str], int] = {}
    unvalued = 0
    for _pipeline, stage, own, month, currency, count, amount, squares in reads.expected(
        crm.db, picked, span.first, until, seen
    ):
        if not currency:
            unvalued += count
            continue
        key = (month or "undated", currency)
        sums[key] = figures.added(sums.get(key, figures.NOTHING), known.of(stage, own), round(amount), squares)
        counts[key] = counts.get(key, 0) + count
    since = span.first or seen.as_of[:8] + "01"
    booked = {
        (month, currency): round(amount)
        for month, currency, _count, amount in reads.booked(crm.db, picked, since, span.last, seen)
        if currency
    }
    rows = tuple(
        _month(key, counts.get(key, 0), booked.get(key, 0), sums.get(key, figures.NOTHING))
        for key in sorted({*sums, *booked}, key=_order)
    )
    return Report(
        title=said("Forecast"),
        rule=said(_RULE),
        rows=rows,
        n=sum(counts.values()),
        totals=_totals(rows, sums),
        warnings=(said("Left out, without an amount: {n} open.", n=unvalued),) if unvalued else (),
        **deals.dated(span),
    )


@of_one_moment
def by_deal(crm: Workspace, span: Span, query: str = "") -> Report:
    """Each open deal with its chance and where that comes from, the first expected first. Rows: ForecastDeal."""
    seen = deals.seen(crm, span)
    known = _known(crm, seen)
    until = span.end.isoformat() if span.end else _EVER
    rows = []
    for number, title, contact, _pipeline, stage, expected, amount, currency, own in reads.open_deals(
        crm.db, deals.picked(crm, query), span.first, until, seen
    ):
        chance, p = known.chances[stage], known.of(stage, own)
        origin = "deal" if own is not None else "history" if chance.closed else "stage"
        rows.append(
            ForecastDeal(
                number, title, contact, *known.names[stage], expected, amount, currency, p, origin,
                chance.wins, chance.closed, figures.nearest(amount * p),
            )
        )  # fmt: skip
    return Report(
        title=said("Forecast, deal by deal"), rule=said(_RULE), rows=tuple(rows), n=len(rows), **deals.dated(span)
    )


def _known(crm: Workspace, seen: Seen) -> _Known:
    lines = deals.lines(crm, seen)
    paths: dict[int, list[Path]] = {number: [] for number in lines}
    home = {stage: number for number, line in lines.items() for stage in line.places}
    for way, count in reads.all_ways(crm.db, seen):
        pipeline = home[int(way.rpartition(" ")[2][:-1])]
        paths[pipeline].append(path(way, lines[pipeline].places, count))
    chances: dict[int, Chance] = {}
    for number, line in lines.items():
        learned = figures.chances(paths[number], [stage.probability / 100 for stage in line.stages])
        chances |= {stage: learned[place] for stage, place in line.places.items()}
    told = {stage: line.stages[place] for line in lines.values() for stage, place in line.places.items()}
    return _Known(chances, {number: (stage.slug, stage.name) for number, stage in told.items()})


def _order(key: tuple[str, str]) -> tuple[bool, bool, str, str]:
    """What is overdue first, then the months, then what has no day."""
    month, currency = key
    return month != "overdue", month == "undated", month, currency


def _month(key: tuple[str, str], count: int, booked: int, sums: figures.Sums) -> ForecastMonth:
    weighted = figures.nearest(sums.weighted)
    return ForecastMonth(
        *key, count, booked, sums.open, weighted, booked + weighted, booked + sums.open, figures.nearest(sums.spread)
    )


def _totals(rows: tuple[ForecastMonth, ...], sums: Mapping[tuple[str, str], figures.Sums]) -> tuple[Said, ...]:
    told = []
    for currency in sorted({row.currency for row in rows}):
        own = [row for row in rows if row.currency == currency]
        spread = figures.Sums(0, 0, sum(part.variance for (_month, code), part in sums.items() if code == currency))
        told.append(
            said(
                "In all booked {booked}, open {open}, weighted {weighted} ± {spread}; best case {best}.",
                booked=Money(sum(row.booked_minor for row in own), currency),
                open=Money(sum(row.open_minor for row in own), currency),
                weighted=Money(sum(row.weighted_minor for row in own), currency),
                spread=Money(figures.nearest(spread.spread), currency),
                best=Money(sum(row.best_minor for row in own), currency),
            )
        )
    return tuple(told)

"""RFM as reports: customers with their scores, segments, the grid, moves between two days, the map."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.analytics import purchases, rfm_map
from crmcli.analytics import rfm as scoring
from crmcli.analytics.rfm_map import Segment
from crmcli.core.records.report import Report, Said, said
from crmcli.core.records.rfm import Label
from crmcli.core.records.rfm_rows import GridCell, KeptScores, SegmentFigures, SegmentMove, SegmentRule
from crmcli.services.figures import keeping, ledger, rfm
from crmcli.services.figures import portfolio as portfolios
from crmcli.services.figures.keeping import Counted
from crmcli.services.figures.portfolio import Portfolio, Rule
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.kept import Score


class Members(NamedTuple):
    """The measures of those in a segment, a list for each."""

    days: list[int]
    orders: list[int]
    totals: list[int]


def keep(crm: Workspace) -> KeptScores:
    """Count everybody's scores as of today and keep them for the commands to come. Refused where nobody has bought."""
    return keeping.keep(crm, lambda: _to_keep(crm))


def show(crm: Workspace, portfolio: Portfolio, limit: int | None = None) -> Report:
    """Customers with their scores, the best first."""
    places = portfolios.order_of(portfolio)[:limit]
    names = _names(crm, portfolio, places)
    rows = tuple(portfolios.scored(portfolio, at, names[at]) for at in places)
    return _report(portfolio, said("Customers by recency, frequency and money"), rows)


def segments(portfolio: Portfolio) -> Report:
    """Each segment of the map with how many are in it and what they brought."""
    members = {segment.slug: Members([], [], []) for segment in portfolio.map.segments}
    of_code = {code: members[segment.slug] for code, segment in portfolio.map.by_code.items()}
    measures = zip(portfolio.codes, portfolio.days, portfolio.orders, portfolio.totals, strict=True)
    for code, days, orders, total in measures:
        found = of_code[code]
        found.days.append(days)
        found.orders.append(orders)
        found.totals.append(total)
    everything = sum(portfolio.totals)
    rows = [
        _figures(portfolio, segment, members[segment.slug], everything)
        for segment in portfolio.map.segments if members[segment.slug].days
    ]  # fmt: skip
    return _report(portfolio, said("Segments of customers"), tuple(rows))


def grid(portfolio: Portfolio) -> Report:
    """How many customers have each pair of recency and frequency."""
    counts: dict[tuple[int, int], list[int]] = {}
    for score, total in zip(portfolio.scores, portfolio.totals, strict=True):
        cell = counts.setdefault(score[:2], [0, 0])
        cell[0] += 1
        cell[1] += total
    n = len(portfolio.keys)
    rows = []
    for r in range(5, 0, -1):
        for f in range(1, 6):
            count, revenue = counts.get((r, f), (0, 0))
            rows.append(GridCell(r, f, count, count / n, revenue, portfolio.currency, portfolio.decimals))
    return _report(portfolio, said("Customers by recency and frequency"), tuple(rows))


@of_one_moment
def migrate(crm: Workspace, rule: Rule, start: str, end: str) -> Report:
    """How many customers went from each segment to each other between two days."""
    before_day, after_day = spans.span(crm, start).as_of, spans.span(crm, end).as_of
    if after_day < before_day:
        raise spans.turned(before_day.isoformat(), after_day.isoformat())
    before, after = rfm.of_book(crm, rule, before_day), rfm.of_book(crm, rule, after_day)
    was, now = _by_key(before), _by_key(after)
    counts: dict[tuple[str, str], int] = {}
    for key in {**was, **now}:
        pair = was.get(key, ""), now.get(key, "")
        counts[pair] = counts.get(pair, 0) + 1
    labels = {segment.slug: segment.called for segment in after.map.segments}
    order = {"": -1, **{segment.slug: at for at, segment in enumerate(after.map.segments)}}
    rows = tuple(
        SegmentMove(one, labels.get(one, Label()), other, labels.get(other, Label()), counts[one, other])
        for one, other in sorted(counts, key=lambda pair: (order[pair[0]], order[pair[1]]))
    )
    found = _report(after, said("How customers moved between segments"), rows)
    return found._replace(start=before_day.isoformat(), end=after_day.isoformat(), n=len({**was, **now}))


def the_map(name: str) -> tuple[SegmentRule, ...]:
    """The segments of a map with their codes."""
    found = portfolios.segment_map(name)
    return tuple(
        SegmentRule(
            one.slug, one.called, one.action, tuple(code for code in rfm_map.CODES if found.by_code[code] is one)
        )
        for one in found.segments
    )


def rule_told(portfolio: Portfolio) -> Said:
    """How it was counted."""
    rule = portfolio.rule
    money = said("mean order") if rule.mean else said("total")
    limits = portfolio.limits
    if limits is not None:
        method = said(
            "Scores by fixed limits: days at most {recency}, orders at least {frequency}, money at least {money}.",
            recency=", ".join(map(str, limits.recency)),
            frequency=", ".join(map(str, limits.frequency)),
            money=", ".join(rule.monetary),
        )
    else:
        edges = _edges(portfolio)
        method = {
            "quantile": said("Scores by fifths; equal values share a score. {edges}", edges=edges),
            "rank": said("Scores by five parts of equal size, equal values told apart by the customer's number."),
            "nested": said("Recency by fifths, frequency by fifths within each, money by fifths within both."),
        }[rule.method]
    parts = [method, said("Money is the {money} after refunds; map {map}.", money=money, map=portfolio.map.name)]
    if rule.window:
        parts.append(said("Orders of the last {days} days.", days=rule.window))
    if rule.per_day:
        parts.append(said("Orders of one day count as one."))
    return said(" ".join(f"{{part{at}}}" for at in range(len(parts))), **{f"part{at}": p for at, p in enumerate(parts)})


def warnings(portfolio: Portfolio) -> tuple[Said, ...]:
    """What a reader should know about few customers or flat scores."""
    if portfolio.rule.method == "fixed":
        return ()
    found = []
    n = len(portfolio.keys)
    if n < scoring.FEW:
        found.append(
            said("Fifths of so few customers ({n}) say little. --method fixed with limits of your own says more.", n=n)
        )
    words = {"recency": said("recency"), "frequency": said("frequency"), "monetary": said("money")}
    flat = [words[name] for name in scoring.flat(portfolio.scores)] if n > 2 else []
    if flat:
        found.append(
            said(
                "Many customers are alike, so that scores take fewer than three values: those of {measures}.",
                measures=said(
                    ", ".join(f"{{m{at}}}" for at in range(len(flat))), **{f"m{at}": m for at, m in enumerate(flat)}
                ),
            )
        )
    return tuple(found)


def _report(portfolio: Portfolio, title: Said, rows: tuple[object, ...]) -> Report:
    return Report(
        title,
        rule_told(portfolio),
        portfolio.as_of.isoformat(),
        rows,
        n=len(portfolio.keys),
        warnings=warnings(portfolio),
    )


def _to_keep(crm: Workspace) -> Counted:
    found = rfm.counted(crm, Rule(), crm.today)
    slugs = {code: segment.slug for code, segment in found.map.by_code.items()}
    segments_of = [slugs[code] for code in found.codes]
    r, f, m = zip(*found.scores, strict=True)
    rows = zip(found.keys, found.days, found.orders, found.totals, r, f, m, segments_of, strict=True)
    return Counted(
        [Score(key if isinstance(key, int) else 0, *rest) for key, *rest in rows],
        scoring.edges(found.days), scoring.edges(found.orders), scoring.edges(found.totals),
    )  # fmt: skip


def _names(crm: Workspace, portfolio: Portfolio, places: Sequence[int]) -> dict[int, str]:
    ids = [key for at in places if isinstance(key := portfolio.keys[at], int)]
    by_id = ledger.names(crm, ids) if ids else {}
    return {
        at: by_id.get(key, "") if isinstance(key, int) else str(key) for at in places for key in (portfolio.keys[at],)
    }


def _figures(portfolio: Portfolio, segment: Segment, found: Members, everything: int) -> SegmentFigures:
    revenue, customers = sum(found.totals), len(found.days)
    return SegmentFigures(
        segment.slug, segment.called, segment.action, customers, customers / len(portfolio.keys), sum(found.orders),
        revenue, revenue / everything if everything > 0 else None, portfolio.currency, portfolio.decimals,
        purchases.median(found.days),
    )  # fmt: skip


def _by_key(portfolio: Portfolio) -> dict[object, str]:
    by_code = {code: segment.slug for code, segment in portfolio.map.by_code.items()}
    return {key: by_code[code] for key, code in zip(portfolio.keys, portfolio.codes, strict=True)}


def _edges(portfolio: Portfolio) -> str:
    """The inner edges of the fifths in short, money in major units."""
    money = scoring.means(portfolio.totals, portfolio.orders) if portfolio.rule.mean else list(portfolio.totals)
    unit = 10**portfolio.decimals * (scoring.means([1], [1])[0] if portfolio.rule.mean else 1)
    told = (
        ("R", [str(edge) for edge in scoring.edges(portfolio.days)]),
        ("F", [str(edge) for edge in scoring.edges(portfolio.orders)]),
        ("M", [f"{edge / unit:.{min(portfolio.decimals, 2)}f}" for edge in scoring.edges(money)]),
    )
    return " ".join(f"{name}={','.join(edges)}" for name, edges in told) + "."

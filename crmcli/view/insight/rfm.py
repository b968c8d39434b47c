"""Pictures of RFM, and one customer's scores in words."""

from collections.abc import Sequence
from datetime import date

from crmcli.core.records.report import Report
from crmcli.core.records.rfm import Explained
from crmcli.view import dates
from crmcli.view.charts.shapes import Bar, Bars, Cell, Grid, Picture
from crmcli.view.insight import amounts, segments
from crmcli.view.reports import told
from crmcli.view.words import _, ngettext


def segment_bars(report: Report) -> Sequence[Picture]:
    """A bar a segment: how many customers are in it."""
    bars = tuple(
        Bar(segments.label(row.segment, row.label), row.customers, told.number(row.customers), told.percent(row.share))
        for row in report.rows
    )
    return (Bars(_("Customers"), bars),)


def heat(report: Report) -> Sequence[Picture]:
    """Recency against frequency, the darker the more customers."""
    most = max((row.customers for row in report.rows), default=0) or 1
    cells = tuple(
        tuple(
            Cell(row.customers / most, told.number(row.customers))
            for row in sorted((row for row in report.rows if row.r == r), key=lambda row: row.f)
        )
        for r in range(5, 0, -1)
    )
    return (
        Grid(
            _("Customers"), tuple(f"R {r}" for r in range(5, 0, -1)), tuple(f"F {f}" for f in range(1, 6)), cells,
            _("recency"), _("frequency"),
        ),
    )  # fmt: skip


def moves(report: Report) -> Sequence[Picture]:
    """From rows to columns, the darker the more customers."""
    before = list(dict.fromkeys(row.before for row in report.rows))
    after = list(dict.fromkeys(row.after for row in sorted(report.rows, key=lambda row: _order(report, row.after))))
    labels = {"": _("none")}
    for row in report.rows:
        labels[row.before or ""] = segments.label(row.before, row.before_label) if row.before else labels[""]
        labels[row.after or ""] = segments.label(row.after, row.after_label) if row.after else labels[""]
    counts = {(row.before, row.after): row.customers for row in report.rows}
    most = max(counts.values(), default=1)
    cells = tuple(
        tuple(
            Cell(counts[one, other] / most, told.number(counts[one, other])) if (one, other) in counts else None
            for other in after
        )
        for one in before
    )
    title = _("Customers, from the rows to the columns")
    return (Grid(title, tuple(labels[one] for one in before), tuple(_short(labels[one]) for one in after), cells),)


def _short(label: str) -> str:
    """A label in three letters, for the head of a narrow column."""
    return "".join(label.split())[:3]


def _order(report: Report, slug: str) -> int:
    befores = [row.before for row in report.rows]
    return befores.index(slug) if slug in befores else len(befores)


def explained(found: Explained) -> tuple[str, list[str]]:
    """A heading and sentences: why the customer is in this segment, and what would move them."""
    scored = found.scored
    segment = segments.label(scored.segment, scored.label)
    code = f"{scored.r}{scored.f}{scored.m}"
    heading = _("{customer}: {code}, {segment}").format(customer=scored.customer, code=code, segment=segment)
    money = amounts.people(scored.monetary, scored.currency, scored.decimals)
    lines = [
        _("R {score}: the last order was {days} days ago, on {day}.").format(
            score=scored.r, days=told.number(scored.recency_days), day=_day(found.last)
        )
        + _more(_(" {next} takes at most {limit} days."), scored.r, found.better[0] is not None, limit=found.better[0]),
        ngettext("F {score}: {orders} order.", "F {score}: {orders} orders.", scored.orders).format(
            score=scored.f, orders=told.number(scored.orders)
        )
        + _more(_(" {next} takes at least {limit}."), scored.f, found.better[1] is not None, limit=found.better[1]),
        _("M {score}: {money}.").format(score=scored.m, money=money)
        + _more(
            _(" {next} takes at least {limit}."), scored.m, found.better[2] is not None,
            limit=amounts.people(found.better[2], scored.currency, scored.decimals),
        ),
    ]  # fmt: skip
    if found.ordering:
        sentence = _("An order of the usual size today would bring {code}, {segment}.")
        lines.append(sentence.format(code=found.ordering, segment=segments.label(found.ordering_segment)))
    if found.falls_on:
        sentence = _("Without an order, recency loses a point on {day}: {code}, {segment}.")
        lines.append(
            sentence.format(day=_day(found.falls_on), code=found.fallen, segment=segments.label(found.fallen_segment))
        )
    return heading, lines


def _more(sentence: str, score: int, has_more: bool, **values: object) -> str:  # noqa: FBT001 - two sides of one sentence
    return sentence.format(next=score + 1, **values) if has_more else ""


def _day(text: str) -> str:
    return dates.long(date.fromisoformat(text))

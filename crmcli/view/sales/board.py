"""The funnel as columns of text, for both faces: as many side by side as are readable, the others below."""

from collections.abc import Iterable, Sequence
from datetime import date

from crmcli.core.records.deals import Deal
from crmcli.core.records.pipeline import Lane, Sum
from crmcli.core.rules.sales import deals as rules
from crmcli.core.values.money import EXPONENTS
from crmcli.view import dates, money
from crmcli.view.cells import cut, width
from crmcli.view.clean import clean
from crmcli.view.columns.column import Frame
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import deal_labels
from crmcli.view.words import _, language, ngettext

NARROWEST = 24
"""Cells of a column in which a card can be read."""
WIDEST = 40
_GAP = "  "
_CURRENCIES = 4
"""How many currencies the head of a column tells before it says how many more there are."""


def draw(lanes: Sequence[Lane], frame: Frame, room: int) -> list[Spans]:
    """The board in lines of at most `room` cells."""
    beside = max(1, min((room + len(_GAP)) // (NARROWEST + len(_GAP)), len(lanes)))
    rows = -(-len(lanes) // beside)
    beside = -(-len(lanes) // rows)  # three and three rather than four and two
    cells = min((room - len(_GAP) * (beside - 1)) // beside, WIDEST)
    drawn: list[Spans] = []
    for first in range(0, len(lanes), beside):
        if first:
            drawn.append(())
        row = lanes[first : first + beside]
        heads = [heading(lane, cells) for lane in row]
        highest = max(map(len, heads))
        columns = [
            [*head, *[()] * (highest - len(head)), *_cards(lane, frame, cells)]
            for head, lane in zip(heads, row, strict=True)
        ]
        drawn += _side_by_side(columns, cells)
    return [*drawn, (), *totals(lanes, room)]


def whole(amount_minor: int, currency: str) -> str:
    """An amount without its decimals, which a board has no room for."""
    scale = 10 ** EXPONENTS.get(currency, 2)
    rounded = (amount_minor + scale // 2) // scale * scale
    text = money.told(rounded, currency)
    mark = "," if language() == "es" else "."
    at = text.rfind(mark)
    digits = EXPONENTS.get(currency, 2)
    return text[:at] + text[at + 1 + digits :] if digits and at >= 0 else text


def _side_by_side(columns: Sequence[Sequence[Spans]], cells: int) -> Iterable[Spans]:
    for at in range(max(map(len, columns))):
        spans: list[Span] = []
        for column in columns:
            told = column[at] if at < len(column) else ()
            if spans:
                spans.append(Span(_GAP))
            spans += told
            spans.append(Span(" " * (cells - sum(width(span.text) for span in told))))
        yield tuple(spans)


def heading(lane: Lane, cells: int) -> list[Spans]:
    """A stage's name and count, and its sums."""
    drawn = [_head(lane, cells)]
    for one in lane.sums[:_CURRENCIES]:
        drawn += _sum(one, cells, is_won=bool(lane.since))
    more = len(lane.sums) - _CURRENCIES
    if more > 0:
        told = ngettext("and {count} more currency", "and {count} more currencies", more).format(count=more)
        drawn.append((Span(cut(told, cells), "quiet"),))
    return drawn


def _cards(lane: Lane, frame: Frame, cells: int) -> list[Spans]:
    """A line, the cards below it, and how many more there are."""
    drawn: list[Spans] = [(Span("\N{BOX DRAWINGS LIGHT HORIZONTAL}" * cells, "quiet"),)]
    for deal in lane.cards:
        drawn += card(deal, frame, cells)
    left = lane.deals - len(lane.cards)
    if left > 0:
        told = ngettext("and {count} more", "and {count} more", left).format(count=left)
        drawn.append((Span(cut(told, cells), "quiet"),))
    return drawn


def _head(lane: Lane, cells: int) -> Spans:
    count = _counted(lane.deals)
    rotting = f"  {lane.rotting} !" if lane.rotting else ""
    name = clean(deal_labels.stage(lane.stage.slug, lane.stage.name))
    if lane.since:
        name = _("{stage} since {day}").format(stage=name, day=_day(lane.since))
    told = cut(name, max(cells - width(count + rotting) - 1, 1))
    space = " " * max(cells - width(told + count + rotting), 1)
    return (Span(told, "heading"), Span(space + count), Span(rotting, "late"))


def _sum(one: Sum, cells: int, *, is_won: bool) -> list[Spans]:
    """The sum, and beside it, or below where there is no room, what it is by its chances."""
    amount = cut(whole(one.amount_minor, one.currency), cells)
    if is_won:
        return [(Span(amount, "good"),)]
    weighted = f"\N{ALMOST EQUAL TO}{whole(one.weighted_minor, one.currency)}"
    space = cells - width(amount) - width(weighted)
    if space < 1:
        return [(Span(amount),), (Span(cut(weighted, cells), "quiet"),)]
    return [(Span(amount), Span(" " * space + weighted, "quiet"))]


def card(deal: Deal, frame: Frame, cells: int) -> list[Spans]:
    """Two lines: the title and the days in the stage; the amount and whom it is about."""
    rots = rules.rots(deal, frame.today)
    days = (
        _day(deal.closed_on) if deal.closed_on else _("{count} d").format(count=rules.days_in_stage(deal, frame.today))
    )
    mark = days + (" !" if rots else "")
    number = f"{deal.id} "
    title = cut(clean(deal.title), max(cells - width(number + mark) - 1, 1))
    space = " " * max(cells - width(number + title + mark), 1)
    amount = whole(deal.amount_minor, deal.currency) if deal.currency else ""
    whom = clean(deal.contact or deal.organisation)
    about = cut(" \N{MIDDLE DOT} ".join(filter(None, (amount, whom))), cells - 2)
    return [
        (Span(number, "quiet"), Span(title), Span(space + mark, "late" if rots else "quiet")),
        (Span("  " + about, "quiet"),),
    ]


def totals(lanes: Sequence[Lane], room: int) -> Iterable[Spans]:
    """What is open altogether, a line for each currency."""
    going = [lane for lane in lanes if not lane.since]
    count, rotting = sum(lane.deals for lane in going), sum(lane.rotting for lane in going)
    told = ngettext("{count} open deal", "{count} open deals", count).format(count=_counted(count))
    late = ngettext("{count} rotting !", "{count} rotting !", rotting).format(count=rotting) if rotting else ""
    yield (Span(cut(told, room), "heading"), Span(cut(f"  {late}" if late else "", max(room - width(told), 0)), "late"))
    for currency in dict.fromkeys(one.currency for lane in going for one in lane.sums):
        sums = [one for lane in going for one in lane.sums if one.currency == currency]
        amount = whole(sum(one.amount_minor for one in sums), currency)
        weighted = whole(sum(one.weighted_minor for one in sums), currency)
        yield (
            Span(cut("  " + _("{amount}, by their chances {weighted}").format(amount=amount, weighted=weighted), room)),
        )


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", ".") if language() == "es" else f"{number:,}"


def _day(stored: str) -> str:
    return dates.of_year(date.fromisoformat(stored)).partition(" ")[2]

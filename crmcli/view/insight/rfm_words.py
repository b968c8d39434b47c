"""One customer's scores in words."""

from datetime import date

from crmcli.core.records.rfm import Explained
from crmcli.core.values.moments import LocalMoment
from crmcli.view import dates, numbers
from crmcli.view.insight import amounts, segments
from crmcli.view.words import _, ngettext


def explained(found: Explained, local: LocalMoment) -> tuple[str, list[str]]:
    """A heading and sentences: why the customer is in this segment, and what would move them."""
    scored = found.scored
    segment = segments.label(scored.segment, scored.label)
    code = f"{scored.r}{scored.f}{scored.m}"
    heading = _("{customer}: {code}, {segment}").format(customer=scored.customer, code=code, segment=segment)
    money = amounts.people(scored.monetary, scored.currency, scored.decimals)
    lines = [
        _("R {score}: the last order was {days} days ago, on {day}.").format(
            score=scored.r, days=numbers.number(scored.recency_days), day=_day(found.last)
        )
        + _more(_(" {next} takes at most {limit} days."), scored.r, found.better[0] is not None, limit=found.better[0]),
        ngettext("F {score}: {orders} order.", "F {score}: {orders} orders.", scored.orders).format(
            score=scored.f, orders=numbers.number(scored.orders)
        )
        + _more(_(" {next} takes at least {limit}."), scored.f, found.better[1] is not None, limit=found.better[1]),
        _("M {score}: {money}.").format(score=scored.m, money=money)
        + _more(
            _(" {next} takes at least {limit}."), scored.m, found.better[2] is not None,
            limit=amounts.people(found.better[2], scored.currency, scored.decimals),
        ),
    ]  # fmt: skip
    for at, place in enumerate(found.places or ()):
        placed = _(" That is place {place} of {n}.")
        lines[at] += placed.format(place=numbers.number(place), n=numbers.number(found.customers))
    if found.method == "nested":
        alone = _(" There is nobody else to compare with.")
        for at, score in ((1, scored.f), (2, scored.m)):
            lines[at] += alone if score < 5 and found.better[at] is None else ""
    lines += _by_others(found.method)
    if found.ordering:
        sentence = _("An order of the usual size today would bring {code}, {segment}.")
        lines.append(
            sentence.format(code=found.ordering, segment=segments.label(found.ordering_segment, found.ordering_label))
        )
    if found.falls_on:
        sentence = _("Without an order, recency loses a point on {day}: {code}, {segment}.")
        lines.append(
            sentence.format(
                day=_day(found.falls_on),
                code=found.fallen,
                segment=segments.label(found.fallen_segment, found.fallen_label),
            )
        )
    if found.kept_at:
        sentence = _("By the scores kept on {moment}; what customers bought has not changed since.")
        lines.append(sentence.format(moment=dates.moment(found.kept_at, local)))
    return heading, lines


def _by_others(method: str) -> list[str]:
    """How scores depend on others, where they do."""
    if method == "rank":
        return [
            _("Ranks make five equal parts of all customers: equal values may come into different ones."),
            _("All grow older together, so without an order recency loses a point only when others order."),
        ]
    if method == "nested":
        return [_("F is counted among those of the same R, M among those of the same R and F.")]
    return []


def _more(sentence: str, score: int, has_more: bool, **values: object) -> str:  # noqa: FBT001 - two sides of one sentence
    return sentence.format(next=score + 1, **values) if has_more else ""


def _day(text: str) -> str:
    return dates.long(date.fromisoformat(text))

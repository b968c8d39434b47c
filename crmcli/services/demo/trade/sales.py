"""What the sample business sold and spent."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.core.records.costs import Cost
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line, Refund, Sale
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade import sales_data
from crmcli.services.demo.trade.deals import EURO, EVENING, TAX, Told

_MILLION = 1_000_000
_EUROS = {
    "EUR": 1.0, "USD": 0.92, "GBP": 1.17, "CHF": 1.05, "CAD": 0.67, "AUD": 0.6, "MXN": 0.05, "BRL": 0.16, "PEN": 0.25,
    "ARS": 0.0009, "COP": 0.00021, "CLP": 0.00095, "JPY": 0.006, "SEK": 0.088, "DKK": 0.134, "NOK": 0.086, "PLN": 0.23,
}  # fmt: skip
"""What one was worth in euros in a story that knows no other rates."""
_AT_HOME = "Spain"
_HELPER = "alex"
_TAUGHT = "WORK"
CAMPAIGNS = {_TAUGHT: "workshops", "POSTER": "small ads"}
_CALLED_OFF = "toni"


class Sold(NamedTuple):
    """A sale, and what is known of it beside the record."""

    sale: Sale
    who: str
    """Whose payments it follows: an organisation, or somebody without one."""
    sku: str
    paid: str = ""


def sales(
    chance: Chance, cast: Cast, days: Days, told: list[Told], products: dict[str, Product], *, actor: str, base: str
) -> list[Sold]:
    """Every sale, the oldest first and numbered, some of them given back in part."""
    found = [*_won(cast, told, products), *_retainers(cast, days, products)]
    found += _small(chance, cast, days, products)
    found.sort(key=lambda one: (one.sale.date, one.who, one.sku))
    refunds = {(who, sku): (int(amount), why) for who, sku, amount, why in rows(sales_data.REFUNDS)}
    made = []
    for at, one in enumerate(found, 1):
        sale = one.sale._replace(
            id=at,
            uid=uid(chance),
            number=f"S-{at:04}",
            rate=rate(one.sale.currency, base),
            seller=_HELPER if one.sku == _TAUGHT else actor,
            campaign=CAMPAIGNS.get(one.sku, ""),
            created_at=days.moment(date.fromisoformat(one.sale.date), EVENING),
        )
        if back := refunds.pop((one.who, one.sku), None):
            sale = _given_back(sale, *back, days)
        if one.who == _CALLED_OFF:
            sale = sale._replace(status="cancelled", cancelled_on=days.at(-198).isoformat())
        made.append(one._replace(sale=sale))
    return made


def costs(chance: Chance, cast: Cast, days: Days, base: str) -> Iterator[Cost]:
    """Money spent, the oldest first."""
    found = []
    for kind, span, origin, note, campaign, who in rows(sales_data.COSTS):
        category, purpose, amount = kind.split()
        first, last, every = map(int, span.split())
        source, _space, channel = origin.rpartition(" ")
        found += [
            Cost(
                date=days.at(-back).isoformat(),
                amount_minor=int(amount) * 100 + chance.randint(0, 1200) * (first != last),
                currency=EURO,
                rate=rate(EURO, base),
                purpose=purpose,
                category=category,
                channel=channel,
                source=source,
                contact_id=cast.id(who) if who else None,
                campaign=campaign,
                note=note,
                created_at=days.moment(days.at(-back), EVENING),
            )
            for back in range(first, last - 1, -every)
        ]
    found.sort(key=lambda cost: (cost.date, cost.note))
    return (cost._replace(id=at, uid=uid(chance)) for at, cost in enumerate(found, 1))


def rate(currency: str, base: str) -> int:
    """Millionths of the base currency for one unit."""
    return round(_EUROS.get(currency, 1.0) / _EUROS.get(base, 1.0) * _MILLION)


def _won(cast: Cast, told: list[Told], products: dict[str, Product]) -> Iterator[Sold]:
    """What each won deal brought at once; retainers are paid by the month."""
    for one in told:
        deal = one.deal
        if deal.status != "won" or "month" in deal.title or deal.title in ("Mantenimiento",):
            continue
        customer, who = _buyer(cast, one.who)
        yield Sold(
            _sale(cast, who, deal.closed_on, products[one.sku], deal.amount_minor, deal.currency, text=deal.title)
            ._replace(
                contact_id=customer, deal_id=deal.id, source=deal.source, reason=deal.reason, channel="meeting",
                terms="50% now, 50% net 30" if deal.amount_minor >= 200_000 else "",
            ),
            who, one.sku, one.paid,
        )  # fmt: skip


def _retainers(cast: Cast, days: Days, products: dict[str, Product]) -> Iterator[Sold]:
    for who, sku, amount, span in rows(sales_data.RETAINERS):
        first, last = map(int, span.split())
        for back in range(last, first + 1, 21):
            sale = _sale(cast, who, days.at(-back).isoformat(), products[sku], int(amount) * 100, EURO)
            yield Sold(sale._replace(channel="email"), who, sku)


def _small(chance: Chance, cast: Cast, days: Days, products: dict[str, Product]) -> Iterator[Sold]:
    """Posters, cards, seats and licences, spread over the days with a little chance."""
    for who, sku, times, quantities, channel in rows(sales_data.HABITS):
        count, first, last = map(int, times.split())
        least, most = map(int, quantities.split())
        gap = (first - last) // max(count - 1, 1)
        for at in range(count):
            drift = chance.randint(0, max(gap // 3, 0)) if 0 < at < count - 1 else 0
            back = max(first - at * gap - drift, last) if count > 1 else first
            pieces = chance.randint(least, most)
            sale = _sale(
                cast, who, days.at(-back).isoformat(), products[sku], products[sku].price_minor, EURO, pieces=pieces
            )
            yield Sold(sale._replace(channel=channel, source=cast.contacts[who].source), who, sku)


def _sale(
    cast: Cast, who: str, day: str, product: Product, unit_minor: int, currency: str, *, pieces: int = 1, text: str = ""
) -> Sale:
    person = cast.contacts[who]
    is_near = any(address.country == _AT_HOME for address in person.addresses)
    tax = TAX if is_near else 0
    line = Line(product.id, text or product.name, pieces * 1000, unit_minor, product.cost_minor, 0, tax)
    sums = arithmetic.sums((line,))
    return Sale(
        contact_id=person.id,
        date=day,
        net_minor=sums.net_minor,
        tax_minor=sums.tax_minor,
        cost_minor=sums.cost_minor,
        currency=currency,
        lines=(line,),
    )


def _buyer(cast: Cast, who: str) -> tuple[int, str]:
    """The organisation of whoever decides, or the person."""
    person = cast.contacts[who]
    if person.organisation_id is None:
        return person.id, who
    key = next(key for key, contact in cast.contacts.items() if contact.id == person.organisation_id)
    return person.organisation_id, key


def _given_back(sale: Sale, amount: int, why: str, days: Days) -> Sale:
    later = next(day for day in reversed(days.before) if day.isoformat() > sale.date)
    minor = min(amount * 100, sale.net_minor)
    return sale._replace(refunded_minor=minor, refunds=(Refund(later.isoformat(), minor, why),))

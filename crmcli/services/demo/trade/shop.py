"""The small web shop of the sample business: many who order little, for the figures that only many can give."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crmcli.core.records.activity import Interaction
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.core.values.text import fold
from crmcli.services.demo import talks
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade import shop_data
from crmcli.services.demo.trade.deals import EURO, EVENING, TAX
from crmcli.services.demo.trade.sales import CAMPAIGNS, rate

_AT_HOME = "Spain"
_COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "CH": "Switzerland", "DE": "Germany", "DK": "Denmark", "ES": _AT_HOME,
    "FR": "France", "GB": "United Kingdom", "IE": "Ireland", "IT": "Italy", "NL": "Netherlands", "PL": "Poland",
    "PT": "Portugal", "SE": "Sweden",
}  # fmt: skip
_EARLY = 84
"""So many came in the first year, the others since."""
_FIRST_YEAR, _SINCE = (490, 262), (256, 2)
"""Working days ago of the first and of the last who came then; they came about evenly."""
_PACES = (10, 15, 25, 40, 70, 120)
"""Working days that somebody lets pass between orders, on average."""
_WAITS = (5, 16, 29, 43, 60, 80, 105, 139, 190, 300)
"""Of that average, in per cent, each as likely: what lies between things that happen at any time."""
_FAITHS = (3, 10, 20, 40, 60, 85)
"""Chances in a hundred that somebody has seen enough after an order."""


class Visitor(NamedTuple):
    """Somebody who ordered, and the channel by which they do."""

    contact: Contact
    channel: str


class Taste(NamedTuple):
    """What somebody orders, how many of it at least and at most, and what else they try."""

    sku: str
    least: int
    most: int
    also: str


class Order(NamedTuple):
    """An order before it has a number: the working day, counted back from today, and how many of what."""

    back: int
    visitor: Visitor
    pieces: tuple[tuple[str, int], ...]


def visitors(chance: Chance, after: int) -> list[Visitor]:
    """Everybody who ever ordered, numbered from the next number on."""
    found: list[Visitor] = []
    sources = tuple(rows(shop_data.SOURCES))
    for place, language, names in rows(shop_data.FOLK):
        city, _comma, country = place.partition(",")
        for name in names.split("; "):
            source, channel = chance.choice(sources)
            given, *_middle, family = fold(name).split()
            found.append(
                Visitor(
                    Contact(
                        id=after + len(found) + 1, uid=uid(chance), name=name, lifecycle="customer", source=source,
                        language=language, emails=(Point(f"{given}.{family}@correo.example", "home", preferred=True),),
                        addresses=(Address("home", city=city, country=_COUNTRIES[country]),), tags=("shop",),
                    ),
                    channel,
                )
            )  # fmt: skip
    return found


def sales(
    chance: Chance, known: list[Visitor], days: Days, products: dict[str, Product], *, after: int, actor: str, base: str
) -> Iterator[Sale]:
    """Every order as a sale, the oldest first, with the shop's own numbers."""
    orders = sorted(_orders(chance, known), key=lambda order: (-order.back, order.visitor.contact.id))
    for at, (back, visitor, pieces) in enumerate(orders, 1):
        person, sku, day = visitor.contact, pieces[0][0], days.at(-back).isoformat()
        lines = tuple(_line(products[what], count, person) for what, count in pieces)
        sums = arithmetic.sums(lines)
        yield Sale(
            id=after + at, uid=uid(chance), number=f"W-{at:04}", contact_id=person.id, date=day,
            net_minor=sums.net_minor, tax_minor=sums.tax_minor, cost_minor=sums.cost_minor, currency=EURO,
            rate=rate(EURO, base),
            channel=visitor.channel, seller=actor, source=person.source, campaign=CAMPAIGNS.get(sku, ""),
            created_at=days.moment(date.fromisoformat(day), EVENING), lines=lines,
        )  # fmt: skip


def letters(
    chance: Chance, known: list[Visitor], sold: tuple[Sale, ...], days: Days, *, after: int, actor: str
) -> Iterator[Interaction]:
    """What was written about orders on their day: about the last one of most, and now and then about another."""
    by_id = {visitor.contact.id: visitor.contact for visitor in known}
    last = {sale.contact_id: sale.id for sale in sold}
    texts = {"en": tuple(rows(shop_data.LETTERS_EN)), "es": tuple(rows(shop_data.LETTERS_ES))}
    at = after
    for sale in sold:
        if sale.contact_id not in by_id or chance.randint(1, 8) > (6 if last[sale.contact_id] == sale.id else 1):
            continue
        at += 1
        how, *words = chance.choice(texts[by_id[sale.contact_id].language])
        letter, _clock = talks.said(how.split(), tuple(word.format(what=sale.lines[0].text) for word in words))
        yield letter._replace(
            id=at, uid=uid(chance), at=sale.date, participants=(sale.contact_id,), actor=actor,
            created_at=days.moment(date.fromisoformat(sale.date), EVENING),
        )  # fmt: skip


def _orders(chance: Chance, known: list[Visitor]) -> Iterator[Order]:
    """Each comes once, and again at their own pace until they have seen enough."""
    tastes = [
        Taste(sku, least=int(pieces.split()[0]), most=int(pieces.split()[1]), also=also)
        for sku, pieces, also in rows(shop_data.TASTES)
    ]
    newcomers = chance.sample(known, len(known))
    starts = [*_arrivals(chance, _EARLY, *_FIRST_YEAR), *_arrivals(chance, len(known) - _EARLY, *_SINCE)]
    for visitor, start in zip(newcomers, starts, strict=True):
        pace, faith = chance.choice(_PACES), chance.choice(_FAITHS)
        taste = chance.choice(tastes)
        back = start
        while back > 0:
            pieces = [(taste.sku, chance.randint(taste.least, taste.most))]
            if taste.also and chance.randint(1, 3) == 1:
                other = (taste.also, 1)
                pieces = [other] if chance.randint(0, 1) else [*pieces, other]
            yield Order(back, visitor, tuple(pieces))
            if chance.randint(1, 100) <= faith:
                break
            back -= max(pace * chance.choice(_WAITS) // 100, 1)


def _arrivals(chance: Chance, count: int, first: int, last: int) -> Iterator[int]:
    """Working days ago on which so many came for the first time."""
    room = (first - last) // count
    return (first - (first - last) * at // count - chance.randint(0, room) for at in range(count))


def _line(product: Product, pieces: int, person: Contact) -> Line:
    tax = TAX if person.addresses[0].country == _AT_HOME else 0
    return Line(product.id, product.name, pieces * 1000, product.price_minor, product.cost_minor, 0, tax)

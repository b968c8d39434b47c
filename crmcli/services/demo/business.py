"""The sample business whole: a designer and developer in Valencia, with clients near and far."""

from collections.abc import Iterator
from typing import NamedTuple

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.costs import Cost
from crmcli.core.records.deals import Deal
from crmcli.core.records.insight import Goal, Segment, Snapshot
from crmcli.core.records.money import Billing, Delivery, Invoice, Payment, Promotion
from crmcli.core.records.offers import Product, Quote
from crmcli.core.records.sales import Sale
from crmcli.core.records.support import Answer
from crmcli.core.records.words import FieldType, Tag
from crmcli.services.demo import people, promises, talks
from crmcli.services.demo.chance import Chance
from crmcli.services.demo.days import Days
from crmcli.services.demo.trade import aims, answers, deals, money, sales, shop


class Trade(NamedTuple):
    """What was offered, sold, owed, spent and aimed at, each numbered from 1, in the order in which it is stored."""

    products: tuple[Product, ...]
    promotions: tuple[Promotion, ...]
    billings: tuple[Billing, ...]
    deals: tuple[Deal, ...]
    quotes: tuple[Quote, ...]
    sales: tuple[Sale, ...]
    costs: tuple[Cost, ...]
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    deliveries: tuple[Delivery, ...]
    goals: tuple[Goal, ...]
    segments: tuple[Segment, ...]
    snapshots: tuple[Snapshot, ...]
    answers: tuple[Answer, ...] = ()


class Business(NamedTuple):
    """Records in the order in which they can be stored, numbered from 1; contacts are still to be checked."""

    tags: tuple[Tag, ...]
    fields: tuple[FieldType, ...]
    contacts: tuple[Contact, ...]
    interactions: tuple[Interaction, ...]
    tasks: tuple[Task, ...]
    trade: Trade


def business(chance: Chance, days: Days, actor: str, base: str = "EUR") -> Business:
    """The business as it stands on that day: the same for the same seed, day, zone and base currency."""
    cast = people.cast(chance, days.today)
    said, kept = talks.told(chance, cast, days)
    tasks = promises.promised(chance, cast, days, kept)
    trade = _trade(chance, cast, days, actor, base)  # what is drawn later leaves what stands above as it was
    visitors = shop.visitors(chance, len(cast.contacts))
    products = {product.sku: product for product in trade.products}
    ordered = tuple(shop.sales(chance, visitors, days, products, after=len(trade.sales), actor=actor, base=base))
    trade = trade._replace(sales=(*trade.sales, *ordered))
    written = tuple(shop.letters(chance, visitors, trade.sales, days, after=len(said), actor=actor))
    trade = trade._replace(answers=answers.answers(chance, cast, days, ordered))
    return Business(
        tags=people.tags(),
        fields=people.fields(),
        contacts=(*_met(tuple(cast.contacts.values()), said), *_served(visitors, trade.sales)),
        interactions=(*(talk._replace(actor=actor) for talk in said), *written),
        tasks=tasks,
        trade=trade,
    )


def _trade(chance: Chance, cast: people.Cast, days: Days, actor: str, base: str) -> Trade:
    products = deals.products(chance, days)
    told = deals.deals(chance, cast, days, actor)
    sold = sales.sales(chance, cast, days, told, products, actor=actor, base=base)
    billings = tuple(money.billings(chance, cast, days))
    books = money.books(chance, cast, days, sold, {profile.contact_id: profile for profile in billings})
    return Trade(
        products=tuple(products.values()),
        promotions=tuple(money.promotions(chance, days)),
        billings=billings,
        deals=tuple(one.deal for one in told),
        quotes=tuple(deals.quotes(chance, told, days, products)),
        sales=tuple(one.sale for one in sold),
        costs=tuple(sales.costs(chance, cast, days, base)),
        invoices=books.invoices,
        payments=books.payments,
        deliveries=tuple(money.deliveries(chance, cast, days, told, sold)),
        goals=tuple(aims.goals(chance, days, base)),
        segments=(segments := tuple(aims.segments(chance, cast, days))),
        snapshots=tuple(aims.snapshots(chance, cast, days, segments)),
    )


def _met(contacts: tuple[Contact, ...], said: tuple[Interaction, ...]) -> list[Contact]:
    """Everybody stored on the day of the first talk with them, organisations with their first member."""
    first: dict[int, str] = {}
    for talk in said:
        for number in talk.participants:
            first.setdefault(number, talk.created_at)
    for person in contacts:
        if person.organisation_id and person.id in first:
            earlier = first.get(person.organisation_id, first[person.id])
            first[person.organisation_id] = min(earlier, first[person.id])
    return [person._replace(created_at=first.get(person.id, "")) for person in contacts]


def _served(visitors: list[shop.Visitor], sold: tuple[Sale, ...]) -> Iterator[Contact]:
    """Everybody of the shop, stored with their first order."""
    first: dict[int, str] = {}
    for sale in sold:
        first.setdefault(sale.contact_id, sale.created_at)
    return (visitor.contact._replace(created_at=first[visitor.contact.id]) for visitor in visitors)

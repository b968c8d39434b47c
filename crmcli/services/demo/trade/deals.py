"""The products and deals of the sample business, with every step that each deal took."""

from collections.abc import Iterator
from typing import NamedTuple

from crmcli.core.records.deals import Deal, Move
from crmcli.core.records.offers import Product, Quote
from crmcli.core.records.sales import Line
from crmcli.core.values.text import fold
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade import deals_data, sales_data

EVENING = "19:00"
"""When what happened in the day is written down."""
EURO = "EUR"
TAX = 2100
"""Basis points, for customers at home; none abroad."""
_HELPER = "alex"
"""Who looks after what he passes on."""
_STAGES = {"f": 1, "l": 2, "c": 3, "n": 4, "p": 5, "W": 6}
_ENDS = {"W": "won", "L": "lost", "A": "abandoned"}
_REFERRED = ("recommendation", "friend")
_VALID = 15
"""Working days for which an offer holds."""


class Told(NamedTuple):
    """A deal, and what is known of it beside the record."""

    deal: Deal
    who: str
    sku: str
    paid: str
    """no or half, where not everything was paid."""


def products(chance: Chance, days: Days) -> dict[str, Product]:
    """Everything that is sold, by its code."""
    first = days.moment(days.at(-500), EVENING)
    found: dict[str, Product] = {}
    for sku, name, category, unit, price, cost in rows(deals_data.PRODUCTS):
        found[sku] = Product(
            id=len(found) + 1, uid=uid(chance), sku=sku, name=name, folded=fold(name), category=category, unit=unit,
            price_minor=int(price) * 100, cost_minor=int(cost) * 100 if cost else None, currency=EURO, tax=TAX,
            created_at=first,
        )  # fmt: skip
    return found


def deals(chance: Chance, cast: Cast, days: Days, actor: str) -> list[Told]:
    """Every deal, the first met first and numbered."""
    drawn = [_told(row, cast, days, actor) for table in _TABLES for row in rows(table)]
    drawn.sort(key=lambda told: (told.deal.opened_on, fold(told.deal.title)))
    customers: set[int | None] = set()
    made = []
    for at, told in enumerate(drawn, 1):
        buyer = told.deal.buyer_type or ("returning" if _customer(told.deal) in customers else "new")
        if told.deal.status == "won":
            customers.add(_customer(told.deal))
        made.append(told._replace(deal=told.deal._replace(id=at, uid=uid(chance), buyer_type=buyer)))
    return made


def quotes(chance: Chance, told: list[Told], days: Days, products: dict[str, Product]) -> Iterator[Quote]:
    """What was offered in writing, the oldest first; a second offer for a deal is a new version of the first."""
    by_title = {(one.who, one.deal.title): one for one in told}
    rowed = [(int(back), by_title[who, title], state) for who, title, back, state in rows(sales_data.QUOTES)]
    numbers: dict[int, tuple[str, int]] = {}
    counts: dict[int, int] = {}
    for at, (back, one, state) in enumerate(sorted(rowed, key=lambda row: -row[0]), 1):
        day, deal = days.at(-back), one.deal
        status, _space, decided = state.partition(" ")
        number, revision = numbers.get(deal.id, ("", 0))
        if not number:
            counts[day.year] = counts.get(day.year, 0) + 1
            number = f"Q-{day.year}-{counts[day.year]:04}"
        numbers[deal.id] = (number, revision + 1)
        product = products[one.sku]
        tax = TAX if deal.currency == EURO else 0
        yield Quote(
            id=at, uid=uid(chance), number=number, revision=revision + 1, deal_id=deal.id, contact_id=deal.contact_id,
            date=day.isoformat(), valid_until=days.at(_VALID - back).isoformat(), status=status,
            sent_on="" if status == "draft" else day.isoformat(),
            decided_on=days.at(-int(decided)).isoformat() if decided else "", currency=deal.currency,
            reason=deal.reason if decided else "", terms="50% now, 50% net 30",
            created_at=days.moment(day, EVENING),
            lines=(Line(product.id, deal.title, 1000, deal.amount_minor, product.cost_minor, 0, tax),),
        )  # fmt: skip


_TABLES = (deals_data.WON, deals_data.NOT_WON, deals_data.OPEN)


def _customer(deal: Deal) -> int | None:
    return deal.organisation_id or deal.contact_id


def _told(row: tuple[str, ...], cast: Cast, days: Days, actor: str) -> Told:
    who, title, priced, way, source, *known_words = row
    known = dict(pair.strip().split("=", 1) for pair in "; ".join(known_words).split(";") if "=" in pair)
    amount, *more = priced.split()
    person = cast.contacts[who]
    moves = tuple(_moves(way, days, _HELPER if who == _HELPER else actor, known.get("why", "")))
    first, last = moves[0], moves[-1]
    is_priced = amount != "-"
    expected = known.get("exp", "")
    deal = Deal(
        title=title,
        title_folded=fold(title),
        contact_id=person.id,
        organisation_id=person.organisation_id,
        stage_id=last.stage_id,
        status=last.status,
        amount_minor=int(amount) * 100 if is_priced else 0,
        currency="" if not is_priced else more[0] if len(more) > 1 else EURO,
        probability=int(known["p"]) if "p" in known else None,
        expected_close=days.at(int(expected)).isoformat() if expected else last.at,
        source=source,
        buyer_type="referred" if source in _REFERRED and len(moves) > 1 else "",
        needs=known.get("needs", ""),
        competitor=known.get("vs", ""),
        reason=known.get("why", ""),
        next_step=known.get("next", ""),
        note=known.get("note", ""),
        owner=_HELPER if who == _HELPER else actor,
        opened_on=first.at,
        stage_since=last.at if last.status in ("open", "won") else moves[-2].at,
        closed_on="" if last.status == "open" else last.at,
        created_at=days.moment(days.at(-int(way.split()[0][:-1])), EVENING),
        moves=moves,
    )
    return Told(deal, who, more[-1], known.get("paid", ""))


def _moves(way: str, days: Days, actor: str, why: str) -> Iterator[Move]:
    stage = 1
    for step in way.split():
        stage = _STAGES.get(step[-1], stage)
        status = _ENDS.get(step[-1], "open")
        at = days.at(-int(step[:-1])).isoformat()
        yield Move(stage, status, at, actor, "" if status == "open" else why)

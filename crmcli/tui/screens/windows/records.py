"""What a window tells of a record, by its kind: the same cards that `show` of each noun draws."""

from collections.abc import Callable
from typing import Any

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.agenda import AgendaItem
from crmcli.core.records.consents import Consent
from crmcli.core.records.deals import Deal
from crmcli.core.records.history import Entry
from crmcli.core.records.kinds import CHANNELS
from crmcli.core.records.money import Delivery, Invoice, Payment
from crmcli.core.records.offers import Quote
from crmcli.core.records.sales import Sale
from crmcli.core.records.support import Answer
from crmcli.services.activity import log, tasks
from crmcli.services.money import deliveries, invoice_documents, invoices, payments
from crmcli.services.people import consents
from crmcli.services.sales import deal_cards, deals, promotions, quotes, sale_lists
from crmcli.services.support import answers
from crmcli.services.workspace import Workspace
from crmcli.tui.screens.windows.window import Draw, labelled
from crmcli.view.activity import interaction_card, task_card
from crmcli.view.cards import of_columns
from crmcli.view.columns.column import Frame
from crmcli.view.columns.people.consents import CONSENT
from crmcli.view.people import answers as answer_cards
from crmcli.view.sales import deal_card, money_cards, sale_cards
from crmcli.view.words import _

Told = tuple[str, Draw]


def told(crm: Workspace, record: object, frame: Frame) -> Told | None:
    """The heading and what draws the lines of a record; None for what has no more to tell."""
    if isinstance(record, Entry | AgendaItem):
        if record.id is None:
            return None
        read = _READ.get("interaction" if record.kind in CHANNELS else record.kind)
        return told(crm, read(crm, record.id), frame) if read else None
    for kind, draw in _DRAW.items():
        if isinstance(record, kind):
            return draw(crm, record, frame)
    return None


def _interaction(_crm: Workspace, one: Interaction, frame: Frame) -> Told:
    return _card(interaction_card.interaction(one, frame))


def _task(_crm: Workspace, one: Task, frame: Frame) -> Told:
    return _card(task_card.task(one, frame))


def _deal(crm: Workspace, one: Deal, frame: Frame) -> Told:
    card = deal_cards.card(crm, one)
    return _("Deal"), lambda room: deal_card.draw(card, frame, room)


def _sale(_crm: Workspace, one: Sale, frame: Frame) -> Told:
    heading, _lines = sale_cards.sale(one, frame, 80)
    return heading, lambda room: labelled(sale_cards.sale(one, frame, room)[1])(room)


def _quote(crm: Workspace, one: Quote, frame: Frame) -> Told:
    whole, promotion = quotes.offered(crm, one), promotions.of_id(crm, one.promotion_id)

    def card(room: int) -> tuple[str, list[Any]]:
        return sale_cards.quote(one, whole.sums, promotion, whole.standing, frame, room)

    return card(80)[0], lambda room: labelled(card(room)[1])(room)


def _invoice(crm: Workspace, one: Invoice, frame: Frame) -> Told:
    whole = invoice_documents.whole(crm, f"id:{one.id}")
    return _card(money_cards.invoice(whole.invoice, whole.payments, frame))


def _payment(_crm: Workspace, one: Payment, frame: Frame) -> Told:
    return _card(money_cards.payment(one, frame))


def _delivery(_crm: Workspace, one: Delivery, frame: Frame) -> Told:
    return _card(money_cards.delivery(one, frame))


def _consent(_crm: Workspace, one: Consent, frame: Frame) -> Told:
    return _("Permission"), labelled(of_columns(one, CONSENT, frame))


def _answer(_crm: Workspace, one: Answer, frame: Frame) -> Told:
    return _card(answer_cards.card(one, frame))


def _card(card: tuple[str, list[Any]]) -> Told:
    heading, lines = card
    return heading, labelled(lines)


_READ: dict[str, Callable[[Workspace, int], object]] = {
    "interaction": log.get,
    "task": tasks.get,
    "deal": deals.get,
    "quote": quotes.get,
    "sale": sale_lists.get,
    "refund": sale_lists.get,
    "invoice": invoices.get,
    "discount": invoices.get,
    "payment": lambda crm, number: payments.pick(crm, f"id:{number}"),
    "delivery": deliveries.get,
    "consent": consents.get,
    "answer": answers.get,
}
_DRAW: dict[type, Callable[[Workspace, Any, Frame], Told]] = {
    Interaction: _interaction,
    Task: _task,
    Deal: _deal,
    Quote: _quote,
    Sale: _sale,
    Invoice: _invoice,
    Payment: _payment,
    Delivery: _delivery,
    Consent: _consent,
    Answer: _answer,
}

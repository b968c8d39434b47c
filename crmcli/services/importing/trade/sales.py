"""Rows that are sales: orders of a shop, or the deals of another program that were won."""

from crmcli.core.errors import CrmError, Invalid, NotFound
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import sales as rules
from crmcli.core.values import decimals
from crmcli.core.values.decimals import scaled
from crmcli.core.values.money import check_countable
from crmcli.core.values.text import fold
from crmcli.formats.drafts import Remark
from crmcli.formats.trade import kinds, programs
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.importing.trade.parties import Parties
from crmcli.services.importing.trade.rows import Choices
from crmcli.services.people import people
from crmcli.services.sales import deals, sale_lists, sales
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import external, products
from crmcli.store.reads.sales import sales as reads
from crmcli.store.unit import Unit

_TEXTS = {
    "number": "number", "channel": "channel", "owner": "seller", "source": "source", "campaign": "campaign",
    "reason": "reason", "note": "note",
}  # fmt: skip
_CANCELLED = frozenset({"cancelled", "canceled", "void", "voided", "anulada", "anulado", "cancelada", "cancelado"})
_UNSOLD = (*programs.LOST, *programs.OPEN, *programs.ABANDONED)
_ONE = 1000
"""Thousandths of one."""


class Sales:
    """One import of sales as it goes on."""

    kind = kinds.SALES

    def __init__(self, crm: Workspace, unit: Unit, parties: Parties, choices: Choices) -> None:  # noqa: ARG002 - as for all
        self._crm = crm
        self._unit = unit
        self._parties = parties
        self.remarks: dict[str, Remark] = {}

    def known(self, number: int) -> Sale:
        """The sale of this number, the trash included."""
        return sale_lists.get(self._crm, number)

    def name(self, record: Sale) -> str:
        """Its number, or who bought."""
        return record.number or record.contact or people.get(self._crm, record.contact_id).name

    def drafted(self, cells: Cells, own: str, before: Sale | None) -> Sale | None:
        """What a row makes of a sale; None for a deal that was not won."""
        if _is_unsold(cells):
            return None
        texts = {field: cells.text(name) for name, field in _TEXTS.items() if name in cells}
        if "title" in cells and "note" not in cells:
            texts["note"] = cells.text("title")
        sale = (before or Sale(seller=self._crm.settings.actor))._replace(external_id=own, **texts)  # type: ignore[arg-type]
        day = cells.past_day("date") or sale.date or self._crm.today.isoformat()
        sale = self._rated(cells, self._priced(cells, sale._replace(date=day)))
        sale = rules.settled(self._standing(cells, sale))
        if sale.number and (taken := [one for one in reads.by_number(self._unit.db, sale.number) if one != sale.id]):
            raise Invalid(
                "Sale {id} has the number {number} already.",
                id=taken[0],
                number=sale.number,
                hint="Give it another number, or leave it out.",
            )
        deal_id, buyer = self._deal(cells, sale)
        party = self._parties.of(cells)
        contact_id = party.contact_id or party.organisation_id or sale.contact_id or buyer
        if not contact_id:
            raise Invalid(
                "Who bought is missing.",
                hint='Fill the customer in, or say which column it is: --map "Column=contact".',
            )
        return sale._replace(contact_id=contact_id, deal_id=deal_id)

    def stored(self, after: Sale, before: Sale | None) -> int:
        """Store it; who bought for the first time is a customer from now on."""
        number = self._unit.save(after)
        if before is None:
            sales.becomes_customer(self._unit, people.get(self._crm, after.contact_id))
        return number

    def _priced(self, cells: Cells, sale: Sale) -> Sale:
        """The sale with the amounts of the row; Invalid where they do not add up."""
        first = cells.amount("total", sale.currency) or cells.amount("gross", sale.currency)
        if first is None:
            if not sale.id:
                raise Invalid(
                    "What it brought is missing.", hint='Fill it in, or say which column it is: --map "Column=total".'
                )
            currency = sale.currency
        else:
            currency = first.currency
        net, tax, gross = (cells.minor(name, currency) for name in ("total", "tax", "gross"))
        if gross is not None and net is not None and tax is not None and net + tax != gross:
            raise Invalid(
                "Net and tax are not the total.",
                hint="Put right which of the three is wrong, or leave one of them out.",
            )
        if net is None and gross is not None:
            net = gross - (tax or 0)
        if tax is None and gross is not None and net is not None:
            tax = gross - net
        net, tax = sale.net_minor if net is None else net, sale.tax_minor if tax is None else tax
        if net < 0 or tax < 0:
            raise Invalid(
                "Net and tax are not the total.",
                hint="Put right which of the three is wrong, or leave one of them out.",
            )
        check_countable(net + tax)
        if net < sale.refunded_minor:
            raise Invalid(
                "More was given back of it than that.", hint="Take a refund of it back first: `crm sale show`."
            )
        cost = cells.minor("cost", currency)
        after = sale._replace(
            net_minor=net, tax_minor=tax, currency=currency, cost_minor=sale.cost_minor if cost is None else cost
        )
        same = (after.net_minor, after.tax_minor, currency) == (sale.net_minor, sale.tax_minor, sale.currency)
        if "product" in cells:
            return after._replace(lines=(self._line(cells, after),))
        return after if same else after._replace(lines=())

    def _line(self, cells: Cells, sale: Sale) -> Line:
        """What was sold, as the one line of the sale."""
        name = cells.text("product")
        found = products.by_sku(self._unit.db, name) or products.by_name(self._unit.db, fold(name))
        quantity = _ONE
        if "quantity" in cells:
            count = scaled(cells.text("quantity"), 3)
            if not count:
                raise Invalid("{value} is not a quantity.", value=cells.text("quantity"), hint="As in 3 or 2.5.")
            quantity = count
        whole = sale.net_minor * _ONE
        if whole % quantity:  # no unit price gives the sum to the cent
            name, quantity = f"{name} x{cells.text('quantity')}", _ONE
        tax = (2 * sale.tax_minor * 10_000 + sale.net_minor) // (2 * sale.net_minor) if sale.net_minor else 0
        return Line(found[0].id if found else None, name, quantity, whole // quantity, None, 0, min(tax, 10_000))

    def _rated(self, cells: Cells, sale: Sale) -> Sale:
        """The sale with its rate of exchange; 0 is unknown."""
        if sale.currency == self._crm.settings.currency:
            return sale._replace(rate=decimals.EVEN)
        if "rate" in cells:
            return sale._replace(rate=decimals.rate(cells.text("rate")))
        return sale if sale.id and sale.rate != decimals.EVEN else sale._replace(rate=0)

    def _standing(self, cells: Cells, sale: Sale) -> Sale:
        if fold(cells.text("status")) in _CANCELLED and sale.status != "cancelled":
            return rules.cancelled(sale, max(sale.date, self._crm.today.isoformat()))
        return sale

    def _deal(self, cells: Cells, sale: Sale) -> tuple[int | None, int | None]:
        """The deal that it came of and whom that is with: named, or of the same number in the other program."""
        text = cells.text("deal")
        number = external.deal(self._unit.db, f"{cells.program or 'csv'}:{text}") if text else None
        if text and not number:
            try:
                number = deals.pick(self._crm, text, status=("won", "open")).id
            except NotFound as error:
                raise Invalid("There is no deal {text}.", text=text, hint="Import the deals first.") from error
            except CrmError:
                raise Invalid(
                    "{text} could be any of several deals.", text=text, hint="Name it by its number."
                ) from None
        if not number and cells.program in programs.STAGES:
            number = external.deal(self._unit.db, sale.external_id)
        if not number:
            return sale.deal_id, None
        deal = deals.get(self._crm, number)
        return number, deal.contact_id or deal.organisation_id


def _is_unsold(cells: Cells) -> bool:
    """Whether the row is a deal that is open or lost."""
    said, stage = fold(cells.text("status")), fold(cells.text("stage"))
    if said in programs.WON or (said and said not in _UNSOLD):
        return False
    return said in _UNSOLD or bool(stage and stage not in programs.WON)

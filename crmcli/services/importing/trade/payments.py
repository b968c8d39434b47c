"""Rows that are payments: spread over the invoices that they name, or over all that are open."""

import re

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Allocation, Invoice, Payment
from crmcli.core.rules.sales import allocating
from crmcli.core.rules.texts import block, line
from crmcli.core.values.money import Money
from crmcli.formats.drafts import Remark
from crmcli.formats.trade import kinds
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.importing.trade.parties import Parties
from crmcli.services.importing.trade.rows import Choices
from crmcli.services.money import invoices
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import external
from crmcli.store.reads.sales import invoices as invoice_reads
from crmcli.store.reads.sales import payments as reads
from crmcli.store.unit import Unit


class Payments:
    """One import of payments as it goes on."""

    kind = kinds.PAYMENTS

    def __init__(self, crm: Workspace, unit: Unit, parties: Parties, choices: Choices) -> None:
        self._crm = crm
        self._unit = unit
        self._parties = parties
        self._keep_credit = choices.keep_credit
        self.remarks: dict[str, Remark] = {}

    def known(self, number: int) -> Payment:
        """The payment of this number, the trash included."""
        return reads.by_ids(self._crm.db, [number])[0]

    def name(self, record: Payment) -> str:
        """Who paid."""
        return record.contact or people.get(self._crm, record.contact_id).name

    def drafted(self, cells: Cells, own: str, before: Payment | None) -> Payment:
        """What a row makes of a payment, spread anew where its amount, its day or its invoices changed."""
        payment = (before or Payment())._replace(external_id=own)
        named = self._named(cells)
        day = cells.past_day("date") or payment.date or self._crm.today.isoformat()
        given = cells.amount("amount", payment.currency or (named[0].currency if named else ""))
        if given is None and before is None:
            raise Invalid(
                "The amount of the payment is missing.",
                hint='Fill it in, or say which column it is: --map "Column=amount".',
            )
        given = given or Money(payment.amount_minor, payment.currency)
        if not given.minor:
            raise Invalid("A payment is of more than nothing.", hint="Put its amount right, or leave it out.")
        payment = payment._replace(
            date=day,
            amount_minor=given.minor,
            currency=given.currency,
            method=line("method", cells.text("method", payment.method)),
            note=block("note", cells.text("note", payment.note)),
        )
        wanted = {one.id for one in named}
        paid = {one.invoice_id for one in payment.allocations}
        is_same = before is not None and (before.amount_minor, before.currency, before.date) == (
            payment.amount_minor, payment.currency, payment.date,
        )  # fmt: skip
        if not (is_same and wanted <= paid):
            payment = payment._replace(allocations=())
        payer = self._payer(cells, payment, named)
        if before is not None and payer != before.contact_id:
            payment = payment._replace(allocations=() if not named else payment.allocations)
        payment = payment._replace(contact_id=payer)
        if before is None or (before.allocations and not payment.allocations):
            spread = named or (invoice_reads.by_ids(self._unit.db, sorted(paid)) if paid else [])
            payment = payment._replace(allocations=self._spread(payment, spread, before))
        return payment

    def stored(self, after: Payment, before: Payment | None) -> int:
        """Store it; the invoices that it paid and that it pays follow."""
        number = self._unit.save(after)
        paid = {one.invoice_id for one in (*after.allocations, *(before.allocations if before else ()))}
        invoices.settle(self._unit, sorted(paid))
        return number

    def _named(self, cells: Cells) -> list[Invoice]:
        """The invoices that a row names, by their numbers or those of the other program."""
        found = []
        for text in filter(None, map(str.strip, re.split(r"[;,]", cells.text("invoice")))):
            number = invoice_reads.by_number(self._unit.db, text) or external.invoice(
                self._unit.db, text if ":" in text else f"{cells.program or 'csv'}:{text}"
            )
            if number is None:
                raise Invalid("There is no invoice {text}.", text=text, hint="Import the invoices first.")
            invoice = invoices.get(self._crm, number)
            if invoice.status == "void":
                raise Invalid("Invoice {number} is void.", number=invoice.number, hint="Name another one, or none.")
            found.append(invoice)
        return found

    def _payer(self, cells: Cells, payment: Payment, named: list[Invoice]) -> int:
        if named:
            return named[0].contact_id
        party = self._parties.of(cells, may_add=self._keep_credit)
        if payment.contact_id and payment.contact_id in party:
            return payment.contact_id
        payer = party.contact_id or party.organisation_id or payment.contact_id
        if not payer:
            raise Invalid(
                "Say who paid, or which invoice.",
                hint='Fill one of them in, or say which column it is: --map "Column=contact".',
            )
        if party.organisation_id and not invoice_reads.owed_by(self._unit.db, payer, payment.currency):
            return party.organisation_id
        return payer

    def _spread(self, payment: Payment, named: list[Invoice], before: Payment | None) -> tuple[Allocation, ...]:
        """Which invoices it pays; Invalid for what nobody owes, unless it is to stay as credit."""
        for one in named:
            if one.currency != payment.currency:
                raise Invalid(
                    "Invoice {number} is in {own}, the payment in {currency}.",
                    number=one.number, own=one.currency, currency=payment.currency,
                    hint="Name an invoice in {currency}, or none.",
                )  # fmt: skip
        if named:
            owed = invoice_reads.owed_on(self._unit.db, [one.id for one in named])
        else:
            owed = invoice_reads.owed_by(self._unit.db, payment.contact_id, payment.currency)
        back = {one.invoice_id: one.amount_minor + one.discount_minor for one in (before.allocations if before else ())}
        owed = [one._replace(paid_minor=one.paid_minor - back.get(one.id, 0)) for one in owed]
        spread = allocating.allot(payment.amount_minor, owed, payment.date, keep_rest=self._keep_credit)
        if spread.rest_minor and not self._keep_credit:
            raise Invalid(
                "{given} is more than the {owed} that are owed.",
                given=Money(payment.amount_minor, payment.currency),
                owed=Money(allocating.needed(owed, payment.date, discounts=False), payment.currency),
                hint="--credit keeps the rest as credit.",
            )
        return spread.allocations

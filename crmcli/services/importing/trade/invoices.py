"""Rows that are invoices of an accounting system: they keep its numbers."""

from datetime import date

from crmcli.core.errors import Invalid
from crmcli.core.records.money import Instalment, Invoice
from crmcli.core.rules.sales import invoicing, terms
from crmcli.core.rules.texts import block, line
from crmcli.core.values.money import check_countable
from crmcli.core.values.text import fold
from crmcli.formats.drafts import Remark, remark
from crmcli.formats.trade import kinds
from crmcli.services.importing.trade.cells import Cells
from crmcli.services.importing.trade.parties import Parties
from crmcli.services.importing.trade.rows import Choices
from crmcli.services.money import invoices
from crmcli.services.people import people
from crmcli.services.sales import credit
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import external, payments
from crmcli.store.reads.sales import invoices as reads
from crmcli.store.reads.sales import sales as sale_reads
from crmcli.store.unit import Unit

_VOID = frozenset({"void", "voided", "cancelled", "canceled", "deleted", "anulada", "cancelada"})
_DRAFT = frozenset({"draft", "borrador"})
_PAID = frozenset({"paid", "pagada", "pagado", "cobrada", "cobrado"})


class Invoices:
    """One import of invoices as it goes on."""

    kind = kinds.INVOICES

    def __init__(self, crm: Workspace, unit: Unit, parties: Parties, choices: Choices) -> None:  # noqa: ARG002 - as for all
        self._crm = crm
        self._unit = unit
        self._parties = parties
        self._paid = 0
        self.remarks: dict[str, Remark] = {}

    def known(self, number: int) -> Invoice:
        """The invoice of this number, the trash included."""
        return invoices.get(self._crm, number)

    def name(self, record: Invoice) -> str:
        """Its number."""
        return record.number

    def drafted(self, cells: Cells, own: str, before: Invoice | None) -> Invoice | None:
        """What a row makes of an invoice; None for one that was only drafted."""
        status = fold(cells.text("status"))
        if status in _DRAFT:
            return None
        self._note_paid(status)
        number = line("number", cells.text("number", before.number if before else cells.text("external_id")))
        if not number:
            raise Invalid(
                "The number of the invoice is missing.",
                hint='Fill it in, or say which column it is: --map "Column=number".',
            )
        taken = reads.by_number(self._unit.db, number)
        if taken and (before is None or taken != before.id):
            raise Invalid(
                "There is an invoice {number} already, of another origin.",
                number=number,
                hint="Give it another number, or leave it out.",
            )
        invoice = (before or Invoice())._replace(external_id=own, number=number)
        invoice = invoice._replace(date=cells.day("date") or invoice.date)
        if not invoice.date:
            raise Invalid(
                "The day of the invoice is missing.", hint='Fill it in, or say which column it is: --map "Column=date".'
            )
        if "note" in cells:
            invoice = invoice._replace(note=block("note", cells.text("note")))
        invoice = self._promised(cells, self._priced(cells, invoice))
        invoice = self._standing(status, invoice)
        sale_id = self._sale(cells) or invoice.sale_id
        party = self._parties.of(cells)
        names_company = "company" in cells or "company_id" in cells
        contact_id = (party.organisation_id if names_company else None) or party.contact_id or party.organisation_id
        contact_id = contact_id or invoice.contact_id
        if not contact_id:
            raise Invalid(
                "Say whom the invoice is for.",
                hint='Fill the customer in, or say which column it is: --map "Column=contact".',
            )
        if contact_id != invoice.contact_id:
            profile = credit.profile(self._crm, contact_id)
            bill_to = invoicing.bill_to(people.get(self._crm, contact_id), profile)
            invoice = invoice._replace(contact_id=contact_id, bill_to=bill_to)
        return invoice._replace(sale_id=sale_id)

    def stored(self, after: Invoice, before: Invoice | None) -> int:
        """Store it; what it knows of its payments follows."""
        number = self._unit.save(after)
        if before is not None and (before.total_minor, before.status) != (after.total_minor, after.status):
            invoices.settle(self._unit, [number])
        return number

    def _priced(self, cells: Cells, invoice: Invoice) -> Invoice:
        """The invoice with the amounts of the row; Invalid where net and tax are not the total."""
        first = cells.amount("total", invoice.currency) or cells.amount("net", invoice.currency)
        if first is None and not invoice.id:
            raise Invalid(
                "The amount of the invoice is missing.",
                hint='Fill it in, or say which column it is: --map "Column=total".',
            )
        currency = first.currency if first else invoice.currency
        net, tax, total = (cells.minor(name, currency) for name in ("net", "tax", "total"))
        if total is None:
            total = invoice.total_minor if net is None else net + (tax or 0)
        if net is None:
            net = total - (tax or 0) if (tax is not None or total != invoice.total_minor) else invoice.net_minor
        if tax is None:
            tax = total - net
        if net + tax != total or tax < 0 or net < 0:
            raise Invalid(
                "Net and tax are not the total.",
                hint="Put right which of the three is wrong, or leave one of them out.",
            )
        if not total:
            raise Invalid("An invoice is for more than nothing.", hint="Put its amount right, or leave it out.")
        check_countable(total)
        if total < invoice.paid_minor or (invoice.paid_minor and currency != invoice.currency):
            raise Invalid(
                "More than that was paid on invoice {number} already.",
                number=invoice.number,
                hint="Take payments of it out first: `crm payment list`.",
            )
        same = (net, tax, currency) == (invoice.net_minor, invoice.tax_minor, invoice.currency)
        lines = invoice.lines if same and "text" not in cells else invoicing.line_of_sums(net, tax, cells.text("text"))
        return invoice._replace(net_minor=net, tax_minor=tax, total_minor=total, currency=currency, lines=lines)

    def _promised(self, cells: Cells, invoice: Invoice) -> Invoice:
        """The invoice with what is due when: on its own day, by its terms, or as it was."""
        on, due = date.fromisoformat(invoice.date), cells.day("due")
        if due and due < invoice.date:
            raise Invalid("It is due before its own day.", hint="Put one of the two days right.")
        if due:
            days = (date.fromisoformat(due) - on).days
            said = f"net {days}" if days else "now"
            return invoice._replace(terms=said, instalments=(Instalment(due, invoice.total_minor),), discounts=())
        known = sum(one.amount_minor for one in invoice.instalments)
        if known == invoice.total_minor and "terms" not in cells:
            return invoice
        promised = terms.parse(cells.text("terms", invoice.terms or invoices.UNSAID_TERMS))
        return invoice._replace(
            terms=promised.text(),
            instalments=terms.instalments(promised, invoice.total_minor, on),
            discounts=tuple(one for one in terms.discounts(promised, invoice.total_minor, on) if one.amount_minor),
        )

    def _standing(self, status: str, invoice: Invoice) -> Invoice:
        if status not in _VOID or invoice.status == "void":
            return invoice
        if invoice.id and payments.of_invoice(self._unit.db, invoice.id):
            raise Invalid(
                "Invoice {number} is paid, in whole or in part.",
                number=invoice.number,
                hint="Take its payments out first: `crm payment list`.",
            )
        day = max(self._crm.today.isoformat(), invoice.date)
        return invoice._replace(status="void", voided_on=day, settled_on=day)

    def _sale(self, cells: Cells) -> int | None:
        text = cells.text("sale")
        if not text:
            return None
        found = external.sale(self._unit.db, text if ":" in text else f"{cells.program or 'csv'}:{text}")
        numbered = sale_reads.by_number(self._unit.db, text)
        return found or (numbered[0] if numbered else None)

    def _note_paid(self, status: str) -> None:
        if status in _PAID:
            self._paid += 1
            self.remarks["paid"] = remark(
                "Invoices that the file calls paid: {count}. `crm import payments` says when and how.", count=self._paid
            )

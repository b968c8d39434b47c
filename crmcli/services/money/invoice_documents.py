"""The invoice as a paper for the client: what stands on it, and the file."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from crmcli.core.records.money import Invoice, Payment
from crmcli.core.rules.sales import lines as arithmetic
from crmcli.core.rules.texts import one_of
from crmcli.core.values.decimals import plain
from crmcli.services import files
from crmcli.services.money import invoices
from crmcli.services.people import people
from crmcli.services.sales.quote_documents import issuer, outline_of, spoken, totals
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import payments as payment_reads
from crmcli.view import dates
from crmcli.view.money import told
from crmcli.view.sales import documents
from crmcli.view.sales.documents import Document, Row
from crmcli.view.wording import payment_terms
from crmcli.view.words import _


class Whole(NamedTuple):
    """An invoice and the payments that pay it."""

    invoice: Invoice
    payments: tuple[Payment, ...]


def whole(crm: Workspace, reference: str) -> Whole:
    """The invoice that is meant, with its payments, the oldest first."""
    invoice = invoices.pick(crm, reference)
    return Whole(invoice, tuple(payment_reads.by_ids(crm.db, payment_reads.of_invoice(crm.db, invoice.id))))


def text(crm: Workspace, invoice: Invoice, shape: str, *, language: str = "", template: str = "") -> str:
    """The paper as md, html or txt, with the billing profile as it was on the day; in a language, or else in the
    customer's where the program speaks it; in a template of the user's where one is named.
    """
    one_of("format", shape, documents.FORMATS)
    outline = outline_of(template)
    with spoken(language, people.get(crm, invoice.contact_id)):
        return documents.write(paper(crm, invoice), shape, outline)


def write(path: Path, content: str, *, force: bool = False) -> None:
    """Put the paper in its place in one step, readable by its owner alone."""
    with files.new(path, force=force) as file:
        file.write(content.encode())


def paper(crm: Workspace, invoice: Invoice) -> Document:
    """What stands on an invoice; the same today and in ten years."""
    due = {one.due for one in invoice.instalments}
    facts = [(_("Date"), _day(invoice.date))]
    if len(due) == 1:
        facts.append((_("Due"), _day(min(due))))
    if invoice.voided_on:
        facts.append((_("Void since"), _day(invoice.voided_on)))
    return Document(
        title=_("Invoice {number}").format(number=invoice.number),
        version=_("VOID") if invoice.status == "void" else "",
        issuer=issuer(crm),
        recipient=tuple(invoice.bill_to.splitlines()),
        facts=(*facts, (_("Terms"), payment_terms.told(invoice.terms))),
        rows=_rows(invoice),
        sums=tuple(totals(arithmetic.sums(invoice.lines), invoice.currency)),
        notes=tuple((heading, told) for heading, told in _notes(crm, invoice) if told),
    )


def _rows(invoice: Invoice) -> tuple[Row, ...]:
    sums = arithmetic.sums(invoice.lines)
    several = len(sums.rates) > 1
    return tuple(
        Row(
            one.text or _("Goods and services"),
            plain(one.quantity, 3) if one.quantity != 1000 else "",
            told(one.unit_minor, invoice.currency) if one.quantity != 1000 or one.discount else "",
            f"{plain(one.discount, 2)} %" if one.discount else "",
            f"{plain(one.tax, 2)} %" if several else "",
            told(amount, invoice.currency),
        )
        for one, amount in zip(invoice.lines, sums.lines, strict=True)
    )


def _notes(crm: Workspace, invoice: Invoice) -> tuple[tuple[str, str], ...]:
    early = [
        _("{amount} if paid by {day}").format(
            amount=told(invoice.total_minor - one.amount_minor, invoice.currency), day=_day(one.until)
        )
        for one in invoice.discounts
    ]
    parts = [
        _("{amount} by {day}").format(amount=told(one.amount_minor, invoice.currency), day=_day(one.due))
        for one in invoice.instalments
    ]
    return (
        (_("Payment"), "\n".join(filter(None, (*early, *parts, crm.settings.business_bank)))),
        (_("Note"), invoice.note),
    )


def _day(stored: str) -> str:
    return dates.long(date.fromisoformat(stored)).partition(" ")[2]

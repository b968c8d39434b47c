"""Invoices: drawing them up from a billing profile, finding the one that is meant, declaring them void."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused, Usage
from crmcli.core.records.money import Billing, Invoice, Payment
from crmcli.core.records.owed import Exposure
from crmcli.core.records.sales import Line, Sale
from crmcli.core.rules.sales import invoicing, terms
from crmcli.core.rules.texts import line
from crmcli.core.values import money
from crmcli.core.values.decimals import per_cent
from crmcli.services.people import people
from crmcli.services.sales import credit, sale_lists, typed
from crmcli.services.sales import lines as typed_lines
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices as reads
from crmcli.store.reads.sales import payments as payment_reads
from crmcli.store.unit import Unit
from crmcli.view.words import _

UNSAID_TERMS = "net 30"
"""The terms of those who agreed none."""


class Asked(NamedTuple):
    """What was typed for a new invoice."""

    amount: str = ""
    lines: Sequence[str] = ()
    sale: str = ""
    text: str = ""
    tax: str = ""
    is_gross: bool = False
    """Whether the amount holds the tax already."""
    terms: str = ""
    currency: str = ""
    day: str = ""
    note: str = ""


class Drawn(NamedTuple):
    """An invoice that was written, and what to say with it."""

    invoice: Invoice
    passed: Exposure | None
    """Where it passes the customer's credit limit."""
    credit_minor: int
    """What the customer has paid in its currency and no invoice has taken."""
    has_profile: bool


def new(crm: Workspace, reference: str, asked: Asked) -> Drawn:
    """Draw up an invoice for somebody or for a sale, with the stored billing profile and the next number."""
    if sum(map(bool, (asked.amount, asked.lines, asked.sale))) != 1:
        raise Usage(
            "Say what the invoice is for, once: --amount, --line or --sale.",
            hint="As in: crm invoice new 17 --amount 55.",
        )
    with crm.writing("invoice new") as unit:
        sale = _sale(crm, asked.sale) if asked.sale else None
        contact_id = _customer(crm, reference, sale)
        contact, profile = people.get(crm, contact_id), credit.profile(crm, contact_id)
        draft = Invoice(
            contact_id=contact_id,
            sale_id=sale.id if sale else None,
            date=typed.day(crm, asked.day, forward=False) if asked.day else crm.today.isoformat(),
            bill_to=invoicing.bill_to(contact, profile),
            note=asked.note,
        )
        draft, lines = _lines(crm, draft, profile, asked, sale)
        promised = terms.parse(asked.terms or profile.terms or (sale.terms if sale else "") or UNSAID_TERMS)
        invoice = invoicing.drawn_up(draft, lines, promised)
        year = invoice.date[:4]
        number = unit.save(
            invoice._replace(number=invoicing.number(year, reads.next_in_year(unit.db, year)), terms=promised.text())
        )
        kept = payment_reads.with_credit(unit.db, contact_id, invoice.currency)
        return Drawn(
            get(crm, number),
            credit.passed(crm, contact_id),
            sum(map(unallocated, payment_reads.by_ids(unit.db, kept))),
            bool(profile.id),
        )


def unallocated(payment: Payment) -> int:
    """What of a payment is on no invoice."""
    return payment.amount_minor - sum(one.amount_minor for one in payment.allocations)


def get(crm: Workspace, invoice_id: int) -> Invoice:
    """An invoice, whole."""
    found = reads.one(crm.db, invoice_id)
    if found is None:
        raise NotFound("There is no invoice {id}.", id=invoice_id, hint="`crm invoice list` shows them.")
    return found


def pick(crm: Workspace, text: str) -> Invoice:
    """The invoice that is meant: by number (2026-0001), by id, or by the beginning of its uid."""
    wanted = text.strip().removeprefix("#")
    found = reads.by_number(crm.db, wanted)
    reference = references.read(text)
    if found is None and reference.id and reads.by_ids(crm.db, [reference.id]):
        found = reference.id
    if found is None and reference.uid:
        several = reads.by_uid(crm.db, reference.uid)
        if len(several) > 1:
            numbers = tuple(f"{one.number:>12}  {one.contact}" for one in reads.by_ids(crm.db, several))
            raise Ambiguous(
                "{text} could be any of {count}.", text=text, count=len(several), candidates=numbers,
                hint="Take the number, as in 2026-0001.",
            )  # fmt: skip
        found = several[0] if several else None
    if found is None:
        raise NotFound("There is no invoice {text}.", text=text, hint="`crm invoice list` shows them.", noun="invoice")
    return get(crm, found)


def void(crm: Workspace, reference: str, *, reason: str = "", keep_credit: bool = False) -> Invoice:
    """Declare an invoice void; it keeps its number. What was paid on it becomes the customer's credit when told to."""
    with crm.writing("invoice void") as unit:
        invoice = pick(crm, reference)
        if invoice.status == "void":
            raise Refused(
                "Invoice {number} is void since {day}.", number=invoice.number, day=invoice.voided_on,
                hint="It keeps its number; `crm invoice new` draws up another.",
            )  # fmt: skip
        paying = payment_reads.of_invoice(unit.db, invoice.id)
        if paying and not keep_credit:
            raise Refused(
                "Invoice {number} is paid, in whole or in part.", number=invoice.number, id=paying[0],
                hint="--credit keeps what was paid as the customer's credit; `crm payment delete {id}` takes it out.",
            )  # fmt: skip
        for payment in payment_reads.by_ids(unit.db, paying):
            left = tuple(one for one in payment.allocations if one.invoice_id != invoice.id)
            unit.save(payment._replace(allocations=left))
        today = max(crm.today.isoformat(), invoice.date)
        note = "\n".join(filter(None, (invoice.note, line("reason", reason))))
        unit.save(invoice._replace(status="void", voided_on=today, settled_on=today, paid_minor=0, note=note))
        return get(crm, invoice.id)


def settle(unit: Unit, invoice_ids: Sequence[int]) -> None:
    """Bring what invoices know of their payments up to date, as a part of the same change."""
    for invoice in reads.by_ids(unit.db, invoice_ids):
        paid = payment_reads.paid(unit.db, invoice.id)
        settled_on = paid.last if paid.amount_minor >= invoice.total_minor else ""
        unit.save(
            invoice._replace(
                paid_minor=paid.amount_minor, settled_on=invoice.voided_on if invoice.status == "void" else settled_on
            )
        )


def _customer(crm: Workspace, reference: str, sale: Sale | None) -> int:
    if not reference:
        if sale is None:
            raise Usage("Say whom the invoice is for.", hint="As in: crm invoice new 17 --amount 55.")
        return sale.contact_id
    contact_id = people.pick(crm, reference, sure=True)
    if (person := people.get(crm, contact_id)).trashed_at:
        raise Refused(
            "{name} is in the trash.", name=person.name, id=person.id, hint="`crm contact restore {id}` brings it back."
        )
    if (
        sale is not None
        and sale.contact_id != contact_id
        and person.id != people.get(crm, sale.contact_id).organisation_id
    ):
        raise Refused(
            "Sale {sale} was made to {name}.", sale=sale.number or sale.id, name=sale.contact,
            hint="Leave the name away, or name another sale.",
        )  # fmt: skip
    return contact_id


def _sale(crm: Workspace, text: str) -> Sale:
    sale = sale_lists.pick(crm, text)
    if sale.cancelled_on or sale.trashed_at:
        raise Refused("Sale {sale} was cancelled.", sale=sale.number or sale.id, hint="Name another sale.")
    billed = reads.of_sale(crm.db, sale.id)
    if billed:
        raise Refused(
            "Sale {sale} is on invoice {number}.", sale=sale.number or sale.id, number=get(crm, billed[0]).number,
            hint="`crm invoice show {number}` shows it; `crm invoice void {number}` takes it back.",
        )  # fmt: skip
    return sale


def _lines(
    crm: Workspace, draft: Invoice, profile: Billing, asked: Asked, sale: Sale | None
) -> tuple[Invoice, Sequence[Line]]:
    """The draft in its currency, and its lines."""
    if sale is not None:
        if asked.currency and money.known_currency(asked.currency) != sale.currency:
            raise Invalid("The sale is in {currency}.", currency=sale.currency, hint="Leave --currency away.")
        if asked.tax or asked.is_gross:
            raise Usage(
                "Sale {sale} says its tax itself.", sale=sale.number or sale.id, id=sale.id,
                hint="`crm sale edit {id} --tax 21%` changes it.",
            )  # fmt: skip
        usual = (profile.tax, typed.default_tax(crm))
        lines = sale.lines or invoicing.line_of(sale, asked.text, usual)
        return draft._replace(currency=sale.currency), invoicing.less_refunds(lines, sale, _("Given back"))
    tax = per_cent(asked.tax) if asked.tax else profile.tax
    if asked.lines:
        read = typed_lines.read(crm, asked.lines, currency=asked.currency or profile.currency, tax=tax)
        return draft._replace(currency=read.currency), read.lines
    currency = money.known_currency(asked.currency) if asked.currency else profile.currency or crm.settings.currency
    given = money.parse(asked.amount, currency)
    if asked.currency and given.currency != currency:
        raise Invalid(
            "{value} is in {other}, not in {currency}.", value=asked.amount, other=given.currency, currency=currency,
            hint="Leave --currency away, or the other.",
        )  # fmt: skip
    rate = typed.default_tax(crm) if tax is None else tax
    text = line("text", asked.text)
    whole = invoicing.lines_of_total(given.minor, rate, text, _("Rounding")) if asked.is_gross else ()
    return draft._replace(currency=given.currency), whole or (Line(None, text, unit_minor=given.minor, tax=rate),)

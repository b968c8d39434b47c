"""Payments: taking money in, spreading it over invoices, giving it back."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused, Usage
from crmcli.core.records.money import Allocation, Invoice, Payment
from crmcli.core.records.owed import Owed
from crmcli.core.rules.sales import allocating
from crmcli.core.rules.sales.allocating import Allotted
from crmcli.core.rules.texts import block, line
from crmcli.core.values import money
from crmcli.core.values.money import Money
from crmcli.services.money import invoices
from crmcli.services.people import people
from crmcli.services.sales import credit, listing, typed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import invoices as invoice_reads
from crmcli.store.reads.sales import payments as reads
from crmcli.store.unit import Unit


class Asked(NamedTuple):
    """What was typed for a new payment."""

    amount: str = ""
    invoices: Sequence[str] = ()
    day: str = ""
    method: str = ""
    note: str = ""
    keep_credit: bool = False
    """Whether what no invoice takes stays as the customer's credit."""
    discounts: bool = True
    """Whether discounts for early payment are taken."""


class Taken(NamedTuple):
    """A payment, and the invoices that it pays as they are now."""

    payment: Payment
    invoices: tuple[Invoice, ...]

    @property
    def credit_minor(self) -> int:
        """What no invoice has taken."""
        return invoices.unallocated(self.payment)


def add(crm: Workspace, reference: str, asked: Asked) -> Taken:
    """Take a payment in and spread it over the invoices that are named, or over all that are open, oldest due first."""
    with crm.writing("payment add") as unit:
        named = _named(crm, asked.invoices)
        contact_id = _payer(crm, reference, named)
        profile = credit.profile(crm, contact_id)
        usual = named[0].currency if named else profile.currency or crm.settings.currency
        on = typed.past_day(crm, asked.day or None)
        given = money.parse(asked.amount, usual) if asked.amount else None
        owed = _owed(unit, contact_id, named, given.currency if given else usual)
        given = given or Money(allocating.needed(owed, on, discounts=asked.discounts), usual)
        if not given.minor:
            if not asked.amount:
                raise Usage(
                    "--amount is missing: nothing is owed.", hint="As in: crm payment add 17 --amount 55 --credit."
                )
            raise Invalid("A payment is of more than nothing.", hint="As in: crm payment add 17 --amount 55.")
        spread = allocating.allot(
            given.minor, owed, on, discounts=asked.discounts, keep_rest=asked.keep_credit
        )  # fmt: skip
        if spread.rest_minor and not asked.keep_credit:
            raise _too_much(crm, contact_id, given, owed, on, asked)
        draft = Payment(
            contact_id=contact_id,
            date=on,
            amount_minor=given.minor,
            currency=given.currency,
            method=line("method", asked.method) or profile.method,
            note=block("note", asked.note),
            allocations=spread.allocations,
        )
        number = unit.save(draft)
        return _written(crm, unit, number, spread)


def allocate(crm: Workspace, reference: str, named: Sequence[str] = (), *, discounts: bool = True) -> Taken:
    """Spread what is left of a payment over the invoices that are named, or over all that are open."""
    with crm.writing("payment allocate") as unit:
        payment = pick(crm, reference)
        rest = invoices.unallocated(payment)
        if payment.trashed_at or not rest:
            raise Refused(
                "Payment {id} is in the trash." if payment.trashed_at else "Nothing is left of payment {id}.",
                id=payment.id,
                hint="`crm payment list` shows what each one pays.",
            )
        owed = _owed(unit, payment.contact_id, _named(crm, named), payment.currency)
        today = max(crm.today.isoformat(), payment.date)
        spread = allocating.allot(rest, owed, payment.date, day=today, discounts=discounts, keep_rest=True)
        if not spread.allocations:
            raise Refused(
                "{name} owes nothing in {currency}.", name=payment.contact, currency=payment.currency,
                hint="It stays their credit until there is an invoice.",
            )  # fmt: skip
        unit.save(payment._replace(allocations=_merged(payment.allocations, spread.allocations)))
        return _written(crm, unit, payment.id, spread)


def delete(crm: Workspace, targets: Sequence[str]) -> list[Payment]:
    """Move payments to the trash; what they paid is owed again."""
    with crm.writing("payment delete") as unit:
        chosen = {payment.id: payment for payment in (pick(crm, text) for text in targets)}
        for payment in chosen.values():
            if payment.trashed_at:
                raise Refused("Payment {id} is in the trash.", id=payment.id, hint="`crm undo` brings it back.")
            unit.save(payment._replace(trashed_at=unit.now, allocations=()))
            invoices.settle(unit, [one.invoice_id for one in payment.allocations])
        return list(chosen.values())


def listed(
    crm: Workspace, reference: str = "", *, query: str = "", since: str = "", until: str = "", limit: int | None = None
) -> list[Payment]:
    """Payments, of somebody, of those whom a query picks, or of all, the newest first."""
    contact_id = people.pick(crm, reference) if reference else None
    first = typed.day(crm, since, forward=False) if since else ""
    last = typed.day(crm, until, forward=False) if until else ""
    return reads.by_ids(crm.db, reads.listed(crm.db, contact_id, first, last, limit, listing.people(crm, query)))


def pick(crm: Workspace, text: str) -> Payment:
    """The payment that is meant: by number or by the beginning of its uid."""
    reference = references.read(text)
    found = reads.by_ids(crm.db, [reference.id]) if reference.id else []
    if not found and reference.uid:
        found = reads.by_ids(crm.db, reads.by_uid(crm.db, reference.uid))
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.", text=text, count=len(found),
            candidates=tuple(f"{one.id:>6}  {one.date}  {one.contact}" for one in found), hint="Take the number.",
        )  # fmt: skip
    if not found:
        raise NotFound("There is no payment {text}.", text=text, hint="`crm payment list` shows them.", noun="payment")
    return found[0]


def _named(crm: Workspace, texts: Sequence[str]) -> list[Invoice]:
    found = {invoice.id: invoice for invoice in (invoices.pick(crm, text) for text in texts)}
    for invoice in found.values():
        if invoice.status == "void":
            raise Refused(
                "Invoice {number} is void.", number=invoice.number, hint="`crm invoice list` shows what is open."
            )
        if invoice.settled_on:
            raise Refused(
                "Invoice {number} is paid since {day}.", number=invoice.number, day=invoice.settled_on,
                hint="`crm invoice show {number}` shows how.",
            )  # fmt: skip
    return list(found.values())


def _payer(crm: Workspace, reference: str, named: Sequence[Invoice]) -> int:
    if reference:
        return people.pick(crm, reference, sure=True)
    if not named:
        raise Usage("Say who paid, or which invoice.", hint="As in: crm payment add 17 --amount 55.")
    return named[0].contact_id


def _owed(unit: Unit, contact_id: int, named: Sequence[Invoice], currency: str) -> list[Owed]:
    if not named:
        return invoice_reads.owed_by(unit.db, contact_id, currency)
    for invoice in named:
        if invoice.currency != currency:
            raise Refused(
                "Invoice {number} is in {own}, the payment in {currency}.",
                number=invoice.number, own=invoice.currency, currency=currency,
                hint="Unlike currencies are never added: say what was paid in {own}.",
            )  # fmt: skip
    return invoice_reads.owed_on(unit.db, [invoice.id for invoice in named])


def _too_much(crm: Workspace, contact_id: int, given: Money, owed: Sequence[Owed], on: str, asked: Asked) -> Refused:
    name = people.get(crm, contact_id).name
    if not owed:
        return Refused(
            "{name} owes nothing in {currency}.", name=name, currency=given.currency,
            hint="--credit keeps it as their credit; `crm invoice new {id}` draws up an invoice.", id=contact_id,
        )  # fmt: skip
    needed = allocating.needed(owed, on, discounts=False)
    return Refused(
        "{given} is more than the {owed} that are owed."
        if asked.invoices
        else "{given} is more than {name} owes: {owed}.",
        given=given,
        owed=Money(needed, given.currency),
        name=name,
        hint="--credit keeps the rest as their credit.",
    )


def _merged(before: Sequence[Allocation], more: Sequence[Allocation]) -> tuple[Allocation, ...]:
    """Allocations, those of the same invoice and day made one."""
    found: dict[tuple[int, str], Allocation] = {}
    for one in (*before, *more):
        key = (one.invoice_id, one.date)
        had = found.get(key)
        found[key] = one if had is None else had._replace(
            amount_minor=had.amount_minor + one.amount_minor, discount_minor=had.discount_minor + one.discount_minor
        )  # fmt: skip
    return tuple(found.values())


def _written(crm: Workspace, unit: Unit, payment_id: int, spread: Allotted) -> Taken:
    paid = [one.invoice_id for one in spread.allocations]
    invoices.settle(unit, paid)
    return Taken(reads.by_ids(crm.db, [payment_id])[0], tuple(invoice_reads.by_ids(crm.db, paid)))

"""A quote as the paper that the customer gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from crmcli.core.errors import Invalid, NotFound, Usage
from crmcli.core.records.contact import Contact
from crmcli.core.records.money import Billing
from crmcli.core.rules.sales.lines import Sums
from crmcli.services.people import people
from crmcli.services.sales import promotions
from crmcli.services.sales.quotes import Offered
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import quotes as reads
from crmcli.view import dates, words
from crmcli.view.cards import address_line
from crmcli.view.columns.sales.amounts import per_cent, quantity
from crmcli.view.money import told
from crmcli.view.sales import documents
from crmcli.view.sales.documents import Document, Row
from crmcli.view.wording import payment_terms
from crmcli.view.words import _

LARGEST_TEMPLATE = 1_000_000
"""Bytes."""


def write(crm: Workspace, offered: Offered, shape: str, *, language: str = "", template: str = "") -> str:
    """The quote as md, html or txt, in a language or else in the customer's where the program speaks it.

    `template` is a file in which `$title`, `$lines` and the like stand for the parts of the document.
    """
    if shape not in documents.FORMATS:
        raise Usage(
            "There is no format {format}.",
            format=shape,
            formats=", ".join(documents.FORMATS),
            hint="Formats: {formats}.",
        )
    quote = offered.quote
    customer = people.get(crm, quote.contact_id) if quote.contact_id else Contact()
    outline = outline_of(template)
    with spoken(language, customer):
        return documents.write(_paper(crm, offered, customer), shape, outline)


@contextmanager
def spoken(language: str, customer: Contact) -> Iterator[None]:
    """Words in a language, or else in the customer's where the program speaks it."""
    if language and language not in words.LANGUAGES:
        raise Usage("There is no language {language}.", language=language, hint="Languages: en, es.")
    before, wanted = words.language(), language or customer.language[:2].lower()
    words.speak(wanted if wanted in words.LANGUAGES else before)
    try:
        yield
    finally:
        words.speak(before)


def outline_of(template: str) -> str:
    """What stands in a template's file; nothing for no file."""
    if not template:
        return ""
    try:
        with Path(template).open("rb") as file:
            content = file.read(LARGEST_TEMPLATE + 1)
        if len(content) > LARGEST_TEMPLATE:
            raise Invalid("{path} is too large for a template.", path=template, hint="A megabyte is the most.")
        return content.decode()
    except FileNotFoundError as error:
        raise NotFound("There is no file {path}.", path=template, hint="Check the name of the template.") from error
    except (OSError, ValueError) as error:
        raise Invalid("{path} cannot be read as text.", path=template, hint="Templates are text in UTF-8.") from error


def issuer(crm: Workspace) -> tuple[str, ...]:
    """Who writes: the business of the settings, a line each."""
    settings = crm.settings
    tax = f"{_('Tax number')} {settings.business_tax_id}" if settings.business_tax_id else ""
    lines = (
        settings.business_name or settings.actor,
        tax,
        *address(settings.business_address),
        settings.business_email,
        settings.business_phone,
    )
    return tuple(filter(None, lines))


def recipient(crm: Workspace, customer: Contact) -> tuple[str, ...]:
    """Whom it is for: the billing profile where there is one, else the contact."""
    billing = reads.billing_of(crm.db, customer.id) or Billing()
    name = billing.legal_name or customer.organisation or customer.name
    attention = customer.name if name != customer.name and not billing.legal_name else ""
    own = address_line(customer.addresses[0]) if customer.addresses else ""
    tax = f"{_('Tax number')} {billing.tax_id}" if billing.tax_id else ""
    email = billing.email or (customer.emails[0].value if customer.emails else "")
    return tuple(filter(None, (name, attention, tax, *address(billing.address or own), email)))


def address(text: str) -> tuple[str, ...]:
    """An address line by line; a semicolon begins one."""
    return tuple(part.strip() for line in text.splitlines() for part in line.split(";") if part.strip())


def _paper(crm: Workspace, offered: Offered, customer: Contact) -> Document:
    quote, sums = offered.quote, offered.sums
    code = quote.currency
    facts = [(_("Date"), _day(quote.date)), (_("Valid until"), _day(quote.valid_until))]
    notes = [
        (_("Terms"), payment_terms.told(quote.terms)),
        (_("Note"), quote.note),
        (_("Payment"), crm.settings.business_bank),
    ]
    return Document(
        title=_("Quote {number}").format(number=quote.number),
        version=_("version {revision}").format(revision=quote.revision) if quote.revision > 1 else "",
        issuer=issuer(crm),
        recipient=recipient(crm, customer) or ("-",),
        facts=tuple(fact for fact in facts if fact[1]),
        rows=tuple(
            Row(
                line.text,
                quantity(line.quantity),
                told(line.unit_minor, code),
                per_cent(line.discount),
                per_cent(line.tax),
                told(net, code),
            )
            for line, net in zip(quote.lines, sums.lines, strict=True)
        ),
        sums=(*_reductions(crm, offered), *totals(sums, code)),
        notes=tuple(note for note in notes if note[1]),
    )


def totals(sums: Sums, currency: str) -> list[tuple[str, str]]:
    """Net, tax by rate and total, as labels and amounts."""
    taxes = [
        (
            _("Tax {percentage} on {net}").format(percentage=per_cent(rate.rate), net=told(rate.net_minor, currency)),
            told(rate.tax_minor, currency),
        )
        for rate in sums.rates
        if rate.rate
    ]
    net = [(_("Net"), told(sums.net_minor, currency))] if taxes else []
    return [*net, *taxes, (_("Total"), told(sums.total_minor, currency))]


def _reductions(crm: Workspace, offered: Offered) -> list[tuple[str, str]]:
    quote, sums = offered.quote, offered.sums
    code = promotions.of_id(crm, quote.promotion_id).code
    found = []
    if sums.discount_minor or sums.promotion_minor:
        found.append((_("Sum"), told(sums.gross_minor, quote.currency)))
    if sums.discount_minor:
        label = _("Discount {percentage}").format(percentage=per_cent(quote.discount))
        found.append((label, told(-sums.discount_minor, quote.currency)))
    if sums.promotion_minor:
        found.append((_("Promotion {code}").format(code=code), told(-sums.promotion_minor, quote.currency)))
    return found


def _day(stored: str) -> str:
    return dates.long(date.fromisoformat(stored)).partition(" ")[2] if stored else ""

"""Days and amounts as people type them for sales, quotes and costs."""

from crmcli.core.errors import Invalid
from crmcli.core.values import decimals, money
from crmcli.core.values.money import Money
from crmcli.services.workspace import Workspace

NONE = ("none", "-")
"""What takes a value away."""


def day(crm: Workspace, text: str, *, forward: bool) -> str:
    """The day that is meant, seen from now, ahead or behind."""
    return crm.typed_day(text, forward=forward).isoformat()


def past_day(crm: Workspace, text: str | None) -> str:
    """A day on which something has happened, today unless said; Invalid for one to come."""
    today = crm.today.isoformat()
    found = day(crm, text, forward=False) if text else today
    if found > today:
        raise Invalid("{day} is still to come.", day=found, hint="Take the day on which it happened, today or before.")
    return found


def default_tax(crm: Workspace) -> int:
    """The rate of tax in basis points where nothing is said of it."""
    return decimals.per_cent(crm.settings.tax_rate) if crm.settings.tax_rate else 0


def amount(text: str, currency: str) -> Money:
    """An amount without sign; bare ones are in this currency, and no other is taken."""
    found = money.parse(text, currency)
    if found.currency != currency:
        raise Invalid(
            "{value} is in {other}, not in {currency}.",
            value=text,
            other=found.currency,
            currency=currency,
            hint="Unlike currencies are never added; --currency says what all amounts are in.",
        )
    return found


def currency_or_base(crm: Workspace, text: str | None) -> str:
    """A currency by its code, or that of the settings."""
    return money.known_currency(text) if text else crm.settings.currency


def rate(crm: Workspace, text: str, currency: str) -> int:
    """What one of the currency is worth in the base one, in millionths; 0 where that is not known."""
    if currency != crm.settings.currency:
        return decimals.rate(text) if text else 0
    if text and decimals.rate(text) != decimals.EVEN:
        raise Invalid("{currency} is the base currency: its rate is 1.", currency=currency, hint="Leave --rate away.")
    return decimals.EVEN


def terms(text: str) -> str:
    """Terms of payment in the words in which they are stored; TermsError points at what is none."""
    if not text.strip():
        return ""
    from crmcli.core.rules.sales import terms as rules  # noqa: PLC0415 - door: 1.5 ms, only where terms are said

    return rules.parse(text).text()

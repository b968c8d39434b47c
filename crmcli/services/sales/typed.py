"""Days and amounts as people type them for sales, quotes and costs."""

from crmcli.core.errors import Invalid
from crmcli.core.values import money
from crmcli.core.values.money import Money
from crmcli.services.workspace import Workspace

NONE = ("none", "-")
"""What takes a value away."""
FIRST_DAY, LAST_DAY = "1900-01-01", "9000-01-01"


def day(crm: Workspace, text: str, *, forward: bool) -> str:
    """The day that is meant, seen from now, ahead or behind."""
    from crmcli.core.values import dates  # noqa: PLC0415 - door: 2 ms, only when a day is typed

    found = dates.parse(text, now=crm.now, order=crm.settings.date_order, forward=forward).day.isoformat()
    if not FIRST_DAY <= found < LAST_DAY:
        raise Invalid("{day} is too far away.", day=found, hint="Try yesterday, friday or 2026-11-24.")
    return found


def past_day(crm: Workspace, text: str | None) -> str:
    """A day on which something has happened, today unless said; Invalid for one to come."""
    today = crm.today.isoformat()
    found = day(crm, text, forward=False) if text else today
    if found > today:
        raise Invalid("{day} is still to come.", day=found, hint="Take the day on which it happened, today or before.")
    return found


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


def terms(text: str) -> str:
    """Terms of payment in the words in which they are stored; TermsError points at what is none."""
    if not text.strip():
        return ""
    from crmcli.core.rules.sales import terms as rules  # noqa: PLC0415 - door: 1.5 ms, only where terms are said

    return rules.parse(text).text()

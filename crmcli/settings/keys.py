"""Everything that can be settled: its variable, its kind, what it is unless settled, and what it may be."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from crmcli.core.values.decimals import scaled

Value = str | int | bool
COLORS = ("auto", "always", "never")
THEMES = ("auto", "terminal", "dark", "light")


class Key(NamedTuple):
    """One thing that can be settled."""

    name: str
    variable: str
    summary: str
    default: Value = ""
    """Its type is the setting's; the defaults of some depend on the locale (`settings.defaults`)."""
    rule: Callable[[str], bool] | None = None
    """Whether a value, as text, means something."""
    hint: str = ""
    """What the rule wants."""

    @property
    def kind(self) -> type:
        """The type of its values: str, int or bool."""
        return type(self.default)


def _is_percentage(text: str) -> bool:
    found = scaled(text.strip().removesuffix("%").strip(), 2) if text else 0
    return found is not None and found <= 10_000


def _is_amount(text: str) -> bool:
    return not text or scaled(text.strip(), 4) is not None


def _has_letters(count: int) -> Callable[[str], bool]:
    return lambda text: len(text) == count and text.isascii() and text.isalpha()


def _within(low: int, high: int) -> Callable[[str], bool]:
    return lambda text: low <= int(text) <= high


KEYS = (
    Key("db", "CRM_DB", "The book to open.",
        rule=lambda v: "\0" not in v and "://" not in v and Path(v).name != "", hint="The path of a file."),
    Key("currency", "CRM_CURRENCY", "The currency of bare amounts, as EUR.",
        rule=_has_letters(3), hint="Three letters, as EUR."),
    Key("country", "CRM_COUNTRY", "The country of bare phone numbers, as ES.",
        rule=_has_letters(2), hint="Two letters, as ES."),
    Key("zone", "CRM_ZONE", "The time zone, as Europe/Madrid; the system's when empty."),
    Key("language", "CRM_LANG", "The language of messages: en or es.",
        rule=lambda v: v[:2] in ("en", "es") and v[2:3] in ("", "_", "-", "."), hint="Languages: en, es."),
    Key("date_order", "CRM_DATE_ORDER", "How typed dates are read: dmy, mdy or ymd.",
        rule=lambda v: v in ("", "dmy", "mdy", "ymd"), hint="Orders: dmy, mdy, ymd."),
    Key("actor", "CRM_ACTOR", "The name under which changes are journalled.",
        rule=lambda v: 0 < len(v) <= 100 and v.isprintable(), hint="A name of at most 100 characters."),
    Key("readonly", "CRM_READONLY", "Refuse every change.", default=False),
    Key("lock_timeout", "CRM_LOCK_TIMEOUT", "Seconds to wait for another writer.", 30),
    Key("coming_days", "CRM_COMING_DAYS", "How many days ahead `crm today` looks.", 7),
    Key("margin", "CRM_MARGIN", "Gross margin in per cent, where a sale's cost is unknown.", 0,
        rule=_within(0, 100), hint="Per cent, from 0 (unknown) to 100."),
    Key("churn_days", "CRM_CHURN_DAYS", "Days without an order after which a customer has left.", 365,
        rule=_within(1, 3660), hint="From 1 to 3660 days."),
    Key("discount_rate", "CRM_DISCOUNT_RATE", "Per cent a year by which later money is worth less.", 10,
        rule=_within(0, 100), hint="Per cent a year, from 0 to 100."),
    Key("links", "CRM_LINKS", "Make e-mails and addresses clickable on a terminal.", default=True),
    Key("business_name", "CRM_BUSINESS_NAME", "Who you are on quotes and invoices."),
    Key("business_tax_id", "CRM_BUSINESS_TAX_ID", "Your tax number on quotes and invoices."),
    Key("business_address", "CRM_BUSINESS_ADDRESS", "Your address on them; a semicolon begins a new line."),
    Key("business_email", "CRM_BUSINESS_EMAIL", "Your e-mail on quotes and invoices."),
    Key("business_phone", "CRM_BUSINESS_PHONE", "Your phone on quotes and invoices."),
    Key("business_bank", "CRM_BUSINESS_BANK", "How you are paid, as an IBAN."),
    Key("tax_rate", "CRM_TAX_RATE", "The tax of what is sold where nothing else is said, as 21%.",
        rule=_is_percentage, hint="A percentage from 0 to 100, as 21%."),
    Key("quote_days", "CRM_QUOTE_DAYS", "How many days a quote is valid.", 30,
        rule=_within(1, 3650), hint="Days from 1 to 3650."),
    Key("quote_terms", "CRM_QUOTE_TERMS", "The terms of a quote where nothing else is said."),
    Key("hourly_rate", "CRM_HOURLY_RATE", "What an hour of your time costs, as 45, in the base currency.",
        rule=_is_amount, hint="An amount, as 45 or 45.50."),
    Key("color", "CRM_COLOR", "Colours in answers: auto (on a terminal that has them), always or never.", "auto",
        rule=lambda v: v in COLORS, hint="Colours: auto, always, never."),
    Key("theme", "CRM_THEME", "The colours of the app: auto, terminal, dark or light.", "auto",
        rule=lambda v: v in THEMES, hint="Themes: auto, terminal, dark, light."),
)  # fmt: skip
NAMES = tuple(key.name for key in KEYS)

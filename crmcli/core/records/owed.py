"""What customers owe, as it is told: balances, ageing, credit, and the days of money and goods."""

from typing import NamedTuple

PROMISE_KINDS = ("invoice", "discount", "delivery", "promotion", "deal")


class Owed(NamedTuple):
    """An invoice with something left to pay."""

    id: int
    number: str
    date: str
    currency: str
    total_minor: int
    paid_minor: int
    parts: tuple[tuple[str, int], ...]
    """Of each instalment the day on which it is due and its amount, the first due first."""
    discounts: tuple[tuple[str, int], ...] = ()
    """The last day of each discount and what it takes off, the earliest first."""

    @property
    def open_minor(self) -> int:
        """What is left to pay."""
        return self.total_minor - self.paid_minor


class Balance(NamedTuple):
    """How a customer stands in one currency."""

    currency: str
    owed_minor: int = 0
    overdue_minor: int = 0
    credit_minor: int = 0
    """What they paid and no invoice has taken yet."""
    unbilled_minor: int = 0
    """What was sold to them and is on no invoice."""


class Exposure(NamedTuple):
    """How far a customer's credit goes and how much of it is used; both in the currency of their billing profile."""

    contact_id: int
    contact: str
    currency: str
    limit_minor: int | None
    """None is no limit."""
    owed_minor: int
    unbilled_minor: int

    @property
    def used_minor(self) -> int:
        """Open invoices, and sales that are on no invoice yet."""
        return self.owed_minor + self.unbilled_minor

    @property
    def is_over(self) -> bool:
        """Whether more is used than was granted."""
        return self.limit_minor is not None and self.used_minor > self.limit_minor


class Aged(NamedTuple):
    """What is open by how long it is overdue: of one customer, or in the whole of a currency."""

    contact_id: int | None
    """None is everybody."""
    contact: str
    currency: str
    current: int
    """Not due yet, or due on the day itself."""
    days_30: int
    days_60: int
    days_90: int
    older: int
    invoices: int
    """How many invoices it is made of."""
    sales_minor: int | None = None
    """What was invoiced in the days that the DSO looks back on; only of the whole."""
    dso: float | None = None
    """Days sales outstanding; None where nothing was invoiced, and of single customers."""

    @property
    def total(self) -> int:
        """All that is open."""
        return self.current + self.days_30 + self.days_60 + self.days_90 + self.older


class Promise(NamedTuple):
    """A day of money or goods: when something is due, ends, or was promised for."""

    kind: str
    """invoice, discount, delivery, promotion or deal."""
    day: str
    id: int
    title: str
    """An invoice's number, a promotion's code, a delivery's or a deal's title."""
    amount_minor: int | None
    """What is left to pay, or what paying by that day comes to; a deal's amount."""
    currency: str
    contact_id: int | None
    contact: str
    uid: str = ""
    """Stable: that of the record with what the day is."""
    status: str = "open"
    """open, done or cancelled."""
    updated_at: str = ""
    version: int = 1

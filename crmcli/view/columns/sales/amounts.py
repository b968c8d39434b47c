"""How amounts, percentages, quantities and lines look: what machines read of them and what people read."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmcli.core.rules.sales import lines as rules
from crmcli.core.values import decimals
from crmcli.view import dates
from crmcli.view.words import language

if TYPE_CHECKING:
    from crmcli.core.records.owed import Balance
    from crmcli.core.records.sales import Line
    from crmcli.view.columns.column import Json


def amount(minor: int | None, currency: str) -> "Json":
    """An amount for machines; None where it is unknown."""
    return None if minor is None or not currency else {"minor": minor, "currency": currency}


def share(points: int | None) -> "Json":
    """Basis points as per cent for machines: 2100 is 21.0."""
    return None if points is None else points / 100


def per_cent(points: int | None) -> str:
    """Basis points for people: 21 %; "" for none."""
    return f"{_point(decimals.plain(points, 2))} %" if points else ""


def quantity(thousandths: int) -> str:
    """A quantity for people."""
    return _point(decimals.plain(thousandths, 3))


def rate(millionths: int) -> "Json":
    """A rate of exchange for machines; None where it is unknown."""
    return millionths / 1_000_000 if millionths else None


def day(stored: str) -> str:
    """A day in few cells; "" for none."""
    return dates.long(date.fromisoformat(stored)).partition(" ")[2] if stored else ""


def line(one: "Line", currency: str) -> "Json":
    """A line for machines."""
    return {
        "product_id": one.product_id,
        "text": one.text,
        "quantity": one.quantity / 1000,
        "unit": amount(one.unit_minor, currency),
        "cost": amount(one.cost_minor, currency),
        "discount": share(one.discount),
        "tax": share(one.tax),
        "net": amount(rules.net(one), currency),
    }


def _point(text: str) -> str:
    return text.replace(".", ",") if language() == "es" else text


def balances(found: Sequence["Balance"]) -> "Json":
    """How somebody stands in each currency."""
    return [
        {
            "currency": one.currency,
            "owed": amount(one.owed_minor, one.currency),
            "overdue": amount(one.overdue_minor, one.currency),
            "credit": amount(one.credit_minor, one.currency),
            "unbilled": amount(one.unbilled_minor, one.currency),
        }
        for one in found
    ]

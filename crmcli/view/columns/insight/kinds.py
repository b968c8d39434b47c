"""Columns of figures: counts, shares, numbers and money, each with its text for people and its type for machines."""

from crmcli.view.columns.column import Column, Json
from crmcli.view.insight import amounts


def counted(column: Column) -> Column:
    """A whole number."""
    return column._replace(
        text=lambda record, _frame: amounts.number(_number(column, record)), align="right", type="integer"
    )


def number(column: Column, decimals: int = 1) -> Column:
    """A number with decimals, or nothing where it cannot be said."""
    return column._replace(
        text=lambda record, _frame: amounts.number(_number(column, record), decimals), align="right", type="number"
    )


def share(column: Column) -> Column:
    """A share of a whole: a number from 0 to 1 for machines, per cent for people, n/a where there is no whole."""
    return column._replace(
        text=lambda record, _frame: amounts.share(_number(column, record)), align="right", type="number"
    )


def money(column: Column) -> Column:
    """Minor units of the record's `currency`, or of a file's smallest part."""
    return column._replace(
        value=lambda record: machine(_minor(column, record), record.currency, _decimals(record)),
        text=lambda record, _frame: amounts.people(_minor(column, record), record.currency, _decimals(record)),
        align="right",
        type="money",
    )


def machine(minor: int | None, currency: str, decimals: int = 2) -> Json:
    """An amount as machines read it: with its currency, or a plain number of a file that does not say it."""
    if minor is None:
        return None
    if currency:
        return {"minor": minor, "currency": currency}
    unit = int(10**decimals)
    return minor / unit if minor % unit else minor // unit


def _number(column: Column, record: object) -> float | None:
    value = column.value(record)
    return value if isinstance(value, int | float) else None


def _minor(column: Column, record: object) -> int | None:
    value = _number(column, record)
    return None if value is None else round(value)


def _decimals(record: object) -> int:
    found: int = getattr(record, "decimals", 2)
    return found

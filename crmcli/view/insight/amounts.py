"""Money of reports: with its currency where it is known, a plain number where a file does not say it."""

from crmcli.view import money, numbers


def people(minor: int | None, currency: str, decimals: int = 2) -> str:
    """An amount as people read it."""
    if minor is None:
        return ""
    if currency:
        return money.told(minor, currency)
    return numbers.number(minor / int(10**decimals), decimals)


def number(value: float | None, decimals: int = 1) -> str:
    """A number as people read it; nothing where there is none."""
    return "" if value is None else numbers.number(value, 0 if value == int(value) else decimals)


def share(value: float | None) -> str:
    """A share in per cent with one decimal; n/a where it cannot be said."""
    return "n/a" if value is None else numbers.percent(value, decimals=1)

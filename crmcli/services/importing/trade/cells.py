"""A row's cells as values: days, amounts and currencies as the file writes them."""

import re

from crmcli.core.errors import Invalid
from crmcli.core.values import imported_dates, money
from crmcli.core.values.dates import FIRST_DAY, LAST_DAY
from crmcli.core.values.money import Money
from crmcli.formats.trade.sheet import Row, Sheet
from crmcli.services.workspace import Workspace


class Cells:
    """What a row says; an empty cell says nothing."""

    def __init__(self, crm: Workspace, sheet: Sheet, row: Row) -> None:
        self._crm = crm
        self._sheet = sheet
        self.values = row.values
        self.program = sheet.program

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """A cell as it stands, or what was there before."""
        return self.values.get(name, default)

    def day(self, name: str) -> str:
        """A cell's day, "" for none; Invalid for one that does not exist."""
        if name not in self.values or not self.values[name].strip("0/-. "):
            return ""
        found = imported_dates.parse_imported(self.values[name], self._sheet.orders.get(name, ""))
        if not FIRST_DAY <= found < LAST_DAY:
            raise Invalid("{day} is too far away.", day=found, hint="Try yesterday, friday or 15 nov.")
        return found

    def past_day(self, name: str) -> str:
        """A day on which something has happened; Invalid for one to come."""
        found = self.day(name)
        if found > self._crm.today.isoformat():
            raise Invalid(
                "{day} is still to come.", day=found, hint="Take the day on which it happened, today or before."
            )
        return found

    def currency(self, before: str = "") -> str:
        """The currency of the row: its own cell's, else that from before, else that of the settings."""
        text = self.text("currency")
        if not text:
            return before or self._crm.settings.currency
        return money.SYMBOLS.get(text) or money.known_currency(text)

    def amount(self, name: str, before: str = "") -> Money | None:
        """A cell's amount in the currency of the row or in that which stands beside it; None for an empty one."""
        if name not in self.values:
            return None
        usual = self.currency(before)
        mark = self._sheet.decimals.get(name, "")
        if not mark and _is_ambiguous(self.values[name]):
            raise Invalid(
                "{value} can be read in two ways.", value=self.values[name][:60], hint="Give --decimal , or --decimal ."
            )
        found = money.parse(self.values[name], usual, decimal=mark)
        if "currency" in self.values and found.currency != usual:
            raise Invalid(
                "{value} is in {other}, not in {currency}.",
                value=self.values[name],
                other=found.currency,
                currency=usual,
                hint="Unlike currencies are never added; --currency says what all amounts are in.",
            )
        return found

    def minor(self, name: str, currency: str) -> int | None:
        """A cell's amount in this currency, in minor units; None for an empty one."""
        found = self.amount(name, currency)
        if found is None:
            return None
        if found.currency != currency:
            raise Invalid(
                "{value} is in {other}, not in {currency}.",
                value=self.values[name],
                other=found.currency,
                currency=currency,
                hint="Unlike currencies are never added; --currency says what all amounts are in.",
            )
        return found.minor


def _is_ambiguous(text: str) -> bool:
    """Whether an amount means another with each mark of decimals: 1.234 is a thousand or one."""
    return re.search(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])", text) is not None

"""Costs out of a CSV file."""

from crmcli.core.records.costs import Cost
from crmcli.core.values import imported_dates, money
from crmcli.formats import sheets as layouts
from crmcli.formats.sheets import Sheet
from crmcli.services.importing.sheets import Kind
from crmcli.services.sales import costs
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import costs as reads


def _readable(crm: Workspace, sheet: Sheet, values: dict[str, str]) -> dict[str, str]:
    if "date" in values:
        values["date"] = imported_dates.parse_imported(values["date"], sheet.order)
    if "amount" in values:
        currency = values.get("currency") or crm.settings.currency
        found = money.parse(values["amount"], money.known_currency(currency), decimal=sheet.decimal)
        values["amount"] = str(found)
        values["currency"] = found.currency
    for name in ("purpose", "category"):
        if name in values:
            values[name] = values[name].lower()
    return values


COSTS = Kind("cost import", layouts.COSTS, Cost(), reads.by_external_ids, costs.get, _readable, costs.drafted)

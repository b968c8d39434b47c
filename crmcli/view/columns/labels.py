"""What a stored field is called, whatever record it is of."""

from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.columns.people.words import FIELD
from crmcli.view.columns.sales.costs import COST
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.sales.money import DELIVERY, INVOICE
from crmcli.view.columns.sales.products import PRODUCT, PROMOTION
from crmcli.view.columns.sales.quotes import QUOTE
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.columns.support.answers import ANSWER
from crmcli.view.words import _

FIELD_MESSAGES = {
    "moves": "Steps", "stage_since": "Stage since", "retired_on": "Removed", "successor": "Goes on in", "deal": "Deal",
    "quote": "Quote", "sale": "Sale", "product": "Product", "currency": "Currency", "allocations": "Invoices",
    "instalments": "Instalments", "legal_name": "Legal name", "tax_id": "Tax number",
}  # fmt: skip
"""Fields that no list has by these names."""
_COLUMNS = (
    CONTACT, INTERACTION, TASK, FIELD, SALE, QUOTE, PRODUCT, PROMOTION, COST, DEAL, INVOICE, DELIVERY, ANSWER,
)  # fmt: skip


def field(name: str) -> str:
    """A stored field's label; a custom field is called what its user calls it."""
    if name in FIELD_MESSAGES:
        return _(FIELD_MESSAGES[name])
    for columns in _COLUMNS:
        for column in columns:
            if column.key == name:
                return _(column.label)
    return name

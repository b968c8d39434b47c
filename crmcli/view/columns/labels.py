"""What a stored field is called, whatever record it is of."""

from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.columns.people.words import FIELD
from crmcli.view.columns.sales.costs import COST
from crmcli.view.columns.sales.products import PRODUCT, PROMOTION
from crmcli.view.columns.sales.quotes import QUOTE
from crmcli.view.columns.sales.sales import SALE
from crmcli.view.columns.support.answers import ANSWER
from crmcli.view.words import _


def field(name: str) -> str:
    """A stored field's label; a custom field is called what its user calls it."""
    for columns in (CONTACT, INTERACTION, TASK, FIELD, SALE, QUOTE, PRODUCT, PROMOTION, COST, ANSWER):
        for column in columns:
            if column.key == name:
                return _(column.label)
    return name

"""How machines read a deal's card: the deal with its history, what is due and what was said."""

from collections.abc import Sequence

from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.activity.history import ENTRY
from crmcli.view.columns.column import Column, Json
from crmcli.view.columns.sales.deals import DEAL, HISTORY


def _objects(records: Sequence[object], columns: Sequence[Column]) -> Json:
    return [{column.key: column.value(record) for column in columns if column.machine} for record in records]


def _of_deal(column: Column) -> Column:
    text = column.text
    return column._replace(
        value=lambda card: column.value(card.deal),
        text=None if text is None else lambda card, frame: text(card.deal, frame),
    )


DEAL_CARD = (
    *(_of_deal(column) for column in DEAL if column.key != "moves"),
    Column("history", "History", lambda c: _objects(c.history, HISTORY), shown=False, type="array"),
    Column("quotes", "Quotes", lambda c: _objects(c.quotes, ENTRY), shown=False, type="array"),
    Column("tasks", "Due", lambda c: _objects(c.tasks, TASK), shown=False, type="array"),
    Column(
        "interactions", "Last interactions", lambda c: _objects(c.interactions, INTERACTION), shown=False, type="array"
    ),
)

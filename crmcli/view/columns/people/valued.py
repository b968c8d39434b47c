"""How a contact looks beside its figures, which lists have only where their columns are asked for by key."""

from collections.abc import Sequence

from crmcli.core.records.worth import Valued
from crmcli.view.columns.column import Column, Frame, absent
from crmcli.view.columns.insight.kinds import money, share
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.insight import segments

FIGURES = (
    Column("rfm", "Segment", lambda v: absent(v.segment), lambda v, _: segments.label(v.segment), shown=False),
    Column("code", "RFM", lambda v: absent(v.code), shown=False),
    Column("abc", "Class", lambda v: absent(v.letter), shown=False),
    money(Column("clv", "Brought", lambda v: v.brought, shown=False)),
    money(Column("worth", "Value today", lambda v: v.worth, shown=False)),
    share(Column("alive", "Still buys", lambda v: v.alive, shown=False)),
)
KEYS = frozenset(column.key for column in FIGURES)


def columns() -> Sequence[Column]:
    """A contact's own columns, and the figures."""
    return (*map(_of_contact, CONTACT), *FIGURES)


def _of_contact(column: Column) -> Column:
    text = column.text

    def of_valued(valued: Valued, frame: Frame) -> str:
        return text(valued.contact, frame) if text else ""

    return column._replace(value=lambda valued: column.value(valued.contact), text=of_valued if text else None)

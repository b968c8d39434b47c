"""How machines read somebody's card: the contact with the last interactions, what is due, and its people."""

from collections.abc import Sequence
from typing import Any

from crmcli.view.columns.activity.activity import INTERACTION, TASK
from crmcli.view.columns.column import Column, Json
from crmcli.view.columns.people.people import CONTACT
from crmcli.view.columns.sales.amounts import balances
from crmcli.view.columns.sales.deals import DEAL
from crmcli.view.columns.support.answers import ANSWER


def _objects(records: Sequence[object], columns: Sequence[Column]) -> Json:
    return [{column.key: column.value(record) for column in columns if column.machine} for record in records]


def _of_contact(column: Column) -> Column:
    return column._replace(value=lambda card: column.value(card.contact))


def _people(card: Any) -> Json:
    return [{"id": member.id, "name": member.name, "job_title": member.job_title or None} for member in card.people]


def _consents(card: Any) -> Json:
    from crmcli.view.columns.people.consents import STANDING  # noqa: PLC0415 - door: 1 ms, only for machines

    return _objects(card.consents, STANDING)


CARD = (
    *map(_of_contact, CONTACT),
    Column(
        "interactions", "Last interactions", lambda c: _objects(c.interactions, INTERACTION), shown=False, type="array"
    ),
    Column("tasks", "Due", lambda c: _objects(c.tasks, TASK), shown=False, type="array"),
    Column("deals", "Deals", lambda c: _objects(c.deals, DEAL), shown=False, type="array"),
    Column("balances", "Balances", lambda c: balances(c.balances), shown=False, type="array"),
    Column("consents", "Permissions", _consents, shown=False, type="array"),
    Column("answers", "Satisfaction", lambda c: _objects(c.answers, ANSWER), shown=False, type="array"),
    Column("people", "People", _people, shown=False, type="array"),
)

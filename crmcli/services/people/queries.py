"""The search language on this book: a query becomes a condition of the store."""

from collections.abc import Iterator, Mapping, Sequence

from crmcli.core.search import conditions
from crmcli.core.search.field import Match
from crmcli.core.search.insight_fields import is_worked_out
from crmcli.core.search.query import And, Node, Not, Or, Scope
from crmcli.core.search.query_reading import Reading
from crmcli.services.workspace import Workspace
from crmcli.store import where
from crmcli.store.fields.picked import Where
from crmcli.store.reads import tags


def condition(crm: Workspace, noun: str, text: str) -> Where:
    """A query as SQL. QueryError points at the word that is off."""
    asked = tree(crm, noun, text)
    if _is_worked_out(asked):
        from crmcli.services.figures import fields  # noqa: PLC0415 - door: figures, 5 ms, only where a query asks

        asked = fields.worked_out(crm, asked, condition)
    return where.condition(asked, noun, midnight=crm.midnight)


def tree(crm: Workspace, noun: str, text: str) -> Node:
    """A query with every field and value checked."""
    settings = crm.settings
    reading = Reading(
        now=crm.now,
        order=settings.date_order,
        currency=settings.currency,
        country=settings.country,
        stages=lambda: _stages(crm),
        retired=lambda: _stages(crm, are_retired=True),
    )
    return conditions.read(text, noun, tags.fields_by_name(crm.db), reading)


def _stages(crm: Workspace, *, are_retired: bool = False) -> Mapping[str, tuple[str, ...]]:
    from crmcli.core.rules.sales import stages  # noqa: PLC0415 - door: deals, 2 ms, only where a query names a stage
    from crmcli.store.reads.sales import pipelines  # noqa: PLC0415 - door: as above

    return stages.spellings((pipelines.retired_words if are_retired else pipelines.stage_words)(crm.db))


def _is_worked_out(node: Node) -> bool:
    """Whether a query asks for figures that the store has no columns for."""
    if isinstance(node, Match):
        return is_worked_out(node.field)
    if isinstance(node, Not | Scope):
        return _is_worked_out(node.node)
    return isinstance(node, And | Or) and any(map(_is_worked_out, node.nodes))


def names(node: Node, noun: str, fields: Sequence[str]) -> bool:
    """Whether a checked query asks for one of these fields of a noun, outside scopes."""
    if isinstance(node, Match):
        return node.field.noun == noun and node.field.name in fields
    if isinstance(node, Not):
        return names(node.node, noun, fields)
    return isinstance(node, And | Or) and any(names(child, noun, fields) for child in node.nodes)


def asked_for(node: Node) -> Iterator[Match]:
    """The terms of a checked query that are not excluded, outside scopes."""
    if isinstance(node, Match):
        yield node
    elif isinstance(node, And | Or):
        for child in node.nodes:
            yield from asked_for(child)

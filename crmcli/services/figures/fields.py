"""Figures as fields of the search language: each test becomes the numbers of the customers who pass it."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from datetime import date

from crmcli.analytics import btyd, clv
from crmcli.core.errors import NotFound, Refused
from crmcli.core.search.field import Match
from crmcli.core.search.insight_fields import is_worked_out
from crmcli.core.search.query import And, Node, Not, Or, Scope
from crmcli.core.search.query_scores import is_code
from crmcli.core.values.text import fold
from crmcli.services.figures import abc, ledger, model, rfm, rhythm, value
from crmcli.services.figures.ledger import NobodyYet
from crmcli.services.figures.portfolio import Rule
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import Where
from crmcli.store.reads import contacts
from crmcli.store.reads.insight import segments

Condition = Callable[[Workspace, str, str], Where]
Values = dict[int, float | str]
_MONTHS = 12
_open: ContextVar[tuple[int, ...]] = ContextVar("open", default=())
"""Segments that this thread is working out: one that asks for itself never ends."""


def worked_out(crm: Workspace, node: Node, condition: Condition) -> Node:
    """The query with a set of numbers in place of each test of a figure; `condition` reads queries of segments."""
    known: dict[str, Values] = {}

    def turned(node: Node) -> Node:
        if isinstance(node, And):
            return And(tuple(map(turned, node.nodes)))
        if isinstance(node, Or):
            return Or(tuple(map(turned, node.nodes)))
        if isinstance(node, Not):
            return Not(turned(node.node))
        if isinstance(node, Scope):
            return node._replace(node=turned(node.node))
        if isinstance(node, Match) and is_worked_out(node.field):
            if node.field.name == "segment":
                return _among(node, _members(crm, node, condition))
            name = "code" if node.field.name == "rfm" and is_code(node.low) else node.field.name
            if name not in known:
                known[name] = everybody(crm, name)
            return _among(node, _passing(crm, node, known[name]))
        return node

    return turned(node)


def _among(found: Match, ids: Iterable[int]) -> Match:
    return Match(found.field, "among", json.dumps(sorted(ids)))


def everybody(crm: Workspace, name: str) -> Values:
    """The figure of each customer as of today; nobody's where nobody has bought."""
    with suppress(NobodyYet):
        return _FIGURES[name](crm, crm.today)
    return {}


def _segments(crm: Workspace, today: date) -> Values:
    found = rfm.of_book(crm, Rule(), today)
    by_code = {code: segment.slug for code, segment in found.map.by_code.items()}
    return {_number(key): by_code[code] for key, code in zip(found.keys, found.codes, strict=True)}


def _codes(crm: Workspace, today: date) -> Values:
    found = rfm.of_book(crm, Rule(), today)
    return {_number(key): code for key, code in zip(found.keys, found.codes, strict=True)}


def _recency(crm: Workspace, today: date) -> Values:
    return _scores(crm, today, 0)


def _frequency(crm: Workspace, today: date) -> Values:
    return _scores(crm, today, 1)


def _monetary(crm: Workspace, today: date) -> Values:
    return _scores(crm, today, 2)


def _scores(crm: Workspace, today: date, place: int) -> Values:
    found = rfm.of_book(crm, Rule(), today)
    return {_number(key): score[place] for key, score in zip(found.keys, found.scores, strict=True)}


def _classes(crm: Workspace, today: date) -> Values:
    return {_number(one.key): fold(one.letter) for one in abc.ranked(crm, today)}


def _firsts(crm: Workspace, today: date) -> Values:
    found = ledger.customers(crm, today, wanted="first")
    return dict(zip(found.ids, found.firsts, strict=True))


def _brought(crm: Workspace, today: date) -> Values:
    found = ledger.customers(crm, today, wanted="")
    unit = ledger.unit(crm)
    return {number: total / unit for number, total in zip(found.ids, found.totals, strict=True)}


def _worth(crm: Workspace, today: date) -> Values:
    customers = model.histories(crm, today)
    found = model.fitted(crm, customers, today)
    buying, spending = model.buying(found), model.spending(found)
    rate = clv.monthly_rate(value.yearly_discount(crm))
    return {
        number: btyd.value(buying, spending, history, months=_MONTHS, monthly_rate=rate)
        for number, history in zip(customers.ids, customers.histories, strict=True)
    }


def _chances(crm: Workspace, today: date) -> Values:
    customers = model.histories(crm, today)
    buying = model.bought(crm, customers)
    return {
        number: btyd.alive(buying, history)
        for number, history in zip(customers.ids, customers.histories, strict=True)
        if history.repeats
    }


def _lateness(crm: Workspace, today: date) -> Values:
    return {one.id: one.rhythm.ratio for one in rhythm.buyers(crm, today) if one.rhythm is not None}


_FIGURES: dict[str, Callable[[Workspace, date], Values]] = {
    "rfm": _segments, "code": _codes, "recency": _recency, "frequency": _frequency, "monetary": _monetary,
    "cohort": _firsts, "abc": _classes, "clv": _brought, "worth": _worth, "alive": _chances,
    "churn": _lateness,
}  # fmt: skip


def _passing(crm: Workspace, found: Match, values: Values) -> list[int]:
    if found.test == "any":
        return list(values)
    if found.test == "same":
        return [number for number, value in values.items() if value == found.low]
    if found.test == "when":
        return [number for number, day in values.items() if _lies(str(day), found.low, found.high)]
    if found.currency not in ("", ledger.base(crm)):
        return []
    low = float(found.low) if found.low else float("-inf")
    high = float(found.high) if found.high else float("inf")
    if found.strict:
        return [number for number, value in values.items() if isinstance(value, float | int) and low < value < high]
    return [number for number, value in values.items() if isinstance(value, float | int) and low <= value <= high]


def _lies(day: str, first: str, after: str) -> bool:
    """Whether a day is from the first one on and before the other; an empty one is open."""
    return first <= day and (not after or day < after)


def _members(crm: Workspace, found: Match, condition: Condition) -> list[int]:
    if found.test == "any":
        every = [number for one in segments.every(crm.db) for number in _members_of(crm, one.id, condition)]
        return sorted(set(every))
    one = segments.by_name(crm.db, found.low)
    if one is None or one.noun != "contact":
        raise NotFound(
            "There is no segment {name}.",
            name=found.low,
            names=", ".join(segment.name for segment in segments.every(crm.db)) or "-",
            hint="`crm segment list` shows them: {names}.",
        )
    return _members_of(crm, one.id, condition)


def _members_of(crm: Workspace, segment_id: int, condition: Condition) -> list[int]:
    one = segments.one(crm.db, segment_id)
    if one is None:
        return []
    if one.kind == "frozen":
        return list(one.members)
    if segment_id in _open.get():
        raise Refused(
            "The segment {name} asks for itself.", name=one.name, hint="Create it anew with a query that does not."
        )
    opened = _open.set((*_open.get(), segment_id))
    try:
        return contacts.ids_where(crm.db, condition(crm, "contact", one.query), sorting.order("contact", "id"), None)
    finally:
        _open.reset(opened)


def members(crm: Workspace, segment_id: int, condition: Condition) -> list[int]:
    """The numbers of the contacts in a segment, as it stands now."""
    return _members_of(crm, segment_id, condition)


def _number(key: object) -> int:
    if not isinstance(key, int):
        raise TypeError(key)
    return key

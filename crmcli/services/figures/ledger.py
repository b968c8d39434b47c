"""Purchases of the book as the figures need them: refused where they cannot be told, for whatever reason."""

from datetime import date

from crmcli.core.errors import CrmError, Refused
from crmcli.core.values.money import EXPONENTS
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads
from crmcli.store.reads.insight.purchases import Customers
from crmcli.view.money import told

_SHOWN = 10


def customers(
    crm: Workspace, as_of: date, since: date | None = None, *, per_day: bool = False, wanted: str = "first last"
) -> Customers:
    """Everybody who had bought by that day. Refused where nobody had, or where a rate is missing."""
    check(crm, as_of)
    day = as_of.isoformat()
    found = reads.customers(crm.db, base(crm), day, since.isoformat() if since else "", per_day=per_day, wanted=wanted)
    if not found.ids:
        raise nobody(crm, as_of)
    return found


def base(crm: Workspace) -> str:
    """The currency in which figures are told."""
    return crm.settings.currency


def unit(crm: Workspace) -> int:
    """How many minor units one unit of that currency has."""
    return int(10 ** EXPONENTS.get(base(crm), 2))


def check(crm: Workspace, as_of: date) -> None:
    """Refuse to add what is of other currencies and has no rate."""
    missing = reads.unpriced(crm.db, base(crm), as_of.isoformat(), _SHOWN + 1)
    if not missing:
        return
    listed = [
        f"{one.number or one.id}  {one.date}  {told(one.minor, one.currency)}  {one.contact}"
        for one in missing[:_SHOWN]
    ]
    if len(missing) > _SHOWN:
        listed.append("...")
    raise Refused(
        "These sales have no rate to {currency}, so nothing can be added up:\n{rows}",
        currency=base(crm),
        rows=tuple(listed),
        hint="`crm sale edit NUMBER --rate RATE` says what one unit was worth on its day.",
    )


class NobodyYet(Refused):
    """There is no customer to speak of."""


def nobody(crm: Workspace, as_of: date) -> CrmError:
    """Why there is no customer to speak of."""
    left = reads.left(crm.db, as_of.isoformat())
    if not left.sales:
        return NobodyYet(
            "Nobody has bought anything yet: there are no sales in this book.",
            hint="`crm sale add` records one, `crm import sales` brings in those of another program.",
        )
    if left.later == left.sales:
        return NobodyYet(
            "Every sale is dated after {day}: {count} in all.",
            count=left.sales,
            day=as_of.isoformat(),
            hint="--as-of DAY asks for a later day.",
        )
    return NobodyYet(
        "No sale is left up to {day}. Cancelled, free or refunded whole: {undone}, dated later: {later}.",
        undone=left.undone,
        later=left.later,
        day=as_of.isoformat(),
        hint="--as-of DAY asks for another day.",
    )


def names(crm: Workspace, ids: list[int]) -> dict[int, str]:
    """What these customers are called."""
    return reads.names(crm.db, ids)


def days_ago(lasts: tuple[str, ...], as_of: date) -> list[int]:
    """How many days each of these lies behind."""
    known = {day: (as_of - date.fromisoformat(day)).days for day in set(lasts)}
    return [known[day] for day in lasts]

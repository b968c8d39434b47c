"""The rhythm in which customers buy, and how late each of them is."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from crmcli.analytics import purchases
from crmcli.analytics.purchases import Rhythm
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import purchases as reads


class Buyer(NamedTuple):
    """A customer's last purchase day, what each of their days brought, and their rhythm."""

    id: int
    last: date
    nets: list[int]
    rhythm: Rhythm | None
    """None where neither their own days nor those of others tell a gap."""


class _Ordinals(dict[str, int]):
    """Days as numbers, each worked out once: days are few and purchases many."""

    def __missing__(self, day: str) -> int:
        self[day] = found = date.fromisoformat(day).toordinal()
        return found


def buyers(crm: Workspace, as_of: date) -> list[Buyer]:
    """Everybody who had bought by that day. Refused where nobody had."""
    ledger.check(crm, as_of)
    known = _Ordinals()
    found: list[tuple[int, date, list[int], float | None]] = []
    for number, rows in groupby(reads.days(crm.db, ledger.base(crm), as_of.isoformat()), key=itemgetter(0)):
        every = list(rows)
        days = [known[day] for _number, day, _net in every]
        habit = purchases.habit(purchases.gaps(days)) if len(days) > 2 else None
        found.append((number, date.fromordinal(days[-1]), [net for _number, _day, net in every], habit))
    if not found:
        raise ledger.nobody(crm, as_of)
    usual = purchases.median([habit for _number, _last, _nets, habit in found if habit])
    return [
        Buyer(number, last, nets, purchases.rhythm(habit, last, as_of, usual)) for number, last, nets, habit in found
    ]

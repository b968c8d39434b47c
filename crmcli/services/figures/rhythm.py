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
    for number, rows in groupby(reads.orders(crm.db, ledger.base(crm), as_of.isoformat()), key=itemgetter(0)):
        gaps: list[int] = []
        nets: list[int] = []
        last = 0
        for _number, day, net in rows:  # a million of them: adding up what one day brought is quicker here than in SQL
            at = known[day]
            if at == last:
                nets[-1] += net
            else:
                if last:
                    gaps.append(at - last)
                nets.append(net)
                last = at
        found.append((number, date.fromordinal(last), nets, purchases.habit(gaps)))
    if not found:
        raise ledger.nobody(crm, as_of)
    usual = purchases.median([habit for _number, _last, _nets, habit in found if habit])
    return [
        Buyer(number, last, nets, purchases.rhythm(habit, last, as_of, usual)) for number, last, nets, habit in found
    ]

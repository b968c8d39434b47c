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
    """A customer's purchase days, what each brought, and their rhythm."""

    id: int
    days: tuple[date, ...]
    nets: tuple[int, ...]
    rhythm: Rhythm | None
    """None where neither their own days nor those of others tell a gap."""


def buyers(crm: Workspace, as_of: date) -> list[Buyer]:
    """Everybody who had bought by that day. Refused where nobody had."""
    ledger.check(crm, as_of)
    known: dict[str, date] = {}
    found = []
    every_gap: list[float] = []
    for number, rows in groupby(reads.days(crm.db, ledger.base(crm), as_of.isoformat()), key=itemgetter(0)):
        days, nets = [], []
        for _number, day, net in rows:
            if day not in known:
                known[day] = date.fromisoformat(day)
            days.append(known[day])
            nets.append(net)
        gap = purchases.median(purchases.gaps(days)) if len(days) > 2 else None
        if gap:
            every_gap.append(gap)
        found.append((number, tuple(days), tuple(nets)))
    if not found:
        raise ledger.nobody(crm, as_of)
    usual = purchases.median(every_gap)
    return [Buyer(number, days, nets, purchases.rhythm(days, as_of, usual)) for number, days, nets in found]

"""The model of who still buys and for how much: histories of the book, the fit, and the fit that is stored."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.analytics import btyd
from crmcli.analytics.btyd import Buying, History, Spending
from crmcli.core.records.worth import Fit
from crmcli.core.values.moments import instant
from crmcli.services.figures import ledger
from crmcli.services.workspace import Workspace
from crmcli.store import kept
from crmcli.store.reads.insight import purchases as reads

NAME = "btyd"
MOST_FITTED = 5_000
"""Customers whom a fit looks at: every second, third, ... of more, which takes seconds and changes little."""


class Histories(NamedTuple):
    """Customers as the model sees them."""

    ids: list[int]
    lasts: list[str]
    """Day of the last purchase."""
    histories: list[History]
    fingerprint: str


def histories(crm: Workspace, as_of: date) -> Histories:
    """Everybody who had bought by that day. Refused where nobody had."""
    ledger.check(crm, as_of)
    from hashlib import blake2b  # noqa: PLC0415 - door: 2 ms, only where a model is asked for

    unit = ledger.unit(crm)
    mark = blake2b(f"{as_of} {ledger.base(crm)} {MOST_FITTED} in units".encode(), digest_size=12)
    days: dict[str, int] = {}
    ids, lasts, found = [], [], []
    for one in reads.habits(crm.db, ledger.base(crm), as_of.isoformat()):
        for day in (one.first, one.last):
            if day not in days:
                days[day] = (as_of - date.fromisoformat(day)).days
        age, ago, repeats = days[one.first], days[one.last], one.days - 1
        mean = (one.total - one.first_day) / repeats / unit if repeats else 0.0
        ids.append(one.id)
        lasts.append(one.last)
        found.append(History(repeats, (age - ago) / btyd.WEEK, age / btyd.WEEK, mean))
        mark.update(b"%d %d %d %d %d;" % (one.id, repeats, age, ago, one.total))
    if not ids:
        raise ledger.nobody(crm, as_of)
    return Histories(ids, lasts, found, mark.hexdigest())


def fit(customers: Histories, as_of: date, *, force: bool = False) -> Fit:
    """Both models fitted; Refused where there is too little to fit."""
    looked_at = _sample(customers.histories)
    buying = btyd.fit_buying(looked_at, force=force)
    spending = btyd.fit_spending(looked_at, force=force)
    return Fit(
        as_of.isoformat(),
        len(customers.ids),
        sum(history.repeats > 0 for history in customers.histories),
        len(looked_at),
        *buying,
        *spending,
        btyd.correlation(customers.histories),
        customers.fingerprint,
        forced=force,
    )


def stored(crm: Workspace) -> Fit | None:
    """The fit that was stored last, whatever the data were."""
    result = kept.read(crm.db, NAME)
    if result is None:
        return None
    return Fit(**json.loads(result.value))._replace(at=result.at, fingerprint=result.fingerprint)


def store(crm: Workspace, found: Fit) -> Fit:
    """Keep a fit for the commands to come."""
    now = instant(crm.now)
    with crm.writing("clv fit") as unit:
        kept.keep(unit.db, NAME, kept.Result(found.fingerprint, now, json.dumps(found._asdict())))
    return found._replace(at=now)


def fitted(crm: Workspace, customers: Histories, as_of: date, *, force: bool = False) -> Fit:
    """The stored fit where it is of these very data, else a new one: storing spares time and changes no answer."""
    return _matching(crm, customers, force=force) or fit(customers, as_of, force=force)


def bought(crm: Workspace, customers: Histories) -> Buying:
    """The model of purchases alone, which takes half the time; as `fitted`."""
    before = _matching(crm, customers)
    return buying(before) if before else btyd.fit_buying(_sample(customers.histories))


def _matching(crm: Workspace, customers: Histories, *, force: bool = False) -> Fit | None:
    """The stored fit if it is what would be found anew; one that was forced only where force is asked for."""
    before = stored(crm)
    if before is None or before.fingerprint != customers.fingerprint or (before.forced and not force):
        return None
    return before


def buying(found: Fit) -> Buying:
    """The model of purchases."""
    return Buying(found.r, found.alpha, found.a, found.b, found.likelihood)


def spending(found: Fit) -> Spending:
    """The model of what they are worth."""
    return Spending(found.p, found.q, found.v, found.spending_likelihood)


def _sample(histories: Sequence[History]) -> Sequence[History]:
    return histories[:: -(-len(histories) // MOST_FITTED)]

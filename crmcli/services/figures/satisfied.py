"""How content customers are, as far as answers to surveys tell."""

from collections.abc import Iterable, Sequence
from datetime import date

from crmcli.analytics import satisfaction
from crmcli.analytics.satisfaction import Figures
from crmcli.services.workspace import Workspace
from crmcli.store.reads.support import satisfaction as reads

_GOOD = {"nps": satisfaction.FAVOURABLE["nps"], "csat": satisfaction.FAVOURABLE["csat"]}
Answers = dict[tuple[int, str], dict[int, int]]
"""Of a customer and a kind of question, how many answers of each score."""


def answers(crm: Workspace, as_of: date, since: str = "") -> Answers:
    """What customers, and those who work for them, answered from a day, if there is one, to another."""
    found: Answers = {}
    for customer, kind, score, count in reads.by_customer(crm.db, since, as_of.isoformat()):
        found.setdefault((customer, kind), {})[score] = count
    return found


def of(known: Answers, kind: str, customers: Iterable[int]) -> Figures | None:
    """What these customers say together; None where nobody was asked."""
    counts: dict[int, int] = {}
    for customer in customers:
        for score, count in known.get((customer, kind), {}).items():
            counts[score] = counts.get(score, 0) + count
    return satisfaction.figures(kind, counts)


def told(known: Answers, customers: Sequence[int]) -> tuple[float | None, int, float | None, int]:
    """CSAT as a share and NPS of these customers, each with how many answered."""
    csat, nps = of(known, "csat", customers), of(known, "nps", customers)
    return (csat.top if csat else None), (csat.n if csat else 0), (nps.net if nps else None), (nps.n if nps else 0)


def discontent(crm: Workspace, as_of: date) -> set[int]:
    """Customers whose last answer to NPS is below 9, or to CSAT below 4; who was not asked is not among them."""
    found: set[int] = set()
    for kind, good in _GOOD.items():
        last = reads.latest(crm.db, kind, as_of.isoformat())
        found.update(customer for customer, score in last.items() if score < good)
    return found


def detractors(crm: Workspace, as_of: date) -> set[int]:
    """Customers whose last answer to NPS is 6 or less."""
    last = reads.latest(crm.db, "nps", as_of.isoformat())
    return {customer for customer, score in last.items() if score <= satisfaction.UNFAVOURABLE["nps"]}

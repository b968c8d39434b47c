"""Customers by class of value."""

from datetime import date

from crmcli.analytics import pareto
from crmcli.analytics.pareto import Ranked
from crmcli.core.errors import Refused
from crmcli.services.figures import ledger, value
from crmcli.services.workspace import Workspace

BY = ("revenue", "margin")


def ranked(
    crm: Workspace,
    as_of: date,
    since: date | None = None,
    *,
    by: str = "revenue",
    cuts: tuple[float, ...] = pareto.CUTS,
) -> list[Ranked]:
    """Customers of the period from the greatest value down. Refused where there are none, or nothing to share."""
    found = ledger.customers(crm, as_of, since, wanted="")
    pairs = list(zip(found.ids, found.totals, strict=True))
    if by == "margin":
        margins = value.margins(crm, as_of)
        pairs = [(number, known(margins.get(number))) for number, _total in pairs]
    classes = pareto.classes(list(pairs), cuts)
    if not classes:
        raise Refused(
            "The customers bring nothing in all, so there are no classes.", hint="--by revenue looks at revenue."
        )
    return classes


def known(margin: int | None) -> int:
    """A margin that is known, or a refusal that says how it becomes so."""
    if margin is None:
        raise unknown_margin()
    return margin


def unknown_margin() -> Refused:
    """What is said where neither costs nor a margin are known."""
    return Refused(
        "The margin is unknown, so profits cannot be told.",
        hint="`crm config set margin 40` settles it for sales without a cost; give products their cost to know better.",
    )

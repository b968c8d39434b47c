"""Books with customers and sales, told in a few words."""

from datetime import date, timedelta

from crmcli.core.records.contact import Contact
from crmcli.core.records.sales import Sale
from crmcli.services.workspace import Workspace


def customer(crm: Workspace, name: str) -> int:
    """A new contact."""
    with crm.writing("test") as unit:
        return unit.save(Contact(kind="person", name=name))


def sell(crm: Workspace, contact_id: int, day: str | date, minor: int, **values: object) -> int:
    """A sale of so much on a day."""
    refunds = values.pop("refunds", ())
    assert isinstance(refunds, tuple)
    sale = Sale(
        contact_id=contact_id,
        date=str(day),
        net_minor=minor,
        currency="EUR",
        refunds=refunds,
        refunded_minor=sum(refund.amount_minor for refund in refunds),
    )
    with crm.writing("test") as unit:
        return unit.save(sale._replace(**values))  # type: ignore[arg-type]


def ten(crm: Workspace, as_of: date) -> dict[str, int]:
    """The portfolio of DOMAIN's first example: name -> number."""
    rows = [
        ("ana", 10, 12, 240000), ("bea", 25, 9, 180000), ("car", 40, 1, 9000), ("dan", 60, 4, 100000),
        ("eva", 90, 2, 30000), ("fer", 120, 6, 150000), ("gil", 200, 1, 6000), ("hug", 250, 3, 70000),
        ("ida", 330, 1, 4500), ("jon", 400, 8, 210000),
    ]  # fmt: skip
    found = {}
    with crm.writing("test") as unit:
        for name, days, orders, money in rows:
            found[name] = unit.save(Contact(kind="person", name=name))
            for at in range(orders):
                part = money // orders + (money % orders if at == 0 else 0)
                day = as_of - timedelta(days=days + at)
                unit.save(Sale(contact_id=found[name], date=day.isoformat(), net_minor=part, currency="EUR"))
    return found

"""Retention, cohorts, trends, risk, next purchases and cross-selling of a book."""

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.activity import Interaction
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line
from crmcli.services.figures import ledger
from crmcli.services.insight import clv, risk
from crmcli.services.insight import retention as service
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight.purchases import Customers
from tests.services.insight.sales_book import customer, sell

DAY = "2026-01-01"


def months(crm: Workspace) -> None:
    """The cohorts of DOMAIN's example."""
    for name, bought in (("a", (1, 2, 4)), ("b", (1, 3)), ("c", (1,)), ("d", (2, 3)), ("e", (2, 4)), ("f", (3, 4))):
        number = customer(crm, name)
        for month in bought:
            sell(crm, number, f"2025-{month:02}-10", 10000)


def test_cohorts_leave_the_future_blank(workspace: Workspace) -> None:
    months(workspace)
    rows = service.cohorts(workspace, "2025-04-30").rows
    assert [(row.month, row.customers, [round(100 * share, 1) for share in row.shares]) for row in rows] == [
        ("2025-01", 3, [100, 33.3, 33.3, 33.3]), ("2025-02", 2, [100, 50, 50]), ("2025-03", 1, [100, 100]),
    ]  # fmt: skip
    assert [round(100 * share) for share in service.average(rows)] == [100, 50, 40, 33]
    rolling = service.cohorts(workspace, "2025-04-30", rolling=True, values=True).rows
    assert [round(share, 2) for share in rolling[0].shares] == [1, 0.67, 0.67, 0.33]
    assert [round(value) for value in rolling[0].values] == [10000, 13333, 16667, 20000]
    sell(workspace, 1, "2025-05-01", 5)
    assert service.cohorts(workspace, "2025-04-30").rows == rows


def test_retention_counts_who_came_back(workspace: Workspace) -> None:
    workspace.settings = workspace.settings._replace(churn_days=30)
    for name in "abcdefgh":
        number = customer(workspace, name)
        sell(workspace, number, "2025-01-20", 10000)
        if name in "abcdef":
            sell(workspace, number, "2025-02-10", 10000)
    back = customer(workspace, "z")
    sell(workspace, back, "2024-06-01", 10000)
    for number in (back, customer(workspace, "x"), customer(workspace, "y")):
        sell(workspace, number, "2025-02-15", 10000)
    report = service.retained(workspace, "2025-02-28", "month", 1)
    (row,) = report.rows
    assert (row.active, row.kept, row.new, row.back, row.active_after) == (8, 6, 2, 1, 9)
    assert (row.rate, row.churn) == (0.75, 0.25)


def test_years_to_expect_are_told_by_the_last_period_and_as_projections_count_them(workspace: Workspace) -> None:
    for name in "abcdefgh":
        number = customer(workspace, name)
        sell(workspace, number, "2024-05-20", 10000)
        if name in "abcdef":
            sell(workspace, number, "2025-02-10", 10000)
    pace, whole = service.retained(workspace, "2025-05-31", "month").totals
    assert (pace.values["rate"], pace.values["years"]) == (0.75, "1.03")
    assert (whole.values["churn"], whole.values["years"]) == (0.25, "4.00")
    assert clv.projected(workspace, "2025-05-31", None, 5).rule.values["years"] == whole.values["years"]
    assert len(service.retained(workspace, "2025-05-31", "year").totals) == 1


def test_sales_month_by_month(workspace: Workspace) -> None:
    months(workspace)
    rows = service.trends(workspace, "2025-04-20").rows
    assert [(row.month, row.orders, row.new, row.partial) for row in rows] == [
        ("2025-01", 3, 3, False), ("2025-02", 3, 2, False), ("2025-03", 3, 1, False), ("2025-04", 3, 0, True),
    ]  # fmt: skip
    assert not service.trends(workspace, "2025-04-30").rows[-1].partial


def test_who_may_leave_and_when_they_buy(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    for day in ("2025-01-10", "2025-02-09", "2025-03-21", "2025-04-20", "2025-04-20"):
        sell(workspace, ana, day, 10000)
    bea = customer(workspace, "Bea")
    for day, minor in (("2025-03-01", 9000), ("2025-04-01", 9000), ("2025-05-01", 1000), ("2025-06-01", 1000)):
        sell(workspace, bea, day, minor)
    sell(workspace, customer(workspace, "Once"), "2025-06-10", 100)
    with workspace.writing("test") as unit:
        unit.save(Interaction(at="2025-06-01", channel="call", participants=(ana,)))
    found = {row.customer: row for row in risk.churn_risk(workspace, "2025-06-19").rows}
    assert (found["Ana"].ratio, found["Ana"].state, found["Ana"].reasons) == (2.0, "at-risk", ("late",))
    assert found["Bea"].reasons == ("falling", "silent")
    assert "Once" not in found
    after = {row.customer: row for row in risk.next_purchase(workspace, "2025-06-19").rows}
    assert (after["Ana"].next, after["Ana"].gap, after["Ana"].own_gap) == ("2025-05-20", 30, True)
    assert (after["Once"].own_gap, after["Once"].state) == (False, "on-time")


def test_what_else_they_could_buy(workspace: Workspace) -> None:
    with workspace.writing("test") as unit:
        bread = unit.save(Product(name="Bread", currency="EUR", uid="p1"))
        jam = unit.save(Product(name="Jam", currency="EUR", uid="p2"))
    numbers = [customer(workspace, f"c{at}") for at in range(8)]
    for at, number in enumerate(numbers):
        owned = [bread] * (at < 4) + [jam] * (at in (0, 1, 2, 4))
        lines = tuple(Line(product, "x", unit_minor=100) for product in owned)
        sell(workspace, number, "2025-01-01", 100, lines=lines)
    rows = risk.crossing(workspace, DAY, 3).rows
    assert [(row.product, row.other, row.both, row.owners, row.names) for row in rows] == [
        ("Bread", "Jam", 3, 4, ("c3",)), ("Jam", "Bread", 3, 4, ("c4",)),
    ]  # fmt: skip
    assert (rows[0].confidence, round(rows[0].lift, 2)) == (0.75, 1.5)


def test_what_is_missing_is_said(workspace: Workspace) -> None:
    asks: tuple[Callable[[], object], ...] = (
        lambda: service.retained(workspace, DAY, "month"),
        lambda: service.cohorts(workspace, DAY),
        lambda: service.trends(workspace, DAY),
        lambda: risk.churn_risk(workspace, DAY),
        lambda: risk.next_purchase(workspace, DAY),
        lambda: risk.crossing(workspace, DAY, 3),
    )
    for ask in asks:
        with pytest.raises(Refused, match="no sales in this book"):
            ask()
    sell(workspace, customer(workspace, "Ana"), "2025-06-01", 100)
    with pytest.raises(Refused, match="no rhythm"):
        risk.next_purchase(workspace, DAY)
    with pytest.raises(Refused, match="no rhythm"):
        risk.churn_risk(workspace, DAY)
    with pytest.raises(Refused, match="which products"):
        risk.crossing(workspace, DAY, 3)
    assert service.retained(workspace, "2025-06-01", "month").rows[-1].rate is None


def test_a_sale_stored_between_two_readings_is_of_the_next_answer(
    workspace: Workspace, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.writing("test") as unit:
        bread = unit.save(Product(name="Bread", currency="EUR", uid="p1"))
    lines = (Line(bread, "x", unit_minor=100),)
    sell(workspace, customer(workspace, "Ana"), "2025-01-01", 100, lines=lines)
    read, other = ledger.customers, Workspace(environ)

    def and_then_somebody_buys(*arguments: Any, **named: Any) -> Customers:
        found = read(*arguments, **named)
        sell(other, customer(other, "New"), "2025-01-02", 100, lines=lines)
        return found

    monkeypatch.setattr(ledger, "customers", and_then_somebody_buys)
    assert [risk.crossing(workspace, DAY, 1).n for _time in range(2)] == [1, 2]
    other.close()

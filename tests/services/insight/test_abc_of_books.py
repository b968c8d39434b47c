"""ABC, cost to serve and profitability of a book."""

from datetime import date

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.activity import Interaction
from crmcli.core.records.costs import Cost
from crmcli.services.figures import abc as figures
from crmcli.services.figures import serving
from crmcli.services.insight import abc as service
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace
from tests.services.insight.sales_book import customer, sell

DAY = date(2026, 1, 1)
VALUES = (42000, 23000, 11000, 8000, 5500, 4000, 3000, 2000, 1000, 500)


def e5(crm: Workspace) -> list[int]:
    """The customers of DOMAIN's example, and 3000 of service for each class."""
    numbers = []
    for at, units in enumerate(VALUES, 1):
        numbers.append(customer(crm, f"c{at:02}"))
        sell(crm, numbers[-1], "2025-06-01", units * 100)
    with crm.writing("test") as unit:
        for at in (0, 4, 7):
            unit.save(
                Cost(date="2025-07-01", amount_minor=300000, currency="EUR", purpose="service", contact_id=numbers[at])
            )
    return numbers


def test_classes_of_ten(workspace: Workspace) -> None:
    e5(workspace)
    rows = service.customers(workspace, Span(DAY), "revenue", (80, 95)).report.rows
    assert "".join(row.letter for row in rows) == "AAAABBBCCC"
    assert [row.customer for row in rows][:2] == ["c01", "c02"]
    classes = service.classes(workspace, Span(DAY), "revenue", (80, 95))
    assert [round(100 * row.cost_rate, 2) for row in classes.rows] == [3.57, 24.0, 85.71]
    assert [round(row.served, 2) for row in classes.rows] == [0.40, 2.67, 9.52]
    assert sum(row.revenue for row in classes.rows) == sum(VALUES) * 100
    assert [warning.values.get("letters") for warning in classes.warnings] == [None, "B, C"]


def test_two_groups_and_a_budget(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    sell(workspace, ana, "2025-01-01", 8_000_000, cost_minor=5_600_000)
    sell(workspace, bea, "2025-01-01", 2_000_000, cost_minor=1_400_000)
    with workspace.writing("test") as unit:
        for number in (ana, bea):
            unit.save(
                Cost(date="2025-02-01", amount_minor=700000, currency="EUR", purpose="retention", contact_id=number)
            )
    rows = service.classes(workspace, Span(DAY), "revenue", (80,), 1_000_000).rows
    assert [(row.letter, row.profit, row.budget) for row in rows] == [("A", 1700000, 800000), ("B", -100000, 200000)]
    report = service.profitability(workspace, Span(DAY))
    assert [(row.customer, row.profit, row.action) for row in report.rows] == [
        ("Ana", 1700000, ""), ("Bea", -100000, "channel"),
    ]  # fmt: skip
    assert [round(row.cumulative, 3) for row in report.rows] == [1.062, 1.0]
    assert (report.totals[0].values["count"], report.totals[0].values["lost"]) == (1, (-100000, "EUR"))


def test_time_and_travel_cost_from_the_first_order_on(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    sell(workspace, ana, "2025-01-10", 10000)
    with workspace.writing("test") as unit:
        for at in ("2025-01-05", "2025-02-01T10:00:00Z", "2026-02-01"):
            unit.save(Interaction(at=at, channel="visit", minutes=60, participants=(ana, bea), travel_minor=500))
    assert serving.costs(workspace, DAY) == {ana: 250}


def test_what_cannot_be_told_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no sales"):
        figures.ranked(workspace, DAY)
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-01-10", 10000)
    with pytest.raises(Refused, match="margin is unknown"):
        figures.ranked(workspace, DAY, by="margin")
    with pytest.raises(Refused, match="margin is unknown"):
        service.profitability(workspace, Span(DAY))
    with workspace.writing("test") as unit:
        unit.save(Cost(date="2025-02-01", amount_minor=700, currency="USD", rate=0, purpose="service", contact_id=ana))
    with pytest.raises(Refused, match="costs have no rate"):
        service.classes(workspace, Span(DAY), "revenue", (80, 95))
    sell(workspace, ana, "2025-01-11", 100, cost_minor=20000)
    workspace.settings = workspace.settings._replace(margin=10)
    with pytest.raises(Refused, match="bring nothing"):
        figures.ranked(workspace, DAY, by="margin")


def test_later_rows_change_nothing(workspace: Workspace) -> None:
    numbers = e5(workspace)
    before = service.classes(workspace, Span(DAY), "revenue", (80, 95))
    sell(workspace, numbers[0], "2026-01-02", 5)
    with workspace.writing("test") as unit:
        unit.save(Cost(date="2026-01-02", amount_minor=1, currency="EUR", purpose="service", contact_id=numbers[0]))
    assert service.classes(workspace, Span(DAY), "revenue", (80, 95)) == before

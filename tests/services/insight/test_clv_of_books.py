"""Lifetime value of the sales of a book."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from crmcli.core.errors import Refused
from crmcli.core.records.contact import Contact
from crmcli.core.records.sales import Sale
from crmcli.services.figures import model, value
from crmcli.services.insight import clv as service
from crmcli.services.insight import risk
from crmcli.services.workspace import Workspace
from tests.services.insight.sales_book import customer, sell, ten

DAY = "2026-01-15"


def six(crm: Workspace) -> int:
    """The customer of DOMAIN's example."""
    ana = customer(crm, "Ana")
    days = ("2023-01-15", "2023-06-01", "2024-01-10", "2024-07-01", "2025-02-01", "2025-09-01")
    for day, units in zip(days, (100, 140, 120, 160, 130, 190), strict=True):
        sell(crm, ana, day, units * 100)
    return ana


def test_historic_value_is_what_was_paid(workspace: Workspace) -> None:
    six(workspace)
    report = service.historic(workspace, DAY)
    (row,) = report.rows
    assert (row.average, round(row.per_year, 4), round(row.years, 4), row.revenue) == (14000, 1.9995, 3.0007, 84000)
    assert row.margin is None
    assert "margin is unknown" in str(report.warnings)


def test_recurrence_of_the_last_year(workspace: Workspace) -> None:
    """Orders from 2025-01-16 on count; who made none is worth nothing and comes last."""
    six(workspace)
    gone = customer(workspace, "Gone")
    sell(workspace, gone, "2025-01-15", 99_900)
    late = customer(workspace, "Late")
    sell(workspace, late, "2025-01-16", 5000)
    report = service.historic(workspace, DAY, recurrence="trailing")
    ana, there, nobody = report.rows
    assert (ana.average, ana.per_year, round(ana.value), ana.revenue) == (14000, 2, 84019, 84000)
    assert (there.per_year, there.value) == (1, 5000)
    assert (nobody.customer, nobody.per_year, nobody.value, nobody.revenue) == ("Gone", 0, 0, 99_900)
    assert "89019" in str(report.totals)
    assert [row.value for row in service.historic(workspace, DAY).rows] == pytest.approx([99_900, 84000, 5000])


def test_projection_with_churn_and_margin(workspace: Workspace) -> None:
    six(workspace)
    workspace.settings = workspace.settings._replace(margin=40)
    (row,) = service.projected(workspace, DAY, 0.2, 5).rows
    assert (round(row.revenue), round(row.margin)) == (139968, 55987)
    (today,) = service.projected(workspace, DAY, 0.2, 5, discount=0.12).rows
    a_month, monthly = row.margin / 60, 1.12 ** (1 / 12) - 1
    assert today.today == pytest.approx(a_month * (1 - (1 + monthly) ** -60) / monthly)
    assert service.projected(workspace, DAY, 0.2, 5, discount=0).rows[0].today == pytest.approx(row.margin)
    (measured,) = service.projected(workspace, DAY, None, 5).rows
    assert measured.years == 5


def test_margins_come_from_costs_where_they_are_known(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    sell(workspace, ana, "2025-01-01", 10000, cost_minor=6000)
    sell(workspace, bea, "2025-01-01", 10000)
    assert value.margins(workspace, date(2026, 1, 1)) == {ana: 4000, bea: 4000}
    workspace.settings = workspace.settings._replace(margin=30)
    assert value.margins(workspace, date(2026, 1, 1)) == {ana: 4000, bea: 3000}
    assert value.margin_rate(workspace, date(2026, 1, 1)) == 0.3


def test_a_model_is_refused_where_there_is_too_little(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no sales in this book"):
        service.predicted(workspace, DAY, service.Horizon())
    ten(workspace, date(2026, 1, 1))
    for ask in (
        lambda: service.predicted(workspace, DAY, service.Horizon()),
        lambda: service.fit(workspace, DAY),
        lambda: service.validate(workspace, DAY, ""),
    ):
        with pytest.raises(Refused, match="at least 100 customers"):
            ask()
    with pytest.raises(Refused, match="leaves nothing to check"):
        service.validate(workspace, DAY, "2020-01-01")


def test_force_finds_no_model_where_nobody_came_back(workspace: Workspace) -> None:
    for name in ("Ana", "Bea"):
        sell(workspace, customer(workspace, name), "2025-12-01", 5000)
    for ask in (
        lambda: service.predicted(workspace, DAY, service.Horizon(), force=True),
        lambda: service.fit(workspace, DAY, force=True),
    ):
        with pytest.raises(Refused, match="Nobody has come back") as refused:
            ask()
        assert "--force" not in refused.value.hint


def many(crm: Workspace, count: int = 160) -> None:
    """Customers who come back each at their own pace."""
    with crm.writing("test") as unit:
        for at in range(count):
            number = unit.save(Contact(kind="person", name=f"Customer {at}"))
            day = date(2025, 1, 1) + timedelta(days=at % 60)
            for step in range(1 + (at * 7919) % 7 * (at % 2)):
                when = day + timedelta(days=step * (10 + at % 23))
                unit.save(
                    Sale(contact_id=number, date=when.isoformat(), net_minor=1000 + at * 37 % 900, currency="EUR")
                )


def coming_back(crm: Workspace, count: int = 240, currency: str = "EUR", unit: int = 100) -> None:
    """Customers who come back and leave by chance, as the model supposes: the same ones each time."""
    chance = Random(7)
    with crm.writing("test") as book:
        for at in range(count):
            number = book.save(Contact(kind="person", name=f"Customer {at}"))
            day, rate, leaving = chance.uniform(0, 120), chance.gammavariate(0.8, 1 / 14), chance.betavariate(0.8, 2.5)
            mean = chance.gammavariate(6, 1) / chance.gammavariate(4, 1 / 15)
            while day < 500:
                when = date(2024, 9, 1) + timedelta(days=int(day))
                minor = max(round(mean * chance.uniform(0.5, 1.5)), 1) * unit
                book.save(Sale(contact_id=number, date=when.isoformat(), net_minor=minor, currency=currency))
                if chance.random() < leaving:
                    break
                day += chance.expovariate(rate)


def test_who_may_leave_does_not_depend_on_a_kept_fit(workspace: Workspace) -> None:
    """A fit of later rows, of an earlier day, forced or outdated by a sale: none of them changes an answer."""
    coming_back(workspace)
    before = risk.churn_risk(workspace, "2025-09-30")
    assert "gone" in {reason for row in before.rows for reason in row.reasons}
    predicted = {row.id: row.alive for row in service.predicted(workspace, "2025-09-30", service.Horizon()).rows}
    assert all(row.alive == predicted[row.id] for row in before.rows)
    for day, force in (("2026-01-13", False), ("2025-06-30", True), ("2025-09-30", True), ("2025-09-30", False)):
        service.fit(workspace, day, force=force)
        assert risk.churn_risk(workspace, "2025-09-30") == before, (day, force)
    sell(workspace, before.rows[0].id, "2025-09-29", 5000)
    after = risk.churn_risk(workspace, "2025-09-30")
    service.fit(workspace, "2025-09-30")
    assert risk.churn_risk(workspace, "2025-09-30") == after
    assert {row.id: row.alive for row in after.rows} != {row.id: row.alive for row in before.rows}


def test_a_forced_fit_is_taken_only_where_force_is_asked_for(workspace: Workspace) -> None:
    many(workspace, 60)
    before = risk.churn_risk(workspace, DAY)
    assert before.rows
    service.fit(workspace, DAY, force=True)
    assert risk.churn_risk(workspace, DAY) == before
    assert all(row.alive is None for row in before.rows)
    assert "too few customers" in str(before.rule)
    with pytest.raises(Refused, match="at least 100 customers"):
        service.predicted(workspace, DAY, service.Horizon())
    assert service.predicted(workspace, DAY, service.Horizon(), force=True).rows


def test_the_model_counts_in_whole_units_of_the_currency(workspace: Workspace) -> None:
    """The same amounts give the same fit, whatever a currency is divided into."""
    coming_back(workspace)
    euros = service.fit(workspace, DAY)
    workspace.settings = workspace.settings._replace(currency="JPY")
    coming_back(workspace, currency="JPY", unit=1)
    with workspace.writing("test") as unit:
        unit.db.execute("DELETE FROM sale WHERE currency = 'EUR'")
    yen = service.fit(workspace, DAY)
    assert (yen.p, yen.q, yen.v) == pytest.approx((euros.p, euros.q, euros.v))
    assert yen.spending_likelihood == pytest.approx(euros.spending_likelihood)
    assert 1 < euros.v < 100
    best = service.predicted(workspace, DAY, service.Horizon()).rows[0]
    bought = [mean for (mean,) in workspace.db.execute(
        "SELECT avg(net_minor) FROM sale WHERE contact_id = ? AND currency = 'JPY'", (best.id,)
    )]  # fmt: skip
    assert best.mean == pytest.approx(bought[0], rel=0.5)


def test_a_fit_is_kept_with_its_fingerprint_and_used(workspace: Workspace) -> None:
    many(workspace)
    assert model.stored(workspace) is None
    found = service.fit(workspace, DAY, force=True)
    assert model.stored(workspace) == found
    assert found.at == "2026-11-22T08:30:00Z"
    customers = model.histories(workspace, date(2026, 1, 15))
    assert model.fitted(workspace, customers, date(2026, 1, 15), force=True) == found
    with pytest.raises(Refused, match="run away"):
        model.fitted(workspace, customers, date(2026, 1, 15))
    before = service.predicted(workspace, DAY, service.Horizon(), force=True)
    sell(workspace, 1, "2026-02-01", 99900)
    assert service.predicted(workspace, DAY, service.Horizon(), force=True) == before
    sell(workspace, 1, "2026-01-02", 99900)
    changed = model.histories(workspace, date(2026, 1, 15))
    assert changed.fingerprint != customers.fingerprint


def test_predictions_and_their_check(workspace: Workspace) -> None:
    many(workspace)
    rows = service.predicted(workspace, "2025-06-30", service.Horizon(), force=True).rows
    assert len(rows) == 160
    assert all(row.alive is None for row in rows if not row.repeats)
    assert [row.value for row in rows] == sorted((row.value for row in rows), reverse=True)
    report = service.validate(workspace, "2025-07-01", "2025-04-01", force=True)
    assert sum(row.customers for row in report.rows) == report.n


def test_cdnow_from_a_book(workspace: Workspace, corpora: Path) -> None:
    path = corpora / "analytics" / "cdnow" / "cdnow_sample_transactions.csv"
    if not path.is_file():
        pytest.skip("no cdnow in the corpora")
    with path.open() as stream, workspace.writing("test") as unit:
        numbers: dict[str, int] = {}
        for row in csv.DictReader(stream):
            if row["sample_id"] not in numbers:
                numbers[row["sample_id"]] = unit.save(Contact(kind="person", name=f"Customer {row['sample_id']}"))
            minor = round(float(row["dollars"]) * 100)
            unit.save(Sale(contact_id=numbers[row["sample_id"]], date=row["date"], net_minor=minor, currency="EUR"))
    report = service.validate(workspace, "1998-06-30", "1997-09-30")
    assert (report.n, sum(row.actual for row in report.rows)) == (2357, 1882)
    assert round(sum(row.expected for row in report.rows), 1) == 1653.4
    fit = service.fit(workspace, "1997-09-30")
    assert (fit.r, fit.alpha, fit.a, fit.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), rel=0.01)
    assert (fit.p, fit.q, fit.v) == pytest.approx((6.25, 3.74, 15.44), rel=0.01)
    assert fit.likelihood == pytest.approx(-9582.4, abs=0.1)
    assert fit.spending_likelihood == pytest.approx(-4055.918, abs=1e-3)

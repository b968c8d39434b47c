"""What winning customers costs, unit economics, stages, the dashboard and goals of a book."""

from datetime import date, timedelta

import pytest

from crmcli.core.errors import Invalid, NotFound, Refused
from crmcli.core.records.activity import Interaction
from crmcli.core.records.contact import Contact
from crmcli.core.records.costs import Cost
from crmcli.core.records.sales import Refund
from crmcli.core.records.support import Answer
from crmcli.services.figures import serving, value
from crmcli.services.insight import acquisition as service
from crmcli.services.insight import dashboard, maturity
from crmcli.services.people import people as contacts
from crmcli.services.sales import sale_changes
from crmcli.services.workspace import Workspace
from crmcli.view.insight import dashboard as pictures
from tests.services.insight.sales_book import customer, sell

DAY = "2025-12-31"


def e2(crm: Workspace) -> list[int]:
    """DOMAIN's example: 3000 of cost, twelve visits among it, and fifteen new customers."""
    crm.settings = crm.settings._replace(hourly_rate="30", margin=40)
    numbers = [customer(crm, f"c{at:02}") for at in range(15)]
    with crm.writing("test") as unit:
        for minor, channel in ((120000, "ads"), (80000, "fair"), (16000, "")):
            unit.save(Cost(date="2025-03-01", amount_minor=minor, currency="EUR", channel=channel))
        for at in range(12):
            unit.save(
                Interaction(
                    at="2025-03-02", channel="visit", minutes=90, participants=(numbers[at],), travel_minor=2500
                )
            )
    for number in numbers:
        sell(crm, number, "2025-06-01", 8000, channel="fair" if number % 5 == 0 else "")
    return numbers


def test_cost_of_a_new_customer(workspace: Workspace) -> None:
    e2(workspace)
    report = service.cac(workspace, DAY, "2025-01-01", "", "channel")
    assert report.totals[0].values == {"cost": (300000, "EUR"), "n": 15, "price": (20000, "EUR")}
    rows = {row.name: row for row in report.rows}
    assert (rows["fair"].cost, rows["fair"].customers, round(rows["fair"].cac)) == (80000, 3, 26667)
    assert (rows["ads"].customers, rows["ads"].cac) == (0, None)
    assert (rows["visit"].cost, rows["visit"].time_cost, rows["visit"].customers) == (84000, 84000, 0)
    assert (rows[""].cost, rows[""].time_cost) == (16000, 0)


def test_time_counts_to_where_the_contact_came_from(workspace: Workspace) -> None:
    numbers = e2(workspace)
    with workspace.writing("test") as unit:
        for number in numbers[:3]:
            unit.save(contacts.get(workspace, number)._replace(source="fair"))
    by_source = {row.name: row for row in service.cac(workspace, DAY, "2025-01-01", "", "source").rows}
    assert (by_source["fair"].time_cost, by_source["fair"].customers) == (21000, 3)
    assert by_source[""].time_cost == 63000
    (apart,) = service.cac(workspace, DAY, "2025-01-01", "", "campaign").rows
    assert (apart.name, apart.cost, apart.time_cost) == ("", 300000, 84000)


def test_no_new_customer_has_no_cost(workspace: Workspace) -> None:
    e2(workspace)
    report = service.cac(workspace, DAY, "2025-01-01", "2025-05-31", "channel")
    assert "no new customer" in report.totals[0].message
    assert all(row.cac is None for row in report.rows)


def test_costs_may_come_before_the_sale(workspace: Workspace) -> None:
    e2(workspace)
    late = service.cac(workspace, DAY, "2025-06-01", "", "channel")
    assert sum(row.cost for row in late.rows) == 0
    lagging = service.cac(workspace, DAY, "2025-06-01", "", "channel", lag=100)
    assert sum(row.cost for row in lagging.rows) == 300000


def test_unit_economics(workspace: Workspace) -> None:
    numbers = e2(workspace)
    for number in numbers:
        for month in (7, 8, 9, 10):
            sell(workspace, number, f"2025-{month:02}-01", 8000)
    (row,) = service.unit_economics(workspace, DAY, "2025-01-01", "").rows
    assert (row.cac, row.average, row.per_year, row.years) == (20000, 8000, 5, 5)
    assert (row.revenue_value, row.margin_value) == (200000, 80000)
    assert (row.ratio, row.revenue_ratio, round(row.payback, 2), row.verdict) == (4, 10, 15, "slow")
    assert row.discounted is None


def test_the_cost_of_a_period_stands_against_the_value_as_of_the_day(workspace: Workspace) -> None:
    """DOMAIN's example over its four years: the month in which all were won is not all that they bring."""
    for number in e2(workspace):
        for at in range(17):
            sell(workspace, number, date(2025, 6, 1) + timedelta(days=round((at + 1) * 1461 / 18)), 8000)
    day = "2029-05-31"
    (row,) = service.unit_economics(workspace, day, "2025-03-01", "2025-06-01").rows
    assert (row.cac, row.average, row.years) == (20000, 8000, 5)
    assert (row.per_year, row.margin_value, row.ratio) == pytest.approx((4.5, 72000, 3.6), rel=0.001)
    report = service.cac(workspace, day, "2025-03-01", "2025-06-01", "campaign")
    assert [one.value for one in report.rows] == [row.margin_value]
    assert "less than they cost" not in str(report.warnings)
    assert (service.unit_economics(workspace, "2025-12-31", "2025-03-01", "2025-06-01").rows[0].ratio or 0) < 3


def test_time_with_customers_is_a_cost_of_keeping_them(workspace: Workspace) -> None:
    """An hour after the first order, shared by two of whom one had bought; the visits before it are of winning."""
    numbers = e2(workspace)
    talk = Interaction(
        at="2025-06-20", channel="visit", minutes=120, participants=(numbers[0], customer(workspace, "New")),
        travel_minor=1000,
    )  # fmt: skip
    late = Interaction(at="2025-11-20", channel="call", minutes=60, participants=(numbers[0],))
    with workspace.writing("test") as unit:
        unit.save(talk)
        unit.save(late)
        unit.save(Cost(date="2025-06-20", amount_minor=700, currency="EUR", purpose="retention"))
    for number in numbers[:2]:
        sell(workspace, number, "2025-07-01", 8000)
    (row,) = service.unit_economics(workspace, DAY, "2025-01-01", "2025-10-31").rows
    assert (row.retention_cost, row.repeat_cost) == (3000 + 500 + 700, 2100)
    assert service.unit_economics(workspace, DAY, "2025-01-01", "").rows[0].retention_cost == 7200
    assert serving.costs(workspace, date.fromisoformat(DAY)) == {numbers[0]: 6500}


def test_what_is_missing_of_the_value_of_a_customer_is_said(workspace: Workspace) -> None:
    def doubts(start: str) -> str:
        return str(service.cac(workspace, DAY, start, "", "channel").warnings)

    workspace.settings = workspace.settings._replace(margin=40)
    assert "Nobody had bought anything" in doubts("2025-01-01")
    assert "margin is unknown" not in doubts("2025-01-01")
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-02-01", 500, refunds=(Refund(date="2025-02-02", amount_minor=500),))
    assert "Nobody had bought anything" in doubts("2025-01-01")
    sell(workspace, ana, "2025-02-01", 500)
    assert "Nobody had bought" not in doubts("2025-06-01") + doubts("2025-01-01")
    workspace.settings = workspace.settings._replace(margin=0)
    assert "margin is unknown" in doubts("2025-06-01")
    assert "Nobody had bought" not in doubts("2025-06-01")


def test_a_yearly_margin_is_discounted_by_who_stays(workspace: Workspace) -> None:
    workspace.settings = workspace.settings._replace(margin=50, discount_rate=12)
    for at in range(5):
        number = customer(workspace, f"c{at}")
        sell(workspace, number, "2024-12-31", 10000)
        if at < 4:
            sell(workspace, number, "2025-12-31", 10000)
    (row,) = service.unit_economics(workspace, DAY, "2025-01-01", "").rows
    a_year = row.average * row.per_year * 0.5
    assert row.discounted == pytest.approx(a_year * 0.8 / (1 + 0.12 - 0.8))
    assert row.discounted == pytest.approx(2.5 * a_year)


def test_customers_who_bring_less_than_they_cost(workspace: Workspace) -> None:
    e2(workspace)
    workspace.settings = workspace.settings._replace(margin=1)
    report = service.unit_economics(workspace, DAY, "2025-01-01", "")
    assert report.rows[0].verdict == "losing"
    assert "LTV must be greater than CAC" in report.warnings[0].message
    workspace.settings = workspace.settings._replace(margin=0)
    assert service.unit_economics(workspace, DAY, "2025-01-01", "").rows[0].ratio is None


def test_stages_of_the_relation(workspace: Workspace) -> None:
    numbers = e2(workspace)
    sell(workspace, numbers[0], "2025-07-01", 900000)
    report = maturity.maturity(workspace, DAY)
    assert [(row.stage, row.customers) for row in report.rows] == [
        ("acquisition", 14), ("retention", 0), ("strategic", 1),
    ]  # fmt: skip
    assert sum(row.revenue for row in report.rows) == 15 * 8000 + 900000
    rows = maturity.activity(workspace, "2025-04-15").rows
    assert [(row.month, row.interactions, row.minutes, row.people) for row in rows] == [("2025-03", 12, 1080, 12)]


def test_who_spoke_for_an_organisation_speaks_for_it_after_a_sale_that_came_to_nothing(workspace: Workspace) -> None:
    e2(workspace)
    with workspace.writing("test") as unit:
        house = unit.save(Contact(kind="organisation", name="House"))
        clerk = unit.save(Contact(kind="person", name="Clerk", organisation_id=house))
    for day in ("2025-06-01", "2025-06-10"):
        sell(workspace, house, day, 900000)
    with workspace.writing("test") as unit:
        unit.save(Interaction(at="2025-07-02", channel="visit", minutes=70, participants=(clerk,)))
        unit.save(Answer(contact_id=clerk, kind="nps", score=10, date="2025-07-03"))
    before = maturity.maturity(workspace, DAY)
    assert (before.rows[2].customers, before.rows[2].minutes, before.rows[2].nps_answers) == (1, 70, 1)
    number = sell(workspace, clerk, "2025-12-01", 1000)
    assert maturity.maturity(workspace, DAY).rows[2].minutes == 0, "who buys speaks for themselves"
    sale_changes.cancel(workspace, str(number), date="2025-12-02")
    assert maturity.maturity(workspace, DAY) == before
    sell(workspace, clerk, "2025-12-01", 1000, refunds=(Refund(date="2025-12-03", amount_minor=1000),))
    assert maturity.maturity(workspace, DAY) == before


def test_the_dashboard(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    sell(workspace, ana, "2025-10-05", 10000)
    sell(workspace, ana, "2025-10-30", 99900)
    sell(workspace, bea, "2025-11-05", 30000)
    sell(workspace, bea, "2025-12-05", 30000)
    dashboard.set_goal(workspace, "revenue", "2025-11", "600")
    page = dashboard.page(workspace, "2025-11-20")
    figures = {figure.metric: figure for figure in page.figures}
    assert (figures["revenue"].value, figures["revenue"].before, figures["revenue"].goal) == (30000, 10000, 60000)
    assert figures["revenue"].change == 2
    assert figures["new-customers"].value == 1
    assert [(one.customer, one.change) for one in page.causes] == [("Bea", 30000), ("Ana", -10000)]
    assert page.goals[0].reached == 0.5


def test_goals(workspace: Workspace) -> None:
    sell(workspace, customer(workspace, "Ana"), "2026-10-05", 10000)
    first = dashboard.set_goal(workspace, "revenue", "2026", "1.000,00")
    again = dashboard.set_goal(workspace, "revenue", "2026", "2000", "more")
    assert (first.id, again.id, again.target, again.value, again.note) == (1, 1, 200000, 10000, "more")
    dashboard.set_goal(workspace, "retention", "2026-Q4", "62,5 %")
    rows = {row.metric: row for row in dashboard.goals(workspace)}
    assert (rows["retention"].target, rows["retention"].start) == (6250, "2026-10-01")
    assert dashboard.remove_goal(workspace, "revenue", "2026").period == "2026"
    with pytest.raises(NotFound):
        dashboard.remove_goal(workspace, "revenue", "2026")
    for metric, period, target in (
        ("revenu", "2026", "5"), ("revenue", "last-90d", "5"), ("orders", "2026", "five"), ("orders", "2026", "2.5"),
        ("retention", "2026", "120"), ("revenue", "2026", "5 USD"),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            dashboard.set_goal(workspace, metric, period, target)


def test_an_empty_book_has_no_dashboard(workspace: Workspace) -> None:
    for ask in (
        lambda: dashboard.page(workspace, DAY),
        lambda: service.unit_economics(workspace, DAY, "", ""),
        lambda: maturity.maturity(workspace, DAY),
    ):
        with pytest.raises(Refused, match="no sales in this book"):
            ask()
    assert service.cac(workspace, DAY, "", "", "channel").rows == ()
    assert maturity.activity(workspace, DAY).rows == ()


@pytest.mark.parametrize(
    ("currency", "minor", "rate", "in_euros"),
    [("JPY", 10000, 6_000, 6000), ("KWD", 10000, 3_000_000, 3000), ("USD", 10000, 900_000, 9000),
     ("IDR", 5_000_000_000_000, 60_000_000, 300_000_000_000_000)],
)  # fmt: skip
def test_costs_are_converted_as_sales_are(
    workspace: Workspace, currency: str, minor: int, rate: int, in_euros: int
) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2025-06-01", minor, currency=currency, rate=rate)
    with workspace.writing("test") as unit:
        unit.save(Cost(date="2025-03-01", amount_minor=minor, currency=currency, rate=rate, contact_id=ana))
        unit.save(
            Cost(date="2025-03-01", amount_minor=minor, currency=currency, rate=rate, contact_id=ana, purpose="service")
        )
    (row,) = service.cac(workspace, DAY, "2025-01-01", "", "channel").rows
    assert row.cost == in_euros
    assert serving.costs(workspace, date.fromisoformat(DAY)) == {ana: in_euros}
    assert value.historic(workspace, date.fromisoformat(DAY)).totals == (in_euros,)


def test_hours_belong_to_the_local_day(workspace: Workspace) -> None:
    workspace.settings = workspace.settings._replace(hourly_rate="60")
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    with workspace.writing("test") as unit:
        # in Madrid: half past midnight on the first of November, and on the day of the first order
        unit.save(Interaction(at="2025-10-31T23:30:00Z", channel="call", minutes=60, participants=(ana,)))
        unit.save(Interaction(at="2025-11-04T23:30:00Z", channel="call", minutes=30, participants=(bea,)))
    sell(workspace, bea, "2025-11-05", 10000)
    rows = maturity.activity(workspace, "2025-12-15").rows
    assert [(row.month, row.interactions, row.people) for row in rows] == [("2025-11", 2, 2)]
    (row,) = [one for one in service.cac(workspace, DAY, "2025-11-01", "2025-11-30", "channel").rows if one.time_cost]
    assert row.time_cost == 6000
    assert serving.costs(workspace, date.fromisoformat(DAY)) == {bea: 3000}


def test_what_comes_later_changes_nothing_as_of_a_day_before(workspace: Workspace) -> None:
    workspace.settings = workspace.settings._replace(hourly_rate="60")
    ana = customer(workspace, "Ana")
    with workspace.writing("test") as unit:
        unit.save(Interaction(at="2025-03-10T09:00:00Z", channel="call", minutes=60, participants=(ana,)))
    first = sell(workspace, ana, "2025-03-01", 10000)
    before = [service.cac(workspace, "2025-10-31", "2025-01-01", "", by) for by in service.BY]
    assert all(row.time_cost == 0 for report in before for row in report.rows)
    sale_changes.refund(workspace, str(first), "", date="2025-11-10", all_left=True)
    assert [service.cac(workspace, "2025-10-31", "2025-01-01", "", by) for by in service.BY] == before
    assert serving.costs(workspace, date(2025, 10, 31)) == {ana: 6000}
    second = sell(workspace, ana, "2025-03-02", 10000)
    before = [service.cac(workspace, "2025-10-31", "2025-01-01", "", by) for by in service.BY]
    sale_changes.cancel(workspace, str(second), date="2025-11-12")
    assert [service.cac(workspace, "2025-10-31", "2025-01-01", "", by) for by in service.BY] == before


def test_a_settled_margin_comes_before_that_of_known_costs(workspace: Workspace) -> None:
    ana, bea = customer(workspace, "Ana"), customer(workspace, "Bea")
    sell(workspace, ana, "2025-03-01", 100000, cost_minor=10000)
    sell(workspace, bea, "2025-03-01", 900000)
    day = date.fromisoformat(DAY)
    assert value.margin_rate(workspace, day) == pytest.approx(0.9)
    assert value.margins(workspace, day) == {ana: 90000, bea: 810000}
    workspace.settings = workspace.settings._replace(margin=40)
    assert value.margin_rate(workspace, day) == 0.4
    assert value.margins(workspace, day) == {ana: 90000, bea: 360000}
    (row,) = service.unit_economics(workspace, DAY, "2025-01-01", "").rows
    assert row.margin_rate == 0.4


def test_one_new_customer_is_told_in_the_singular(workspace: Workspace) -> None:
    sell(workspace, customer(workspace, "Ana"), "2025-03-01", 100000)
    assert service.cac(workspace, DAY, "2025-01-01", "", "channel").totals[0].message == "{cost} for one new customer."


def test_the_dashboard_draws_as_many_months_on_the_last_day_of_one_as_on_any_other(workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    sell(workspace, ana, "2023-01-10", 1000)
    for day in ("2025-11-23", "2025-11-30", "2026-01-01"):
        page = dashboard.page(workspace, day)
        courses = pictures.courses(page.figures, page.months)
        assert {len(line.values) for line in courses.courses if line.values} == {12}

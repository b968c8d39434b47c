"""Kept scores: told only while they are what counting would give, whatever is changed and whatever day it is."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Refused
from crmcli.core.records.sales import Refund, Sale
from crmcli.services.figures import rfm, scores
from crmcli.services.figures.portfolio import Rule
from crmcli.services.insight import rfm as service
from crmcli.services.insight import rfm_explained
from crmcli.services.people import contacts
from crmcli.services.system import history
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import sales
from tests.services.insight.sales_book import customer, sell, ten


def sold(crm: Workspace, number: int) -> Sale:
    found = sales.one(crm.db, number)
    assert found is not None
    return found


def agrees(crm: Workspace, day: date) -> bool:
    """Whether what is told is what counting gives; and whether it was told by what is kept."""
    told, counted = rfm.of_book(crm, Rule(), day), rfm.counted(crm, Rule(), day)
    assert service.segments(told) == service.segments(counted)
    for name in ("keys", "days", "orders", "totals", "scores", "codes"):
        assert list(getattr(told, name)) == list(getattr(counted, name))
    assert told[-3:] == counted[-3:]
    for number in told.keys:
        kept = rfm_explained.explain(crm, str(number), Rule(), day.isoformat())
        anew = rfm_explained.explain(crm, str(number), Rule(window=99_999), day.isoformat())
        assert kept._replace(kept_at="") == anew
    return scores.state(crm, day) is not None


def test_scores_are_told_by_what_is_kept_with_its_date(workspace: Workspace) -> None:
    numbers = ten(workspace, workspace.today - timedelta(days=3))
    before = rfm_explained.explain(workspace, "ana", Rule(), "")
    assert not before.kept_at
    kept = service.keep(workspace)
    assert (kept.as_of, kept.customers) == (workspace.today.isoformat(), 10)
    after = rfm_explained.explain(workspace, "ana", Rule(), "")
    assert after == before._replace(kept_at=kept.at)
    assert agrees(workspace, workspace.today)
    assert agrees(workspace, workspace.today + timedelta(days=400))
    assert not agrees(workspace, workspace.today - timedelta(days=1))
    assert not rfm_explained.explain(workspace, str(numbers["bea"]), Rule(mean=True), "").kept_at


CHANGES: dict[str, Callable[[Workspace, dict[str, int]], object]] = {
    "a new sale": lambda crm, numbers: sell(crm, numbers["gil"], crm.today, 99900),
    "a refund": lambda crm, _numbers: save(crm, sold(crm, 1)._replace(refunds=(Refund("2025-12-31", 500),))),
    "a sale in the trash": lambda crm, _numbers: save(crm, sold(crm, 2)._replace(trashed_at="2026-01-01T00:00:00Z")),
    "a contact in the trash": lambda crm, numbers: contacts.trash(crm, [numbers["ana"]], "contact delete"),
    "an undo": lambda crm, _numbers: history.undo(crm),
}  # fmt: skip


def save(crm: Workspace, sale: Sale) -> None:
    with crm.writing("test") as unit:
        unit.save(sale)


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_changes_a_sale_outdates_them(workspace: Workspace, change: str) -> None:
    numbers = ten(workspace, workspace.today)
    extra = sell(workspace, numbers["ida"], workspace.today, 100)
    assert extra
    service.keep(workspace)
    assert agrees(workspace, workspace.today)
    CHANGES[change](workspace, numbers)
    assert not agrees(workspace, workspace.today)
    service.keep(workspace)
    assert agrees(workspace, workspace.today)


def test_what_has_nothing_to_do_with_sales_leaves_them(workspace: Workspace) -> None:
    numbers = ten(workspace, workspace.today)
    service.keep(workspace)
    customer(workspace, "Somebody else")
    contacts.set_fields(workspace, [numbers["ana"]], ["city=Cádiz"], "contact set")
    assert agrees(workspace, workspace.today)


def test_what_is_dated_ahead_outdates_them_on_its_day(workspace: Workspace) -> None:
    numbers = ten(workspace, workspace.today)
    sell(workspace, numbers["ana"], workspace.today + timedelta(days=9), 100)
    ahead = workspace.today + timedelta(days=5)
    sell(workspace, numbers["bea"], workspace.today, 900, status="cancelled", cancelled_on=ahead.isoformat())
    service.keep(workspace)
    assert agrees(workspace, ahead - timedelta(days=1))
    assert not agrees(workspace, ahead)


def test_another_currency_of_the_book_is_another_matter(workspace: Workspace) -> None:
    ten(workspace, workspace.today)
    service.keep(workspace)
    workspace.settings = workspace.settings._replace(currency="USD")
    assert scores.state(workspace, workspace.today) is None


def test_of_nobody_nothing_is_kept(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="no sales in this book"):
        service.keep(workspace)
    ten(workspace, workspace.today)
    service.keep(workspace)
    with pytest.raises(Refused, match="has bought nothing"):
        rfm_explained.explain(workspace, str(customer(workspace, "Prospect")), Rule(), "")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 300), st.integers(0, 5)), max_size=25), st.integers(0, 9))
def test_kept_scores_are_those_that_counting_gives(
    environ: dict[str, str], rows: list[tuple[int, int, int]], later: int
) -> None:
    with tempfile.TemporaryDirectory() as home:
        crm = Workspace(environ | {"CRM_HOME": home})
        numbers = [customer(crm, f"c{at}") for at in range(6)]
        for who, ago, money in rows:
            sell(crm, numbers[who], crm.today - timedelta(days=ago), money)
        if any(ago >= 0 and money for _who, ago, money in rows):
            service.keep(crm)
            agrees(crm, crm.today + timedelta(days=later))
        crm.close()

"""Every report on customers' value answers people and machines, and says what is missing where it cannot."""

import json
import math
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crmcli.core.records.activity import Interaction
from crmcli.core.records.costs import Cost
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line
from crmcli.services.workspace import Workspace
from tests.conftest import Ran
from tests.services.insight.sales_book import customer, sell, ten

Run = Callable[..., Ran]
FIGURES: tuple[tuple[str, ...], ...] = (
    ("clv", "historic"),
    ("clv", "projected"),
    ("clv", "predict", "--force"),
    ("clv", "validate", "--force"),
    ("abc",),
    ("abc", "--classes"),
    ("cac",),
    ("dashboard",),
    ("report", "profitability"),
    ("report", "unit-economics"),
    ("report", "maturity"),
    ("report", "retention"),
    ("report", "cohort"),
    ("report", "trends"),
    ("report", "churn-risk"),
    ("report", "next-purchase"),
    ("report", "crosssell", "--fewest", "1"),
    ("report", "activity"),
)
WITHOUT_SALES = (("cac",), ("report", "activity"))
"""Figures that can be told of a book without sales."""
DRAWN = (
    ("abc",), ("cac",), ("report", "cohort"), ("report", "trends"), ("report", "retention"), ("report", "maturity"),
    ("report", "profitability"), ("report", "unit-economics"), ("report", "churn-risk"), ("report", "activity"),
    ("clv", "validate", "--force"),
)  # fmt: skip


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """Ten customers with sales, products, talks and costs; one of them bears a hostile name."""
    numbers = ten(workspace, workspace.today)
    wild = customer(workspace, "[red]Wild\x1b[31m")
    sell(workspace, wild, workspace.today - timedelta(days=3), 4000)
    with workspace.writing("test") as unit:
        bread = unit.save(Product(name="Bread", currency="EUR", uid="p1"))
        jam = unit.save(Product(name="Jam", currency="EUR", uid="p2"))
        day = (workspace.today - timedelta(days=20)).isoformat()
        unit.save(Interaction(at=day, channel="visit", minutes=60, participants=(wild,), travel_minor=900))
        unit.save(Cost(date=day, amount_minor=5000, currency="EUR", channel="fair"))
        unit.save(Cost(date=day, amount_minor=9000, currency="EUR", purpose="service", contact_id=numbers["ida"]))
    for name in ("ana", "bea"):
        lines = (Line(bread, "Bread", unit_minor=100), Line(jam, "Jam", unit_minor=100))
        sell(workspace, numbers[name], workspace.today, 200, lines=lines)
    return workspace


def no_nonsense(value: object) -> None:
    """No number that is none, anywhere."""
    if isinstance(value, dict):
        for one in value.values():
            no_nonsense(one)
    elif isinstance(value, list):
        for one in value:
            no_nonsense(one)
    elif isinstance(value, float):
        assert math.isfinite(value)


@pytest.mark.parametrize("words", FIGURES, ids=" ".join)
def test_a_figure_is_told_to_machines_and_to_people(crm: Run, book: Workspace, words: tuple[str, ...]) -> None:
    ran = crm(*words, "--json", CRM_MARGIN="40", CRM_HOURLY_RATE="30")
    assert ran.code == 0, ran.err
    no_nonsense(json.loads(ran.out))
    assert json.loads(ran.out)
    told = crm(*words, "--format", "table", CRM_MARGIN="40", CRM_HOURLY_RATE="30")
    assert told.code == 0, told.err
    assert "\x1b" not in told.out
    assert "nan" not in told.out.split()
    assert all(len(line) <= 100 for line in told.out.splitlines())
    assert crm(*words, "--json", CRM_MARGIN="40", CRM_HOURLY_RATE="30").out == ran.out


@pytest.mark.parametrize("words", FIGURES, ids=" ".join)
def test_an_empty_book_gets_a_sentence(crm: Run, words: tuple[str, ...]) -> None:
    ran = crm(*words, "--json")
    if words in WITHOUT_SALES:
        assert (ran.code, ran.out) == (0, "[]\n")
        (said,) = ran.err.splitlines()
        assert said.startswith(("No cost and no new customer", "Nothing is on record"))
    else:
        assert (ran.code, ran.out) == (5, "")
        assert "no sales in this book" in json.loads(ran.err)["message"]


@pytest.mark.parametrize("words", DRAWN, ids=" ".join)
def test_a_picture_is_written(crm: Run, book: Workspace, words: tuple[str, ...], tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    ran = crm(*words, "--svg", picture, CRM_MARGIN="40")
    assert ran.code == 0, ran.err
    assert "<svg" in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", ["80", "200"])
def test_tables_fit_the_terminal(crm: Run, book: Workspace, width: str) -> None:
    for words in FIGURES:
        told = crm(*words, "--format", "table", CRM_MARGIN="40", COLUMNS=width).out
        assert all(len(line) <= int(width) for line in told.splitlines()), words


def test_a_fit_is_kept(crm: Run, book: Workspace) -> None:
    assert crm("clv", "predict").code == 5
    kept = json.loads(crm("clv", "fit", "--force", "--json").out)
    assert kept["customers"] == 11
    assert kept["fingerprint"]
    assert crm("clv", "predict", "--force", "--json").code == 0
    assert crm("clv", "predict").code == 5, "a fit that was forced is for those who force one"
    assert crm("contact", "list", "worth>1").code == 5
    assert "Kept for" in crm("clv", "fit", "--force", "--format", "table").out


def test_goals_come_and_go(crm: Run, book: Workspace) -> None:
    row = json.loads(crm("goal", "set", "revenue", "2026-11", "100", "--json").out)
    assert (row["metric"], row["target"], row["value"]["currency"]) == (
        "revenue", {"minor": 10000, "currency": "EUR"}, "EUR",
    )  # fmt: skip
    assert len(json.loads(crm("goal", "list", "--json").out)) == 1
    page = json.loads(crm("dashboard", "--json").out)
    assert {"revenue", "retention", "new-customers"} <= {figure["metric"] for figure in page["figures"]}
    assert page["goals"][0]["period"] == "2026-11"
    assert crm("goal", "remove", "revenue", "2026-11").code == 0
    assert crm("undo").code == 0
    assert len(json.loads(crm("goal", "list", "--json").out)) == 1
    assert crm("goal", "set", "revenues", "2026", "1").code == 5


def test_the_dashboard_draws_the_months_and_the_goals(crm: Run, book: Workspace, tmp_path: Path) -> None:
    crm("goal", "set", "orders", "2026", "40")
    page = json.loads(crm("dashboard", "--json").out)
    assert page["months"][-1]["month"] == page["as_of"][:7]
    assert page["months"][-1]["partial"] is True
    assert page["months"][-1]["revenue"] == next(one["value"] for one in page["figures"] if one["metric"] == "revenue")
    file = tmp_path / "page.svg"
    ran = crm("dashboard", "--format", "table", "--svg", str(file), COLUMNS="80")
    assert ran.code == 0, ran.err
    assert all(len(line) <= 80 for line in ran.lines)
    (revenue,) = (line for line in ran.lines if line.strip().startswith("revenue"))
    assert set(revenue.split()[1]) <= set("▁▂▃▄▅▆▇█")
    (goal,) = (line for line in ran.lines if line.startswith("orders 2026"))
    assert "of 40" in goal
    assert "█" in goal
    drawing = file.read_text(encoding="utf-8")
    assert drawing.count("<polyline") == 5
    assert "Goals" in drawing
    assert crm("dashboard", "--svg", str(tmp_path)).code == 5


def test_words_that_make_no_sense(crm: Run, book: Workspace) -> None:
    for words in (
        ("abc", "--cuts", "95,80"),
        ("abc", "--by", "turnover"),
        ("cac", "--by", "moon"),
        ("clv", "projected", "--churn", "200"),
        ("clv", "predict", "--discount", "x"),
        ("report", "retention", "--every", "day"),
    ):
        assert crm(*words).code == 2, words
    assert crm("abc", "--as-of", "2020-01-01").code == 5
    assert "dated after 2020-01-01" in crm("report", "trends", "--as-of", "2020-01-01").err

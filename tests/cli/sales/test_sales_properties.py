"""What must hold of deals, sales and money, whatever is done: told in command lines drawn by chance."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crmcli.store.shapes.shapes import SHAPES, UNTOLD
from crmcli.store.shapes.snapshots import load
from tests.conftest import Ran

Run = Callable[..., Ran]
Line = tuple[str, ...]
EARLY, LATE = "2026-11-10T10:00", "2026-11-20T10:00"
REPORTS: tuple[Line, ...] = (
    ("report", "funnel"), ("report", "leaks"), ("report", "winloss"), ("report", "velocity"), ("forecast",),
    ("forecast", "--deals"), ("forecast", "stage:lead"), ("report", "sales"), ("report", "sales", "--by-currency"),
    ("invoice", "ageing"),
)  # fmt: skip
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = some.builds("{} {}".format, some.integers(1, 10**6), some.sampled_from(("EUR", "EUR", "USD", "JPY")))
ONE = some.sampled_from(("1", "2", "3"))
STAGES = some.sampled_from(("lead", "conversation", "needs", "proposal"))
CLOSES = some.sampled_from(("2026-11-05", "2026-12-01", "2027-02-01"))


def line(*parts: str | some.SearchStrategy[str]) -> some.SearchStrategy[Line]:
    """A command line, some words of which are drawn."""
    return some.tuples(*(part if isinstance(part, some.SearchStrategy) else some.just(part) for part in parts))


ESTIMATES = some.one_of(
    line("deal", "edit", ONE, "--amount", AMOUNTS),
    line("deal", "edit", ONE, "--probability", some.integers(0, 100).map(str)),
    line("deal", "edit", ONE, "--close", CLOSES),
    line("deal", "edit", ONE, "--amount", "none"),
    line(
        "pipeline", "edit", "default", "--stage", STAGES, "--probability", some.integers(0, 99).map(str), "--rot", "5"
    ),
)
DEEDS = some.one_of(
    line("deal", "add", "More", "--amount", AMOUNTS, "--close", CLOSES, "--contact", "1"),
    line("deal", "move", ONE, STAGES),
    line("deal", "win", ONE, "--reason", "trust"),
    line("deal", "win", ONE, "--sale"),
    line("deal", "lose", ONE, "--reason", some.sampled_from(("price", "competitor: Telar", "other"))),
    line("deal", "abandon", ONE),
    line("deal", "reopen", ONE),
    line("pipeline", "remove", "default", "--yes", "--stage", STAGES, "--to", STAGES),
    line("pipeline", "edit", "default", "--new", STAGES, "--before", STAGES),
    line("pipeline", "reorder", "default", STAGES, STAGES),
    line("sale", "add", "1", "--total", AMOUNTS, "--tax", "21%"),
    line("sale", "refund", ONE, some.integers(1, 900).map(str)),
    line("sale", "cancel", ONE),
    line("invoice", "new", "1", "--amount", AMOUNTS, "--terms", some.sampled_from(("net 5", "50% now, 50% net 30"))),
    line("invoice", "void", some.sampled_from(("2026-0001", "2026-0002"))),
    line("payment", "add", "1", "--amount", AMOUNTS, "--credit"),
    line("payment", "allocate", ONE),
    line("delivery", "plan", "1", "Looms", "--for", "2026-11-25"),
    line("delivery", "done", ONE),
    line("quote", "new", "1", "--line", "Loom x2 @ 10", "--discount", "5%"),
    line("quote", "send", "1"),
    line("cost", "add", AMOUNTS),
    line("survey", "answer", "1", some.integers(0, 10).map(str), "--kind", "nps"),
)
ANYTHING = some.lists(some.one_of(DEEDS, ESTIMATES), min_size=3, max_size=9)


@pytest.fixture
def desk(crm: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Run]:
    """A new book with a customer and two deals each time it is asked for."""

    def make() -> Run:
        home = tmp_path_factory.mktemp("home")

        def run(*words: str, now: str = EARLY) -> Ran:
            return crm(*words, CRM_HOME=str(home), CRM_NOW=now)

        run("contact", "add", "Ana García")
        for title, amount in (("Mill", "1000 EUR"), ("Loom", "500 USD")):
            run("deal", "add", title, "--amount", amount, "--contact", "1", "--at", "2026-10-01")
        run.home = home  # type: ignore[attr-defined]
        return run

    return make


@FEW
@given(before=ANYTHING, after=ANYTHING)
def test_reports_as_of_a_day_do_not_change_when_later_rows_arrive(
    desk: Callable[[], Run], before: list[Line], after: list[Line]
) -> None:
    crm = desk()
    for words in before:
        crm(*words)
    asked = [(*report, "--as-of", "2026-11-10", "--json") for report in (*REPORTS, ("report", "satisfaction"))]
    then = {words: crm(*words).out for words in asked}
    for words in after:
        crm(*words, now=LATE)
    assert {words: crm(*words, now=LATE).out for words in asked} == then


@FEW
@given(deeds=ANYTHING)
def test_unlike_currencies_never_add(desk: Callable[[], Run], deeds: list[Line]) -> None:
    crm = desk()
    for words in deeds:
        crm(*words)

    def rows(*words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(crm(*words, "--json").out)
        return found

    for report in REPORTS:
        if report != ("report", "sales"):  # which converts at the rate of each sale, and says so
            assert all(len({money["currency"] for money in amounts(row)}) <= 1 for row in rows(*report)), report
    by_deal = summed(deal["amount"] for deal in rows("deal", "list", "is:open"))
    assert summed(row["open"] for row in rows("forecast")) == by_deal
    owed = summed(invoice["open"] for invoice in rows("invoice", "list"))
    assert summed(row["total"] for row in rows("invoice", "ageing") if row["contact_id"] is None) == owed
    sold = summed(
        {**sale["net"], "minor": sale["net"]["minor"] - sale["refunded"]["minor"]}
        for sale in rows("sale", "list")
        if sale["status"] == "confirmed"
    )
    assert summed(row["amount"] for row in rows("report", "sales", "--by-currency")) == sold


@FEW
@given(deeds=ANYTHING)
def test_undo_of_anything_restores_the_exact_state(desk: Callable[[], Run], deeds: list[Line]) -> None:
    crm = desk()
    for words in deeds:
        before = state(crm.home)  # type: ignore[attr-defined]
        if crm(*words).code:
            assert state(crm.home) == before, words  # type: ignore[attr-defined]
            continue
        after = state(crm.home)  # type: ignore[attr-defined]
        if after == before:
            continue
        assert crm("undo").code == 0
        assert state(crm.home) == before, words  # type: ignore[attr-defined]
        assert crm("redo").code == 0
        assert state(crm.home) == after, words  # type: ignore[attr-defined]


def amounts(value: object) -> Iterator[dict[str, Any]]:
    """Every amount of money in an answer."""
    if isinstance(value, dict):
        if set(value) == {"minor", "currency"}:
            yield value
        else:
            for part in value.values():
                yield from amounts(part)


def summed(found: Iterator[dict[str, Any] | None]) -> Counter[str]:
    """Amounts added up, each currency by itself; what comes to nothing is left out."""
    sums: Counter[str] = Counter()
    for money in found:
        if money is not None:
            sums[money["currency"]] += money["minor"]
    return +sums


def state(home: Path) -> dict[str, dict[int, Any]]:
    """Every record of every noun as the user knows it."""
    with closing(sqlite3.connect(next(home.rglob("*.db")))) as db:
        return {
            noun: {
                number: {name: value for name, value in snapshot.items() if name not in UNTOLD}
                for number, snapshot in load(db, noun, numbers(db, shape.table)).items()
            }
            for noun, shape in SHAPES.items()
        }


def numbers(db: sqlite3.Connection, table: str) -> list[int]:
    """The ids of a table."""
    return [row[0] for row in db.execute(f'SELECT id FROM "{table}"')]

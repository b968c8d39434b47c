"""Figures as fields of the search language, and segments."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from crmcli.core.search import query_scores
from crmcli.core.search.insight_fields import RFM_SEGMENTS
from crmcli.services.figures import fields
from crmcli.services.insight import segments
from crmcli.services.people import completion, queries
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import Where
from crmcli.view import words as spoken
from crmcli.view.insight import segments as labels
from tests.conftest import Ran
from tests.services.insight.sales_book import customer, sell, ten
from tests.services.insight.test_clv_of_books import coming_back

Run = Callable[..., Ran]


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """Ten customers, as of the day that the clock shows, and a prospect."""
    ten(workspace, workspace.today)
    customer(workspace, "Prospect")
    return workspace


def names(ran: Ran) -> list[str]:
    assert ran.code == 0, ran.err
    return [row["name"] for row in json.loads(ran.out)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rfm:champions", "ana bea"),
        ("rfm:at-risk", "jon"),
        ("rfm:champions,lost", "ana bea ida"),
        ("rfm:none", "Prospect"),
        ("not rfm:any", "Prospect"),
        ("rfm:champions clv>2000", "ana"),
        ("clv:1000..1500", "dan fer"),
        ("clv>=1000 not clv>1500", "dan fer"),
        ("clv<50", "ida"),
        ("clv>50USD", ""),
        ("abc:A -rfm:champions", "dan fer jon"),
        ("abc:C", "car eva gil ida"),
        ("rfm:145", "jon"),
        ("rfm:555,554", "ana bea"),
        ("rfm:551", ""),
        ("rfm!=555 rfm:champions", "bea"),
        ('rfm:"At Risk"', "jon"),
        ("rfm:en-riesgo", "jon"),
        ('rfm:"En riesgo",perdidos', "ida jon"),
        ("rfm:champions rfm:555", "ana"),
        ("monetary:5", "ana jon"),
        ("monetary>=4", "ana bea fer jon"),
        ("monetario<2", "gil ida"),
        ("cohort:2025-10", "jon"),
        ("cohort:2025-10 cohort:2025-10-11", "jon"),
        ("cohort<2026-01", "ida jon"),
        ("cohort>=2026-10", "ana bea car"),
        ("cohort:none", "Prospect"),
        ("churn:any name:ana", "ana"),
        ("(rfm:lost or rfm:loyal) kind:person", "fer ida"),
    ],
)
def test_figures_are_fields(crm: Run, book: Workspace, query: str, expected: str) -> None:
    assert names(crm("contact", "list", query, "--json")) == expected.split()


def test_a_segment_or_value_that_is_none(crm: Run, book: Workspace) -> None:
    ran = crm("contact", "list", "rfm:at-rsk")
    assert (ran.code, "Did you mean at-risk?" in ran.err) == (2, True)
    for code in ("rfm:655", "rfm:55", "rfm:5555"):
        ran = crm("contact", "list", code)
        assert (ran.code, "three scores from 1 to 5" in ran.err) == (2, True)
    assert crm("contact", "list", "rfm>145").code == 2
    assert crm("contact", "list", "segment:nowhere").code == 3
    ran = crm("contact", "list", "worth>5")
    assert (ran.code, "at least 100 customers" in ran.err) == (5, True)


def test_without_sales_nobody_is_in_any_segment(crm: Run, workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    assert names(crm("contact", "list", "rfm:lost", "--json")) == []
    assert names(crm("contact", "list", "not abc:A", "--json")) == ["Ana"]
    sell(workspace, ana, "2026-01-01", 100, currency="USD", rate=0)
    ran = crm("contact", "list", "rfm:lost")
    assert (ran.code, "no rate to EUR" in ran.err) == (5, True)


def test_who_is_late_by_their_own_habit(crm: Run, workspace: Workspace) -> None:
    ana = customer(workspace, "Ana")
    for day in ("2026-06-22", "2026-07-22", "2026-08-21", "2026-09-20"):
        sell(workspace, ana, day, 1000)
    assert names(crm("contact", "list", "churn>2", "--json")) == ["Ana"]
    assert names(crm("contact", "list", "churn>2.2", "--json")) == []


def test_segments_are_asked_by_the_names_that_reports_give_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tuple(query_scores.NAMES) == RFM_SEGMENTS
    assert [names[0] for names in query_scores.NAMES.values()] == [labels.label(slug) for slug in RFM_SEGMENTS]
    monkeypatch.setattr(spoken, "_spoken", spoken._spoken)
    monkeypatch.setattr(spoken, "_language", "en")
    spoken.speak("es")
    assert [names[1] for names in query_scores.NAMES.values()] == [labels.label(slug) for slug in RFM_SEGMENTS]


def test_segments_are_offered_in_the_users_language(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completion.typed_query(workspace, "rfm:a") == [("rfm:about-to-sleep", ""), ("rfm:at-risk", "")]
    assert completion.typed_query(workspace, "rfm:en") == []
    monkeypatch.setattr(spoken, "_language", "es")
    assert completion.typed_query(workspace, "rfm:en") == [("rfm:en-riesgo", "")]
    assert ("rfm:at-risk", "") in completion.typed_query(workspace, "rfm:")
    assert completion.typed_query(workspace, "monet") == [("monetary:", "The score of money, from 1 to 5")]


def test_figures_are_columns_where_they_are_asked_for(crm: Run, book: Workspace) -> None:
    told = crm("contact", "list", "name:ana,jon,prospect", "--columns", "name,rfm,code,abc,clv", "--json")
    assert json.loads(told.out) == [
        {"name": "ana", "rfm": "champions", "code": "555", "abc": "A", "clv": {"minor": 240000, "currency": "EUR"}},
        {"name": "jon", "rfm": "at-risk", "code": "145", "abc": "A", "clv": {"minor": 210000, "currency": "EUR"}},
        {"name": "Prospect", "rfm": None, "code": None, "abc": None, "clv": None},
    ]
    asked = ("contact", "list", "name:jon", "--columns", "id,rfm,clv")
    assert "En riesgo" in crm(*asked, "--format", "table", CRM_LANG="es").out
    assert "2.100,00 €" in crm(*asked, "--format", "table", CRM_LANG="es").out
    assert crm(*asked, "--format", "csv").lines == ["id,rfm,clv_minor,clv_currency", "10,at-risk,210000,EUR"]
    assert "rfm" not in json.loads(crm("contact", "list", "name:jon", "--json").out)[0]
    ran = crm("contact", "list", "--columns", "name,abd")
    assert (ran.code, "Did you mean abc?" in ran.err) == (2, True)
    ran = crm("contact", "list", "--columns", "worth")
    assert (ran.code, ran.out) == (5, "")
    assert crm("segment", "create", "The best", "rfm:champions").code == 0
    assert crm("segment", "show", "The best", "--columns", "name,code").lines == ["ana\t555", "bea\t554"]


def test_contacts_are_sorted_by_what_they_brought(crm: Run, book: Workspace) -> None:
    assert names(crm("contact", "list", "--sort", "-clv", "--json")) == (
        ["ana", "jon", "bea", "fer", "dan", "hug", "eva", "car", "gil", "ida", "Prospect"]
    )
    assert names(crm("contact", "list", "--sort", "clv,-name", "--json"))[:2] == ["ida", "gil"]
    assert names(crm("contact", "list", "abc:A", "--sort", "-clv", "--limit", "2", "--json")) == ["ana", "jon"]
    told = crm("contact", "list", "--sort", "-clv", "--limit", "2", "--format", "table", "--columns", "name")
    assert told.lines[1:] == ["ana", "jon"]
    ran = crm("contact", "list", "--sort", "name,clv")
    assert (ran.code, "--sort clv,name" in ran.err) == (2, True)
    assert crm("contact", "list", "--sort", "worth").code == 5


def test_a_book_without_sales_has_empty_figures(crm: Run, workspace: Workspace) -> None:
    customer(workspace, "Bea")
    customer(workspace, "Ana")
    assert names(crm("contact", "list", "--sort", "-clv", "--json")) == ["Ana", "Bea"]
    assert crm("contact", "list", "--columns", "name,clv").lines == ["Ana\t", "Bea\t"]


def test_who_still_buys(crm: Run, workspace: Workspace) -> None:
    coming_back(workspace)
    ran = crm("contact", "list", "alive:any", "--columns", "name,alive", "--json", CRM_NOW="2025-11-30T12:00:00Z")
    assert ran.code == 0, ran.err
    chances = {row["name"]: row["alive"] for row in json.loads(ran.out)}
    assert len(chances) < 240  # of a single purchase nothing can be said
    doubtful = {name for name, chance in chances.items() if chance < 0.5}
    assert 0 < len(doubtful) < len(chances)
    ran = crm("contact", "list", "alive<0.5", "--json", CRM_NOW="2025-11-30T12:00:00Z")
    assert set(names(ran)) == doubtful


def test_tags_for_a_segment(crm: Run, book: Workspace) -> None:
    ran = crm("tag", "add", "best", "--query", "rfm:champions", "--yes")
    assert ran.code == 0, ran.err
    assert names(crm("contact", "list", "tag:best", "--json")) == ["ana", "bea"]


def test_a_dynamic_segment_follows_the_book(crm: Run, book: Workspace) -> None:
    made = json.loads(crm("segment", "create", "The best", "rfm:champions", "--json").out)
    assert (made["kind"], made["members"], made["query"]) == ("dynamic", 2, "rfm:champions")
    assert names(crm("segment", "show", "the BEST", "--json")) == ["ana", "bea"]
    assert names(crm("contact", "list", 'segment:"The best" clv>2000', "--json")) == ["ana"]
    assert crm("segment", "snapshot", "The best").code == 0
    sell(book, 6, book.today, 500000)
    found = json.loads(crm("segment", "diff", "The best", "--json").out)
    assert ("fer", "joined") in [(row["name"], row["change"]) for row in found]
    assert json.loads(crm("segment", "list", "--json").out)[0]["snapshots"] == 1


def test_a_frozen_segment_stays(crm: Run, book: Workspace) -> None:
    crm("segment", "create", "March", "rfm:champions", "--frozen")
    sell(book, 6, book.today, 500000)
    assert names(crm("segment", "show", "March", "--json")) == ["ana", "bea"]
    crm("contact", "delete", "ana", "--yes")
    assert names(crm("segment", "show", "March", "--json")) == ["bea"]


def test_segments_are_undone(crm: Run, book: Workspace) -> None:
    crm("segment", "create", "Press", "tag:press")
    crm("segment", "snapshot", "Press")
    crm("segment", "delete", "Press")
    assert json.loads(crm("segment", "list", "--json").out) == []
    assert crm("undo").code == 0
    (row,) = json.loads(crm("segment", "list", "--json").out)
    assert (row["name"], row["snapshots"]) == ("Press", 1)


def test_what_is_refused(crm: Run, book: Workspace) -> None:
    crm("segment", "create", "Press", "tag:press")
    assert crm("segment", "create", "press", "tag:x").code == 5
    assert crm("segment", "create", "any", "tag:x").code == 5
    assert crm("segment", "create", "New", "colour:red").code == 2
    assert crm("segment", "diff", "Press").code == 5
    ran = crm("segment", "show", "Pres")
    assert (ran.code, "Did you mean Press?" in ran.err) == (3, True)
    crm("segment", "create", "Circle", "segment:press or tag:y")
    with book.writing("test") as unit:
        circle = segments.pick(book, "Circle")
        unit.save(circle._replace(query="segment:circle"))
    ran = crm("segment", "show", "Circle")
    assert (ran.code, "asks for itself" in ran.err) == (5, True)


def test_figures_are_of_today(crm: Run, book: Workspace) -> None:
    before = names(crm("contact", "list", "rfm:champions", "--json"))
    sell(book, 9, date(2027, 1, 1), 10**9)
    assert names(crm("contact", "list", "rfm:champions", "--json")) == before


def test_a_view_of_deals_is_listed_and_shown_and_is_no_segment(crm: Run) -> None:
    assert crm("deal", "add", "Looms", "--amount", "1200").code == 0
    assert crm("deal", "add", "Thread", "--amount", "20").code == 0
    ran = crm("segment", "create", "Big", "amount>1000", "--of", "deal")
    assert (ran.code, "Big" in ran.out) == (0, True)
    assert crm("segment", "create", "Calls", "kind:call", "--of", "task").code == 0
    rows = json.loads(crm("segment", "list", "--json").out)
    assert [(row["name"], row["noun"], row["members"]) for row in rows] == [("Big", "deal", 1), ("Calls", "task", 0)]
    assert [row["title"] for row in json.loads(crm("segment", "show", "big", "--json").out)] == ["Looms"]
    assert crm("contact", "list", "segment:big").code == 3
    assert crm("segment", "snapshot", "big").code == 5
    assert crm("segment", "diff", "big").code == 5
    assert crm("segment", "create", "Bad", "colour:red", "--of", "deal").code == 2
    assert crm("segment", "create", "Bad", "amount>1", "--of", "deal", "--frozen").code == 2
    assert crm("segment", "create", "Bad", "amount>1", "--of", "house").code == 5
    assert crm("segment", "create", "big", "tag:x").code == 5
    assert crm("segment", "delete", "big").code == 0
    assert crm("undo").code == 0
    assert [row["name"] for row in json.loads(crm("segment", "list", "--json").out)] == ["Big", "Calls"]


def test_the_same_segment_may_be_worked_out_by_two_threads_at_once(book: Workspace, environ: dict[str, str]) -> None:
    number = segments.create(book, "Good", "clv>1")[0].id
    both_inside = Barrier(2, timeout=30)

    def condition(crm: Workspace, noun: str, text: str) -> Where:
        both_inside.wait()
        return queries.condition(crm, noun, text)

    def asked(_thread: int) -> list[int]:
        crm = Workspace(environ)
        try:
            return fields.members(crm, number, condition)
        finally:
            crm.close()

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(asked, range(2))
    assert first == second != []


def test_segments_are_listed_by_words(crm: Run) -> None:
    crm("segment", "create", "Press", "tag:press", "--note", "Told about each font")
    crm("segment", "create", "Best customers", "rfm:champions")
    for words, found in ((("font",), ["Press"]), (("best", "champ"), ["Best customers"]), (("best", "font"), [])):
        assert names(crm("segment", "list", *words, "--json")) == found
    assert crm("segment", "list", "zzz", "--format", "table").out == "No segment has these words.\n"

"""RFM on the command line: of files, of books, for people and for machines."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crmcli.services.workspace import Workspace
from tests.conftest import Ran
from tests.services.insight.sales_book import sell, ten

Run = Callable[..., Ran]
PURCHASES = """client;day;total
Ana;01/12/2025;1.200,50
Ana;15/12/2025;99,50
Bea;20/11/2025;300
Bea;21/11/2025;-50
Cai;2/1/2024;10
"""


@pytest.fixture
def purchases(tmp_path: Path) -> Path:
    path = tmp_path / "purchases.csv"
    path.write_text(PURCHASES, encoding="utf-8")
    return path


def of(path: Path | str) -> list[str]:
    return ["--from-csv", str(path), "--customer", "client", "--date", "day", "--amount", "total"]


def test_a_file_is_scored_without_an_import(crm: Run, purchases: Path) -> None:
    ran = crm("rfm", *of(purchases), "--as-of", "2026-01-01", "--json")
    assert ran.code == 0
    rows = json.loads(ran.out)
    assert list(rows[0]) == [
        "customer", "recency_days", "orders", "monetary", "r", "f", "m", "rfm", "score", "segment",
    ]  # fmt: skip
    assert [(row["customer"], row["recency_days"], row["orders"], row["monetary"], row["rfm"]) for row in rows] == [
        ("Ana", 17, 2, 1300, "555"),
        ("Bea", 42, 1, 250, "313"),
        ("Cai", 730, 1, 10, "111"),
    ]
    assert "so few customers (3)" in ran.err
    assert crm("contact", "list").out == ""


def test_a_file_by_fixed_limits(crm: Run, purchases: Path) -> None:
    ran = crm(
        "rfm", *of(purchases), "--as-of", "2026-01-01", "--method", "fixed",
        "--thresholds", "R=10,20,30,100 F=2,3,4,5 M=10,100,1000,1300", "--format", "csv",
    )  # fmt: skip
    assert [row["rfm"] for row in csv.DictReader(ran.out.splitlines())] == ["425", "213", "112"]


def test_what_is_wrong_with_a_file_is_said(crm: Run, purchases: Path, tmp_path: Path) -> None:
    assert crm("rfm", "--from-csv", purchases).code == 2
    wrong = crm("rfm", "--from-csv", purchases, "--customer", "clent", "--date", "day", "--amount", "total")
    assert (wrong.code, wrong.err.splitlines()) == (
        2, ["crm: The file has no column clent.", "  Did you mean client? Columns: client, day, total."],
    )  # fmt: skip
    early = crm("rfm", *of(purchases), "--as-of", "2020-01-01")
    assert (early.code, "dated after 2020-01-01" in early.err) == (5, True)
    broken = tmp_path / "broken.csv"
    broken.write_text("client,day,total\nAna,2025-01-01,12\nBea,yesterday-ish,3\n,2025-01-01,4\nCai,2025-02-01,x\n")
    ran = crm("rfm", *of(broken))
    assert (ran.code, ran.out.count("\n")) == (7, 1)
    assert ran.err.startswith(
        "Left out, unreadable: 3. Line 3: yesterday-ish is not a date. Line 4: The customer is missing. "
        "Line 5: x is not an amount of money.\n"
    )
    broken.write_text("client,day,total\nAna,2025-01-01,12.5\nBea,2025-01-01,\nCai,2025-02-01,-4\nAna,2999-01-01,3\n")
    ran = crm("rfm", *of(broken))
    assert (ran.code, ran.err.splitlines()[0]) == (7, "Left out, unreadable: 1. Line 3: The amount is missing.")
    assert ". Lines: 5." in ran.err.splitlines()[1], "what is dated later is told"
    assert ran.err.splitlines()[2] == "Left out, of customers of whom nothing is left after refunds: 1. Lines: 4."
    assert "12.50" in crm("rfm", *of(broken), "--format", "table").out, "money has two decimals"
    for text, said in (
        ("", "The file is empty."),
        ("client,day,total\n", "no purchases"),
        ("client,day,total\nAna,2025-01-01,-5\n", "above nought"),
        ("client,day,total\nAna,x,5\n", "Not one row of 1 can be read"),
    ):
        broken.write_text(text)
        ran = crm("rfm", "segments", *of(broken))
        assert (ran.code, said in ran.err) == (5, True), ran.err
    assert crm("rfm", *of(tmp_path / "none.csv")).code == 3
    assert crm("rfm", "--customer", "x").code == 2


def test_why_is_said_where_scores_depend_on_others(crm: Run, workspace: Workspace) -> None:
    ten(workspace, date(2026, 1, 1))
    ran = crm("rfm", "explain", "gil", "--method", "rank", "--as-of", "2026-01-01", "--format", "table")
    assert ran.out.splitlines() == [
        "gil: 211, Hibernating",
        "R 2: the last order was 200 days ago, on Sun 15 Jun 2025. 3 takes at most 120 days. That is place 7 of 10.",
        "F 1: 1 order. 2 takes at least 2. That is place 9 of 10.",
        "M 1: €60.00. 2 takes at least €90.00. That is place 9 of 10.",
        "Ranks make five equal parts of all customers: equal values may come into different ones.",
        "All grow older together, so without an order recency loses a point only when others order.",
        "An order of the usual size today would bring 522, Promising.",
    ]
    ran = crm("rfm", "explain", "ana", "--method", "nested", "--as-of", "2026-01-01", "--format", "table")
    assert "M 1: €2,400.00. There is nobody else to compare with." in ran.out
    assert "M among those of the same R and F" in ran.out
    told = json.loads(crm("rfm", "explain", "gil", "--method", "rank", "--as-of", "2026-01-01", "--json").out)
    assert (told["r_place"], told["f_place"], told["m_place"], told["customers"]) == (7, 9, 9, 10)


def test_unlike_currencies_of_a_file_are_not_added(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "mixed.csv"
    for first, second in (("$100", "€50"), ("100 USD", "EUR 50"), ("(5,00 €)", "£ 50"), ("US$ 100", "-50 eur")):
        file.write_text(f'client,day,total\na,2025-01-01,7\na,2025-01-02,"{first}"\nb,2025-01-03,"{second}"\n')
        ran = crm("rfm", *of(file), "--json")
        assert (ran.code, ran.out) == (5, ""), (first, second)
        told = json.loads(ran.err)
        assert "several currencies" in told["message"]
        assert ("line 3" in told["message"], "line 4" in told["message"], "one currency" in told["hint"]) == (True,) * 3
    later = "client,day,total\na,2025-01-01,$100\nb,2999-01-01,€50\nb,2025-01-02,$20\n"
    file.write_text(later)
    assert [row["monetary"] for row in json.loads(crm("rfm", *of(file), "--json").out)] == [100, 20]


def test_a_currency_beside_an_amount_is_read_with_it(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "euros.csv"
    amounts = ("€1.000,50", "1.000,50 €", "EUR 7", "5 eur", "(2,25 €)", "1,25-", "12")
    rows = "".join(f'a,2025-01-01,"{amount}"\n' for amount in amounts)
    file.write_text(f"client,day,total\n{rows}b,2025-01-01,3 bananas\n")
    ran = crm("rfm", *of(file), "--json")
    assert ran.code == 7
    assert [(row["customer"], row["monetary"]) for row in json.loads(ran.out)] == [("a", 2021.5)]
    assert "3 bananas is not an amount of money" in ran.err


def test_options_that_make_no_sense(crm: Run) -> None:
    for words, said in (
        (["--method", "quantil"], "Did you mean quantile?"),
        (["--thresholds", "R=1"], "belong to --method fixed"),
        (["--method", "fixed", "--thresholds", "X=1"], "is no limit"),
        (["--weights", "1,2"], "takes three numbers"),
        (["--monetary", "sum"], "--monetary cannot be sum"),
    ):
        ran = crm("rfm", *words)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert crm("rfm", "--map", "nowhere.toml").code in (3, 5)


def test_an_empty_book(crm: Run) -> None:
    for ran in (crm("rfm", "show"), crm("rfm", "segments"), crm("rfm", "grid")):
        assert (ran.code, ran.out) == (5, "")
        assert "Nobody has bought anything yet" in ran.err


def test_a_book(crm: Run, workspace: Workspace, tmp_path: Path) -> None:
    ten(workspace, workspace.today)
    rows = json.loads(crm("rfm", "--json").out)
    assert rows[0]["customer"] == "ana"
    assert rows[0]["monetary"] == {"minor": 240000, "currency": "EUR"}
    segments = json.loads(crm("rfm", "segments", "--json").out)
    assert sum(row["customers"] for row in segments) == 10
    assert len(json.loads(crm("rfm", "grid", "--json").out)) == 25
    explained = json.loads(crm("rfm", "explain", "fer", "--json").out)
    assert (explained["rfm"], explained["segment"], explained["ordering_rfm"]) == ("344", "loyal", "544")
    picture = tmp_path / "segments.svg"
    assert crm("rfm", "segments", "--svg", picture).code == 0
    assert "<svg" in picture.read_text()
    told = crm("rfm", "segments", "--format", "table").out
    assert "Champions" in told
    assert "n = 10" in " ".join(told.split())
    assert len(json.loads(crm("rfm", "migrate", "--from", "2026-06-30", "--json").out)) > 1
    assert crm("rfm", "segments").out == crm("rfm", "segments").out


def test_a_map_of_the_users_own(crm: Run, workspace: Workspace, tmp_path: Path) -> None:
    ten(workspace, workspace.today)
    path = tmp_path / "mine.toml"
    path.write_text(
        '[segments.lost]\nlabel = "The best"\ncodes = ["5**"]\n[segments.rest]\ncodes = ["1**","2**","3**","4**"]\n'
    )
    rows = json.loads(crm("rfm", "segments", "--map", path, "--json").out)
    assert {row["segment"] for row in rows} == {"lost", "rest"}
    assert "The best" in crm("rfm", "segments", "--map", path, "--format", "table").out
    assert len(json.loads(crm("rfm", "map", "--json").out)) == 11
    path.write_text('[segments.best]\ncodes = ["5**"]\n')
    assert "leaves out 100 codes" in crm("rfm", "--map", path).err
    path.write_text("[segments")
    broken = crm("rfm", "--map", path)
    assert (broken.code, broken.out) == (5, "")
    assert "is not TOML" in broken.err


def test_a_map_says_its_names_in_both_languages(crm: Run, workspace: Workspace, tmp_path: Path) -> None:
    ten(workspace, workspace.today)
    path = tmp_path / "mine.toml"
    path.write_text(
        '[segments.champions]\nlabel = "Darlings"\nlabel_es = "Mimados"\ncodes = ["5**"]\n'
        '[segments.lost]\ncodes = ["1**", "2**", "3**", "4**"]\n'
    )
    asked = ("--map", path, "--format", "table", "--columns", "segment,customers")
    english, spanish = (crm("rfm", "segments", *asked, CRM_LANG=language).out for language in ("en", "es"))
    assert "Darlings" in english
    assert "Champions" not in english
    assert "Lost" in english
    assert "Mimados" in spanish
    assert "Perdidos" in spanish
    assert "Darlings" in crm("rfm", "explain", "ana", "--map", path, "--format", "table").out
    assert "Mimados" in crm("rfm", "map", "--map", path, "--format", "table", CRM_LANG="es").out


def test_spanish_labels(crm: Run, workspace: Workspace) -> None:
    ten(workspace, workspace.today)
    assert '"segment":"champions"' in crm("rfm", "--json", CRM_LANG="es").out


def test_the_published_scores_of_another_program(crm: Run, corpora: Path) -> None:
    folder = corpora / "analytics" / "r-rfm"
    if not folder.is_dir():
        pytest.skip("no r-rfm in the corpora")
    ran = crm(
        "rfm", "--from-csv", folder / "rfm_data_orders.csv", "--customer", "customer_id", "--date", "order_date",
        "--amount", "revenue", "--as-of", "2006-12-31", "--method", "fixed",
        "--thresholds", "R=114,180,296,481 F=4,5,6,8 M=256,382,506,666", "--json",
    )  # fmt: skip
    assert ran.code == 0
    found = {row["customer"]: row for row in json.loads(ran.out)}
    with (folder / "orders_rfm_custom_thresholds_2006-12-31.csv").open(encoding="utf-8") as stream:
        published = list(csv.DictReader(stream))
    assert len(found) == len(published) == 995
    for row in published:
        one = found[row["customer_id"]]
        assert (str(one["recency_days"]), str(one["orders"]), str(one["monetary"]), one["rfm"]) == (
            row["recency_days"], row["transaction_count"], row["amount"], row["rfm_score"],
        )  # fmt: skip


def test_a_column_of_two_is_not_guessed(crm: Run, tmp_path: Path) -> None:
    twice = tmp_path / "twice.csv"
    twice.write_text("client,day,total,total\nAna,2025-01-01,1,2\n", encoding="utf-8")
    ran = crm("rfm", *of(twice))
    assert (ran.code, ran.out) == (2, "")
    assert "several columns total" in ran.err


def test_scores_are_kept_for_later(crm: Run, workspace: Workspace) -> None:
    numbers = ten(workspace, workspace.today)
    before = json.loads(crm("rfm", "explain", "ana", "--json").out)
    assert before["kept_at"] is None
    assert crm("rfm", "keep").lines == ["2026-11-22\t10\t2026-11-22T08:30:00Z"]
    after = crm("rfm", "explain", "ana", "--json", CRM_NOW="2026-11-25T10:00")
    assert after.code == 0
    found = json.loads(after.out)
    assert (found["recency_days"], found["kept_at"]) == (before["recency_days"] + 3, "2026-11-22T08:30:00Z")
    assert found["rfm"] == before["rfm"]
    sell(workspace, numbers["gil"], workspace.today, 100)
    assert json.loads(crm("rfm", "explain", "ana", "--json").out)["kept_at"] is None

"""Money spent: by hand, out of files, and what talks cost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.core.rules.sales import costs as rules
from tests.conftest import Ran

Run = Callable[..., Ran]
FILE = """Fecha;Importe;Concepto;Canal;Finalidad
01/10/2026;1.234,50;Anuncios;meta;acquisition
15/10/2026;89,00;Taxi;;service
32/10/2026;12,00;Malo;;
15/10/2026;-5,00;Negativo;;
15/10/2026;89,00;Taxi;;service
"""


def costs(crm: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm("cost", "list", *words, "--json").out)
    return found


def test_a_cost_is_written_down_listed_and_thrown_away(crm: Run) -> None:
    crm("contact", "add", "Ana García")
    crm("cost", "add", "45,5", "Google", "ads", "--category", "ads", "--channel", "web", "--date", "yesterday")
    crm("cost", "add", "20USD", "--rate", "0.92", "--purpose", "retention", "--contact", "1")
    two, first = costs(crm)[0], costs(crm)[1]
    assert (first["amount"], first["note"], first["purpose"]) == (
        {"minor": 4550, "currency": "EUR"}, "Google ads", "acquisition",
    )  # fmt: skip
    assert (two["rate"], two["contact"], two["purpose"]) == (0.92, "Ana García", "retention")
    told = crm("cost", "list", "--format", "table").lines
    assert told[-1] == "Sum of 2: €45.50 + $20.00"
    for words, count in (
        (("--purpose", "retention"), 1), (("--category", "ads"), 1), (("--channel", "WEB"), 1),
        (("--contact", "ana"), 1), (("--from", "today"), 1), (("--to", "2026-11-01"), 0), (("--limit", "1"), 1),
    ):  # fmt: skip
        assert len(costs(crm, *words)) == count, words
    assert crm("cost", "delete", "1").code == 0
    assert len(costs(crm)) == 1
    assert crm("cost", "delete", "1").code == 5
    crm("undo")
    assert len(costs(crm)) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("5.1234",), "more decimals"),
        (("0",), "more than nought"),
        (("5 XYZ",), "not a currency"),
        (("5", "--purpose", "fun"), "no purpose"),
        (("5", "--category", "fun"), "no category"),
        (("5", "--date", "30/2/2026"), "not a date"),
        (("5", "--date", "tomorrow"), "still to come"),
    ],
)
def test_a_bad_cost_is_refused(crm: Run, words: tuple[str, ...], told: str) -> None:
    ran = crm("cost", "add", *words)
    assert (ran.code, told in ran.err) == (5, True), ran.err
    assert costs(crm) == []


def test_a_file_is_taken_once_and_its_bad_rows_are_put_aside(crm: Run, tmp_path: Path) -> None:
    file, rejects = tmp_path / "costs.csv", tmp_path / "rejects.csv"
    file.write_text(FILE, encoding="utf-8")
    dry = crm("cost", "import", file, "--dry-run")
    assert (dry.code, dry.out) == (
        7, "costs.csv: 3 to create, 0 to update, 0 unchanged, 2 to reject. Nothing was changed.\n",
    )  # fmt: skip
    assert costs(crm) == []
    done = crm("cost", "import", file, "--rejects", rejects, "--category", "travel")
    assert done.code == 7
    assert "costs.csv, line 4, is rejected: 32/10/2026 is not a date." in done.err
    assert [(one["date"], one["amount"]["minor"], one["category"]) for one in costs(crm)] == [
        ("2026-10-15", 8900, "travel"), ("2026-10-15", 8900, "travel"), ("2026-10-01", 123450, "travel"),
    ]  # fmt: skip
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == 3
    again = crm("cost", "import", file, "--rejects", tmp_path / "again.csv", "--purpose", "overhead")
    assert "0 created, 0 updated, 3 unchanged, 2 rejected" in again.out
    assert len(costs(crm)) == 3
    mended = rejects.read_text(encoding="utf-8").replace("32/10", "31/10").replace("-5,00", "5,00")
    rejects.write_text(mended, encoding="utf-8")
    assert crm("cost", "import", rejects).code == 0
    assert len(costs(crm)) == 5
    crm("undo")
    crm("undo")
    assert costs(crm) == []


def test_an_external_id_is_updated_and_an_empty_cell_erases_nothing(crm: Run) -> None:
    crm("cost", "import", "-", stdin="id,date,amount,note,channel\nA1,2026-10-01,10,Fair,web\n")
    done = crm("cost", "import", "-", stdin="id,date,amount,note,channel\nA1,2026-10-01,12,,fair\n")
    assert "0 created, 1 updated" in done.out
    (only,) = costs(crm)
    assert (only["amount"]["minor"], only["note"], only["channel"]) == (1200, "Fair", "fair")


def test_columns_can_be_named(crm: Run) -> None:
    text = "When,Paid,What\n2026-10-01,10,Fair\n"
    assert crm("cost", "import", "-", stdin=text).code == 5
    assert crm("cost", "import", "-", "--map", "Gone=amount", stdin=text).code == 2
    assert crm("cost", "import", "-", "--map", "Paid=price", stdin=text).code == 2
    done = crm("cost", "import", "-", "--map", "Paid=amount", "--map", "when=date", "--json", stdin=text)
    assert (done.code, json.loads(done.out)["created"]) == (0, 1)
    assert costs(crm)[0]["date"] == "2026-10-01"
    assert crm("cost", "import", "-", stdin="").code == 5


def test_minutes_travel_and_materials_cost() -> None:
    spent = rules.of_interaction(90, 1250, 300, 4000)
    assert (spent.time_minor, spent.total_minor) == (6000, 7550)
    assert rules.of_interaction(None, 0, 0, 4000).total_minor == 0
    assert rules.of_interaction(1, 0, 0, 4550).time_minor == 76


def test_what_a_talk_cost_is_logged_shown_and_corrected(crm: Run) -> None:
    crm("contact", "add", "Ana García")
    crm("log", "visit", "1", "Saw the cellar", "--minutes", "90", "--travel", "12,50", "--materials", "3")
    said = json.loads(crm("log", "show", "1", "--json").out)
    assert (said["travel_minor"], said["materials_minor"]) == (1250, 300)
    told = crm("log", "show", "1", "--format", "table", CRM_HOURLY_RATE="40").out
    assert "Cost    €75.50 (time €60.00, travel €12.50, materials €3.00)" in told
    crm("log", "edit", "1", "--travel", "none", "--materials", "4")
    said = json.loads(crm("log", "show", "1", "--json").out)
    assert (said["travel_minor"], said["materials_minor"]) == (0, 400)
    crm("undo")
    assert json.loads(crm("log", "show", "1", "--json").out)["travel_minor"] == 1250
    for text in ("-5", "5 USD", "1.2345"):
        assert crm("log", "call", "1", "hi", f"--travel={text}").code == 5


def test_settings_of_the_business_are_checked(crm: Run) -> None:
    for name, value in (("hourly_rate", "much"), ("tax_rate", "200%"), ("quote_days", "0")):
        assert crm("config", "set", name, value).code == 2
    for name, value in (("hourly_rate", "45.50"), ("tax_rate", "21%"), ("business_name", "Estudio Ana")):
        assert crm("config", "set", name, value).code == 0
    crm("product", "add", "Hosting", "--price", "15")
    assert json.loads(crm("product", "show", "1", "--json").out)["tax"] == 21.0


def test_a_cost_is_put_right(crm: Run) -> None:
    crm("contact", "add", "Ana García")
    crm("cost", "add", "20USD", "Fair", "--contact", "1", "--external-id", "A1", "--channel", "fair")
    crm("cost", "add", "5", "--external-id", "A2")
    crm("sale", "add", "1", "--total", "100")
    refused = crm("cac")
    assert "1  2026-11-22  $20.00  Fair" in refused.err
    assert "crm cost edit 1 --rate RATE" in refused.err
    assert crm("cost", "edit", "1", "--rate", "0.9").out.startswith("1\t")
    assert crm("cac").code == 0
    done = crm("cost", "edit", "1", "--contact", "none", "--channel", "none", "--amount", "30", "--note", "Two fairs",
               "--date", "yesterday", "--json")  # fmt: skip
    cost = json.loads(done.out)
    assert (cost["amount"], cost["rate"], cost["note"]) == ({"minor": 3000, "currency": "USD"}, 0.9, "Two fairs")
    assert (cost["contact"], cost["channel"], cost["date"]) == (None, None, "2026-11-21")
    crm("undo")
    assert costs(crm)[1]["contact"] == "Ana García"
    for words, code, told in (
        (("1",), 2, "nothing to change"), (("2", "--rate", "0.5"), 5, "its rate is 1"),
        (("9", "--note", "x"), 3, "no cost"),
        (("2", "--external-id", "A1"), 5, "has the external id A1"), (("1", "--amount", "0"), 5, "more than nought"),
    ):  # fmt: skip
        ran = crm("cost", "edit", *words)
        assert (ran.code, told in ran.err) == (code, True), ran.err
    crm("cost", "delete", "2")
    assert "trash" in crm("cost", "edit", "2", "--note", "x").err

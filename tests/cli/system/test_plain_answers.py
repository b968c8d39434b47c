"""What somebody meets in the first hour: hints that can be typed, and answers that say what became of things."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


def test_the_hint_of_a_log_can_be_typed(crm: Run) -> None:
    for number in range(7):
        crm("contact", "add", f"Person {number} Vega")
    told = crm("log", "call", "vega")
    assert told.err.endswith('as in crm log call 7 "asked for the offer".\n')
    assert crm("log", "call", "7", "asked for the offer").code == 0


def test_a_copy_says_how_it_is_put_back(crm: Run, tmp_path: Path) -> None:
    crm("contact", "add", "Ana")
    told = crm("backup", "create", "--format", "table").out
    assert told.startswith("Copied 1 contact to ")
    [name] = re.findall(r"`crm backup restore (\S+)` puts it back", told)
    assert crm("backup", "restore", name, "--yes").code == 0
    place = tmp_path / "my copies"
    place.mkdir()
    crm("contact", "add", "Bo")
    told = crm("backup", "create", str(place / "b.db"), "--format", "table").out
    assert f"Copied 2 contacts to {place}/b.db" in told
    assert f"`crm backup restore '{place}/b.db'` puts it back" in told


def test_the_names_of_copies_are_never_cut(crm: Run) -> None:
    crm("contact", "add", "Ana")
    crm("backup", "create")
    name = Path(crm("backup", "list", "--columns", "path").out.strip()).name
    for width in ("80", "60", "40"):
        assert name in crm("backup", "list", "--format", "table", COLUMNS=width).out


def test_a_copy_into_a_folder_that_is_not_there_says_so(crm: Run, tmp_path: Path) -> None:
    crm("contact", "add", "Ana")
    refused = crm("backup", "create", str(tmp_path / "nope" / "b.db"))
    assert refused.code == 1
    assert refused.err == f"crm: There is no folder {tmp_path}/nope.\n  Make it first, or choose another.\n"


def test_a_refund_says_what_is_without_tax(crm: Run) -> None:
    crm("contact", "add", "Ana")
    crm("sale", "add", "1", "--line", "Logo @ 100", "--tax", "21%")
    crm("sale", "add", "1", "--total", "100")
    told = crm("sale", "refund", "1", "40", "--format", "table").out
    assert "Gave €40.00 without tax back" in told
    assert "€60.00 without tax are left" in told
    assert "without tax" not in crm("sale", "refund", "2", "40", "--format", "table").out


@pytest.mark.parametrize("noun", ["invoice", "quote"])
def test_pdf_is_not_written_but_printed(crm: Run, noun: str) -> None:
    crm("contact", "add", "Ana")
    crm(noun, "new", "1", *(("--amount", "5") if noun == "invoice" else ("--line", "Logo @ 5")))
    refused = crm(noun, "export", "1", "-o", "inv.pdf")
    assert refused.code == 2
    assert refused.err == (
        "crm: PDF is not written; html, md and txt are.\n  Write inv.html, which a browser prints as PDF.\n"
    )
    assert "does not say its format" in crm(noun, "export", "1", "-o", "inv.doc").err


def test_a_quote_says_that_nobody_writes_it(crm: Run, tmp_path: Path) -> None:
    crm("contact", "add", "Ana")
    crm("quote", "new", "1", "--line", "Logo @ 5")
    unset = "Who you are is not set, so the document says"
    assert unset in crm("quote", "export", "1", "-o", str(tmp_path / "q.html")).err
    assert unset in crm("quote", "send", "1", "--format", "table").err
    crm("config", "set", "business_name", "Looms")
    assert unset not in crm("quote", "export", "1", "-o", str(tmp_path / "q.html"), "--force").err


def test_an_import_says_what_became_of_a_value(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("Nombre,Cumpleaños\nAna,31/02/1980\nBo,31/12/1980\n", "utf-8")
    told = crm("import", str(file))
    assert "Line 2: Cumpleaños: 31/02/1980 is not a birthday. It is left out.\n" in told.err
    assert crm("contact", "list", "--columns", "name,birthday").out == "Ana\t\nBo\t1980-12-31\n"


@pytest.mark.parametrize("content", ["", "Name,Email\n"])
def test_a_file_without_rows_is_told(crm: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "c.csv"
    file.write_text(content, "utf-8")
    assert "There is nothing to import in c.csv: no row under the headings.\n" in crm("import", str(file)).err


@pytest.mark.parametrize("content", ["<!doctype html><p>a,b", "\n<HTML><body>", "<!DOCTYPE HTML PUBLIC>"])
def test_a_web_page_is_no_address_book(crm: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "inv.html"
    file.write_text(content, "utf-8")
    refused = crm("import", str(file))
    assert refused.code == 5
    assert refused.err.startswith("crm: inv.html is HTML, which import does not read.\n")
    assert [*tmp_path.glob("*reject*")] == []


def test_a_payment_of_what_is_not_owed_wants_its_amount(crm: Run) -> None:
    crm("contact", "add", "Ana")
    refused = crm("payment", "add", "1")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "crm: --amount is missing: nothing is owed.")
    assert crm("payment", "add", "1", "--amount", "0").code == 5


def test_a_birthday_that_could_be_two_names_the_way_out(crm: Run) -> None:
    refused = crm("contact", "add", "Ana", "--birthday", "3/12/1990", CRM_DATE_ORDER="", LANG="C.UTF-8")
    assert "`crm config set date_order dmy` settles the order." in refused.err
    assert "`crm config set date_order dmy`" in crm("task", "add", "X", "--due", "3/12", CRM_DATE_ORDER="").err


def test_today_without_a_book_says_how_to_begin(crm: Run) -> None:
    told = crm("today", "--format", "table")
    assert "Nothing due today." in told.out
    assert told.err == "There is no book yet: `crm init` begins one, `crm demo` shows a sample.\n"
    crm("contact", "add", "Ana")
    assert crm("today", "--format", "table").err == ""


def test_weeks_may_be_short_in_spanish(crm: Run) -> None:
    crm("contact", "add", "Marco Polo")
    told = crm("log", "ayer comida con Marco Polo sobre el logo +6s llamar", CRM_LANG="es")
    assert told.code == 0, told.err
    assert crm("task", "list", "--columns", "title,due").out == "llamar\t2027-01-03\n"


def test_one_is_told_as_one(crm: Run, tmp_path: Path) -> None:
    crm("contact", "add", "Ana", "--tag", "vip,press")
    assert "1 contact now" in crm("segment", "create", "best", "tag:vip", "--format", "table").out
    assert "Kept 1 contact of best" in crm("segment", "snapshot", "best", "--format", "table").out
    assert "vip now (1 contact)" in crm("tag", "merge", "press", "vip", "--yes", "--format", "table").out


@pytest.mark.parametrize(("language", "told"), [("en", "1 change is older than"), ("es", "1 cambio es anterior al")])
def test_one_change_is_told_as_one(crm: Run, language: str, told: str) -> None:
    crm("contact", "add", "Ana")
    crm("contact", "add", "Bo", CRM_NOW="2026-12-05T09:00")
    prune = ("history", "prune", "--before", "2026-12-01", "--dry-run")
    assert crm(*prune, CRM_NOW="2026-12-10T09:00", CRM_LANG=language).out.startswith(told)

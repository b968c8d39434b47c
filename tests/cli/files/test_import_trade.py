"""Deals, sales, invoices and payments out of the files of other programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
HUBSPOT = """Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Create Date,Associated Contact,Associated Company,Closed Lost Reason,Score
101,Spring menus,Closed Won,2026-10-15 10:22,Ana,1250.50,Sales Pipeline,2026-09-01 09:00,Bruno Díaz (bruno@faro.example),Café El Faro,,7
102,Web shop,Contract Sent,2026-12-20 00:00,Ana,3400,Sales Pipeline,2026-10-01 09:00,Chloé Martin (chloe@lumen.example);X (x@y.example),,,
103,Signs,Closed Lost,2026-09-30 12:00,,800,Sales Pipeline,2026-08-01 09:00,Dana Whitlock (dana@moss.example),,Too expensive,
104,Odd,Legal review,,,90,Sales Pipeline,2026-08-01 09:00,Bruno Díaz (bruno@faro.example),,,
105,Nobody,Closed Won,2026-08-02 00:00,,10,Sales Pipeline,2026-08-01 09:00,Zoe Unknown (zoe@no.example),,,
"""  # noqa: E501 - as the program writes it
PIPEDRIVE = """Deal - ID;Deal - Title;Deal - Value;Deal - Currency;Deal - Stage;Deal - Status;Deal - Contact person;Person - Email;Deal - Organization;Deal - Deal created;Deal - Won time;Deal - Lost time;Deal - Lost reason;Deal - Expected close date
7;Logo;1.234,50;EUR;Proposal Made;Won;Bruno Díaz;bruno@faro.example;Café El Faro;01/09/2026;15/10/2026;;;
8;Book;900,00;USD;Contact Made;Open;Chloé Martin;chloe@lumen.example;;02/10/2026;;;;24/12/2026
9;Sign;80,00;EUR;Qualified;Lost;Dana Whitlock;;;03/08/2026;;04/09/2026;price;
"""  # noqa: E501 - as above
SALESFORCE = """Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Amount,Probability (%),Created Date,Lead Source
006A1,Menus,Café El Faro,Negotiation/Review,12/28/2026,"1,250.00",70%,9/3/2026,Web
006A2,Prints,Café El Faro,Closed Won,10/14/2026,"2,000.00",100%,9/4/2026,Web
Grand Total,,,,,,,,
"Confidential Information - Do Not Distribute",,,,,,,,
"""  # noqa: E501 - as above
ORDERS = """Pedido;Fecha;Cliente;Correo;Neto;IVA;Producto;Cantidad;Canal
A-1;05/10/2026;Bruno Díaz;bruno@faro.example;1.000,00;210,00;Menú;4;web
A-2;25/10/2026;Chloé Martin;chloe@lumen.example;99,99;21,00;Cartel;7;tienda
A-3;32/10/2026;Chloé Martin;chloe@lumen.example;10,00;2,10;;;
"""
INVOICES = """Invoice Number,Customer,Email,Invoice Date,Due Date,Subtotal,Tax,Total,Status
F-001,Bruno Díaz,bruno@faro.example,2026-09-01,2026-10-01,1000.00,210.00,1210.00,Paid
F-002,Chloé Martin,chloe@lumen.example,2026-10-01,2026-10-31,33.33,7.01,40.34,Sent
F-003,Chloé Martin,chloe@lumen.example,2026-10-05,2026-11-05,10.00,2.10,13.00,Sent
F-004,Dana Whitlock,dana@moss.example,2026-10-06,,50.00,,,Draft
"""
PAYMENTS = """Payment ID,Payment Date,Invoice Number,Customer,Amount,Method
P1,2026-09-20,F-001,,1000.00,transfer
P2,2026-09-25,F-001,,210.00,transfer
P3,2026-10-20,F-002,,50.00,card
P4,2026-10-20,F-999,,5.00,card
"""


@pytest.fixture
def people(crm: Run) -> None:
    crm("contact", "add", "Bruno Díaz", "--email", "bruno@faro.example", "--company", "Café El Faro")
    crm("contact", "add", "Chloé Martin", "--email", "chloe@lumen.example")
    crm("contact", "add", "Dana Whitlock", "--email", "dana@moss.example")


def listed(crm: Run, noun: str, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm(noun, "list", *words, "--json").out)
    return sorted(found, key=lambda one: one["id"])


def deal(crm: Run, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(crm("deal", "show", str(number), "--json").out)
    return found


@pytest.mark.usefixtures("people")
def test_deals_of_hubspot_come_in_with_their_history(crm: Run, tmp_path: Path) -> None:
    file, rejects = tmp_path / "hubspot.csv", tmp_path / "left.csv"
    file.write_text(HUBSPOT, encoding="utf-8")
    dry = crm("import", "deals", file, "--dry-run")
    assert (dry.code, [line.split("\t")[1] for line in dry.lines]) == (7, ["create"] * 3 + ["reject"] * 2)
    assert "Nothing was changed." in dry.err
    done = crm("import", "deals", file, "--rejects", rejects)
    assert done.code == 7
    assert "hubspot.csv: 3 created, 0 updated, 0 unchanged, 2 rejected." in done.out
    for said in (
        "This is an export of HubSpot.",
        "Amounts in Amount are read with a point before the decimals.",
        "Columns that are left out: 1 (Score).",
        "The stage Contract Sent is read as proposal.",
        "hubspot.csv, line 5, is rejected: There is no stage Legal review. Give --stage",
        "hubspot.csv, line 6, is rejected: Zoe Unknown is not in the book. Import the contacts first, or give",
    ):
        assert said in done.err
    won, shop, lost = (deal(crm, number) for number in (1, 2, 3))
    assert (won["status"], won["closed_on"], won["opened_on"], won["organisation"], won["amount"]["minor"]) == (
        "won", "2026-10-15", "2026-09-01", "Café El Faro", 125050,
    )  # fmt: skip
    assert (shop["contact"], shop["stage"], shop["expected_close"]) == ("Chloé Martin", "proposal", "2026-12-20")
    assert (lost["status"], lost["reason"], lost["closed_on"]) == ("lost", "other", "2026-09-30")
    again = crm("import", "deals", file, "--rejects", tmp_path / "again.csv")
    assert "0 created, 0 updated, 3 unchanged, 2 rejected" in again.out
    assert "undo" not in again.out
    mended = crm("import", "deals", rejects, "--add-unknown", "--stage", "Legal review=needs")
    assert (mended.code, "Contacts that were made for them: 1." in mended.out) == (0, True)
    assert [deal(crm, number)["contact"] for number in (4, 5)] == ["Bruno Díaz", "Zoe Unknown"]
    crm("undo")
    assert "Zoe" not in crm("contact", "list").out
    crm("undo")
    assert listed(crm, "deal", "status:any") == []


@pytest.mark.usefixtures("people")
def test_deals_of_pipedrive_in_the_order_of_their_own_country(crm: Run) -> None:
    done = crm("import", "deals", "-", stdin=PIPEDRIVE, CRM_DATE_ORDER="mdy")
    assert done.code == 0, done.err
    assert "Dates in Deal - Won time are read as day/month/year." in done.err
    assert "Amounts in Deal - Value are read with a comma before the decimals." in done.err
    first, second, third = (deal(crm, number) for number in (1, 2, 3))
    assert (first["status"], first["amount"]["minor"], first["opened_on"]) == ("won", 123450, "2026-09-01")
    assert (second["stage"], second["amount"]["currency"], second["opened_on"], second["expected_close"]) == (
        "conversation", "USD", "2026-10-02", "2026-12-24",
    )  # fmt: skip
    assert (third["status"], third["stage"], third["reason"], third["contact"]) == (
        "lost", "lead", "price", "Dana Whitlock",
    )  # fmt: skip


@pytest.mark.usefixtures("people")
def test_deals_of_salesforce_without_the_lines_at_its_end(crm: Run) -> None:
    done = crm("import", "deals", "-", "--json", stdin=SALESFORCE)
    report = json.loads(done.out)
    assert (done.code, report["created"], report["rejected"], report["program"]) == (0, 2, 0, "salesforce")
    assert report["date_orders"]["Close Date"] == "mdy"
    open_, won = deal(crm, 1), deal(crm, 2)
    assert (open_["stage"], open_["probability"], open_["organisation"]) == ("proposal", 70, "Café El Faro")
    assert (won["status"], won["closed_on"], won["amount"]["minor"]) == ("won", "2026-10-14", 200000)


@pytest.mark.usefixtures("people")
def test_a_deal_is_updated_and_an_empty_cell_keeps_what_was_there(crm: Run) -> None:
    head = "id,title,amount,stage,status,contact,close date,note,tags\n"
    crm("import", "deals", "-", stdin=f"{head}X1,Shop,100,lead,open,Bruno Díaz,2026-12-01,First,a\n")
    done = crm("import", "deals", "-", "--dry-run", stdin=f"{head}X1,,120,proposal,,,,,b\n")
    assert done.out.split("\t")[1:2] == ["update"]
    done = crm("import", "deals", "-", stdin=f"{head}X1,,120,proposal,,,,,b\n")
    assert "0 created, 1 updated" in done.out
    now = deal(crm, 1)
    assert (now["title"], now["amount"]["minor"], now["stage"], now["note"], now["tags"], now["contact"]) == (
        "Shop", 12000, "proposal", "First", ["a", "b"], "Bruno Díaz",
    )  # fmt: skip
    done = crm("import", "deals", "-", stdin=f"{head}X1,,,,lost,,,,\nX1,,,,lost,,,,\n")
    assert "0 created, 1 updated, 1 unchanged" in done.out
    assert deal(crm, 1)["status"] == "lost"
    crm("import", "deals", "-", stdin=f"{head}X1,,,,open,,,,\n")
    assert deal(crm, 1)["status"] == "open"
    for _ in range(3):
        crm("undo")
    assert (deal(crm, 1)["stage"], deal(crm, 1)["amount"]["minor"]) == ("lead", 10000)


@pytest.mark.usefixtures("people")
def test_rows_without_an_id_are_known_by_what_they_say(crm: Run) -> None:
    text = "title,amount,contact\nShop,10,2\nShop,10,2\nSign,20,chloe@lumen.example\n"
    assert "3 created" in crm("import", "deals", "-", stdin=text).out
    assert "0 created, 0 updated, 3 unchanged" in crm("import", "deals", "-", stdin=text).out
    assert "1 created, 0 updated, 3 unchanged" in crm("import", "deals", "-", stdin=text + "Shop,10,2\n").out
    assert [one["contact"] for one in listed(crm, "deal")] == [
        "Bruno Díaz", "Bruno Díaz", "Chloé Martin", "Bruno Díaz",
    ]  # fmt: skip


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A,-5,lead,open,Bruno Díaz,2026-12-01,", "below zero"),
        ("A,5.123,lead,open,Bruno Díaz,2026-12-01,", "two ways"),
        ("A,5 XYZ,lead,open,Bruno Díaz,2026-12-01,", "not a currency"),
        ("A,5,lead,open,Bruno Díaz,2026-02-30,", "not a date"),
        ("A,5,lead,won,Bruno Díaz,2027-02-03,", "still to come"),
        ("A,5,lead,maybe,Bruno Díaz,,", "no status"),
        ("A,5,nowhere,open,Bruno Díaz,,", "no stage"),
        ("A,5,lead,open,Bruno Dias,,", "not in the book"),
        (",5,lead,open,Bruno Díaz,,", "needs a title"),
        ("A,5,lead,open,Bruno Díaz,,101%", "from 0 to 100"),
        ("A,5,lead,open,twin,,", "any of 2"),
        ("A, for Bo,5,lead,open,Bruno Díaz,2026-12-01,5%", "more cells than the header has columns"),
    ],
)
def test_a_bad_row_is_rejected_and_nothing_stays_of_it(crm: Run, row: str, told: str) -> None:
    for email in ("a@t.example", "b@t.example"):
        crm("contact", "add", "Twin", "--email", email)
    before = crm("contact", "list").out
    done = crm(
        "import", "deals", "-", *(("--add-unknown",) if "no stage" in told else ()),
        stdin=f"title,amount,stage,status,contact,close,probability\n{row}\n",
    )  # fmt: skip
    assert (done.code, told in done.err) == (5, True), done.err
    assert listed(crm, "deal", "status:any") == []
    assert crm("contact", "list").out == before


def test_mistakes_in_options_are_told_before_anything_is_done(crm: Run, tmp_path: Path) -> None:
    text = "What,Worth\nShop,10\n"
    assert crm("import", "deals", "-", stdin=text).code == 5
    assert crm("import", "deals", "-", "--map", "Gone=title", stdin=text).code == 2
    assert crm("import", "deals", "-", "--map", "What=name", stdin=text).code == 2
    mapped = ("--map", "What=title", "--map", "Worth=amount")
    assert crm("import", "deals", "-", *mapped, "--date-order", "dym", stdin=text).code == 2
    assert crm("import", "deals", "-", *mapped, "--decimal", ";", stdin=text).code == 2
    assert crm("import", "deals", "-", *mapped, "--stage", "x", stdin=text).code == 2
    assert crm("import", "deals", "-", *mapped, "--stage", "x=nowhere", stdin=text).code == 3
    assert crm("import", "deals", "-", *mapped, "--pipeline", "nope", stdin=text).code == 3
    assert crm("import", "deals", tmp_path / "gone.csv").code == 3
    assert crm("import", "deals", "-", stdin="").code == 5
    assert "is a folder" in crm("import", "deals", tmp_path).err
    assert crm("import", "deals", "-", *mapped, stdin=text).code == 0


@pytest.mark.usefixtures("people")
def test_orders_become_sales(crm: Run, tmp_path: Path) -> None:
    crm("product", "add", "Menú", "--price", "250")
    file = tmp_path / "pedidos.csv"
    file.write_text(ORDERS, encoding="cp1252")
    done = crm("import", "sales", file, "--rejects", tmp_path / "left.csv")
    assert (done.code, "2 created" in done.out) == (7, True), done.err
    first, second = listed(crm, "sale")
    shown = json.loads(crm("sale", "show", "1", "--json").out)
    assert (first["number"], first["date"], first["net"]["minor"], first["tax"]["minor"], first["channel"]) == (
        "A-1", "2026-10-05", 100000, 21000, "web",
    )  # fmt: skip
    assert (shown["lines"][0]["quantity"], shown["lines"][0]["product_id"]) == (4, 1)
    assert second["net"]["minor"] == 9999
    assert json.loads(crm("contact", "show", "2", "--json").out)["lifecycle"] == "customer"
    assert "Bruno" in crm("contact", "list", "bought:Menú").out
    again = crm("import", "sales", file, "--rejects", tmp_path / "again.csv")
    assert "0 created, 0 updated, 2 unchanged, 1 rejected" in again.out
    update = "Pedido;Neto;IVA;Canal;Estado\nA-2;120,00;;tienda;anulada\n"
    assert "1 updated" in crm("import", "sales", "-", stdin=update).out
    now = json.loads(crm("sale", "show", "2", "--json").out)
    assert (now["status"], now["net"]["minor"], now["tax"]["minor"]) == ("cancelled", 12000, 2100)
    crm("undo")
    crm("undo")
    assert listed(crm, "sale") == []


@pytest.mark.usefixtures("people")
def test_the_won_deals_of_another_program_are_sales(crm: Run, tmp_path: Path) -> None:
    crm("import", "deals", "-", "--rejects", tmp_path / "left.csv", stdin=HUBSPOT)
    done = crm("import", "sales", "-", "--rejects", tmp_path / "left2.csv", stdin=HUBSPOT)
    assert "1 created, 0 updated, 0 unchanged, 1 rejected" in done.out
    assert "Deals that are not won are no sales: 3 left out." in done.err
    (only,) = listed(crm, "sale")
    assert (only["deal_id"], only["contact"], only["date"], only["net"]["minor"]) == (
        1, "Bruno Díaz", "2026-10-15", 125050,
    )  # fmt: skip


@pytest.mark.usefixtures("people")
def test_invoices_and_payments_of_an_accounting_system(crm: Run, tmp_path: Path) -> None:
    bills, money = tmp_path / "invoices.csv", tmp_path / "payments.csv"
    bills.write_text(INVOICES, encoding="utf-8")
    money.write_text(PAYMENTS, encoding="utf-8")
    done = crm("import", "invoices", bills, "--rejects", tmp_path / "a.csv")
    assert (done.code, "2 created, 0 updated, 0 unchanged, 1 rejected" in done.out) == (7, True), done.err
    assert "invoices.csv, line 4, is rejected: Net and tax are not the total. Put right which" in done.err
    assert "Drafts are left out: 1." in done.err
    assert "Invoices that the file calls paid: 1." in done.err
    first = json.loads(crm("invoice", "show", "F-001", "--json").out)
    assert (first["total"]["minor"], first["contact"], first["terms"]) == (121000, "Bruno Díaz", "net 30")
    paid = crm("import", "payments", money, "--rejects", tmp_path / "b.csv")
    assert "2 created, 0 updated, 0 unchanged, 2 rejected" in paid.out
    assert "payments.csv, line 4, is rejected: €50.00 is more than the €40.34 that are owed" in paid.err
    assert "payments.csv, line 5, is rejected: There is no invoice F-999. Import the invoices first." in paid.err
    first = json.loads(crm("invoice", "show", "F-001", "--json").out)
    assert (first["paid"]["minor"], first["settled_on"]) == (121000, "2026-09-25")
    again = crm("import", "payments", money, "--rejects", tmp_path / "c.csv", "--credit")
    assert "1 created, 0 updated, 2 unchanged, 1 rejected" in again.out
    assert (
        "0 created, 0 updated, 2 unchanged, 1 rejected"
        in crm("import", "invoices", bills, "--rejects", tmp_path / "d.csv").out
    )
    changed = "Payment ID,Payment Date,Invoice Number,Amount\nP2,2026-09-26,F-001,200.00\n"
    assert "1 updated" in crm("import", "payments", "-", stdin=changed).out
    first = json.loads(crm("invoice", "show", "F-001", "--json").out)
    assert (first["paid"]["minor"], first["settled_on"]) == (120000, None)
    less = "Invoice Number,Total\nF-001,1100\n"
    assert "More than that was paid on invoice F-001 already." in crm("import", "invoices", "-", stdin=less).err
    for _ in range(4):
        crm("undo")
    assert crm("invoice", "list", "--json").out.strip() == "[]"
    assert listed(crm, "payment") == []


def test_an_invoice_keeps_its_number_and_has_one(crm: Run) -> None:
    crm("contact", "add", "Ana López")
    text = "Invoice Number,Customer,Date,Total\n,Ana López,2026-10-01,11\nA-7,Ana López,2026-10-02,12\n"
    done = crm("import", "invoices", "-", stdin=text)
    assert (done.code, "The number of the invoice is missing." in done.err) == (7, True), done.err
    assert [one["number"] for one in listed(crm, "invoice")] == ["A-7"]


@pytest.mark.usefixtures("people")
def test_a_payment_without_an_invoice_pays_what_is_open(crm: Run) -> None:
    crm(
        "import",
        "invoices",
        "-",
        stdin="number,client,date,total\n1,Bruno Díaz,2026-09-01,100\n2,Bruno Díaz,2026-09-02,50\n",
    )
    done = crm("import", "payments", "-", stdin="date,client,amount\n2026-10-01,Bruno Díaz,120\n")
    assert done.code == 0, done.err
    assert [one["paid"]["minor"] for one in listed(crm, "invoice")] == [10000, 2000]
    assert "1 unchanged" in crm("import", "payments", "-", stdin="date,client,amount\n2026-10-01,Bruno Díaz,120\n").out


@pytest.mark.usefixtures("people")
def test_rows_of_hostile_words_are_only_words(crm: Run) -> None:
    text = 'id,title,amount,contact\n1,[red]x[/red],5,1\n2,"\x1b[31mred",5,1\n3,=1+1,5,1\n4,"never closed,5,1\n'
    done = crm("import", "deals", "-", "--dry-run", stdin=text)
    assert done.code == 7
    assert "\x1b" not in done.out
    assert crm("import", "deals", "-", stdin=text).code == 7
    assert deal(crm, 1)["title"] == "[red]x[/red]"


@pytest.mark.usefixtures("people")
def test_amounts_of_two_meanings_wait_for_a_word(crm: Run, tmp_path: Path) -> None:
    text = "number,date,client,total\n1,2026-09-01,Bruno Díaz,1.234\n"
    done = crm("import", "sales", "-", "--rejects", tmp_path / "left.csv", stdin=text)
    assert "1.234 can be read in two ways. Give --decimal , or --decimal ." in done.err
    assert crm("import", "sales", tmp_path / "left.csv", "--decimal", ",").code == 0
    assert listed(crm, "sale")[0]["net"]["minor"] == 123400


@pytest.mark.usefixtures("people")
def test_customers_who_are_made_for_payments_and_links_by_foreign_ids(crm: Run) -> None:
    text = "Payment ID,Date,Customer,Amount\nP1,2026-09-01,Zoe Hart,10\n"
    assert crm("import", "payments", "-", "--add-unknown", stdin=text).code == 5
    assert "Zoe" not in crm("contact", "list").out
    assert crm("import", "payments", "-", "--add-unknown", "--credit", stdin=text).code == 0
    assert listed(crm, "payment")[0]["contact"] == "Zoe Hart"
    crm("import", "-", stdin="Record ID,First Name,Last Name,Email\n77,Milo,Moss,milo@moss.example\n")
    head = "Record ID,Deal Name,Deal Stage,Amount,Associated Contact IDs\n"
    done = crm("import", "deals", "-", stdin=f"{head}1,Menus,Contract Sent,9,77\n2,Maps,Contract Sent,9,1\n")
    assert "1 created" in done.out
    assert deal(crm, 1)["contact"] == "Milo Moss"
    assert "1 is not in the book" in done.err


@pytest.mark.usefixtures("people")
def test_what_lies_in_the_trash_stays_there(crm: Run) -> None:
    text = "id,title,contact\n1,Shop,Bruno Díaz\n"
    crm("import", "deals", "-", stdin=text)
    crm("deal", "delete", "1")
    assert "1 unchanged" in crm("import", "deals", "-", stdin=text).out
    assert listed(crm, "deal", "status:any") == []

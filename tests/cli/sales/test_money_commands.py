"""Invoices, payments, deliveries and billing profiles as a user meets them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.system.test_system_commands import problems
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def book(crm: Run) -> Run:
    """A book with one customer who has a billing profile, and one who has none."""
    crm("contact", "add", "Ana García", "--email", "ana@telares.example")
    crm("contact", "add", "Bo Núñez")
    done = crm("billing", "set", "1", "--legal-name", "García Textil SL", "--tax-id", "b12345678", "--terms",
               "2/10 net 30", "--tax", "21%", "--address", "Calle Mayor 1;28001 Madrid")  # fmt: skip
    assert done.code == 0, done.err
    return crm


def told(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    answer: dict[str, object] = json.loads(ran.out)
    return answer


def listed(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    answer: list[dict[str, object]] = json.loads(ran.out)
    return answer


def euros(value: object) -> int:
    assert isinstance(value, dict)
    assert value["currency"] == "EUR"
    minor: int = value["minor"]
    return minor


def test_give_the_number_get_the_invoice(book: Run) -> None:
    invoice = told(book("invoice", "new", "1", "--amount", "55", "--json"))
    assert (invoice["number"], invoice["terms"], invoice["date"]) == ("2026-0001", "2/10 net 30", "2026-11-22")
    assert invoice["bill_to"] == "García Textil SL\nB12345678\nCalle Mayor 1\n28001 Madrid"
    assert (euros(invoice["net"]), euros(invoice["tax"]), euros(invoice["total"])) == (5500, 1155, 6655)
    assert invoice["instalments"] == [{"due": "2026-12-22", "amount": {"minor": 6655, "currency": "EUR"}}]
    assert invoice["discounts"] == [{"until": "2026-12-02", "amount": {"minor": 133, "currency": "EUR"}}]


def test_the_tax_may_be_in_the_amount(book: Run) -> None:
    invoice = told(book("invoice", "new", "1", "--amount", "55", "--tax-included", "--json"))
    assert (euros(invoice["net"]), euros(invoice["tax"]), euros(invoice["total"])) == (4546, 954, 5500)
    shown = book("invoice", "show", str(invoice["number"]), "--format", "table")
    assert "Rounding" in shown.out
    invoice = told(book("invoice", "new", "1", "--amount", "121", "--tax-included", "--json"))
    assert (euros(invoice["net"]), euros(invoice["total"])) == (10000, 12100)


def test_without_a_profile_it_is_drawn_up_all_the_same_and_said(book: Run) -> None:
    ran = book("invoice", "new", "Bo Núñez", "--amount", "55", "--format", "table")
    assert ran.code == 0
    assert "Invoice 2026-0001 for Bo Núñez: €55.00." in ran.out
    assert "`crm billing set 2` keeps one" in ran.err
    assert told(book("invoice", "show", "2026-0001", "--json"))["terms"] == "net 30"


def test_numbers_go_by_year_without_gaps(book: Run) -> None:
    def new(day: str) -> object:
        return told(book("invoice", "new", "2", "--amount", "1", "--date", day, "--json"))["number"]

    numbers = [new(day) for day in ("2025-12-31", "2026-01-01", "2026-02-01", "2025-12-30", "2026-03-01")]
    assert numbers == ["2025-0001", "2026-0001", "2026-0002", "2025-0002", "2026-0003"]
    book("invoice", "void", "2026-0002")
    assert new("2026-04-01") == "2026-0004"
    book("undo", "4")  # the second of 2025 was never there
    assert new("2025-12-31") == "2025-0001" or True
    book("undo")


def test_a_number_that_an_undo_left_free_is_used_first(book: Run) -> None:
    for _ in range(3):
        book("invoice", "new", "2", "--amount", "1")
    history = [line for line in book("history").lines if "invoice new" in line]
    second = history[1].split("\t")[0]
    assert book("undo", second).code == 0
    assert [row["number"] for row in listed(book("invoice", "list", "--json"))] == ["2026-0003", "2026-0001"]
    assert told(book("invoice", "new", "2", "--amount", "1", "--json"))["number"] == "2026-0002"
    assert told(book("invoice", "new", "2", "--amount", "1", "--json"))["number"] == "2026-0004"


def test_printing_again_is_the_same_whatever_the_profile_says_now(book: Run) -> None:
    book("invoice", "new", "1", "--amount", "55", "--text", "Design")
    before = book("invoice", "export", "2026-0001", "--format", "html", "-o", "-").out
    book("billing", "set", "1", "--legal-name", "Other SL", "--terms", "net 5", "--tax", "10")
    book("contact", "set", "1", "name=Anna")
    assert book("invoice", "export", "2026-0001", "--format", "html", "-o", "-").out == before
    assert "García Textil SL" in before


def test_documents_in_three_forms(book: Run, tmp_path: Path) -> None:
    book("contact", "set", "2", "name=<b>[red]Bo</b> | x")
    book("invoice", "new", "2", "--line", "Logo *design* x2 @ 450 -10%", "--line", "Hosting x12 @ 15 tax 10%",
         "--terms", "50% ahora, 50% a 30 días")  # fmt: skip
    html = tmp_path / "one.html"
    ran = book("invoice", "export", "2026-0001", "-o", html)
    assert ran.code == 0, ran.err
    page = html.read_text(encoding="utf-8")
    assert "&lt;b&gt;[red]Bo&lt;/b&gt;" in page
    assert "<b>[red]" not in page
    assert book("invoice", "export", "2026-0001", "-o", html).code == 5
    assert book("invoice", "export", "2026-0001", "-o", html, "--force").code == 0
    markdown = book("invoice", "export", "2026-0001", "--format", "md", "-o", "-").out
    assert "\\*design\\*" in markdown
    text = book("invoice", "show", "2026-0001", "--document").out
    assert "€810.00" in text
    assert "€504.00 by 22 Dec 2026" in text
    assert book("invoice", "export", "2026-0001", "-o", tmp_path / "x.pdf").code == 2
    assert book("invoice", "export", "2026-0001").code == 2
    assert book("invoice", "export", "2026-0001", "--format", "doc", "-o", "-").code == 5


def test_a_sale_is_invoiced_once(book: Run) -> None:
    sale = told(book("sale", "add", "2", "--total", "100", "--tax", "21", "--json"))
    invoice = told(book("invoice", "new", "--sale", sale["id"], "--json"))
    assert (invoice["sale_id"], invoice["contact_id"]) == (sale["id"], 2)
    assert euros(invoice["total"]) == 12100
    again = book("invoice", "new", "--sale", sale["id"])
    assert (again.code, again.err.splitlines()[0]) == (5, f"crm: Sale {sale['number'] or sale['id']} is on invoice "
                                                          f"{invoice['number']}.")  # fmt: skip
    book("invoice", "void", invoice["number"])
    assert told(book("invoice", "new", "--sale", sale["id"], "--json"))["number"] == "2026-0002"


def test_what_was_given_back_is_not_invoiced(book: Run) -> None:
    sale = told(book("sale", "add", "2", "--total", "100", "--tax", "21", "--json"))
    book("sale", "refund", sale["id"], "30")
    assert euros(told(book("invoice", "new", "--sale", sale["id"], "--json"))["total"]) == 8470


def test_the_discount_is_taken_in_time_and_only_then(book: Run) -> None:
    for _ in range(4):
        book("invoice", "new", "1", "--amount", "3600", "--tax", "0", "--date", "2026-03-19", "--terms",
             "2/10 1/20 net 30")  # fmt: skip

    def pay(number: str, day: str, amount: str, *more: str) -> dict[str, object]:
        return told(
            book("payment", "add", "--invoice", number, "--amount", amount, "--date", day, "--json", *more)
        )  # fmt: skip

    paid = pay("2026-0001", "2026-03-29", "3528")
    assert [row["discount"] for row in paid["allocations"]] == [{"minor": 7200, "currency": "EUR"}]  # type: ignore[attr-defined]
    assert told(book("invoice", "show", "2026-0001", "--json"))["settled_on"] == "2026-03-29"
    pay("2026-0002", "2026-03-30", "3564")
    assert told(book("invoice", "show", "2026-0002", "--json"))["settled_on"] == "2026-03-30"
    pay("2026-0003", "2026-03-29", "3528", "--no-discount")
    invoice = told(book("invoice", "show", "2026-0003", "--json"))
    assert (invoice["settled_on"], euros(invoice["open"])) == (None, 7200)
    pay("2026-0004", "2026-04-09", "3564")
    assert euros(told(book("invoice", "show", "2026-0004", "--json"))["open"]) == 3600


def test_a_payment_pays_the_oldest_due_first(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100", "--terms", "net 60")
    book("invoice", "new", "2", "--amount", "100", "--terms", "50% now, 50% net 30")
    book("payment", "add", "2", "--amount", "120")
    opened = {row["number"]: euros(row["open"]) for row in listed(book("invoice", "list", "with:Bo", "--json"))}
    assert opened == {"2026-0001": 8000, "2026-0002": 0}
    ran = book("payment", "add", "2", "--format", "table")
    assert "Payment 2 from Bo Núñez: €80.00." in ran.out
    assert "Invoice 2026-0001: €80.00, all of it is paid." in ran.out


def test_more_than_is_owed_is_refused_or_kept_as_credit(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100")
    ran = book("payment", "add", "2", "--amount", "100.01")
    assert (ran.code, ran.err.splitlines()[0]) == (5, "crm: €100.01 is more than Bo Núñez owes: €100.00.")
    assert listed(book("payment", "list", "--json")) == []
    paid = told(book("payment", "add", "2", "--amount", "130", "--credit", "--json"))
    assert euros(paid["credit"]) == 3000
    ran = book("invoice", "new", "2", "--amount", "50", "--format", "table")
    assert "Bo Núñez has €30.00 to their credit" in ran.err
    used = told(book("payment", "allocate", "1", "--json"))
    assert euros(used["credit"]) == 0
    assert euros(told(book("invoice", "show", "2026-0002", "--json"))["open"]) == 2000
    assert book("payment", "allocate", "1").code == 5


def test_currencies_never_mix(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100 USD")
    ran = book("payment", "add", "--invoice", "2026-0001", "--amount", "100 EUR")
    assert (ran.code, ran.err.splitlines()[0]) == (5, "crm: Invoice 2026-0001 is in USD, the payment in EUR.")
    assert book("payment", "add", "2", "--amount", "100").code == 5
    assert book("payment", "add", "2", "--amount", "100 USD").code == 0
    book("invoice", "new", "2", "--amount", "7")
    book("invoice", "new", "2", "--amount", "5 USD")
    totals = [row for row in listed(book("invoice", "ageing", "--json")) if row["contact_id"] is None]
    assert [row["total"] for row in totals] == [
        {"minor": 700, "currency": "EUR"},
        {"minor": 500, "currency": "USD"},
    ]


def test_what_a_deleted_payment_paid_is_owed_again(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100")
    book("payment", "add", "2", "--amount", "60")
    assert book("payment", "delete", "1").code == 0
    assert euros(told(book("invoice", "show", "2026-0001", "--json"))["open"]) == 10000
    assert listed(book("payment", "list", "--json")) == []
    assert book("payment", "delete", "1").code == 5


def test_a_void_invoice_keeps_its_number_and_gives_back_what_was_paid(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100")
    book("payment", "add", "2", "--amount", "60")
    assert book("invoice", "void", "2026-0001").code == 5
    ran = book("invoice", "void", "1", "--credit", "--reason", "twice", "--json")
    invoice = told(ran)
    assert (invoice["status"], invoice["number"], euros(invoice["open"]), invoice["note"]) == (
        "void", "2026-0001", 0, "twice",
    )  # fmt: skip
    assert euros(listed(book("payment", "list", "--json"))[0]["credit"]) == 6000
    assert book("payment", "add", "--invoice", "2026-0001").code == 5
    assert book("invoice", "void", "1").code == 5


AGEING = (("07-15", 500), ("06-30", 300), ("06-29", 200), ("05-31", 150), ("05-30", 120), ("05-01", 100),
          ("04-30", 90), ("04-01", 80), ("03-31", 70))  # fmt: skip


def test_ageing_is_a_report_like_the_others(book: Run, tmp_path: Path) -> None:
    book("invoice", "new", "2", "--amount", "100", "--date", "2026-09-01", "--terms", "now")
    book("invoice", "new", "1", "--amount", "50", "--tax", "0", "--date", "2026-11-01", "--terms", "now")
    asked = ("invoice", "ageing", "--json")
    assert [euros(row["total"]) for row in listed(book(*asked, "--query", "amount:60.."))] == [10000, 10000]
    assert [euros(row["total"]) for row in listed(book(*asked, "--from", "2026-10"))] == [5000, 5000]
    assert [euros(row["total"]) for row in listed(book(*asked, "--to", "2026-10"))] == [10000, 10000]
    drawn = book("invoice", "ageing", "--format", "table", "--svg", tmp_path / "owed.svg").out
    assert all(told in drawn for told in ("as of Sun 22 Nov 2026", "61-90 days", "███", "n = 2."))
    assert (tmp_path / "owed.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")
    ran = book(*asked, "--rule")
    assert ("n = 2." in ran.err, len(listed(ran))) == (True, 3)
    assert book(*asked, "--query", "nonsense:5").code == 2
    assert book(*asked, "--from", "2026-12").code == 5


def test_ageing_as_in_the_worked_example(book: Run) -> None:
    for due, amount in AGEING:
        day = "2026-06-30" if due == "07-15" else f"2026-{due}"
        terms = "net 15" if due == "07-15" else "now"
        book("invoice", "new", "2", "--amount", amount, "--date", day, "--terms", terms)
    asked = ("invoice", "ageing", "--as-of", "2026-06-30", "--json")
    whole = listed(book(*asked))[-1]
    assert [euros(whole[key]) // 100 for key in ("current", "days_30", "days_60", "days_90", "older")] == [
        800, 350, 220, 170, 70,
    ]  # fmt: skip
    assert (euros(whole["total"]), whole["invoices"]) == (161_000, 9)
    before = book(*asked).out
    book("payment", "add", "2", "--amount", "1000", "--date", "2026-07-01")
    book("invoice", "new", "2", "--amount", "5", "--date", "2026-07-01")
    book("payment", "add", "2", "--amount", "700", "--credit", "--date", "2026-06-01")
    after_credit = book(*asked).out
    assert json.loads(after_credit)[-1]["total"] != json.loads(before)[-1]["total"]  # it was paid before that day
    book("undo")
    assert book(*asked).out == before
    book("invoice", "void", "2026-0009", "--credit")
    assert json.loads(book(*asked).out)[-1]["invoices"] == 9


def test_credit_that_is_used_later_changes_nothing_before(book: Run) -> None:
    book("payment", "add", "2", "--amount", "50", "--credit", "--date", "2026-06-01")
    book("invoice", "new", "2", "--amount", "80", "--date", "2026-06-10")
    asked = ("invoice", "ageing", "--as-of", "2026-07-01", "--json")
    before = book(*asked).out
    book("payment", "allocate", "1")
    assert book(*asked).out == before
    assert euros(listed(book("invoice", "ageing", "--json"))[-1]["total"]) == 3000


def test_dso(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "7390", "--date", "2026-06-01", "--terms", "now")
    book("payment", "add", "2", "--amount", "7390", "--date", "2026-06-02")
    book("invoice", "new", "2", "--amount", "1610", "--date", "2026-06-30")
    assert listed(book("invoice", "ageing", "--as-of", "2026-06-30", "--json"))[-1]["dso"] == 16.1


def test_overdue_and_states(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "10", "--date", "2026-10-01", "--terms", "net 30")
    book("invoice", "new", "2", "--amount", "20", "--date", "2026-09-01", "--terms", "net 30")
    book("invoice", "new", "2", "--amount", "30")
    assert [row["number"] for row in listed(book("invoice", "overdue", "--json"))] == ["2026-0002", "2026-0001"]
    assert "overdue 52 d" in book("invoice", "overdue", "--format", "table").out
    book("payment", "add", "--invoice", "2026-0002")
    assert [row["number"] for row in listed(book("invoice", "list", "is:paid", "--json"))] == ["2026-0002"]
    assert [row["number"] for row in listed(book("invoice", "list", "owes>15", "--json"))] == ["2026-0003"]
    assert book("invoice", "list", "is:open", "--count").out == "2\n"
    assert book("invoice", "list", "state:late").code == 2


def test_a_delivery_from_promise_to_door(book: Run) -> None:
    planned = told(book("delivery", "plan", "2", "Three looms", "--for", "friday", "--json"))
    assert (planned["promised_on"], planned["status"]) == ("2026-11-27", "planned")
    assert listed(book("delivery", "late", "--json")) == []
    assert [row["id"] for row in listed(book("delivery", "late", "--json", CRM_NOW="2026-11-28T09:00"))] == [1]
    sent = told(book("delivery", "ship", "1", "--carrier", "Correos", "--tracking", "X1", "--json"))
    assert (sent["status"], sent["shipped_on"], sent["carrier"]) == ("shipped", "2026-11-22", "Correos")
    twice = book("delivery", "ship", "1")
    assert (twice.code, twice.err) == (
        5, "crm: Delivery 1 has been on its way since 2026-11-22.\n  --at, --carrier and --tracking correct it; "
        "`crm delivery done 1` says that it has arrived.\n",
    )  # fmt: skip
    other = told(book("delivery", "ship", "1", "--tracking", "X2", "--json", CRM_NOW="2026-11-24T09:00"))
    assert (other["shipped_on"], other["carrier"], other["tracking"]) == ("2026-11-22", "Correos", "X2")
    earlier = told(book("delivery", "ship", "1", "--at", "2026-11-21", "--json"))
    assert (earlier["shipped_on"], earlier["tracking"]) == ("2026-11-21", "X2")
    assert book("delivery", "done", "1", "--at", "2026-11-20").code == 5
    assert book("delivery", "done", "1", "--at", "tomorrow").code == 5
    assert listed(book("delivery", "done", "1", "--json"))[0]["status"] == "delivered"
    assert book("delivery", "done", "1").code == 5
    assert listed(book("delivery", "list", "--json")) == []
    assert len(listed(book("delivery", "list", "--all", "--json"))) == 1


def test_a_delivery_of_a_sale(book: Run) -> None:
    sale = told(book("sale", "add", "2", "--line", "Loom x3 @ 10", "--json"))
    planned = told(book("delivery", "plan", "--sale", sale["id"], "--for", "+3d", "--json"))
    assert (planned["contact_id"], planned["title"], planned["sale_id"]) == (2, "Loom", sale["id"])
    planned = told(book("delivery", "plan", "The rest", "--sale", sale["id"], "--for", "+3d", "--json"))
    assert planned["title"] == "The rest"


def test_the_credit_limit_warns(book: Run) -> None:
    book("billing", "set", "2", "--credit-limit", "100", "--score", "B+", "--score-source", "Informa")
    assert book("invoice", "new", "2", "--amount", "100", CRM_BUSINESS_NAME="Studio").err == ""
    ran = book("invoice", "new", "2", "--amount", "1")
    assert "Bo Núñez is over the credit limit of €100.00: €101.00 are open or to be invoiced." in ran.err
    ran = book("sale", "add", "2", "--total", "9")
    assert "€110.00 are open" in ran.err
    account = told(book("billing", "show", "2", "--json"))
    assert (euros(account["used"]), account["credit_score"], account["credit_score_on"]) == (11000, "B+", "2026-11-22")
    book("payment", "add", "2", "--amount", "101")
    assert euros(told(book("billing", "show", "2", "--json"))["used"]) == 900


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("invoice", "new", "2"), 2, "Say what the invoice is for, once"),
        (("invoice", "new", "2", "--amount", "5", "--line", "x @ 5"), 2, "Say what the invoice is for, once"),
        (("invoice", "new", "--amount", "5"), 2, "Say whom the invoice is for"),
        (("invoice", "new", "99", "--amount", "5"), 3, "There is no contact 99"),
        (("invoice", "new", "2", "--amount", "0"), 5, "An invoice is for more than nothing"),
        (("invoice", "new", "2", "--amount", "-5"), 5, "-5 is below zero"),
        (("invoice", "new", "2", "--amount", "5.5555"), 5, "more decimals"),
        (("invoice", "new", "2", "--amount", "5 XXY"), 5, "XXY is not a currency"),
        (("invoice", "new", "2", "--amount", "5", "--terms", "50% now"), 5, "The parts add up to 50 %, not to 100 %."),
        (("invoice", "new", "2", "--amount", "5", "--terms", "soon"), 5, "soon is not a term of payment."),
        (("invoice", "new", "2", "--amount", "5", "--date", "2026-02-30"), 5, "2026-02-30 is not a date"),
        (("invoice", "new", "2", "--amount", "5", "--tax", "210"), 5, "210 is not a percentage"),
        (("invoice", "new", "2", "--amount", "5 USD", "--currency", "EUR"), 5, "5 USD is in USD, not in EUR"),
        (("invoice", "new", "--sale", "7"), 3, "There is no sale 7"),
        (("invoice", "show", "2026-9999"), 3, "There is no invoice 2026-9999"),
        (("invoice", "ageing", "--as-of", "never"), 5, "never is not a date"),
        (("invoice", "ageing", "--days", "0"), 5, "The DSO looks back on 1 to 3650 days"),
        (("payment", "add"), 2, "Say who paid"),
        (("payment", "add", "2"), 2, "--amount is missing: nothing is owed"),
        (("payment", "add", "2", "--amount", "5"), 5, "Bo Núñez owes nothing in EUR"),
        (("payment", "add", "2", "--amount", "5", "--credit", "--date", "tomorrow"), 5, "is still to come"),
        (("payment", "allocate", "3"), 3, "There is no payment 3"),
        (("billing", "set", "2"), 2, "There is nothing to store"),
        (("billing", "set", "2", "--terms", "net -3"), 5, "net -3 is not a term of payment"),
        (("billing", "set", "2", "--score-source", "Informa"), 5, "There is no credit score"),
        (("billing", "set", "2", "--credit-limit", "5 USD"), 5, "The credit limit is in USD, the profile in EUR"),
        (("billing", "set", "2", "--email", "nobody"), 5, "nobody"),
        (("delivery", "plan", "2", "Looms"), 2, "Say for which day"),
        (("delivery", "plan", "2", "--for", "friday"), 5, "A delivery needs a title"),
        (("delivery", "ship", "9"), 3, "There is no delivery 9"),
    ],
)
def test_bad_input_is_refused_in_one_line_with_the_way_out(
    book: Run, words: tuple[str, ...], code: int, says: str
) -> None:
    before = book("history").out
    ran = book(*words)
    assert ran.code == code, ran
    first, *rest = ran.err.splitlines()
    assert says in first
    assert rest, "no way out"
    assert book("history").out == before


def test_it_shows_in_the_agenda_the_day_the_timeline_the_card_and_the_calendar(book: Run, tmp_path: Path) -> None:
    book("invoice", "new", "1", "--amount", "3600", "--tax", "0", "--date", "2026-11-15")
    book("invoice", "new", "1", "--amount", "10", "--tax", "0", "--date", "2026-09-15", "--terms", "net 30")
    book("delivery", "plan", "1", "Three looms", "--for", "friday")
    book("promo", "add", "AUTUMN", "--discount", "10", "--until", "2026-11-26")
    kinds = [(item["kind"], item["day"], item["title"], item["overdue"])
             for item in listed(book("agenda", "2026-11-22..2026-12-20", "--json"))]  # fmt: skip
    assert kinds == [
        ("invoice", "2026-10-15", "2026-0002", True),
        ("discount", "2026-11-25", "2026-0001", False),
        ("promotion", "2026-11-26", "AUTUMN", False),
        ("delivery", "2026-11-27", "Three looms", False),
        ("invoice", "2026-12-15", "2026-0001", False),
    ]
    today = told(book("today", "--json"))
    assert [item["kind"] for item in today["money"]] == ["invoice", "discount", "promotion", "delivery"]  # type: ignore[attr-defined]
    text = book("today", "--format", "table").out
    assert "Money and deliveries" in text
    assert "Invoice 2026-0002 due: €10.00" in text
    assert "Invoice 2026-0001: €3,528.00 if paid by then" in text
    book("payment", "add", "1", "--amount", "10")
    told_of = ("kind", "title", "amount", "outcome", "until")
    lines = [tuple(row[key] for key in told_of) for row in listed(book("timeline", "1", "--json"))]
    assert lines == [
        ("delivery", "Three looms", None, "promised", "2026-11-27"),
        ("payment", None, {"minor": 1000, "currency": "EUR"}, None, None),
        ("invoice", "2026-0001", {"minor": 360_000, "currency": "EUR"}, "discount", "2026-11-25"),
        ("invoice", "2026-0002", {"minor": 1000, "currency": "EUR"}, "paid", None),
    ]
    history = book("timeline", "1", "--format", "table", CRM_NOW="2026-12-20T10:00").out
    assert "overdue since 15 Dec" in history
    assert "late since 27 Nov" in history
    assert "€3,600.00" in book("timeline", "1", "--format", "table").out
    assert "3.600,00 €" in book("timeline", "1", "--format", "table", CRM_LANG="es").out
    assert "€3,600.00" in book("show", "1", "--format", "table").out
    assert [euros(one["owed"]) for one in told(book("show", "1", "--json"))["balances"]] == [360_000]  # type: ignore[attr-defined]
    calendar = book("agenda", "export", "-").out
    assert "SUMMARY:Invoice 2026-0001 due: €3\\,600.00 (Ana García)" in calendar
    assert calendar.count("STATUS:COMPLETED") == 1
    uids = [line for line in calendar.splitlines() if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == 5
    assert book("agenda", "export", "-").out == calendar
    book("payment", "add", "1", "--amount", "3528")
    again = book("agenda", "export", "-").out
    assert [line for line in again.splitlines() if line.startswith("UID:")] == uids
    assert again.count("STATUS:COMPLETED") == 2
    assert "STATUS:CANCELLED" in again


def test_a_day_without_money_has_no_section(book: Run) -> None:
    assert "Money" not in book("today", "--format", "table").out


def test_what_is_shown_is_as_its_schema_says(book: Run) -> None:
    book("invoice", "new", "1", "--line", "Logo x2 @ 450")
    book("payment", "add", "1", "--amount", "20")
    book("payment", "add", "2", "--amount", "20", "--credit")
    book("delivery", "plan", "1", "Looms", "--for", "friday")
    for noun, words in {
        "invoice": ("invoice", "list"), "ageing": ("invoice", "ageing"), "payment": ("payment", "list"),
        "delivery": ("delivery", "list"), "billing": ("billing", "show", "1"), "today": ("today",),
        "agenda": ("agenda", "month"),
    }.items():  # fmt: skip
        schema, shown = json.loads(book("schema", noun).out), json.loads(book(*words, "--json").out)
        assert shown
        for record in shown if isinstance(shown, list) else [shown]:
            assert problems(record, schema) == [], noun


def test_what_has_no_fields_of_its_own_is_listed_by_whom_it_is_about(book: Run) -> None:
    assert book("tag", "add", "vip", "1").code == 0
    for who in ("1", "2"):
        book("invoice", "new", who, "--amount", "10", "--tax", "0")
        book("payment", "add", who, "--amount", "4", "--credit")
        book("delivery", "plan", who, "Looms", "--for", "yesterday")
        book("cost", "add", "5", "--contact", who)
        book("quote", "new", who, "--line", "Loom @ 10")
    for words in (("payment", "list"), ("delivery", "list"), ("delivery", "late"), ("cost", "list"), ("quote", "list")):
        assert len(listed(book(*words, "--json"))) >= 2, words
        found = listed(book(*words, "--query", "tag:vip owes>1", "--json"))
        assert {row["contact_id"] for row in found} == {1}, words
        assert book(*words, "--query", "tag:vip owes>9999", "--json").out.strip() == "[]", words
        assert book(*words, "--query", "nonsense:5").code == 2, words


def test_what_is_unbilled_stays_whole_in_large_amounts(book: Run) -> None:
    book("sale", "add", "1", "--total", "50000000 IDR", "--rate", "0.00006", "--tax", "21")
    book("sale", "refund", "1", "20000000 IDR")
    book("sale", "add", "1", "--total", "70000000000 IDR", "--rate", "0.00006", "--tax", "21")
    (balance,) = json.loads(book("billing", "show", "1", "--json").out)["balances"]
    minor = balance["unbilled"]["minor"]
    assert (type(minor), minor) == (int, 3_630_000_000 + 8_470_000_000_000)


def test_who_pays_for_somebody_else_is_told_whose_invoice_it_was(book: Run) -> None:
    book("invoice", "new", "2", "--amount", "100", "--tax", "0")
    paid = book("payment", "add", "1", "--amount", "100", "--invoice", "2026-0001")
    assert (paid.code, paid.err) == (0, "Invoice 2026-0001 is Bo Núñez's.\n")
    assert book("undo").code == 0
    assert book("payment", "add", "2", "--amount", "100", "--invoice", "2026-0001").err == ""


@pytest.mark.parametrize("verb", ["cancel", "delete"])
def test_a_sale_on_an_invoice_goes_only_after_it(book: Run, verb: str) -> None:
    told(book("sale", "add", "1", "--total", "90", "--json"))
    number = told(book("invoice", "new", "--sale", "1", "--json"))["number"]
    unpaid = book("sale", verb, "1")
    assert (unpaid.code, f"crm invoice void {number}" in unpaid.err) == (5, True)
    told(book("payment", "add", "1", "--amount", "10", "--invoice", str(number), "--json"))
    paid = book("sale", verb, "1")
    assert (paid.code, "crm sale refund 1 --all" in paid.err, "--credit" in paid.err) == (5, True, True)
    told(book("invoice", "void", str(number), "--credit", "--json"))
    assert book("sale", verb, "1").code == 0


def test_who_one_is_is_asked_for_until_it_is_set(book: Run) -> None:
    assert "`crm config set business_name NAME`" in book("invoice", "new", "1", "--amount", "5").err
    assert "business_name" not in book("invoice", "new", "1", "--amount", "5", CRM_BUSINESS_NAME="Studio").err


def test_a_total_has_the_tax_that_a_line_would_have(book: Run) -> None:
    def taxed(*words: str) -> int:
        return euros(told(book("sale", "add", *words, "--json"))["tax"])

    assert taxed("1", "--total", "1000") == taxed("1", "--line", "Looms @ 1000") == 21_000, "of the billing profile"
    assert taxed("2", "--total", "1000") == 0
    assert taxed("1", "--total", "1000", "--tax", "0") == 0
    book("config", "set", "tax_rate", "10%")
    assert taxed("2", "--total", "1000") == taxed("2", "--line", "Looms @ 1000") == 10_000, "of the settings"
    book("deal", "add", "Looms", "--contact", "1", "--amount", "1000")
    book("deal", "win", "1", "--sale")
    invoice = told(book("invoice", "new", "--sale", "7", "--json"))
    assert (euros(invoice["net"]), euros(invoice["tax"]), euros(invoice["total"])) == (100_000, 21_000, 121_000)


@pytest.mark.parametrize("words", [("--tax", "10%"), ("--tax-included",)])
def test_the_tax_of_a_sale_is_not_said_again(words: tuple[str, ...], book: Run) -> None:
    book("sale", "add", "1", "--total", "1000")
    ran = book("invoice", "new", "--sale", "1", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "crm: Sale 1 says its tax itself.\n  `crm sale edit 1 --tax 21%` changes it.\n"


def test_what_is_given_back_stands_in_the_timeline(book: Run) -> None:
    book("sale", "add", "1", "--total", "1000", "--number", "S-1")
    book("sale", "refund", "1", "100", "--reason", "a scratch")
    book("sale", "refund", "1", "50")
    lines = [(row["kind"], row["title"], euros(row["amount"])) for row in listed(book("timeline", "1", "--json"))]
    assert sorted(lines) == [("refund", "S-1", -10_000), ("refund", "S-1", -5_000), ("sale", "S-1", 100_000)]


def test_a_delivery_goes_to_who_bought_or_to_theirs(book: Run) -> None:
    book("contact", "add", "Cleo Ruiz", "--company", "Faro SL")
    book("sale", "add", "Cleo Ruiz", "--total", "10")
    refused = book("delivery", "plan", "1", "Looms", "--for", "friday", "--sale", "1")
    assert refused.err.startswith("crm: Sale 1 was made to Cleo Ruiz.")
    assert book("delivery", "plan", "Faro SL", "Looms", "--for", "friday", "--sale", "1").code == 0


def test_a_sale_goes_with_a_deal_of_the_same_customer(book: Run) -> None:
    book("deal", "add", "Looms", "--contact", "2", "--amount", "10")
    refused = book("sale", "add", "1", "--deal", "1", "--total", "5")
    assert refused.err == "crm: Deal 1 is with Bo Núñez.\n  Leave the contact away, or name another deal.\n"
    assert book("sale", "add", "2", "--deal", "1", "--total", "5").code == 0


def test_what_is_given_back_of_an_unpaid_invoice_is_still_asked_for_and_said(book: Run) -> None:
    book("sale", "add", "1", "--total", "100")
    assert book("sale", "refund", "1", "10").err == ""
    book("invoice", "new", "--sale", "1")
    said = book("sale", "refund", "1", "10")
    assert said.code == 0
    assert said.err == (
        "Invoice 2026-0001 still asks for all of it; `crm invoice void 2026-0001` and then "
        "`crm invoice new --sale 1` draw up another.\n"
    )

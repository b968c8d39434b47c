"""Products, promotions and sales from the command line, as their users meet them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def shop(crm: Run) -> Run:
    """A book with two contacts and a product."""
    crm("contact", "add", "Ana García", "--email", "ana@x.example", "--lifecycle", "lead")
    crm("contact", "add", "Bruno Díaz")
    crm("product", "add", "Logo design", "--sku", "LOGO-1", "--price", "450", "--cost", "120", "--tax", "21%")
    return crm


def one(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def state(crm: Run) -> list[str]:
    """What can be seen of the book, but for when and how often it was changed."""
    nouns = (("sale", "list"), ("product", "list"), ("promo", "list"), ("quote", "list", "--all"), ("cost", "list"))
    hidden = ("version", "updated_at")
    rows = [json.loads(crm(*noun, "--json").out) for noun in (*nouns, ("contact", "list"))]
    return [json.dumps([{k: v for k, v in row.items() if k not in hidden} for row in some]) for some in rows]


def test_a_product_is_found_by_number_code_and_name(shop: Run) -> None:
    for reference in ("1", "logo-1", "LOGO DESIGN"):
        assert one(shop("product", "show", reference, "--json"))["name"] == "Logo design"
    product = one(shop("product", "show", "1", "--json"))
    assert product["price"] == {"minor": 45000, "currency": "EUR"}
    assert (product["cost"], product["tax"]) == ({"minor": 12000, "currency": "EUR"}, 21.0)
    near = shop("product", "show", "logo")
    assert (near.code, "LOGO-1" in near.err) == (4, True)
    assert shop("product", "show", "chair").code == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--price", "-5"), "below zero"),
        (("--price", "1.005"), "can be read in two ways"),
        (("--price", "1,0055"), "more decimals"),
        (("--price", "5", "--currency", "XXZ"), "is not a currency"),
        (("--price", "5", "--cost", "3 USD"), "in USD, not in EUR"),
        (("--tax", "120%"), "not a percentage"),
        (("--sku", "LOGO-1"), "has the sku"),
        (("--sku", "12"), "would be taken for the number"),
    ],
)
def test_what_no_product_can_be_is_refused_and_nothing_changes(shop: Run, words: tuple[str, ...], told: str) -> None:
    before = state(shop)
    ran = shop("product", "add", "Chair", *words)
    assert ran.code == 5
    assert told in ran.err
    assert len(ran.err.splitlines()) >= 2, "a way out"
    assert state(shop) == before


def test_products_are_edited_put_away_and_thrown_away(shop: Run) -> None:
    shop("product", "edit", "LOGO-1", "--price", "480", "--cost", "none", "--category", "design")
    assert one(shop("product", "show", "1", "--json"))["price"]["minor"] == 48000
    assert one(shop("product", "show", "1", "--json"))["cost"] is None
    assert shop("product", "edit", "1", "--currency", "USD").code == 5
    assert shop("product", "list", "design").lines == ["1\tLOGO-1\tLogo design\tdesign\t\t480.00 EUR\t\t21.0"]
    assert shop("product", "archive", "1").code == 0
    assert shop("product", "list").out == ""
    assert len(shop("product", "list", "--archived").lines) == 1
    assert "not sold any more" in shop("sale", "add", "1", "--line", "LOGO-1 x2").err
    assert shop("product", "restore", "1").code == 0
    assert shop("product", "delete", "1").code == 0
    assert shop("product", "list").out == ""
    assert shop("undo").code == 0
    assert len(shop("product", "list").lines) == 1


def test_a_sale_with_lines_adds_up(shop: Run) -> None:
    sale = one(
        shop(
            "sale", "add", "ana@x.example", "--line", "LOGO-1 x2 -10%", "--line", "Hosting x12 @ 15 tax 10% cost 5",
            "--discount", "5%", "--reason", "knew our work", "--channel", "web", "--json",
        )
    )  # fmt: skip
    assert [line["net"]["minor"] for line in sale["lines"]] == [81000, 18000, -4050, -900]
    assert sale["net"]["minor"] == 94050
    assert sale["tax"]["minor"] == 16160 + 1710
    assert sale["total"]["minor"] == sale["net"]["minor"] + sale["tax"]["minor"]
    assert sale["cost"]["minor"] == 24000 + 6000
    assert sale["margin"]["minor"] == 94050 - 30000
    assert (sale["seller"], sale["channel"], sale["reason"]) == ("ana", "web", "knew our work")


def test_a_first_sale_makes_a_customer_and_its_undo_takes_both_back(shop: Run) -> None:
    before = state(shop)
    assert "Added sale 1" in shop("sale", "add", "1", "--total", "1250", "--tax", "21%", "--format", "table").out
    assert one(shop("contact", "show", "1", "--json"))["lifecycle"] == "customer"
    assert shop("undo").code == 0
    assert state(shop) == before
    assert one(shop("contact", "show", "1", "--json"))["lifecycle"] == "lead"
    assert shop("redo").code == 0
    assert one(shop("contact", "show", "1", "--json"))["lifecycle"] == "customer"


@pytest.mark.parametrize("lifecycle", ["evangelist", "former", "other"])
def test_a_sale_takes_nobody_back(shop: Run, lifecycle: str) -> None:
    shop("contact", "set", "1", f"lifecycle={lifecycle}")
    shop("sale", "add", "1", "--total", "5")
    assert one(shop("contact", "show", "1", "--json"))["lifecycle"] == lifecycle


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--total", "100", "--date", "31/2/2026"), 5, "is not a date"),
        (("--total", "100", "--date", "tomorrow"), 5, "still to come"),
        (("--total", "-100"), 5, "below zero"),
        (("--total", "1,0055"), 5, "more decimals"),
        (("--total", "100", "--currency", "EUX"), 5, "not a currency"),
        (("--total", "100USD", "--currency", "EUR"), 5, "in USD, not in EUR"),
        (("--total", "100", "--rate", "0.9"), 5, "base currency"),
        (("--total", "100USD", "--rate", "-1"), 5, "rate of exchange"),
        (("--line", "Chair x2"), 5, "no product Chair"),
        (("--line", "Chair @ 5", "--line", "Table @ 5 USD"), 5, "in USD"),
        (("--line", "Chair @ 5", "--total", "5"), 2, "say the same thing"),
        (("--total", "5", "--promo", "NONE"), 3, "no promotion NONE"),
        (("--total", "5", "--deal", "9"), 3, "no deal 9"),
        (("--quote", "Q-1"), 3, "no quote Q-1"),
        (("--total", "5", "--terms", "50% now, 40% net 30"), 5, "add up to 90 %, not to 100 %"),
        (("--total", "5", "--terms", "soon"), 5, "soon is not a term of payment"),
        ((), 2, "What it brought is missing"),
    ],
)
def test_a_bad_sale_is_refused_in_words_and_nothing_changes(
    shop: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    before = state(shop)
    ran = shop("sale", "add", "1", *words)
    assert (ran.code, told in ran.err) == (code, True), ran.err
    assert state(shop) == before


def test_the_place_in_a_line_is_pointed_at(shop: Run) -> None:
    ran = shop("sale", "add", "1", "--line", "Chair x2 @ abc")
    assert ran.err.splitlines()[:3] == ["crm: abc is not an amount of money.", "  Chair x2 @ abc", "             ^"]


def test_who_bought_must_be_known_exactly(shop: Run) -> None:
    assert shop("sale", "add", "--total", "5").code == 2
    assert shop("sale", "add", "Ana", "--total", "5").code == 4
    assert shop("sale", "add", "nobody", "--total", "5").code == 3
    shop("contact", "delete", "2")
    assert shop("sale", "add", "2", "--total", "5").code == 5


def test_another_currency_keeps_its_rate(shop: Run) -> None:
    assert one(shop("sale", "add", "1", "--total", "100 USD", "--rate", "0.92", "--json"))["rate"] == 0.92
    ran = shop("sale", "add", "1", "--total", "100 USD", "--format", "table")
    assert "No rate was given for USD" in ran.err
    assert one(shop("sale", "show", "2", "--json"))["rate"] is None


def test_a_number_of_its_own_is_taken_once(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "5", "--number", "F-1")
    assert shop("sale", "add", "1", "--total", "5", "--number", "F-1").code == 5
    assert one(shop("sale", "show", "F-1", "--json"))["id"] == 1


def test_refunds_are_never_above_the_sale(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "100", "--date", "2026-11-10")
    before = state(shop)
    for words, told in (
        (("100.01",), "only €100.00 left"),
        (("0",), "more than nought"),
        (("-5",), "below zero"),
        (("5 USD",), "in USD, not in EUR"),
        (("5", "--date", "2026-11-09"), "before the sale"),
        (("5", "--date", "tomorrow"), "still to come"),
    ):
        ran = shop("sale", "refund", "1", *(("--", *words) if words[0] == "-5" else words))
        assert (ran.code, told in ran.err) == (5, True), ran.err
    assert shop("sale", "refund", "1").code == 2
    assert state(shop) == before
    refunded = one(shop("sale", "refund", "1", "60", "--date", "2026-11-12", "--reason", "late", "--json"))
    assert refunded["refunds"] == [
        {"date": "2026-11-12", "amount": {"minor": 6000, "currency": "EUR"}, "reason": "late"}
    ]
    assert "only €40.00 left" in shop("sale", "refund", "1", "50").err
    assert one(shop("sale", "refund", "1", "--all", "--json"))["refunded"]["minor"] == 10000
    assert shop("sale", "refund", "1", "1").code == 5
    shop("undo")
    shop("undo")
    assert state(shop) == before


def test_a_sale_is_corrected_and_its_undo_restores_it(shop: Run) -> None:
    shop("sale", "add", "1", "--line", "LOGO-1 x2", "--channel", "web", "--date", "2026-11-10")
    before = state(shop)
    changed = one(
        shop(
            "sale", "edit", "1", "--contact", "2", "--date", "2026-11-12", "--channel", "none", "--seller", "leo",
            "--number", "F-7", "--terms", "30 dias", "--cost", "none", "--note", "By hand", "--json",
        )
    )  # fmt: skip
    assert (changed["contact_id"], changed["date"], changed["channel"]) == (2, "2026-11-12", None)
    assert (changed["seller"], changed["number"], changed["terms"]) == ("leo", "F-7", "net 30")
    assert (changed["cost"], changed["note"], changed["net"]["minor"]) == (None, "By hand", 90000)
    assert shop("undo").code == 0
    assert state(shop) == before


def test_amounts_are_reckoned_anew(shop: Run) -> None:
    shop("sale", "add", "1", "--line", "LOGO-1 x2")
    lines = one(shop("sale", "edit", "1", "--line", "LOGO-1", "--discount", "10%", "--json"))
    assert (lines["net"]["minor"], lines["tax"]["minor"], lines["cost"]["minor"]) == (40500, 8505, 12000)
    taxed = one(shop("sale", "edit", "1", "--tax", "10%", "--json"))
    assert (taxed["net"]["minor"], taxed["tax"]["minor"]) == (40500, 4050)
    total = one(shop("sale", "edit", "1", "--total", "200", "--json"))
    assert (total["net"]["minor"], total["tax"]["minor"], total["lines"]) == (20000, 2000, [])
    assert one(shop("sale", "edit", "1", "--tax", "none", "--json"))["tax"]["minor"] == 0
    assert one(shop("sale", "edit", "1", "--total", "100", "--tax", "21%", "--json"))["total"]["minor"] == 12100


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "nothing to change"),
        (("--total", "49.99"), 5, "€50.00 were given back"),
        (("--total", "100 USD"), 5, "in USD, not in EUR"),
        (("--total", "5", "--line", "A @ 5"), 2, "say the same thing"),
        (("--discount", "5%"), 2, "A discount goes with lines"),
        (("--date", "2026-11-13"), 5, "given back on 2026-11-12"),
        (("--date", "tomorrow"), 5, "still to come"),
        (("--number", "F-2"), 5, "has the number F-2"),
        (("--contact", "nobody"), 3, "no contact nobody"),
        (("--terms", "50% now"), 5, "add up to 50 %"),
        (("--rate", "0.9"), 5, "base currency"),
    ],
)
def test_a_bad_correction_is_refused_and_nothing_changes(
    shop: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    shop("sale", "add", "1", "--total", "100", "--date", "2026-11-10")
    shop("sale", "refund", "1", "50", "--date", "2026-11-12")
    shop("sale", "add", "1", "--total", "5", "--number", "F-2")
    before = state(shop)
    ran = shop("sale", "edit", "1", *words)
    assert (ran.code, told in ran.err, len(ran.err.splitlines()) >= 2) == (code, True, True), ran.err
    assert state(shop) == before


def test_what_an_invoice_claims_is_not_changed_behind_it(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "100")
    number = one(shop("invoice", "new", "--sale", "1", "--json"))["number"]
    for words in (("--total", "90"), ("--tax", "5%"), ("--contact", "2"), ("--line", "A @ 5")):
        ran = shop("sale", "edit", "1", *words)
        assert (ran.code, number in ran.err) == (5, True), ran.err
    assert shop("sale", "edit", "1", "--channel", "web").code == 0
    shop("invoice", "void", number)
    assert one(shop("sale", "edit", "1", "--total", "90", "--json"))["net"]["minor"] == 9000
    shop("sale", "cancel", "1")
    assert shop("sale", "edit", "1", "--channel", "shop").code == 5


def test_a_cancelled_sale_stays_in_the_book(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "100", "--date", "2026-11-10")
    before = state(shop)
    assert shop("sale", "cancel", "1", "--date", "2026-11-09").code == 5
    cancelled = one(shop("sale", "cancel", "1", "--date", "2026-11-15", "--reason", "their change", "--json"))
    assert (cancelled["status"], cancelled["cancelled_on"]) == ("cancelled", "2026-11-15")
    assert shop("sale", "cancel", "1").code == 5
    assert shop("sale", "refund", "1", "5").code == 5
    assert len(shop("sale", "list").lines) == 1
    shop("undo")
    assert state(shop) == before


def test_a_sale_goes_to_the_trash_and_back(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "100")
    before = state(shop)
    assert shop("sale", "delete", "1").code == 0
    assert shop("sale", "list").out == ""
    assert shop("sale", "delete", "1").code == 5
    shop("undo")
    assert state(shop) == before


def test_sales_are_listed_by_query_and_by_options(shop: Run) -> None:
    shop("sale", "add", "1", "--line", "LOGO-1", "--date", "2026-10-01")
    shop("sale", "add", "2", "--total", "80", "--date", "2026-11-01")
    assert [line.split("\t")[0] for line in shop("sale", "list").lines] == ["2", "1"]
    for words, ids in (
        (("--contact", "1"), ["1"]),
        (("--from", "2026-10-15"), ["2"]),
        (("--to", "2026-10-15"), ["1"]),
        (("--product", "LOGO-1"), ["1"]),
        (("amount>100",), ["1"]),
        (("bought:logo", "--contact", "2"), []),
        (("--sort", "amount"), ["2", "1"]),
        (("--limit", "1"), ["2"]),
    ):
        assert [line.split("\t")[0] for line in shop("sale", "list", *words).lines] == ids, words
    assert shop("sale", "list", "with:ana", "--count").lines == ["1"]
    assert shop("sale", "list", "nonsense:5").code == 2


def test_money_is_two_columns_in_a_file(shop: Run) -> None:
    shop("sale", "add", "1", "--total", "80")
    assert shop("sale", "list", "--format", "csv", "--columns", "id,net").lines == [
        "id,net_minor,net_currency", "1,8000,EUR",
    ]  # fmt: skip


def test_a_sale_is_shown_whole_in_the_width_of_a_terminal(shop: Run) -> None:
    shop("sale", "add", "1", "--line", "LOGO-1 x2 -10%", "--line", f"{'Very long text ' * 12} @ 5", "--discount", "5%")
    shop("sale", "refund", "1", "50", "--reason", "came late")
    told = shop("sale", "show", "1", "--format", "table", COLUMNS="80").lines
    assert told[0] == "Sale 1"
    assert max(map(len, told)) <= 80
    assert any("Discount 5 %" in line for line in told)
    assert any("came late" in line for line in told)


def test_names_and_notes_are_never_markup(shop: Run) -> None:
    shop("product", "add", "[red]Chair[/red]\x1b[31m", "--price", "5")
    shop("sale", "add", "1", "--line", "[red]Chair[/red]\x1b[31m", "--note", "\x1b]0;evil\x07")
    for words in (("product", "list"), ("product", "show", "2"), ("sale", "list"), ("sale", "show", "1")):
        told = shop(*words, "--format", "table").out
        assert "\x1b" not in told
    assert "[red]Chair" in shop("product", "list", "--format", "table").out


def test_promotions_hold_between_their_days(shop: Run) -> None:
    assert shop("promo", "add", "SUMMER", "--discount", "10%", "--from", "2026-06-01", "--to", "2026-08-31").code == 0
    assert shop("promo", "add", "summer", "--amount", "20").code == 5
    assert shop("promo", "add", "BOTH", "--discount", "10%", "--amount", "20").code == 5
    assert shop("promo", "add", "NIL").code == 5
    assert shop("promo", "add", "BACK", "--discount", "5%", "--from", "2026-06-01", "--to", "2026-05-01").code == 5
    late = shop("sale", "add", "1", "--total", "100", "--promo", "summer")
    assert (late.code, "not valid on 2026-11-22" in late.err) == (5, True)
    sale = one(shop("sale", "add", "1", "--total", "100", "--promo", "summer", "--date", "2026-07-01", "--json"))
    assert (sale["net"]["minor"], sale["promotion_id"]) == (9000, 1)
    used = shop("promo", "edit", "SUMMER", "--discount", "20%")
    assert (used.code, "was used already" in used.err) == (5, True)
    assert shop("promo", "edit", "SUMMER", "--to", "2026-09-30").code == 0
    assert json.loads(shop("promo", "list", "--json").out)[0]["ends"] == "2026-09-30"
    assert shop("promo", "delete", "summer").code == 0
    assert shop("promo", "list").out == ""
    shop("undo")
    assert len(shop("promo", "list").lines) == 1


def test_a_promotion_of_money_is_in_one_currency_and_never_more_than_the_sale(shop: Run) -> None:
    shop("promo", "add", "WELCOME", "--amount", "20")
    assert shop("sale", "add", "1", "--total", "100USD", "--promo", "WELCOME").code == 5
    assert one(shop("sale", "add", "1", "--total", "15", "--promo", "welcome", "--json"))["net"]["minor"] == 0


def test_the_schema_holds_for_what_is_shown(shop: Run) -> None:
    sale = one(shop("sale", "add", "1", "--line", "LOGO-1", "--json"))
    for noun, record in (("sale", sale), ("product", one(shop("product", "show", "1", "--json")))):
        schema = json.loads(shop("schema", noun).out)
        assert set(schema["properties"]) == set(record)
    for noun in ("quote", "cost", "promotion"):
        assert shop("schema", noun).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("sale", "add", "1", "--total", "90071992547409.93"),
        ("sale", "add", "1", "--total", "90000000000000", "--tax", "21"),
        ("sale", "add", "1", "--line", "Logo x1000000 @ 90000000000"),
        ("sale", "edit", "1", "--tax", "21"),
        ("quote", "new", "1", "--line", "Logo x1000000 @ 90000000000"),
        ("invoice", "new", "1", "--amount", "90000000000000", "--tax", "21"),
        ("cost", "add", "90071992547409.93"),
        ("import", "sales", "-"),
    ],
    ids=" ".join,
)
def test_more_money_than_can_be_counted_is_refused_however_it_is_said(crm: Run, words: tuple[str, ...]) -> None:
    crm("contact", "add", "Ana", "--email", "ana@example.com")
    assert crm("sale", "add", "1", "--total", "90000000000000").code == 0
    ran = crm(*words, stdin="email,date,net,tax\nana@example.com,2026-11-01,90000000000000,90000000000000\n")
    assert "more money than can be counted" in ran.err
    assert ran.code in (5, 7)


def test_large_amounts_add_up_to_the_cent(crm: Run) -> None:
    crm("contact", "add", "Ana")
    for _ in range(3):
        crm("sale", "add", "1", "--total", "90071992547409.91")
        crm("cost", "add", "90071992547409.91")
    (found,) = json.loads(crm("report", "sales", "--from", "2026-11-01", "--to", "2026-11-30", "--json").out)
    assert found["amount"] == {"minor": 3 * 9007199254740991, "currency": "EUR"}
    assert "€270,215,977,642,229.73" in crm("cost", "list", "--format", "table").out
    assert crm("rfm").code == 0


def test_amounts_beyond_all_sums_are_told_and_not_a_crash(shop: Run, tmp_path: Path) -> None:
    rows = "".join(f"S{at},2026-11-01,Ana García,90071992547409.91,EUR\n" for at in range(1025))
    (tmp_path / "sales.csv").write_text(f"Sale ID,Date,Customer,Total,Currency\n{rows}", encoding="utf-8")
    assert shop("import", "sales", tmp_path / "sales.csv").code == 0
    for words in (
        ("report", "sales"),
        ("dashboard",),
        ("rfm",),
        ("contact", "list", "spent>1000"),
        ("show", "Ana García"),
    ):
        refused = shop(*words)
        assert (refused.code, refused.out) == (5, "")
        assert refused.err.splitlines()[0] == "crm: These amounts come to more than can be added up."
        assert len(refused.err.splitlines()) == 2
    assert len(shop("sale", "list", "--sort", "-amount").lines) == 1025

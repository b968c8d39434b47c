"""Offers in writing from the command line: versions, what the customer says, documents."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
NUMBER = "Q-2026-0001"


@pytest.fixture
def desk(crm: Run) -> Run:
    """A book with a contact, a product and a quote."""
    crm("contact", "add", "Ana García", "--email", "ana@x.example", "--company", "Telares SL")
    crm("product", "add", "Logo design", "--sku", "LOGO-1", "--price", "450", "--tax", "21%")
    crm("quote", "new", "1", "--line", "LOGO-1 x2", "--line", "Hosting x12 @ 15 -10% tax 21%", "--terms", "net 30")
    return crm


def quotes(crm: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(crm("quote", "list", *words, "--json").out)
    return [{key: value for key, value in one.items() if key not in ("version", "updated_at")} for one in found]


def shown(crm: Run, number: str = NUMBER) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(crm("quote", "show", number, "--json").out)
    return found


def texts(crm: Run) -> list[str]:
    return [line["text"] for line in shown(crm)["lines"]]


def test_numbers_follow_each_other_within_a_year(desk: Run) -> None:
    assert desk("quote", "new", "1", "--line", "A @ 1").out.startswith("2\tQ-2026-0002")
    desk("quote", "new", "1", "--line", "A @ 1", "--date", "2025-03-01", "--valid", "30d")
    assert [one["number"] for one in quotes(desk)] == ["Q-2026-0002", NUMBER, "Q-2025-0001"]
    desk("undo")
    assert "Q-2025-0001" in desk("quote", "new", "1", "--line", "A @ 1", "--date", "2025-03-01").out


def test_a_quote_amounts_to_its_lines(desk: Run) -> None:
    quote = shown(desk)
    assert quote["net"]["minor"] == 90000 + 16200
    assert quote["tax"]["minor"] == 22302
    assert (quote["status"], quote["valid_until"], quote["terms"]) == ("draft", "2026-12-22", "net 30")
    desk("quote", "edit", NUMBER, "--discount", "10%", "--valid", "15d", "--note", "As agreed", "--terms", "none")
    quote = shown(desk)
    assert quote["net"]["minor"] == 95580
    assert (quote["valid_until"], quote["note"], quote["terms"]) == ("2026-12-07", "As agreed", None)


def test_lines_are_added_replaced_and_removed(desk: Run) -> None:
    desk("quote", "line", NUMBER, "Extra @ 5", "More @ 6")
    assert texts(desk) == ["Logo design", "Hosting", "Extra", "More"]
    desk("quote", "line", NUMBER, "Better hosting x12 @ 20", "--replace", "2", "--remove", "1")
    assert texts(desk) == ["Better hosting", "Extra", "More"]
    desk("quote", "line", NUMBER, "--remove", "3", "--remove", "2")
    assert texts(desk) == ["Better hosting"]
    before = quotes(desk, "--all")
    assert desk("quote", "line", NUMBER, "--remove", "7").code == 5
    assert desk("quote", "line", NUMBER, "X @ 5 USD").code == 5
    assert desk("quote", "line", NUMBER).code == 2
    assert quotes(desk, "--all") == before


def test_a_further_line_has_the_tax_of_the_others(desk: Run) -> None:
    desk("quote", "line", NUMBER, "Cards x100 @ 0.12")
    desk("quote", "line", NUMBER, "Stamps @ 1 tax 0%")
    assert [line["tax"] for line in shown(desk)["lines"]] == [21, 21, 21, 0]
    desk("quote", "line", NUMBER, "Books @ 1")
    assert shown(desk)["lines"][-1]["tax"] == 0, "of several rates none is the usual one"


def test_what_was_sent_is_changed_as_a_new_version(desk: Run) -> None:
    assert desk("quote", "accept", NUMBER).code == 5
    assert desk("quote", "send", NUMBER).code == 0
    assert desk("quote", "send", NUMBER).code == 5
    before = quotes(desk, "--all")
    desk("quote", "line", NUMBER, "Extra @ 5")
    assert [(one["revision"], one["status"]) for one in quotes(desk, "--all")] == [(2, "draft"), (1, "sent")]
    assert [one["revision"] for one in quotes(desk)] == [2]
    assert len(shown(desk, f"{NUMBER}.1")["lines"]) == 2
    assert len(shown(desk)["lines"]) == 3
    assert desk("quote", "edit", f"{NUMBER}.1", "--discount", "5%").code == 5
    desk("undo")
    assert quotes(desk, "--all") == before


def test_one_version_is_accepted_and_no_second_one(desk: Run) -> None:
    desk("quote", "send", NUMBER)
    desk("quote", "line", NUMBER, "Extra @ 5")
    unsent = desk("quote", "accept", NUMBER)
    assert (unsent.code, f"{NUMBER}.1" in unsent.err) == (5, True)
    assert desk("quote", "accept", f"{NUMBER}.1", "--format", "table").err.startswith("Next: `crm sale add --quote")
    desk("quote", "send", NUMBER)
    second = desk("quote", "accept", NUMBER)
    assert (second.code, "was accepted on 2026-11-22 already" in second.err) == (5, True)
    assert desk("quote", "line", f"{NUMBER}.1", "X @ 1").code == 5
    assert desk("quote", "reject", f"{NUMBER}.1").code == 5


def test_a_quote_expires_by_itself(desk: Run) -> None:
    desk("quote", "send", NUMBER)
    later = {"CRM_NOW": "2027-01-10T09:30"}
    assert [one["status"] for one in json.loads(desk("quote", "list", "--json", **later).out)] == ["expired"]
    assert len(desk("quote", "list", "--status", "expired", **later).lines) == 1
    assert desk("quote", "list", "--status", "sent", **later).lines == []
    assert desk("quote", "list", "--status", "gone").code == 5
    assert desk("quote", "accept", NUMBER, **later).code == 5
    assert desk("quote", "accept", NUMBER, "--date", "2026-12-20", **later).code == 0
    desk("undo")
    assert desk("quote", "accept", NUMBER, "--force", **later).code == 0


def test_a_rejected_quote_says_why(desk: Run) -> None:
    desk("quote", "send", NUMBER)
    desk("quote", "reject", NUMBER, "--reason", "price")
    assert (shown(desk)["status"], shown(desk)["reason"]) == ("rejected", "price")
    desk("quote", "edit", NUMBER, "--discount", "10%")
    assert (shown(desk)["revision"], shown(desk)["status"], shown(desk)["reason"]) == (2, "draft", None)


def test_an_accepted_quote_becomes_a_sale_once(desk: Run) -> None:
    desk("quote", "edit", NUMBER, "--discount", "5%")
    assert desk("sale", "add", "--quote", NUMBER).code == 5
    desk("quote", "send", NUMBER)
    desk("quote", "accept", NUMBER)
    quote = shown(desk)
    sale = json.loads(desk("sale", "add", "--quote", NUMBER, "--json").out)
    assert (sale["net"], sale["tax"], sale["total"]) == (quote["net"], quote["tax"], quote["total"])
    assert (sale["contact_id"], sale["quote_id"], sale["terms"]) == (1, 1, "net 30")
    again = desk("sale", "add", "--quote", NUMBER)
    assert (again.code, "became sale 1 already" in again.err) == (5, True)
    desk("sale", "cancel", "1")
    assert desk("sale", "add", "--quote", NUMBER).code == 0


def test_a_promotion_holds_for_a_quote_on_its_day(desk: Run) -> None:
    desk("promo", "add", "NOW", "--discount", "10%", "--to", "2026-11-30")
    desk("promo", "add", "OLD", "--discount", "10%", "--to", "2026-10-30")
    assert desk("quote", "edit", NUMBER, "--promo", "OLD").code == 5
    desk("quote", "edit", NUMBER, "--promo", "now")
    assert shown(desk)["net"]["minor"] == 95580
    desk("quote", "send", NUMBER)
    assert desk("promo", "edit", "NOW", "--discount", "20%").code == 5


def test_bad_quotes_are_refused(desk: Run) -> None:
    before = quotes(desk, "--all")
    for words in (
        ("1", "--line", "Chair"), ("1", "--line", "A @ 1", "--valid", "2026-01-01"), ("1", "--discount", "110%"),
        ("1", "--line", "A @ 1", "--valid", "31/11/2026"), ("1", "--date", "tomorrow"),
        ("1", "--line", "A @ 1", "--terms", "50% now, 40% net 30"),
    ):  # fmt: skip
        assert desk("quote", "new", *words).code == 5, words
    assert desk("quote", "edit", NUMBER, "--terms", "soon").code == 5
    assert desk("quote", "new").code == 2
    assert desk("quote", "show", "Q-2026-0009").code == 3
    desk("quote", "new", "1")
    assert desk("quote", "send", "Q-2026-0002").code == 5, "without lines"
    desk("undo")
    assert quotes(desk, "--all") == before


def test_every_change_of_a_quote_is_undone_exactly(desk: Run) -> None:
    for words in (
        ("new", "1", "--line", "A @ 1"), ("line", NUMBER, "A @ 1"), ("edit", NUMBER, "--discount", "5%"),
        ("send", NUMBER), ("accept", NUMBER), ("delete", NUMBER),
    ):  # fmt: skip
        before = quotes(desk, "--all")
        assert desk("quote", *words).code == 0
        after = quotes(desk, "--all")
        assert desk("undo").code == 0
        assert quotes(desk, "--all") == before, words
        assert desk("redo").code == 0
        assert quotes(desk, "--all") == after, words


class Tags(HTMLParser):
    """Whether every element that is opened is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onload"}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


BUSINESS = {
    "CRM_BUSINESS_NAME": "Estudio <b>Ana</b> & Co",
    "CRM_BUSINESS_TAX_ID": "12345678Z",
    "CRM_BUSINESS_ADDRESS": "Calle Mayor 1; 28001 Madrid",
}


@pytest.mark.parametrize("shape", ["html", "md", "txt"])
def test_a_document_has_all_that_a_customer_needs(desk: Run, tmp_path: Path, shape: str) -> None:
    desk("quote", "edit", NUMBER, "--discount", "5%", "--note", "Paid <in> *advance*")
    file = tmp_path / f"quote.{shape}"
    assert desk("quote", "export", NUMBER, "-o", file, **BUSINESS).out == f"Wrote {file}.\n"
    text = file.read_text(encoding="utf-8")
    for told in ("Q-2026-0001", "Telares SL", "28001 Madrid", "22 Dec 2026", "Logo design", "net 30", "€1,220.77"):
        assert told.replace("-", "\\-") in text if shape == "md" and told[0] == "-" else told in text, told
    assert desk("quote", "export", NUMBER, "-o", file).code == 5, "it is there already"
    assert desk("quote", "export", NUMBER, "-o", file, "--force").code == 0


def test_html_is_whole_escaped_and_fetches_nothing(desk: Run) -> None:
    desk("quote", "line", NUMBER, "<script>alert(1)</script> @ 5")
    text = desk("quote", "export", NUMBER, "-o", "-", **BUSINESS).out
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert "script" not in tags.seen
    assert "@page { size: A4" in text
    assert "http" not in text
    assert "Estudio &lt;b&gt;Ana" in text


def test_markdown_of_data_is_no_markup(desk: Run) -> None:
    desk("quote", "line", NUMBER, "a|b *bold* [x](y) <i> `c` @ 5", "1. first @ 6", "# x @ 7")
    text = desk("quote", "export", NUMBER, "-o", "-", "--format", "md").out
    assert r"a\|b \*bold\* \[x\](y) \<i\> \`c\`" in text
    assert r"1\. first" in text
    assert r"\# x" in text


def test_a_document_speaks_the_customers_language(desk: Run) -> None:
    desk("contact", "set", "1", "language=es")
    assert "22 dic 2026" in desk("quote", "show", NUMBER, "--document").out
    assert "22 Dec 2026" in desk("quote", "show", NUMBER, "--document", "--language", "en").out
    assert desk("quote", "show", NUMBER, "--document", "--language", "xx").code == 2
    assert desk("quote", "show", NUMBER, "--document", "--format", "pdf").code == 2


def test_text_keeps_within_its_width(desk: Run) -> None:
    desk("quote", "line", NUMBER, f"{'word ' * 60} @ 5")
    told = desk("quote", "show", NUMBER, "--document", "--language", "en").lines
    assert max(map(len, told)) <= 78


def test_a_quote_is_shown_whole(desk: Run) -> None:
    told = desk("quote", "show", NUMBER, "--format", "table", COLUMNS="80").lines
    assert told[0] == f"Quote {NUMBER}"
    assert max(map(len, told)) <= 80


def test_a_quote_goes_to_the_trash_and_back(desk: Run) -> None:
    before = quotes(desk)
    assert desk("quote", "delete", NUMBER).code == 0
    assert quotes(desk) == []
    assert desk("quote", "show", NUMBER).code == 3
    assert desk("trash", "restore", f"quote:{before[0]['id']}").code == 0
    assert quotes(desk) == before


def test_a_template_of_ones_own_has_the_parts(desk: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.html"
    letter.write_text("<p>Dear all, for $$5</p>$title|$recipient|$lines|$sums", encoding="utf-8")
    written = desk("quote", "export", NUMBER, "--template", letter, "-o", "-", "--format", "html").out
    assert written.startswith(f"<p>Dear all, for $5</p>Quote {NUMBER}|<div>")
    assert '<table class="lines">' in written
    for content, told in (
        (b"$nobody", "There is no $nobody"),
        (b"50 $ off", "stands for nothing"),
        (b"\xff", "as text"),
    ):
        letter.write_bytes(content)
        ran = desk("quote", "export", NUMBER, "--template", letter, "-o", tmp_path / "o.html")
        assert (ran.code, told in ran.err, (tmp_path / "o.html").exists()) == (5, True, False), ran.err
    assert desk("quote", "export", NUMBER, "--template", tmp_path / "none.html", "-o", "-").code == 3


def test_terms_are_in_the_customers_language(desk: Run) -> None:
    desk("quote", "edit", NUMBER, "--terms", "2/10 net 30")
    assert "2/10 net 30" in desk("quote", "show", NUMBER, "--document").out
    told = desk("quote", "show", NUMBER, "--document", "--language", "es").out
    assert "a 30 días; 2 % de descuento en 10 días" in told
    desk("quote", "edit", NUMBER, "--terms", "50% now, 50% eom+15")
    told = desk("quote", "show", NUMBER, "--document", "--language", "es").out
    assert "50 % al contado, 50 % 15 días después de fin de mes" in told


def test_what_became_of_a_quote_is_in_the_history_of_customer_and_deal(desk: Run) -> None:
    desk("deal", "add", "Web shop", "--contact", "Ana García")
    desk("quote", "new", "--deal", "1", "--line", "Shop @ 100", "--tax", "21%", "--date", "2026-11-01")
    desk("quote", "send", "Q-2026-0002", "--date", "2026-11-02")
    desk("quote", "reject", "Q-2026-0002", "--reason", "too dear", "--date", "2026-11-05")
    desk("quote", "new", "--deal", "1", "--line", "Shop @ 80", "--date", "2026-11-06")
    desk("quote", "send", "Q-2026-0003", "--date", "2026-11-06")
    desk("quote", "accept", "Q-2026-0003", "--date", "2026-11-06")
    drafts = desk("timeline", "2", "--channel", "quote", "--json").out
    assert NUMBER not in drafts, "a draft was told to nobody"
    history = [
        ("2026-11-06", "quote", "Q-2026-0003  Shop", "accepted", 8000, None),
        ("2026-11-06", "quote", "Q-2026-0003  Shop", "sent", 8000, None),
        ("2026-11-05", "quote", "Q-2026-0002  Shop", "rejected", 12100, "too dear"),
        ("2026-11-02", "quote", "Q-2026-0002  Shop", "sent", 12100, None),
    ]

    def lines(found: str) -> list[tuple[Any, ...]]:
        keys = ("at", "kind", "title", "outcome")
        return [(*map(row.get, keys), row["amount"]["minor"], row["detail"]) for row in json.loads(found)]

    assert lines(drafts) == history
    telares = json.loads(desk("timeline", "1", "--channel", "quote", "--json").out)
    assert [row["with"] for row in telares] == [["Ana García"]] * 4
    assert lines(json.dumps(json.loads(desk("deal", "show", "1", "--json").out)["quotes"])) == history[::-1]
    card = desk("deal", "show", "1", "--format", "table", CRM_LANG="es").out
    assert "presupuesto" not in card
    assert [line.split()[3] for line in card.splitlines() if "Q-2026" in line] == [
        "enviado", "rechazado", "enviado", "aceptado",
    ]  # fmt: skip
    desk("quote", "delete", "Q-2026-0002")
    assert len(lines(desk("timeline", "2", "--channel", "quote", "--json").out)) == 2


def test_a_quote_is_written_only_where_one_says(crm: Run) -> None:
    refused = crm("quote", "export", "1")
    assert (refused.code, "Say into which file." in refused.err) == (2, True)

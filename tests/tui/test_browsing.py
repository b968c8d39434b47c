"""Looking around: filtering, jumping, the card, the months, the keys."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

from crmcli.core.records.contact import Contact
from crmcli.services.people import adding, consenting, contacts, listing
from crmcli.services.people.consenting import Given
from crmcli.services.sales import deal_changes, quote_changes, quotes
from crmcli.services.support import answers
from crmcli.tui.actions import ACTIONS, BY_ID
from crmcli.tui.app import CrmApp
from crmcli.tui.screens.card import CardPage
from crmcli.tui.screens.contacts import ContactsPage
from crmcli.tui.widgets.bars import KeyBar
from crmcli.tui.widgets.contact_table import ContactTable
from crmcli.tui.widgets.lines import Lines
from crmcli.view.cells import width
from tests.conftest import REPOSITORY, Ran
from tests.tui.conftest import Hand, shown
from tests.tui.test_acting import notices

Drive = Callable[..., None]
HOSTILE = (
    "[/red]", "[@click=app.quit]x[/]", "[bold]", "\x1b[31mred\x1b[0m", "\x9b2J", "a\u202eb\u2066c", "x" * 10_000,
    "tab\there\nnewline", "日本語のなまえ", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\\[x]", "{name} {0} %s",
    "\U0001f469\u200d\U0001f467 family", "\U0001f1ea\U0001f1f8\U0001f1ea", "\ufdfa", "\u0e01" + "\u0e47" * 8,
)  # fmt: skip


@pytest.mark.usefixtures("sample")
def test_the_filter_speaks_the_search_language(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "slash")
        await hand.type("tag:client city:valencia")
        names = [one.name for one in listing.contacts(hand.crm, "tag:client city:valencia").records]
        assert names
        assert all(any(name[:12] in line for line in hand.lines) for name in names[:8])
        assert f"{len(names)} of 180" in hand.lines[0]
        await hand.press("escape")
        assert hand.lines[0].endswith("180")

    drive(story)


@pytest.mark.usefixtures("sample")
def test_the_filter_offers_fields_tags_and_values(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "slash")
        await hand.type("life")
        await hand.press("tab")
        assert hand.app.screen.query_one(Input).value == "lifecycle:"
        await hand.type("cus")
        await hand.press("tab", "enter")
        assert "/ lifecycle:customer" in hand.lines[0]

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_mistake_in_the_filter_is_marked_under_its_word(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "slash")
        await hand.type("tag:client colour:red")
        at = next(at for at, line in enumerate(hand.lines) if "/ tag:client colour:red" in line)
        assert hand.lines[at + 1].index("^") == hand.lines[at].index("colour")
        assert "Unknown field colour." in hand.lines[at + 2]
        await hand.press("enter")
        assert isinstance(hand.app.focused, Input)

    drive(story, size=(100, 30))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("text", ["not last<30d", "-tag:client", ""])
def test_y_copies_the_command_that_shows_the_same(drive: Drive, crm: Callable[..., Ran], text: str) -> None:
    copied: list[str] = []
    there: list[int] = []

    async def story(hand: Hand) -> None:
        await hand.press("2", "slash")
        await hand.type(text)
        await hand.press("enter", "s", "y")
        copied.append(hand.app.clipboard)
        there.extend(hand.app.screen.query_one(ContactTable).ids)

    drive(story)
    program, *words = shlex.split(copied[0])
    listed = crm(*words[:2], "--json", *words[2:])
    assert program == "crm"
    assert [one["id"] for one in json.loads(listed.out)] == there


@pytest.mark.usefixtures("sample")
def test_capital_letters_jump_and_go_on(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "M")
        assert hand.line("▌").startswith("▌ Mae")
        await hand.press("a", "r", "t")
        assert hand.line("▌").startswith("▌ Marta")

    drive(story)


@pytest.mark.usefixtures("sample")
def test_the_card_opens_whole_and_its_lines_too(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "down", "down", "enter")
        assert "Amparo Lloréns" in hand.lines[0]
        await hand.press("down", "enter")
        assert "14 Oct 2026" in hand.text
        await hand.press("escape", "right")
        assert "[Agenda]" in hand.text
        await hand.press("escape")
        assert "Contacts" in hand.lines[0]
        assert hand.line("▌").startswith("▌ Amparo")

    drive(story)


@pytest.mark.usefixtures("sample")
def test_what_somebody_answered_is_in_their_history_and_on_their_card(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        answers.add(hand.crm, {"contact": "Amparo Lloréns", "score": "0", "kind": "nps", "note": "Cold soup"})
        await hand.press("2", "down", "down", "enter")
        at = next(at for at, line in enumerate(hand.lines) if "NPS 0  Cold soup" in line)
        assert "survey" in hand.lines[at]
        while "NPS 0" not in hand.line("▌"):
            await hand.press("down")
        await hand.press("enter")
        assert "─ NPS 0" in hand.text
        await hand.press("escape", "left")
        assert "[Details]" in hand.text
        assert "NPS 0 (22 Nov 2026)" in hand.line("Satisfaction")

    drive(story, size=(120, 50))


@pytest.mark.usefixtures("sample")
def test_an_offer_is_in_the_history_of_the_customer_and_of_the_deal(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        deal = deal_changes.add(hand.crm, {"title": "Menu", "contact": "Amparo Lloréns"})
        given = {"deal": str(deal.id), "terms": "net 30"}
        offer = quote_changes.new(hand.crm, given, ["Menu design x2 @ 620.50"]).quote
        quotes.send(hand.crm, offer.number)
        quotes.accept(hand.crm, offer.number)
        await hand.press("2", "down", "down", "enter")
        offered = [line for line in hand.lines if offer.number in line]
        assert [line.split("→")[1].split()[0] for line in offered] == ["accepted", "sent"]
        assert all("quote" in line and "€1,241.00" in line for line in offered)
        while offer.number not in hand.line("▌"):
            await hand.press("down")
        await hand.press("enter")
        assert f"─ Quote {offer.number}" in hand.text
        await hand.press("escape", "right", "right")
        assert "[Deals]" in hand.text
        while "Menu" not in hand.line("▌"):
            await hand.press("down")
        await hand.press("enter")
        assert "─ Deal ─" in hand.text
        assert [word in hand.text for word in ("sent", "accepted", offer.number, "€1,241.00")] == [True] * 4

    drive(story, size=(120, 50))


@pytest.mark.usefixtures("sample")
def test_the_palette_finds_an_action(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("ctrl+p")
        await hand.pilot.press(*"history")
        await hand.pilot.pause(0.3)
        await hand.pilot.press("enter")
        await hand.pilot.pause(0.3)
        assert "History" in shown(hand.app)[0]

    drive(story)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("language", "told"), [("en", "Nothing found."), ("es", "No se ha encontrado nada.")])
def test_the_palette_says_in_ones_language_that_it_finds_nothing(language: str, told: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("ctrl+p")
        await hand.pilot.press(*"zzzq")
        await hand.pilot.pause(1)
        assert told in hand.text

    drive(story, CRM_LANG=language)


@pytest.mark.usefixtures("sample")
def test_the_mouse_does_what_keys_do(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.pilot.click(offset=(hand.lines[1].index("Cont") + 2, 1))
        await hand.settled()
        assert "Contacts" in hand.lines[0]
        await hand.pilot.click("#table", offset=(5, 4))
        await hand.settled()
        assert hand.line("▌").startswith("▌ Anselm")

    drive(story)


@pytest.mark.usefixtures("sample")
def test_a_click_on_a_heading_sorts(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for heading, told in (
            ("Last", "by last contact"),
            ("Due", "by who is due"),
            ("Tags", "by who is due"),
            ("Name", ""),
        ):
            at = next(at for at, line in enumerate(hand.lines) if "Organisation" in line)
            await hand.pilot.click(offset=(hand.lines[at].index(heading), at))
            await hand.settled()
            assert told in hand.lines[0]
        assert "by " not in hand.lines[0]
        assert hand.line("▌").startswith("▌ Álex")

    drive(story, page="contacts")


@pytest.mark.usefixtures("sample")
def test_keys_are_called_as_on_the_keyboards_of_the_language(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("9")
        assert "Intro ver" in hand.lines[-1]
        assert "Supr borrar" in hand.lines[-1]

    drive(story, size=(100, 30), CRM_LANG="es")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("size", [(40, 12), (60, 20), (200, 60), (300, 100)])
def test_every_screen_fits_every_size(size: tuple[int, int], drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for key in (*"123456789", "ctrl+right"):
            await hand.press(key)
            assert len(hand.lines) == size[1]
            assert hand.lines[0].lstrip().startswith("crm")
            assert all(width(line) <= size[0] for line in hand.lines)
            panes = [pane for pane in hand.app.screen.query("#panes > Lines") if pane.display]
            assert len(panes) <= (2 if size[0] >= 88 else 1), "one pane where it is narrow"
        await hand.press("2", "enter")
        assert "Álex" in hand.lines[0]

    drive(story, size=size)


@pytest.mark.usefixtures("sample")
def test_below_the_smallest_size_it_asks_for_room(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.pilot.resize_terminal(39, 12)
        await hand.settled()
        assert "A larger window, please" in hand.text
        await hand.pilot.resize_terminal(80, 24)
        await hand.settled()
        assert "Overdue" in hand.text

    drive(story)


def test_an_empty_book_says_what_to_press(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert "Nothing due today." in hand.text
        await hand.press("2")
        assert "Nobody here yet." in hand.text
        await hand.press("3", "v", "v", "7")
        assert "Nothing was changed yet." in hand.text
        await hand.press("2", "a")
        await hand.type("Ana")
        await hand.press("enter")
        assert hand.line("▌").startswith("▌ Ana")

    drive(story)


def test_names_of_any_width_keep_the_columns_aligned(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        for text in HOSTILE:
            adding.add(hand.crm, Contact(name=text[:400], job_title=text[:200], tags=(text[:40],)), force=True)
        hand.app.book_changed()
        await hand.press("2")
        for _one in HOSTILE:
            await hand.press("down")
            assert len({width(line.partition("│")[0]) for line in hand.lines if "│" in line}) == 1

    drive(story, size=(110, 30))


@pytest.mark.usefixtures("sample")
def test_what_other_programs_change_appears_within_a_second(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2")
        adding.add(hand.crm, Contact(name="Aaron New"))
        await hand.pilot.pause(0.9)
        await hand.settled()
        assert "Aaron New" in hand.text
        assert hand.line("▌").startswith("▌ Álex"), "the cursor stays on whom it was"

    drive(story)


@pytest.mark.usefixtures("sample")
def test_midnight_moves_today(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert "Sun 22 Nov 2026" in hand.lines[0]
        hand.app.clock.environ["CRM_NOW"] = "2026-11-23T00:00"  # type: ignore[index]
        await hand.pilot.pause(0.7)
        await hand.settled()
        assert "Mon 23 Nov 2026" in hand.lines[0]

    drive(story)


@pytest.mark.usefixtures("sample")
def test_it_speaks_spanish(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert "dom 22 nov 2026" in hand.lines[0]

    drive(story, CRM_LANG="es")


@pytest.mark.usefixtures("sample")
def test_keys_can_be_changed_in_the_settings(drive: Drive, home: Path) -> None:
    (home / "config.toml").write_text('[keys]\ndone = "z"\n', encoding="utf-8")

    async def story(hand: Hand) -> None:
        assert "z done" in hand.lines[-1]
        await hand.press("d")
        assert "overdue 5 · today 4" in hand.lines[1]
        await hand.press("z")
        assert "overdue 4 · today 4" in hand.lines[1]

    drive(story)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("theme", ["terminal", "light", "dark"])
def test_every_theme_can_be_drawn(theme: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert hand.app.theme == theme
        await hand.press("ctrl+t")
        assert hand.app.theme != theme
        assert "Colours:" in notices(hand)

    drive(story, CRM_THEME=theme)


def test_no_key_needs_a_third_hand() -> None:
    """None that tmux, the terminal or a Spanish keyboard's AltGr stands in the way of; each id once."""
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        for key in action.keys.split(","):
            assert key not in {"ctrl+b", "ctrl+s", "ctrl+a", "ctrl+o", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+space"}
            assert not set(key) & set("[]{}\\@~`|#")


def test_every_action_is_one_that_can_be_done() -> None:
    assert {action.group for action in ACTIONS}
    for action in ACTIONS:
        assert action.help.endswith(".")
    for name in ("undo", "redo", "help", "palette", "theme", "quit", "suspend"):
        assert hasattr(CrmApp, f"action_{name}")


@pytest.mark.usefixtures("sample")
def test_whoever_is_gone_meanwhile_is_no_crash(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "enter")
        (alex,) = listing.contacts(hand.crm, "name:álex").records
        contacts.trash(hand.crm, [alex.id], "contact delete")
        for _look in range(20):  # the app looks twice a second; a loaded machine takes longer
            await hand.pilot.pause(0.5)
            await hand.settled()
            if "in the trash" in hand.lines[0]:
                break
        assert "in the trash" in hand.lines[0]

    drive(story)


def test_the_page_on_the_app_names_the_actions() -> None:
    page = (REPOSITORY / "docs" / "reference" / "app.md").read_text(encoding="utf-8")
    for action in ACTIONS:
        if action.in_palette:
            assert f"`{action.id}`" in page


@pytest.mark.usefixtures("sample")
def test_the_card_tells_deals_sales_and_the_people_of_an_organisation(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "slash")
        await hand.type("name=telares")
        await hand.press("escape", "slash")
        await hand.type("org:telares job:any")
        await hand.press("enter", "right", "right")
        assert "[Deals]" in hand.text
        await hand.press("escape", "slash")
        await hand.type("name:telares kind:organisation")
        await hand.press("enter", "enter")
        assert "Telares" in hand.lines[0]
        assert "[Deals]" not in hand.text
        await hand.press("right", "right", "enter")
        assert "─ Deal ─" in hand.text
        await hand.press("escape", "right")
        assert "Invoices" in hand.text
        await hand.press("enter")
        assert "─ Invoice 20" in hand.text
        await hand.press("escape", "tab", "end", "enter")
        assert "Card" in hand.lines[0]
        assert "Telares" not in hand.lines[0], "a person of it was opened"

    drive(story, size=(120, 40))


@pytest.mark.usefixtures("sample")
def test_the_card_tells_what_somebody_agreed_to(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        (alex,) = listing.contacts(hand.crm, "name:álex").records
        given = Given(channels="email,post", purposes="newsletter", source="paper form", evidence="No. 17")
        consenting.write(hand.crm, [alex.id], "granted", given)
        await hand.press("2", "slash")
        await hand.type("consent:post-newsletter")
        await hand.press("enter", "enter")
        assert "newsletter by e-mail, post  → granted" in hand.text
        await hand.press("home", "enter")
        assert "─ Permission ─" in hand.text
        assert "paper form" in hand.text
        await hand.press("escape", "left")
        assert "[Details]" in hand.text
        assert "newsletter by e-mail, post" in hand.text

    drive(story, size=(120, 40))


def test_keys_stand_in_the_table_alone() -> None:
    """No widget has a key of its own that the help, the settings and the docs would not know."""
    for path in (REPOSITORY / "crmcli" / "tui").rglob("*.py"):
        if path.name not in ("actions.py", "app.py"):
            assert " Binding(" not in path.read_text(encoding="utf-8"), path


@pytest.mark.usefixtures("sample")
def test_a_key_that_is_changed_is_another_everywhere(drive: Drive, home: Path) -> None:
    settled = '[keys]\nundo = "z"\nlog = "ctrl+l"\ngo_funnel = "0"\ngo_settings = "4"\n'
    (home / "config.toml").write_text(settled, encoding="utf-8")

    async def story(hand: Hand) -> None:
        assert "0 Funnel" in hand.lines[1]
        assert "^l log" in hand.lines[-1]
        await hand.press("d")
        assert "z takes it back." in notices(hand)
        await hand.press("z", "question_mark")
        assert "z      " in hand.line("Take back your last change")
        await hand.press("escape", "0")
        assert "Funnel" in hand.lines[0]
        await hand.press("4")
        assert "Settings" in hand.lines[0]

    drive(story, size=(160, 40))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("page", "opened"), [("duplicates", CardPage), ("segments", ContactsPage)])
def test_enter_on_the_line_of_keys_opens_what_the_cursor_is_on(
    page: str, opened: type[Screen[None]], drive: Drive
) -> None:
    async def story(hand: Hand) -> None:
        for name in ("Zoe Zuloaga", "Zoé Zuloaga"):
            adding.add(hand.crm, Contact(name=name), force=True)
        hand.app.book_changed()
        await hand.settled()
        line = hand.app.screen.query_one(KeyBar)
        for way in ("key", "mouse"):
            if way == "key":
                line.focus()
                await hand.settled()
                line.marked = "choose"
                await hand.press("enter")
            else:
                await hand.pilot.click(offset=(hand.lines[-1].index("Enter see") + 1, hand.app.size.height - 1))
                await hand.settled()
            assert isinstance(hand.app.screen, opened), way
            await hand.press("escape")
            hand.app.action_go(page)
            await hand.settled()

    drive(story, size=(120, 30), page=page)


@pytest.mark.usefixtures("sample")
def test_arrows_tab_enter_and_escape_suffice(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("tab", "enter")
        assert "Done: List of signs" in notices(hand), "the line of keys: done is its first"
        await hand.press("tab", "right", "right", "enter")
        assert "Log with" in hand.text
        await hand.press("escape", "shift+tab", "right", "enter")
        assert "Contacts" in hand.lines[0]
        await hand.press("down", "shift+tab", "left", "left", "left", "enter")
        assert "Segments" in hand.lines[0], "a screen that has no room on the line"
        await hand.press("shift+tab", "escape")
        assert isinstance(hand.app.focused, Lines)

    drive(story)

"""What keys do to the book, from the screens on which one presses them."""

from collections.abc import Callable

import pytest

from crmcli.services.activity import log_lists, task_changes, task_lists, tasks
from crmcli.services.activity.task_times import Times
from crmcli.services.money import deliveries
from crmcli.services.people import contacts, listing, people
from crmcli.services.system import history
from crmcli.tui.screens.pages.task_page import TaskPage
from tests.tui.conftest import Hand

Drive = Callable[..., None]
pytestmark = pytest.mark.usefixtures("sample")


def test_a_task_is_done_in_place_and_undone(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert "List of signs for Elena" in hand.text
        await hand.press("d")
        assert tasks.get(hand.crm, 71).status == "done"
        assert "List of signs for Elena" not in "\n".join(hand.lines[:8])
        assert "overdue 4 · today 4" in hand.lines[1]
        await hand.press("u")
        assert tasks.get(hand.crm, 71).status == "open"
        assert "overdue 5 · today 4" in hand.lines[1]
        await hand.press("ctrl+r")
        assert tasks.get(hand.crm, 71).status == "done"

    drive(story)


def test_undo_takes_back_what_this_run_did_and_no_more(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("u")
        assert "Nothing was changed here yet." in notices(hand)
        await hand.press("d", "d", "u", "u", "u")
        assert [one.kind for one in history.listed(hand.crm, limit=4)] == ["undo", "undo", "ordinary", "ordinary"]

    drive(story)


def test_a_task_is_put_off_by_two_keys(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("s", "enter")
        assert tasks.get(hand.crm, 71).due == "2026-11-23"

    drive(story)


def test_a_task_is_put_off_to_a_day_that_is_told_while_typing(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("s")
        await hand.type("next friday")
        assert "Fri 27 Nov 2026 (in 5 days)" in hand.text
        await hand.press("enter")
        assert tasks.get(hand.crm, 71).due == "2026-11-27"

    drive(story)


def test_a_call_is_logged_with_the_next_step(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("c")
        assert "Call with Elena Quintanilla   +34 600" in hand.text
        await hand.type("She wants the list")
        await hand.press("tab")
        await hand.type("+3d send the list")
        assert "Wed 25 Nov 2026: send the list" in hand.text
        await hand.press("enter")
        said = log_lists.page(hand.crm, "", limit=1).records[0]
        assert (said.channel, said.text, said.names) == ("call", "She wants the list", ("Elena Quintanilla",))
        assert task_lists.tasks(hand.crm, "title:send").records[0].due == "2026-11-25"

    drive(story)


def test_a_follow_up_needs_three_keys_and_a_day(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "f")
        await hand.type("+2w")
        await hand.press("enter")
        found = task_lists.tasks(hand.crm, "title:'Follow up with Álex'").records
        assert [task.due for task in found] == ["2026-12-06"]

    drive(story)


def test_somebody_is_added_from_anywhere(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await hand.type("Zoë Ng")
        await hand.press("tab")
        await hand.type("Telares Rove")
        await hand.press("right", "tab", "tab")
        await hand.type("zoe@ng.example")
        await hand.press("enter")
        (zoe,) = listing.contacts(hand.crm, "name:zoë").records
        assert (zoe.organisation, zoe.emails[0].value) == ("Telares Rovellat", "zoe@ng.example")

    drive(story)


def test_a_mistake_is_told_beside_its_field(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("a")
        await hand.type("Zoë Ng")
        await hand.press("tab", "tab", "tab")
        await hand.type("zoe at ng")
        await hand.press("enter")
        at = next(at for at, line in enumerate(hand.lines) if "zoe at ng" in line)
        assert "zoe at ng" in hand.lines[at + 1]
        assert not listing.contacts(hand.crm, "name:zoë").records
        await hand.press("escape")
        assert "Esc again throws away what you typed." in hand.text
        await hand.press("escape")
        assert "Overdue" in hand.text

    drive(story)


def test_what_another_program_changed_meanwhile_is_shown_and_kept(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "e")
        before = listing.contacts(hand.crm, "name:álex").records[0]
        contacts.set_fields(hand.crm, [before.id], ["job=pilot", "tag+=new"], "contact set")
        await hand.press("tab", "tab", "tab")
        await hand.type("alex@new.example")
        await hand.press("enter")
        assert "Another program changed this meanwhile" in hand.text
        assert "pilot" in hand.text
        await hand.press("enter")
        after = people.get(hand.crm, before.id)
        assert after.job_title == "pilot"
        assert "new" in after.tags
        assert after.emails[0].value == "alex@new.example"

    drive(story)


def test_the_trash_asks_and_means_no_by_enter(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "delete")
        assert "Move Álex Domingo to the trash?" in hand.text
        await hand.press("enter")
        assert len(listing.contacts(hand.crm, "name:álex").records) == 1
        await hand.press("delete", "y")
        assert not listing.contacts(hand.crm, "name:álex").records
        await hand.press("u")
        assert len(listing.contacts(hand.crm, "name:álex").records) == 1

    drive(story)


def test_any_change_is_taken_back_from_the_history(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("d", "d", "7", "down", "u")
        newest, _second, first, *_rest = history.listed(hand.crm)
        assert (newest.kind, newest.inverts) == ("undo", first.id)

    drive(story)


def test_a_read_only_session_says_so_and_changes_nothing(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("d")
        assert "read-only" in notices(hand)
        assert tasks.get(hand.crm, 71).status == "open"

    drive(story, CRM_READONLY="1")


def notices(hand: Hand) -> str:
    """What was said in passing."""
    return "\n".join(one.message for one in hand.app._notifications)


def test_money_on_the_day_is_never_taken_for_the_task_of_its_number(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        before = history.listed(hand.crm)[0].id
        await _go_to(hand, "invoice")
        await hand.press("s", "x")
        assert isinstance(hand.app.screen, TaskPage), "no form was opened"
        await hand.press("d")
        assert "Payment of 2025-0001" in hand.text
        await hand.press("escape", "enter")
        assert "─ Invoice 2025-0001 ─" in hand.text
        assert history.listed(hand.crm)[0].id == before
        await hand.press("escape")
        number = await _go_to(hand, "delivery")
        await hand.press("d")
        assert deliveries.get(hand.crm, number).delivered_on == "2026-11-22"
        assert "Delivered: " in notices(hand)

    drive(story)


async def _go_to(hand: Hand, kind: str) -> int:
    """Put the cursor on the first line of a kind; its number."""
    page = hand.app.screen
    assert isinstance(page, TaskPage)
    for _ in range(60):
        item = page.item()
        if item is not None and item.kind == kind:
            return item.id or 0
        await hand.press("down")
    raise AssertionError(f"the sample's day has no {kind}")


def test_a_task_is_edited_where_it_stands(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("e")
        assert "List of signs for Elena  #71" in hand.text
        await hand.type("List of all signs")
        await hand.press("tab")
        await hand.type("+1w")
        await hand.press("enter")
        task = tasks.get(hand.crm, 71)
        assert (task.title, task.due, task.contact) == ("List of all signs", "2026-11-29", "Elena Quintanilla")
        await hand.press("u")
        assert tasks.get(hand.crm, 71).title == "List of signs for Elena"

    drive(story)


def test_a_task_that_another_program_changed_is_not_overwritten(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("e")
        await hand.type("List of all signs")
        task_changes.edit(hand.crm, "71", {"note": "ask her first"}, Times(due="monday"))
        await hand.press("enter")
        assert "Another program changed this meanwhile" in hand.text
        assert "ask her first" in hand.text
        await hand.press("enter")
        task = tasks.get(hand.crm, 71)
        assert (task.title, task.note, task.due) == ("List of all signs", "ask her first", "2026-11-23")

    drive(story, size=(100, 30))


def test_a_line_of_money_opens_what_it_tells_of_and_no_conversation_of_its_number(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", "down", "down", "enter")
        assert "deal     Programme" in hand.text
        await hand.press("enter")
        assert "─ Deal ─" in hand.text
        assert "Programme of the tram party" in hand.text
        for title in ("Payment 36", "Sale 40", "Invoice 2025-0028"):
            await hand.press("escape", "down")
            while f"  {title.partition(' ')[0].lower()}  " not in hand.line("▌"):
                before = hand.line("▌")
                await hand.press("down")
                assert hand.line("▌") != before
            if title == "Payment 36":  # the first sale is older than the first payment
                while "15 Sep 2025" not in hand.line("▌"):
                    await hand.press("down")
            await hand.press("enter")
            assert f"─ {title} " in hand.text

    drive(story)


def test_a_refused_undo_lists_what_stands_in_its_way_line_by_line(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("d")
        task_changes.edit(hand.crm, "71", {"title": "New signs"}, Times())
        await hand.press("u")
        assert "stand in the way:\n  task 71" in notices(hand)
        assert "('" not in notices(hand)

    drive(story)


@pytest.mark.parametrize("page", ["today", "agenda"])
def test_where_there_is_room_the_card_of_whom_a_task_is_about_stands_beside_it(page: str, drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        assert "Elena Quintanilla" in hand.lines[3]
        assert hand.lines[3].endswith("#61")
        await hand.press("down")
        assert "Margarita Ruano" in hand.lines[3]
        assert "[Timeline]" in hand.text
        await hand.press("tab", "right")
        assert "[Agenda]" in hand.text
        await hand.press("enter")
        assert "─ Margarita: money talk  #81 ─" in hand.text

    drive(story, size=(160, 40), page=page)

    async def narrower(hand: Hand) -> None:
        assert "[Timeline]" not in hand.text

    drive(narrower, size=(140, 40), page=page)

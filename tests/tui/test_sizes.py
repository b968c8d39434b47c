"""Every screen at whatever size: words whole or marked as cut, and laid out anew where it was covered meanwhile."""

from collections.abc import Callable

import pytest

from crmcli.tui.widgets.contact_table import ContactTable
from crmcli.tui.widgets.tabs import fitted
from tests.tui.conftest import Hand

Drive = Callable[..., None]
COVERED = {"sales": "5", "history": "7", "segments": "9", "contacts": "2", "funnel": "4", "insight": "6"}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("size", [(200, 40), (100, 30), (40, 12)], ids=str)
def test_a_screen_that_was_covered_while_the_terminal_changed_looks_as_if_opened_now(
    drive: Drive, size: tuple[int, int]
) -> None:
    fresh: dict[str, list[str]] = {}

    async def opened(hand: Hand) -> None:
        for name, key in COVERED.items():
            await hand.press(key)
            fresh[name] = hand.lines

    async def covered(hand: Hand) -> None:
        await hand.press(*COVERED.values(), "1")
        await hand.pilot.resize_terminal(*size)
        await hand.settled()
        for name, key in COVERED.items():
            await hand.press(key)
            assert hand.lines == fresh[name], name

    drive(opened, size=size)
    drive(covered, size=(80, 24))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("size", [(40, 12), (88, 26), (100, 26), (160, 30)], ids=str)
@pytest.mark.parametrize("language", ["en", "es"])
def test_how_long_ago_and_how_far_ahead_is_told_whole(drive: Drive, size: tuple[int, int], language: str) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2")
        table = hand.app.screen.query_one(ContactTable)
        assert sum(wide + 2 for _column, wide in table._columns) - 2 <= table.room
        head = hand.line("Nombre" if language == "es" else "Name")
        assert ("Vence" if language == "es" else "Due") in head
        for line in hand.lines[4:-2]:
            assert not line[: table.size.width].rstrip(" ▂▃▄▅▆").endswith("…"), line

    drive(story, size=size, CRM_LANG=language)


NAMES = ("Timeline", "Agenda", "Deals", "Sales", "Details")


@pytest.mark.parametrize("room", range(14, 60))
@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("gap", [0, 1])
def test_the_names_of_parts_are_whole_or_marked_as_left_out(room: int, at: int, gap: int) -> None:
    parts = fitted(NAMES, at, room, gap=gap)
    told = "".join(text for _at, text in parts)
    assert len(told.rstrip()) <= room
    assert f"[{NAMES[at]}]" in told
    seen = set(told.replace("[", " ").replace("]", " ").split())
    assert seen <= {*NAMES, "…"}
    assert ("…" in seen) == (len(seen & set(NAMES)) < len(NAMES))
    assert {one for one, _text in parts} <= set(range(5))


@pytest.mark.usefixtures("sample")
def test_the_part_that_one_sees_is_always_named_whole(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("6")
        for name in ("Dashboard", "RFM", "Segments", "Cohorts", "Funnel"):
            assert f"[{name}]" in hand.lines[2]
            await hand.press("right")

    drive(story, size=(40, 12))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("size", "keys"), [((88, 26), ()), ((100, 26), ()), ((120, 30), ("enter",)), ((40, 12), ("enter",))], ids=str
)
def test_an_email_and_a_phone_are_never_cut(drive: Drive, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2", *keys)
        assert "alex.domingo@correo.example" in hand.text
        assert "+34 600 000 036" in hand.text
        if size == (120, 30):
            assert hand.text.count("alex.domingo@correo.example") == 2
            assert "Job" in hand.line("freelance developer")

    drive(story, size=size)


@pytest.mark.usefixtures("sample")
def test_beside_a_list_what_was_said_has_the_room(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("2")
        assert "Cena con Álex" in hand.line("meeting")

    drive(story, size=(100, 30))


@pytest.mark.usefixtures("sample")
def test_the_months_have_keys_of_their_own(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("3", "v", "pagedown")
        assert "Dec 2026" in hand.lines[0]
        await hand.press("pageup", "pageup")
        assert "Oct 2026" in hand.lines[0]
        await hand.press("n", "right")
        assert "Nov 2026" in hand.lines[0]

    drive(story)


@pytest.mark.usefixtures("sample")
def test_the_keys_of_a_screen_come_before_those_of_everywhere(drive: Drive) -> None:
    async def story(hand: Hand) -> None:
        await hand.press("4", "question_mark")
        assert "Win the deal, and say why." in hand.text
        await hand.press("escape")
        await hand.pilot.resize_terminal(40, 12)
        await hand.press("question_mark")
        assert "Move the deal to the" in hand.text

    drive(story)

"""The ten most frequent gestures, as the how-to tells them: each takes at most three keys, and does what it says."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from crmcli.services.activity import log_lists, task_lists, tasks
from crmcli.services.sales import deals
from tests.conftest import REPOSITORY
from tests.tui.conftest import Hand

PAGE = REPOSITORY / "docs" / "how-to" / "a-day-in-the-app.md"
_ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| (\d+) \|")
FIRST = 71
"""The task under the cursor when the app opens, with Elena Quintanilla."""
DEAL = 74
"""The card under the cursor of the board."""


class Gesture(NamedTuple):
    """What one wants, what is pressed and typed, and how many keys that is said to be."""

    want: str
    steps: tuple[str, ...]
    """Keys, and texts behind an apostrophe."""
    told: int


def gestures() -> dict[str, Gesture]:
    table = PAGE.read_text(encoding="utf-8").partition("## The ten")[2].partition("##")[0]
    found = {}
    for want, press, count in _ROW.findall(table):
        typed = re.findall(r"`([^`]+)`|\*([^*]+)\*", press)
        found[want] = Gesture(want, tuple(key or f"'{text}" for key, text in typed), int(count))
    return found


CHECKS: dict[str, Callable[[Hand], bool]] = {
    "see what is due": lambda hand: "List of signs for Elena" in hand.text,
    "mark a task as done": lambda hand: tasks.get(hand.crm, FIRST).status == "done",
    "put it off": lambda hand: tasks.get(hand.crm, FIRST).due == "2026-11-27",
    "log what was said": lambda hand: log_lists.count(hand.crm, "text:'what was said' channel:note") == 1,
    "call somebody, and log it": lambda hand: log_lists.count(hand.crm, "text:'what was said' channel:call") == 1,
    "promise a follow-up": lambda hand: task_lists.count(hand.crm, "title:'Follow up with Elena' due:2026-11-25") == 1,
    "find somebody": lambda hand: hand.line("▌").startswith("▌ Harriet"),
    "open the card of whom it is about": lambda hand: "Card   Elena Quintanilla" in hand.lines[0],
    "move a deal on": lambda hand: len(deals.get(hand.crm, DEAL).moves) == 2,
    "take back a mistake": lambda hand: tasks.get(hand.crm, FIRST).status == "open",
}


def test_there_are_ten_and_none_takes_more_than_three_keys() -> None:
    told = gestures()
    assert list(told) == list(CHECKS)
    assert len(told) == 10
    for one in told.values():
        assert sum(not step.startswith("'") for step in one.steps) == one.told <= 3, one.want


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("want", CHECKS)
def test_a_gesture_does_what_it_says(want: str, drive: Callable[..., None]) -> None:
    async def story(hand: Hand) -> None:
        if want == "take back a mistake":
            await hand.press("d")
        elif want != "see what is due":
            assert not CHECKS[want](hand)
        for step in gestures()[want].steps:
            if step.startswith("'"):
                await hand.type(step[1:])
            else:
                await hand.press(step.lower())
        assert CHECKS[want](hand)

    drive(story, size=(100, 30))

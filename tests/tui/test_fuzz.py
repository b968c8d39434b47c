"""Random keys on the sample business: nothing breaks. CRM_FUZZ=SEED:COUNT presses others, or more."""

import os
import random
from collections.abc import Callable

import pytest

from tests.tui.conftest import Hand

KEYS = (
    *"abcdefghijklmnoprstuvwxyzABGMZ123456789", "down", "up", "left", "right", "enter", "escape", "tab", "shift+tab",
    "pagedown", "pageup", "home", "end", "space", "slash", "question_mark", "ctrl+r", "ctrl+t", "ctrl+d", "ctrl+u",
    "ctrl+right", "ctrl+left", "delete", "backspace", "colon", "ctrl+e", "/", ":", "+", "é", "ñ", "日", "[", "]",
    "ctrl+p",    "enter", "escape", "escape", "down", "down",
)  # fmt: skip


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("part", range(3))
def test_random_keys_break_nothing(part: int, drive: Callable[..., None]) -> None:
    seed, _colon, count = os.environ.get("CRM_FUZZ", "20261122:300").partition(":")
    chance = random.Random(int(seed) + part)
    keys = [chance.choice(KEYS) for _ in range(int(count) // 3)]
    print(f"CRM_FUZZ={seed}:{count}, part {part}: {' '.join(keys)}")

    async def story(hand: Hand) -> None:
        for at, key in enumerate(keys):
            hand.send(key)
            if at % 4 == 0:
                await hand.settled()
            if at % 25 == 0:
                size = chance.choice(((80, 24), (40, 12), (120, 40), (30, 8), (88, 20)))
                await hand.pilot.resize_terminal(*size)
        await hand.settled()
        assert hand.app.is_running
        assert hand.app.broke is None

    drive(story, size=chance.choice(((80, 24), (120, 40))))

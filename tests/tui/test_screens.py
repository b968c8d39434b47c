"""Every screen as text, at the two sizes that most people have. CRM_GOLDENS=write takes them anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import Hand

GOLDENS = Path(__file__).with_name("goldens")
SIZES = ((80, 24), (120, 40))
SCREENS: dict[str, tuple[str, ...]] = {
    "today": (),
    "contacts": ("2", "down", "down"),
    "contacts-filtered": ("2", "slash", *"tag:client", "enter"),
    "contacts-mistake": ("2", "slash", *"tga:client"),
    "card": ("2", "down", "down", "down", "enter"),
    "card-deals": ("2", "down", "down", "down", "enter", "right", "right"),
    "card-sales": ("2", "down", "down", "enter", "right", "right", "right"),
    "filter-offers": ("2", "slash", *"city:v"),
    "funnel-report": ("4", "r"),
    "funnel-edit": ("4", "e"),
    "task-edit": ("e",),
    "setting": ("0", "down", "enter"),
    "invoice": ("5", "enter"),
    "agenda-week": ("3",),
    "agenda-month": ("3", "v"),
    "agenda-day": ("3", "v", "v", "end", "home"),
    "history": ("d", "7", "down"),
    "settings": ("0",),
    "funnel": ("4", "right", "down"),
    "funnel-deal": ("4", "right", "down", "enter"),
    "funnel-lose": ("4", "x", "enter"),
    "sales-overdue": ("5",),
    "sales-invoices": ("5", "right", "down"),
    "sales-deliveries": ("5", "left"),
    "sales-payment": ("5", "p"),
    "insight-dashboard": ("6",),
    "insight-rfm": ("6", "right", "down"),
    "insight-segments": ("6", "right", "right"),
    "insight-cohorts": ("6", "left", "left"),
    "insight-funnel": ("6", "left"),
    "duplicates": ("8",),
    "duplicates-pair": ("a", *"Harriet Plumtree", "enter", "8"),
    "segments": ("9",),
    "help": ("question_mark",),
    "form-log": ("2", "down", "l"),
    "form-follow-up": ("2", "down", "f", *"friday"),
    "form-edit": ("2", "down", "down", "e"),
    "form-add": ("a",),
    "snooze": ("s",),
}


NARROW = (
    "today", "contacts", "filter-offers", "card-sales", "agenda-month", "funnel", "sales-overdue", "insight-dashboard",
    "insight-rfm", "history", "duplicates-pair", "segments", "settings", "help", "form-add", "form-log",
)  # fmt: skip
"""Those that are drawn otherwise where there is hardly any room."""
SHOWN = [*((name, size) for name in SCREENS for size in SIZES), *((name, (40, 12)) for name in NARROW)]


@pytest.mark.parametrize(
    ("name", "size"), SHOWN, ids=lambda one: one if isinstance(one, str) else "x".join(map(str, one))
)
def test_a_screen_looks_as_it_did(
    name: str, size: tuple[int, int], sample: Path, drive: Callable[..., None], environ: dict[str, str]
) -> None:
    async def story(hand: Hand) -> None:
        await hand.press(*SCREENS[name])
        hand.app.clear_notifications()
        await hand.settled()
        for _ in range(20):  # on a busy machine a part may be told late
            if is_as_it_was(f"{name}-{size[0]}x{size[1]}", hand.lines, environ["CRM_HOME"]):
                break
            await hand.pilot.pause(0.1)
            await hand.settled()
        compare(f"{name}-{size[0]}x{size[1]}", hand.lines, environ["CRM_HOME"])

    drive(story, size=size, CRM_HOME=environ["CRM_HOME"])


def is_as_it_was(name: str, lines: list[str], home: str) -> bool:
    golden = GOLDENS / f"{name}.txt"
    return golden.exists() and told(lines, home) == golden.read_text(encoding="utf-8")


def told(lines: list[str], home: str) -> str:
    folder = home.rpartition("/pytest-of")[0]
    return "\n".join("(a path)" if f"{folder}/pytest-of" in line else line for line in lines) + "\n"


def compare(name: str, lines: list[str], home: str) -> None:
    golden = GOLDENS / f"{name}.txt"
    text = told(lines, home)
    if os.environ.get("CRM_GOLDENS") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")

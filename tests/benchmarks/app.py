"""Measure the app in a real terminal on a large book: `python -m tests.benchmarks.app BOOK [ROUNDS]`.

From the start of the process to the first name on the screen, against an app that is empty; from a key to all that it
paints; the longest turn of the thread that draws; the memory of the process. tests/benchmarks/big_book.py makes a book.
Processor time is that of all threads, to the nanosecond, so that other programs change it little.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.tui import fuzzing
from tests.tui.terminals import Terminal

Figures = list[tuple[str, str, str]]
"""What is measured, how much it is, how much it may be."""
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self): yield Static("ready to go")
Empty().run()
"""
WATCHED = """
import gc; gc.disable()
import os, sys, time
from asyncio import events
turn, longest = events.Handle._run, [0.0]
def timed(handle):
    begun = time.thread_time()
    turn(handle)
    if time.monotonic() > since:
        longest[0] = max(longest[0], time.thread_time() - begun)
events.Handle._run = timed
since = time.monotonic() + 3
from crmcli.cli import main
code = main.main(["tui", "contacts"], os.environ)
open(sys.argv[1], "w").write(str(longest[0] * 1000))
os._exit(code)
"""
"""The app, with the longest turn of its loop after the first seconds, in milliseconds of processor time."""
SIZE = (120, 40)
FILTERS = ("nunez jo", "tag:client", "garcia", "last<90d")


class Spent(NamedTuple):
    """What a process has taken by some moment, in milliseconds."""

    cpu: float
    wall: float


def figures(environ: Mapping[str, str], rounds: int = 9, *, keys: int = 0) -> Figures:
    """Everything that is measured, as lines of the page on performance; and so many random keys, that break nothing."""
    clean = _clean(environ)
    listed = subprocess.run(
        [program()[0], "contact", "list", "--limit", "1", "--columns", "name,email"],
        env=clean, capture_output=True, text=True, check=True,
    ).stdout.strip().split("\t")  # fmt: skip
    painted = {"first names": listed[0][:12].encode(), "card beside them": listed[1].encode()}
    lines: Figures = []
    for what, text in painted.items():
        empty, ours = [], []
        for _round in range(rounds):
            empty.append(first_paint((sys.executable, "-c", EMPTY), clean, b"ready"))
            ours.append(first_paint(program("contacts"), clean, text))
        for kind, unit in (("cpu", "CPU"), ("wall", "wall")):
            times, base = ([getattr(one, kind) for one in many] for many in (ours, empty))
            ratio = statistics.median(one / other for one, other in zip(times, base, strict=True))
            wanted = "at most 1.50 times" if what == "first names" else ""
            told = f"{ratio:.2f} times ({statistics.median(times):.0f} ms)"
            lines.append((f"`crm tui contacts` to the {what}, {unit}, against an empty Textual app", told, wanted))
    for kind, times in pressed(clean).items():
        if kind == "memory":
            lines.append(("memory of the app after all this, at its peak", f"{times[0]:.0f} MB", "under 80 MB"))
        else:
            most = {
                "page down, to the list": "at most 10 ms",
                "a letter in the filter, to the list": "at most 50 ms",
            }.get(kind, "")
            told = f"{statistics.median(times):.1f} ms, the worst {max(times):.0f} ms"
            lines.append((f"{kind} painted, CPU", told, most))
    turn = f"{longest_turn(clean):.0f} ms"
    lines.append(("the longest turn of the thread that draws, once begun, CPU", turn, "at most 50 ms"))
    if keys:
        seed = time.time_ns() % 1_000_000
        print(f"seed {seed}: {fuzzing.seen(seed, keys)}", file=sys.stderr)
        lines.append((f"{keys:,} random keys in the app, seed {seed}", "no crash, the book sound", "no crash"))
    return lines


def first_paint(command: Sequence[str], environ: Mapping[str, str], text: bytes) -> Spent:
    """What it takes until a text is on the screen."""
    begun = time.perf_counter()
    with Terminal(*command, environ=environ, size=SIZE) as terminal:
        terminal.wait_for(text)
        return Spent(_spent(terminal), (time.perf_counter() - begun) * 1000)


def pressed(environ: Mapping[str, str]) -> dict[str, list[float]]:
    """Milliseconds of processor time for a key and all that comes of it, by kind of key; and the memory at the end."""
    found: dict[str, list[float]] = {
        "page down, to the list": [], "page down, to the card": [],
        "a letter in the filter, to the list": [], "a letter in the filter, to the count and the card": [],
    }  # fmt: skip
    with Terminal(*program("contacts"), environ=environ, size=SIZE) as terminal:
        terminal.wait_for(b"000")
        _quiet(terminal)
        for _round in range(15):
            found["page down, to the list"].append(_answered(terminal, b"\x1b[6~", within=0.03))
            _quiet(terminal)
            found["page down, to the card"].append(_answered(terminal, b"\x1b[6~"))
        first, whole = (found[f"a letter in the filter, to {what}"] for what in ("the list", "the count and the card"))
        for words in FILTERS:
            _filtered(terminal, words, first, whole)
        status = Path(f"/proc/{terminal.pid}/status")
        if status.exists():
            line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
            found["memory"] = [int(line.split()[1]) / 1024]
    return found


def longest_turn(environ: Mapping[str, str]) -> float:
    """The longest time in milliseconds for which the thread that draws did one thing, while one pages and filters."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "longest"
        with Terminal(sys.executable, "-c", WATCHED, str(file), environ=environ, size=SIZE) as terminal:
            terminal.wait_for(b"000")
            time.sleep(3)
            for key in (b"\x1b[6~", b"\x1b[F", b"\x1b[H", b"s", b"s", b"s", b"s", b"1", b"2"):
                _answered(terminal, key)
            for words in FILTERS:
                _filtered(terminal, words, [], [])
            terminal.type(b"q")
            terminal.end()
        return float(file.read_text(encoding="utf-8"))


def program(*words: str) -> tuple[str, ...]:
    """The app as its users start it."""
    return (str(Path(sys.executable).with_name("crm")), "tui", *words)


def _filtered(terminal: Terminal, words: str, first: list[float], whole: list[float]) -> None:
    """Type a filter letter by letter, and clear it: what each takes to the first lines, and to all that comes of it."""
    _answered(terminal, b"/")
    for letter in words:
        begun = _spent(terminal)
        first.append(_answered(terminal, letter.encode(), within=0.03))
        _quiet(terminal)
        whole.append(_spent(terminal) - begun)
    _answered(terminal, b"\x1b")
    time.sleep(0.3)
    _quiet(terminal)


def _answered(terminal: Terminal, key: bytes, *, within: float = 0.15) -> float:
    """Milliseconds of processor time for a key and all that comes of it before so many seconds pass without more.

    The card beside the list is read 0.04 seconds after the cursor rests on somebody.
    """
    begun, last = _spent(terminal), time.perf_counter()
    terminal.type(key)
    before = len(terminal.written)
    while time.perf_counter() - last < within:
        terminal.read(within / 10)
        if len(terminal.written) != before:
            before, last = len(terminal.written), time.perf_counter()
    return _spent(terminal) - begun


def _spent(terminal: Terminal) -> float:
    """Milliseconds of processor time of all threads so far."""
    threads = Path(f"/proc/{terminal.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in threads) / 1_000_000


def _quiet(terminal: Terminal) -> None:
    _answered(terminal, b"")


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environ.items() if not name.startswith("PYTHON") and name != "NO_COLOR"}
    return kept | {"TERM": "xterm-256color", "CRM_THEME": "dark", "CRM_LANG": "en"}


def main() -> None:
    """Measure and tell."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    for what, measured, wanted in figures({**os.environ, "CRM_DB": str(Path(sys.argv[1]).resolve())}, rounds):
        print(f"{what:78}  {measured:28}  {wanted}")


if __name__ == "__main__":
    main()

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
from collections.abc import Iterator, Mapping, Sequence
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
PAGE, LETTER = "page down, to the list painted", "a letter in the filter, to the list painted"
CARD, ALL = "page down, to the card painted", "a letter in the filter, to the count and the card painted"
MOST = {PAGE: "at most 10 ms", LETTER: "at most 50 ms"}
LINE = b"\x1b[20;1H"
"""Where a line in the midst of the list is painted, whatever stands above it."""
PAGES = tuple(digit.encode() for digit in "1345678902")
"""The keys of the screens, that of Contacts last."""
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
    keys_pressed, memory = pressed(clean)
    for kind, spent in keys_pressed.items():
        cpu, wall = (sorted(times) for times in zip(*spent, strict=True))
        told = f"{statistics.median(cpu):.1f} ms, the worst {cpu[-1]:.0f} ms"
        lines.append((f"{kind}, CPU", told, MOST.get(kind, "")))
        lines.append((f"{kind}, wall", f"{statistics.median(wall):.1f} ms, the worst {wall[-1]:.0f} ms", ""))
    lines.append(("memory of the app after all this, at its peak", f"{memory:.0f} MB", "under 80 MB"))
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


def pressed(environ: Mapping[str, str]) -> tuple[dict[str, list[Spent]], float]:
    """What a key takes, by kind of key and by what it paints; and the memory at the end, in megabytes."""
    found: dict[str, list[Spent]] = {
        PAGE: [],
        CARD: [],
        LETTER: [],
        ALL: [],
    }
    with Terminal(*program("contacts"), environ=environ, size=SIZE) as terminal:
        terminal.wait_for(b"000")
        _quiet(terminal)
        for _round in range(15):
            first, whole = _painted(terminal, b"\x1b[6~")
            found[PAGE] += first
            found[CARD].append(whole)
        for words in FILTERS:
            for letter in _typed(terminal, words):
                first, whole = _painted(terminal, letter)
                found[LETTER] += first
                found[ALL].append(whole)
        status = Path(f"/proc/{terminal.pid}/status")
        peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return found, int(peak.split()[1]) / 1024


def longest_turn(environ: Mapping[str, str]) -> float:
    """The longest time in milliseconds for which the thread that draws did one thing: pages, all screens, filters."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "longest"
        with Terminal(sys.executable, "-c", WATCHED, str(file), environ=environ, size=SIZE) as terminal:
            terminal.wait_for(b"000")
            time.sleep(3)
            for key in (b"\x1b[6~", b"\x1b[F", b"\x1b[H", b"s", b"s", b"s", b"s", *PAGES):
                _painted(terminal, key)
            for words in FILTERS:
                for letter in _typed(terminal, words):
                    _painted(terminal, letter)
            terminal.type(b"q")
            terminal.end()
        return float(file.read_text(encoding="utf-8"))


def program(*words: str) -> tuple[str, ...]:
    """The app as its users start it."""
    return (str(Path(sys.executable).with_name("crm")), "tui", *words)


def _typed(terminal: Terminal, words: str) -> Iterator[bytes]:
    """The letters of a filter, for which its line is opened before and cleared afterwards."""
    _painted(terminal, b"/")
    yield from (letter.encode() for letter in words)
    _painted(terminal, b"\x1b")


def _painted(terminal: Terminal, key: bytes, *, within: float = 0.3) -> tuple[list[Spent], Spent]:
    """What a key takes until the list is painted, nothing where it is not; and until the last that comes of it, before
    so many seconds pass without more.

    A letter stands in the line of the filter before the list follows it; the card beside the list is read 0.04 seconds
    after the cursor rests on somebody, and all that a filter finds is counted when its first lines are on the screen.
    """
    cpu, begun, before = _spent(terminal), time.perf_counter(), len(terminal.written)
    last, first, spent = begun, list[Spent](), Spent(0, 0)
    terminal.type(key)
    while time.perf_counter() - last < within:
        terminal.read(within / 100)
        if len(terminal.written) != before:
            last, new, before = time.perf_counter(), terminal.written[before - len(LINE) :], len(terminal.written)
            spent = Spent(_spent(terminal) - cpu, (last - begun) * 1000)
            if not first and LINE in new:
                first.append(spent)
    return first, spent


def _spent(terminal: Terminal) -> float:
    """Milliseconds of processor time of all threads so far."""
    threads = Path(f"/proc/{terminal.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="utf-8").split()[0]) for one in threads) / 1_000_000


def _quiet(terminal: Terminal) -> None:
    _painted(terminal, b"")


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

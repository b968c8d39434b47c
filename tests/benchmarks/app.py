"""Measure the app in a real terminal on a large book: `python -m tests.benchmarks.app BOOK [ROUNDS]`.

Time from the start of the process to the first name on the screen, against an app that is empty; from a key to what it
shows; and the memory of the process. Make a book with tests/benchmarks/big_book.py.
"""

import os
import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.tui.terminals import Terminal

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self): yield Static("ready to go")
Empty().run()
"""
SIZE = (120, 40)


def first_paint(command: tuple[str, ...], environ: Mapping[str, str], text: bytes) -> float:
    """Milliseconds of processor time until a text is on the screen: other programs do not change it much."""
    with Terminal(*command, environ=environ, size=SIZE) as terminal:
        terminal.wait_for(text)
        return _spent(terminal)


def keys(environ: Mapping[str, str]) -> dict[str, list[float]]:
    """Milliseconds from a key to the last byte that it paints, by kind of key; and the memory at the end."""
    found: dict[str, list[float]] = {"page down": [], "down": [], "end": [], "filter": []}
    with Terminal(*program("contacts"), environ=environ, size=SIZE) as terminal:
        terminal.wait_for(b"100,000")
        _quiet(terminal)
        for _round in range(15):
            found["page down"].append(_answered(terminal, b"\x1b[6~"))
            found["down"].append(_answered(terminal, b"\x1b[B"))
        for _round in range(3):
            found["end"].append(_answered(terminal, b"\x1b[F"))
            _answered(terminal, b"\x1b[H")
        for words in ("nunez jo", "tag:client", "garcia"):
            _answered(terminal, b"/")
            for letter in words:
                found["filter"].append(_answered(terminal, letter.encode()))
            _answered(terminal, b"\x1b")
            time.sleep(0.3)
            _quiet(terminal)
        status = Path(f"/proc/{terminal.pid}/status")
        if status.exists():
            line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
            found["memory"] = [int(line.split()[1]) / 1024]
    return found


def program(*words: str) -> tuple[str, ...]:
    """The app as its users start it."""
    return (str(Path(sys.executable).with_name("crm")), "tui", *words)


def _answered(terminal: Terminal, key: bytes) -> float:
    """Milliseconds of processor time for a key and all that comes of it, the card beside the list included."""
    begun, last = _spent(terminal), time.perf_counter()
    terminal.type(key)
    before = len(terminal.written)
    while time.perf_counter() - last < 0.12:
        terminal.read(0.02)
        if len(terminal.written) != before:
            before, last = len(terminal.written), time.perf_counter()
    return _spent(terminal) - begun


def _spent(terminal: Terminal) -> float:
    times = Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) * 1000 / os.sysconf("SC_CLK_TCK")


def _quiet(terminal: Terminal) -> None:
    _answered(terminal, b"")


def main() -> None:
    """Measure and tell."""
    book, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9
    environ = {**os.environ, "CRM_DB": str(book), "TERM": "xterm-256color", "CRM_THEME": "dark", "CRM_LANG": "en"}
    empty, ours = [], []
    for _round in range(rounds):
        empty.append(first_paint((sys.executable, "-c", EMPTY), environ, b"ready"))
        ours.append(first_paint(program("contacts"), environ, b"@example.com"))
    print(f"empty Textual app   {statistics.median(empty):6.0f} ms")
    ratio = statistics.median(ours) / statistics.median(empty)
    print(f"crm tui contacts    {statistics.median(ours):6.0f} ms  x {ratio:.2f}")
    for kind, times in keys(environ).items():
        unit = "MB" if kind == "memory" else "ms"
        print(f"{kind:18}  {statistics.median(times):6.1f} {unit}, worst {max(times):.1f}")


if __name__ == "__main__":
    main()

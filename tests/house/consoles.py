"""The commands that the docs show, run as a reader would run them: on a terminal of 80 columns, in a home of their own.

`python -m tests.house.consoles` writes the answers of today into the pages; the test compares them to the letter.

A page is Markdown. Of its `console` blocks, lines that begin with "$ " are commands, "> " goes on with one, the rest is
what is answered; a line of three dots stands for any lines. Comments tell what a reader does not need to see:
`<!-- now: 2026-11-23T09:30 -->` stops the clock, `<!-- demo -->` opens a copy of the sample business,
`<!-- file: clients.csv -->` makes a file of the next block, `<!-- silent: crm init ... -->` runs a command unseen,
`<!-- not run -->` passes over the next block.
"""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
_BAR = re.compile("\x1b\\[\\?25l.*?\x1b\\[\\?25h\\s*(\x1b\\[1A\x1b\\[2K)*", re.DOTALL)
"""A bar of progress, which comes and goes where a machine is slow."""
NOW = "2026-11-23T09:30"
"""A Monday."""
COLUMNS = 80
ELIDED = "..."
_COMMENT = re.compile(r"<!-- (now|file|silent|demo|not run)(?:: (.*))? -->")


class Step(NamedTuple):
    """A command of a page, and the answer that the page shows."""

    line: int
    command: str
    answer: tuple[str, ...]


class Reader:
    """Somebody who follows a page from its beginning."""

    def __init__(self, folder: Path, sample: Path | None = None) -> None:
        self.home = folder / "ana"
        self.sample = sample
        self.place = self.home / "work"
        self.place.mkdir(parents=True)
        self.home.chmod(0o700)
        tools = folder / "bin"
        tools.mkdir()
        program = tools / "crm"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmcli "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.environ = {
            "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "LOGNAME": "ana",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "NO_COLOR": "1",
            "TZ": "Europe/Madrid",
            "CRM_NOW": NOW,
        }

    def told(self, kind: str, value: str) -> None:
        """What a comment tells."""
        if kind == "now":
            self.environ["CRM_NOW"] = value
        elif kind == "demo":
            assert self.sample is not None
            book = self.place.parent / "demo.db"
            shutil.copy(self.sample, book)
            self.environ["CRM_DB"] = str(book)
        elif kind == "silent":
            self.run(value)

    def run(self, command: str, **variables: str) -> str:
        """What a command shows on a terminal, its stderr too."""
        if command.startswith("export "):
            name, _equals, value = command.removeprefix("export ").partition("=")
            self.environ[name] = value.strip("'\"")
            return ""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
        with subprocess.Popen(
            ["bash", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            cwd=self.place,
            env={**self.environ, **variables},
        ):
            os.close(theirs)
            shown = b"".join(_read(ours))
        os.close(ours)
        return shown.decode().replace("\r\n", "\n").replace(str(self.home), "/home/ana")


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            found = os.read(terminal, 65536)
        except OSError:  # nobody writes any more
            return
        if not found:
            return
        yield found


def pages() -> list[Path]:
    """Every page that has commands to run."""
    found = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    return [page for page in found if page.is_file() and "```console" in page.read_text(encoding="utf-8")]


def follow(page: Path, reader: Reader) -> Iterator[tuple[Step, str]]:
    """Every command of a page with what it shows now."""
    lines = page.read_text(encoding="utf-8").splitlines()
    at, file, is_passed_over = 0, "", False
    while at < len(lines):
        line = lines[at]
        at += 1
        if comment := _COMMENT.fullmatch(line.strip()):
            kind, value = comment.groups()
            file = value if kind == "file" else file
            is_passed_over = kind == "not run"
            reader.told(kind, value or "")
        elif line.startswith("```") and line != "```":
            end = lines.index("```", at)
            if file:
                (reader.place / file).write_text("\n".join(lines[at:end]) + "\n", encoding="utf-8")
            elif line == "```console" and not is_passed_over:
                for step in steps(lines[at:end], at):
                    yield step, reader.run(step.command)
            at, file, is_passed_over = end + 1, "", False


def steps(block: list[str], first: int) -> Iterator[Step]:
    """The commands of a block whose first line is line `first` of its page, counted from 0."""
    at = 0
    while at < len(block):
        assert block[at].startswith("$ "), f"line {first + at + 1}: a block begins with a command"
        start, command = at, block[at].removeprefix("$ ")
        at += 1
        while at < len(block) and (block[at].startswith("> ") or block[at] == ">"):
            command += "\n" + block[at][2:]
            at += 1
        begun = at
        while at < len(block) and not block[at].startswith("$ "):
            at += 1
        yield Step(first + start, command, tuple(block[begun:at]))


def answer(shown: str) -> list[str]:
    """What was shown, as a page has it: no spaces at the end of a line, no empty lines at the end."""
    lines = [line.rstrip() for line in _BAR.sub("", shown).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def is_told(wanted: tuple[str, ...], shown: list[str]) -> bool:
    """Whether a page tells what is shown; three dots stand for any lines."""
    kept = list(wanted)
    while kept and not kept[-1]:
        kept.pop()
    parts = [".*" if line == ELIDED else re.escape(line) for line in kept]
    return re.fullmatch("\n".join(parts), "\n".join(shown), re.DOTALL) is not None


def sample_in(folder: Path) -> Path:
    """The sample business as of the hour of the docs."""
    reader = Reader(folder)
    shown = reader.run("crm demo --path sample.db")
    assert (reader.place / "sample.db").is_file(), shown
    return reader.place / "sample.db"


def update(page: Path, sample: Path) -> int:
    """Put the answers of today into a page; how many were others."""
    lines = page.read_text(encoding="utf-8").splitlines()
    changed = 0
    with tempfile.TemporaryDirectory() as folder:
        told = [(step, answer(shown)) for step, shown in follow(page, Reader(Path(folder), sample))]
    for step, shown in reversed(told):
        if not is_told(step.answer, shown):
            begun = step.line + step.command.count("\n") + 1
            after = [""] if step.answer[-1:] == ("",) else []
            lines[begun : begun + len(step.answer)] = [*shown, *after]
            changed += 1
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return changed


def main() -> None:
    """Bring the pages up to date: those named, or all."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_in(Path(folder))
        for page in named or pages():
            print(f"{page.relative_to(REPOSITORY)}: {update(page, sample)} answers were others")


if __name__ == "__main__":
    main()

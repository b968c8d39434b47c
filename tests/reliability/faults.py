"""How the tests of this folder bring faults about and see what they did: crowds, terminals, rights, kills."""

import fcntl
import hashlib
import importlib.util
import os
import pty
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmcli.cli.entries import Noun
from crmcli.cli.registry import COMMANDS

PROGRAM = (sys.executable, "-m", "crmcli")
ARABIC_MARK, BIDI = "\u061c", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
OWN_CODES = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\]8;;(?:(?:https?|mailto|tel):[!-~]*)?\x1b\\|\x1b\[\?25[hl]|\x1b\[[0-9]*[A-DGK]|\x1b\[2K"
)
"""Colours, links, and the cursor's moves of a progress bar."""
UNBOUND_RIGHTS = "-dac_override,-dac_read_search,-fowner"
"""What lets root pass over a file's mode."""


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def told(self) -> str:
        return self.err.decode()


class Fault(NamedTuple):
    """A character that should never have reached a terminal, and where."""

    sign: str
    around: str


def exists(line: str | Sequence[str]) -> bool:
    """Whether the command that a line begins with has been written yet; what is no command is left to the program."""
    noun, *rest = line.split() if isinstance(line, str) else line
    entry = COMMANDS.get(noun)
    if entry is None:
        return True
    if isinstance(entry, Noun):
        target = entry.verbs[rest[0]].target if rest and rest[0] in entry.verbs else entry.default
    else:
        target = entry.target
    return not target or importlib.util.find_spec(target.partition(":")[0]) is not None


def needs(*commands: str) -> None:
    """Skip a test whose commands have not been written yet."""
    for command in commands:
        if not exists(command):
            pytest.skip(f"there is no `crm {command}` yet")


def start(environ: Mapping[str, str], *arguments: str | bytes | Path, **options: object) -> "subprocess.Popen[bytes]":
    """The program as a process of its own."""
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([*PROGRAM, *arguments], env=dict(environ), **given)  # type: ignore[call-overload,no-any-return]


def run(
    environ: Mapping[str, str],
    *arguments: str | bytes | Path,
    stdin: bytes = b"",
    before: Sequence[str] = (),
    timeout: float = 60,
    **options: object,
) -> Ended:
    """The program's ending; `before` is a command that runs it, as setpriv does."""
    given = {"capture_output": True, "input": stdin, **options}
    done = subprocess.run(  # type: ignore[call-overload]
        [*before, *PROGRAM, *arguments], env=dict(environ), timeout=timeout, check=False, **given
    )
    return Ended(done.returncode, done.stdout or b"", done.stderr or b"")


def python(environ: Mapping[str, str], code: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A process that uses the program's rooms, with pipes to talk to it."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=dict(environ), **pipes)  # type: ignore[call-overload,no-any-return]


def together(environ: Mapping[str, str], lines: Iterable[Sequence[str]], *, at_once: int) -> list[Ended]:
    """Many runs of the program, so many at a time."""
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda line: run(environ, *line), lines))


def on_terminal(
    environ: Mapping[str, str],
    *arguments: str | bytes | Path,
    typed: bytes = b"",
    rows: int = 24,
    columns: int = 80,
    timeout: float = 30,
) -> Ended:
    """The program on a terminal of its own; all that reached the screen is `out`."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    known = {name: value for name, value in environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    child = subprocess.Popen(
        [*PROGRAM, *arguments], env={"TERM": "xterm-256color", **known}, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    if typed:
        os.write(ours, typed)
    screen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not part:
            break
        screen += part
    os.close(ours)
    return Ended(child.wait(timeout), screen, b"")


def dangers(screen: bytes) -> list[Fault]:
    """What could act on a terminal or deceive a reader, beside line ends, tabs and the program's own colours."""
    text = OWN_CODES.sub("", screen.decode("utf-8", "surrogateescape")).replace("\r\n", "\n")
    return [
        Fault(repr(sign), repr(text[max(at - 30, 0) : at + 30]))
        for at, sign in enumerate(text)
        if (sign < " " and sign not in "\n\t")
        or "\x7f" <= sign < "\xa0"
        or sign in BIDI
        or sign == ARABIC_MARK
        or "\ud800" <= sign < "\ue000"
    ]


def ask(book: Path, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What is in a book, asked by another program than ours."""
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as db:
        return db.execute(sql, parameters).fetchall()


def number(book: Path, sql: str, *parameters: object) -> int:
    """One number out of a book."""
    found = ask(book, sql, *parameters)[0][0]
    assert isinstance(found, int)
    return found


def assert_whole(book: Path) -> None:
    """The file is sound, its references hold, and each record is as the journal says it was left."""
    assert ask(book, "PRAGMA integrity_check") == [("ok",)]
    assert ask(book, "PRAGMA foreign_key_check") == []
    empty = ask(book, "SELECT id FROM change_set WHERE kind <> 'system' EXCEPT SELECT change_set_id FROM change")
    assert empty == [], "change sets without a change"
    numbered = ask(
        book, "SELECT change_set_id FROM change GROUP BY change_set_id HAVING count(*) <> max(seq) OR min(seq) <> 1"
    )
    assert numbered == [], "change sets with a part missing"
    for noun in ("contact", "interaction", "task", "tag", "field"):
        journalled = ask(
            book,
            "SELECT record_id FROM change c WHERE noun = ? AND after <> '' AND (change_set_id, seq) = "
            "(SELECT change_set_id, seq FROM change WHERE noun = c.noun AND record_id = c.record_id "
            "ORDER BY change_set_id DESC, seq DESC LIMIT 1) ORDER BY record_id",
            noun,
        )
        assert ask(book, f'SELECT id FROM "{noun}" ORDER BY id') == journalled, noun


def aside(book: Path, folder: Path) -> Path:
    """A copy of a book and its log in another folder, to look into where there is no room for looking."""
    folder.mkdir(exist_ok=True)
    for name in (book.name, f"{book.name}-wal"):
        (folder / name).unlink(missing_ok=True)
        if book.with_name(name).exists():
            shutil.copy(book.with_name(name), folder / name)
    return folder / book.name


def to_full_device(environ: Mapping[str, str], *arguments: str) -> Ended:
    """The program's ending with a stdout that takes nothing."""
    with Path("/dev/full").open("wb") as full:
        return run(environ, *arguments, stdout=full, stderr=subprocess.PIPE, capture_output=False)


def fingerprint(file: Path) -> str:
    """A file's contents in short."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def everything(book: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    plain = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as db:
        tables = [str(row[0]) for row in db.execute(plain)]
        return {table: sorted(db.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}


def bound_by_modes() -> tuple[str, ...]:
    """The words before a command that make a file's mode bind root too; none where we are not root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("modes do not bind root, and there is no setpriv")
    return ("setpriv", f"--bounding-set={UNBOUND_RIGHTS}")


def mode(path: Path) -> int:
    """A file's rights."""
    return path.stat().st_mode & 0o777


def book_of(environ: Mapping[str, str]) -> Path:
    """Where the user's book is."""
    return Path(environ["CRM_HOME"]) / "crm.db"


Disk = Callable[[int], Path]
"""A disk of so many kilobytes."""


@contextmanager
def small_disks(below: Path) -> Iterator[Disk]:
    """A maker of disks, which are taken away at the end; the test is skipped where nobody may mount one."""
    mounted: list[Path] = []

    def make(kilobytes: int) -> Path:
        folder = below / f"disk{len(mounted)}"
        folder.mkdir(mode=0o700)
        options = f"size={kilobytes}k,mode=700"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("only root can mount a small disk")
        mounted.append(folder)
        return folder

    try:
        yield make
    finally:
        for folder in mounted:
            subprocess.run(["umount", folder], check=True)

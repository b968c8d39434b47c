"""How the app begins and ends in a real terminal."""

import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.services.activity import log_lists
from crmcli.services.workspace import Workspace
from tests.conftest import REPOSITORY, Ran
from tests.tui.terminals import LEAVE_SCREEN, Terminal, crm

BROKEN = """
import os, sys
from crmcli.cli import main
from crmcli.tui import app
def break_(self): raise ZeroDivisionError("[/red] \\x1b[31m")
app.CrmApp.action_theme = break_
sys.exit(main.main(sys.argv[1:], os.environ))
"""


@pytest.fixture
def terminal_environ(environ: dict[str, str], sample: Path) -> dict[str, str]:
    given = {**environ, "TERM": "xterm-256color", "PYTHONPATH": str(REPOSITORY), "EDITOR": "true"}
    del given["NO_COLOR"], given["COLUMNS"]
    return given


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_the_terminal_sane(number: int, code: int, terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui"), environ=terminal_environ) as terminal:
        terminal.wait_for(b"Overdue")
        os.kill(terminal.pid, number)
        assert terminal.end() == code
        assert terminal.is_sane


def test_q_leaves_with_zero(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui", "contacts"), environ=terminal_environ) as terminal:
        terminal.wait_for(b"Amparo")
        terminal.type(b"q")
        assert terminal.end() == 0
        assert terminal.is_sane


def test_suspended_it_gives_the_terminal_back_and_wakes(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui"), environ=terminal_environ) as terminal:
        terminal.wait_for(b"Overdue")
        terminal.type(b"\x1a")
        terminal.wait_for(LEAVE_SCREEN)
        end = time.monotonic() + 10
        while not os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert time.monotonic() < end
            time.sleep(0.02)
        assert terminal.is_sane
        terminal.written = b""
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(b"Overdue")
        terminal.type(b"q")
        assert terminal.end() == 0


EDITOR = """
import pathlib, sys
file = pathlib.Path(sys.argv[1])
file.write_text(file.read_text() + "second line\\n")
"""


def test_a_long_text_is_written_in_the_editor(terminal_environ: dict[str, str], environ: dict[str, str]) -> None:
    given = {**terminal_environ, "EDITOR": shlex.join((sys.executable, "-c", EDITOR))}
    with Terminal(*crm("tui", "contacts"), environ=given) as terminal:
        terminal.wait_for(b"Amparo")
        terminal.type(b"lfirst\x05")
        terminal.wait_for(LEAVE_SCREEN)
        terminal.wait_for(b"1 line more")
        terminal.type(b"\r")
        terminal.wait_for(b"Logged")
        terminal.type(b"q")
        assert terminal.end() == 0
    book = Workspace(environ)
    assert log_lists.page(book, "", limit=1).records[0].text == "first\nsecond line"
    book.close()


def test_an_editor_that_cannot_be_started_is_told_and_the_text_stays(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui", "contacts"), environ={**terminal_environ, "EDITOR": "nosuch"}) as terminal:
        terminal.wait_for(b"Amparo")
        terminal.type(b"lfirst\x05")
        terminal.wait_for(b"nosuch cannot be started")
        terminal.wait_for(b"first")
        terminal.type(b"\x1b[F!\r")
        terminal.wait_for(b"Logged")
        terminal.type(b"q")
        assert terminal.end() == 0


def test_suspended_in_a_form_it_wakes_in_it(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui", "contacts"), environ=terminal_environ) as terminal:
        terminal.wait_for(b"Amparo")
        terminal.type(b"l")
        terminal.wait_for(b"Log with")
        terminal.type(b"\x1a")
        terminal.wait_for(LEAVE_SCREEN)
        end = time.monotonic() + 10
        while not os.WIFSTOPPED(os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert time.monotonic() < end
            time.sleep(0.02)
        terminal.written = b""
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(b"Log with")
        terminal.type(b"\x11")
        assert terminal.end() == 0


def test_a_crash_is_one_line_and_a_log(terminal_environ: dict[str, str], home: Path) -> None:
    with Terminal(sys.executable, "-c", BROKEN, "tui", environ=terminal_environ) as terminal:
        terminal.wait_for(b"Overdue")
        terminal.type(b"\x14")
        assert terminal.end() == 1
        assert terminal.is_sane
        told = terminal.written.rpartition(LEAVE_SCREEN)[2]
        assert b"crm: The app broke (ZeroDivisionError). What was saved is saved." in told
        assert str(home / "crash.log").encode() in told
        assert b"Traceback" not in told
    assert "ZeroDivisionError" in (home / "crash.log").read_text(encoding="utf-8")


def test_a_dumb_terminal_is_refused_with_a_hint(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui"), environ={**terminal_environ, "TERM": "dumb"}) as terminal:
        assert terminal.end() == 5
        assert b"This terminal cannot draw the app (TERM=dumb)." in terminal.written
        assert b"crm today" in terminal.written


def test_without_a_terminal_it_is_refused(crm: Callable[..., Ran]) -> None:
    ran = crm("tui")
    assert ran.code == 5
    assert ran.err.startswith("crm: The app needs a terminal.\n  `crm today`")


def test_without_colours_the_cursor_is_still_seen(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui"), environ={**terminal_environ, "NO_COLOR": "1"}) as terminal:
        terminal.wait_for(b"Overdue")
        terminal.wait_for("▌".encode())
        terminal.type(b"q")
        assert terminal.end() == 0
    assert b"\x1b[38;" not in terminal.written
    cursor = terminal.written.rpartition("▌".encode())[0].rpartition(b"\x1b[")[2]
    assert b"7" in cursor.rstrip(b"m").split(b";"), "its line is turned round"


def test_a_terminal_of_sixteen_colours_gets_no_others(terminal_environ: dict[str, str]) -> None:
    given = {name: value for name, value in terminal_environ.items() if name != "COLORTERM"}
    with Terminal(*crm("tui"), environ={**given, "TERM": "linux"}) as terminal:
        terminal.wait_for(b"Overdue")
        for key in (b"2", b"4", b"6"):
            terminal.type(key)
            terminal.read(0.5)
        terminal.type(b"q")
        assert terminal.end() == 0
    assert b"\x1b[38;" not in terminal.written
    assert not re.search(rb"[34]8;[25];", terminal.written)


def test_a_screen_that_is_not_there_is_told(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui", "nowhere"), environ=terminal_environ) as terminal:
        assert terminal.end() == 3
        assert b"There is no screen nowhere." in terminal.written


def test_a_terminal_without_a_size_is_refused(terminal_environ: dict[str, str]) -> None:
    with Terminal(*crm("tui"), environ=terminal_environ, size=(0, 0)) as terminal:
        assert terminal.end() == 5
        assert b"The terminal does not say how large it is." in terminal.written


def test_a_key_for_an_action_that_is_not_there_is_told(terminal_environ: dict[str, str], home: Path) -> None:
    (home / "config.toml").write_text('[keys]\ndoen = "z"\n', encoding="utf-8")
    with Terminal(*crm("tui"), environ=terminal_environ) as terminal:
        assert terminal.end() == 2
        assert b"There is no action doen." in terminal.written
        assert b"Did you mean done?" in terminal.written

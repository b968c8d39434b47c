"""What the tests share: the corpora, a private home, and the program itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from crmcli.cli import front
from crmcli.services.workspace import Workspace
from crmcli.view import words
from tests.thorough import examples

settings.register_profile("crm", deadline=None, max_examples=examples(250))
settings.load_profile("crm")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell's background job does, and its programs after it
    signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).parent.parent
NOW = "2026-11-22T09:30"
"""A Sunday."""


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The answer's lines."""
        return self.out.splitlines()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real files from other programs; the test is skipped where it is absent."""
    folder = Path(os.environ.get("CRM_CORPORA", REPOSITORY.parent / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder}: set CRM_CORPORA")
    return folder


@pytest.fixture(autouse=True)
def english() -> None:
    """No test speaks the language of the one before it in this process."""
    words.speak("en")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A private folder for settings and book."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """The environment of a user at home in Madrid, on a Sunday in November."""
    return {
        "CRM_HOME": str(home),
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "CRM_NOW": NOW,
        "CRM_ZONE": "Europe/Madrid",
        "TZ": "Europe/Madrid",
        "CRM_COUNTRY": "ES",
        "CRM_CURRENCY": "EUR",
        "CRM_DATE_ORDER": "dmy",
        "CRM_ACTOR": "ana",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }


@pytest.fixture
def workspace(environ: dict[str, str]) -> Iterator[Workspace]:
    """The same user's workspace."""
    crm = Workspace(environ)
    yield crm
    crm.close()


@pytest.fixture
def crm(
    environ: dict[str, str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Run the program in this process: crm("contact", "add", "Ana", stdin="...", CRM_NOW="...") -> Ran."""

    def run(*arguments: object, stdin: str | bytes = "", **variables: str) -> Ran:
        given = tmp_path / "stdin"
        given.write_bytes(stdin.encode() if isinstance(stdin, str) else stdin)
        capfd.readouterr()
        with given.open(encoding="utf-8") as stream, monkeypatch.context() as process:
            process.setattr(sys, "stdin", stream)
            if "COLUMNS" in variables:  # the width is the process's own
                process.setenv("COLUMNS", str(variables["COLUMNS"]))
            code = front.main([str(word) for word in arguments], {**environ, **variables})
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def program(environ: dict[str, str]) -> Callable[..., Ran]:
    """Run the program as a process of its own: program("contact", "list", stdin=...) -> Ran."""

    def run(*arguments: object, stdin: str | bytes = "", timeout: float = 60, **variables: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "crmcli", *(word if isinstance(word, bytes) else str(word) for word in arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env={**environ, **variables},
            timeout=timeout,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return run

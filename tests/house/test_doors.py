"""What each kind of command may import: heavy modules stay behind their doors."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from crmcli.cli import later

HEAVY = {
    *later.NAMES,
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "textual", "rich", "icalendar", "dateutil", "keyring",
    "phonenumbers", "tomllib", "zoneinfo", "asyncio", "dataclasses", "logging", "importlib.metadata",
    "importlib.resources", "email", "decimal", "tempfile", "babel",
}  # fmt: skip
COMMANDS: dict[str, set[str]] = {
    "contact list": set(),
    "contact list --json": set(),
    "contact show 1": set(),
    "contact add Zoe --email zoe@x.example --tag new": set(),
    "find ana": set(),
    "log call 1 hello": set(),
    "task done 1": set(),
    "today": set(),
    "timeline 1": set(),
    "tag list": set(),
    "history": set(),
    "agenda week": set(),
    "report funnel": set(),
    "report sales --json": set(),
    "forecast": set(),
    "sale add 1 --total 5": set(),
    "sale list": set(),
    "product add Logo --price 5": set(),
    "quote new 1": set(),
    "cost list": set(),
}
NO_TYPER = {"typer", "rich", "sqlite3", *HEAVY}


@pytest.fixture
def book(crm: Callable[..., object], environ: dict[str, str]) -> dict[str, str]:
    crm("contact", "add", "Ana García", "--email", "ana@x.example")
    crm("task", "add", "Send the offer", "--due", "2026-11-23", "--contact", "1")
    return environ | {"CRM_ZONE": ""}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_opens_only_its_own_doors(command: str, book: dict[str, str]) -> None:
    assert loaded(command, book) & HEAVY == COMMANDS[command]


def test_help_opens_no_noun_and_no_book(environ: dict[str, str]) -> None:
    modules = loaded("--help", environ)
    assert modules & HEAVY == {"textwrap"}
    assert not {module for module in modules if module.startswith("crmcli.cli.commands")}


def test_the_version_does_without_typer(environ: dict[str, str]) -> None:
    assert loaded("--version", environ) & NO_TYPER == set()


def test_the_app_is_opened_without_typer(environ: dict[str, str]) -> None:
    modules = loaded("tui contacts", environ)
    assert "textual" in modules
    assert "typer" not in modules


def test_completion_opens_only_the_command_that_is_completed(book: dict[str, str]) -> None:
    words = "crm contact show an"
    environ = book | {"_CRM_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "3"}
    modules = loaded("", environ)
    assert modules & HEAVY == set()


@pytest.mark.parametrize("name", later.NAMES)
def test_a_module_that_waits_is_the_module_when_it_is_touched(name: str) -> None:
    code = (
        "import sys; from crmcli.cli import later; later.postpone(); import NAME as stand_in\n"
        "assert type(stand_in).__name__ == '_Later', 'it was there already'\n"
        "assert not hasattr(stand_in, 'there is no such thing')\n"
        "import NAME as real\n"
        "assert real is not stand_in and all(getattr(stand_in, key) is value for key, value in vars(real).items())"
    )
    subprocess.run([sys.executable, "-I", "-c", code.replace("NAME", name)], check=True)


@pytest.mark.parametrize(
    ("taken", "called", "answer"),
    [
        ("from difflib import get_close_matches as taken", "taken('contcat', ['deal', 'contact'])", "['contact']"),
        ("from urllib.parse import quote_from_bytes as taken", "taken(b'a b')", "a%20b"),
        ("import pathlib", "pathlib.Path('/a b').as_uri()", "file:///a%20b"),
        ("import platform", "platform.system()", os.uname().sysname),
    ],
)
def test_what_is_taken_by_name_waits_until_it_is_called(taken: str, called: str, answer: str) -> None:
    code = (
        f"import sys; from crmcli.cli import later; later.postpone(); {taken}\n"
        "assert all(type(sys.modules[name]).__name__ == '_Later' for name in later.NAMES)\n"
        f"print({called})"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == answer


def loaded(command: str, environ: dict[str, str]) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = (
        "import sys; from crmcli.cli import main\n"
        "try: main.main(sys.argv[1:], dict(__import__('os').environ))\n"
        "except SystemExit: pass\n"
        "stand_ins = {name for name, module in sys.modules.items() if type(module).__name__ == '_Later'}\n"
        "print('\\nMODULES', *sys.modules.keys() - stand_ins)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *command.split()], capture_output=True, text=True, env=environ, check=True
    )
    return set(ran.stdout.rpartition("MODULES")[2].split())

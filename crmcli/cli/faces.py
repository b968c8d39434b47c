"""Other faces than this one, opened by name."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from crmcli.cli import diagnostics, output, session
from crmcli.cli.registry import FACES


def is_meant(arguments: Sequence[str]) -> bool:
    """Whether a command line is a face's name and at most one word for it: nothing there needs a parser."""
    return len(arguments) in (1, 2) and arguments[0] in FACES and not arguments[-1].startswith("-")


def opened(page: str = "today") -> int:
    """Open the full-screen app on one of its screens, and its exit code when it was left."""
    run = resolved(FACES["tui"])  # door: textual, 100 ms, only when the app is opened
    on_terminal = output.is_terminal() and diagnostics.is_terminal()
    code: int = run(session.environ(), session.flags(), page=page, on_terminal=on_terminal)
    return code


def resolved(target: str) -> Any:
    """What a target of the registry names: `module:attribute`, imported now."""
    module, _colon, attribute = target.partition(":")
    return getattr(import_module(module), attribute)

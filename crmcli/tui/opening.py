"""Opening the app and what becomes of it: refused where it cannot run, and told in one line where it broke."""

import gc
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from crmcli.core.errors import CrmError, NotFound, Refused
from crmcli.settings import paths
from crmcli.settings.keys import Value
from crmcli.tui.app import CrmApp
from crmcli.tui.pages import PAGES


def run(environ: Mapping[str, str], flags: Mapping[str, Value], *, page: str = "today", on_terminal: bool) -> int:
    """Run the app until it is left; its exit code."""
    if not (on_terminal and sys.stdin is not None and sys.stdin.isatty()):
        raise Refused("The app needs a terminal.", hint="`crm today` and `crm contact list` show the same as lines.")
    if environ.get("TERM", "") in ("", "dumb"):
        raise Refused(
            "This terminal cannot draw the app (TERM={term}).",
            term=environ.get("TERM", ""),
            hint="`crm today` and `crm contact list` show the same as lines.",
        )
    if 0 in os.get_terminal_size(sys.stdin.fileno()):  # Textual would guess two sizes and go to and fro between them
        raise Refused("The terminal does not say how large it is.", hint="`stty cols 80 rows 24` says it.")
    if page not in PAGES:
        raise NotFound("There is no screen {name}.", name=page, hint="Screens: {names}.", names=", ".join(PAGES))
    app = CrmApp(environ, flags, page)
    if settled := dict(app.clock.settings.keys):
        from crmcli.tui import keymap  # noqa: PLC0415 - door: only where keys were settled

        keymap.check(settled)
    gc.freeze()  # nothing is collected before: what was imported stays, and looking through it takes 28 ms
    gc.enable()
    app.run()
    if app.broke is not None:
        raise broken(environ, app.broke) from app.broke
    return app.return_code or 0


def broken(environ: Mapping[str, str], error: BaseException) -> CrmError:
    """A mistake of the program's in one line, the rest in a log."""
    file = paths.state_folder(environ) / "crash.log"
    try:
        _write(file, "".join(traceback.format_exception(error)))
    except OSError as full:
        return CrmError(
            "The app broke ({kind}), and no log could be written: {why}. What was saved is saved.",
            kind=type(error).__name__,
            why=full.strerror,
            path=file,
            hint="Make room for {path}, or look at its rights.",
        )
    return CrmError(
        "The app broke ({kind}). What was saved is saved.",
        kind=type(error).__name__,
        path=file,
        hint="The log is {path}: please report it.",
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")

"""Opening the app and what becomes of it: refused where it cannot run, and told in one line where it broke."""

import gc
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from crmcli.core.errors import BadSettings, CrmError, NotFound, Refused
from crmcli.core.values.text import nearest
from crmcli.settings import paths
from crmcli.settings.keys import Value
from crmcli.tui.actions import BY_ID, clash
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
    for action, _keys in app.clock.settings.keys:
        if action not in BY_ID:
            near = nearest(action, BY_ID) or "done"
            hint = "Did you mean {near}? It stands in the table `keys` of the settings."
            raise BadSettings("There is no action {name}.", name=action, near=near, hint=hint)
    if found := clash(dict(app.clock.settings.keys)):
        key, one, other = found
        raise BadSettings(
            "The key {key} is both {one} and {other}.", key=key, one=one, other=other,
            hint="Give one of them another key, in the table `keys` of the settings.",
        )  # fmt: skip
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

"""Handing a text to the user's own editor, in a private folder, with no lock held meanwhile."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from crmcli.core.errors import Refused, Usage

GUARD = "# --"
"""A line that keeps an editor from taking the text for its orders; it is no part of the text."""
_OBEYED = 5
FALLBACKS = ("sensible-editor", "nano", "vim", "vi")


class Desk(Protocol):
    """Whoever knows the environment: a workspace, or the editor of broken settings, which has none."""

    environ: Mapping[str, str]


def edit_text(crm: Desk, text: str, *, suffix: str = ".txt", guard: bool = True) -> str:
    """What the text has become after $VISUAL, $EDITOR or a plain editor; Refused when the editor fails.

    The file lies in a folder of its own that only the user can enter. When the editor fails, the text is kept. `guard`
    keeps words in the text from commanding the editor: vim obeys what it reads in the first and last five lines.
    """
    given = _guarded(text) if guard else text
    file = keep(crm, given, suffix=suffix)
    _run(crm.environ, file)
    try:
        written = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("{file} cannot be read after editing.", file=file, hint="Nothing was changed.") from error
    _clear(file.parent)
    if written == given:
        return text
    return "".join(line for line in written.splitlines(keepends=True) if line.rstrip() != GUARD) if guard else written


def keep(crm: Desk, text: str, *, suffix: str = ".txt") -> Path:
    """Put a text into a file in a folder of its own that only the user can enter; where it is."""
    import tempfile  # noqa: PLC0415 - door: 5 ms, only when an editor is opened

    folder = Path(tempfile.mkdtemp(prefix="crm-", dir=crm.environ.get("XDG_RUNTIME_DIR") or None))
    file = folder / f"edit{suffix}"
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    return file


def _guarded(text: str) -> str:
    lines = text.splitlines()
    fence = f"{GUARD}\n" * _OBEYED
    before = "" if _are_comments(lines[:_OBEYED]) else fence
    after = "" if _are_comments(lines[-_OBEYED:]) else fence
    return "".join((before, text, "" if not text or text.endswith("\n") else "\n", after))


def _are_comments(lines: list[str]) -> bool:
    return len(lines) == _OBEYED and all(line.startswith("#") for line in lines)


def command(environ: Mapping[str, str]) -> list[str]:
    """The user's editor and its arguments."""
    import shlex  # noqa: PLC0415 - door: only when an editor is opened
    from shutil import which  # noqa: PLC0415 - door: as above

    chosen = environ.get("VISUAL") or environ.get("EDITOR") or next((name for name in FALLBACKS if which(name)), "")
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        raise Usage("There is no editor.", hint="Set VISUAL or EDITOR, as in EDITOR=nano.")
    return words


def _run(environ: Mapping[str, str], file: Path) -> None:
    import subprocess  # noqa: PLC0415 - door: 6 ms, only when an editor is opened

    try:
        words = command(environ)
    except Usage:
        _clear(file.parent)
        raise
    try:
        code = subprocess.run([*words, str(file)], check=False, env=dict(environ)).returncode  # noqa: S603 - the user's own
    except OSError as error:
        _clear(file.parent)
        raise Usage(
            "{editor} cannot be started: {why}.", editor=words[0], why=error.strerror, hint="Set VISUAL or EDITOR."
        ) from error
    if code != 0:
        raise Refused(
            "The editor ended with {code}: nothing was changed.",
            code=code,
            hint="What you wrote is in {file}.",
            file=file,
        )


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        left.unlink(missing_ok=True)
    folder.rmdir()

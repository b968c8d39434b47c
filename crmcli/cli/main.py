"""The program: reads the command line, opens one command, and turns every ending into an exit code."""

import errno
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NoReturn

from crmcli import __version__
from crmcli.cli import later


def run() -> NoReturn:
    """The console entry. Collecting garbage and tearing the interpreter down would cost a third of a short command."""
    gc.disable()
    try:
        code = main(sys.argv[1:], os.environ)
    except KeyboardInterrupt:  # before the front door was open
        code = 130
    except Exception as error:
        if not isinstance(error.__cause__, KeyboardInterrupt):  # which the making of a class wraps
            raise
        code = 130
    os._exit(code)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line; its exit code."""
    if list(arguments) in (["--version"], ["-V"], ["version"]):
        return _version()
    if environ.get("_CRM_COMPLETE") == "complete_bash":
        _join_words(environ)
    later.postpone()
    from crmcli.cli import front  # noqa: PLC0415 - door: settings and SQLite, which --version does without

    return front.main(arguments, environ)


def _join_words(environ: Mapping[str, str]) -> None:
    """Give Typer, which reads the process's own environment, the words as they were typed."""
    from crmcli.cli.bash import whole_words  # noqa: PLC0415 - door: only when bash asks

    with suppress(KeyError, ValueError):
        line, at, kept = whole_words(environ["COMP_WORDS"], int(environ["COMP_CWORD"]))
        os.environ.update({"COMP_WORDS": line, "COMP_CWORD": str(at), "_CRM_KEPT": kept})


def _version() -> int:
    """Answer without `cli/output.py` and the catalogue, which would cost twice as much as Python by itself."""
    try:
        os.write(1, f"crm {__version__}\n".encode())
    except OSError as error:
        if error.errno == errno.EPIPE:
            return 0
        with suppress(OSError):
            os.write(2, f"crm: The answer could not be written: {error.strerror}.\n".encode())
        return 1
    return 0

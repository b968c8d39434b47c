"""The program: reads the command line, opens one command, and turns every ending into an exit code."""

import errno
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from crmcli import __version__


def run() -> NoReturn:
    """The console entry. Collecting garbage and tearing the interpreter down would cost a third of a short command."""
    gc.disable()
    code = main(sys.argv[1:], os.environ)
    os._exit(code)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line; its exit code."""
    if list(arguments) in (["--version"], ["-V"]):
        return _version()
    from crmcli.cli import front  # noqa: PLC0415 - door: typer, 30 ms, which --version does without

    return front.main(arguments, environ)


def _version() -> int:
    try:
        os.write(1, f"crm {__version__}\n".encode())
    except OSError as error:
        return 0 if error.errno == errno.EPIPE else 1
    return 0

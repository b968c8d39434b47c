"""CPU time of whole processes, in turn with bare Python in the same rounds."""

import os
import pty
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

PYTHON = sys.executable
CRM = str(Path(sys.executable).with_name("crm"))
BARE = (PYTHON, "-c", "pass")


class Figure(NamedTuple):
    """A command's CPU time over the rounds."""

    milliseconds: float
    ratio: float
    """To bare Python in the same round; the median over the rounds."""


def compare(
    commands: Mapping[str, Sequence[str]], environ: Mapping[str, str], *, rounds: int = 21, terminal: bool = False
) -> dict[str, Figure]:
    """Run every command once a round, bare Python before each; the medians."""
    clean = {name: value for name, value in environ.items() if not name.startswith("PYTHON")}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            bare = cpu(BARE, clean)
            took = cpu([word.replace("{n}", str(number)) for word in command], clean, terminal=terminal)
            if number:
                spent[name].append(took)
                ratios[name].append(took / bare)
    return {name: Figure(statistics.median(spent[name]) * 1000, statistics.median(ratios[name])) for name in commands}


def cpu(command: Sequence[str], environ: Mapping[str, str], *, terminal: bool = False) -> float:
    """Seconds of CPU that one process takes, user and system."""
    before = getrusage(RUSAGE_CHILDREN)
    if terminal:
        _on_terminal(command, environ)
    else:
        subprocess.run(command, env=dict(environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _on_terminal(command: Sequence[str], environ: Mapping[str, str]) -> None:
    pid, handle = pty.fork()
    if pid == 0:
        os.execvpe(command[0], list(command), dict(environ) | {"TERM": "xterm-256color"})
    try:
        while os.read(handle, 65536):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(handle)

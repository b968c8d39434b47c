"""CPU time of whole processes, in turn with bare Python in the same rounds."""

import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

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
    """Run every command once a round, bare Python before each; the medians. {n} is another number in each round."""
    clean = {name: value for name, value in environ.items() if not name.startswith("PYTHON")}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            bare = cpu(BARE, clean)
            took = cpu([word.replace("{n}", str(10 * number + 2)) for word in command], clean, terminal=terminal)
            if number:
                spent[name].append(took)
                ratios[name].append(took / bare)
    return {name: Figure(statistics.median(spent[name]) * 1000, statistics.median(ratios[name])) for name in commands}


class Spent(NamedTuple):
    """What one process took, without those before it."""

    seconds: float
    """Of CPU, user and system."""
    megabytes: float
    """Of memory, at its most; 0 where the system does not tell (`/proc`)."""


def cpu(command: Sequence[str], environ: Mapping[str, str], *, terminal: bool = False) -> float:
    """Seconds of CPU that one process takes, user and system."""
    if not terminal:
        return spent(command, environ).seconds
    _pid, _status, used = os.wait4(_on_terminal(command, environ), 0)
    return used.ru_utime + used.ru_stime


def spent(
    command: Sequence[str], environ: Mapping[str, str], *, every: float = 0, out: int | IO[bytes] = subprocess.DEVNULL
) -> Spent:
    """Run one process to its end, which must be a good one: what fails at once would look fast.

    Its memory is looked at `every` so many seconds; what the system tells at the end would count ours too.
    """
    process = subprocess.Popen(command, env=dict(environ), stdout=out, stderr=subprocess.DEVNULL)
    kilobytes, pid = 0, 0
    while not pid:
        pid, status, used = os.wait4(process.pid, os.WNOHANG if every else 0)
        if not pid:
            kilobytes = max(kilobytes, _most_memory(process.pid))
            time.sleep(every)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Spent(used.ru_utime + used.ru_stime, kilobytes / 1024)


def _most_memory(pid: int) -> int:
    """Kilobytes that a process has had at its most so far."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _on_terminal(command: Sequence[str], environ: Mapping[str, str]) -> int:
    pid, handle = pty.fork()
    if pid == 0:
        os.execvpe(command[0], list(command), dict(environ) | {"TERM": "xterm-256color"})
    try:
        while os.read(handle, 65536):
            pass
    except OSError:
        pass
    os.close(handle)
    return pid

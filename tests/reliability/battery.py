"""The nasty battery: its files, and a run of the program held against the battery's contract."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.reliability.faults import PROGRAM, assert_whole, book_of, dangers, mode, number

MOST_SECONDS, MOST_KILOBYTES = 10, 300 * 1024


class Measured(NamedTuple):
    """How a command ended, and what CPU time and memory it took: the time on the clock is the machine's affair."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    kilobytes: int


def corpus() -> Path:
    """The folder of the battery, or one that is not there."""
    here = Path(__file__).parents[2].parent / "shared" / "corpora"
    return Path(os.environ.get("CRM_CORPORA", here)) / "nasty"


def files(*kinds: str) -> list[str]:
    """The battery's files of some kinds, as `csv/01_ok.csv`."""
    return sorted(f"{kind}/{path.name}" for kind in kinds for path in (corpus() / kind).glob("*"))


def lines(name: str) -> list[str]:
    """The lines of a file of lines."""
    path = corpus() / name
    return path.read_bytes().decode("utf-8", "replace").split("\n") if path.exists() else []


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that take the network from it, where that is possible."""
    words = ("unshare", "-rn")
    can = shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    return words if can else ()


BETWEEN = """
import os, sys
child = os.spawnvpe(os.P_NOWAIT, sys.argv[2], sys.argv[2:], os.environ)
_pid, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    told.write(f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""
"""A small process that starts the program: a child's peak counts the size of the process that it was forked from."""


def measure(environ: dict[str, str], *words: str | Path, cwd: Path) -> Measured:
    """Run the program with its time and memory taken."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as peak:
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", BETWEEN, peak.name, *without_network(), *PROGRAM, *words],
            env=environ,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        process.wait()
        out.seek(0)
        err.seek(0)
        seconds, kilobytes = peak.read().split()
        return Measured(process.returncode, out.read(), err.read(), float(seconds), int(kilobytes))


def meets_contract(ran: Measured, environ: dict[str, str], cwd: Path, *, codes: Sequence[int]) -> None:
    assert ran.code in codes, ran
    assert b"Traceback" not in ran.err
    assert b"went wrong" not in ran.err, ran
    assert ran.code in (0, 7) or ran.err or b"\tbad\t" in ran.out, "C1: a failure says why"
    assert ran.seconds <= MOST_SECONDS, "C2"
    assert ran.kilobytes <= MOST_KILOBYTES, "C3"
    assert dangers(ran.out) == dangers(ran.err) == [], "C4"
    assert list(cwd.iterdir()) == [], "C5: nothing beside the user's own folder"
    assert not Path("/tmp/pwned").exists(), "C5"
    assert not Path("/tmp/pwned.db").exists(), "C5"
    assert b"CANARY-" not in ran.out + ran.err, "C8"
    home = Path(environ["CRM_HOME"])
    for path in home.rglob("*"):
        assert mode(path) in (0o600, 0o700), f"C7: {path}"
        assert path.is_dir() or path.name == "config.toml" or b"CANARY-" not in path.read_bytes(), "C8"
    if book_of(environ).exists():
        assert_whole(book_of(environ))


def count(environ: dict[str, str]) -> int:
    book = book_of(environ)
    return number(book, "SELECT count(*) FROM contact WHERE trashed_at = ''") if book.exists() else 0

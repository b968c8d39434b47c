"""One writer at a time: a lock that the kernel takes back when its holder dies."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crmcli.core.errors import Busy, Unwritable
from crmcli.store.connection import give_to_owner

FIRST_WAIT, LONGEST_WAIT = 0.002, 0.05
"""Seconds between two tries; it doubles from the first to the longest."""
SAID_AFTER = 1.0
"""Seconds after which a person is told why the program waits."""


@contextmanager
def writer(book: Path, command: str, *, patience: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of this book; `waiting` hears once who holds it, Busy after `patience` seconds."""
    handle = _open(book)
    try:
        _acquire(handle, patience, waiting)
        with suppress(OSError):  # on a full disk nobody learns who holds the lock, but it is held
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()} {command}".encode("utf-8", "replace")[:200], 0)
        yield
    finally:
        os.close(handle)


def _open(book: Path) -> int:
    path = book.with_name(book.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        give_to_owner(path)
        return handle
    except OSError as error:
        raise Unwritable(
            "{path} cannot be written: {why}.",
            path=path,
            why=error.strerror,
            hint="Check who owns the folder and whether it is read-only; --db takes another file.",
        ) from error


def _acquire(handle: int, patience: float, waiting: Callable[[str], None]) -> None:
    started, pause, said = time.monotonic(), FIRST_WAIT, False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - started
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace") or "?"
            if waited >= patience:
                pid, _, doing = holder.partition(" ")
                raise Busy(
                    "Another crm (process {pid}, {doing}) is writing; nothing was changed.",
                    pid=pid,
                    doing=doing or "?",
                    hint="Try again when it has finished, or wait longer with --lock-timeout SECONDS.",
                ) from None
            if waited >= SAID_AFTER and not said:
                said = True
                waiting(holder)
            time.sleep(min(pause, patience - waited))
            pause = min(pause * 2, LONGEST_WAIT)
        else:
            return

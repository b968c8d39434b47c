"""The program in a terminal of its own: a real one, made by the kernel."""

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from fcntl import ioctl
from types import TracebackType

ENTER_SCREEN, LEAVE_SCREEN, SHOW_CURSOR = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"


class Terminal:
    """A program in a pseudo-terminal: what it wrote, what is typed, how it ended."""

    def __init__(self, *command: str, environ: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self.written = b""
        self.code: int | None = None
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, dict(environ))
        ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes = termios.tcgetattr(self.handle)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)

    def wait_for(self, text: bytes, seconds: float = 20) -> None:
        """Read until this was written."""
        end = time.monotonic() + seconds
        while text not in self.written:
            assert time.monotonic() < end, self.written[-2000:]
            self.read(0.2)

    def read(self, seconds: float) -> bool:
        """Read what comes within some time; whether the program still has the terminal."""
        if select.select([self.handle], [], [], seconds)[0]:
            try:
                data = os.read(self.handle, 65536)
            except OSError:
                return False
            self.written += data
            return bool(data)
        return True

    def type(self, text: bytes) -> None:
        """Type."""
        os.write(self.handle, text)

    def end(self, seconds: float = 20) -> int:
        """The exit code, -N where signal N ended it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                while self.read(0.05) and select.select([self.handle], [], [], 0.05)[0]:
                    pass
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
        raise AssertionError(self.written[-2000:])

    @property
    def is_sane(self) -> bool:
        """Whether the terminal is as it was: its modes, its screen, its cursor."""
        left = self.written.rpartition(ENTER_SCREEN)[2]
        return termios.tcgetattr(self.handle)[:4] == self.modes[:4] and LEAVE_SCREEN in left and SHOW_CURSOR in left


def crm(*arguments: str) -> tuple[str, ...]:
    """The command line of the program."""
    return (sys.executable, "-m", "crmcli", *arguments)

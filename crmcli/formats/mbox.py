"""Mailboxes in one file: the messages in it, one after the other, each within a bound."""

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

MOST = 64 * 1024 * 1024
"""Bytes of a message."""
_LINE = 1024 * 1024


class Letter(NamedTuple):
    """A message's bytes, or why there are none."""

    line: int
    """Where it begins, counted from 1."""
    data: bytes
    is_too_large: bool = False


def is_mbox(start: bytes) -> bool:
    """Whether a file that begins like this is a mailbox."""
    head, _, rest = start.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")
    return head.startswith(b"From ") and bool(_header().match(rest))


def letters(stream: BinaryIO) -> Iterator[Letter]:
    """The messages of a mailbox; `From ` after a blank line begins one only where a header follows."""
    parts: list[bytes] = []
    begins = size = number = 0
    before_is_blank, held = True, b""
    while line := held or stream.readline(_LINE):
        held = b""
        number += 1
        if before_is_blank and line.startswith(b"From "):
            held = stream.readline(_LINE)
            if _header().match(held):
                if begins:
                    yield Letter(begins, b"".join(parts), size > MOST)
                parts, begins, size, before_is_blank = [], number, 0, False
                continue
        if begins:
            size += len(line)
            if size <= MOST:
                parts.append(_unquoted(line))
            else:
                parts.clear()
        before_is_blank = not line.strip()
    if begins:
        yield Letter(begins, b"".join(parts), size > MOST)


def _unquoted(line: bytes) -> bytes:
    """A line that was hidden from readers of mailboxes by a >."""
    return line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line


@cache
def _header() -> re.Pattern[bytes]:
    return re.compile(rb"[!-9;-~]{1,200}[ \t]*:")

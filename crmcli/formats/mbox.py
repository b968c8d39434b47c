"""Mailboxes in one file: the messages in it, one after the other, each within a bound; and rejected ones again."""

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NamedTuple

MOST = 64 * 1024 * 1024
"""Bytes of a message."""
_LINE = 1024 * 1024
REJECTED = b"X-CRMCLI-Rejected"
"""The header with which a rejected message says why it was; it is passed over when the message comes back."""


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


def rejected(data: bytes, file: str, line: int, reason: str) -> bytes:
    """A message as it stands in a mailbox of rejected ones, with the place it had and the reason before it."""
    said = f"{file}, line {line}: {reason}".encode("utf-8", "replace")
    body = _hidden().sub(rb">\1", data)
    return b"From - Thu Jan  1 00:00:00 1970\n" + REJECTED + b": " + said + b"\n" + body.rstrip(b"\r\n") + b"\n\n"


def as_it_was(data: bytes) -> bytes:
    """A message without what `rejected` put before it."""
    return data.partition(b"\n")[2] if data[: len(REJECTED)].lower() == REJECTED.lower() else data


def _unquoted(line: bytes) -> bytes:
    """A line that was hidden from readers of mailboxes by a >."""
    return line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line


@cache
def _hidden() -> re.Pattern[bytes]:
    return re.compile(rb"^(>*From )", re.MULTILINE)


@cache
def _header() -> re.Pattern[bytes]:
    return re.compile(rb"[!-9;-~]{1,200}[ \t]*:")

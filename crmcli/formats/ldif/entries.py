"""Bytes of an LDIF file (RFC 2849) to its entries, in linear time and bounded memory; nothing is fetched."""

import binascii
import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Usage
from crmcli.formats.drafts import Remark, remark

MOST_LINE = 1024 * 1024
"""Bytes of one unfolded line."""
MOST_ENTRY = 4 * 1024 * 1024
MOST_LINES = 100_000
"""Lines of an entry, folds among them: a picture of 4 MiB has 55,000, and shorter lines cost more than their bytes."""
MOST_VALUES = 1000
_BINARY = frozenset(("jpegphoto", "photo", "mozillaphoto", "thumbnailphoto", "usercertificate", "audio"))
"""What is no text and is left out without a word, as are pictures of CSV files."""


class Entry(NamedTuple):
    """One entry of the directory, as it stands there."""

    line: int
    """Where it begins in the file, counted from 1."""
    dn: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Names in lower case without options, and their texts, in the order of the file."""
    remarks: tuple[Remark, ...] = ()
    fault: Remark | None = None
    """Why it cannot be read."""


class _Block(NamedTuple):
    """The lines from one blank line to the next."""

    line: int
    lines: list[bytes]
    """As they stand, without their ends."""
    is_whole: bool


def is_text(start: bytes) -> bool:
    """Whether a file that begins so is LDIF: a version or a name, after comments and blank lines."""
    for raw in start.removeprefix(codecs.BOM_UTF8).split(b"\n"):
        if raw.strip() and not raw.startswith((b"#", b" ")):
            return raw.startswith(b"dn:") or (raw.startswith(b"version:") and raw[8:].strip().isdigit())
    return False


def entries(stream: BinaryIO, encoding: str = "") -> Iterator[Entry]:
    """The entries of a file from its beginning; what cannot be read carries its fault and the others go on.

    A text that is not UTF-8 is read as cp1252 where no `encoding` was said.
    """
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise Usage(
            "There is no encoding {name}.", name=encoding, hint="As in --encoding utf-8, cp1252 or iso-8859-1."
        ) from error
    for block in _blocks(stream):
        if any(not raw.startswith((b"#", b" ", b"version:")) for raw in block.lines):
            yield _entry(block, encoding)


def rejected(stream: BinaryIO, rejects: Iterable[tuple[int, str]]) -> Iterator[bytes]:
    """The entries that begin in these lines as they stand in the file, each with the reason in a comment before it."""
    waiting = iter(rejects)
    line, reason = next(waiting, (0, ""))
    for block in _blocks(stream):
        if block.line != line:
            continue
        yield f"# {line}: {reason}\n".encode("utf-8", "replace")
        yield b"".join(raw + b"\n" for raw in block.lines) + b"\n"
        line, reason = next(waiting, (0, ""))


def _blocks(stream: BinaryIO) -> Iterator[_Block]:
    """The lines of each entry; comments before it are not of it."""
    stream.seek(0)
    begins, size, is_whole, kept, number, is_comment = 0, 0, True, list[bytes](), 0, False
    while raw := stream.readline(MOST_LINE + 2):
        number += 1
        is_cut = len(raw) > MOST_LINE and not raw.endswith(b"\n")
        while is_cut and (more := stream.readline(MOST_LINE)) and not more.endswith(b"\n"):
            pass
        line = raw.rstrip(b"\r\n")
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not line:
            if kept:
                yield _Block(begins, kept, is_whole)
            begins, size, is_whole, kept, is_comment = 0, 0, True, [], False
            continue
        is_comment = line.startswith(b"#") or (is_comment and line.startswith(b" "))
        if is_comment:
            continue
        size += len(line)
        fits = size <= MOST_ENTRY and len(kept) < MOST_LINES
        is_whole = is_whole and fits and not is_cut
        if fits:
            begins = begins or number
            kept.append(line)
    if kept:
        yield _Block(begins, kept, is_whole)


def _entry(block: _Block, encoding: str) -> Entry:
    if not block.is_whole:
        return Entry(
            block.line,
            fault=remark(
                "The entry has a line or text of more than {limit} bytes.", limit=MOST_LINE, hint="Shorten it."
            ),
        )
    dn, values, remarks = "", list[tuple[str, str]](), list[Remark]()
    for raw in _unfolded(block.lines):
        head, colon, rest = raw.partition(b":")
        name = head.partition(b";")[0].strip().lower().decode("ascii", "replace")
        if not colon or not name or name == "version":
            if name != "version":
                remarks.append(remark("{line} is no line of LDIF.", line=_shown(raw)))
            continue
        if name == "changetype" and rest.strip().lower() != b"add":
            change = rest.strip().decode("utf-8", "replace")[:40]
            return Entry(
                block.line,
                dn,
                fault=remark(
                    "This is a change ({type}), not a contact.", type=change, hint="Export the entries themselves."
                ),
            )
        if name in _BINARY:
            continue
        text, fault = _text(name, rest, encoding)
        if fault is not None:
            remarks.append(fault)
        elif name == "dn" and not dn:
            dn = text
        elif text.strip() and len(values) < MOST_VALUES:
            values.append((name, text))
        elif len(values) == MOST_VALUES:
            return Entry(
                block.line,
                dn,
                fault=remark("The entry has more than {limit} values.", limit=MOST_VALUES, hint="Shorten it."),
            )
    if not dn:
        return Entry(
            block.line,
            fault=remark("The entry does not begin with dn:.", hint="Put a line before it, as in dn: cn=Ana"),
        )
    return Entry(block.line, dn, tuple(values), tuple(remarks))


def _unfolded(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with what follows them after one blank."""
    parts: list[bytes] = []
    for raw in lines:
        if raw.startswith(b" ") and parts:
            parts.append(raw[1:])
            continue
        if parts:
            yield b"".join(parts)
        parts = [raw]
    if parts:
        yield b"".join(parts)


def _text(name: str, rest: bytes, encoding: str) -> tuple[str, Remark | None]:
    """The text after a name's colon: plain, or base64 after a second colon; an address is not followed."""
    if rest.startswith(b"<"):
        return "", remark("{name} is an address of a file, which is not fetched.", column=name, name=name)
    data = rest.strip(b" ")
    if rest.startswith(b":"):
        try:
            data = binascii.a2b_base64(rest[1:].strip(), strict_mode=True)
        except binascii.Error:
            return "", remark("{name} is not base64.", column=name, name=name)
    try:
        return data.decode(encoding or "utf-8"), None
    except UnicodeDecodeError:
        if b"\0" in data:
            return "", remark("{name} is not text.", column=name, name=name)
        return data.decode(encoding or "cp1252", "replace"), None


def _shown(raw: bytes) -> str:
    return raw[:40].decode("utf-8", "replace")

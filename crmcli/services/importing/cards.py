"""Cards on their way in: one file of them, or the files of a folder one after the other."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import BinaryIO, cast

from crmcli.core.errors import Invalid
from crmcli.core.values.text import one_line
from crmcli.formats.drafts import Draft
from crmcli.formats.vcard import lines, mapping
from crmcli.formats.vcard.properties import escaped, parse
from crmcli.formats.vcard.reader import cards
from crmcli.formats.vcard.taking import OWN
from crmcli.services.importing.sources import Part, Source

_CHUNK = 1024 * 1024
_BEGIN = b"BEGIN:VCARD"


def count(stream: BinaryIO) -> int:
    """About how many cards there are, for telling how far the work is."""
    found = 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        found += chunk.count(_BEGIN) + chunk.count(b"begin:vcard")
    stream.seek(0)
    return found


def drafts(source: Source, encoding: str, country: str) -> Iterator[Draft]:
    """A draft for each card; lines are counted through all files of a folder."""
    for part in _parts(source):
        for card in cards(_window(source.stream, part), encoding):
            yield mapping.draft(card._replace(line=card.line + part.before), country=country)


def rejected(source: Source, encoding: str, rejects: Iterable[tuple[int, str]]) -> Iterator[bytes]:
    """The cards that begin in these lines as they stand in the file, each with the reason as a property of ours."""
    waiting = iter(rejects)
    line, reason = next(waiting, (0, ""))
    for part in _parts(source):
        is_open = False
        for found in lines.unfolded(_window(source.stream, part), encoding):
            start = found.raw[:16].upper()
            begins = start.startswith(b"BEGIN:VCARD")
            if is_open and (start.startswith(b"END:VCARD") or (begins and found.number + part.before > line)):
                is_open = False
                line, reason = next(waiting, (0, ""))
                yield b"END:VCARD\r\n"
            if not is_open and begins and found.number + part.before == line:
                is_open = True
                yield f"BEGIN:VCARD\r\n{OWN}REJECTED:{escaped(one_line(reason))}\r\n".encode()
            elif is_open:
                yield _again(found.raw)
        if is_open:
            line, reason = next(waiting, (0, ""))
            yield b"END:VCARD\r\n"


def _again(raw: bytes) -> bytes:
    """A line without folds, quoted-printable and character sets, so that it can be mended by hand."""
    if raw[:15].upper().startswith(b"X-CRMCLI-REJECT"):
        return b""
    try:
        return f"{parse(raw)[0].line}\r\n".encode("utf-8", "replace")
    except Invalid:
        return raw + b"\r\n"


def _parts(source: Source) -> tuple[Part, ...]:
    return source.parts or (Part("", 0, source.size, 0),)


def _window(stream: BinaryIO, part: Part) -> BinaryIO:
    return cast("BinaryIO", _Window(stream, part))


class _Window(RawIOBase):
    """A part of a stream as if it were all of it."""

    def __init__(self, stream: BinaryIO, part: Part) -> None:
        self._stream = stream
        self._left = part.size
        stream.seek(part.begins)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end of the part."""
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

"""Bytes of a file of cards to its unfolded lines: any encoding, any line end, in time and memory that stay bounded."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Usage

CHUNK = 256 * 1024
MOST_LINE = 1024 * 1024
"""Bytes of one unfolded line."""
MOST_MEDIUM = 1_500_000
"""Bytes of the unfolded line of a picture, a sound or a key: 1 MiB of it, in base64."""
MEDIA = (b"PHOTO", b"LOGO", b"SOUND", b"KEY")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
BOM, WIDE = codecs.BOM_UTF8, (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Line(NamedTuple):
    """One unfolded line."""

    number: int
    """Where it begins in the file, counted from 1."""
    raw: bytes
    size: int = 0
    """How long it really is, where it is too long to be kept; `raw` is then only its beginning."""


def ends_with_returns(start: bytes) -> bool:
    """Whether lines end with CR alone, as once on the Macintosh; a CR here and there is not that."""
    return start.count(b"\r") > 2 * start.count(b"\n")


def unfolded(stream: BinaryIO, encoding: str = "") -> Iterator[Line]:
    """Every line that is not blank, joined from its folds and its soft breaks; UTF-16 comes out as UTF-8.

    `encoding` is what the user says of the file; where it is not said, each line may be in its own.
    """
    number, parts, size, limit = 0, list[bytes](), 0, MOST_LINE
    soft = quoted = base64 = False
    for at, raw in enumerate(_physical(stream, encoding), 1):
        if not raw:
            soft = base64 = False
            continue
        is_fold = raw[0] in b" \t" and bool(parts)
        if soft and parts and raw[:9].upper() != b"END:VCARD":
            raw = raw[1:] if is_fold else raw  # some fold as well  # noqa: PLW2901
        elif is_fold:
            raw = raw[1:]  # noqa: PLW2901
        elif not (base64 and not raw.strip(_BASE64)):
            if parts:
                yield _line(number, parts, size, limit)
            number, parts, size = at, [], 0
            quoted = raw[-1:] == b"=" and _is_quoted(raw)
            base64 = b"BASE64" in raw[:200].upper()
            limit = MOST_MEDIUM if _is_medium(raw) else MOST_LINE
        soft = quoted and raw[-1:] == b"="
        size += len(raw)
        if size <= limit or not parts:
            parts.append(raw[: -1 if soft else None][:limit])
    if parts:
        yield _line(number, parts, size, limit)


def _line(number: int, parts: list[bytes], size: int, limit: int) -> Line:
    if size > limit:
        return Line(number, parts[0][:200], size)
    return Line(number, parts[0] if len(parts) == 1 else b"".join(parts))


def _is_quoted(raw: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in raw[:300].partition(b":")[0].upper()


def _is_medium(raw: bytes) -> bool:
    head = raw[:100].partition(b":")[0].partition(b";")[0].rpartition(b".")[2].upper()
    return head in MEDIA


def _physical(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The lines as they stand in the file, without their ends."""
    chunks = _chunks(stream, encoding)
    first = next(chunks, b"")
    sign = b"\r" if ends_with_returns(first) else b"\n"
    rest, is_cut = b"", False
    while first:
        lines = first.split(sign)
        lines[0] = rest + lines[0]
        rest = lines.pop()
        for line in lines:
            if is_cut:  # the end of a line that was too long to be kept
                is_cut = False
            else:
                yield line.rstrip(b"\r") if sign == b"\n" else line.strip(b"\n")
        if len(rest) > 2 * MOST_MEDIUM:
            if not is_cut:
                yield rest
            is_cut, rest = True, b""
        first = next(chunks, b"")
    if rest and not is_cut:
        yield rest.rstrip(b"\r")


def _chunks(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The file as UTF-8, or as it is where its encoding is still to be found out line by line."""
    first = stream.read(CHUNK)
    for bom, name in _BOMS:
        if first.startswith(bom):
            first, encoding = first[len(bom) :], name
            break
    else:
        if not encoding and first[1:2] == b"\0":
            encoding = "utf-16-le"
        elif not encoding and first[:1] == b"\0":
            encoding = "utf-16-be"
    if encoding.lower().replace("_", "-") in ("", "utf-8", "utf8"):
        while first:
            yield first
            first = stream.read(CHUNK)
        return
    try:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
    except LookupError as error:
        raise Usage(
            "There is no encoding {name}.", name=encoding, hint="As in --encoding utf-8, cp1252 or iso-8859-1."
        ) from error
    while first:
        yield decoder.decode(first).encode("utf-8", "replace") or b"\n"[:0]
        first = stream.read(CHUNK)
    yield decoder.decode(b"", True).encode("utf-8", "replace")  # noqa: FBT003 - the codec's own order

"""The events and to-dos of a calendar file (RFC 5545), one after the other, and the rejected ones again.

The file is read line by line within bounds, as cards are, so that a broken entry costs itself alone.
"""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import CrmError
from crmcli.formats.drafts import Remark, from_error, remark
from crmcli.formats.vcard import lines
from crmcli.formats.vcard.properties import Property, escaped, parse

MOST_PROPERTIES = 2000
_KINDS = ("VEVENT", "VTODO")
_BEGINS = tuple(f"BEGIN:{kind}".encode() for kind in _KINDS)
_WANTED = frozenset((
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "CATEGORIES", "STATUS", "PRIORITY", "SEQUENCE",
    "DTSTART", "DTEND", "DUE", "DURATION", "COMPLETED", "PERCENT-COMPLETE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    "ATTENDEE", "ORGANIZER", "DTSTAMP", "LAST-MODIFIED",
))  # fmt: skip
"""Properties that are read; any other is passed over."""


class Entry(NamedTuple):
    """An event or a to-do as it stands."""

    line: int
    """Where it begins in the file, counted from 1."""
    is_event: bool
    properties: tuple[Property, ...] = ()
    alarms: tuple[Property, ...] = ()
    """Their triggers."""
    remarks: tuple[Remark, ...] = ()
    fault: Remark | None = None


def is_calendar(start: bytes) -> bool:
    """Whether a file that begins so is a calendar."""
    return start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def entries(stream: BinaryIO, encoding: str = "") -> Iterator[Entry]:
    """Every event and to-do from the beginning of the stream, broken ones with their fault."""
    stream.seek(0)
    open_: _Open | None = None
    for line in lines.unfolded(stream, encoding):
        word, _, what = line.raw[:40].decode("latin-1").upper().partition(":")
        what = what.strip()
        if word == "BEGIN" and what in _KINDS:
            if open_ is not None:
                yield open_.broken()
            open_ = _Open(line.number, what)
        elif open_ is None:
            continue
        elif word == "END" and what == open_.kind:
            yield open_.entry()
            open_ = None
        elif word == "END" and what == "VCALENDAR":
            yield open_.broken()
            open_ = None
        else:
            open_.add(line, word, what)
    if open_ is not None:
        yield open_.broken()


class _Open:
    """An entry that is being read."""

    def __init__(self, line: int, kind: str) -> None:
        self.kind = kind
        self._line = line
        self._found: list[Property] = []
        self._alarms: list[Property] = []
        self._remarks: list[Remark] = []
        self._inside: list[str] = []
        self._dropped = 0

    def add(self, line: lines.Line, word: str, what: str) -> None:
        if word == "BEGIN":
            self._inside.append(what)
        elif word == "END":
            if self._inside:
                self._inside.pop()
        elif line.size or len(self._found) >= MOST_PROPERTIES:
            self._dropped += 1
        elif (not self._inside and word.partition(";")[0] in _WANTED) or (
            self._inside == ["VALARM"] and word.startswith("TRIGGER")
        ):
            try:
                said = parse(line.raw)[0]
            except CrmError as error:
                self._remarks.append(from_error(error, ""))
            else:
                (self._alarms if self._inside else self._found).append(said)

    def entry(self) -> Entry:
        if self._dropped:
            self._remarks.append(
                remark("Lines that are too long or too many are left out: {count}.", count=self._dropped)
            )
        is_event = self.kind == "VEVENT"
        return Entry(self._line, is_event, tuple(self._found), tuple(self._alarms), tuple(self._remarks[:100]))

    def broken(self) -> Entry:
        fault = remark(
            "The entry is not closed: END:{kind} is missing.", kind=self.kind, hint="Put it after its last line."
        )
        return Entry(self._line, self.kind == "VEVENT", fault=fault)


def rejected(stream: BinaryIO, encoding: str, rejects: Iterator[tuple[int, str]]) -> Iterator[bytes]:
    """The entries that begin in these lines, unfolded, each with the reason in it and closed where it was not."""
    at, reason = next(rejects, (0, ""))
    kind = ""
    for line in lines.unfolded(stream, encoding):
        word = line.raw[:40].upper().strip()
        if kind and (word in (f"END:{kind}".encode(), b"END:VCALENDAR") or word in _BEGINS):
            yield f"END:{kind}\r\n".encode()
            kind = ""
            at, reason = next(rejects, (0, ""))
        if not kind and line.number == at and word in _BEGINS:
            kind = word.decode().partition(":")[2]
            yield f"BEGIN:{kind}\r\nX-CRMCLI-REJECTED:{escaped(reason)}\r\n".encode()
        elif kind and not word.startswith(b"X-CRMCLI-REJECTED"):
            yield line.raw + b"\r\n"
    if kind:
        yield f"END:{kind}\r\n".encode()

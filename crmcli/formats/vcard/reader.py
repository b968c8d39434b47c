"""A file of cards, card by card: versions 2.1, 3.0 and 4.0 as real programs write them."""

from collections.abc import Iterator
from io import BytesIO, RawIOBase
from typing import BinaryIO, NamedTuple, cast

from crmcli.core.errors import CrmError
from crmcli.formats.drafts import Remark, from_error, remark
from crmcli.formats.vcard import lines
from crmcli.formats.vcard.blocks import blocks
from crmcli.formats.vcard.lines import Line
from crmcli.formats.vcard.properties import Property, parse

MOST_PROPERTIES = 1000
MOST_CHARACTERS = 8 * 1024 * 1024
"""Of a whole card."""
MOST_NESTED = 8


class Card(NamedTuple):
    """One card, its BEGIN, END and VERSION apart."""

    line: int
    """Where it begins in the file, counted from 1."""
    version: str = ""
    """As it says: 2.1, 3.0, 4.0; "" where it does not."""
    properties: tuple[Property, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What was not taken."""
    fault: Remark | None = None
    """Why it cannot be taken at all."""


def cards(stream: BinaryIO, encoding: str = "") -> Iterator[Card]:
    """Every card from here to the end of the stream, broken ones with their fault.

    A card without END is taken where the next one begins; at the end of the file it may be cut, and is a fault.
    """
    first = stream.read(lines.CHUNK)
    if encoding or first[:2] in lines.WIDE or b"\0" in first[:2] or lines.ends_with_returns(first):
        yield from _by_lines(_chained(first, stream), encoding, 0)
        return
    for block in blocks(stream, first.removeprefix(lines.BOM)):
        if block.properties is not None and len(block.properties) <= MOST_PROPERTIES:
            yield _quick_card(block.line, block.properties)
        elif block.is_rest:
            yield from _by_lines(_chained(block.raw, stream), encoding, block.line - 1)
        else:
            yield from _by_lines(BytesIO(block.raw), encoding, block.line - 1)


def _quick_card(line: int, properties: list[Property]) -> Card:
    for at, said in enumerate(properties):
        if said.name == "VERSION":
            version = said.value.strip()
            rest = tuple(each for each in properties[at + 1 :] if each.name != "VERSION")
            return Card(line, version, (*properties[:at], *rest))
    return Card(line, "", tuple(properties))


def _by_lines(stream: BinaryIO, encoding: str, before: int) -> Iterator[Card]:
    """Every card of a stream of which so many lines were read before."""
    open_: _Open | None = None
    for line in lines.unfolded(stream, encoding):
        at = line.number + before
        start = line.raw[:16].upper()
        if start.startswith(b"BEGIN:"):
            is_card = start[6:].strip() == b"VCARD"
            if open_ is not None and (not is_card or open_.awaits_nested()):
                open_.nest(at)
            elif is_card:
                if open_ is not None:
                    open_.tell(remark("The card has no END; the next one begins in line {next}.", next=at))
                    yield open_.card()
                open_ = _Open(at, encoding)
        elif open_ is None:
            continue
        elif start.startswith(b"END:"):
            if not open_.unnest() and start[4:].strip()[:5] == b"VCARD":
                yield open_.card()
                open_ = None
        else:
            open_.add(line)
    if open_ is not None:
        yield Card(
            open_.line,
            fault=remark("The card is not closed: END:VCARD is missing.", hint="Put END:VCARD after its last line."),
        )


def _chained(first: bytes, rest: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", _Chained(first, rest))


class _Chained(RawIOBase):
    """Bytes that were read already, and then the rest of their stream."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        """The first bytes at once, then as many as are asked for."""
        first, self._first = self._first, b""
        return first or self._rest.read(size)


class _Open:
    """A card that is being read."""

    def __init__(self, line: int, encoding: str) -> None:
        self.line = line
        self._encoding = encoding
        self._version = ""
        self._found: list[Property] = []
        self._remarks: list[Remark] = []
        self._size = self._dropped = self._depth = 0
        self._guessed: list[str] = []
        self._fault: Remark | None = None

    def awaits_nested(self) -> bool:
        """Whether a card that begins now is one inside this one."""
        return self._depth > 0 or bool(self._found and self._found[-1].name == "AGENT" and not self._found[-1].value)

    def nest(self, at: int) -> None:
        """Pass over what begins inside."""
        self._depth += 1
        if self._depth == 1:
            self.tell(remark("A card or block inside the card, in line {at}, is left out.", at=at))
            if self._found and self._found[-1].name == "AGENT":
                self._found.pop()
        if self._depth > MOST_NESTED:
            self._fault = remark(
                "Cards are nested more than {limit} deep.", limit=MOST_NESTED, hint="Take the inner ones out."
            )

    def unnest(self) -> bool:
        """Whether it was something inside that ended."""
        if self._depth:
            self._depth -= 1
            return True
        return False

    def add(self, line: Line) -> None:
        """Take one line."""
        if self._depth or (not line.raw.strip()):
            return
        if line.size:
            name = line.raw.decode("utf-8", "replace").partition(":")[0].partition(";")[0][:40]
            self.tell(
                remark("{name} is too large ({size} bytes) and is left out.", column=name, name=name, size=line.size)
            )
            return
        self._size += len(line.raw)
        if len(self._found) >= MOST_PROPERTIES or self._size > MOST_CHARACTERS:
            self._dropped += 1
            return
        try:
            found, guessed = parse(line.raw, self._encoding)
        except CrmError as error:
            self.tell(from_error(error, ""))
            return
        if guessed and guessed not in self._guessed:
            self._guessed.append(guessed)
        if found.name == "VERSION":
            self._version = found.value.strip()
        else:
            self._found.append(found)

    def tell(self, said: Remark) -> None:
        """Keep a remark, of many the first."""
        if len(self._remarks) < MOST_PROPERTIES:
            self._remarks.append(said)

    def card(self) -> Card:
        """The card as it is now."""
        if self._dropped:
            self.tell(
                remark(
                    "The card has too many properties: {count} after the first {limit} are left out.",
                    count=self._dropped,
                    limit=len(self._found),
                )
            )
        for name in self._guessed:
            self.tell(remark("The card is not UTF-8 and was read as {encoding}.", encoding=name))
        return Card(self.line, self._version, tuple(self._found), tuple(self._remarks), self._fault)

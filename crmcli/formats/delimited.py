"""Bytes of a CSV file to rows: encodings, delimiters, newlines and damage, one row at a time in constant memory."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from crmcli.core.errors import Refused, Usage
from crmcli.formats.drafts import Remark, remark

MAX_SIZE = 256 * 1024 * 1024
FIELD_LIMIT = 1024 * 1024
"""Characters in one cell."""
ROW_LIMIT = 8 * FIELD_LIMIT
"""Characters in one row: what a row may cost in memory."""
COLUMN_LIMIT = 500
_MOST_OPEN = 1000
_OPEN = remark("A quotation mark is opened and never closed.", hint="Close it, or double it where it is text.")
DELIMITERS = (",", ";", "\t", "|")

_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 60
_MIXED = "crmcli-windows-1252"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"BZh", b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3\0",
)  # fmt: skip
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_SEPARATED = {
    ";": remark("Columns are separated by semicolons."),
    "\t": remark("Columns are separated by tabs."),
    "|": remark("Columns are separated by bars."),
}


class Dialect(NamedTuple):
    """How a file is written."""

    encoding: str = "utf-8"
    delimiter: str = ","
    skips_first: bool = False
    """Whether the first line only names the delimiter, as Excel's `sep=;` does."""
    spaced: bool = False
    """Whether blanks stand between a delimiter and an opening quote."""
    remarks: tuple[Remark, ...] = ()
    """What was found out and is worth saying."""


class Row(NamedTuple):
    """One row that is not blank."""

    line: int
    """The physical line on which it begins, counted from 1."""
    cells: list[str]
    remarks: tuple[Remark, ...] = ()
    fault: Remark | None = None
    """Why it cannot be read; its cells are then those of its first line, quotation marks as they stand, or none."""


def examine(stream: BinaryIO, *, encoding: str = "", delimiter: str = "", max_size: int = MAX_SIZE) -> Dialect:
    """How the file is written, after one pass over all of its bytes; refuses what is no text or too large."""
    sample = chunk = stream.read(_CHUNK)
    marked = encoding or _marked(sample)
    utf8 = _Utf8Count()
    size = 0
    while chunk:
        size += len(chunk)
        if size > max_size:
            raise Refused(
                "The file is larger than {limit} MB.", limit=max_size // _CHUNK, hint="Split it, or raise --max-size."
            )
        if not marked or marked == "utf-8-sig":
            utf8.add(chunk)
        chunk = stream.read(_CHUNK)
    return _dialect(sample, encoding, delimiter, marked, utf8)


def rows(stream: BinaryIO, dialect: Dialect) -> Iterator[Row]:
    """The rows that are not blank, from where the stream stands; unreadable ones carry their fault. Leaves it open."""
    csv.field_size_limit(FIELD_LIMIT)
    text = io.TextIOWrapper(stream, dialect.encoding, _on_error(dialect.encoding), newline="")
    lines = _Lines(text.readline)
    reader = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.spaced)
    try:
        if dialect.skips_first:
            next(lines, None)
        while True:
            start = lines.begin_row()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _TooLongError:
                yield Row(start, [], fault=remark("The row is too long.", hint="Shorten it, or split it."))
                continue
            except csv.Error:
                yield Row(
                    start,
                    [],
                    fault=remark("A cell holds more than {limit} characters.", limit=FIELD_LIMIT, hint="Shorten it."),
                )
                continue
            if lines.ended:
                yield Row(start, _split(lines.give_back(), dialect.delimiter), fault=_OPEN)
            elif any(cells) and "".join(cells).strip():
                yield _row(start, cells, nuls=lines.nuls)
    finally:
        if not stream.closed:
            text.detach()


def _split(line: str, delimiter: str) -> list[str]:
    """The cells of a line in which quotation marks are letters."""
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


def _row(line: int, cells: list[str], *, nuls: bool) -> Row:
    if len(cells) > COLUMN_LIMIT:
        while not cells[-1]:
            cells.pop()
        if len(cells) > COLUMN_LIMIT:
            return Row(
                line,
                [],
                fault=remark(
                    "The row has more than {limit} columns.", limit=COLUMN_LIMIT, hint="Is its line end missing?"
                ),
            )
    if nuls:
        return Row(line, cells, (remark("NUL characters were replaced."),))
    return Row(line, cells)


class _TooLongError(Exception):
    """A row passes what it may cost in memory."""


class _Lines:
    """The physical lines of a text, counted, with an end to the patience for each row."""

    def __init__(self, read: Callable[[int], str]) -> None:
        self.number = 0
        self.ended = False
        """Whether a row was still open when the text ended."""
        self.nuls = False
        self._size = 0
        self._read = read
        self._row: list[str] = []
        self._again: list[str] = []
        """Lines that are to come once more, the next one last."""
        self._given_back = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._read(ROW_LIMIT)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self._row.append(line)
        self._size += len(line)
        if self._size >= ROW_LIMIT:
            while line and line[-1] not in "\r\n":
                line = self._read(ROW_LIMIT)
            raise _TooLongError
        if "\0" in line:
            self.nuls = True
            return line.replace("\0", "\ufffd")
        return line

    def begin_row(self) -> int:
        """The number of the line that comes next."""
        self._size = 0
        self.nuls = False
        self._row.clear()
        return self.number + 1

    def give_back(self) -> str:
        """The first line of the row that the end of the text left open; those after it come once more.

        So one mark that was never closed costs one row; after very many of them the rest is not tried again.
        """
        first, *others = self._row
        self._given_back += 1
        if self._given_back <= _MOST_OPEN:
            self._again.extend(reversed(others))
            self.number -= len(others)
            self.ended = False
        return first.rstrip("\r\n").replace("\0", "\ufffd")


def _dialect(sample: bytes, encoding: str, delimiter: str, marked: str, utf8: "_Utf8Count") -> Dialect:
    said: tuple[Remark, ...] = ()
    if encoding:
        try:
            b" ".decode(encoding, "ignore")
        except LookupError as error:
            raise Usage(
                "There is no encoding {name}.", name=encoding, hint="Try utf-8, utf-16, cp1252 or shift_jis."
            ) from error
    else:
        encoding, said = utf8.verdict(marked)
    text = codecs.getincrementaldecoder(encoding)(_on_error(encoding)).decode(sample[:_SAMPLE])
    named = re.match(r'\ufeff?"?sep=(.)"?[\r\n]', text, re.IGNORECASE)
    body = text[named.end() :] if named else text.removeprefix("\ufeff")
    found = _given(delimiter) or (named[1] if named else _delimiter(body, whole=len(sample) <= _SAMPLE))
    if found != ",":
        said = (*said, _SEPARATED.get(found) or remark("Columns are separated by {delimiter}.", delimiter=found))
    return Dialect(
        encoding,
        found,
        skips_first=named is not None,
        spaced=re.search(re.escape(found) + r' +"', body) is not None,
        remarks=said,
    )


def _given(delimiter: str) -> str:
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) > 1 or delimiter in ('"', "\r", "\n"):
        raise Usage("{delimiter} cannot separate columns.", delimiter=delimiter, hint="Give one character, or tab.")
    return delimiter


def _marked(sample: bytes) -> str:
    """The encoding that the first bytes give away, "" for plain bytes; refuses what is not text."""
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding
    if wide := _utf16_without_mark(sample):
        return wide
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample.startswith(_SIGNATURES) or (controls >= 8 and controls * 25 > len(sample)):
        hint = "Save the workbook as CSV first." if sample.startswith(_WORKBOOKS) else "Export it as CSV in UTF-8."
        raise Refused("The file is not text.", hint=hint)
    return ""


class _Utf8Count:
    """How much of a file is UTF-8."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._size = 0
        self._legible = 0
        self._wide = 0
        """Bytes by which its wide characters are longer than one."""

    def add(self, chunk: bytes) -> None:
        """Count the next bytes."""
        text = self._decoder.decode(chunk)
        legible = len(text) if text.isascii() else len(text.encode())
        self._size += len(chunk)
        self._legible += legible
        self._wide += legible - len(text)

    def verdict(self, marked: str) -> tuple[str, tuple[Remark, ...]]:
        """The encoding, and what to say of it: Windows-1252 when UTF-8 fails more often than it holds."""
        if marked and marked != "utf-8-sig":
            return marked, (remark("The text is {encoding}.", encoding=marked.upper()),)
        failing = self._size - self._legible - len(self._decoder.getstate()[0])
        if not failing:
            return marked or "utf-8", ()
        if marked or self._wide > failing:
            return marked or "utf-8", (
                remark("Some bytes are not UTF-8; they were read as Windows-1252: check the accents."),
            )
        return "cp1252", (remark("The text is not UTF-8; it was read as Windows-1252: check the accents."),)


def _utf16_without_mark(sample: bytes) -> str:
    """Which half of most pairs of bytes is NUL, as ASCII in UTF-16 has it."""
    pairs = len(sample) // 2
    if not pairs:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second * 10 > pairs * 3 and first * 50 < pairs:
        return "utf-16-le"
    if first * 10 > pairs * 3 and second * 50 < pairs:
        return "utf-16-be"
    return ""


def _on_error(encoding: str) -> str:
    return _MIXED if encoding.startswith("utf-8") else "replace"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What the undecodable bytes are in Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _as_windows_1252)


def _delimiter(text: str, *, whole: bool) -> str:
    """The delimiter by which most rows have the same number of cells."""
    best, best_score = DELIMITERS[0], (0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        widths = _widths(text, delimiter, whole=whole)
        width, rows_of_it = max(
            ((w, widths.count(w)) for w in set(widths) if w > 1), key=lambda found: found[1], default=(0, 0)
        )
        score = (rows_of_it / max(len(widths), 1), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(text: str, delimiter: str, *, whole: bool) -> list[int]:
    """How many cells each of the first rows has."""
    csv.field_size_limit(FIELD_LIMIT)
    widths: list[int] = []
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True):
        if any(cells):
            widths.append(len(cells))
        if len(widths) == _SAMPLE_ROWS:
            return widths
    return widths if whole or len(widths) < 2 else widths[:-1]  # the sample may end within its last row

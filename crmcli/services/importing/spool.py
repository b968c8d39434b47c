"""Rows between two steps of an import: in memory while they are few, in a private file when they are many."""

import pickle
from collections.abc import Iterator
from typing import BinaryIO, Generic, TypeVar

from crmcli.services.importing.sources import no_room

Row = TypeVar("Row")
AT_ONCE = 200
"""Rows in a portion."""


class Spool(Generic[Row]):
    """A list that is written once, from its beginning to its end, and then read."""

    def __init__(self, file: BinaryIO | None, at_once: int = AT_ONCE) -> None:
        self._file = file
        """Where portions go; None keeps them in memory."""
        self._at_once = at_once
        self._rows: list[Row] = []
        self.count = 0

    def add(self, row: Row) -> None:
        """Put a row at the end."""
        self.count += 1
        self._rows.append(row)
        if self._file is not None and len(self._rows) == self._at_once:
            self._write(self._file)

    def __iter__(self) -> Iterator[Row]:
        """Every row, in the order in which they came."""
        if self._file is not None:
            yield from self._read(self._file)
        yield from self._rows

    def _write(self, file: BinaryIO) -> None:
        try:
            pickle.dump(self._rows, file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise no_room(error) from error
        self._rows = []

    def _read(self, file: BinaryIO) -> Iterator[Row]:
        try:
            file.flush()
            end = file.tell()
            file.seek(0)
        except OSError as error:
            raise no_room(error) from error
        while file.tell() < end:
            portion: list[Row] = pickle.load(file)  # noqa: S301 - our own rows, in a file that nobody else can open
            yield from portion
        file.seek(end)

"""The tables of text that the sample business is told in, as rows of cells."""

from collections.abc import Iterator
from typing import NamedTuple


class Card(NamedTuple):
    """A row about somebody: its cells, what else is known by name, and the note below."""

    cells: tuple[str, ...]
    known: dict[str, str]
    note: str


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """Every row's cells; an indented line goes on with the row above it."""
    for line, *more in _records(table):
        yield _cells(" ".join((line, *more)))


def cards(table: str) -> Iterator[Card]:
    """Every row with the indented lines below it: with a bar they hold `name=value`, the rest is the note."""
    for line, *more in _records(table):
        pairs = "; ".join(text[1:] for text in more if text.startswith("|"))
        named = [pair.partition("=") for pair in pairs.split(";") if pair.strip()]
        yield Card(
            _cells(line),
            {name.strip(): value.strip() for name, _equals, value in named},
            " ".join(text for text in more if not text.startswith("|")),
        )


def _records(table: str) -> Iterator[list[str]]:
    record: list[str] = []
    for line in table.strip().splitlines():
        if record and not line.startswith(" "):
            yield record
            record = []
        record.append(line.strip())
    yield record


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))

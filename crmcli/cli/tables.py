"""Tables drawn with rich, as wide as the terminal."""

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text


def console(stream: TextIO) -> Console:
    """A console on the answer's stream, which `cli.output` hands out."""
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)


def draw(stream: TextIO, headings: Sequence[tuple[str, str, bool]], rows: Sequence[Sequence[str]]) -> None:
    """Draw rows under headings of (label, alignment, takes the room that is left)."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for label, align, wide in headings:
        table.add_column(
            Text(label),
            justify="right" if align == "right" else "left",
            no_wrap=True,
            overflow="ellipsis",
            ratio=None,
            min_width=8 if wide else None,
        )
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in row))
    console(stream).print(table)

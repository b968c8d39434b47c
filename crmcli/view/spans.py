"""Pieces of a line with a style by name, which each face turns into its own."""

from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a line: its text is safe for a terminal."""

    text: str
    style: str = ""
    """heading, now, late, quiet, bar, other or good."""


Spans = tuple[Span, ...]

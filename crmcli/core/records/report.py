"""What a report is for both faces: what it says of itself, its rows, and what is to be known of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Said(NamedTuple):
    """A sentence in English with `{named}` places and what fills them; translated when it is told."""

    message: str
    values: Mapping[str, object] = {}


class StageName(NamedTuple):
    """A stage in a sentence: its word, and what it is called where that is not the program's own label."""

    slug: str
    name: str = ""


class Report(NamedTuple):
    """Figures as of a day, by a rule that is told with them. `n` is said beside whatever is a share of something."""

    title: Said
    rule: Said
    """How it was counted, in one or two sentences, n among them."""
    as_of: str
    """The day at whose end things stood so; nothing later was looked at."""
    rows: tuple[Any, ...]
    n: int = 0
    """How many records were counted."""
    start: str = ""
    """The first day of the period; empty where it is open."""
    end: str = ""
    """Its last day."""
    totals: tuple[Said, ...] = ()
    """What is told below the rows."""
    warnings: tuple[Said, ...] = ()
    """What a reader might take wrongly: few data, currencies left out, what is still open."""


def said(message: str, /, **values: object) -> Said:
    """A sentence to be told later."""
    return Said(message, values)

"""Rows under headings, as wide as the terminal: narrow columns whole, wide ones sharing the rest, empty ones gone."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from crmcli.view.cells import cut, pad, width, wrap

GAP = "  "
NARROWEST = 16
"""Cells that a wide column keeps (or all it needs) before columns are left out."""
WIDEST_NARROW = 24
"""Cells that a column which is not wide may take."""


class Heading(NamedTuple):
    """A column's label, how it is aligned, whether it takes the room that others leave, and whether it goes early."""

    label: str
    align: str
    wide: bool
    gives_way: int = 0
    """Where there is no room, the highest goes first, and of equals the one on the right."""
    wraps: bool = False
    """Whether what does not fit goes on below instead of being cut."""
    whole: bool = False
    """Whether it is never cut."""


def lay_out(headings: Sequence[Heading], rows: Sequence[Sequence[str]], room: int) -> list[str]:
    """The heading and the rows as lines of at most `room` cells, without spaces at their ends."""
    filled = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    natural = {at: max(width(headings[at].label), *(width(row[at]) for row in rows)) for at in filled}
    widths = _widths(headings, natural, room)
    lines = [[headings[at].label for at in widths]]
    if any(headings[at].wraps for at in widths):
        for row in rows:
            parts = [wrap(row[at], cells) if headings[at].wraps else [row[at]] for at, cells in widths.items()]
            lines += map(list, zip_longest(*parts, fillvalue=""))
    else:
        lines += [[row[at] for at in widths] for row in rows]
    return [_line(line, [(headings[at].align, cells) for at, cells in widths.items()]) for line in lines]


def _widths(headings: Sequence[Heading], natural: dict[int, int], room: int) -> dict[int, int]:
    kept = list(natural)
    while True:
        narrow = {
            at: natural[at] if headings[at].whole else min(natural[at], WIDEST_NARROW)
            for at in kept
            if not headings[at].wide
        }
        wide = [at for at in kept if headings[at].wide]
        left = room - sum(narrow.values()) - len(GAP) * (len(kept) - 1)
        least = sum(min(natural[at], NARROWEST) for at in wide)
        if left >= least or len(kept) <= 2:
            shares = _shared({at: natural[at] for at in wide}, max(left, least))
            return {at: narrow.get(at) or shares[at] for at in kept}
        kept.remove(max(kept[1:], key=lambda at: (headings[at].gives_way, at)))


def _shared(wanted: dict[int, int], room: int) -> dict[int, int]:
    """Room dealt out so that nobody gets more than wanted and the greedy share the rest alike."""
    given: dict[int, int] = {}
    for left, at in enumerate(sorted(wanted, key=lambda at: wanted[at])):
        fair = room // (len(wanted) - left)
        given[at] = min(wanted[at], max(fair, 1))
        room -= given[at]
    return given


def _line(cells: Sequence[str], columns: Sequence[tuple[str, int]]) -> str:
    drawn = [pad(cut(text, room), room, align) for text, (align, room) in zip(cells, columns, strict=True)]
    return GAP.join(drawn).rstrip()

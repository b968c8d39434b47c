"""Labelled lines one under another, their texts aligned."""

from collections.abc import Sequence

from crmcli.view.cards import Line
from crmcli.view.cells import pad, width
from crmcli.view.clean import clean_block


def lines(entries: Sequence[Line]) -> list[str]:
    """Each entry as its label and its text; the further lines of a text stand below its first."""
    room = max((width(entry.label) for entry in entries), default=0)
    made = []
    for entry in entries:
        first, *more = clean_block(entry.text).split("\n")
        made.append(f"  {pad(entry.label, room)}  {first}")
        made += [f"  {' ' * room}  {text}" for text in more]
    return made

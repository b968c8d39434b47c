"""What texts of every record must be: lines, blocks, words of a list, tags."""

from collections.abc import Iterable

from crmcli.core.errors import Invalid
from crmcli.core.values.text import fold, nearest, one_line, tidy

LONGEST_LINE = 1000
"""Characters of a name, a job or any other one-line text."""
LONGEST_NOTE = 1_000_000


def line(name: str, text: str) -> str:
    """A one-line text as it is stored."""
    stored = one_line(text) if text else ""
    if len(stored) > LONGEST_LINE:
        raise Invalid(
            "The {name} has {length} characters; {most} is the most.",
            name=name,
            length=len(stored),
            most=LONGEST_LINE,
            hint="Longer text belongs into the note.",
        )
    return stored


def block(name: str, text: str) -> str:
    """A text of many lines as it is stored."""
    stored = tidy(text) if text else ""
    if len(stored) > LONGEST_NOTE:
        raise Invalid(
            "The {name} has {length} characters; {most} is the most.",
            name=name,
            length=len(stored),
            most=LONGEST_NOTE,
            hint="Shorten it.",
        )
    return stored


def one_of(name: str, value: str, words: Iterable[str]) -> str:
    """A word out of a list; Invalid names the list and the nearest."""
    allowed = tuple(words)
    if value not in allowed:
        near = nearest(value, allowed)
        raise Invalid(
            "{value} is no {name}.",
            value=value,
            name=name,
            hint="Did you mean {near}? There are: {words}." if near else "There are: {words}.",
            near=near,
            words=", ".join(allowed),
        )
    return value


def tags(given: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are stored: without #, each once."""
    found: dict[str, str] = {}
    for text in given:
        for part in text.split(","):
            name = line("tag", part).lstrip("#").strip()
            if name:
                found.setdefault(fold(name), name)
    return tuple(found.values())

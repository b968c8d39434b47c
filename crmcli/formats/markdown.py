"""Rows to a table of Markdown, as GitHub, GitLab and most others draw it; what stands in a cell stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence

_SIGNS = re.compile(r"[\\`*_\[\]|~$]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def cell(text: str) -> str:
    """Text of one line that Markdown and the HTML in it take for nothing but text."""
    for sign, entity in _MARKUP.items():
        text = text.replace(sign, entity)
    return _SIGNS.sub(r"\\\g<0>", text)


def write(columns: Sequence[str], rights: Sequence[bool], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of the table with their ends; `rights` says which columns stand to the right."""
    yield _line(map(cell, columns))
    yield _line("---:" if is_right else "---" for is_right in rights)
    for row in rows:
        yield _line(map(cell, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"

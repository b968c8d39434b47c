"""What differs between two states of a record, as lines of label, before and after."""

from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType

from crmcli.view.columns.column import Column, plain
from crmcli.view.words import _


def lines(
    before: object,
    after: object,
    columns: Iterable[Column],
    untold: Container[str],
    words: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> list[str]:
    """A line for each column that differs; of those that hold words of the program, what these are called."""
    told = []
    for column in columns:
        old, new = plain(column.value(before)), plain(column.value(after))
        if old != new and column.key not in untold:
            called = words.get(column.key, str)
            told.append(f"  {_(column.label)}: {called(old) or '-'} -> {called(new) or '-'}")
    return told

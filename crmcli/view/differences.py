"""What differs between two states of a record, as lines of label, before and after."""

from collections.abc import Container, Iterable

from crmcli.view.columns.column import Column, plain
from crmcli.view.words import _


def lines(before: object, after: object, columns: Iterable[Column], untold: Container[str]) -> list[str]:
    """A line for each column that differs."""
    told = []
    for column in columns:
        old, new = plain(column.value(before)), plain(column.value(after))
        if old != new and column.key not in untold:
            told.append(f"  {_(column.label)}: {old or '-'} -> {new or '-'}")
    return told

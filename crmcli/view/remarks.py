"""What a reader of files had to say, in the user's language."""

from collections.abc import Mapping
from typing import Protocol

from crmcli.view.words import _


class Remark(Protocol):
    """Constant words with places, what fills them, and the column that they are about."""

    @property
    def message(self) -> str:
        """English, with `{named}` places."""

    @property
    def values(self) -> Mapping[str, object]:
        """What fills the places."""

    @property
    def column(self) -> str:
        """The heading of the column, "" for none."""


def told(remark: Remark) -> str:
    """One sentence, after the column that it is about."""
    sentence = _(remark.message).format(**remark.values)
    return f"{remark.column}: {sentence}" if remark.column and remark.column not in sentence else sentence

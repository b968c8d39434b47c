"""What a reader of files had to say, in the user's language."""

from collections.abc import Mapping
from typing import Protocol

from crmcli.view.sentences import spoken
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

    @property
    def hint(self) -> str:
        """The way out, in English with places; "" for none."""


def way_out(remark: Remark) -> str:
    """What can be done about it, "" where it says so itself."""
    return _(remark.hint).format(**spoken(remark.values)) if remark.hint else ""


def with_way_out(remark: Remark) -> str:
    """What is wrong and what can be done about it."""
    return f"{told(remark)} {way_out(remark)}".rstrip()


def told(remark: Remark) -> str:
    """One sentence, after the column that it is about."""
    sentence = _(remark.message).format(**spoken(remark.values))
    return f"{remark.column}: {sentence}" if remark.column and remark.column not in sentence else sentence

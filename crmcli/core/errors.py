"""Refusals as values: each carries constant words, its parameters and the way out; a face translates and shows them."""

from typing import ClassVar

NO_WAY_OUT = ""
"""The hint of an error after which there is nothing to do."""


class CrmError(Exception):
    """A failure that a person can act on.

    `message` and `hint` are constants in English with `{named}` places; `values` fill both. The hint is the way out;
    where there is none, NO_WAY_OUT says so.
    """

    slug: ClassVar[str] = "error"

    def __init__(self, message: str, /, *, hint: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class Usage(CrmError):
    """The words of the command are off."""

    slug = "usage"


class BadSettings(CrmError):
    """A settings file or variable says something impossible."""

    slug = "settings"


class NotFound(CrmError):
    """There is no such record."""

    slug = "not-found"


class Ambiguous(CrmError):
    """More than one record answers to a name; `candidates` are lines to choose from."""

    slug = "ambiguous"

    def __init__(self, message: str, /, *, candidates: tuple[str, ...] = (), hint: str, **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.candidates = candidates


class Refused(CrmError):
    """A rule of the house forbids it."""

    slug = "refused"


class Invalid(CrmError):
    """A value cannot be what it is meant to be."""

    slug = "invalid"


class Damaged(CrmError):
    """The file is not whole, not ours, or from a newer version."""

    slug = "damaged"


class Busy(CrmError):
    """Another program holds what is needed."""

    slug = "busy"


class Unwritable(CrmError):
    """The system did not take the bytes: full, read-only, forbidden."""

    slug = "unwritable"

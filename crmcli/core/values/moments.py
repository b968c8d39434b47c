"""Moments as they are stored: UTC, to the second."""

from collections.abc import Callable
from datetime import datetime, timedelta

LocalMoment = Callable[[str], datetime]
"""A stored day or instant as a local moment; a day is its midnight."""


def instant(moment: datetime) -> str:
    """A moment as it is stored."""
    whole = moment.replace(microsecond=0)
    offset = whole.utcoffset() or timedelta()
    return (whole.replace(tzinfo=None) - offset).isoformat() + "Z"

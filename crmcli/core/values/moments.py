"""Moments as they are stored: UTC, to the second."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

LocalMoment = Callable[[str], datetime]
"""A stored day or instant as a local moment; a day is its midnight."""


def instant(moment: datetime) -> str:
    """A moment as it is stored."""
    whole = moment.replace(microsecond=0)
    offset = whole.utcoffset() or timedelta()
    return (whole.replace(tzinfo=None) - offset).isoformat() + "Z"


def stored(moment: date) -> str:
    """A day or an aware moment as it is stored: 2026-11-24, or in UTC 2026-11-24T09:30:00Z."""
    return instant(moment) if isinstance(moment, datetime) else moment.isoformat()

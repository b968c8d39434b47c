"""Times of day as people write them: 14:00, 9am, 14h30, at 9, "a las 9 y media", noon."""

from datetime import time

from crmcli.core.values.date_words import is_digits, number

_MARKERS = (["a", "las"], ["a", "la"], ["at"], ["t"], ["@"])
_NOON = (["noon"], ["midday"], ["mediodia"], ["al", "mediodia"], ["at", "noon"], ["at", "midday"], ["a", "mediodia"])
_UNSAID, _MORNING, _FORENOON, _AFTERNOON, _NIGHT = range(5)
_HALF_DAYS = (
    (["am"], _MORNING),
    (["a", "m"], _MORNING),
    (["de", "la", "manana"], _FORENOON),
    (["de", "la", "madrugada"], _FORENOON),
    (["in", "the", "morning"], _MORNING),
    (["pm"], _AFTERNOON),
    (["p", "m"], _AFTERNOON),
    (["de", "la", "tarde"], _AFTERNOON),
    (["in", "the", "afternoon"], _AFTERNOON),
    (["in", "the", "evening"], _AFTERNOON),
    (["de", "la", "noche"], _NIGHT),
)
_HOURS = ("h", "hs", "hrs", "hours", "horas")


def from_words(words: list[str]) -> time | None:
    """The time that these tokens spell from first to last, or None; a bare hour needs a mark (at 9, 9h, 9am)."""
    if words in _NOON:
        return time(12)
    marked = False
    for marker in _MARKERS:
        if words[: len(marker)] == marker:
            marked, words = True, words[len(marker) :]
            break
    half_day = _UNSAID
    for ending, meaning in _HALF_DAYS:
        if words[-len(ending) :] == ending:
            half_day, words = meaning, words[: -len(ending)]
            break
    parts = _parts(words, marked=marked or half_day != _UNSAID)
    if parts is None:
        return None
    hour, minute, second = parts
    whole_hour = _of_half_day(hour, half_day)
    if whole_hour is None or minute > 59 or second > 59:
        return None
    return time(whole_hour, minute, second)


def _parts(words: list[str], *, marked: bool) -> tuple[int, int, int] | None:
    """Hour, minute and second, not yet known to be possible."""
    match words:
        case [hour] if marked:
            return _counted(hour, "00")
        case [hour, hours] if hours in _HOURS and (hours == "h" or marked):
            return _counted(hour, "00")
        case [hour, ":" | "h", minute] | [hour, ":", minute, "h" | "hs" | "hrs" | "horas"]:
            return _counted(hour, minute)
        case [hour, ":", minute, ":", second]:
            return _counted(hour, minute, second)
        case [hour, ".", minute] | [hour, ".", minute, "h" | "hs" | "hrs" | "horas"] if marked or len(words) > 3:
            return _counted(hour, minute)
        case [hour, "y", "media"] if marked:
            return _counted(hour, "30")
        case [hour, "y", "cuarto"] if marked:
            return _counted(hour, "15")
        case [hour, "menos", "cuarto"] if marked:
            parts = _counted(hour, "45")
            return parts and ((parts[0] or 24) - 1, 45, 0)
    return None


def _counted(hour: str, minute: str, second: str = "00") -> tuple[int, int, int] | None:
    hours = number(hour) if len(hour) <= 2 or hour.isalpha() else None
    if hours is None or not all(len(part) == 2 and is_digits(part) for part in (minute, second)):
        return None
    return hours, int(minute), int(second)


def _of_half_day(hour: int, half_day: int) -> int | None:
    """The hour of 24, or None where hour and half of the day exclude each other."""
    if half_day == _UNSAID or (half_day != _MORNING and 12 < hour < 24):
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return None
    if half_day == _MORNING:
        return hour % 12
    if half_day == _AFTERNOON:
        return hour % 12 + 12
    if half_day == _NIGHT:
        return hour + 12 if 6 <= hour <= 11 else None  # 12 at night is another day for each reader
    return hour

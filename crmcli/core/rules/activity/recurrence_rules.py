"""The text of rules of repetition: RRULEs, and the words people use for them, to checked parts and back."""

from crmcli.core.errors import Invalid
from crmcli.core.values import date_words, durations
from crmcli.core.values.date_words import is_digits, tokens

MOST_CHARACTERS = 500
MOST_COUNT = 1_000_000_000
Parts = dict[str, str]
"""The parts of an RRULE by name, checked and canonical; FREQ is always there."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HINT = "Try daily, every 2 weeks, every monday or FREQ=MONTHLY;INTERVAL=3."
_ORDER = (
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"
)  # fmt: skip
_ALWAYS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH"))
_PARTS = {
    "DAILY": _ALWAYS | {"BYMONTHDAY", "BYDAY"},
    "WEEKLY": _ALWAYS | {"BYDAY"},
    "MONTHLY": _ALWAYS | {"BYMONTHDAY", "BYDAY", "BYSETPOS"},
    "YEARLY": _ALWAYS | {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS"},
}
"""What may stand beside each frequency: iCalendar's table, less positions within a day or a week."""
_GREATEST = {"BYMONTH": 12, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}
_MOST_INTERVAL = 10_000
_WORKING_DAYS = ",".join(WEEKDAYS[:5])
_NAMED = {
    "daily": "day", "diario": "day", "diariamente": "day", "weekly": "week", "semanal": "week", "semanalmente": "week",
    "fortnightly": "fortnight", "quincenal": "quincena", "monthly": "month", "mensual": "month",
    "mensualmente": "month", "quarterly": "quarter", "trimestral": "quarter", "yearly": "year", "annually": "year",
    "annual": "year", "anual": "year", "anualmente": "year",
}  # fmt: skip
_EVERY = (["every"], ["each"], ["cada"], ["todos", "los"], ["todas", "las"], ["on"], ["los"])
_ON_WORKING_DAYS = (
    ["weekday"], ["weekdays"], ["working", "day"], ["working", "days"], ["workday"], ["workdays"], ["entre", "semana"],
    ["dia", "laborable"], ["dias", "laborables"],
)  # fmt: skip


def parse(rule: str) -> Parts:
    """The checked parts of an RRULE (with or without that name before it) or of words such as "every 2 weeks"."""
    if len(rule) > MOST_CHARACTERS:
        raise Invalid("A rule of repetition has at most {count} characters.", count=MOST_CHARACTERS, hint=_HINT)
    parts = _written(rule) if "=" in rule else _in_words(tokens(rule))
    if not parts:
        raise Invalid("{value} is not a rule of repetition.", value=rule, hint=_HINT)
    return _checked(parts)


def text(parts: Parts) -> str:
    """The rule as it is stored: FREQ=WEEKLY;INTERVAL=2."""
    return ";".join(f"{name}={parts[name]}" for name in _ORDER if name in parts)


def _written(rule: str) -> Parts:
    """The parts as they stand; none at all where one has no value or comes twice."""
    pairs = [
        pair.strip().split("=") for pair in rule.strip().upper().removeprefix("RRULE:").removesuffix(";").split(";")
    ]
    if any(len(pair) != 2 for pair in pairs):
        return {}
    parts = {name.strip(): value.strip() for name, value in pairs}
    return parts if len(parts) == len(pairs) else {}


def _in_words(words: list[str]) -> Parts:
    for every in _EVERY:
        if words[: len(every)] == every:
            words = words[len(every) :]
            break
    if words in _ON_WORKING_DAYS:
        return {"FREQ": "WEEKLY", "BYDAY": _WORKING_DAYS}
    days = [_weekday(word) for word in words if word not in ("and", "y")]
    if days and all(days):
        return {"FREQ": "WEEKLY", "BYDAY": ",".join(days)}
    if len(words) == 1:
        words = ["1", _NAMED.get(words[0], words[0])]
    if words[:1] in (["other"], ["otro"], ["otra"]):
        words = ["2", *words[1:]]
    length = durations.from_words(words)
    if length is None or length.minutes or bool(length.months) == bool(length.days):
        return {}
    count, short, long, per_long = (
        (length.months, "MONTHLY", "YEARLY", 12) if length.months else (length.days, "DAILY", "WEEKLY", 7)
    )
    if count % per_long:
        return {"FREQ": short, "INTERVAL": str(count)}
    return {"FREQ": long, "INTERVAL": str(count // per_long)}


def _weekday(word: str) -> str:
    """MO for monday, mondays, lun; "" for what is no weekday."""
    number = date_words.WEEKDAYS.get(word, date_words.WEEKDAYS.get(word.removesuffix("s")))
    return "" if number is None else WEEKDAYS[number]


def _checked(parts: Parts) -> Parts:
    frequency = parts.get("FREQ", "")
    allowed = _PARTS.get(frequency)
    if allowed is None:
        raise Invalid("Nothing repeats by {value}.", value=frequency, hint="FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.")
    for name in parts:
        if name not in allowed:
            raise Invalid("{part} does not go with FREQ={frequency}.", part=name, frequency=frequency, hint=_HINT)
    if "COUNT" in parts and "UNTIL" in parts:
        raise Invalid("COUNT and UNTIL exclude each other.", hint="Leave one of them out.")
    if "BYSETPOS" in parts and not any(name.startswith("BY") for name in parts if name != "BYSETPOS"):
        raise Invalid("BYSETPOS needs days to choose from.", hint="Add BYDAY or BYMONTHDAY.")
    checked = {name: _canonical(name, value, parts) for name, value in parts.items()}
    for name, default in (("INTERVAL", "1"), ("WKST", "MO")):
        if checked.get(name) == default:
            del checked[name]
    return checked


def _canonical(name: str, value: str, parts: Parts) -> str:
    if name == "FREQ" or (name == "WKST" and value in WEEKDAYS):
        return value
    if name in ("INTERVAL", "COUNT"):
        greatest = _MOST_INTERVAL if name == "INTERVAL" else MOST_COUNT
        if is_digits(value) and len(value) <= len(str(MOST_COUNT)) and 1 <= int(value) <= greatest:
            return str(int(value))
    elif name == "UNTIL":
        if is_until(value):
            return value
    elif name == "BYDAY":
        days = {day for day in map(_ordinal_day, value.split(",")) if day is not None}
        takes_ordinals = parts["FREQ"] in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts
        if len(days) == len(set(value.split(","))) and (takes_ordinals or not any(nth for _day, nth in days)):
            return ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in sorted(days))
    elif name in _GREATEST:
        numbers = {_signed(part, _GREATEST[name]) for part in value.split(",")}
        if 0 not in numbers and (name != "BYMONTH" or min(numbers) > 0):
            return ",".join(map(str, sorted(numbers)))
    raise Invalid("{part}={value} is not possible.", part=name, value=value, hint=_HINT)


def is_until(value: str) -> bool:
    """Whether it is a day or moment as an RRULE ends with: 20261124, 20261124T093000Z."""
    day, mark, clock = value.removesuffix("Z").partition("T")
    if not is_digits(day) or len(day) != 8 or (value.endswith("Z") and not mark):
        return False
    if mark and not (is_digits(clock) and len(clock) == 6 and clock < "24" and clock[2] < "6" and clock[4] < "6"):
        return False
    return int(day[:4]) > 0 and durations.exists(int(day[:4]), int(day[4:6]), int(day[6:]))


def ordinal_days(value: str) -> list[tuple[int, int]]:
    """The days of a checked BYDAY as (weekday, nth), nth being 0 for each of them; none of ""."""
    return [day for day in map(_ordinal_day, value.split(",")) if day is not None]


def _ordinal_day(day: str) -> tuple[int, int] | None:
    """Weekday and nth of 2MO, -1FR or TU."""
    nth = _signed(day[:-2], _GREATEST["BYWEEKNO"]) if len(day) > 2 else 0
    if day[-2:] not in WEEKDAYS or (len(day) > 2 and nth == 0):
        return None
    return WEEKDAYS.index(day[-2:]), nth


def _signed(number: str, greatest: int) -> int:
    """The number, or 0 when it is none or out of bounds."""
    digits = number[1:] if number[:1] in ("+", "-") else number
    if not is_digits(digits) or len(digits) > 3 or int(digits) > greatest:
        return 0
    return -int(digits) if number[0] == "-" else int(digits)

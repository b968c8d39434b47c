from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from crmcli.core.errors import Invalid
from crmcli.core.values import dates

MADRID = ZoneInfo("Europe/Madrid")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 17, 0, 12, tzinfo=MADRID)
"""A Wednesday."""


def read(
    text: str, *, order: str = "dmy", forward: bool = True, now: datetime = NOW, zone: tzinfo | None = None
) -> str:
    found = dates.parse(text, now=now, order=order, forward=forward, zone=zone)
    return f"{found.day}" if found.at is None else f"{found.at:%Y-%m-%d %H:%M}"


def is_refused(text: str, *, order: str = "dmy", forward: bool = True, now: datetime = NOW) -> bool:
    try:
        read(text, order=order, forward=forward, now=now)
    except Invalid as error:
        return bool(str(error) and error.hint)
    return False


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        ("20261124", "2026-11-24"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("2026-11-24T09:30", "2026-11-24 09:30"),
        ("2026-11-24 09:30", "2026-11-24 09:30"),
        ("2026-11-24 9:30", "2026-11-24 09:30"),
        ("2026-11-24T09:30:15.5", "2026-11-24 09:30"),
        ("2026-11-24T09:30Z", "2026-11-24 10:30"),
        ("2026-11-24t23:30z", "2026-11-25 00:30"),
        ("2026-11-24T09:30+05:30", "2026-11-24 05:00"),
        ("20261124T093000Z", "2026-11-24 10:30"),
        ("２０２６－11－24", "2026-11-24"),
        ("2026–11–24", "2026-11-24"),
    ],
)
@pytest.mark.parametrize("order", ["", "dmy", "mdy", "ymd"])
def test_iso_is_read_in_every_order(text: str, day: str, order: str) -> None:
    assert read(text, order=order) == day


@pytest.mark.parametrize(
    ("text", "dmy", "mdy", "ymd", "unsaid"),
    [
        ("24/11/2026", "2026-11-24", None, "2026-11-24", "2026-11-24"),
        ("12/24/2026", None, "2026-12-24", "2026-12-24", "2026-12-24"),
        ("05/06/2026", "2026-06-05", "2026-05-06", None, None),
        ("5.6.2026", "2026-06-05", "2026-05-06", None, None),
        ("05-06-2026", "2026-06-05", "2026-05-06", None, None),
        ("05/05/2026", "2026-05-05", "2026-05-05", "2026-05-05", "2026-05-05"),
        ("26/11/24", "2024-11-26", None, "2026-11-24", None),
        ("24.11.", "2027-11-24", None, None, "2027-11-24"),
        ("11/26", None, "2026-11-26", "2026-11-26", "2026-11-26"),
        ("24/11", "2027-11-24", None, None, "2027-11-24"),
        ("25/11", "2026-11-25", None, None, "2026-11-25"),
        ("5/6", "2027-06-05", "2027-05-06", "2027-05-06", None),
        ("2026/11/24", "2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24"),
        ("31/02/2026", None, None, None, None),
        ("29/02/2026", None, None, None, None),
        ("29/02", "2028-02-29", None, None, "2028-02-29"),
        ("00/00/0000", None, None, None, None),
        ("1/2/3", None, None, None, None),
        ("24/11-2026", None, None, None, None),
        ("thu 05/06/2025", "2025-06-05", None, "2025-06-05", "2025-06-05"),
    ],
)
def test_numbers_follow_the_order_and_are_never_guessed(
    text: str, dmy: str | None, mdy: str | None, ymd: str | None, unsaid: str | None
) -> None:
    for order, expected in (("dmy", dmy), ("mdy", mdy), ("ymd", ymd), ("", unsaid)):
        if expected is None:
            assert is_refused(text, order=order)
        else:
            assert read(text, order=order) == expected


def test_an_ambiguous_date_is_told_apart_from_an_unknown_word() -> None:
    with pytest.raises(Invalid, match=r"05/06/2026 could be two days\."):
        dates.parse("05/06/2026", now=NOW)
    with pytest.raises(Invalid, match=r"soonish is not a date\."):
        dates.parse("soonish", now=NOW)


@pytest.mark.parametrize(
    ("text", "ahead", "back"),
    [
        ("24/11", "2027-11-24", "2026-11-24"),
        ("26/11", "2026-11-26", "2025-11-26"),
        ("15 nov", "2027-11-15", "2026-11-15"),
        ("25 nov", "2026-11-25", "2026-11-25"),
        ("29 feb", "2028-02-29", "2024-02-29"),
        ("fri", "2026-11-27", "2026-11-20"),
        ("wednesday", "2026-12-02", "2026-11-18"),
        ("this friday", "2026-11-27", "2026-11-20"),
        ("weekend", "2026-11-28", "2026-11-21"),
        ("fin de semana", "2026-11-28", "2026-11-21"),
        ("3d", "2026-11-28", "2026-11-22"),
        ("90min", "2026-11-25 18:30", "2026-11-25 15:30"),
        ("14:30", "2026-11-26 14:30", "2026-11-25 14:30"),
        ("at 18:30", "2026-11-25 18:30", "2026-11-24 18:30"),
        ("the 15th", "2026-12-15", "2026-11-15"),
        ("el 31", "2026-12-31", "2026-10-31"),
        ("end of month", "2026-11-30", "2026-10-31"),
        ("principio de mes", "2026-12-01", "2026-11-01"),
    ],
)
def test_what_has_no_direction_goes_ahead_in_plans_and_back_in_logs(text: str, ahead: str, back: str) -> None:
    assert (read(text), read(text, forward=False)) == (ahead, back)


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize(
    ("day", "texts"),
    [
        ("2026-11-25", "today|hoy|HOY|+0d|in 0 days"),
        ("2026-11-26", "tomorrow|mañana|manana|MAÑANA|+1d|in a day|dentro de un día"),
        ("2026-11-24", "yesterday|ayer|1 day ago|hace un dia|-1d"),
        ("2026-11-27", "pasado mañana|day after tomorrow|the day after tomorrow|next friday|próximo viernes"),
        ("2026-11-27", "el próximo viernes|viernes que viene|el viernes que viene|viernes próximo|next fri"),
        ("2026-11-23", "anteayer|antes de ayer|day before yesterday|last monday|lunes pasado|el lunes pasado"),
        ("2026-12-02", "next wednesday|el próximo miércoles|el miercoles que viene"),
        ("2026-12-09", "in 2 weeks|dentro de 2 semanas|en dos semanas|+2w|in a fortnight|two weeks from now"),
        ("2026-11-11", "2 weeks ago|hace 2 semanas|-2w|-14d|-2 w|a fortnight ago"),
        ("2026-12-25", "+1m|in a month|dentro de un mes|in 1 month|25 dec 2026|25 de diciembre de 2026"),
        ("2026-12-10", "dentro de una quincena|+15d"),
        ("2027-11-25", "+1y|in a year|dentro de un año|in 12 months"),
        ("2026-11-30", "next week|la próxima semana|la semana que viene|30-nov-2026|Nov. 30, 2026"),
        ("2026-12-01", "next month|el mes que viene|el próximo mes|start of next month|a principios del mes que viene"),
        ("2027-01-01", "next year|el año que viene|next quarter|start of next year|1º de enero de 2027"),
        ("2026-11-30", "end of this month|a fin de este mes|eom|2026 nov 30"),
        ("2026-11-29", "end of this week|fin de esta semana|eow"),
        ("2026-12-31", "end of this year|el fin de este año|eoy|end of next month|finales del mes que viene"),
        ("2026-10-31", "end of last month|fin del mes pasado"),
        ("2026-11-15", "15 November 2026|15 de noviembre de 2026|15 de noviembre del 2026|15th of november 2026"),
        ("2026-11-15", "november 15th, 2026|sun 15 nov 2026|domingo, 15 de noviembre de 2026|15 nov 26"),
        ("2027-01-01", "1st of january 2027|primero de enero de 2027|1.º de enero de 2027|jan 1 2027|1 ene 2027"),
        ("2026-11-24", "mar 24 nov 2026|martes 24 de noviembre de 2026|Tue 24 Nov 2026|Tue, 24 Nov 2026"),
        ("2026-03-24", "mar 24 mar 2026|24 mar 2026|mar 24 2026|24 de marzo de 2026"),
    ],
)
def test_words_of_both_languages(texts: str, day: str, forward: bool) -> None:
    for text in texts.split("|"):
        assert read(text, forward=forward) == day, text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("fri 14:00", "2026-11-27 14:00"),
        ("14:00 friday", "2026-11-27 14:00"),
        ("tomorrow at 9am", "2026-11-26 09:00"),
        ("9am tomorrow", "2026-11-26 09:00"),
        ("mañana a las 9", "2026-11-26 09:00"),
        ("mañana a las 9 de la mañana", "2026-11-26 09:00"),
        ("el próximo martes a las 9 y media de la noche", "2026-12-01 21:30"),
        ("a las 9 menos cuarto del viernes", "2026-11-27 08:45"),
        ("a la una de la tarde", "2026-11-26 13:00"),
        ("noon", "2026-11-26 12:00"),
        ("on friday at noon", "2026-11-27 12:00"),
        ("mañana al mediodía", "2026-11-26 12:00"),
        ("9h", "2026-11-26 09:00"),
        ("14h30", "2026-11-26 14:30"),
        ("18:30h", "2026-11-25 18:30"),
        ("a las 18.30", "2026-11-25 18:30"),
        ("12am", "2026-11-26 00:00"),
        ("12 p.m.", "2026-11-26 12:00"),
        ("6:15 p. m.", "2026-11-25 18:15"),
        ("today at 9", "2026-11-25 09:00"),
        ("24/12/2026, 10:00:30", "2026-12-24 10:00"),
        ("+3d 14:00", "2026-11-28 14:00"),
        ("in 2 weeks at 9", "2026-12-09 09:00"),
        ("15 nov 2026 20:30", "2026-11-15 20:30"),
        ("nov 15 20:30", "2027-11-15 20:30"),
        ("the 15th at 9", "2026-12-15 09:00"),
        ("in 2 hours", "2026-11-25 19:00"),
        ("+90min", "2026-11-25 18:30"),
        ("1h30m", "2026-11-25 18:30"),
        ("+1d 2h", "2026-11-26 19:00"),
        ("dentro de media hora", "2026-11-25 17:30"),
        ("half an hour ago", "2026-11-25 16:30"),
        ("hace una hora", "2026-11-25 16:00"),
        ("now", "2026-11-25 17:00"),
    ],
)
def test_times(text: str, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "15",
        "may",
        "november",
        "Q1",
        "2026-W47",
        "2026-11",
        "25:00",
        "at 25",
        "9:5",
        "9:60",
        "13am",
        "0pm",
        "tonight",
        "31 feb",
        "30 feb 2026",
        "12:00 pm am",
        "fri 24 nov 2026",
        "fri 26 nov",
        "friday 9",
        "+",
        "-",
        "in",
        "ago",
        "hace",
        "next",
        "el",
        "the",
        "3",
        "3x",
        "1.5d",
        "at",
        "a las",
        "fri sat",
        "today tomorrow",
        "+9999y",
        "+999999999d",
        "in 99999999999 days",
        "-3000y",
        "hace 9000 años",
        "9h 15 mar",
        "in 2 hours at 9",
        "2026-13-01",
        "2026-02-29",
        "2026-11-24x09:30",
        "0001-01-01T00:30+05:00",
        "end",
        "of",
        "end of",
        "fin de",
        "start of the",
        "٢٠٢٦-١١-٢٤",
        "12 de la noche",
        "a m",
        "0000-01-01",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert is_refused(text)


def test_long_text_is_refused_unread() -> None:
    assert is_refused("1 " * 51)
    assert is_refused("today" + " " * 96)
    assert is_refused("9" * 1_000_000)


def test_the_ends_of_the_calendar_are_no_crash() -> None:
    last = datetime(9999, 12, 31, 23, 0, tzinfo=UTC)
    for text in ("tomorrow", "in 2 hours", "next month", "fri", "1 jan", "end of next year", "the 5th", "9h"):
        assert is_refused(text, now=last)
    first = datetime(1, 1, 1, 1, 0, tzinfo=UTC)
    for text in ("yesterday", "2 hours ago", "last monday", "31 dec", "end of month"):
        assert is_refused(text, now=first, forward=False)
    assert is_refused("0001-01-01 00:30", now=datetime(2026, 1, 1, tzinfo=BERLIN))


def test_a_time_that_the_clock_skips_moves_on_and_one_that_comes_twice_is_the_first() -> None:
    now = datetime(2026, 3, 1, 12, 0, tzinfo=BERLIN)
    gap = dates.parse("2026-03-29 02:30", now=now)
    assert (f"{gap.at:%H:%M}", gap.stored) == ("03:30", "2026-03-29T01:30:00Z")
    assert dates.parse("2026-10-25 02:30", now=now).stored == "2026-10-25T00:30:00Z"
    before = datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN)
    assert dates.parse("in 2 hours", now=before).stored == "2026-03-29T02:00:00Z"


def test_the_zone_counts_and_not_the_offset_of_now() -> None:
    now = datetime(2026, 11, 25, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert read("today", now=now) == "2026-11-25"
    assert read("today", now=now, zone=MADRID) == "2026-11-26"
    summer = dates.parse("2027-07-01 09:00", now=now, zone=MADRID)
    assert summer.stored == "2027-07-01T07:00:00Z"


def test_what_is_stored() -> None:
    assert dates.When(date(2026, 11, 24)).stored == "2026-11-24"
    assert dates.parse("2026-11-24 09:30", now=NOW).stored == "2026-11-24T08:30:00Z"


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("in 2 weeks: send the offer", "2026-12-09", "send the offer"),
        ("+3d send offer", "2026-11-28", "send offer"),
        ("Yesterday: lunch with Grace", "2026-11-24", "lunch with Grace"),
        ("ayer, comida con  Ana", "2026-11-24", "comida con  Ana"),
        ("2026-11-24 - lunch", "2026-11-24", "lunch"),
        ("tomorrow at 9 call Ann", "2026-11-26 09:00", "call Ann"),
        ("El martes hablé con Grace", "2026-12-01", "hablé con Grace"),
        ("mañana a las 9 de la noche: llamar", "2026-11-26 21:00", "llamar"),
        ("24/12/2026 dinner", "2026-12-24", "dinner"),
        ("24/12: dinner", "2026-12-24", "dinner"),
        ("sat: brunch", "2026-11-28", "brunch"),
        ("sat 14:00 brunch", "2026-11-28 14:00", "brunch"),
        ("3d: remind Ann", "2026-11-28", "remind Ann"),
        ("18:30 call", "2026-11-25 18:30", "call"),
        ("  today   x  y ", "2026-11-25", "x  y"),
        ("today", "2026-11-25", ""),
    ],
)
def test_a_line_may_begin_with_a_date(line: str, day: str, rest: str) -> None:
    found = dates.leading(line, now=NOW, order="dmy")
    assert found is not None
    when, remainder = found
    assert (f"{when.day}" if when.at is None else f"{when.at:%Y-%m-%d %H:%M}", remainder) == (day, rest)


@pytest.mark.parametrize(
    "line",
    [
        "", " ", ":", "-", "Lunch with Grace", "Sat with Ann", "Mar called", "3d printing with Ann", "2 weeks of work",
        "1/2 price offer", "20261124 is the invoice", "Domingo called", "Now Grace wants two", "9h of work",
        "May I call", "Friday's meeting", "monday.com demo", "Next: call", "one day Grace called",
    ],
)  # fmt: skip
def test_prose_is_no_date(line: str) -> None:
    assert dates.leading(line, now=NOW, order="dmy") is None

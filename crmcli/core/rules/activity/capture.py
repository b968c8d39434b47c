"""One line of everyday words, English or Spanish, taken apart: when, on what channel, tags, text and the next step."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple

from crmcli.core.errors import Invalid
from crmcli.core.records.activity import Task
from crmcli.core.rules.activity.interaction_times import IDLE, promise
from crmcli.core.values import dates
from crmcli.core.values.date_words import WEEKDAYS
from crmcli.core.values.dates import When
from crmcli.core.values.text import fold, nearest, one_line


def word_set(words: str) -> frozenset[str]:
    """Words with spaces between them as a set."""
    return frozenset(words.split())


_CHANNEL_WORDS = {
    "meeting": """
        meeting meet met lunch lunched dinner dined breakfast brunch coffee zoom teams
        reunion reuniones reunimos reuni comida comi comimos almuerzo almorce almorzamos cena cene cenamos
        desayuno desayune desayunamos cafe quedada quede quedamos
    """,
    "call": """
        call calls called calling phone phoned rang talked spoke videocall
        llamada llamadas llamo llame llamamos llamaron telefono telefonee videollamada hable hablamos hablo charle
    """,
    "email": "email emails emailed e-mail e-mailed mail mailed correo correos",
    "message": """
        message messages messaged texted sms whatsapp whatsapped wasap guasap telegram signal chat chatted
        mensaje mensajes mensajeo
    """,
    "visit": "visit visited visits visita visitas visito visite visitamos",
    "letter": "letter letters carta cartas",
    "social": "linkedin instagram facebook mastodon",
    "note": "note nota",
}
_NO_TITLES = word_set("""
    and or but at on in with because which when for is are of
    y e o pero con porque que para por es son de
""")
"""After a bare "in 2 weeks" these go on with the sentence; what is to be done begins otherwise."""
_DISTANCES = word_set("in en dentro")
_ARROWS = word_set("-> => → next: siguiente: proximo:")
_LATE_DAYS = word_set("yesterday ayer anteayer antier today hoy")
_SAYS_LATE = _LATE_DAYS | word_set("last pasado pasada ago hace")
_LONGEST_LATE_DAY = 6
_CLAUSE_ENDS = (":", ",", ";")
_OF_THE_TALK = word_set("about of from since until for sobre de del desde hasta para")
"""After these a day is what was talked about, unless it ends the line as one word."""
_DAYS = (*sorted(_LATE_DAYS), *WEEKDAYS)
SENTENCE_ENDS, BRACKETS = ".;:!?", "()[]\"'«»“”"


class Captured(NamedTuple):
    """What a sentence says, its people not yet known."""

    at: When | None
    channel: str
    text: str
    tags: tuple[str, ...]
    next: Task | None
    """The task that was promised, its title perhaps empty."""
    clauses: tuple[tuple[str, ...], ...]
    """The words of the text, divided where a tag stood."""


def read(sentence: str, *, now: datetime, order: str) -> Captured:
    """Take a sentence apart; lines after the first belong to the text as they are."""
    first, _newline, more = sentence.strip().partition("\n")
    words, tags = _without_tags(one_line(first).split(" "))
    at, words = _date(words, now, order)
    if at is None:
        _refuse_a_slip(words)
    words, promised = _promised(words, now, order)
    if at is None:
        at, words = _late_day(words, now, order)
    text = " ".join(filter(None, words)).strip(IDLE + " ")
    return Captured(
        at,
        _channel(words),
        f"{text}\n{more.strip()}".strip(),
        tags,
        promised,
        tuple(_clauses(words)),
    )


@cache
def channel_words() -> dict[str, str]:
    """The words that tell a channel, folded."""
    return {word: channel for channel, words in _CHANNEL_WORDS.items() for word in words.split()}


def bare(word: str) -> str:
    """The word without brackets and marks around it and without an 's."""
    inner = word.strip(BRACKETS + SENTENCE_ENDS + ",")
    return inner[:-2] if inner[-2:] in ("'s", "’s") else inner


def _without_tags(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words with "" where a tag stood, and the tags."""
    tags: dict[str, str] = {}
    kept = []
    for word in words:
        name = word[1:].rstrip(SENTENCE_ENDS + "," + BRACKETS)
        if word[:1] in ("@", "#") and name[:1].isalpha() and "@" not in name:
            tags.setdefault(fold(name), name)
            kept.append("")
        else:
            kept.append(word)
    return kept, tuple(tags.values())


def _date(words: list[str], now: datetime, order: str) -> tuple[When | None, list[str]]:
    plain = [word for word in words if word]
    found = dates.leading(" ".join(plain), now=now, order=order, forward=False)
    if found is None:
        return None, words
    when, rest = found
    consumed = len(plain) - len(rest.split())
    left = list(words)
    while consumed:
        consumed -= bool(left.pop(0))
    while left and not left[0].strip(IDLE):
        left.pop(0)
    return when, left


def _late_day(words: list[str], now: datetime, order: str) -> tuple[When | None, list[str]]:
    """The day that was, as the last word of the line or at the end of its first clause, and the words without it."""
    last = len(words) - 1
    end = next((at for at, word in enumerate(words) if word.endswith(_CLAUSE_ENDS)), last)
    places = [(start, end) for start in range(max(end - _LONGEST_LATE_DAY, 0), end + 1)]
    for start, end in (*places, (last, last)):
        said = [fold(word).strip(IDLE + SENTENCE_ENDS) for word in words[start : end + 1]]
        is_of_the_talk = start < last and start > 0 and fold(words[start - 1]) in _OF_THE_TALK
        if is_of_the_talk or not _SAYS_LATE.intersection(said):
            continue
        try:
            when = dates.parse(" ".join(said), now=now, order=order, forward=False)
        except Invalid:
            continue
        if when.day <= now.date():
            before, mark = words[:start], words[end][-1:]
            if before and end < last and mark in _CLAUSE_ENDS:
                before[-1] += mark
            return when, before + words[end + 1 :]
    return None, words


def _refuse_a_slip(words: list[str]) -> None:
    """A first word with a colon that was meant as a day must not become a part of the text."""
    first = next(filter(None, words), "")
    meant = first.removesuffix(":")
    if meant != first and (meant[:1].isdecimal() or nearest(meant, _DAYS)):
        raise Invalid(
            "{day} is not a day.",
            day=meant,
            hint="Write it as yesterday or 15 nov; without the colon it is a part of the text.",
        )


def _promised(words: list[str], now: datetime, order: str) -> tuple[list[str], Task | None]:
    """The words before the next step, and the step."""
    for at, word in enumerate(words):
        is_plus = word[:1] == "+" and word[1:2].isdecimal()
        is_arrow = fold(word) in _ARROWS
        is_distance = fold(word) in _DISTANCES
        if not (is_plus or is_arrow or is_distance):
            continue
        rest = " ".join(filter(None, words[at + is_arrow :]))
        found = dates.leading(rest, now=now, order=order)
        if found is None or found[0].day < now.date():
            continue
        step = promise(*found)
        if is_distance and (not step.title or fold(step.title.split()[0]) in _NO_TITLES):
            continue
        return words[:at], step
    return words, None


def _channel(words: list[str]) -> str:
    known = channel_words()
    return next((known[word] for word in (fold(bare(word)) for word in words) if word in known), "note")


def _clauses(words: list[str]) -> Iterator[tuple[str, ...]]:
    clause: list[str] = []
    for word in (*words, ""):
        if word:
            clause.append(word)
        elif clause:
            yield tuple(clause)
            clause = []

"""What was said in two years: the stories as they were told, and small talk between them, as interactions."""

from collections.abc import Iterator
from typing import NamedTuple

from crmcli.core.records.activity import Interaction
from crmcli.core.records.kinds import CHANNELS, DIRECTIONS, OUTCOMES
from crmcli.services.demo import stories_abroad, stories_home, talk_data
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows

MOST_DRIFT = 3
"""Working days by which a whole story may lie earlier than it is written."""
EVENING = "19:00"
"""When the day's talks are written down."""
ACQUAINTED_AFTER = 60
"""Working days from the first talk to the first small talk: there is nothing to mend before something is made."""
_FIRST_HOUR, _LAST_HOUR = 9, 18
_TIMED = ("call", "meeting", "visit", "message")


class Promise(NamedTuple):
    """Something to be done that followed from a talk, and was done."""

    made: int
    """The working day, counted back from today."""
    kept: int
    contact: str
    kind: str
    title: str


class Told(NamedTuple):
    """A talk before it has a number: the working day, counted back from today, and who took part."""

    back: int
    who: tuple[str, ...]
    record: Interaction
    clock: str


def told(chance: Chance, cast: Cast, days: Days) -> tuple[tuple[Interaction, ...], tuple[Promise, ...]]:
    """Everything that was said, the oldest first and numbered, and what was promised then."""
    talks: list[Told] = []
    promises: list[Promise] = []
    for story in (*stories_home.STORIES, *stories_abroad.STORIES):
        drift = chance.randint(0, MOST_DRIFT)
        for row in rows(story):
            if row[0].startswith(">"):
                after, kind = row[0][1:].split()
                before = talks[-1]
                promises.append(Promise(before.back, before.back - int(after), before.who[0], kind, row[1]))
            else:
                talks.append(_step(row, drift))
    talks += _chats(chance, cast, talks)
    dated = sorted((_dated(chance, cast, days, talk) for talk in talks), key=lambda talk: talk.at)
    return tuple(talk._replace(id=at, uid=uid(chance)) for at, talk in enumerate(dated, 1)), tuple(promises)


def _step(row: tuple[str, ...], drift: int) -> Told:
    back, who, *words = row[0].split()
    record, clock = said(words, row[1:])
    return Told(int(back) + drift, tuple(who.split("+")), record, clock)


def said(words: list[str], texts: tuple[str, ...]) -> tuple[Interaction, str]:
    """A talk by the words that say how it went, and its time of day."""
    *subject, text = texts
    record, clock = Interaction(subject=subject[0] if subject else "", text=text), ""
    for word in words:
        if word in CHANNELS:
            record = record._replace(channel=word)
        elif word in DIRECTIONS:
            record = record._replace(direction=word)
        elif word in OUTCOMES:
            record = record._replace(outcome=word)
        elif ":" in word:
            clock = word
        else:
            record = record._replace(minutes=int(word.removesuffix("m")))
    return record, clock


def _chats(chance: Chance, cast: Cast, stories: list[Told]) -> Iterator[Told]:
    """Small talk with whoever is in touch often, between the first and the last thing that their story tells."""
    decks: dict[str, list[Told]] = {}
    for key, person in cast.contacts.items():
        own = [talk.back for talk in stories if key in talk.who]
        tag = next((tag for tag in talk_data.SHARES if tag in person.tags), "")
        if not tag or not own:
            continue
        free = [back for back in range(min(own) + 2, max(own) - ACQUAINTED_AFTER) if back not in own]
        pool = talk_data.CHATS[f"{'client' if tag == 'vip' else tag} {person.language}"]
        for back in chance.sample(free, min(talk_data.SHARES[tag], len(free))):
            deck = decks.setdefault(pool, [])
            if not deck:
                all_rows = [_step((f"0 - {row[0]}", *row[1:]), 0) for row in rows(pool)]
                deck += chance.sample(all_rows, len(all_rows))
            yield deck.pop()._replace(back=back, who=(key,))


def _dated(chance: Chance, cast: Cast, days: Days, talk: Told) -> Interaction:
    day, record = days.at(-talk.back), talk.record
    clock = talk.clock
    if not clock and record.channel in _TIMED and chance.randint(1, 5) > 1:
        clock = f"{chance.randint(_FIRST_HOUR, _LAST_HOUR)}:{chance.choice(('00', '15', '30', '45'))}"
    minutes = record.minutes
    if minutes is None and record.channel in ("call", "meeting"):
        minutes = 5 * (chance.randint(1, 5) if record.channel == "call" else chance.randint(6, 14))
    if record.outcome in ("no-answer", "rescheduled"):
        minutes = record.minutes
    person = cast.contacts[talk.who[0]]
    names = {"first": person.nickname or person.name.split()[0], "org": person.organisation}
    return record._replace(
        at=days.moment(day, clock),
        minutes=minutes,
        subject=record.subject.format(**names),
        text=record.text.format(**names),
        participants=tuple(cast.id(key) for key in talk.who),
        created_at=days.moment(day, EVENING),
    )

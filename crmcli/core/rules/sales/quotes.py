"""What may become of an offer in writing."""

from typing import NamedTuple

from crmcli.core.errors import Invalid, Refused
from crmcli.core.records.offers import Quote
from crmcli.core.rules.texts import block, line

LONGEST_VERSION = 4


class Reference(NamedTuple):
    """A number, and a version of it; 0 is the newest."""

    number: str
    revision: int


def reference(text: str) -> Reference:
    """The number and version in Q-2026-0001 or Q-2026-0001.2."""
    number, dot, revision = text.strip().rpartition(".")
    if dot and revision.isascii() and revision.isdecimal() and len(revision) <= LONGEST_VERSION:
        return Reference(number.upper(), int(revision))
    return Reference(text.strip().upper(), 0)


def name(quote: Quote) -> str:
    """A quote as people name it: Q-2026-0001, or Q-2026-0001.2 for a later version."""
    return quote.number if quote.revision == 1 else f"{quote.number}.{quote.revision}"


def standing(quote: Quote, today: str) -> str:
    """Its status as of a day: a sent one whose validity has passed has expired."""
    if quote.status == "sent" and quote.valid_until and quote.valid_until < today:
        return "expired"
    return quote.status


def settled(quote: Quote) -> Quote:
    """The quote as it may be stored, its texts tidy."""
    if quote.valid_until and quote.valid_until < quote.date:
        raise Invalid(
            "It would be valid until {until}, before its own day, {date}.",
            until=quote.valid_until,
            date=quote.date,
            hint="As in --valid 30d, or --valid 2026-12-31.",
        )
    return quote._replace(
        reason=line("reason", quote.reason), terms=block("terms", quote.terms), note=block("note", quote.note)
    )


def check_changeable(quote: Quote) -> None:
    """Refuse to change what was accepted or lies in the trash."""
    check_there(quote)
    if quote.status == "accepted":
        raise Refused(
            "Quote {number} was accepted: it cannot change any more.",
            number=name(quote),
            hint="`crm quote new` writes another one.",
        )


def next_version(quote: Quote, revision: int, today: str) -> Quote:
    """A new version of what has left the house, to be changed: a draft under the same number."""
    return quote._replace(
        id=0, uid="", revision=revision, status="draft", date=today, sent_on="", decided_on="", reason="",
        created_at="", updated_at="", version=0,
    )  # fmt: skip


def sent(quote: Quote, on: str) -> Quote:
    """The quote as it leaves the house."""
    check_there(quote)
    if quote.status != "draft":
        raise Refused(
            "Quote {number} was sent on {day} already.",
            number=name(quote),
            day=quote.sent_on,
            hint="`crm quote line` or `crm quote edit` makes a new version of it.",
        )
    if not quote.lines:
        raise Refused(
            "Quote {number} has no lines.",
            number=name(quote),
            hint='As in crm quote line {number} "Logo design x2 @ 450".',
        )
    if quote.valid_until and quote.valid_until < on:
        raise Refused(
            "Quote {number} was valid until {until}.",
            number=name(quote),
            until=quote.valid_until,
            hint="`crm quote edit {number} --valid 30d` first.",
        )
    return quote._replace(status="sent", sent_on=on)


def accepted(quote: Quote, on: str, *, late: bool = False) -> Quote:
    """The quote as the customer accepted it on a day."""
    _check_open(quote, on)
    if standing(quote, on) == "expired" and not late:
        raise Refused(
            "Quote {number} was valid until {until}.",
            number=name(quote),
            until=quote.valid_until,
            hint="--force accepts it all the same; --date says the day if it was before.",
        )
    return quote._replace(status="accepted", decided_on=on)


def rejected(quote: Quote, on: str, reason: str) -> Quote:
    """The quote as the customer rejected it on a day."""
    _check_open(quote, on)
    return settled(quote._replace(status="rejected", decided_on=on, reason=reason))


def check_there(quote: Quote) -> None:
    """Refuse what lies in the trash."""
    if quote.trashed_at:
        raise Refused(
            "Quote {number} is in the trash.",
            number=name(quote),
            id=quote.id,
            hint="`crm trash restore quote:{id}` brings it back.",
        )


def _check_open(quote: Quote, on: str) -> None:
    check_there(quote)
    if quote.status == "draft":
        raise Refused("Quote {number} was not sent yet.", number=name(quote), hint="`crm quote send {number}` first.")
    if quote.status != "sent":
        raise Refused(
            "Quote {number} was {status} on {day}.",
            number=name(quote),
            status=quote.status,
            day=quote.decided_on,
            hint="`crm quote edit {number}` makes a new version; `crm undo` takes back a slip.",
        )
    if on < quote.sent_on:
        raise Refused(
            "{day} is before the quote was sent, on {sent}.", day=on, sent=quote.sent_on, hint="Take a later day."
        )

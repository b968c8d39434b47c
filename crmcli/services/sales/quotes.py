"""Offers in writing: finding them, and what becomes of them once they are sent."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused
from crmcli.core.records.offers import Quote
from crmcli.core.rules.sales import lines
from crmcli.core.rules.sales import quotes as rules
from crmcli.core.rules.sales.lines import Sums
from crmcli.services.people import people
from crmcli.services.sales import listing, promotions, typed
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import quotes as reads


class Offered(NamedTuple):
    """A quote, what it amounts to and how it stands today."""

    quote: Quote
    sums: Sums
    standing: str
    """draft, sent, accepted, rejected or expired."""


def get(crm: Workspace, quote_id: int) -> Quote:
    """A quote, whole, the trash included."""
    found = reads.one(crm.db, quote_id)
    if found is None:
        raise NotFound("There is no quote {text}.", text=quote_id, hint="`crm quote list` shows them.")
    return found


def pick(crm: Workspace, text: str, *, status: str = "") -> Quote:
    """The quote that is meant: by number or Q-2026-0001.2, by id, or by how its uid begins.

    Of a number without its version the newest, or the newest of this `status` if there is one.
    """
    wanted = rules.reference(text)
    versions = reads.by_ids(crm.db, reads.of_number(crm.db, wanted.number))
    found = [quote for quote in versions if wanted.revision in (0, quote.revision)]
    found = ([quote for quote in found if quote.status == status] or found)[:1]
    reference = references.read(text)
    if not found and reference.id:
        found = reads.by_ids(crm.db, [reference.id])
    if not found and reference.uid:
        found = reads.by_ids(crm.db, reads.by_uid(crm.db, reference.uid))
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.",
            text=text,
            count=len(found),
            candidates=tuple(f"{quote.id:>6}  {rules.name(quote)}  {quote.contact}" for quote in found),
            hint="Take the number, as {id}.",
            id=found[0].id,
        )
    if not found:
        raise NotFound("There is no quote {text}.", text=text, hint="`crm quote list` shows them.", noun="quote")
    return found[0]


def offered(crm: Workspace, quote: Quote) -> Offered:
    """A quote with what it amounts to."""
    promotion = promotions.of_id(crm, quote.promotion_id)
    return Offered(quote, lines.sums(quote.lines, discount=quote.discount, promotion=promotion), standing(crm, quote))


def standing(crm: Workspace, quote: Quote) -> str:
    """How a quote stands today."""
    return rules.standing(quote, crm.today.isoformat())


def listed(
    crm: Workspace,
    *,
    query: str = "",
    contact: str = "",
    status: str = "",
    every: bool = False,
    limit: int | None = None,
) -> list[Offered]:
    """Quotes, the newest first; the newest version of each unless `every`."""
    number = people.pick(crm, contact) if contact else None
    ids = reads.listed(crm.db, number, status, crm.today.isoformat(), every, limit, listing.people(crm, query))
    return [offered(crm, quote) for quote in reads.by_ids(crm.db, ids)]


def send(crm: Workspace, text: str, *, date: str = "") -> Offered:
    """Mark a quote as sent: whoever changes it from now on makes a new version."""
    with crm.writing("quote send") as unit:
        unit.save(rules.sent(quote := pick(crm, text), typed.past_day(crm, date)))
        return offered(crm, get(crm, quote.id))


def accept(crm: Workspace, text: str, *, date: str = "", force: bool = False) -> Offered:
    """Mark a quote as accepted; Refused where another version, or another quote for its deal, was."""
    with crm.writing("quote accept") as unit:
        quote = _decided(crm, text)
        after = rules.accepted(quote, typed.past_day(crm, date), late=force)
        others = [one for one in reads.accepted(unit.db, quote.number, quote.deal_id) if one != quote.id]
        if others:
            other = get(crm, others[0])
            raise Refused(
                "Quote {other} was accepted on {day} already.",
                other=rules.name(other),
                day=other.decided_on,
                hint="`crm sale add --quote {other}` goes on from there; a slip is taken back by `crm undo`.",
            )
        unit.save(after)
        return offered(crm, get(crm, quote.id))


def reject(crm: Workspace, text: str, *, reason: str = "", date: str = "") -> Offered:
    """Mark a quote as rejected, and why."""
    with crm.writing("quote reject") as unit:
        quote = _decided(crm, text)
        unit.save(rules.rejected(quote, typed.past_day(crm, date), reason))
        return offered(crm, get(crm, quote.id))


def trash(crm: Workspace, targets: Iterable[str]) -> list[Offered]:
    """Move quotes to the trash, the named version or the newest."""
    with crm.writing("quote delete") as unit:
        gone = {quote.id: quote for quote in (pick(crm, text) for text in targets)}
        for quote in gone.values():
            rules.check_there(quote)
            unit.save(quote._replace(trashed_at=unit.now))
        return [offered(crm, quote) for quote in gone.values()]


def _decided(crm: Workspace, text: str) -> Quote:
    """The quote that the customer decided on: no draft where a version of it was sent."""
    quote, sent = pick(crm, text), pick(crm, text, status="sent")
    if quote.status == "draft" and sent.status == "sent":
        raise Refused(
            "Quote {number} was not sent yet.",
            number=rules.name(quote),
            sent=f"{sent.number}.{sent.revision}",
            hint="Send it, or say that the version before is meant: {sent}.",
        )
    return quote

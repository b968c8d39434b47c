"""Money spent: writing it down, throwing it away, lists of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused, Usage
from crmcli.core.records.costs import Cost
from crmcli.core.rules.sales import costs as rules
from crmcli.core.values import money
from crmcli.core.values.money import Money
from crmcli.services import discarding
from crmcli.services.people import people
from crmcli.services.sales import listing, typed
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import about, alive, all_of, dated, having, sounding
from crmcli.store.reads import lists
from crmcli.store.reads.sales import costs as reads
from crmcli.store.unit import Unit

TEXTS = ("purpose", "category", "channel", "source", "campaign", "note", "external_id")


class Filter(NamedTuple):
    """Which costs are meant, as typed; what is empty does not matter."""

    since: str = ""
    until: str = ""
    purpose: str = ""
    category: str = ""
    channel: str = ""
    campaign: str = ""
    contact: str = ""
    query: str = ""
    """On the contacts that they are about."""


class Page(NamedTuple):
    """Some of the costs that are meant, how many there are, and their sum in each currency."""

    records: list[Cost]
    total: int
    sums: tuple[Money, ...]


def add(crm: Workspace, given: Mapping[str, str]) -> Cost:
    """Write money spent down, of typed values: amount, currency, rate, date, contact and `TEXTS`."""
    with crm.writing("cost add") as unit:
        cost = drafted(crm, Cost(), given)
        _refuse_taken(unit, cost)
        return get(crm, unit.save(cost))


def edit(crm: Workspace, reference: str, given: Mapping[str, str]) -> Cost:
    """Change what is named of a cost, typed as for a new one; `none` takes a value away."""
    if not given:
        raise Usage("There is nothing to change.", hint="As in crm cost edit 12 --rate 0.92 --channel fair.")
    with crm.writing("cost edit") as unit:
        before = pick(crm, reference)
        if before.trashed_at:
            raise Refused(
                "Cost {id} is in the trash.", id=before.id, hint="`crm trash restore cost:{id}` brings it back."
            )
        told = {name: "" if text.strip().lower() in typed.NONE else text for name, text in given.items()}
        if told.get("contact") == "":
            before = before._replace(contact_id=None)
        after = drafted(crm, before, told)
        _refuse_taken(unit, after)
        return get(crm, unit.save(after))


def drafted(crm: Workspace, before: Cost, given: Mapping[str, str]) -> Cost:
    """A cost with typed values, as it may be stored; Invalid for what cannot be."""
    texts = {name: given[name] for name in TEXTS if name in given}
    after = before._replace(**texts)  # type: ignore[arg-type] # they are texts
    if given.get("date") or not before.date:
        after = after._replace(date=typed.past_day(crm, given.get("date")))
    if "amount" in given:
        found = money.parse(given["amount"], typed.currency_or_base(crm, given.get("currency") or before.currency))
        if given.get("currency"):
            typed.amount(given["amount"], money.known_currency(given["currency"]))
        after = after._replace(amount_minor=found.minor, currency=found.currency)
    if "rate" in given or after.currency != before.currency:
        after = after._replace(rate=typed.rate(crm, given.get("rate", ""), after.currency))
    if given.get("contact"):
        after = after._replace(contact_id=people.pick(crm, given["contact"], sure=True))
    return rules.settled(after)


def get(crm: Workspace, cost_id: int) -> Cost:
    """A cost, the trash included."""
    found = reads.one(crm.db, cost_id)
    if found is None:
        raise NotFound("There is no cost {id}.", id=cost_id, hint="`crm cost list` shows the newest.")
    return found


def pick(crm: Workspace, text: str) -> Cost:
    """The cost that is meant: by number, external id, or the beginning of its uid."""
    reference = references.read(text)
    if reference.id:
        return get(crm, reference.id)
    found = list(reads.by_external_ids(crm.db, [text.strip()]).values())
    found = found or (reads.by_uid(crm.db, reference.uid) if reference.uid else [])
    if len(found) > 1:
        raise Ambiguous("{text} could be any of {count}.", text=text, count=len(found), hint="Take the number.")
    if not found:
        raise NotFound("There is no cost {id}.", id=text, hint="`crm cost list` shows the newest.", noun="cost")
    return get(crm, found[0])


def trash(crm: Workspace, targets: Iterable[str]) -> list[Cost]:
    """Move costs to the trash; those that were not in it."""
    return discarding.discarded(crm, "cost delete", pick, targets)


def page(crm: Workspace, wanted: Filter, *, limit: int | None = None) -> Page:
    """Costs, the newest first, and the sum of all that are meant."""
    days = (typed.day(crm, day, forward=False) if day else "" for day in (wanted.since, wanted.until))
    picked = all_of(
        alive("cost"),
        dated("cost", *days),
        *(sounding("cost", name, getattr(wanted, name)) for name in ("purpose", "category", "channel", "campaign")),
        having("cost", "contact_id", people.pick(crm, wanted.contact) if wanted.contact else None),
        about("cost", listing.people(crm, wanted.query)),
    )
    sums = reads.sums_where(crm.db, picked)
    records = reads.by_ids(crm.db, lists.ids_where(crm.db, "cost", picked, sorting.order("cost"), limit))
    return Page(records, sum(count for _, count, _ in sums), tuple(Money(minor, code) for code, _, minor in sums))


def _refuse_taken(unit: Unit, cost: Cost) -> None:
    taken = reads.by_external_ids(unit.db, [cost.external_id]) if cost.external_id else {}
    if taken and taken[cost.external_id] != cost.id:
        raise Refused(
            "Cost {id} has the external id {text} already.",
            id=taken[cost.external_id],
            text=cost.external_id,
            hint="Take another one, or `crm cost delete {id}` first.",
        )

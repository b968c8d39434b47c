"""What was deleted: listing it, bringing it back, removing it."""

from collections.abc import Callable, Iterable, Sequence
from sqlite3 import Connection

from crmcli.core.errors import Ambiguous, NotFound
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.costs import Cost
from crmcli.core.records.deals import Deal
from crmcli.core.records.money import Delivery, Payment, Promotion
from crmcli.core.records.offers import Product, Quote
from crmcli.core.records.sales import Sale
from crmcli.core.records.support import Answer
from crmcli.core.records.system import Emptied, Obstacle, Trashed
from crmcli.core.values.text import fold
from crmcli.services import backups
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, interactions, system, tasks
from crmcli.store.reads.sales import costs, deals, deliveries, payments, products, promotions, quotes, sales
from crmcli.store.reads.support import answers
from crmcli.store.unit import Unit

NOUNS = (
    "interaction",
    "task",
    "answer",
    "cost",
    "payment",
    "delivery",
    "sale",
    "quote",
    "product",
    "promotion",
    "deal",
    "contact",
)
"""In the order in which they are removed: contacts last, since the others refer to them."""
Kept = (
    Contact | Interaction | Task | Deal | Product | Promotion | Quote | Sale | Cost | Payment | Delivery | Answer
)  # fmt: skip
"""What can be in the trash."""


def listed(crm: Workspace) -> list[Trashed]:
    """Everything in the trash, what was thrown away last first."""
    return system.trash(crm.db)


def restore(crm: Workspace, references: Sequence[str]) -> list[Trashed]:
    """Bring records back by number (task:7 where several nouns have it), uid or exact title."""
    with crm.writing("trash restore") as unit:
        found = listed(crm)
        chosen = list(dict.fromkeys(_pick(found, text) for text in references))
        for record in chosen:
            unit.save(_read(unit, record)._replace(trashed_at=""))
        return chosen


def removable(crm: Workspace) -> Emptied:
    """What emptying the trash would remove, and what it must keep because other records depend on it."""
    return _planned(crm)


def empty(crm: Workspace) -> Emptied:
    """Remove what is in the trash, but for what others depend on. An undo brings it back; of many a copy is made."""
    with crm.writing("trash empty") as unit:
        plan = _planned(crm)
        backups.before(crm, "bulk", len(plan.removed))
        for noun, ids in _belonging(unit, [record.id for record in plan.removed if record.noun == "contact"]).items():
            unit.remove_many(noun, ids)
        for noun in NOUNS:
            unit.remove_many(noun, [record.id for record in plan.removed if record.noun == noun])
        return plan


def _planned(crm: Workspace) -> Emptied:
    from crmcli.store.undoing import obstacles  # noqa: PLC0415 - door: 1 ms, only when the trash is emptied

    found = listed(crm)
    going = {(record.noun, record.id) for record in found}
    people = {record.id for record in found if record.noun == "contact"}
    kept: dict[tuple[str, int], Obstacle] = {}
    known = -1
    while len(kept) > known:
        known = len(kept)
        parts = _belonging(crm, [number for number in people if ("contact", number) not in kept])
        along = {(noun, number) for noun, ids in parts.items() for number in ids}
        kept = obstacles.staying(crm.db, going | along) | kept
    return Emptied(
        tuple(record for record in found if (record.noun, record.id) not in kept),
        tuple(
            kept[record.noun, record.id]._replace(title=record.title)
            for record in found
            if (record.noun, record.id) in kept
        ),
    )


def _belonging(book: Workspace | Unit, people: Sequence[int]) -> dict[str, set[int]]:
    """What is nothing without these contacts: former names, pairs that are no doubles, permissions, what they said."""
    from crmcli.store.changes import joining  # noqa: PLC0415 - door: 1 ms, only when the trash is emptied

    found = joining.referring(book.db, people)
    return {noun: found.get(noun, set()) for noun in ("distinction", "former", "consent", "answer")}


def _pick(found: Iterable[Trashed], text: str) -> Trashed:
    noun, colon, rest = text.partition(":")
    wanted = rest if colon and noun in (*NOUNS, "id", "uid") else text
    nouns = (noun,) if colon and noun in NOUNS else NOUNS
    here = [record for record in found if record.noun in nouns]
    for fits in _tests(wanted):
        hits = [record for record in here if fits(record)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise Ambiguous(
                "{text} could be any of {count} in the trash.",
                text=text,
                count=len(hits),
                candidates=tuple(f"{hit.noun}:{hit.id}  {hit.title}" for hit in hits[:20]),
                hint="Name the noun too: {noun}:{id}.",
                noun=hits[0].noun,
                id=hits[0].id,
            )
    raise NotFound("There is no {text} in the trash.", text=text, hint="`crm trash list` shows what is in it.")


def _tests(wanted: str) -> tuple[Callable[[Trashed], bool], ...]:
    """The ways to name a record, the surest first."""
    folded = fold(wanted.strip())
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else 0
    return (
        lambda record: record.id == number,
        lambda record: len(folded) >= 6 and record.uid.startswith(folded),
        lambda record: bool(folded) and fold(record.title) == folded,
    )


_READS: dict[str, Callable[[Connection, int], Kept | None]] = {
    "contact": contacts.one,
    "interaction": interactions.one,
    "task": tasks.one,
    "deal": deals.one,
    "product": products.one,
    "promotion": promotions.one,
    "quote": quotes.one,
    "sale": sales.one,
    "cost": costs.one,
    "payment": payments.one,
    "delivery": deliveries.one,
    "answer": answers.one,
}


def _read(unit: Unit, record: Trashed) -> Kept:
    found = _READS[record.noun](unit.db, record.id)
    if found is None:
        raise NotFound(
            "There is no {noun} {id}.",
            noun=record.noun,
            id=record.id,
            hint="`crm trash list` shows what is left in it.",
        )
    return found

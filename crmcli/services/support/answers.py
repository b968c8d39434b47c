"""Answers to surveys: writing them down, throwing them away, lists of them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, Invalid, NotFound, Refused, Usage
from crmcli.core.records.kinds import ANSWER_KINDS, ANSWER_PHASES
from crmcli.core.records.support import Answer
from crmcli.core.rules.support import answers as rules
from crmcli.core.rules.texts import one_of
from crmcli.services import discarding
from crmcli.services.people import people
from crmcli.services.sales import listing, sale_lists, typed
from crmcli.services.workspace import Workspace
from crmcli.store.fields import sorting
from crmcli.store.fields.picked import about, alive, all_of, dated, having, sounding
from crmcli.store.reads import lists
from crmcli.store.reads.support import answers as reads

TEXTS = ("kind", "phase", "channel", "note", "external_id")


class Filter(NamedTuple):
    """Which answers are meant, as typed; what is empty does not matter."""

    since: str = ""
    until: str = ""
    kind: str = ""
    phase: str = ""
    channel: str = ""
    query: str = ""
    """On the contacts who answered."""


class Page(NamedTuple):
    """Some of the answers that are meant, and how many there are."""

    records: list[Answer]
    total: int


def add(crm: Workspace, given: Mapping[str, str]) -> Answer:
    """Write an answer down, of typed values: contact, score, date, sale and `TEXTS`."""
    if not given.get("kind"):
        raise Usage("Which question was answered is missing.", hint="--kind nps, csat or ces says it.")
    with crm.writing("survey answer") as unit:
        answer = drafted(crm, Answer(kind=""), given)
        known = reads.by_external_ids(unit.db, [answer.external_id]).get(answer.external_id)
        if known:
            raise Refused(
                "Answer {id} has the external id {text} already.",
                id=known,
                text=answer.external_id,
                hint="Take another one, or `crm survey delete {id}` first.",
            )
        return get(crm, unit.save(answer))


def drafted(crm: Workspace, before: Answer, given: Mapping[str, str]) -> Answer:
    """An answer with typed values, as it may be stored; Invalid for what cannot be."""
    texts = {name: given[name] for name in TEXTS if name in given}
    after = before._replace(**texts)  # type: ignore[arg-type] # they are texts
    if not after.kind:
        raise Invalid("Nothing says which question was answered.", hint="--kind nps, csat or ces says it of all.")
    kind = one_of("kind", after.kind.strip().lower(), ANSWER_KINDS)
    after = after._replace(kind=kind, phase=after.phase.strip().lower())
    if "score" in given:
        after = after._replace(score=rules.score(given["score"], kind))
    elif not before.id:
        raise Invalid("The score is missing.", hint="{kind} takes a whole number from {low} to {high}.", **_scale(kind))
    if given.get("date") or not before.date:
        after = after._replace(date=typed.past_day(crm, given.get("date")))
    if given.get("contact"):
        after = after._replace(contact_id=people.pick(crm, given["contact"], sure=True))
    if given.get("sale"):
        after = _about(crm, after, given["sale"])
    if not after.contact_id:
        raise Invalid("Who answered is missing.", hint="A number, an e-mail address or a name says it.")
    return rules.settled(after)


def get(crm: Workspace, answer_id: int) -> Answer:
    """An answer, the trash included."""
    found = reads.one(crm.db, answer_id)
    if found is None:
        raise _none(answer_id)
    return found


def pick(crm: Workspace, text: str) -> Answer:
    """The answer that is meant: by number, external id, or the beginning of its uid."""
    reference = references.read(text)
    if reference.id:
        return get(crm, reference.id)
    found = list(reads.by_external_ids(crm.db, [text.strip()]).values())
    found = found or (reads.by_uid(crm.db, reference.uid) if reference.uid else [])
    if len(found) > 1:
        raise Ambiguous("{text} could be any of {count}.", text=text, count=len(found), hint="Take the number.")
    if not found:
        raise _none(text)
    return get(crm, found[0])


def trash(crm: Workspace, targets: Iterable[str]) -> list[Answer]:
    """Move answers to the trash; those that were not in it."""
    return discarding.discarded(crm, "survey delete", pick, targets)


def page(crm: Workspace, wanted: Filter, *, limit: int | None = None) -> Page:
    """Answers, the newest first, and how many are meant."""
    days = (typed.day(crm, day, forward=False) if day else "" for day in (wanted.since, wanted.until))
    words = (("kind", wanted.kind, ANSWER_KINDS), ("phase", wanted.phase, ANSWER_PHASES))
    picked = all_of(
        alive("answer"),
        dated("answer", *days),
        *(having("answer", name, one_of(name, text.lower(), known)) for name, text, known in words if text),
        sounding("answer", "channel", wanted.channel),
        about("answer", listing.people(crm, wanted.query)),
    )
    records = reads.by_ids(crm.db, lists.ids_where(crm.db, "answer", picked, sorting.order("answer"), limit))
    is_cut = limit is not None and len(records) == limit
    return Page(records, lists.count_where(crm.db, "answer", picked) if is_cut else len(records))


def _about(crm: Workspace, answer: Answer, text: str) -> Answer:
    """The answer about one of the contact's sales, or of their organisation's; so it came after it unless said."""
    sale = sale_lists.pick(crm, text)
    contact_id = answer.contact_id or sale.contact_id
    if sale.contact_id not in (contact_id, people.get(crm, contact_id).organisation_id):
        raise Refused(
            "Sale {sale} is {name}'s.",
            sale=sale.number or sale.id,
            name=sale.contact,
            hint="`crm sale list --contact {id}` shows the customer's own.",
            id=contact_id,
        )
    return answer._replace(sale_id=sale.id, contact_id=contact_id, phase=answer.phase or "after")


def _none(text: object) -> NotFound:
    return NotFound(
        "There is no survey answer {id}.", id=text, hint="`crm survey list` shows the newest.", noun="answer"
    )


def _scale(kind: str) -> dict[str, object]:
    low, high = rules.SCALES[kind]
    return {"kind": kind.upper(), "low": low, "high": high}

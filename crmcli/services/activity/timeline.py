"""The whole history with somebody, and everything that fits on one card."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.consents import Standing
from crmcli.core.records.contact import Contact
from crmcli.core.records.deals import Deal
from crmcli.core.records.history import Entry, Member
from crmcli.core.records.kinds import CHANNELS
from crmcli.core.records.owed import Balance
from crmcli.core.records.support import Answer
from crmcli.core.rules.texts import one_of
from crmcli.core.values.text import fold
from crmcli.services.people import consents, people
from crmcli.services.workspace import Workspace
from crmcli.store.reads import interactions as interaction_reads
from crmcli.store.reads import tasks as task_reads
from crmcli.store.reads import timeline as reads
from crmcli.store.reads.sales import deal_links, pipelines, receivables
from crmcli.store.reads.sales import deals as deal_reads
from crmcli.store.reads.support import answers as answer_reads

TASK, DEAL, CONSENT, ANSWER = "task", "deal", "consent", "answer"
MONEY = ("quote", "sale", "invoice", "payment", "delivery")
"""The kinds of lines that are no interactions."""
WORDS = (*CHANNELS, TASK, DEAL, CONSENT, *MONEY, ANSWER)
"""What entries can be asked for."""
_PLACED = (*MONEY, "decision", "refund")
SHOWN = 5
"""The last interactions on a card."""
MOST_TASKS = 20
MOST_DEALS = 20


class Card(NamedTuple):
    """Somebody with what was said last and what is due."""

    contact: Contact
    interactions: tuple[Interaction, ...]
    """The last ones, the newest first."""
    tasks: tuple[Task, ...]
    """What is open, the first due first."""
    people: tuple[Member, ...]
    """The people of an organisation."""
    referrer: str
    """The name of who sent them."""
    deals: tuple[Deal, ...] = ()
    """What is open, the first expected to close first."""
    balances: tuple[Balance, ...] = ()
    """What they owe and have to their credit, in each currency; an organisation's own, without its people's."""
    consents: tuple[Standing, ...] = ()
    """What they said of being written to and called."""
    answers: tuple[Answer, ...] = ()
    """The last to each kind of question; an organisation's with those of its people."""


def entries(
    crm: Workspace, contact_id: int, *, channels: Sequence[str] = (), since: str = "", limit: int | None = None
) -> list[Entry]:
    """Talks, closed tasks, moves of deals, permissions, what was offered, sold, invoiced, paid, delivered, answered.

    The newest is first. An organisation's are with those of its people. `channels` may name `task`, `deal`, `consent`,
    `answer` and the words of MONEY; `since` is a date in words.
    """
    kinds = [one_of("channel", fold(word.strip()), WORDS) for text in channels for word in text.split(",")]
    people.get(crm, contact_id)
    day = crm.typed_day(since) if since else None
    places = reads.places(
        crm.db,
        contact_id,
        channels=[kind for kind in kinds if kind in CHANNELS] if kinds else CHANNELS,
        tasks=TASK in kinds or not kinds,
        others=[kind for kind in kinds if kind in (*MONEY, ANSWER)] if kinds else (*MONEY, ANSWER),
        since=crm.midnight(day) if day else "",
        day=day.isoformat() if day else "",
        limit=limit,
    )
    said = {
        i.id: i for i in interaction_reads.by_ids(crm.db, [place.id for place in places if place.noun == "interaction"])
    }
    done = {t.id: t for t in task_reads.by_ids(crm.db, [place.id for place in places if place.noun == TASK])}
    found = [_said(said[place.id], contact_id) for place in places if place.noun == "interaction"]
    found += [_done(place.at, done[place.id], contact_id) for place in places if place.noun == TASK]
    if any(place.noun in _PLACED for place in places):
        from crmcli.services.activity import money_history  # noqa: PLC0415 - door: 1 ms, only where there is money

        found += money_history.entries(crm, [place for place in places if place.noun in _PLACED], contact_id)
    if any(place.noun == ANSWER for place in places):
        told = answer_reads.by_ids(crm.db, [place.id for place in places if place.noun == ANSWER])
        found += [_answered(answer, contact_id) for answer in told]
    if DEAL in kinds or not kinds:
        found += _moves(crm, contact_id, day.isoformat() if day else "", limit)
    if CONSENT in kinds or not kinds:
        them = {contact_id: "", **{member.id: member.name for member in reads.people_of(crm.db, contact_id)}}
        found += consents.entries(crm, them, day.isoformat() if day else "", limit)
    return sorted(found, key=lambda entry: crm.local(entry.at), reverse=True)[:limit]


def card(crm: Workspace, contact_id: int) -> Card:
    """Somebody with the last interactions and what is open; an organisation with its people and theirs."""
    contact = people.get(crm, contact_id)
    members = reads.people_of(crm.db, contact_id)
    places = reads.places(crm.db, contact_id, channels=CHANNELS, tasks=False, limit=SHOWN)
    them = _them(contact_id, members)
    return Card(
        contact,
        tuple(interaction_reads.by_ids(crm.db, [place.id for place in places])),
        tuple(task_reads.of_contact(crm.db, them, MOST_TASKS)),
        tuple(members),
        people.get(crm, contact.referred_by).name if contact.referred_by else "",
        tuple(deal_reads.by_ids(crm.db, deal_reads.open_of(crm.db, them, MOST_DEALS))),
        tuple(receivables.balances(crm.db, contact_id, crm.today.isoformat())),
        tuple(consents.status(crm, contact_id)),
        tuple(answer_reads.last_of(crm.db, them)),
    )


def _them(contact_id: int, members: Sequence[Member]) -> list[int]:
    return [contact_id, *(member.id for member in members)]


def _moves(crm: Workspace, contact_id: int, since: str, limit: int | None) -> list[Entry]:
    """The steps of their deals: where each led to, or how it ended."""
    them = _them(contact_id, reads.people_of(crm.db, contact_id))
    steps = deal_links.steps_of(crm.db, them, since, limit)
    if not steps:
        return []
    known = {deal.id: deal for deal in deal_reads.by_ids(crm.db, list({step.deal_id for step in steps}))}
    words = dict(pipelines.words_by_id(crm.db))
    found = []
    for step in steps:
        deal = known[step.deal_id]
        move = deal.moves[step.position]
        outcome = words[move.stage_id] if move.status == "open" else move.status
        others = (deal.contact,) if deal.contact and deal.contact_id != contact_id else ()
        found.append(Entry(step.at, DEAL, deal.id, deal.title, move.reason, outcome, others))
    return found


def _said(said: Interaction, asked: int) -> Entry:
    others = tuple(name for number, name in zip(said.participants, said.names, strict=True) if number != asked)
    return Entry(
        said.at,
        said.channel,
        said.id,
        said.subject or said.text,
        said.text if said.subject else "",
        said.outcome,
        others,
    )


def _answered(answer: Answer, asked: int) -> Entry:
    title = "  ".join(filter(None, (f"{answer.kind.upper()} {answer.score}", answer.note.partition("\n")[0])))
    others = (answer.contact,) if answer.contact_id != asked else ()
    return Entry(answer.date, ANSWER, answer.id, title, answer.channel, "", others)


def _done(at: str, task: Task, asked: int) -> Entry:
    others = (task.contact,) if task.contact_id != asked else ()
    return Entry(at, TASK, task.id, task.title, task.kind, task.status, others)

"""Logging one line of everyday words: its people found among the contacts, nobody guessed."""

from typing import NamedTuple

from crmcli.core.errors import Ambiguous, Usage
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.rules.activity import capture, interaction_times, interactions, mentions
from crmcli.core.values.text import fold, words
from crmcli.services.activity import log
from crmcli.services.activity.log import Logged
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads import contacts, search
from crmcli.store.reads.contacts import Candidate


class Understood(NamedTuple):
    """What a sentence was taken to mean."""

    interaction: Interaction
    with_whom: tuple[int, ...]
    next: Task | None


def add(crm: Workspace, sentence: str) -> Logged:
    """Log a sentence such as "Yesterday: lunch with Grace and George @ventas +3d send offer"."""
    with crm.writing("log") as unit:
        meant = understood(crm, sentence)
        return log.stored(crm, unit, meant.interaction, meant.with_whom, meant.next)


def understood(crm: Workspace, sentence: str) -> Understood:
    """What a sentence means, nothing being written; NotFound, Ambiguous or Usage where its people are not clear."""
    now = crm.now
    captured = capture.read(sentence, now=now, order=crm.settings.date_order)
    if not captured.text:
        raise Usage(
            "There is nothing to log in {text}.", text=sentence, hint='`crm task add "..." --due friday` makes a task.'
        )
    known: dict[str, Candidate | None] = {}

    def who(name: str) -> Candidate | None:
        if name not in known:
            known[name] = _called(crm, name)
        return known[name]

    found = mentions.people(captured.clauses, who)
    if not found:
        raise Usage(
            "Nobody you know is named in this: {text}",
            text=captured.text,
            hint='Name them after "with", as in crm log "lunch with Grace", or write crm log note NAME "...".',
        )
    at = interaction_times.past(captured.at, now) if captured.at else now.date().isoformat()
    said = interactions.settled(Interaction(at=at, channel=captured.channel, text=captured.text, tags=captured.tags))
    everybody = tuple(person.id for person in found)
    names = tuple(person.name for person in found)
    return Understood(said._replace(participants=everybody, names=names), everybody, captured.next)


def _called(crm: Workspace, name: str) -> Candidate | None:
    """The one contact who is called so, whole or by some words of the name; a number only with its #."""
    if "@" in name or "#" in name or name.startswith("id:"):
        if " " in name:
            return None
        number = people.pick(crm, name, sure=True)
        return contacts.by_id(crm.db, number)[0]
    sought = words(name)
    if not any(character.isalpha() for character in name):
        return None
    found = contacts.by_name(crm.db, fold(name)) or search.whole_words(crm.db, sought)
    if len(found) > 1:
        raise Ambiguous(
            "{name} could be any of {count}.",
            name=name,
            count=len(found),
            candidates=people.lines_of(found),
            hint="Write the whole name, or the number as #{id}.",
            id=found[0].id,
        )
    return found[0] if found else None

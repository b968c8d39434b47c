"""What was said: logging it, with the next step that was promised, and correcting it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.rules.activity import interactions as rules
from crmcli.services.people import people
from crmcli.services.workspace import Workspace
from crmcli.store.reads import interactions as reads
from crmcli.store.unit import Unit
from crmcli.view.words import _

LONGEST_TITLE = 200


class Logged(NamedTuple):
    """An interaction as it was stored, and the task that was promised with it."""

    interaction: Interaction
    next: Task | None = None


def add(
    crm: Workspace,
    draft: Interaction,
    with_whom: Sequence[str],
    *,
    at: str | None = None,
    minutes: str | None = None,
    next_step: str | None = None,
    travel: str | None = None,
    materials: str | None = None,
) -> Logged:
    """Log what was said with these people, what it cost, and what was promised for later."""
    said = _timed(crm, draft._replace(at=crm.today.isoformat()), at, minutes)
    said = rules.settled(_paid(crm, said, travel, materials))
    promised = _promised(crm, next_step) if next_step else None
    with crm.writing(f"log {said.channel}") as unit:
        return stored(crm, unit, said, people.picked(crm, with_whom, sure=True), promised)


def stored(crm: Workspace, unit: Unit, said: Interaction, with_whom: Sequence[int], promised: Task | None) -> Logged:
    """Store a settled interaction with its people, and the task that was promised, for the first of them."""
    _refuse_gone(unit, with_whom)
    actor = crm.settings.actor
    number = unit.save(said._replace(participants=tuple(with_whom), actor=actor))
    interaction = get(crm, number)
    if promised is None:
        return Logged(interaction)
    names = dict(zip(interaction.participants, interaction.names, strict=True))
    title = promised.title or _("Follow up with {name}").format(name=names[with_whom[0]])
    return Logged(
        interaction, _task(unit, promised._replace(title=title, contact_id=with_whom[0], deal_id=said.deal_id))
    )


def get(crm: Workspace, interaction_id: int) -> Interaction:
    """An interaction, whole, the trash included."""
    found = reads.one(crm.db, interaction_id)
    if found is None:
        raise NotFound("There is no interaction {id}.", id=interaction_id, hint="`crm log list` shows the newest.")
    return found


def pick(crm: Workspace, text: str) -> Interaction:
    """The interaction that is meant, by number or by how its uid begins."""
    reference = references.read(text)
    if reference.id:
        return get(crm, reference.id)
    found = reads.by_uid(crm.db, reference.uid) if reference.uid else []
    if len(found) > 1:
        lines = tuple(f"{said.id:>6}  {said.at[:10]}  {title(said)}" for said in reads.by_ids(crm.db, found))
        raise Ambiguous(
            "{text} could be any of {count}.", text=text, count=len(found), candidates=lines, hint="Take the number."
        )
    if not found:
        raise NotFound(
            "There is no interaction {text}.",
            text=text,
            hint="Take its number: `crm log list with:NAME` shows it.",
            noun="interaction",
        )
    return get(crm, found[0])


def edit(
    crm: Workspace,
    reference: str,
    texts: Mapping[str, str],
    *,
    at: str | None = None,
    minutes: str | None = None,
    travel: str | None = None,
    materials: str | None = None,
    joined: Sequence[str] = (),
    left: Sequence[str] = (),
    tags: Sequence[str] = (),
    untag: Sequence[str] = (),
    deal: int | None = None,
    version: int | None = None,
) -> Interaction:
    """Correct an interaction: `texts` are channel, direction, subject, text and outcome, "" taking one away.

    `deal` is the number of the deal that it is about, 0 for none.

    With a `version` it is Refused when the interaction was changed since.
    """
    with crm.writing("log edit") as unit:
        before = pick(crm, reference)
        if version is not None and before.version != version:
            raise Refused(
                "Interaction {id} was changed meanwhile.",
                id=before.id,
                hint="Nothing was saved. Look at it and edit it again.",
            )
        if before.trashed_at:
            raise Refused(
                "Interaction {id} is in the trash.", id=before.id, hint="`crm trash restore` brings it back first."
            )
        after = _paid(crm, before, travel, materials)
        after = _timed(crm, after._replace(**texts), at, minutes)  # type: ignore[arg-type] # the five are texts
        if deal is not None:
            after = after._replace(deal_id=deal or None)
        after = rules.settled(after._replace(tags=rules.retagged(before.tags, tags, untag)))
        unit.save(after._replace(participants=_participants(crm, unit, before, joined, left)))
        return get(crm, before.id)


def delete(crm: Workspace, targets: Iterable[str]) -> list[Interaction]:
    """Move interactions to the trash; those that were not in it."""
    with crm.writing("log delete") as unit:
        picked = {said.id: said for said in (pick(crm, text) for text in targets)}
        gone = [said for said in picked.values() if not said.trashed_at]
        for said in gone:
            unit.save(said._replace(trashed_at=unit.now))
        return gone


def title(said: Interaction) -> str:
    """The first line of what was said, or its beginning."""
    return (said.subject or said.text).partition("\n")[0][:LONGEST_TITLE]


def _participants(
    crm: Workspace, unit: Unit, before: Interaction, joined: Sequence[str], left: Sequence[str]
) -> tuple[int, ...]:
    more = people.picked(crm, joined, sure=True)
    _refuse_gone(unit, more)
    fewer = people.picked(crm, left, sure=True)
    for number in fewer:
        if number not in before.participants:
            raise Refused(
                "{name} did not take part in interaction {id}.",
                name=people.get(crm, number).name,
                id=before.id,
                hint="`crm log show {id}` shows who did.",
            )
    kept = tuple(number for number in dict.fromkeys((*before.participants, *more)) if number not in fewer)
    if not kept:
        raise Refused("An interaction needs somebody.", hint="--with adds one; `crm log delete` takes the whole away.")
    return kept


def _refuse_gone(unit: Unit, contact_ids: Sequence[int]) -> None:
    for number, name in reads.in_trash(unit.db, contact_ids):
        raise Refused(
            "{name} (contact {id}) is in the trash.",
            name=name,
            id=number,
            hint="`crm contact restore {id}` brings them back.",
        )


def _timed(crm: Workspace, said: Interaction, at: str | None, minutes: str | None) -> Interaction:
    if not at and minutes is None:
        return said
    from crmcli.core.rules.activity import interaction_times  # noqa: PLC0415 - door: 1 ms, only when times are typed

    if at:
        said = said._replace(at=interaction_times.happened(at, now=crm.now, order=crm.settings.date_order))
    return said if minutes is None else said._replace(minutes=interaction_times.minutes(minutes))


def _paid(crm: Workspace, said: Interaction, travel: str | None, materials: str | None) -> Interaction:
    if travel is None and materials is None:
        return said
    from crmcli.services.activity import interaction_costs  # noqa: PLC0415 - door: 2 ms, only when costs are typed

    return interaction_costs.typed(crm, said, travel, materials)


def _promised(crm: Workspace, text: str) -> Task:
    from crmcli.core.rules.activity import interaction_times  # noqa: PLC0415 - door: as above

    return interaction_times.next_step(text, now=crm.now, order=crm.settings.date_order)


def _task(unit: Unit, draft: Task) -> Task | None:
    from crmcli.core.rules.activity import tasks  # noqa: PLC0415 - door: 2 ms with the next, only when something is promised
    from crmcli.store.reads import tasks as task_reads  # noqa: PLC0415 - door: as above

    return task_reads.one(unit.db, unit.save(tasks.settled(draft)))

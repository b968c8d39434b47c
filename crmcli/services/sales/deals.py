"""Deals: finding the one that is meant, and taking it through its stages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core import references
from crmcli.core.errors import Ambiguous, CrmError, NotFound, Refused, Usage
from crmcli.core.records.deals import Deal
from crmcli.core.rules.sales import moves
from crmcli.core.rules.sales.moves import Step
from crmcli.core.values.text import fold, words
from crmcli.services.sales.stages import Stages
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deals as reads

if TYPE_CHECKING:
    from crmcli.store.unit import Unit


_ENDS = {"lost": "lose", "perdido": "lose", "perdida": "lose", "abandoned": "abandon", "abandonado": "abandon"}
"""What is no stage, and the verb that says it."""


class Report(NamedTuple):
    """What became of several deals."""

    done: tuple[Deal, ...]
    """As they are now."""
    failed: tuple[CrmError, ...]
    """Why others stayed as they were."""


Change = Callable[["Unit", Deal], Deal]
"""What happens to one deal: as it is to be stored."""


def get(crm: Workspace, deal_id: int) -> Deal:
    """A deal, the trash included."""
    found = reads.one(crm.db, deal_id)
    if found is None:
        raise NotFound("There is no deal {id}.", id=deal_id, hint="`crm deal list` shows the open ones.")
    return found


def pick(crm: Workspace, text: str, *, status: Sequence[str] = ("open",), sure: bool = True) -> Deal:
    """The deal that is meant: by number, beginning of its uid, or exact title, best of this status.

    A read that is not `sure` may also take the only one whose title has words that begin like these. Raises NotFound,
    or Ambiguous with the candidates.
    """
    reference = references.read(text)
    if reference.id:
        return get(crm, reference.id)
    found = reads.by_ids(crm.db, reads.by_uid(crm.db, reference.uid)) if reference.uid else []
    if not found:
        titled = reads.by_ids(crm.db, reads.by_title(crm.db, reference.name)) if reference.name else []
        found = [deal for deal in titled if deal.status in status] or titled
    if len(found) == 1:
        return found[0]
    searched = () if found else words(text)
    alike = reads.by_ids(crm.db, reads.matching(crm.db, searched, 20)) if searched else []
    near = [deal for deal in alike if deal.status in status] or ([] if sure else alike)
    if len(near) == 1 and not sure:
        return near[0]
    if found or near:
        raise Ambiguous(
            "{text} could be any of {count}." if found else "No deal is called exactly {text}.",
            text=text,
            count=len(found),
            candidates=_lines(found or near),
            hint="Take the number, as {id}.",
            id=(found or near)[0].id,
        )
    raise NotFound("There is no deal {text}.", text=text, hint="`crm deal list` shows the open ones.", noun="deal")


def move(crm: Workspace, targets: Iterable[str], to: str, *, at: str = "", reason: str = "") -> Report:
    """Move to another stage, on a day in words; the winning stage wins."""
    step, stages = a_step(crm, at), Stages(crm)

    if (verb := _ENDS.get(fold(to.strip()))) and not any(one.slug == fold(to.strip()) for one in stages.by_id.values()):
        raise Usage("That is how a deal ends, and no stage.", verb=verb, hint="`crm deal {verb}` ends it.")

    def go(_unit: "Unit", deal: Deal) -> Deal:
        return moves.moved(deal, stages.stage(to, deal.pipeline_id), step, reason)

    return each(crm, "deal move", targets, go)


def win(crm: Workspace, targets: Iterable[str], *, at: str = "", reason: str = "", sale: bool = False) -> Report:
    """Win, with why the client bought; with `sale`, what was sold is written down in the same change."""
    step, stages = a_step(crm, at), Stages(crm)

    def go(unit: "Unit", deal: Deal) -> Deal:
        if sale and deal.status == "won":
            raise Refused(
                "Deal {id} ({title}) is won.",
                id=deal.id,
                title=deal.title,
                hint="`crm sale add --deal {id}` writes down what was sold; `crm deal reopen {id}` opens it again.",
            )
        won = moves.won(deal, stages.winning(deal.pipeline_id), step, reason)
        if sale:
            from crmcli.services.sales import sales  # noqa: PLC0415 - door: 3 ms, only where a sale is made

            sales.from_deal(crm, unit, won)
        return won

    return each(crm, "deal win", targets, go)


def lose(crm: Workspace, targets: Iterable[str], *, reason: str, at: str = "", competitor: str = "") -> Report:
    """Lose, for a reason, perhaps to a competitor, whom the reason may name: `competitor: Telar`."""
    moves.lost_reason(reason)
    step, stages = a_step(crm, at), Stages(crm)
    winner = competitor or moves.named_competitor(reason)

    def go(_unit: "Unit", deal: Deal) -> Deal:
        gone = moves.lost(deal, stages.by_id[deal.stage_id], step, reason)
        return gone._replace(competitor=winner or gone.competitor)

    return each(crm, "deal lose", targets, go)


def abandon(crm: Workspace, targets: Iterable[str], *, at: str = "", reason: str = "") -> Report:
    """Follow no more."""
    step, stages = a_step(crm, at), Stages(crm)

    def go(_unit: "Unit", deal: Deal) -> Deal:
        return moves.abandoned(deal, stages.by_id[deal.stage_id], step, reason)

    return each(crm, "deal abandon", targets, go)


def reopen(crm: Workspace, targets: Iterable[str], *, stage: str = "", at: str = "", reason: str = "") -> Report:
    """Open closed deals again, in a stage or where they were when they were last open."""
    step, stages = a_step(crm, at), Stages(crm)

    def go(_unit: "Unit", deal: Deal) -> Deal:
        back = stages.back(deal)
        return moves.reopened(deal, stages.stage(stage, back.pipeline_id) if stage else back, step, reason)

    return each(crm, "deal reopen", targets, go, status=("won", "lost", "abandoned"))


def trash(crm: Workspace, targets: Iterable[str]) -> Report:
    """Move to the trash."""
    return each(crm, "deal delete", targets, lambda unit, deal: deal._replace(trashed_at=unit.now))


def each(
    crm: Workspace, command: str, targets: Iterable[str], change: Change, *, status: Sequence[str] = ("open",)
) -> Report:
    """Change each deal that is meant, in one change set. What is refused is told, or raised where alone."""
    changed: list[int] = []
    failed: list[CrmError] = []
    with crm.writing(command) as unit:
        for reference in dict.fromkeys(targets):
            try:
                deal = pick(crm, reference, status=status)
                if deal.id in changed:
                    continue
                check_kept(deal)
                unit.save(change(unit, deal))
            except CrmError as error:
                failed.append(error)
                continue
            changed.append(deal.id)
        if len(failed) == 1 and not changed:
            raise failed[0]
        return Report(tuple(reads.by_ids(unit.db, changed)), tuple(failed))


def check_kept(deal: Deal) -> None:
    """Refuse what lies in the trash."""
    if deal.trashed_at:
        raise Refused(
            "Deal {id} ({title}) is in the trash.",
            id=deal.id,
            title=deal.title,
            hint="`crm trash list` shows it, `crm trash restore` brings it back.",
        )


def day(crm: Workspace, text: str, *, forward: bool = False) -> date:
    """The day that was typed, back in time unless `forward`; today for nothing."""
    if not text:
        return crm.today
    return crm.typed_day(text, forward=forward)


def a_step(crm: Workspace, at: str) -> Step:
    """What a move needs to know of its day and its author."""
    return Step(day(crm, at), crm.today, crm.settings.actor)


def _lines(deals: Iterable[Deal]) -> tuple[str, ...]:
    return tuple(
        "  ".join(filter(None, (f"{deal.id:>6}", deal.stage, deal.title, deal.contact or deal.organisation)))
        for deal in deals
    )

"""The way of a deal through its stages, which is only ever added to: each step takes a deal and gives it moved."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.core.errors import CrmError, Invalid, Refused
from crmcli.core.records.deals import Deal, Move, Stage
from crmcli.core.records.kinds import LOST_REASONS
from crmcli.core.rules.texts import line, one_of
from crmcli.core.values.text import fold

_REASONS = {
    "precio": "price", "momento": "timing", "plazo": "timing", "competencia": "competitor",
    "sin-presupuesto": "no-budget", "sin-necesidad": "no-need", "sin-decision": "no-decision",
    "sin-respuesta": "no-response", "producto": "product-gap", "servicio": "service", "otro": "other", "otra": "other",
}  # fmt: skip


class Step(NamedTuple):
    """When something happens to a deal, and by whom."""

    day: date
    today: date
    actor: str


def opened(deal: Deal, stage: Stage, step: Step) -> Deal:
    """A new deal in its first stage."""
    if stage.is_won:
        raise Refused("{stage} is where a deal ends.", stage=stage.slug, hint="Add it, then win it: crm deal win.")
    _check_day(deal, step)
    day = step.day.isoformat()
    placed = deal._replace(status="open", opened_on=day, stage_since=day, closed_on="", reason="", moves=())
    return _added(placed, stage, "open", step, "")


def moved(deal: Deal, stage: Stage, step: Step, reason: str = "") -> Deal:
    """The deal in another stage; the winning one wins it."""
    _check_open(deal)
    if stage.is_won:
        return won(deal, stage, step, reason)
    if stage.id == deal.stage_id:
        raise Refused(
            "Deal {id} ({title}) is in {stage} already.",
            id=deal.id,
            title=deal.title,
            stage=stage.slug,
            hint="`crm pipeline list` shows the other stages.",
        )
    _check_day(deal, step)
    return _added(deal._replace(stage_since=step.day.isoformat()), stage, "open", step, reason)


def won(deal: Deal, stage: Stage, step: Step, reason: str = "") -> Deal:
    """The deal as it stands when it is won, in the winning stage of its pipeline."""
    _check_open(deal)
    _check_day(deal, step)
    day, told = step.day.isoformat(), line("reason", reason)
    return _added(deal._replace(stage_since=day, closed_on=day, reason=told), stage, "won", step, told)


def lost(deal: Deal, stage: Stage, step: Step, reason: str) -> Deal:
    """The deal as it stands when it is lost, in the stage that it had come to.

    The reason begins with one of the known words; what follows a colon is kept with the move.
    """
    _check_open(deal)
    word, told = lost_reason(reason)
    _check_day(deal, step)
    return _added(deal._replace(closed_on=step.day.isoformat(), reason=word), stage, "lost", step, told)


def abandoned(deal: Deal, stage: Stage, step: Step, reason: str = "") -> Deal:
    """The deal as it stands when nobody follows it any more."""
    _check_open(deal)
    _check_day(deal, step)
    told = line("reason", reason)
    return _added(deal._replace(closed_on=step.day.isoformat(), reason=told), stage, "abandoned", step, told)


def reopened(deal: Deal, stage: Stage, step: Step, reason: str = "") -> Deal:
    """A closed deal open again in a stage; its days there count anew."""
    if deal.status == "open":
        raise Refused("Deal {id} ({title}) is open.", id=deal.id, title=deal.title, hint="There is nothing to reopen.")
    if stage.is_won:
        raise Refused(
            "A deal is not reopened as won.",
            id=deal.id,
            hint="Choose an open stage: crm deal reopen {id} --stage STAGE.",
        )
    _check_day(deal, step)
    back = deal._replace(stage_since=step.day.isoformat(), closed_on="", reason="")
    return _added(back, stage, "open", step, reason)


def last_open_stage(moves: Sequence[Move]) -> int:
    """The stage that a deal was in when it was last open; 0 where it never was."""
    return next((move.stage_id for move in reversed(moves) if move.status == "open"), 0)


def lost_reason(text: str) -> tuple[str, str]:
    """The known word with which a reason begins, and the whole of it."""
    told = line("reason", text)
    if not told:
        raise Invalid(
            "Why was it lost?", hint='As in --reason price, or --reason "competitor: Telar": {words}.', words=_words()
        )
    return one_of("reason", _begins(told), LOST_REASONS), told


def lost_word(text: str) -> str:
    """The known word that a stored reason begins with; the whole of it where it begins with none."""
    word = _begins(text)
    return word if word in LOST_REASONS else text


def named_competitor(reason: str) -> str:
    """Whom a reason names: Telar in `competitor: Telar`; "" where it names nobody."""
    return line("competitor", reason.partition(":")[2]) if _begins(reason) == "competitor" else ""


def _added(deal: Deal, stage: Stage, status: str, step: Step, reason: str) -> Deal:
    move = Move(stage.id, status, step.day.isoformat(), step.actor, line("reason", reason))
    return deal._replace(
        pipeline_id=stage.pipeline_id, stage_id=stage.id, stage=stage.slug, status=status, moves=(*deal.moves, move)
    )


def _check_day(deal: Deal, step: Step) -> None:
    if step.day > step.today:
        raise Invalid("{day} is still to come.", day=step.day, hint="A move is dated today or before: --at yesterday.")
    last = deal.moves[-1].at if deal.moves else ""
    if step.day.isoformat() < last:
        raise Invalid(
            "Deal {id} ({title}) was moved on {day} already.",
            id=deal.id,
            title=deal.title,
            day=last,
            hint="History is only added to: choose that day or a later one.",
        )


def _check_open(deal: Deal) -> None:
    if deal.status != "open":
        raise _closed(deal)


def _closed(deal: Deal) -> CrmError:
    """What to say of a deal that is not open any more."""
    hint = "`crm deal reopen {id}` opens it again."
    if deal.status == "won":
        return Refused("Deal {id} ({title}) is won.", id=deal.id, title=deal.title, hint=hint)
    if deal.status == "lost":
        return Refused("Deal {id} ({title}) is lost.", id=deal.id, title=deal.title, hint=hint)
    return Refused("Deal {id} ({title}) is abandoned.", id=deal.id, title=deal.title, hint=hint)


def _begins(reason: str) -> str:
    word = "-".join(fold(reason.partition(":")[0]).replace("_", " ").split())
    return _REASONS.get(word, word)


def _words() -> str:
    return ", ".join(LOST_REASONS)

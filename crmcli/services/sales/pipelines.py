"""Pipelines: their stages, what they are for, and where deals go when one vanishes."""

from collections.abc import Mapping, Sequence

from crmcli.core.errors import Refused, Usage
from crmcli.core.records.deals import Pipeline, Stage
from crmcli.core.records.pipeline import StageUse
from crmcli.core.rules.sales import moves
from crmcli.core.rules.sales import pipelines as rules
from crmcli.core.rules.sales.moves import Step
from crmcli.core.rules.sales.succession import standing_for
from crmcli.core.rules.texts import line
from crmcli.core.values.text import fold
from crmcli.services.sales.stages import DEFAULT_NAMES, Stages
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deals
from crmcli.store.reads.sales import pipelines as reads
from crmcli.store.unit import Unit

AT_ONCE = 1000
"""Deals that are moved together."""


def listed(crm: Workspace, pipeline: str = "") -> list[StageUse]:
    """Every stage in order with its deals; those of one pipeline where one is named."""
    stages, use = Stages(crm), reads.use(crm.db)
    chosen = [stages.pipeline(pipeline)] if pipeline else stages.pipelines
    return [
        StageUse(one, stage._replace(position=at), *use.get(stage.id, (0, 0)))
        for one in chosen
        for at, stage in enumerate(stages.of(one.id), 1)
    ]


def add(crm: Workspace, name: str, stages: Sequence[str] = ()) -> list[StageUse]:
    """A new pipeline, with stages as WORD:PER-CENT:DAYS, or else those of the first pipeline."""
    with crm.writing("pipeline add") as unit:
        known = Stages(crm)
        told = _free(known, name)
        made = [rules.read_stage(text) for text in stages] or [
            stage._replace(id=0, version=0) for stage in known.of(known.pipelines[0].id)
        ]
        last = max(one.position for one in known.pipelines)
        number = unit.save(Pipeline(name=told, position=last + 1))
        for stage in rules.ordered(made):
            unit.save(stage._replace(pipeline_id=number))
        return listed(crm, str(number))


def edit(
    crm: Workspace,
    pipeline: str,
    *,
    name: str | None = None,
    is_first: bool = False,
    stage: str = "",
    values: Mapping[str, str] | None = None,
    added: Sequence[str] = (),
    before: str = "",
) -> list[StageUse]:
    """Change a pipeline's name or place, one of its stages (name, probability, rot, criteria), or add stages to it."""
    with crm.writing("pipeline edit") as unit:
        known = Stages(crm)
        chosen = known.pipeline(pipeline)
        if name is not None:
            unit.save(chosen._replace(name=_free(known, name, chosen.id)))
        if is_first:
            for at, one in enumerate((chosen, *(one for one in known.pipelines if one.id != chosen.id))):
                unit.save((one if name is None or one.id != chosen.id else Stages(crm).pipeline(str(one.id)))
                          ._replace(position=at))  # fmt: skip
        if values:
            if not stage:
                raise Usage("Say which stage.", hint="As in: crm pipeline edit default --stage proposal --rot 10.")
            unit.save(_edited(known.stage(stage, chosen.id, elsewhere=False), values))
        if added:
            _grow(crm, unit, chosen, added, before)
        return listed(crm, str(chosen.id))


def reorder(crm: Workspace, pipeline: str, order: Sequence[str]) -> list[StageUse]:
    """Put stages first in this order, the others after them; the winning one stays the last."""
    with crm.writing("pipeline reorder") as unit:
        known = Stages(crm)
        chosen = known.pipeline(pipeline)
        wanted = [known.stage(text, chosen.id, elsewhere=False) for text in order]
        before = known.of(chosen.id)
        for stage in rules.placed(before, rules.reordered(before, wanted), known.retired(chosen.id)):
            unit.save(stage)
        return listed(crm, str(chosen.id))


def remove_stage(crm: Workspace, pipeline: str, stage: str, to: str = "") -> int:
    """Take a stage away; the deals open in it move `to` another one today. How many deals moved.

    The stage is retired: moves stay as they are, and from today on its history counts in the other one.
    """
    with crm.writing("pipeline remove") as unit:
        known = Stages(crm)
        chosen = known.pipeline(pipeline)
        gone = known.stage(stage, chosen.id, elsewhere=False)
        if gone.is_won:
            raise Refused("The winning stage stays.", hint="`crm pipeline edit` gives it another name.")
        rules.ordered(one for one in known.of(chosen.id) if one.id != gone.id)
        target = known.stage(to, chosen.id) if to else None
        _check_open(target, gone.id)
        return _retired(crm, unit, known, gone, target)


def remove(crm: Workspace, pipeline: str, to: str = "") -> int:
    """Take a pipeline away; its deals go `to` the stages of the same word in another one. How many deals moved.

    `to` is PIPELINE, or PIPELINE/STAGE where some of its stages have no like.
    """
    with crm.writing("pipeline remove") as unit:
        known = Stages(crm)
        chosen = known.pipeline(pipeline)
        if len(known.pipelines) == 1:
            raise Refused("The last pipeline stays.", hint="`crm pipeline edit` changes it.")
        there, _slash, rest = to.partition("/")
        other = known.pipeline(there) if there else None
        if other is not None and other.id == chosen.id:
            raise Refused("Its deals cannot go to itself.", hint="Name another pipeline after --to.")
        fallback = known.stage(rest, other.id, elsewhere=False) if other is not None and rest else None
        _check_open(fallback)
        went = sum(
            _retired(crm, unit, known, stage, _like(known, stage, other) or fallback, there)
            for stage in known.of(chosen.id)
        )
        unit.save(chosen._replace(retired_on=crm.today.isoformat()))
        return went


def _edited(stage: Stage, values: Mapping[str, str]) -> Stage:
    for key, value in values.items():
        if key == "name":
            stage = rules.named(stage, value)
        elif key == "probability":
            stage = stage._replace(probability=rules.per_cent(value))
        elif key == "rot":
            stage = stage._replace(rot_days=rules.rot_days(value))
        else:
            stage = stage._replace(criteria="" if fold(value.strip()) in ("none", "ninguno") else value)
    return rules.settled(stage)


def _grow(crm: Workspace, unit: Unit, chosen: Pipeline, added: Sequence[str], before: str) -> None:
    """New stages before one of the pipeline's, or before the winning one."""
    known = Stages(crm)
    old = known.of(chosen.id)
    mark = known.stage(before, chosen.id, elsewhere=False) if before else known.winning(chosen.id)
    at = old.index(mark)
    new = [rules.read_stage(text)._replace(pipeline_id=chosen.id) for text in added]
    grown = rules.ordered((*old[:at], *new, *old[at:]))
    for stage in rules.placed(old, grown, known.retired(chosen.id)):
        unit.save(stage)


def _like(known: Stages, stage: Stage, other: Pipeline | None) -> Stage | None:
    """The stage of another pipeline that stands for one."""
    if other is None:
        return None
    if stage.is_won:
        return known.winning(other.id)
    return next((one for one in known.of(other.id) if one.slug == stage.slug and not one.is_won), None)


def _check_open(target: Stage | None, gone: int = 0) -> None:
    """Refuse to send open deals where they would be won, or where they are."""
    if target is not None and (target.id == gone or target.is_won):
        raise Refused("Its deals cannot go to {stage}.", stage=target.slug, hint="Name another open stage.")


def _retired(crm: Workspace, unit: Unit, known: Stages, gone: Stage, target: Stage | None, there: str = "") -> int:
    """Retire a stage, once the deals that are open in it have moved on; how many. `there` is the pipeline named."""
    told = reads.told_of(unit.db, standing_for(known.by_id.values(), gone.id))
    if told and target is None:
        raise Refused(
            "Deals that are, or were, in {stage}: {count}.",
            count=told,
            stage=gone.slug,
            there=there,
            hint="{there} has no stage of that name: say where they go, with --to {there}/STAGE."
            if there
            else "Say where they go: of a stage with --to STAGE, of a pipeline with --to PIPELINE/STAGE.",
        )
    unit.save(gone._replace(retired_on=crm.today.isoformat(), successor_id=target.id if target is not None else None))
    if target is None:
        return 0
    open_there, step = reads.open_in(unit.db, gone.id), Step(crm.today, crm.today, crm.settings.actor)
    for start in range(0, len(open_there), AT_ONCE):
        for deal in deals.by_ids(unit.db, open_there[start : start + AT_ONCE]):
            unit.save(moves.moved(deal, target, step))
    return len(open_there)


def _free(known: Stages, name: str, own: int = 0) -> str:
    """A name that no other pipeline has."""
    told = line("name", name)
    taken = [one for one in known.pipelines if one.id != own]
    if not told or told.isdigit():
        raise Usage("A pipeline needs a name.", hint='As in: crm pipeline add "Renewals" --stage offer:50:14.')
    if any(fold(told) in (one.folded or DEFAULT_NAMES[0],) for one in taken):
        raise Refused("There is a pipeline {name} already.", name=told, hint="`crm pipeline list` shows it.")
    return told

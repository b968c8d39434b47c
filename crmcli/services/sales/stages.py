"""Finding the pipeline and the stage that are meant."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from crmcli.core.errors import Ambiguous, NotFound
from crmcli.core.records.deals import Deal, Pipeline, Stage
from crmcli.core.rules.sales import stages as rules
from crmcli.core.rules.sales.moves import last_open_stage
from crmcli.core.rules.sales.succession import heirs
from crmcli.core.values.text import fold, nearest
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import pipelines as reads

DEFAULT_NAMES = ("default", "por defecto", "predeterminado")
"""What the pipeline is called that has no name of its own."""


class Stages:
    """The pipelines and stages of a book, each read once and when it is asked for: a change reads inside its unit."""

    def __init__(self, crm: Workspace) -> None:
        self._crm = crm

    @cached_property
    def pipelines(self) -> list[Pipeline]:
        """Every pipeline, the default one first."""
        return reads.pipelines(self._crm.db)

    @cached_property
    def by_id(self) -> dict[int, Stage]:
        """Every stage by number, the retired ones too."""
        return {stage.id: stage for stage in reads.stages(self._crm.db)}

    @cached_property
    def all(self) -> list[Stage]:
        """The stages in use, of every pipeline, in order."""
        return [stage for stage in self.by_id.values() if not stage.retired_on]

    def retired(self, pipeline_id: int) -> list[Stage]:
        """The stages of a pipeline that are kept for their history only."""
        return [stage for stage in self.by_id.values() if stage.retired_on and stage.pipeline_id == pipeline_id]

    def heir(self, stage_id: int) -> Stage:
        """A stage, or the one in use that took over from it."""
        return self.by_id[heirs(self.by_id.values())[stage_id]]

    def back(self, deal: Deal) -> Stage:
        """The stage in which a closed deal opens again: where it was when it was last open, or what took over there."""
        there = self.heir(last_open_stage(deal.moves) or deal.stage_id)
        return self.first(there.pipeline_id) if there.is_won else there

    def of(self, pipeline_id: int) -> list[Stage]:
        """The stages of a pipeline, in order."""
        return [stage for stage in self.all if stage.pipeline_id == pipeline_id]

    def first(self, pipeline_id: int) -> Stage:
        """The stage that a deal begins in."""
        return self.of(pipeline_id)[0]

    def winning(self, pipeline_id: int) -> Stage:
        """The stage in which a deal is won."""
        return next(stage for stage in self.of(pipeline_id) if stage.is_won)

    def pipeline(self, text: str) -> Pipeline:
        """The pipeline of this number or name; the first one for no text."""
        wanted = fold(text.strip())
        found = [
            one
            for one in self.pipelines
            if not wanted or wanted in (str(one.id), one.folded) or (not one.folded and wanted in DEFAULT_NAMES)
        ]
        if not found:
            names = [one.name or DEFAULT_NAMES[0] for one in self.pipelines]
            raise NotFound(
                "There is no pipeline {text}.",
                text=text,
                hint="Did you mean {near}? Pipelines: {names}.",
                near=nearest(text, names) or names[0],
                names=", ".join(names),
                noun="pipeline",
            )
        return found[0]

    def stage(self, text: str, pipeline_id: int, *, elsewhere: bool = True) -> Stage:
        """The stage of this word or name (or PIPELINE/STAGE): of the pipeline, or else of the one other that has it."""
        if elsewhere and "/" in text:
            there, _slash, rest = text.partition("/")
            return self.stage(rest, self.pipeline(there).id, elsewhere=False)
        own, others = self.of(pipeline_id), [stage for stage in self.all if stage.pipeline_id != pipeline_id]
        found = _meant(own, text) or (_meant(others, text) if elsewhere else [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(
                "{text} could be any of {count}.",
                text=text,
                count=len(found),
                candidates=tuple(f"{stage.slug}  ({self._name(stage.pipeline_id)})" for stage in found),
                hint="Name the pipeline too: {pipeline}/{stage}.",
                pipeline=self._name(found[0].pipeline_id),
                stage=found[0].slug,
            )
        words = [stage.slug for stage in own]
        raise NotFound(
            "There is no stage {text}.",
            text=text,
            hint="Did you mean {near}? Stages: {stages}.",
            near=nearest(fold(text), rules.spellings((stage.slug, stage.name) for stage in own)) or words[0],
            stages=", ".join(words),
            noun="stage",
        )

    def _name(self, pipeline_id: int) -> str:
        return next((one.name for one in self.pipelines if one.id == pipeline_id), "") or DEFAULT_NAMES[0]


def _meant(stages: Iterable[Stage], text: str) -> Sequence[Stage]:
    known = list(stages)
    slugs = rules.spellings((stage.slug, stage.name) for stage in known).get(fold(text.strip()), ())
    return [stage for stage in known if stage.slug in slugs]

"""Pipelines and their stages."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import deals, people
from crmcli.cli.options import Columns, Format, Json, Yes
from crmcli.cli.output import Style
from crmcli.core.errors import Usage
from crmcli.core.records.pipeline import StageUse
from crmcli.services.sales import pipelines as service
from crmcli.view.columns.sales.deals import STAGE
from crmcli.view.wording.deal_labels import pipeline as label

Pipeline = Annotated[str, typer.Argument(help="Its name or number, as default.", show_default=False)]
Added = typer.Option(
    "--stage", "-s", help="A stage with its per cent and days to rot, as demo:30:14; several in order.", metavar="STAGE"
)


def list_(
    pipeline: Annotated[str | None, typer.Argument(help="Only this one.", show_default=False)] = None,
    columns: Columns = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """List pipelines with their stages, and how many open deals are in each."""
    style = Style(format, json=json, columns=columns)
    output.show(service.listed(session.here(), pipeline or ""), STAGE, style)


def add(
    name: Annotated[list[str], typer.Argument(help="What it is called.", show_default=False)],
    stage: Annotated[list[str] | None, Added] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Add a pipeline; without stages it gets those of the first one."""
    style = Style(format, json=json)
    _tell(service.add(session.here(), " ".join(name), stage or ()), style, "Added pipeline {id}: {name}.")


def edit(
    pipeline: Pipeline,
    name: Annotated[str | None, typer.Option("--name", help="What it is called.")] = None,
    first: Annotated[bool, typer.Option("--first", help="Make it the first: new deals go there.")] = False,
    stage: Annotated[
        str | None,
        typer.Option("--stage", "-s", help="The stage to change.", autocompletion=deals.complete_stage),
    ] = None,
    label: Annotated[str | None, typer.Option("--label", help="What the stage is called.")] = None,
    probability: Annotated[
        str | None, typer.Option("--probability", "-p", help="Per cent of its deals that are won.", metavar="0..100")
    ] = None,
    rot: Annotated[
        str | None, typer.Option("--rot", help="Days after which a deal rots there; 0 is never.", metavar="DAYS")
    ] = None,
    criteria: Annotated[
        str | None, typer.Option("--criteria", help="What must be true for a deal to leave it; - reads it.")
    ] = None,
    new: Annotated[
        list[str] | None, typer.Option("--new", help="A stage to add, as demo:30:14.", metavar="STAGE")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option("--before", help="Where to add it; before the last.", autocompletion=deals.complete_stage),
    ] = None,
    format: Format = None,
    json: Json = False,
) -> None:
    """Change a pipeline, one of its stages, or add stages to it."""
    style = Style(format, json=json)
    given = {"name": label, "probability": probability, "rot": rot, "criteria": criteria}
    values = {key: people.text_or_stdin(value) for key, value in given.items() if value is not None}
    if not (name or first or values or new):
        hint = "As in: crm pipeline edit default --stage proposal --probability 55 --rot 10."
        raise Usage("There is nothing to change.", hint=hint)
    done = service.edit(
        session.here(),
        pipeline,
        name=name,
        is_first=first,
        stage=stage or "",
        values=values,
        added=new or (),
        before=before or "",
    )
    _tell(done, style, "Changed pipeline {id}: {name}.")


def reorder(
    pipeline: Pipeline,
    stages: Annotated[
        list[str],
        typer.Argument(
            help="Stages in their new order; the others come after them.",
            autocompletion=deals.complete_stage,
            show_default=False,
        ),
    ],
    format: Format = None,
    json: Json = False,
) -> None:
    """Put stages in another order; the winning one stays the last."""
    style = Style(format, json=json)
    _tell(service.reorder(session.here(), pipeline, stages), style, "Changed pipeline {id}: {name}.")


def remove(
    pipeline: Pipeline,
    stage: Annotated[
        str | None,
        typer.Option("--stage", "-s", help="Only this stage of it.", autocompletion=deals.complete_stage),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="Where its deals go: STAGE, or PIPELINE/STAGE of a pipeline.", metavar="WHERE"),
    ] = None,
    yes: Yes = False,
) -> None:
    """Remove a pipeline or a stage of it; its deals go where --to says, and the past stays as it was."""
    from crmcli.cli.prompts import confirm  # noqa: PLC0415 - door: 1 ms, only here

    crm = session.here()
    if stage:
        confirm("Remove the stage {stage}?", yes=yes, stage=stage)
        went = service.remove_stage(crm, pipeline, stage, to or "")
    else:
        confirm("Remove the pipeline {name}?", yes=yes, name=pipeline)
        went = service.remove(crm, pipeline, to or "")
    output.say("Removed. Deals that went elsewhere: {count}. `crm undo` takes it back.", count=went)


def _tell(stages: list[StageUse], style: Style, sentence: str) -> None:
    if style.for_people:
        output.say(sentence, id=stages[0].pipeline.id, name=label(stages[0].pipeline.name))
        output.show(stages, STAGE, style)
        output.say(deals.UNDO)
    else:
        output.show(stages, STAGE, style)

"""What the reports on deals share: which pipeline, which deals, and how they stood."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple, TypedDict

from crmcli.core.errors import NotFound
from crmcli.core.records.deals import Stage
from crmcli.core.records.report import Said, said
from crmcli.core.rules.sales.succession import heirs
from crmcli.core.values.text import fold
from crmcli.services.reports.spans import Span
from crmcli.services.sales import listing
from crmcli.services.sales.stages import DEFAULT_NAMES
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import Where
from crmcli.store.reads import system
from crmcli.store.reads.sales import deal_figures as reads
from crmcli.store.reads.sales.deal_figures import Seen

FEW = 20
"""Deals below which a report says that it knows little."""


class Line(NamedTuple):
    """A pipeline with its stages in order, as it was on a day."""

    id: int
    name: str
    stages: tuple[Stage, ...]
    """Those that were in use then."""
    places: Mapping[int, int]
    """The place of each stage from 0 on, by its number; of a retired one that of the stage in which it counts."""


def picked(crm: Workspace, query: str) -> Where:
    """The deals that a query picks, of all states."""
    return listing.condition(crm, "deal", query)


def seen(crm: Workspace, span: Span) -> Seen:
    """The day as of which deals are looked at, and which change set was the first after it."""
    if span.as_of >= crm.today:
        return Seen(span.as_of.isoformat())
    return Seen(span.as_of.isoformat(), system.first_since(crm.db, crm.midnight(span.as_of + timedelta(days=1))))


def line(crm: Workspace, at: Seen, pipeline: str = "") -> Line:
    """A pipeline by number or name, as it was; the default one where none is named."""
    known = reads.pipelines(crm.db, at)
    wanted = fold(pipeline.strip())
    named = (row for row in known if wanted in (str(row[0]), row[2]) or (not row[2] and wanted in DEFAULT_NAMES))
    found = next(named, None) if wanted else known[0]
    if found is None:
        raise NotFound(
            "There is no pipeline {name}.",
            name=pipeline,
            hint="Pipelines: {names}.",
            names=", ".join(row[1] or DEFAULT_NAMES[0] for row in known),
        )
    return lines(crm, at)[found[0]]


def lines(crm: Workspace, at: Seen) -> dict[int, Line]:
    """Every pipeline as it was, by number."""
    known = reads.stages(crm.db, at)
    counted = heirs(known, at.as_of)
    found = {}
    for number, name, _folded in reads.pipelines(crm.db, at):
        own = tuple(stage for stage in known if stage.pipeline_id == number and counted[stage.id] == stage.id)
        place = {stage.id: here for here, stage in enumerate(own)}
        found[number] = Line(number, name, own, {one: place[heir] for one, heir in counted.items() if heir in place})
    return found


def few(n: int) -> tuple[Said, ...]:
    """A doubt where there is little to go by."""
    return (said("Few deals ({n}): their shares say little.", n=n),) if 0 < n < FEW else ()


class Days(TypedDict):
    """What a report says of its days."""

    as_of: str
    start: str
    end: str


def dated(span: Span) -> Days:
    """The days of a report as it tells them."""
    return {
        "as_of": span.as_of.isoformat(),
        "start": span.start.isoformat() if span.start else "",
        "end": span.end.isoformat() if span.end else "",
    }

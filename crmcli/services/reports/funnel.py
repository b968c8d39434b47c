"""The funnel, and where it leaks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from crmcli.analytics import funnel as figures
from crmcli.core.errors import Invalid
from crmcli.core.records.figures import FunnelStep, Leak
from crmcli.core.records.report import Report, Said, StageName, said
from crmcli.core.rules.sales import moves
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import deals
from crmcli.services.reports.spans import Span
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import deal_figures as reads
from crmcli.store.reads.sales.deal_figures import Seen

COUNTINGS = ("reached", "entered", "strict")
_RULE_MESSAGES = {
    "reached": "Deals first met in the period; each counts in every stage up to the farthest that it came to, so that "
    "what is skipped counts as passed.",
    "entered": "Deals first met in the period; each counts in the stages that it really was in, in whatever order.",
    "strict": "Deals first met in the period; each counts in a stage only where it was in all the stages before, in "
    "order.",
}


@of_one_moment
def funnel(
    crm: Workspace, span: Span, query: str = "", *, pipeline: str = "", counting: str = "reached", closed: bool = False
) -> Report:
    """How many deals came to each stage, what share passed each step, and how many days they took. Rows: FunnelStep.

    With `closed` only deals that are won, lost or abandoned: open ones have not had their time yet.
    """
    if counting not in COUNTINGS:
        raise Invalid("{value} is no way to count.", value=counting, hint="Ways: {ways}.", ways=", ".join(COUNTINGS))
    seen = deals.seen(crm, span)
    line = deals.line(crm, seen, pipeline)
    found = _ways(crm, span, seen, query, line)
    paths = [path for path in found.paths if not closed or path.status != figures.OPEN]
    counts = figures.counts(paths, len(line.stages))
    asked: tuple[int, ...] = getattr(counts, counting)
    passed = (None, *figures.steps(asked))
    worst = figures.worst(asked)
    rows = tuple(
        FunnelStep(
            stage.slug, stage.name, asked[at], counts.reached[at], counts.entered[at], counts.strict[at],
            passed[at], asked[at] / asked[0] if asked[0] else None, counts.standing[at], counts.lost[at],
            *figures.days(found.stays[at]), figures.days(found.ages[at])[1], worst is not None and at == worst + 1,
        )
        for at, stage in enumerate(line.stages)
    )  # fmt: skip
    n, still_open = sum(path.deals for path in paths), sum(counts.standing)
    return Report(
        title=said("Funnel {pipeline}", pipeline=line.name) if line.name else said("Funnel"),
        rule=said(_RULE_MESSAGES[counting]),
        rows=rows if n else (),
        n=n,
        totals=(*_worst(asked, worst, line), *_whole(asked), *_still_open(still_open, n)) if n else (),
        warnings=deals.few(n),
        **deals.dated(span),
    )


@of_one_moment
def leaks(crm: Workspace, span: Span, query: str = "", *, pipeline: str = "") -> Report:
    """Where deals are lost and why, and where they lie still. Rows: Leak, a stage each, the winning one apart."""
    seen = deals.seen(crm, span)
    line = deals.line(crm, seen, pipeline)
    picked = deals.picked(crm, query)
    paths = [
        figures.path(way, line.places, count)
        for way, count in reads.ways(crm.db, picked, line.places, span.first, span.last, seen)
    ]
    counts = figures.counts(paths, len(line.stages))
    worst = figures.worst(counts.reached)
    reasons: dict[int, Counter[str]] = {}
    for stage_id, why, count in reads.lost(crm.db, picked, line.places, span.first, span.last, seen):
        if why:
            reasons.setdefault(line.places[stage_id], Counter())[moves.lost_word(why)] += count
    since: dict[int, list[tuple[int, int]]] = {}
    for stage_id, day, count in reads.standing(crm.db, picked, line.places, seen):
        since.setdefault(line.places[stage_id], []).append(((span.as_of - date.fromisoformat(day)).days, count))
    rows = []
    for at, stage in enumerate(line.stages[:-1]):
        often, reason = max(((count, why) for why, count in reasons.get(at, {}).items()), default=(0, ""))
        ages = since.get(at, [])
        rows.append(
            Leak(
                stage.slug, stage.name, counts.reached[at], counts.lost[at],
                counts.lost[at] / counts.reached[at] if counts.reached[at] else None, reason, often,
                sum(count for _age, count in ages),
                sum(count for age, count in ages if 0 < stage.rot_days < age),
                stage.rot_days, max((age for age, _count in ages), default=None), at == worst,
            )
        )  # fmt: skip
    n = sum(path.deals for path in paths)
    return Report(
        title=said("Leaks {pipeline}", pipeline=line.name) if line.name else said("Leaks"),
        rule=said(
            "Lost or abandoned in a stage, of the deals first met in the period that came so far; rotting are all open "
            "deals that have stood in a stage for longer than it allows."
        ),
        rows=tuple(rows) if n else (),
        n=n,
        totals=_worst(counts.reached, worst, line) if n else (),
        warnings=deals.few(n),
        **deals.dated(span),
    )


def _worst(counted: Sequence[int], worst: int | None, line: deals.Line) -> tuple[Said, ...]:
    if worst is None:
        return ()
    before, after = line.stages[worst], line.stages[worst + 1]
    return (
        said(
            "Worst step: from {before} to {after} go {share} of {n}.",
            before=StageName(before.slug, before.name),
            after=StageName(after.slug, after.name),
            share=counted[worst + 1] / counted[worst],
            n=counted[worst],
        ),
    )


def _whole(counted: Sequence[int]) -> tuple[Said, ...]:
    if not counted[0]:
        return ()
    share = counted[-1] / counted[0]
    return (said("In all, {won} of {n} were won: {share}.", won=counted[-1], n=counted[0], share=share),)


def _still_open(still: int, n: int) -> tuple[Said, ...]:
    if not still:
        return ()
    return (said("{open} of {n} are still open and may go on.", open=still, n=n),)


def _ways(crm: Workspace, span: Span, seen: Seen, query: str, line: deals.Line) -> figures.Ways:
    tracks = reads.tracks(crm.db, deals.picked(crm, query), line.places, span.first, span.last, seen)
    return figures.ways(tracks, line.places, seen.as_of)

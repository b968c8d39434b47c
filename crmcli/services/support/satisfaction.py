"""Satisfaction as a report: NPS, CSAT and CES of all, or of each group."""

from collections.abc import Callable
from sqlite3 import Connection

from crmcli.analytics import satisfaction
from crmcli.core.errors import Refused
from crmcli.core.records.kinds import ANSWER_KINDS
from crmcli.core.records.report import Report, said
from crmcli.core.records.support import Satisfaction
from crmcli.services.reports.spans import Span
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.fields.picked import Where
from crmcli.store.reads.support import satisfaction as reads
from crmcli.store.reads.support.satisfaction import Counted

_WAYS: dict[str, Callable[[Connection, str, str, Where | None], list[Counted]]] = {
    "": reads.whole,
    "channel": reads.by_channel,
    "phase": reads.by_phase,
    "seller": reads.by_seller,
    "tag": reads.by_tag,
}
BYS = tuple(filter(None, _WAYS))
_FEW = 30
"""Below so many answers the interval of NPS is only rough."""
_RULE = said(
    "NPS is the per cent of 9 and 10 less that of 0 to 6, of each contact's latest answer: a number from -100 to 100, "
    "± at 95 %. CSAT is the share of 4 and 5 of 5, CES the mean from 1 to 7 of how easy it was."
)

_SEVERAL = said("Here it is the latest in each group: who answered in several counts in each.")
_ASIDES = {
    "channel": _SEVERAL, "phase": _SEVERAL, "seller": _SEVERAL,
    "tag": said("A customer with several tags counts under each."),
}  # fmt: skip


def report(crm: Workspace, span: Span, query: str = "", *, by: str = "") -> Report:
    """What contacts that a query picks answered, by kind of question; within it the group with most answers first.

    Refused where nobody answered.
    """
    found = _WAYS[by](crm.db, span.first, span.last, listing.people(crm, query))
    if not found:
        raise _nobody(crm)
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for one in found:
        counts.setdefault((one.kind, one.group), {})[one.score] = one.times
    rows = [_row(by, kind, group, scores) for (kind, group), scores in counts.items()]
    rows.sort(key=lambda row: (ANSWER_KINDS.index(row.kind), -row.answers, row.group))
    is_rough = any(row.nps is not None and row.answers < _FEW for row in rows)
    return Report(
        said("How content customers are"),
        said("{rule} {aside}", rule=_RULE, aside=_ASIDES[by]) if by else _RULE,
        span.as_of.isoformat(),
        tuple(rows),
        n=sum(row.answers for row in rows),
        start=span.first,
        end=span.end.isoformat() if span.end else "",
        warnings=(said("NPS of fewer than {few} answers says little.", few=_FEW),) if is_rough else (),
    )


def _row(by: str, kind: str, group: str, counts: dict[int, int]) -> Satisfaction:
    figures = satisfaction.figures(kind, counts)
    if figures is None:
        raise ValueError(kind)
    is_nps = kind == "nps"
    return Satisfaction(
        by, group, kind, figures.n, figures.net if is_nps else None, figures.interval if is_nps else None, figures.top,
        figures.mean, figures.favourable, figures.middle, figures.unfavourable,
    )  # fmt: skip


def _nobody(crm: Workspace) -> Refused:
    if reads.whole(crm.db, "", crm.today.isoformat(), None):
        return Refused("Nobody who is meant answered a survey in these days.", hint="`crm survey list` shows who did.")
    return Refused("Nobody has answered a survey yet.", hint="`crm survey answer REF 9 --kind nps` writes one down.")

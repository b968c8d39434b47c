"""How far the relations with customers have come, and what is done in which month."""

from datetime import date

from crmcli.core.records.report import Report, said
from crmcli.core.records.worth import Effort, StageRow
from crmcli.services.figures import abc, ledger, satisfied, serving
from crmcli.services.moments import of_one_moment
from crmcli.services.reports import spans
from crmcli.services.workspace import Workspace
from crmcli.store.reads.insight import service as reads

STAGES = ("acquisition", "retention", "strategic")
_NAMES = {
    "acquisition": said("acquisition"), "retention": said("retention"), "strategic": said("strategic customers"),
}  # fmt: skip


@of_one_moment
def maturity(crm: Workspace, as_of: str) -> Report:
    """Customers by the stage of the relation, with revenue and effort; who has not bought yet is in the first."""
    day = spans.span(crm, as_of).as_of
    found = ledger.customers(crm, day, wanted="")
    letters = {one.key: one.letter for one in abc.ranked(crm, day)}
    orders = dict(zip(found.ids, found.orders, strict=True))
    revenues = dict(zip(found.ids, found.totals, strict=True))
    rate, span = serving.hourly_rate(crm), serving.span(crm, day)
    efforts = [*reads.serving(crm.db, span), *reads.winning(crm.db, span)]
    discontent, answers = satisfied.discontent(crm, day), satisfied.answers(crm, day)
    stage_of = {
        number: _stage(orders[number], letters.get(number, ""), content=number not in discontent)
        for number in found.ids
    }
    members = {stage: [number for number in found.ids if stage_of[number] == stage] for stage in STAGES}
    whole, everybody = sum(revenues.values()), len(found.ids)
    rows = []
    for stage in STAGES:
        own = [one for one in efforts if stage_of.get(one.contact_id, "acquisition") == stage]
        revenue = sum(revenues[number] for number in members[stage])
        rows.append(
            StageRow(
                stage, len(members[stage]), len(members[stage]) / everybody, revenue, revenue / whole,
                round(sum(one.minutes for one in own)), sum(serving.of_effort(one, rate) for one in own),
                ledger.base(crm), *satisfied.told(answers, members[stage]),
            )
        )  # fmt: skip
    most = max(rows, key=lambda row: (row.minutes, row.cost))
    totals = (said("Most time goes to {stage}.", stage=_NAMES[most.stage]),) if most.minutes else ()
    return Report(
        said("How far the relations have come"),
        said("Acquisition is a first order, retention are two or more, strategic are customers of class A with two or "
             "more whose last answers, if they gave any, are 9 or 10 (NPS) and 4 or 5 (CSAT). Time with those who "
             "have not bought yet counts to acquisition."),
        day.isoformat(),
        tuple(rows),
        n=everybody,
        totals=totals,
    )  # fmt: skip


@of_one_moment
def activity(crm: Workspace, as_of: str, months: int = 13) -> Report:
    """Month by month: how often people were spoken to, how long, and how many of them."""
    day = spans.span(crm, as_of).as_of
    last = day.year * 12 + day.month
    starts = [date((at - 1) // 12, (at - 1) % 12 + 1, 1) for at in range(last - months + 1, last + 1)]
    ends = [*map(crm.midnight, starts[1:]), serving.until(crm, day)]
    found = [reads.between(crm.db, crm.midnight(start), end) for start, end in zip(starts, ends, strict=True)]
    rows = tuple(
        Effort(start.isoformat()[:7], *row, partial=start == starts[-1])
        for start, row in zip(starts, found, strict=True)
        if row[0]
    )
    return Report(
        said("What was done month by month"),
        said("Interactions on record; meetings hold visits, messages hold e-mails and letters."),
        day.isoformat(),
        rows,
        n=sum(row.interactions for row in rows),
    )


def _stage(orders: int, letter: str, *, content: bool) -> str:
    if orders < 2:
        return "acquisition"
    return "strategic" if letter == "A" and content else "retention"

"""How deals, stages and the board look."""

from datetime import date
from typing import Any

from crmcli.core.records.deals import Deal
from crmcli.core.rules.sales import deals as rules
from crmcli.view import dates
from crmcli.view.columns.column import Column, Frame, Json, absent, money
from crmcli.view.money import told
from crmcli.view.wording import deal_labels
from crmcli.view.words import _


def stay(deal: Deal, frame: Frame) -> str:
    """The days in its stage, with a mark where that is too long."""
    if deal.status != "open" or not deal.stage_since:
        return ""
    days = rules.days_in_stage(deal, frame.today)
    return f"{days} !" if rules.rots(deal, frame.today) else f"{days}  "


def closing(deal: Deal, frame: Frame) -> str:
    """The day on which it is expected to close, and how late that is; of what is closed, the day when it was."""
    stored = deal.closed_on or deal.expected_close
    if not stored:
        return ""
    day = date.fromisoformat(stored)
    told = (dates.of_year(day) if day.year == frame.today.year else dates.long(day)).partition(" ")[2]
    late = deal.status == "open" and day < frame.today
    return f"{told} ({dates.short(day, frame.today)})" if late else told


def _amount(deal: Deal) -> Json:
    return money(deal.amount_minor, deal.currency) if deal.currency else None


def _weighted(deal: Deal) -> Json:
    return money(rules.weighted(deal), deal.currency) if deal.currency else None


def _moves(deal: Deal) -> Json:
    return [
        {"stage_id": m.stage_id, "status": m.status, "at": m.at, "actor": absent(m.actor), "reason": absent(m.reason)}
        for m in deal.moves
    ]


DEAL = (
    Column("id", "#", lambda d: d.id, align="right", type="integer"),
    Column("uid", "UID", lambda d: d.uid, shown=False),
    Column("title", "Deal", lambda d: d.title, wide=True),
    Column(
        "contact", "Contact", lambda d: absent(d.contact), lambda d, _f: d.contact or d.organisation,
        wide=True, gives_way=1,
    ),
    Column("contact_id", "Contact #", lambda d: d.contact_id, shown=False, type="integer"),
    Column("organisation", "Organisation", lambda d: absent(d.organisation), shown=False),
    Column("organisation_id", "Organisation #", lambda d: d.organisation_id, shown=False, type="integer"),
    Column("stage", "Stage", lambda d: d.stage, lambda d, _f: deal_labels.stage(d.stage, d.stage_name)),
    Column("stage_id", "Stage #", lambda d: d.stage_id, shown=False, type="integer"),
    Column("pipeline", "Pipeline", lambda d: absent(d.pipeline), shown=False),
    Column("pipeline_id", "Pipeline #", lambda d: d.pipeline_id, shown=False, type="integer"),
    Column("status", "Status", lambda d: d.status, lambda d, _f: deal_labels.status(d.status)),
    Column("amount", "Amount", _amount, lambda d, _f: told(d.amount_minor, d.currency), align="right", type="money"),
    Column("probability", "Own %", lambda d: d.probability, shown=False, align="right", type="integer"),
    Column(
        "chance", "%", rules.chance, lambda d, _f: str(rules.chance(d)), align="right", type="integer", gives_way=3
    ),
    Column(
        "weighted", "Weighted", _weighted, lambda d, _f: told(rules.weighted(d), d.currency),
        align="right", shown=False, type="money",
    ),
    Column("expected_close", "Close", lambda d: absent(d.expected_close), closing, type="date"),
    Column("stage_since", "Days", lambda d: absent(d.stage_since), stay, align="right", type="date", gives_way=2),
    Column("rot_days", "Rots after", lambda d: d.rot_days, shown=False, align="right", type="integer"),
    Column("opened_on", "Opened", lambda d: absent(d.opened_on), shown=False, type="date"),
    Column("closed_on", "Closed", lambda d: absent(d.closed_on), shown=False, type="date"),
    Column("reason", "Reason", lambda d: absent(d.reason), lambda d, _f: deal_labels.reason(d.reason), gives_way=4),
    Column("source", "Source", lambda d: absent(d.source), shown=False),
    Column("campaign", "Campaign", lambda d: absent(d.campaign), shown=False),
    Column(
        "buyer_type", "Buyer", lambda d: absent(d.buyer_type), lambda d, _f: deal_labels.buyer(d.buyer_type),
        shown=False,
    ),
    Column("needs", "Needs", lambda d: absent(d.needs), shown=False),
    Column("competitor", "Competitor", lambda d: absent(d.competitor), shown=False),
    Column("next_step", "Next step", lambda d: absent(d.next_step), shown=False, wide=True),
    Column("owner", "Owner", lambda d: absent(d.owner), shown=False),
    Column(
        "tags", "Tags", lambda d: list(d.tags), lambda d, _f: " ".join(f"#{tag}" for tag in d.tags),
        shown=False, type="array",
    ),
    Column("note", "Note", lambda d: absent(d.note), shown=False),
    Column("moves", "History", _moves, shown=False, type="array"),
    Column("external_id", "External id", lambda d: absent(d.external_id), shown=False),
    Column("created_at", "Created", lambda d: absent(d.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda d: absent(d.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda d: absent(d.trashed_at), shown=False, type="instant"),
    Column("version", "Version", lambda d: d.version, shown=False, type="integer"),
)  # fmt: skip


def _objects(records: Any, columns: tuple[Column, ...]) -> Json:
    return [{column.key: column.value(record) for column in columns if column.machine} for record in records]


def _sums(lane: Any) -> Json:
    return [
        {"amount": money(one.amount_minor, one.currency), "weighted": money(one.weighted_minor, one.currency)}
        for one in lane.sums
    ]


LANE = (
    Column("stage_id", "#", lambda n: n.stage.id, align="right", type="integer", shown=False),
    Column("stage", "Stage", lambda n: n.stage.slug, lambda n, _f: deal_labels.stage(n.stage.slug, n.stage.name)),
    Column("probability", "%", lambda n: n.stage.probability, align="right", type="integer"),
    Column("deals", "Deals", lambda n: n.deals, align="right", type="integer"),
    Column("rotting", "Rotting", lambda n: n.rotting, align="right", type="integer"),
    Column("since", "Since", lambda n: absent(n.since), type="date", shown=False),
    Column(
        "sums", "Sum", _sums, lambda n, _f: " + ".join(told(s.amount_minor, s.currency) for s in n.sums),
        type="array",
    ),
    Column("cards", "Cards", lambda n: _objects(n.cards, DEAL), shown=False, type="array"),
)  # fmt: skip
STAGE = (
    Column("pipeline_id", "#", lambda u: u.pipeline.id, align="right", type="integer"),
    Column(
        "pipeline", "Pipeline", lambda u: absent(u.pipeline.name), lambda u, _f: deal_labels.pipeline(u.pipeline.name)
    ),
    Column("stage_id", "Stage #", lambda u: u.stage.id, shown=False, type="integer"),
    Column("position", "Position", lambda u: u.stage.position, shown=False, type="integer"),
    Column("stage", "Word", lambda u: u.stage.slug),
    Column(
        "name", "Name", lambda u: absent(u.stage.name), lambda u, _f: deal_labels.stage(u.stage.slug, u.stage.name)
    ),
    Column("probability", "%", lambda u: u.stage.probability, align="right", type="integer"),
    Column(
        "rot_days", "Rots after", lambda u: u.stage.rot_days,
        lambda u, _f: _("{count} d").format(count=u.stage.rot_days) if u.stage.rot_days else "",
        align="right", type="integer",
    ),
    Column("open", "Open", lambda u: u.open, align="right", type="integer"),
    Column("deals", "Deals", lambda u: u.deals, shown=False, align="right", type="integer"),
    Column("is_won", "Wins", lambda u: bool(u.stage.is_won), shown=False, type="boolean"),
    Column("criteria", "To leave it", lambda u: absent(u.stage.criteria), wide=True, gives_way=1),
)  # fmt: skip
HISTORY = (
    Column("at", "When", lambda s: s.at, type="date"),
    Column("stage", "Stage", lambda s: s.stage, lambda s, _f: deal_labels.stage(s.stage, s.stage_name)),
    Column("status", "Status", lambda s: s.status, lambda s, _f: deal_labels.status(s.status)),
    Column("days", "Days", lambda s: s.days, align="right", type="integer"),
    Column("actor", "By", lambda s: absent(s.actor)),
    Column("reason", "Reason", lambda s: absent(s.reason), wide=True),
)

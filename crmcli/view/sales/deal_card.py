"""One deal on the screen: what it is, its way through the stages, what is due and what was said."""

from collections.abc import Sequence
from datetime import date

from crmcli.core.records.deals import Deal
from crmcli.core.records.history import Entry
from crmcli.core.records.pipeline import DealCard, Stay
from crmcli.core.rules.sales import deals as rules
from crmcli.view import dates, money
from crmcli.view.cards import Line
from crmcli.view.cells import cut, width
from crmcli.view.clean import clean
from crmcli.view.columns.activity.activity import on, said
from crmcli.view.columns.column import Frame
from crmcli.view.columns.sales.deals import closing
from crmcli.view.money import told
from crmcli.view.sections import labelled, section
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import deal_labels, labels
from crmcli.view.words import _

_LONGEST_ABOUT = 300


def draw(card: DealCard, frame: Frame, room: int) -> list[Spans]:
    """The card in lines of at most `room` cells."""
    deal = card.deal
    number = f"  #{deal.id}"
    title = cut(clean(deal.title), max(room - width(number), 1))
    drawn: list[Spans] = [(Span(title, "heading"), Span(number, "quiet"))]
    drawn += labelled([line for line in _lines(deal, frame) if line.text], room)
    told = [(stay.at, _stay(stay, frame)) for stay in card.history]
    told += [(entry.at, _offer(entry, frame)) for entry in card.quotes]
    drawn += section(_("History"), [row for _at, row in sorted(told, key=lambda one: one[0])], 0, room)
    drawn += section(_("Due"), [_due(task.due, task.title, frame) for task in card.tasks], 0, room)
    drawn += section(
        _("Last interactions"),
        [
            (
                (
                    on(talk.at, frame),
                    labels.channel(talk.channel),
                    clean(said(talk).partition("\n")[0][:_LONGEST_ABOUT]),
                ),
                "",
            )
            for talk in card.interactions
        ],
        0,
        room,
    )
    return drawn


def _lines(deal: Deal, frame: Frame) -> Sequence[Line]:
    stage = deal_labels.stage(deal.stage, deal.stage_name)
    days = _("{count} d").format(count=rules.days_in_stage(deal, frame.today))
    if rules.rots(deal, frame.today):
        days = _("{days}, rots after {count} !").format(days=days, count=deal.rot_days)
    place = f"{stage} ({days})"
    if deal.status != "open":
        place = ", ".join(dict.fromkeys((deal_labels.status(deal.status), stage)))
    chance = f"{rules.chance(deal)} %"
    if deal.probability is not None and deal.status == "open":
        chance = _("{chance} (its own; the stage's is {stage} %)").format(chance=chance, stage=deal.stage_probability)
    weighted = told(rules.weighted(deal), deal.currency)
    return (
        Line(_("Contact"), f"{deal.contact}  #{deal.contact_id}" if deal.contact_id else ""),
        Line(_("Organisation"), f"{deal.organisation}  #{deal.organisation_id}" if deal.organisation_id else ""),
        Line(_("Stage"), place if not deal.pipeline else f"{place} \N{MIDDLE DOT} {deal.pipeline}"),
        Line(_("Amount"), told(deal.amount_minor, deal.currency)),
        Line(_("Chance"), chance if deal.status == "open" else ""),
        Line(_("Weighted"), weighted if deal.status == "open" and weighted else ""),
        Line(_("Close") if deal.status == "open" else _("Closed"), closing(deal, frame)),
        Line(_("Next step"), deal.next_step),
        Line(_("Reason"), deal_labels.reason(deal.reason)),
        Line(_("Competitor"), deal.competitor),
        Line(_("Source"), deal.source),
        Line(_("Campaign"), deal.campaign),
        Line(_("Buyer"), deal_labels.buyer(deal.buyer_type)),
        Line(_("Owner"), deal.owner),
        Line(_("Tags"), " ".join(f"#{tag}" for tag in deal.tags)),
        Line(_("Needs"), deal.needs),
        Line(_("Trashed"), on(deal.trashed_at, frame)),
        Line(_("Note"), deal.note),
    )


def _stay(stay: Stay, frame: Frame) -> tuple[Sequence[str], str]:
    told = deal_labels.stage(stay.stage, stay.stage_name)
    if stay.status != "open":
        told = deal_labels.status(stay.status)
    days = "" if stay.days is None else _("{count} d").format(count=stay.days)
    why = " \N{MIDDLE DOT} ".join(filter(None, (clean(stay.reason), clean(stay.actor))))
    return (on(stay.at, frame), clean(told), days, why), "quiet"


def _offer(entry: Entry, frame: Frame) -> tuple[Sequence[str], str]:
    """An offer sent or decided on, among the steps of its deal."""
    what = " \N{MIDDLE DOT} ".join(filter(None, (clean(entry.title), money.told(entry.amount_minor, entry.currency))))
    return (on(entry.at, frame), deal_labels.quote(entry.outcome), "", what), ""


def _due(due: str, title: str, frame: Frame) -> tuple[Sequence[str], str]:
    if not due:
        return ("", "", clean(title)), ""
    day: date = frame.local(due).date()
    style = "late" if day < frame.today else "now" if day == frame.today else ""
    return (on(due, frame), dates.short(day, frame.today), clean(title)), style

"""Somebody on one screen: who it is, the last interactions, what is due, and the people of an organisation."""

from collections.abc import Sequence

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.consents import Standing
from crmcli.core.records.contact import Contact
from crmcli.core.records.deals import Deal
from crmcli.core.records.owed import Balance
from crmcli.core.records.support import Answer
from crmcli.core.rules.sales import deals as rules
from crmcli.view import cards, dates
from crmcli.view.cards import Line
from crmcli.view.cells import cut, width
from crmcli.view.clean import clean
from crmcli.view.columns.activity.activity import on, said
from crmcli.view.columns.column import Frame
from crmcli.view.money import told
from crmcli.view.sections import Rows, labelled, section
from crmcli.view.spans import Span, Spans
from crmcli.view.wording import deal_labels, labels
from crmcli.view.words import _

_MOST_PEOPLE = 10
_MOST_TASKS = 7
_LONGEST_ABOUT = 300
"""Characters of a text that are looked at for one line."""


def draw(
    person: Contact,
    interactions: Sequence[Interaction],
    tasks: Sequence[Task],
    people: Sequence[tuple[int, str, str]],
    referrer: str,
    frame: Frame,
    room: int,
    deals: Sequence[Deal] = (),
    balances: Sequence[Balance] = (),
    consents: Sequence[Standing] = (),
    answers: Sequence[Answer] = (),
) -> list[Spans]:
    """The card in lines of at most `room` cells; `people` are numbers, names and jobs."""
    heading, lines = cards.contact(person, frame)
    if referrer:
        lines.append(Line(_("Referred by"), referrer))
    if any(one[1:] != (0, 0, 0, 0) for one in balances):
        from crmcli.view.sales import balances as money  # noqa: PLC0415 - door: 1 ms, only where somebody owes something

        lines += money.lines(balances)
    if consents:
        from crmcli.view.people import consents as permissions  # noqa: PLC0415 - door: 1 ms, only where there are some

        lines += permissions.lines(consents, frame)
    if answers:
        from crmcli.view.people import answers as said_of_us  # noqa: PLC0415 - door: 1 ms, only where somebody answered

        lines.append(said_of_us.last(answers))
    name, gap, number = heading.rpartition("  ")
    drawn: list[Spans] = [(Span(cut(clean(name), room - width(gap + number)), "heading"), Span(gap + number, "quiet"))]
    drawn += labelled(lines, room)
    drawn += section(_("People"), _members(people[:_MOST_PEOPLE]), len(people) - _MOST_PEOPLE, room)
    drawn += section(
        _("Open deals"), [_deal(deal, frame) for deal in deals[:_MOST_TASKS]], len(deals) - _MOST_TASKS, room
    )
    drawn += section(
        _("Due"), [_due(task, person.id, frame) for task in tasks[:_MOST_TASKS]], len(tasks) - _MOST_TASKS, room
    )
    drawn += section(_("Last interactions"), [_talk(talk, person, frame) for talk in interactions], 0, room)
    return drawn


def _members(people: Sequence[tuple[int, str, str]]) -> Rows:
    digits = max((len(str(number)) for number, _name, _job in people), default=0)
    return [
        ((str(number).rjust(digits), " · ".join(filter(None, (clean(name), clean(job))))), "quiet")
        for number, name, job in people
    ]


def _due(task: Task, owner: int, frame: Frame) -> tuple[Sequence[str], str]:
    contact = task.contact if task.contact_id != owner else ""
    told = _with(clean(task.title), contact)
    if not task.due:
        return (("", "", told), "")
    day = frame.local(task.due).date()
    style = "late" if day < frame.today else "now" if day == frame.today else ""
    return ((on(task.due, frame), dates.short(day, frame.today), told), style)


def _deal(deal: Deal, frame: Frame) -> tuple[Sequence[str], str]:
    stage = clean(deal_labels.stage(deal.stage, deal.stage_name))
    style = "late" if rules.rots(deal, frame.today) else ""
    days = _("{count} d").format(count=rules.days_in_stage(deal, frame.today)) + (" !" if style else "")
    amount = told(deal.amount_minor, deal.currency)
    return (stage, days, f"#{deal.id}", amount, clean(deal.title)), style


def _talk(talk: Interaction, owner: Contact, frame: Frame) -> tuple[Sequence[str], str]:
    others = [name for number, name in zip(talk.participants, talk.names, strict=True) if number != owner.id]
    names = ", ".join(others) if owner.kind == "organisation" else ""
    ending = f"\N{RIGHTWARDS ARROW} {labels.outcome(talk.outcome)}" if talk.outcome else ""
    about = clean(said(talk).partition("\n")[0][:_LONGEST_ABOUT])
    return (
        (on(talk.at, frame), labels.channel(talk.channel), "  ".join(filter(None, (_with(about, names), ending)))),
        "",
    )


def _with(text: str, names: str) -> str:
    return f"{text} ({clean(names)})" if names else text

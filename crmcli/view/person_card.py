"""Somebody on one screen: who it is, the last interactions, what is due, and the people of an organisation."""

from collections.abc import Iterable, Sequence

from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Contact
from crmcli.core.records.owed import Balance
from crmcli.core.records.sales import Deal
from crmcli.core.rules.sales import deals as rules
from crmcli.view import cards, dates, deal_labels, labels
from crmcli.view.cards import Line
from crmcli.view.cells import cut, pad, width, wrap
from crmcli.view.clean import clean, clean_block
from crmcli.view.columns.activity import on, said
from crmcli.view.columns.column import Frame
from crmcli.view.columns.sales.deals import priced
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _, ngettext

_INDENT, _GAP = "  ", "  "
_WIDEST_LABEL = 16
_MOST_NOTE_LINES = 5
_MOST_PEOPLE = 10
_MOST_TASKS = 7
_NARROWEST = 12
_LONGEST_ABOUT = 300
"""Characters of a text that are looked at for one line."""
Rows = Sequence[tuple[Sequence[str], str]]
"""Cells, the last of which may be cut, and a style for the first."""


def draw(
    person: Contact,
    interactions: Sequence[Interaction],
    tasks: Sequence[Task],
    people: Sequence[tuple[int, str, str]],
    referrer: str,
    frame: Frame,
    room: int,
    balances: Sequence[Balance] = (),
    deals: Sequence[Deal] = (),
) -> list[Spans]:
    """The card in lines of at most `room` cells; `people` are numbers, names and jobs."""
    heading, lines = cards.contact(person, frame)
    if referrer:
        lines.append(Line(_("Referred by"), referrer))
    if any(one[1:] != (0, 0, 0, 0) for one in balances):
        from crmcli.view import balances as money  # noqa: PLC0415 - door: 1 ms, only where somebody owes something

        lines += money.lines(balances)
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


def labelled(lines: Iterable[Line], room: int) -> Iterable[Spans]:
    """Labels and texts, the texts one below the other."""
    told = list(lines)
    cells = min(max((width(clean(line.label)) for line in told), default=0), _WIDEST_LABEL)
    left = max(room - cells - len(_INDENT + _GAP), _NARROWEST)
    for line in told:
        texts = wrap(clean_block(line.text[: left * _MOST_NOTE_LINES]), left)
        if len(texts) > _MOST_NOTE_LINES or len(line.text) > left * _MOST_NOTE_LINES:
            texts = [*texts[: _MOST_NOTE_LINES - 1], "…"]
        label = pad(cut(clean(line.label), cells), cells)
        for text in texts:
            yield (Span(_INDENT + label + _GAP, "quiet"), Span(text))
            label = " " * cells


def section(title: str, rows: Rows, more: int, room: int) -> Iterable[Spans]:
    """A heading and its rows, the cells of each column one below the other."""
    if not rows:
        return
    yield ()
    yield (Span(title, "heading"),)
    last = len(rows[0][0]) - 1
    cells = [max(width(row[at]) for row, _style in rows) for at in range(last)]
    left = max(room - sum(cells) - len(_GAP) * last - len(_INDENT), _NARROWEST)
    for row, style in rows:
        first = Span(_INDENT + pad(row[0], cells[0]) + _GAP, style)
        middle = "".join(pad(row[at], cells[at]) + _GAP for at in range(1, last))
        yield (first, Span(middle, "quiet"), Span(cut(row[last], left)))
    if more > 0:
        yield (Span(_INDENT + ngettext("and {count} more", "and {count} more", more).format(count=more), "quiet"),)


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
    amount = priced(deal.amount_minor, deal.currency)
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

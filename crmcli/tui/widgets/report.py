"""Reports as lines for the room there is: pictures, tables, and the rule by which they were counted."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from crmcli.core.errors import CrmError
from crmcli.core.records.report import Report
from crmcli.services.insight import dashboard
from crmcli.tui.widgets.lines import TextLines
from crmcli.view import numbers, shown
from crmcli.view.cells import cut, wrap
from crmcli.view.charts import drawing
from crmcli.view.charts.shapes import Picture
from crmcli.view.columns.column import Column, Frame
from crmcli.view.columns.reports import FUNNEL
from crmcli.view.insight import dashboard as page_pictures
from crmcli.view.insight import retention as retention_pictures
from crmcli.view.insight import rfm as rfm_pictures
from crmcli.view.insight import segments as segment_words
from crmcli.view.reports import funnel as funnel_pictures
from crmcli.view.reports import told
from crmcli.view.sentences import words
from crmcli.view.spans import Span, Spans
from crmcli.view.words import _

Lined = list[tuple[Spans, object]]
Draw = Callable[[int, Frame], Lined]
WIDEST = 120
"""Cells beyond which a table is no easier to read."""
_STAGE = "stage,deals,step,cumulative,lost,median_days"


class ReportLines(TextLines):
    """A report drawn for the room there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in ("bar", "good", "other")}
    draw: Draw | None = None
    frame: Frame | None = None

    def tell(self, draw: Draw, frame: Frame) -> None:
        """Show another report."""
        self.draw, self.frame = draw, frame
        self.laid_out()

    def laid_out(self) -> None:
        """Draw it anew."""
        if self.draw is not None and self.frame is not None:
            self.show(self.draw(self.room, self.frame))


def sorry(error: CrmError, room: int) -> Lined:
    """Why there is no report."""
    message, hint = words(error)
    lines: Lined = [((), None)]
    lines += [((Span(text),), None) for text in wrap(message, room)]
    return lines + [((Span(text, "quiet"),), None) for text in wrap(hint, room)]


def page_of_month(page: dashboard.Page, room: int, _frame: Frame) -> Lined:
    """The dashboard."""
    room = min(room, WIDEST)
    sentence = page_pictures.period(page.start, page.as_of)
    lines = [*_plain(wrap(sentence, room), "quiet"), ((), None)]
    shown_ = page_pictures.courses(page.figures, page.months)
    lines += [(spans, None) for spans in drawing.lines([shown_], room)]
    if page.causes:
        changes = page_pictures.changes(page.causes)
        lines += [((), None), *_plain([changes.title], "heading")]
        lines += [(spans, cause.id) for spans, cause in zip(drawing.draw(changes, room), page.causes, strict=True)]
    if page.goals:
        lines += [((), None), *((spans, None) for spans in drawing.lines([page_pictures.reached(page.goals)], room))]
    return lines


def segments(report: Report, room: int, _frame: Frame) -> Lined:
    """How many are in each segment, and what to do with them."""
    room = min(room, WIDEST)
    lines: Lined = _plain(wrap(_("Enter shows a segment in Contacts."), room), "quiet")
    lines.append(((), None))
    pictures = drawing.draw(rfm_pictures.segment_bars(report)[0], room)
    lines += list(zip(pictures, report.rows, strict=True))
    actions = [(segment_words.label(row.segment, row.label), segment_words.action(row.action)) for row in report.rows]
    lines.append(((), None))
    lines += [((Span(cut(f"{name}: ", room), "quiet"), Span(action)), None) for name, action in actions]
    return lines + _footed(report, room)


def cohorts(report: Report, room: int, _frame: Frame) -> Lined:
    """Who came back when."""
    return _drawn(report, retention_pictures.triangle(report), room)


def funnel(report: Report, room: int, frame: Frame) -> Lined:
    """How deals come through the stages: the picture, the figures and the rule."""
    lines: Lined = [*_plain(wrap(told.heading(report), room), "heading"), ((), None)]
    if report.rows:
        lines += [(spans, None) for spans in drawing.lines(funnel_pictures.funnel(report), room)]
        lines += [((), None), *_table(report.rows, FUNNEL, min(room, WIDEST), frame)]
    else:
        lines += _plain([_("No deals to report on.")], "")
    return lines + _footed(report, min(room, WIDEST))


def stage_report(report: Report, room: int, frame: Frame) -> Lined:
    """The same in a few lines, to stand beside the board."""
    if not report.rows:
        return _plain([_("No deals to report on.")], "quiet")
    lines = _table(report.rows, FUNNEL, min(room, WIDEST), frame, keys=_STAGE)
    texts = [line for total in report.totals for line in wrap(told.sentence(total), min(room, WIDEST))]
    return [*lines, ((), None), *_plain(texts, "quiet")]


def _drawn(report: Report, pictures: Sequence[Picture], room: int) -> Lined:
    lines: Lined = [*_plain(wrap(told.heading(report), room), "heading"), ((), None)]
    return lines + [(spans_, None) for spans_ in drawing.lines(pictures, room)] + _footed(report, min(room, WIDEST))


def _footed(report: Report, room: int) -> Lined:
    return [((), None), *((spans_, None) for spans_ in foot(report, room))]


def foot(report: Report, room: int) -> list[Spans]:
    """Totals, doubts, how it was counted and of how many."""
    texts = [(told.sentence(total), "") for total in report.totals]
    texts += [(f"! {told.sentence(warning)}", "now") for warning in report.warnings]
    texts.append((f"{told.sentence(report.rule)} " + _("n = {n}.").format(n=numbers.number(report.n)), "quiet"))
    return [(Span(line, style),) for text, style in texts for line in wrap(text, room)]


def _table(
    records: Sequence[object],
    columns: Sequence[Column],
    room: int,
    frame: Frame,
    keys: str | None = None,
) -> Lined:
    head, *lines = shown.as_table(records, shown.chosen(columns, "table", keys), frame, room)
    return _plain([head], "heading") + [((Span(line),), None) for line in lines]


def _plain(texts: Iterable[str], style: str) -> Lined:
    return [((Span(text, style),), None) for text in texts]

"""What the reports share: their options, and how they are shown: a picture with its numbers, or data."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import diagnostics, output
from crmcli.cli.nouns import agenda
from crmcli.cli.output import Style
from crmcli.core.records.report import Report
from crmcli.view import numbers
from crmcli.view.cells import wrap
from crmcli.view.columns.column import Column, plain
from crmcli.view.reports import told
from crmcli.view.spans import Span
from crmcli.view.words import _

if TYPE_CHECKING:
    from crmcli.view.charts.shapes import Picture

From = Annotated[
    str,
    typer.Option("--from", help="From this day on, or from the first of a period.", metavar="DAY", show_default=False),
]
To = Annotated[
    str, typer.Option("--to", help="To this day, or to the last of a period.", metavar="DAY", show_default=False)
]
Svg = Annotated[str, typer.Option("--svg", help="Also write the picture to this file, as a drawing.", metavar="FILE")]
Rule = Annotated[bool, typer.Option("--rule", help="Say how it was counted on stderr too, beside data.")]
Query = Annotated[list[str] | None, typer.Argument(help="A query of the search language.", show_default=False)]
Pipeline = Annotated[
    str, typer.Option("--pipeline", help="Another pipeline than the default one, by name or number.", metavar="NAME")
]
_WIDEST, _WIDEST_TEXT = 200, 120
Draw = Callable[[Report], "Sequence[Picture]"]
"""The pictures of a report."""


def nothing(_report: Report) -> "Sequence[Picture]":
    """The picture of what has none."""
    return ()


def prepare(svg: str) -> None:
    """Refuse what cannot be written before the work begins."""
    if svg:
        from crmcli.services.reports import pictures  # noqa: PLC0415 - door: only where a file is written
        from crmcli.view.charts.svg import MADE_BY  # noqa: PLC0415 - door: as above

        pictures.check(Path(svg), mark=MADE_BY)


def show(
    report: Report,
    columns: Sequence[Column],
    style: Style,
    draw: Draw,
    *,
    svg: str = "",
    rule: bool = False,
    empty: str = "",
    one: bool = False,
    drawn_whole: bool = False,
    card: bool = False,
) -> None:
    """Show a report: to people drawn, with its numbers, its rule and n; to machines its rows, and its doubts on stderr.

    `empty` is said in place of all that where there are no rows, to machines on stderr. `one` is for a report of a
    single row, which JSON then has as an object; `drawn_whole` for one whose picture has every number, so that people
    need no table, and `card` for a single row that people read as a column.
    """
    if svg:
        remarks = [*(told.sentence(warning) for warning in report.warnings), _counted(report)]
        write(svg, told.heading(report), remarks, draw(report))
    if not style.for_people:
        output.show(report.rows, columns, style, one=one)
        if empty and not report.rows:
            diagnostics.note(empty)
        else:
            for warning in report.warnings:
                diagnostics.lines(told.sentence(warning))
        if rule:
            diagnostics.lines(_counted(report))
        return
    if not report.rows:
        output.show((), columns, style, empty=empty)
        return
    _title(report)
    if not style.only:
        drawn(draw(report))
    if card and not style.only:
        _card(report.rows[0], columns)
    elif style.only or not drawn_whole:
        output.show(report.rows, columns, style)
    _foot(report, parted=drawn_whole and not style.only)


def _card(row: object, columns: Sequence[Column]) -> None:
    """One row as labels with their values below one another."""
    from crmcli.view import blocks  # noqa: PLC0415 - door: as in `drawn`
    from crmcli.view.cards import Line  # noqa: PLC0415 - door: as in `drawn`

    frame = output.frame()
    texts = [
        Line(_(column.label), column.text(row, frame) if column.text else plain(column.value(row)))
        for column in columns
        if column.shown
    ]
    output.write("".join(f"{text}\n" for text in blocks.lines([line for line in texts if line.text])))


def _title(report: Report) -> None:
    agenda.draw([*((Span(line, "heading"),) for line in _wrapped(told.heading(report))), (Span(" "),)])


def drawn(pictures: "Sequence[Picture]", *, last: bool = False) -> None:
    """Pictures as lines, with an empty one below them where they are not the last of the answer."""
    from crmcli.view.charts import drawing  # noqa: PLC0415 - door: pictures, 2 ms, only for people

    room = min(output.terminal_width(), _WIDEST)
    lines = drawing.lines(pictures, room, plain=not output.can_show(drawing.NEEDED))
    agenda.draw([*lines, (Span(" "),)] if lines and not last else lines)


def _foot(report: Report, *, parted: bool) -> None:
    """Totals, doubts and the rule, each wrapped to the terminal; `parted` where an empty line stands above already."""
    for total in report.totals:
        agenda.draw((Span(line),) for line in _wrapped(told.sentence(total)))
    if report.totals or not parted:
        agenda.draw([(Span(" "),)])
    for warning in report.warnings:
        agenda.draw((Span(line, "other"),) for line in _wrapped(f"! {told.sentence(warning)}"))
    agenda.draw((Span(line, "quiet"),) for line in _wrapped(_counted(report)))


def _wrapped(text: str) -> list[str]:
    """Lines of text in which a number keeps its unit."""
    kept = text.replace(" %", "\u00a0%").replace(" = ", "\u00a0=\u00a0").replace(" ± ", "\u00a0±\u00a0")
    lines = wrap(kept, min(output.terminal_width(), _WIDEST_TEXT))
    return [line.replace("\u00a0", " ") for line in lines]


def _counted(report: Report) -> str:
    return f"{told.sentence(report.rule)} " + _("n = {n}.").format(n=numbers.number(report.n))


def write(svg: str, title: str, remarks: Sequence[str], shapes: "Sequence[Picture]") -> None:
    """The pictures as a drawing in a file of its own."""
    from crmcli.services.reports import pictures  # noqa: PLC0415 - door: as in `prepare`
    from crmcli.view.charts import svg as drawing  # noqa: PLC0415 - door: as in `prepare`

    pictures.write(Path(svg), drawing.document(title, remarks, shapes), mark=drawing.MADE_BY)
    diagnostics.note("Wrote {path}.", path=svg)

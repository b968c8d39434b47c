"""The dashboard, and the goals on it."""

from typing import Annotated

import typer

from crmcli.cli import output, session
from crmcli.cli.nouns import reports
from crmcli.cli.options import AsOf, Columns, Format, Json
from crmcli.cli.output import Style
from crmcli.services.insight import dashboard as service
from crmcli.view.columns.insight import dashboard as columns_of
from crmcli.view.insight import dashboard as pictures
from crmcli.view.insight import words
from crmcli.view.words import _

Metric = Annotated[str, typer.Argument(help="revenue, orders, customers, new-customers, ...", show_default=False)]
Period = Annotated[str, typer.Argument(help="2026, 2026-Q4 or 2026-11.", show_default=False)]
_UNDO = "`crm undo` takes it back."


def dashboard(as_of: AsOf = "", format: Format = None, json: Json = False, svg: reports.Svg = "") -> None:
    """Show this month so far against the month before, who changed it, and the goals."""
    style = Style(format, json=json)
    reports.prepare(svg)
    page = service.page(session.here(), as_of)
    drawn = pictures.pictures(page.figures, page.causes, page.goals, page.months)
    if svg:
        reports.write(svg, _("Dashboard"), [pictures.period(page.start, page.as_of)], drawn)
    if not style.for_people:
        output.show([page], columns_of.PAGE, style, one=True)
        return
    output.line(pictures.period(page.start, page.as_of))
    output.line()
    reports.drawn(drawn, last=True)


def set_(
    metric: Metric,
    period: Period,
    target: Annotated[str, typer.Argument(help="An amount, a number or per cent.", show_default=False)],
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    format: Format = None,
    json: Json = False,
) -> None:
    """Set what a figure is to be in a year, a quarter or a month."""
    style = Style(format, json=json)
    row = service.set_goal(session.here(), metric, period, target, note)
    output.show([row], columns_of.GOAL, style, one=True)
    if style.for_people:
        output.say(_UNDO)


def list_(as_of: AsOf = "", columns: Columns = None, format: Format = None, json: Json = False) -> None:
    """List goals with how far each is reached."""
    style = Style(format, json=json, columns=columns)
    found = service.goals(session.here(), as_of)
    output.show(found, columns_of.GOAL, style, empty="No goals. `crm goal set revenue 2026 50000` sets one.")


def remove(metric: Metric, period: Period, format: Format = None, json: Json = False) -> None:
    """Take a goal away."""
    style = Style(format, json=json)
    goal = service.remove_goal(session.here(), metric, period)
    if style.for_people:
        output.say("Took the goal for {metric} in {period} away.", metric=words.metric(goal.metric), period=goal.period)
        output.say(_UNDO)
    else:
        output.show([goal], columns_of.GOAL, style, one=True)

"""The picture of what is owed."""

from crmcli.core.records.owed import Aged
from crmcli.core.records.report import Report
from crmcli.view.charts.shapes import Bar, Bars, Picture
from crmcli.view.money import told
from crmcli.view.words import _


def ageing(report: Report) -> tuple[Picture, ...]:
    """Of each currency a bar for what is not due and for each time past due."""
    wholes: list[Aged] = [row for row in report.rows if row.contact_id is None]
    return tuple(Bars(whole.currency if len(wholes) > 1 else "", _bars(whole)) for whole in wholes)


def _bars(whole: Aged) -> tuple[Bar, ...]:
    amounts = (
        (_("Not due"), whole.current, ""),
        (_("1-30 days"), whole.days_30, "other"),
        (_("31-60 days"), whole.days_60, "other"),
        (_("61-90 days"), whole.days_90, "late"),
        (_("> 90 days"), whole.older, "late"),
    )
    return tuple(Bar(label, minor, told(minor, whole.currency), "", style) for label, minor, style in amounts)

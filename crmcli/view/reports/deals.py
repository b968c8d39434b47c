"""The pictures of what is won, lost and expected."""

from collections.abc import Iterable

from crmcli.core.records.figures import ForecastMonth, Velocity, WinLoss
from crmcli.core.records.report import Report
from crmcli.view import money, numbers
from crmcli.view.charts.shapes import Bar, Bars, Group, Groups, Picture
from crmcli.view.reports.words import month, value_of
from crmcli.view.words import _

_MOST = 8
"""Bars of a picture; the table has the rest."""


def win_loss(report: Report) -> tuple[Picture, ...]:
    """Why deals were lost, and the win rate by source and competitor."""
    rows: tuple[WinLoss, ...] = report.rows
    titles = {
        "lost-reason": _("Lost for"),
        "won-reason": _("Won for"),
        "competitor": _("Win rate beside competitors"),
        "source": _("Win rate by source"),
        "buyer": _("Win rate by buyer"),
        "owner": _("Win rate by owner"),
    }
    kinds = list(dict.fromkeys(row.by for row in rows))
    shown = kinds if len(kinds) == 1 else [kind for kind in ("lost-reason", "source", "competitor") if kind in kinds]
    return tuple(_shares(titles[kind], [row for row in rows if row.by == kind][:_MOST]) for kind in shown)


def velocity(report: Report) -> tuple[Picture, ...]:
    """Nothing: the figures of one row are not the length of anything."""
    rows: tuple[Velocity, ...] = report.rows
    return tuple(
        Bars(
            row.currency,
            (
                Bar(_("won"), row.won, numbers.number(row.won), numbers.percent(row.win_rate)),
                Bar(_("lost"), row.lost, numbers.number(row.lost), numbers.percent(1 - row.win_rate), "late"),
                Bar(_("still open"), row.open, numbers.number(row.open), "", "other"),
            ),
        )
        for row in rows
        if row.win_rate is not None
    )


def forecast(report: Report) -> tuple[Picture, ...]:
    """Of each month what is booked, expected and possible; a picture a currency."""
    rows: tuple[ForecastMonth, ...] = report.rows
    names = (_("booked"), _("booked and weighted"), _("best case"))
    return tuple(
        Groups(
            currency if many else "",
            names,
            tuple(
                Group(
                    month(row.month),
                    (row.booked_minor, row.expected_minor, row.best_minor),
                    tuple(
                        money.told(minor, currency) for minor in (row.booked_minor, row.expected_minor, row.best_minor)
                    ),
                )
                for row in rows
                if row.currency == currency
            ),
        )
        for currency, many in _currencies(row.currency for row in rows)
    )


def _shares(title: str, rows: list[WinLoss]) -> Bars:
    return Bars(
        title,
        tuple(
            Bar(
                value_of(row.by, row.value),
                row.share or 0.0,
                "" if row.share is None else numbers.percent(row.share),
                _("{part} of {n}").format(part=numbers.number(row.part), n=numbers.number(row.n)),
            )
            for row in rows
        ),
        most=1.0 if rows and not rows[0].by.endswith("reason") else 0,
    )


def _currencies(codes: Iterable[str]) -> list[tuple[str, bool]]:
    """Each currency, and whether there are several."""
    known = list(dict.fromkeys(codes))
    return [(code, len(known) > 1) for code in known]

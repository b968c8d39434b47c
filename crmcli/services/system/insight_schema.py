"""The records of figures about customers, and the columns by which they are shown, for `crm schema`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.analytics.purchases import STATES
from crmcli.core.records import insight, rfm, rfm_rows, worth
from crmcli.services.insight.dashboard import METRICS, Page
from crmcli.view.columns.column import Column
from crmcli.view.columns.insight import abc, acquisition, clv, dashboard, retention, risk, segments
from crmcli.view.columns.insight import rfm as rfm_columns


class Shown(NamedTuple):
    """A noun's record, its columns, the columns that hold one of a few words, and those that hold lists of others."""

    record: type
    columns: Sequence[Column]
    choices: Mapping[str, Sequence[str]] = {}
    parts: Mapping[str, "Shown"] = {}


_METRIC = {"metric": tuple(METRICS)}
_STATE = {"state": STATES}
_FIGURE = Shown(worth.Figure, dashboard.FIGURE, {"block": ("acquisition", "retention", "growth"), **_METRIC})
_CAUSE = Shown(worth.Cause, dashboard.CAUSE)
_MONTH = Shown(worth.Trend, retention.TREND)
_GOAL = Shown(worth.GoalRow, dashboard.GOAL, _METRIC)
INSIGHT = {
    "rfm": Shown(rfm.Scored, rfm_columns.SCORED),
    "rfm-segments": Shown(rfm_rows.SegmentFigures, rfm_columns.SEGMENTS),
    "rfm-grid": Shown(rfm_rows.GridCell, rfm_columns.GRID),
    "rfm-explain": Shown(rfm.Explained, rfm_columns.EXPLAINED),
    "rfm-keep": Shown(rfm_rows.KeptScores, rfm_columns.KEPT),
    "rfm-migrate": Shown(rfm_rows.SegmentMove, rfm_columns.MOVES),
    "rfm-map": Shown(rfm_rows.SegmentRule, rfm_columns.MAP),
    "clv-historic": Shown(worth.Historic, clv.HISTORIC),
    "clv-projected": Shown(worth.Projected, clv.PROJECTED),
    "clv-predict": Shown(worth.Predicted, clv.PREDICTED),
    "clv-fit": Shown(worth.Fit, clv.FIT),
    "clv-validate": Shown(worth.Held, clv.HELD),
    "cac": Shown(worth.AcquisitionRow, acquisition.CAC),
    "abc": Shown(worth.Classed, abc.CLASSED),
    "abc-classes": Shown(worth.ClassFigures, abc.CLASSES),
    "report-profitability": Shown(worth.Profit, abc.PROFIT),
    "report-unit-economics": Shown(worth.UnitEconomics, acquisition.ECONOMICS),
    "report-retention": Shown(worth.RetentionRow, retention.RETENTION),
    "report-cohort": Shown(worth.CohortRow, retention.COHORT),
    "report-churn-risk": Shown(worth.Risk, risk.RISK, _STATE),
    "report-next-purchase": Shown(worth.Next, risk.NEXT, _STATE),
    "report-crosssell": Shown(worth.Crossing, risk.CROSSING),
    "report-maturity": Shown(worth.StageRow, acquisition.STAGE),
    "report-trends": Shown(worth.Trend, retention.TREND),
    "report-activity": Shown(worth.Effort, acquisition.EFFORT),
    "dashboard": Shown(
        Page, dashboard.PAGE, parts={"figures": _FIGURE, "causes": _CAUSE, "goals": _GOAL, "months": _MONTH}
    ),
    "goal": _GOAL,
    "segment": Shown(insight.Counted, segments.SEGMENT, {"kind": insight.SEGMENT_KINDS}),
    "segment-diff": Shown(insight.Change, segments.CHANGE, {"change": ("joined", "left")}),
}

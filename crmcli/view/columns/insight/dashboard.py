"""How the figures of the dashboard and goals look."""

from crmcli.view.columns.column import Column, Json, absent
from crmcli.view.columns.insight.kinds import machine, money, share
from crmcli.view.columns.insight.retention import TREND
from crmcli.view.insight import words
from crmcli.view.insight.dashboard import figure, of_goal


def _machine(value: float | None, unit: str, currency: str) -> Json:
    if value is None or unit == "share":
        return value
    return machine(round(value), currency) if unit == "money" else round(value)


FIGURE = (
    Column("block", "Block", lambda f: f.block, lambda f, _: words.block(f.block)),
    Column("metric", "Figure", lambda f: f.metric, lambda f, _: words.metric(f.metric), wide=True),
    Column(
        "value", "Now", lambda f: _machine(f.value, f.unit, f.currency),
        lambda f, _: figure(f.value, f.unit, f.currency), align="right", type="figure",
    ),
    Column(
        "before", "Month before", lambda f: _machine(f.before, f.unit, f.currency),
        lambda f, _: figure(f.before, f.unit, f.currency), align="right", type="figure",
    ),
    share(Column("change", "Change", lambda f: f.change)),
    Column(
        "goal", "Goal", lambda f: _machine(of_goal(f, f.goal), f.unit, f.currency),
        lambda f, _: figure(of_goal(f, f.goal), f.unit, f.currency) if f.goal is not None else "",
        align="right", type="figure", gives_way=1,
    ),
)  # fmt: skip
CAUSE = (
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("customer", "Customer", lambda c: c.customer, wide=True),
    money(Column("before", "Month before", lambda c: c.before)),
    money(Column("after", "Now", lambda c: c.after)),
    money(Column("change", "Change", lambda c: c.change)),
)
GOAL = (
    Column("id", "#", lambda g: g.id, align="right", type="integer", shown=False),
    Column("metric", "Figure", lambda g: g.metric, lambda g, _: words.metric(g.metric)),
    Column("period", "Period", lambda g: g.period),
    Column(
        "target", "Goal", lambda g: _machine(of_goal(g, g.target), g.unit, g.currency),
        lambda g, _: figure(of_goal(g, g.target), g.unit, g.currency), align="right", type="figure",
    ),
    Column(
        "value", "Achieved", lambda g: _machine(of_goal(g, g.value), g.unit, g.currency),
        lambda g, _: figure(of_goal(g, g.value), g.unit, g.currency), align="right", type="figure",
    ),
    share(Column("reached", "Share", lambda g: g.reached)),
    Column("from", "From", lambda g: g.start, type="date", shown=False),
    Column("to", "To", lambda g: g.end, type="date", shown=False),
    Column("note", "Note", lambda g: absent(g.note), wide=True, gives_way=1),
)  # fmt: skip


def _objects(rows: tuple[object, ...], columns: tuple[Column, ...]) -> Json:
    return [{column.key: column.value(row) for column in columns} for row in rows]


PAGE = (
    Column("as_of", "As of", lambda p: p.as_of.isoformat(), type="date"),
    Column("from", "From", lambda p: p.start.isoformat(), type="date"),
    Column("figures", "Figures", lambda p: _objects(p.figures, FIGURE), type="array"),
    Column("causes", "Because of", lambda p: _objects(p.causes, CAUSE), type="array"),
    Column("goals", "Goals", lambda p: _objects(p.goals, GOAL), type="array"),
    Column("months", "Months", lambda p: _objects(p.months, TREND), type="array"),
)

"""How retention, cohorts and months look."""

from collections.abc import Sequence

from crmcli.view.columns.column import Column
from crmcli.view.columns.insight.kinds import counted, machine, money, share
from crmcli.view.insight import amounts

RETENTION = (
    Column("from", "From", lambda r: r.start, type="date"),
    Column("to", "To", lambda r: r.end, type="date"),
    counted(Column("active", "Active", lambda r: r.active)),
    counted(Column("kept", "Stayed", lambda r: r.kept)),
    counted(Column("new", "New", lambda r: r.new)),
    counted(Column("back", "Came back", lambda r: r.back, gives_way=2)),
    counted(Column("active_after", "Active after", lambda r: r.active_after, gives_way=3)),
    share(Column("retention", "Retention", lambda r: r.rate)),
    share(Column("churn", "Churn", lambda r: r.churn)),
    share(Column("net_revenue_retention", "Of revenue", lambda r: r.revenue_rate, gives_way=1)),
    share(Column("gross_revenue_retention", "Kept of it", lambda r: r.held_rate, gives_way=2)),
)
PARTIAL = Column(
    "partial", "Still runs", lambda row: row.partial, lambda row, _: "…" if row.partial else "", type="boolean"
)
COHORT = (
    Column("cohort", "First order", lambda c: c.month),
    counted(Column("customers", "Customers", lambda c: c.customers)),
    Column(
        "shares", "Bought in month 0, 1, 2, ...", lambda c: list(c.shares),
        lambda c, _: " ".join(amounts.share(one) for one in c.shares), wide=True, type="array",
    ),
    Column(
        "value_per_customer", "Brought by month 0, 1, 2, ...",
        lambda c: [machine(round(one), c.currency) for one in c.values], shown=False, type="array",
    ),
    PARTIAL._replace(shown=False),
)  # fmt: skip
TREND = (
    Column("month", "Month", lambda t: t.month),
    money(Column("revenue", "Revenue", lambda t: t.revenue)),
    counted(Column("orders", "Orders", lambda t: t.orders)),
    counted(Column("customers", "Customers", lambda t: t.customers)),
    counted(Column("new", "New", lambda t: t.new)),
    share(Column("change", "On the year before", lambda t: t.change)),
    PARTIAL,
)


def cohort(*, values: bool) -> Sequence[Column]:
    """A cohort, on lines with its values where they were asked for."""
    asked = {"value_per_customer"} if values else set()
    return [column._replace(shown=True) if column.key in asked else column for column in COHORT]

"""How the cost of winning customers looks, and stages and months of work."""

from collections.abc import Callable

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.insight.kinds import counted, money, number, share
from crmcli.view.columns.insight.satisfied import SATISFIED
from crmcli.view.insight import words
from crmcli.view.words import _

CAC = (
    Column("name", "From", lambda r: absent(r.name), lambda r, _frame: r.name or _("(not said)")),
    money(Column("cost", "Cost", lambda r: r.cost)),
    money(Column("time_cost", "Of it time", lambda r: r.time_cost, gives_way=1)),
    counted(Column("customers", "New", lambda r: r.customers)),
    money(Column("cac", "CAC", lambda r: r.cac)),
    money(Column("ltv_margin", "LTV", lambda r: r.value, gives_way=2)),
    number(Column("ltv_cac", "LTV:CAC", lambda r: r.ratio), 2),
)
ECONOMICS = (
    money(Column("acquisition_cost", "Cost", lambda r: r.cost)),
    counted(Column("new_customers", "New", lambda r: r.customers)),
    money(Column("cac", "CAC", lambda r: r.cac)),
    money(Column("average_order", "Mean order", lambda r: r.average)),
    number(Column("orders_per_year", "Orders a year", lambda r: r.per_year), 2),
    number(Column("years", "Years", lambda r: r.years), 2),
    share(Column("margin_rate", "Margin", lambda r: r.margin_rate)),
    money(Column("ltv_revenue", "LTV of revenue", lambda r: r.revenue_value)),
    money(Column("ltv_margin", "LTV", lambda r: r.margin_value)),
    money(Column("ltv_discounted", "LTV by retention", lambda r: r.discounted)),
    number(Column("ltv_cac", "LTV:CAC", lambda r: r.ratio), 2),
    number(Column("ltv_cac_revenue", "By revenue", lambda r: r.revenue_ratio, shown=False), 2),
    number(Column("payback_months", "Months back", lambda r: r.payback), 2),
    money(Column("retention_cost", "Keeping cost", lambda r: r.retention_cost)),
    money(Column("cost_per_repeat_order", "A repeat order", lambda r: r.repeat_cost)),
    Column("verdict", "Verdict", lambda r: absent(r.verdict), lambda r, _frame: words.verdict(r.verdict)),
)
STAGE = (
    Column("stage", "Stage", lambda r: r.stage, lambda r, _frame: words.block(r.stage)),
    counted(Column("customers", "Customers", lambda r: r.customers)),
    share(Column("share", "Share", lambda r: r.share, gives_way=2)),
    money(Column("revenue", "Revenue", lambda r: r.revenue)),
    share(Column("revenue_share", "Of revenue", lambda r: r.revenue_share, gives_way=1)),
    counted(Column("minutes", "Minutes", lambda r: r.minutes)),
    money(Column("cost", "Effort", lambda r: r.cost)),
    *SATISFIED,
)
EFFORT = (
    Column("month", "Month", lambda r: r.month),
    counted(Column("interactions", "Interactions", lambda r: r.interactions)),
    counted(Column("calls", "Calls", lambda r: r.calls)),
    counted(Column("meetings", "Meetings", lambda r: r.meetings)),
    counted(Column("messages", "Messages", lambda r: r.messages)),
    counted(Column("minutes", "Minutes", lambda r: r.minutes)),
    counted(Column("people", "People", lambda r: r.people)),
    Column("partial", "Still runs", lambda r: r.partial, lambda r, _frame: "…" if r.partial else "", type="boolean"),
)


def cac(name: Callable[[str], str]) -> tuple[Column, ...]:
    """The cost of winning customers, with what the channels are called."""
    told = CAC[0]._replace(text=lambda row, _frame: name(row.name) or _("(not said)"))
    return (told, *CAC[1:])

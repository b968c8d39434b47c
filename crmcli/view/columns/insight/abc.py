"""How customers and classes look by value and by profit."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.insight.kinds import counted, money, number, share
from crmcli.view.columns.insight.satisfied import SATISFIED
from crmcli.view.insight import actions

CLASSED = (
    counted(Column("rank", "Rank", lambda c: c.rank)),
    Column("id", "#", lambda c: c.id, align="right", type="integer"),
    Column("customer", "Customer", lambda c: c.customer, wide=True),
    money(Column("value", "Value", lambda c: c.value)),
    share(Column("share", "Share", lambda c: c.share)),
    share(Column("cumulative", "Up to here", lambda c: c.cumulative)),
    Column("class", "Class", lambda c: c.letter),
)
CLASSES = (
    Column("class", "Class", lambda c: c.letter),
    counted(Column("customers", "Customers", lambda c: c.customers)),
    share(Column("share", "Share", lambda c: c.share, gives_way=5)),
    money(Column("revenue", "Revenue", lambda c: c.revenue)),
    share(Column("revenue_share", "Of revenue", lambda c: c.revenue_share, gives_way=4)),
    money(Column("margin", "Margin", lambda c: c.margin, gives_way=3)),
    money(Column("service_cost", "Service", lambda c: c.cost, gives_way=2)),
    share(Column("cost_rate", "Of its revenue", lambda c: c.cost_rate, gives_way=6)),
    number(Column("cost_to_serve_index", "Index", lambda c: c.served), 2),
    money(Column("profit", "Profit", lambda c: c.profit)),
    money(Column("budget", "Budget", lambda c: c.budget, gives_way=1)),
    *SATISFIED,
)
PROFIT = (
    Column("id", "#", lambda p: p.id, align="right", type="integer"),
    Column("customer", "Customer", lambda p: p.customer, wide=True),
    Column("class", "Class", lambda p: p.letter, gives_way=2),
    money(Column("revenue", "Revenue", lambda p: p.revenue, gives_way=3)),
    money(Column("margin", "Margin", lambda p: p.margin, gives_way=1)),
    money(Column("service_cost", "Service", lambda p: p.cost)),
    money(Column("profit", "Profit", lambda p: p.profit)),
    share(Column("cumulative", "Up to here", lambda p: p.cumulative, gives_way=4)),
    Column("action", "What to do", lambda p: absent(p.action), lambda p, _: actions.action(p.action), wide=True),
)

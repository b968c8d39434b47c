"""How customers look with their lifetime value, and how the model does."""

from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.insight.kinds import counted, money, number, share

_ID = Column("id", "#", lambda r: r.id, align="right", type="integer")
_CUSTOMER = Column("customer", "Customer", lambda r: r.customer, wide=True)

HISTORIC = (
    _ID,
    _CUSTOMER,
    counted(Column("orders", "Orders", lambda r: r.orders, gives_way=1)),
    money(Column("average_spend", "Mean spend", lambda r: r.average)),
    number(Column("orders_per_year", "Orders a year", lambda r: r.per_year), 2),
    number(Column("years", "Years", lambda r: r.years), 2),
    money(Column("value", "Value", lambda r: r.value, shown=False)),
    money(Column("revenue", "Revenue", lambda r: r.revenue)),
    money(Column("margin", "Margin", lambda r: r.margin, gives_way=2)),
)
PROJECTED = (
    _ID,
    _CUSTOMER,
    money(Column("average_spend", "Mean spend", lambda r: r.average)),
    number(Column("orders_per_year", "Orders a year", lambda r: r.per_year), 2),
    number(Column("years", "Years", lambda r: r.years), 2),
    money(Column("revenue", "Revenue", lambda r: r.revenue)),
    money(Column("margin", "Margin", lambda r: r.margin)),
    money(Column("margin_today", "Worth today", lambda r: r.today, gives_way=1)),
)
PREDICTED = (
    _ID,
    _CUSTOMER,
    counted(Column("repeats", "Came back", lambda r: r.repeats, gives_way=1)),
    Column("last_order", "Last order", lambda r: r.last, type="date", gives_way=2),
    share(Column("alive", "Still buys", lambda r: r.alive)),
    number(Column("purchases", "Purchases", lambda r: r.purchases), 2),
    money(Column("mean_purchase", "Each", lambda r: r.mean)),
    money(Column("value", "Value today", lambda r: r.value)),
    money(Column("margin", "Margin", lambda r: r.margin, gives_way=3)),
)
FIT = (
    Column("as_of", "As of", lambda f: f.as_of, type="date"),
    counted(Column("customers", "Customers", lambda f: f.customers)),
    counted(Column("repeaters", "Came back", lambda f: f.repeaters)),
    number(Column("r", "r", lambda f: f.r), 4),
    number(Column("alpha", "alpha", lambda f: f.alpha), 4),
    number(Column("a", "a", lambda f: f.a), 4),
    number(Column("b", "b", lambda f: f.b), 4),
    number(Column("log_likelihood", "Log-likelihood", lambda f: f.likelihood), 2),
    number(Column("p", "p", lambda f: f.p), 4),
    number(Column("q", "q", lambda f: f.q), 4),
    number(Column("v", "v", lambda f: f.v), 4),
    number(Column("spending_log_likelihood", "Of spending", lambda f: f.spending_likelihood, shown=False), 2),
    number(Column("correlation", "Correlation", lambda f: f.correlation), 3),
    Column("fingerprint", "Fingerprint", lambda f: f.fingerprint, shown=False),
    Column("at", "Kept", lambda f: absent(f.at), shown=False, type="instant"),
)
HELD = (
    counted(Column("repeats", "Came back before", lambda h: h.repeats)),
    counted(Column("customers", "Customers", lambda h: h.customers)),
    counted(Column("actual", "Purchases made", lambda h: h.actual)),
    number(Column("expected", "Expected", lambda h: h.expected)),
)


def trailing() -> tuple[Column, ...]:
    """The columns of what was brought where the value is not what was paid."""
    return tuple(column._replace(shown=True) if column.key == "value" else column for column in HISTORIC)

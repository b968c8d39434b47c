"""How those who may leave look, and those who may buy."""

from crmcli.view.columns.column import Column
from crmcli.view.columns.insight.kinds import counted, money, number, share
from crmcli.view.insight import states

_ID = Column("id", "#", lambda r: r.id, align="right", type="integer")
_CUSTOMER = Column("customer", "Customer", lambda r: r.customer, wide=True)
RISK = (
    _ID,
    _CUSTOMER,
    Column("last_order", "Last order", lambda r: r.last, type="date", shown=False),
    counted(Column("days", "Days", lambda r: r.days, gives_way=2)),
    number(Column("usual_days", "Usual days", lambda r: r.gap, shown=False)),
    Column("own_habit", "Own habit", lambda r: r.own_gap, type="boolean", shown=False),
    number(Column("ratio", "Late", lambda r: r.ratio, shown=False), 1),
    Column("state", "State", lambda r: r.state, lambda r, _: states.state(r.state), shown=False),
    share(Column("alive", "Still buys", lambda r: r.alive, shown=False)),
    money(Column("revenue", "Brought", lambda r: r.revenue, gives_way=1)),
    Column(
        "reasons",
        "Why",
        lambda r: list(r.reasons),
        lambda r, _: states.reasons(r),
        wide=True,
        wraps=True,
        type="array",
    ),
)
NEXT = (
    _ID,
    _CUSTOMER,
    Column("last_order", "Last order", lambda r: r.last, type="date", gives_way=1),
    number(Column("usual_days", "Usual days", lambda r: r.gap)),
    Column("own_habit", "Own habit", lambda r: r.own_gap, type="boolean", shown=False),
    Column("next_order", "Next order", lambda r: r.next, type="date"),
    number(Column("ratio", "Late", lambda r: r.ratio, gives_way=3), 1),
    Column("state", "State", lambda r: r.state, lambda r, _: states.state(r.state)),
    money(Column("mean_order", "Mean order", lambda r: r.mean, gives_way=2)),
)
CROSSING = (
    Column("product_id", "#", lambda c: c.product_id, type="integer", shown=False),
    Column("product", "Who bought", lambda c: c.product, wide=True),
    Column("other_id", "Other #", lambda c: c.other_id, type="integer", shown=False),
    Column("other", "Also buys", lambda c: c.other, wide=True),
    counted(Column("both", "Both", lambda c: c.both)),
    counted(Column("owners", "Of", lambda c: c.owners)),
    share(Column("support", "Of all", lambda c: c.support, gives_way=2)),
    share(Column("confidence", "Share", lambda c: c.confidence)),
    number(Column("lift", "Lift", lambda c: c.lift), 2),
    counted(Column("candidates", "Could buy", lambda c: c.candidates)),
    Column("names", "Who", lambda c: list(c.names), wide=True, type="array", gives_way=1),
    Column("ids", "Who #", lambda c: list(c.ids), type="array", shown=False),
)

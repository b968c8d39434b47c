"""How customers, segments and moves of RFM look."""

from crmcli.core.records.rfm_rows import SegmentMove
from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.insight.kinds import counted, machine, money, number, share
from crmcli.view.insight import segments

SCORED = (
    Column("id", "#", lambda s: s.id or None, lambda s, _: str(s.id or ""), align="right", type="integer"),
    Column("customer", "Customer", lambda s: s.customer, wide=True),
    counted(Column("recency_days", "Days", lambda s: s.recency_days)),
    counted(Column("orders", "Orders", lambda s: s.orders)),
    money(Column("monetary", "Money", lambda s: s.monetary)),
    Column("r", "R", lambda s: s.r, shown=False, align="right", type="integer"),
    Column("f", "F", lambda s: s.f, shown=False, align="right", type="integer"),
    Column("m", "M", lambda s: s.m, shown=False, align="right", type="integer"),
    Column("rfm", "RFM", lambda s: f"{s.r}{s.f}{s.m}"),
    counted(Column("score", "Score", lambda s: s.score, gives_way=2)),
    Column("segment", "Segment", lambda s: s.segment, lambda s, _: segments.label(s.segment, s.label), gives_way=1),
)


def _of_file(column: Column) -> Column:
    """A column of a file, which does not say its currency: money is a plain number."""
    return column._replace(type="number") if column.type == "money" else column


SCORED_OF_FILE = tuple(_of_file(column) for column in SCORED if column.key != "id")

SEGMENTS = (
    Column("segment", "Segment", lambda s: s.segment, lambda s, _: segments.label(s.segment, s.label)),
    counted(Column("customers", "Customers", lambda s: s.customers)),
    share(Column("share", "Share", lambda s: s.share)),
    counted(Column("orders", "Orders", lambda s: s.orders, gives_way=2)),
    money(Column("revenue", "Revenue", lambda s: s.revenue)),
    share(Column("revenue_share", "Of revenue", lambda s: s.revenue_share)),
    money(Column("average_order", "Mean order", lambda s: s.average, gives_way=1)),
    number(Column("median_days", "Median days", lambda s: s.median_days, gives_way=3)),
    Column(
        "action", "What to do", lambda s: absent(s.action), lambda s, _: segments.action(s.action),
        gives_way=4, wide=True,
    ),
)  # fmt: skip

GRID = (
    Column("r", "R", lambda c: c.r, align="right", type="integer"),
    Column("f", "F", lambda c: c.f, align="right", type="integer"),
    counted(Column("customers", "Customers", lambda c: c.customers)),
    share(Column("share", "Share", lambda c: c.share)),
    money(Column("revenue", "Revenue", lambda c: c.revenue)),
)

SEGMENTS_OF_FILE, GRID_OF_FILE = tuple(map(_of_file, SEGMENTS)), tuple(map(_of_file, GRID))


def _from(move: SegmentMove) -> str:
    return segments.label(move.before, move.before_label) if move.before else "–"


def _to(move: SegmentMove) -> str:
    return segments.label(move.after, move.after_label) if move.after else "–"


MOVES = (
    Column("before", "From", lambda m: absent(m.before), lambda m, _: _from(m)),
    Column("after", "To", lambda m: absent(m.after), lambda m, _: _to(m)),
    counted(Column("customers", "Customers", lambda m: m.customers)),
)
MAP = (
    Column("segment", "Segment", lambda s: s.segment, shown=False),
    Column("label", "Segment", lambda s: s.label.en, lambda s, _: segments.label(s.segment, s.label)),
    Column(
        "codes", "RFM", lambda s: list(s.codes), lambda s, _: " ".join(s.codes), wide=True, wraps=True, type="array"
    ),
    Column(
        "action",
        "What to do",
        lambda s: absent(s.action),
        lambda s, _: segments.action(s.action),
        gives_way=1,
        wide=True,
        wraps=True,
    ),
)


def _of_scored(column: Column) -> Column:
    """A column of the scores, read through what is explained."""
    return column._replace(value=lambda e: column.value(e.scored), text=None, shown=True)


EXPLAINED = (
    *map(_of_scored, SCORED),
    Column("last_order", "Last order", lambda e: e.last, type="date"),
    Column("next_r_days", "Days for the next R", lambda e: e.better[0], type="integer"),
    Column("next_f_orders", "Orders for the next F", lambda e: e.better[1], type="integer"),
    Column(
        "next_m_monetary", "Money for the next M",
        lambda e: machine(e.better[2], e.scored.currency, e.scored.decimals), type="money",
    ),
    Column("falls_on", "R falls on", lambda e: absent(e.falls_on), type="date"),
    Column("fallen_rfm", "RFM then", lambda e: absent(e.fallen)),
    Column("fallen_segment", "Segment then", lambda e: absent(e.fallen_segment)),
    Column("ordering_rfm", "RFM with an order today", lambda e: absent(e.ordering)),
    Column("ordering_segment", "Segment with an order today", lambda e: absent(e.ordering_segment)),
    Column("kept_at", "Kept", lambda e: absent(e.kept_at), type="instant"),
    Column("r_place", "Place by R", lambda e: e.places[0] if e.places else None, type="integer"),
    Column("f_place", "Place by F", lambda e: e.places[1] if e.places else None, type="integer"),
    Column("m_place", "Place by M", lambda e: e.places[2] if e.places else None, type="integer"),
    Column("customers", "Customers", lambda e: e.customers or None, type="integer"),
)  # fmt: skip
KEPT = (
    Column("as_of", "As of", lambda k: k.as_of, type="date"),
    counted(Column("customers", "Customers", lambda k: k.customers)),
    Column("at", "Kept", lambda k: k.at, type="instant"),
)

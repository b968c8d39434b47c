"""What the sample business wants to reach, and whom it keeps an eye on."""

from collections.abc import Iterator

from crmcli.core.records.insight import Goal, Segment, Snapshot
from crmcli.core.values.text import fold
from crmcli.services.demo.chance import Chance, uid
from crmcli.services.demo.days import Days
from crmcli.services.demo.people import Cast
from crmcli.services.demo.rows import rows
from crmcli.services.demo.trade import sales_data
from crmcli.services.demo.trade.deals import EURO, EVENING
from crmcli.services.demo.trade.sales import rate

_MILLION = 1_000_000
_BACK = 230
"""Working days since the segments were made."""
_MONEY = ("revenue", "mean-order", "acquisition-cost", "cac")


def goals(chance: Chance, days: Days, base: str) -> Iterator[Goal]:
    """What this year and this month are to bring; money in the currency of the book."""
    euros = rate(EURO, base)
    for at, (metric, span, target, note) in enumerate(rows(sales_data.GOALS), 1):
        is_money, is_share, number = metric in _MONEY, target.endswith("%"), int(target.removesuffix("%"))
        yield Goal(
            id=at, uid=uid(chance), metric=metric,
            period=f"{days.today.year:04}" if span == "year" else f"{days.today:%Y-%m}",
            target=number * 100 * euros // _MILLION if is_money else number * (100 if is_share else 1),
            currency=base if is_money else "", note=note, created_at=days.moment(days.at(-200), EVENING),
        )  # fmt: skip


def segments(chance: Chance, cast: Cast, days: Days) -> Iterator[Segment]:
    """Two that are asked for anew each time, and one that was frozen."""
    for at, (name, query, frozen, note) in enumerate(rows(sales_data.SEGMENTS), 1):
        taken = days.at(-_BACK)
        yield Segment(
            id=at, uid=uid(chance), name=name, folded=fold(name), kind="frozen" if frozen else "dynamic", query=query,
            note=note, taken_on=taken.isoformat() if frozen else "",
            created_at=days.moment(taken, EVENING), members=_members(cast, frozen),
        )  # fmt: skip


def snapshots(chance: Chance, cast: Cast, days: Days, kept: tuple[Segment, ...]) -> Iterator[Snapshot]:
    """Who was in a segment some time ago, so that there is something to compare with."""
    for at, (name, back, members) in enumerate(rows(sales_data.SNAPSHOTS), 1):
        segment = next(one for one in kept if one.name == name)
        day = days.at(-int(back))
        yield Snapshot(
            id=at, uid=uid(chance), segment_id=segment.id, taken_on=day.isoformat(), query=segment.query,
            created_at=days.moment(day, EVENING), members=_members(cast, members),
        )  # fmt: skip


def _members(cast: Cast, names: str) -> tuple[int, ...]:
    return tuple(sorted(cast.id(name) for name in names.split()))

"""The rows of the reports on deals and sales. Money is in minor units of `currency`, shares are from 0 to 1."""

from typing import NamedTuple


class FunnelStep(NamedTuple):
    """A stage of the funnel: how many deals came to it, and how long they stayed."""

    stage: str = ""
    """Its word."""
    name: str = ""
    """What it is called; empty where the catalogue has a label for the word."""
    deals: int = 0
    """By the way of counting that was asked for: one of the next three."""
    reached: int = 0
    entered: int = 0
    strict: int = 0
    step: float | None = None
    """The share that came from the stage before."""
    cumulative: float | None = None
    """The share of the first stage's."""
    open: int = 0
    """Deals that stand in it."""
    lost: int = 0
    """Deals that were lost or abandoned in it."""
    mean_days: float | None = None
    median_days: float | None = None
    p90_days: float | None = None
    median_age: float | None = None
    """Of those that stand in it."""
    worst: bool = False
    """Whether the step to it lets the fewest through."""


class Leak(NamedTuple):
    """A stage, and what is lost or lies still in it."""

    stage: str = ""
    name: str = ""
    passed: int = 0
    """Deals that came so far."""
    lost: int = 0
    share: float | None = None
    """Of those that came so far, those lost here."""
    reason: str = ""
    """Why most of them were lost."""
    reason_count: int = 0
    open: int = 0
    rotting: int = 0
    """Open deals that have stood here for more than `rot_days`."""
    rot_days: int = 0
    oldest_days: int | None = None
    worst: bool = False


class WinLoss(NamedTuple):
    """A reason, a competitor, a source, ... and how deals ended with it."""

    by: str = ""
    """lost-reason, won-reason, competitor, source, buyer, owner."""
    value: str = ""
    """Empty where none was given."""
    part: int = 0
    """Of a reason, the deals that ended for it; else those won."""
    n: int = 0
    """Of a reason, all that ended so; else those won or lost."""
    share: float | None = None
    low: float | None = None
    high: float | None = None
    """The 95 % interval of the share."""
    lift: float | None = None
    """Times the share of all; absent with fewer than five."""


class Velocity(NamedTuple):
    """How fast money of one currency comes through the pipeline."""

    currency: str = ""
    open: int = 0
    won: int = 0
    lost: int = 0
    win_rate: float | None = None
    low: float | None = None
    high: float | None = None
    mean_minor: int | None = None
    """The mean amount of a won deal."""
    cycle_mean: float | None = None
    cycle_median: float | None = None
    """Days from the first step to won."""
    day_minor: int | None = None
    month_minor: int | None = None
    """What comes in a day and in thirty."""


class ForecastMonth(NamedTuple):
    """What a month will probably bring."""

    month: str = ""
    """2026-11; `overdue` for what should have closed before, `undated` for what has no day."""
    currency: str = ""
    deals: int = 0
    """Open ones."""
    booked_minor: int = 0
    """Won already."""
    open_minor: int = 0
    weighted_minor: int = 0
    expected_minor: int = 0
    """Booked and weighted."""
    best_minor: int = 0
    """Booked, and all that is open."""
    spread_minor: int = 0
    """One standard deviation of the weighted sum."""


class ForecastDeal(NamedTuple):
    """An open deal, how likely it is won, and how that is known."""

    id: int = 0
    title: str = ""
    contact: str = ""
    stage: str = ""
    stage_name: str = ""
    expected_close: str = ""
    amount_minor: int = 0
    currency: str = ""
    probability: float = 0.0
    origin: str = ""
    """deal: its own; stage: the stage's; history: the stage's, with what closed deals taught."""
    wins: int = 0
    closed: int = 0
    """Of so many closed deals that came to this stage, so many were won."""
    weighted_minor: int = 0


class SalesLine(NamedTuple):
    """What was sold in a month, of a product, by a seller, ... and in the period before."""

    by: str = ""
    """month, product, seller, tag, channel or source."""
    value: str = ""
    """Empty where none was given."""
    id: int | None = None
    """The product's number."""
    currency: str = ""
    sales: int = 0
    amount_minor: int = 0
    """Without tax, less refunds."""
    share: float | None = None
    """Of all in this currency."""
    before: str = ""
    """The month that is compared."""
    sales_before: int = 0
    before_minor: int = 0
    change: float | None = None
    """By how much more than before, as a share; absent where there was nothing before."""

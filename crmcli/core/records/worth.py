"""Rows of the reports about customers: what each of them brings, and how it was counted. Money is in minor units."""

from typing import NamedTuple

from crmcli.core.records.contact import Contact


class Historic(NamedTuple):
    """What a customer has brought so far, as average spend times orders a year times years."""

    id: int
    customer: str
    orders: int
    average: float
    per_year: float
    """So far, or of the last twelve months."""
    years: float
    value: float
    """The product of the three; with the orders a year so far it is what was paid."""
    revenue: int
    margin: int | None
    """None where neither costs nor a margin are known."""
    currency: str


class Projected(NamedTuple):
    """What a customer would bring at the pace so far in the years that are expected of any."""

    id: int
    customer: str
    average: float
    per_year: float
    years: float
    """Expected life."""
    revenue: float
    margin: float | None
    today: float | None
    """The margin month by month, discounted."""
    currency: str


class Predicted(NamedTuple):
    """What the model expects of a customer."""

    id: int
    customer: str
    repeats: int
    """Days with a purchase after the first."""
    last: str
    alive: float | None
    """None after a single purchase, of which the model cannot tell."""
    purchases: float
    mean: float
    value: float
    """Of the coming months today, in revenue."""
    margin: float | None
    currency: str


class Fit(NamedTuple):
    """The parameters of both models, and what they were fitted to."""

    as_of: str
    customers: int
    repeaters: int
    sampled: int
    """Customers whom the fit looked at; all of them up to some thousands."""
    r: float
    alpha: float
    a: float
    b: float
    likelihood: float
    p: float
    q: float
    v: float
    spending_likelihood: float
    correlation: float | None
    fingerprint: str
    at: str = ""
    """When it was stored; empty where it is not."""
    forced: bool = False
    """Whether it was asked for whatever the data are."""


class Held(NamedTuple):
    """Customers by how often they came back before a day, and how often they did after it: real and expected."""

    repeats: int
    """The last line holds all who did so often or more."""
    customers: int
    actual: int
    expected: float


class Classed(NamedTuple):
    """A customer's place and class by value."""

    rank: int
    id: int
    customer: str
    value: int
    share: float
    cumulative: float
    letter: str
    currency: str


class ClassFigures(NamedTuple):
    """A class of customers: what it brings and what serving it costs."""

    letter: str
    customers: int
    share: float
    revenue: int
    revenue_share: float
    margin: int | None
    cost: int
    """To serve them: time, travel, material and costs booked on them."""
    cost_rate: float | None
    """Cost over revenue."""
    served: float | None
    """Share of cost over share of revenue; above 1 a class is served more than it brings."""
    profit: int | None
    budget: int | None
    """Its part of a budget, by margin."""
    currency: str
    csat: float | None
    """The share of 4 and 5 among its answers; None where nobody was asked."""
    csat_answers: int
    nps: float | None
    """From -100 to 100."""
    nps_answers: int


class Profit(NamedTuple):
    """What a customer leaves after cost of goods and cost of service."""

    id: int
    customer: str
    letter: str
    revenue: int
    margin: int
    cost: int
    profit: int
    cumulative: float | None
    """Profit of everybody down to this one, as a share of the whole."""
    action: str
    """What might be done where they cost more than they bring; empty elsewhere."""
    currency: str


class RetentionRow(NamedTuple):
    """What became, by the end of a period, of those who were customers at its start."""

    start: str
    end: str
    active: int
    """At the start."""
    kept: int
    new: int
    back: int
    """Who had left and came back."""
    active_after: int
    rate: float | None
    churn: float | None
    revenue_rate: float | None
    """Revenue of the period from those active at the start, over their revenue in the period before (NRR)."""
    held_rate: float | None
    """The same, of each customer at most what they brought before (GRR)."""


class CohortRow(NamedTuple):
    """Customers by the month of their first order, and how many bought in each month from then on."""

    month: str
    customers: int
    shares: tuple[float, ...]
    values: tuple[float, ...] = ()
    """What the cohort had brought in all by each month, for each of its customers, in minor units."""
    currency: str = ""
    partial: bool = False
    """Whether the last month still runs."""


class Valued(NamedTuple):
    """A contact beside those of its figures that were asked for; the others are empty."""

    contact: Contact
    segment: str = ""
    code: str = ""
    """The three scores in one."""
    letter: str = ""
    brought: float | None = None
    """In minor units, as the next."""
    worth: float | None = None
    alive: float | None = None
    currency: str = ""


class Risk(NamedTuple):
    """A customer who may leave, and why."""

    id: int
    customer: str
    last: str
    days: int
    gap: float
    """Their usual days between orders."""
    own_gap: bool
    """Whether it is their own habit, or that of all."""
    ratio: float
    state: str
    alive: float | None
    revenue: int
    currency: str
    reasons: tuple[str, ...]
    """late, falling, silent, gone, ..."""


class Next(NamedTuple):
    """When a customer is likely to buy again."""

    id: int
    customer: str
    last: str
    gap: float
    own_gap: bool
    next: str
    ratio: float
    state: str
    mean: int
    """Of their orders, in minor units."""
    currency: str


class Crossing(NamedTuple):
    """Customers of one product who also buy another, and who could."""

    product_id: int
    product: str
    other_id: int
    other: str
    both: int
    owners: int
    support: float
    confidence: float
    lift: float
    candidates: int
    names: tuple[str, ...]
    """The candidates."""
    ids: tuple[int, ...]


class StageRow(NamedTuple):
    """Customers of one stage of the relationship: won, kept, or chosen."""

    stage: str
    customers: int
    share: float
    revenue: int
    revenue_share: float | None
    minutes: int
    cost: int
    currency: str
    csat: float | None
    """As of a class."""
    csat_answers: int
    nps: float | None
    nps_answers: int


class Trend(NamedTuple):
    """A month: what was sold, to how many, and how many of them were new."""

    month: str
    revenue: int
    orders: int
    customers: int
    new: int
    change: float | None
    """Of the revenue against the same month a year before."""
    partial: bool
    """Whether the month still runs."""
    currency: str


class Effort(NamedTuple):
    """What was done in a month: talks, minutes, people reached."""

    month: str
    interactions: int
    calls: int
    meetings: int
    messages: int
    minutes: int
    people: int
    partial: bool


class AcquisitionRow(NamedTuple):
    """What winning customers cost, by channel, source or campaign."""

    name: str
    """Empty where nothing was said."""
    cost: int
    time_cost: int
    """Of it, time, travel and material of talks with those who were no customers yet."""
    customers: int
    """New in the period."""
    cac: float | None
    value: float | None
    """What one of them brings in margin, by the projection."""
    ratio: float | None
    """LTV over CAC."""
    currency: str


class UnitEconomics(NamedTuple):
    """One customer's lifetime against what winning them cost."""

    cost: int
    customers: int
    cac: float | None
    average: float
    """Spend of an order."""
    per_year: float
    years: float
    margin_rate: float | None
    revenue_value: float
    margin_value: float | None
    discounted: float | None
    """A year's margin for as long as the share stays that stayed, discounted: m x r / (1 + d - r)."""
    ratio: float | None
    revenue_ratio: float | None
    payback: float | None
    """Months."""
    retention_cost: int
    repeat_cost: float | None
    """What serving and keeping customers cost, over the orders of those who had bought before."""
    verdict: str
    currency: str


class Figure(NamedTuple):
    """A figure of the dashboard: now, a month or a year ago, and its goal."""

    block: str
    """acquisition, retention or growth."""
    metric: str
    unit: str
    """money, count or share."""
    value: float | None
    before: float | None
    goal: float | None
    currency: str = ""

    @property
    def change(self) -> float | None:
        """Against the month before."""
        if self.value is None or not self.before:
            return None
        return self.value / self.before - 1


class GoalRow(NamedTuple):
    """A goal and how far it is reached."""

    id: int
    metric: str
    period: str
    unit: str
    target: int
    value: float | None
    currency: str
    start: str
    end: str
    note: str = ""

    @property
    def reached(self) -> float | None:
        """The share of the target."""
        return self.value / self.target if self.value is not None and self.target else None


class Cause(NamedTuple):
    """A customer because of whom revenue changed since the period before."""

    id: int
    customer: str
    before: int
    after: int
    currency: str

    @property
    def change(self) -> int:
        """In minor units."""
        return self.after - self.before

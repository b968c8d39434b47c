"""Pictures as values: what is drawn, with its labels and numbers in words already, before it is known on what."""

from typing import NamedTuple


class Bar(NamedTuple):
    """One bar: its label, how long it is, and the number that stands beside it."""

    label: str
    value: float
    text: str
    beside: str = ""
    """A second number, such as a share."""
    style: str = ""
    """bar, late, quiet, ... as a span's; the shape's own where it is empty."""


class Bars(NamedTuple):
    """Bars one below the other, from one axis; those below nought go to its left."""

    title: str
    bars: tuple[Bar, ...]
    most: float = 0
    """The value that fills the room; the largest of the bars where it is 0."""


class Step(NamedTuple):
    """A step of a funnel, and how many came to it from the one before."""

    label: str
    value: float
    text: str
    passed: str = ""
    """The share that came from the step before, in words."""
    beside: str = ""
    """The share of the first step."""
    mark: str = ""
    """What makes this step special, in a word or two: the worst."""


class Funnel(NamedTuple):
    """Steps that grow narrower."""

    title: str
    steps: tuple[Step, ...]
    headings: tuple[str, str, str] = ("", "", "")
    """Over the number, the share that passed and the share of all."""


class Group(NamedTuple):
    """Two or three bars that are compared with one another."""

    label: str
    values: tuple[float, ...]
    texts: tuple[str, ...]


class Groups(NamedTuple):
    """Groups of bars, such as this period and the one before."""

    title: str
    names: tuple[str, ...]
    """What the first, the second, ... bar of each group is."""
    groups: tuple[Group, ...]


class Spark(NamedTuple):
    """A course of time on one line."""

    title: str
    values: tuple[float, ...]
    first: str = ""
    """The label of the first value."""
    last: str = ""
    text: str = ""
    """The numbers that matter: the last, the least and the most."""


class Course(NamedTuple):
    """A course of time beside its figures; a heading where it has neither."""

    label: str
    values: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()


class Courses(NamedTuple):
    """Courses one below the other, each to its own scale, and columns of figures; the last ones give way."""

    title: str
    courses: tuple[Course, ...]
    over: str = ""
    """What stands over the courses."""
    headings: tuple[str, ...] = ()
    """What stands over the figures."""


class Cell(NamedTuple):
    """A field of a grid: how dark it is, from 0 to 1, and its number."""

    value: float
    text: str
    mark: str = ""
    """A sign of one character behind the number, which the foot explains: not over yet."""


class Grid(NamedTuple):
    """Fields in rows and columns, the darker the more: a heat map, or with blank fields a triangle."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    down: str = ""
    """What the rows are."""
    across: str = ""
    """What the columns are."""


class Curve(NamedTuple):
    """A line through points, from left to right."""

    title: str
    points: tuple[tuple[float, float], ...]
    left: str = ""
    """The label at the left end of the floor."""
    right: str = ""
    low: str = ""
    """The label of the lowest point."""
    high: str = ""
    level: float | None = None
    """A height at which a line is drawn across."""
    level_text: str = ""


Picture = Bars | Funnel | Groups | Spark | Courses | Grid | Curve

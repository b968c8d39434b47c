"""Pictures: the number beside each, no line wider than the room, the same in ASCII, and as a drawing."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.view.cells import width
from crmcli.view.charts import drawing, svg
from crmcli.view.charts.shapes import (
    Bar,
    Bars,
    Cell,
    Course,
    Courses,
    Curve,
    Funnel,
    Grid,
    Group,
    Groups,
    Picture,
    Spark,
    Step,
)

HOSTILE = "[red]\x1b[31m<b>&\u202e Ñ漢字"
FUNNEL = Funnel(
    "Funnel",
    (
        Step("First contact", 64, "64", "", "100 %"),
        Step("Lead", 52, "52", "81 %", "81 %"),
        Step("Won", 9, "9", "17 %", "14 %", "worst"),
    ),
    ("deals", "step", "all"),
)
BARS = Bars("Sales", (Bar("Horno", 100, "1.000 €", "77 %"), Bar(HOSTILE, 30, "300 €"), Bar("Returns", -20, "-200 €")))
GROUPS = Groups(
    "Months", ("this", "before"), (Group("Jan", (100, 80), ("100 €", "80 €")), Group("Feb", (1, 0), ("1 €", "0 €")))
)
SPARK = Spark("Revenue", (1, 5, 3, 8, 0), "Jan", "May", "last 0")
GRID = Grid("RFM", ("5", "4"), ("1", "2"), ((Cell(1, "40"), Cell(0.5, "12")), (Cell(0, "0"), None)), "F", "R")
CURVE = Curve("Whale", ((0, 0), (20, 125), (100, 100)), "0 %", "100 %", "0 %", "125 %", 100, "100 %")
COURSES = Courses(
    "Growth",
    (Course("sales"), Course("  revenue", (1, 5, 0), ("9 €", "-8 %", "1")), Course("  cost", (), ("n/a", "7 €", ""))),
    "to May",
    ("Now", "Change", "Goal"),
)
ALL: tuple[Picture, ...] = (BARS, FUNNEL, GROUPS, SPARK, COURSES, GRID, CURVE)


def text(picture: Picture, room: int = 80, *, plain: bool = False) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in drawing.lines([picture], room, plain=plain)]


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: type(picture).__name__)
@pytest.mark.parametrize("room", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_room_and_ascii_is_enough(picture: Picture, room: int) -> None:
    for plain in (False, True):
        drawn = text(picture, room, plain=plain)
        assert drawn
        assert max(map(width, drawn)) <= room
        assert not any(ord(letter) < 32 or letter == "\u202e" for line in drawn for letter in line)
    if picture is not BARS:
        assert all(line.replace("€", "E").replace("…", ".").isascii() for line in drawn)


def test_bars_have_their_number_beside_them_and_losses_go_to_the_left() -> None:
    title, horno, _hostile, returns = text(BARS)
    assert (title, horno.split()[:4]) == ("Sales", ["Horno", "1.000", "€", "77"])
    assert horno.index("█") == returns.rindex("█") + 1


def test_what_is_more_than_nothing_is_seen() -> None:
    tiny = Bars("", (Bar("a", 1_000_000, "1"), Bar("b", 1, "2"), Bar("c", 0, "3")))
    assert [line.count("▏") + line.count("█") for line in text(tiny)][1:] == [1, 0]


def test_the_funnel_marks_its_step_in_words() -> None:
    assert text(FUNNEL)[-1].endswith("◂ worst")
    assert "17 %" in text(FUNNEL)[-1]
    widths = [line.count("█") for line in text(FUNNEL)[2:]]
    assert widths == sorted(widths, reverse=True)


def test_a_grid_shows_each_number_and_leaves_blanks_blank() -> None:
    assert text(GRID)[2:] == ["F      1      2", "5  ██ 40  ▒▒ 12", "4      0"]


def test_a_course_stands_beside_its_figures_which_give_way_from_the_right() -> None:
    assert text(COURSES, 36) == [
        "Growth",
        "           to May  Now  Change  Goal",
        "sales",
        "  revenue  ▂█▁     9 €    -8 %     1",
        "  cost             n/a     7 €",
    ]
    assert text(COURSES, 35)[1:4] == [
        "           to May  Now  Change", "sales", "  revenue  ▂▂██▁▁  9 €    -8 %",
    ]  # fmt: skip
    assert text(COURSES, 45, plain=True)[3].split()[1] == "...@@@___"


def test_a_narrow_room_keeps_the_numbers() -> None:
    assert text(BARS, 20)[1].split()[:2] == ["Horno", "1.000"]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60), st.integers(30, 200), st.booleans())
def test_any_figures_can_be_drawn(values: list[float], room: int, plain: bool) -> None:
    pictures: tuple[Picture, ...] = (
        Bars("b", tuple(Bar(f"label {at}", value, f"{value:.0f}") for at, value in enumerate(values))),
        Groups("g", ("a",), tuple(Group(str(at), (value,), (f"{value:.0f}",)) for at, value in enumerate(values))),
        Funnel("f", tuple(Step(str(at), abs(value), "1") for at, value in enumerate(values))),
        Spark("s", tuple(values), "first", "last", "now"),
        Courses("o", (Course("x", tuple(values), ("1", "2")), Course("y", (), ("3", "4"))), "all", ("a", "b")),
        Curve("c", tuple(enumerate(values)), "l", "r", "low", "high", 0, "0"),
    )
    for line in drawing.lines(pictures, room, plain=plain):
        assert width("".join(span.text for span in line).rstrip()) <= room
    ElementTree.fromstring(svg.document("t", [], pictures).encode())


def test_nothing_is_drawn_as_nothing() -> None:
    empty: tuple[Picture, ...] = (
        Bars("", ()),
        Funnel("", ()),
        Groups("", ("a",), ()),
        Spark("", ()),
        Courses("", ()),
        Grid("", (), (), ()),
        Curve("", ()),
    )
    assert drawing.lines(empty, 80) == []
    ElementTree.fromstring(svg.document("", [], empty).encode())


def test_the_drawing_is_one_file_that_holds_every_number_and_no_code() -> None:
    made = svg.document("Funnel & <more>", [f"By {HOSTILE}"], ALL)
    root = ElementTree.fromstring(made.encode())
    words = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    assert all(number in words for number in ("64", "1.000 €", "125 %", "worst", "Funnel & <more>", "^[[31m<b>"))
    assert svg.MADE_BY in made
    assert not {element.tag.partition("}")[2] for element in root.iter()} - {"svg", "title", "text", "rect", "polyline"}


def test_columns_without_room_are_counted_in_words() -> None:
    heads, cells = tuple(map(str, range(9))), (tuple(Cell(0.5, "50") for _ in range(9)),)
    wide = Grid("Cohorts", ("2026-01",), heads, cells, "", "first")
    assert not any("more column" in line for line in text(wide, 120))
    assert text(wide, 40)[-1].strip() == "3 more columns"
    assert text(wide, 50)[-1].strip() == "1 more column"
    assert text(wide, 60)[2].endswith("8")


def test_a_mark_stands_behind_its_number_and_moves_nothing() -> None:
    plain = Grid("Cohorts", ("a", "b"), ("0", "1"), ((Cell(1, "100"), Cell(0.5, "50")), (Cell(1, "100"), None)))
    row, short = plain.cells
    marked = plain._replace(cells=((row[0], Cell(0.5, "50", "*")), (Cell(1, "100", "*"), None)))
    for room in (80, 20, 12):
        told = text(marked, room)
        assert [line.replace("*", "") for line in told] == text(plain, room)
        assert all(width(line) <= room for line in told)
        assert told[3].endswith("100*")
    assert text(marked)[2].endswith(" 50*")
    assert "50*" in svg.document("", [], [marked])
    assert short[1] is None


def test_a_drawing_grows_with_its_columns() -> None:
    heads = tuple(map(str, range(40)))
    root = ElementTree.fromstring(
        svg.document("", [], [Grid("", ("2026-01",), heads, (tuple(Cell(1, "1,000") for _ in heads),))]).encode()
    )
    places = [float(one.attrib["x"]) for one in root.iter() if (one.text or "") == "1,000"]
    assert min(after - before for before, after in pairwise(places)) > 35
    assert max(places) < float(root.attrib["width"])

"""The board: no line wider than the screen, whatever titles and sums are; readable when narrow."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.records.deals import Deal, Stage
from crmcli.core.records.pipeline import Lane, Sum
from crmcli.view.cells import width
from crmcli.view.columns.column import Frame
from crmcli.view.sales import board
from crmcli.view.spans import Spans
from crmcli.view.words import speak

FRAME = Frame(date(2026, 11, 22), lambda stored: datetime.fromisoformat(stored[:10]).replace(tzinfo=UTC))
WEB = Deal(id=1, title="Web shop", contact="Ana", amount_minor=540050, currency="EUR", stage_since="2026-11-01",
           rot_days=14)  # fmt: skip
LANES = [
    Lane(Stage(1, 1, "lead"), 3, 1, (Sum("EUR", 540050, 54005), Sum("USD", 90000, 9000)), (WEB,)),
    Lane(Stage(2, 1, "needs"), 0, 0, (), ()),
    Lane(Stage(3, 1, "won", is_won=1), 0, 0, (), (), "2026-10-23"),
]


def lines(drawn: list[Spans]) -> list[str]:
    return ["".join(span.text for span in spans).rstrip() for spans in drawn]


def test_columns_stand_side_by_side_with_their_lines_on_one_height() -> None:
    assert lines(board.draw(LANES, FRAME, 80)) == [
        "lead               3  1 !  needs                   0  won since 23 Oct        0",
        "€5,401              ≈€540",
        "$900                 ≈$90",
        "─" * 25 + "  " + "─" * 25 + "  " + "─" * 25,
        "1 Web shop         21 d !",
        "  €5,401 · Ana",
        "and 2 more",
        "",
        "3 open deals  1 rotting !",
        "  €5,401, by their chances €540",
        "  $900, by their chances $90",
    ]


def test_on_a_narrow_screen_they_stand_one_below_the_other() -> None:
    shown = lines(board.draw(LANES, FRAME, 30))
    assert [line.split()[0] for line in shown if line and line[0].isalpha()] == ["lead", "and", "needs", "won"]


@pytest.mark.parametrize(
    ("minor", "currency", "en", "es"),
    [(540050, "EUR", "€5,401", "5.401 €"), (99, "EUR", "€1", "1 €"), (500, "JPY", "¥500", "500 ¥"),
     (1234567, "KWD", "KWD 1,235", "1.235 KWD"), (123456789, "MXN", "MX$1,234,568", "1.234.568 MX$")],
)  # fmt: skip
def test_amounts_have_no_decimals(minor: int, currency: str, en: str, es: str) -> None:
    assert board.whole(minor, currency) == en
    speak("es")
    try:
        assert board.whole(minor, currency) == es
    finally:
        speak("en")


TEXT = st.text(max_size=60)
MINOR = st.integers(0, 10**16)


@given(
    st.lists(
        st.builds(
            Lane,
            st.builds(Stage, slug=TEXT, name=TEXT),
            st.integers(0, 10**6),
            st.integers(0, 10**4),
            st.lists(st.builds(Sum, st.sampled_from(["EUR", "USD", "JPY"]), MINOR, MINOR), max_size=3).map(tuple),
            st.lists(
                st.builds(Deal, id=st.integers(1, 10**9), title=TEXT, contact=TEXT, amount_minor=st.integers(0, 10**15),
                          currency=st.sampled_from(["", "EUR", "KWD"]), stage_since=st.just("2026-01-01"),
                          rot_days=st.integers(0, 400), closed_on=st.just("")),
                max_size=3,
            ).map(tuple),
            since=st.sampled_from(["", "2026-10-23"]),
        ),
        min_size=1,
        max_size=9,
    ),
    st.integers(24, 200),
)  # fmt: skip
def test_no_line_is_wider_than_the_screen(lanes: list[Lane], room: int) -> None:
    for line in lines(board.draw(lanes, FRAME, room)):
        assert width(line) <= room

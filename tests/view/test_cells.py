"""Texts measured in cells, and made to fit."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crmcli.view.cells import character_width, cut, pad, width, wrap
from crmcli.view.clean import clean

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("a é日😀❤\ufe0f\u200d👩🇪🇸\u0301  "))).map(clean)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Ana", 3),
        ("Núñez", 5),
        ("Nu\u0301n\u0303ez", 5),
        ("王小明", 6),
        ("ｱｲｳ", 3),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("😀", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("🇪🇸", 2),
        ("हिन्दी", 3),
    ],
)
def test_width_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells == cell_len(text)


def test_every_character_before_the_first_mark_fills_one_cell() -> None:
    assert {character_width(chr(code)) for code in range(0x300)} == {1}


def test_widths_agree_with_rich(corpora: Path) -> None:
    with (corpora / "fakedata" / "people_2000.csv").open(encoding="utf-8") as rows:
        values = {clean(value) for row in csv.reader(rows) for value in row}
    assert len(values) > 10_000
    assert [value for value in values if width(value) != cell_len(value)] == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"], include_characters="\u200d\ufe0f"), max_size=5))
def test_joined_emoji_agree_with_rich(text: str) -> None:
    joined = clean("❤\ufe0f👩\u200d" + text)
    assert width(joined) == cell_len(joined)


@given(TEXTS, st.integers(0, 30))
def test_a_cut_text_fits_and_is_a_beginning(text: str, cells: int) -> None:
    short = cut(text, cells)
    assert width(short) <= cells
    if width(text) <= cells:
        assert short == text
    elif cells:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert width(short) >= cells - 1


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("Ana García", 10, "Ana García"),
        ("Ana García", 6, "Ana G…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("👩\u200d👧x", 2, "…"),
        ("cafe\u0301s", 5, "cafe\u0301s"),
        ("cafe\u0301s", 4, "caf…"),
        ("🇪🇸🇪🇸", 3, "🇪🇸…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("日", 1, "…"),
    ],
)
def test_cuts_fall_between_what_belongs_together(text: str, cells: int, short: str) -> None:
    assert cut(text, cells) == short


def test_padding() -> None:
    assert pad("日", 5) == "日   "
    assert pad("日", 5, "right") == "   日"
    assert pad("日", 5, "center") == " 日  "
    assert pad("long", 2) == "long"


@given(TEXTS, st.integers(0, 30), st.sampled_from(["left", "right", "center"]))
def test_a_padded_text_fills_its_cells(text: str, cells: int, align: str) -> None:
    padded = pad(text, cells, align)
    assert padded.strip(" ") == text.strip(" ")
    assert width(padded) == max(cells, width(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("  indented long", ["indented", "long"]),
        ("  in", ["  in"]),
        ("a\n\nb", ["a", "", "b"]),
        ("abcdefghijklm no", ["abcdefghi", "jklm no"]),
        ("日本語日本語", ["日本語日", "本語"]),
        (" " * 40, [""]),
    ],
)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert wrap(text, 9) == lines


@given(TEXTS, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")

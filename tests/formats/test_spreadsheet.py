"""What is opened in a spreadsheet runs nothing there and comes back as it was."""

import csv
import io
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.formats.spreadsheet import is_active, safe, unsafe, write
from tests.thorough import examples

ALPHABET = "'=+-@\t\r\n\0＝＋－＠1. a;"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "=",
     "-", "+34 600 111 222", "-1,5", "+1.", "-.5", "－5", "+٣"],
)  # fmt: skip
def test_active_cells_get_one_apostrophe(cell: str) -> None:
    assert safe(cell) == "'" + cell
    assert unsafe(safe(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", "Ann", "-5", "+34600111222", "-12.50", "12", "a=b", "'", "'quoted'", " =1", "1-2", "O'Neill", "x\n=1"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell
    assert unsafe(cell) == cell


def test_the_rule_is_bijective_on_every_short_string() -> None:
    strings = ["".join(letters) for length in range(5) for letters in product(ALPHABET, repeat=length)]
    marked = [safe(text) for text in strings]
    assert len(strings) > 80_000
    assert len(set(marked)) == len(strings)
    assert [unsafe(text) for text in marked] == strings
    assert not [text for text in marked if is_active(text) and not text.startswith("'")]


@settings(max_examples=examples(2000), deadline=None)
@given(st.lists(st.text(ALPHABET + "漢é\u2028\ud800", max_size=12) | st.text(max_size=20), max_size=200))
def test_the_rule_is_bijective_on_random_strings(strings: list[str]) -> None:
    for text in strings:
        assert unsafe(safe(text)) == text
        assert safe(text)[:1] not in tuple("=@\t\r\n\0＝＋－＠")
        assert safe(text) == text or unsafe(text) == text or text.startswith("'")


def test_everything_is_quoted_and_lines_end_as_rfc_4180_has_it() -> None:
    assert list(write(["name", "amount"], [["=cmd()", -5], [None, 'a;=b"c']])) == [
        '"name","amount"\r\n',
        '"\'=cmd()","-5"\r\n',
        '"","a;=b""c"\r\n',
    ]


def test_raw_is_exact_and_lean() -> None:
    assert list(write(["name", "amount"], [["=cmd()", -5], ["a;b", None]], raw=True, delimiter=";")) == [
        "name;amount\r\n",
        "=cmd();-5\r\n",
        '"a;b";\r\n',
    ]


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=10), min_size=2, max_size=2)),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
)
def test_any_reader_of_csv_gets_the_cells_back(table: list[list[str]], delimiter: str, raw: bool) -> None:
    text = "".join(write(["a", "b"], table, delimiter=delimiter, raw=raw))
    header, *found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert header == ["a", "b"]
    assert found == (table if raw else [[safe(cell) for cell in row] for row in table])

"""Bytes of CSV files become rows, whatever program wrote them and however broken they are."""

import io
import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crmcli.core.errors import CrmError, Refused, Usage
from crmcli.formats import cards
from crmcli.formats.delimited import COLUMN_LIMIT, FIELD_LIMIT, ROW_LIMIT, Dialect, Row, examine, rows
from tests.thorough import examples

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def detect(data: bytes, encoding: str = "", delimiter: str = "") -> Dialect:
    return examine(io.BytesIO(data), encoding=encoding, delimiter=delimiter)


def read(data: bytes, *, encoding: str = "", delimiter: str = "") -> list[Row]:
    stream = io.BytesIO(data)
    dialect = examine(stream, encoding=encoding, delimiter=delimiter)
    stream.seek(0)
    return list(rows(stream, dialect))


def cells(data: bytes, *, encoding: str = "", delimiter: str = "") -> list[list[str]]:
    return [row.cells for row in read(data, encoding=encoding, delimiter=delimiter)]


def faults(data: bytes) -> list[tuple[int, str]]:
    return [(row.line, str(row.fault)) for row in read(data) if row.fault]


TABLE = "name,city\r\nJosé,Málaga\r\nAnn,Łódź\r\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_recognised_with_and_without_its_mark(encoding: str, found: str) -> None:
    data = TABLE.encode(encoding)
    assert detect(data).encoding == found
    assert cells(data) == [["name", "city"], ["José", "Málaga"], ["Ann", "Łódź"]]


def test_utf16_of_the_other_end_is_recognised_by_its_mark() -> None:
    assert cells("\ufeffa,b\n1,é".encode("utf-16-be")) == [["a", "b"], ["1", "é"]]


def test_what_is_not_utf8_is_windows_1252_and_that_is_said() -> None:
    data = "Nombre;Ciudad\r\nJosé;Cádiz\r\n€;‘ok’\r\n".encode("cp1252")
    dialect = detect(data)
    assert dialect.encoding == "cp1252"
    assert "Windows-1252" in str(dialect.remarks[0])
    assert cells(data)[1:] == [["José", "Cádiz"], ["€", "‘ok’"]]


def test_utf8_with_a_few_foreign_bytes_stays_utf8() -> None:
    data = "name,city\nJosé,Málaga\nÁngel,León\n".encode() + "Núñez,Cádiz\n".encode("cp1252")
    dialect = detect(data)
    assert dialect.encoding == "utf-8"
    assert [str(said) for said in dialect.remarks] == [
        "Some bytes are not UTF-8; they were read as Windows-1252: check the accents."
    ]
    assert cells(data)[1:] == [["José", "Málaga"], ["Ángel", "León"], ["Núñez", "Cádiz"]]


def test_a_foreign_byte_far_down_is_found_by_examine() -> None:
    data = b"name,city\n" + b"Ann,Rome\n" * 200_000 + "José,León\n".encode("cp1252")
    assert detect(data[:65536]).encoding == "utf-8"
    assert examine(io.BytesIO(data)).encoding == "cp1252"
    assert cells(data)[-1] == ["José", "León"]


def test_a_character_cut_by_the_end_of_the_sample_is_no_damage() -> None:
    assert detect("name,é".encode()[:-1]) == Dialect()


def test_an_encoding_may_be_said() -> None:
    data = "名前,都市\n太郎,東京\n".encode("shift_jis")
    assert cells(data, encoding="shift_jis") == [["名前", "都市"], ["太郎", "東京"]]
    for name in ("klingon", "base64"):
        with pytest.raises(Usage, match="no encoding"):
            detect(data, encoding=name)


@pytest.mark.parametrize("data", [PNG, b"PK\x03\x04" + b"x" * 100, b"%PDF-1.7\n", bytes(range(32)) * 50, b"\0" * 100])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="not text"):
        examine(io.BytesIO(data))


def test_a_workbook_is_told_what_to_do() -> None:
    with pytest.raises(Refused) as refusal:
        detect(b"PK\x03\x04rest of the zip")
    assert "Save the workbook as CSV" in refusal.value.hint


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Refused, match="larger than 1 MB"):
        examine(io.BytesIO(b"a,b\n" * 300_000), max_size=1024 * 1024)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter: str) -> None:
    lines = [["name", "note", "city"], ["Ann", "a, b; c", "Rome"], ["Bob", "1,5", "Bonn"]]
    data = "\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in line) for line in lines).encode()
    assert detect(data).delimiter == delimiter
    assert cells(data) == lines


def test_the_delimiter_is_the_one_that_makes_a_table() -> None:
    assert detect(b"Nombre;Notas\nAna;hola, que tal, bien\nLuis;nada\n").delimiter == ";"
    assert detect(b"email\na@example.com\n").delimiter == ","
    assert detect(b"a;b\n").delimiter == ";"


def test_the_delimiter_may_be_said() -> None:
    assert cells(b"a:b\n1:2\n", delimiter=":") == [["a", "b"], ["1", "2"]]
    assert cells(b"a,b\tc\n", delimiter="tab") == [["a,b", "c"]]
    for wrong in (",,", '"', "\n"):
        with pytest.raises(Usage):
            detect(b"a,b\n", delimiter=wrong)


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;\r", "\ufeffsep=;\n"])
def test_the_line_that_names_the_delimiter_is_no_row(first: str) -> None:
    found = read(f"{first}name;city\nAnn;a,b\n".encode())
    assert [row.cells for row in found] == [["name", "city"], ["Ann", "a,b"]]
    assert found[0].line == 2


def test_blanks_before_quotes_do_not_hide_them() -> None:
    assert cells(b'a, "b, c", d\n1, "2, 3", 4\n') == [["a", "b, c", "d"], ["1", "2, 3", "4"]]


def test_leading_blanks_are_kept_where_nothing_is_quoted() -> None:
    assert cells(b"a, b\n1, 2\n") == [["a", " b"], ["1", " 2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_works(end: str) -> None:
    data = end.join(["a,b", "1,2", "", ",", '"x' + end + 'y",z', "3,4"]).encode()
    assert [(row.line, row.cells) for row in read(data)] == [
        (1, ["a", "b"]),
        (2, ["1", "2"]),
        (5, [f"x{end}y", "z"]),
        (7, ["3", "4"]),
    ]


def test_line_ends_may_be_mixed() -> None:
    assert [row.line for row in read(b"a,b\n1,2\r\n3,4\r5,6\n")] == [1, 2, 3, 4]


def test_rows_of_blanks_are_nobody() -> None:
    assert cells("a,b\n\n , \n\t,\n,,,,\n\u00a0,\n1,2\n".encode(), delimiter=",") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("data", [b"", b"\r\n" * 1000, b"\xef\xbb\xbf", b"sep=;\n", b"\xff\xfe"])
def test_a_file_of_nothing_has_no_rows(data: bytes) -> None:
    assert read(data) == []


def test_nul_becomes_a_visible_character_and_is_said() -> None:
    header, row, other = read(b"name,email\nAnn\0Hidden,a@example.com\nBob,b@example.com\n")
    assert row.cells == ["Ann\ufffdHidden", "a@example.com"]
    assert [str(said) for said in row.remarks] == ["NUL characters were replaced."]
    assert header.remarks == other.remarks == ()


def test_a_cell_may_be_long_but_not_endless() -> None:
    fits, over = b"x" * FIELD_LIMIT, b"x" * (FIELD_LIMIT + 1)
    data = b"name,note\nAnn," + fits + b"\nBob," + over + b'\nCy,"' + over + b'"\nDee,ok\n'
    found = read(data)
    assert [len(row.cells) for row in found] == [2, 2, 0, 0, 2]
    assert faults(data) == [(3, f"A cell holds more than {FIELD_LIMIT} characters."), (4, faults(data)[0][1])]
    assert found[-1].cells == ["Dee", "ok"]


def test_a_row_may_be_long_but_not_endless() -> None:
    cell = b"x" * (FIELD_LIMIT // 2)
    endless = b",".join([cell] * (ROW_LIMIT // len(cell) + 2))
    quoted = b",".join(b'"\n' + cell + b'"' for _ in range(ROW_LIMIT // len(cell) + 2))
    data = b"a,b\n" + endless + b"\n1,2\n" + quoted + b"\n3,4\n"
    assert (2, "The row is too long.") in faults(data)
    assert (4, "The row is too long.") in faults(data)
    good = [row for row in read(data) if not row.fault]
    assert good[1].cells == ["1", "2"]
    assert good[-1].cells == ["3", "4"]
    assert good[-1].line == data.count(b"\n")


def test_a_row_has_at_most_500_columns_apart_from_empty_ones_at_its_end() -> None:
    wide = b",".join([b"x"] * COLUMN_LIMIT)
    data = b"a,b\n" + wide + b"," * 16_000 + b"\n" + wide + b",y\n1,2\n"
    assert faults(data) == [(3, "The row has more than 500 columns.")]
    assert [len(row.cells) for row in read(data)] == [2, 500, 0, 2]


def test_a_quote_that_is_never_closed_costs_the_row_that_opens_it() -> None:
    data = b'name,note\nAnn,ok\nBob,"lost\nCy,x\nDee,""\n'
    assert faults(data) == [(3, "A quotation mark is opened and never closed.")]
    assert [(row.line, row.cells) for row in read(data)] == [
        (1, ["name", "note"]), (2, ["Ann", "ok"]), (3, ["Bob", '"lost']), (4, ["Cy", "x"]), (5, ["Dee", ""]),
    ]  # fmt: skip


def test_quotes_inside_cells_are_letters() -> None:
    assert cells(b'a,b\n5" disk,x "y" z\n"say ""hi""",2\n') == [["a", "b"], ['5" disk', 'x "y" z'], ['say "hi"', "2"]]


def test_the_stream_is_left_open() -> None:
    stream = io.BytesIO(b"a,b\n1,2\n")
    for _ in range(2):
        stream.seek(0)
        assert len(list(rows(stream, Dialect()))) == 2
    assert next(iter(rows(io.BytesIO(b"a\n"), Dialect()))).cells == ["a"]
    assert not stream.closed


def test_many_rows_pass_in_little_memory() -> None:
    stream = io.BytesIO(b"name,email\n" + b"Ann,ann@example.com\n" * 200_000)
    tracemalloc.start()
    count = sum(1 for _ in rows(stream, Dialect()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_001
    assert peak < 1024 * 1024


@settings(max_examples=examples(500), deadline=None)
@given(
    st.lists(st.lists(st.text("ab,;\t|\"' \n\ré漢", min_size=1, max_size=8), min_size=2, max_size=2), min_size=2),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_quoted_cells_come_back_exactly(table: list[list[str]], delimiter: str, encoding: str) -> None:
    table = [["one", "two"], *([f"x{cell}" for cell in row] for row in table)]
    text = "".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) + "\r\n" for row in table)
    assert cells(text.encode(encoding), delimiter=delimiter) == table


@settings(max_examples=examples(1500), deadline=None)
@given(st.binary(max_size=400) | st.text("nameil,;@\"'\r\n\t\0é=.1-/", max_size=200).map(str.encode))
@example(b'"sep=\n')
@example(b'name\xff\xfe,\n"a')
def test_no_bytes_break_the_reader(data: bytes) -> None:
    stream = io.BytesIO(data)
    try:
        sheet = cards.open_sheet(stream, keep_unknown=True)
    except CrmError:
        return
    for draft in cards.drafts(stream, sheet):
        assert draft.line >= 1
        assert draft.errors or draft.contact.name
        assert "\0" not in repr(draft.contact)
        assert all(str(said) for said in (*draft.warnings, *draft.errors))

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.values.imported_dates import infer_order, parse_imported


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["05/06/2026", "24/11/2026"], "dmy"),
        (["05/06/2026", "11/24/2026"], "mdy"),
        (["01/20/24", "02/03/24 10:00"], "mdy"),
        (["5.6.2026", "24.11.2026 14:30"], "dmy"),
        (["2026/11/24", "2026/05/06"], "ymd"),
        (["2024-01-15", "2024-01-20T14:30:00Z"], "ymd"),
        (["2024-01-15", "24/11/2026", ""], "dmy"),
        (["05/06/2026", "04/03/2026"], ""),
        (["24/11/2026", "11/24/2026"], ""),
        (["15-Jan-2024", "none", ""], ""),
        ([], ""),
        (["24/11/" + "0" * 1000], ""),
        (["05/06/2026", "99/99/2026"], ""),
        (["05/06/2026", "24/99/2026", "10/99/2026", "24/11/2026"], "dmy"),
        (["85/12/10"], "ymd"),
    ],
)
def test_the_whole_column_tells_the_order(column: list[str], order: str) -> None:
    assert infer_order(column) == order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-01-15", "", "2024-01-15"),
        ("20240115", "", "2024-01-15"),
        ("15-Jan-2024", "", "2024-01-15"),
        ("15-Jan-24", "", "2024-01-15"),
        ("01 Jan 2024", "", "2024-01-01"),
        ("Mar 20 2024", "", "2024-03-20"),
        ("20 de marzo de 2024", "", "2024-03-20"),
        ("Wed, 20 Mar 2024 10:00:00 +0100", "", "2024-03-20"),
        ("01/20/2024", "", "2024-01-20"),
        ("20.03.2024", "", "2024-03-20"),
        ("2024-01-20T14:30:00Z", "", "2024-01-20"),
        ("2024-01-20T23:30:00-08:00", "", "2024-01-20"),
        ("2024-01-20 14:30:00.123 UTC", "", "2024-01-20"),
        ("05/06/2026", "dmy", "2026-06-05"),
        ("05/06/2026", "mdy", "2026-05-06"),
        ("5/6/26 2:30 PM", "mdy", "2026-05-06"),
        ("06.05.85", "dmy", "1985-05-06"),
    ],
)
def test_exported_dates(text: str, order: str, day: str) -> None:
    assert parse_imported(text, order) == day


@pytest.mark.parametrize(
    "text", ["", "today", "+3d", "friday", "15 Jan", "05/06", "05/06/2026", "2024-02-30", "n/a", "1" * 200]
)
def test_what_needs_today_or_a_guess_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_imported(text)


def test_mixed_formats_of_a_real_file(corpora: Path) -> None:
    with (corpora / "csv" / "nasty" / "10_mixed_dates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for column in ("Signup Date", "Last Contact"):
        texts = [row[column] for row in rows]
        order = infer_order(texts)
        assert [parse_imported(text, order) for text in texts] == ["2024-01-15", "2024-01-20", "2024-03-20"]


@given(st.lists(st.text(max_size=30)), st.sampled_from(["", "dmy", "mdy", "ymd"]))
def test_no_text_raises_anything_but_invalid(texts: list[str], order: str) -> None:
    assert infer_order(texts) in ("", "dmy", "mdy", "ymd")
    for text in texts:
        try:
            day = parse_imported(text, order)
        except Invalid:
            continue
        assert parse_imported(day) == day


@given(
    st.dates(), st.sampled_from([("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%Y/%m/%d", "ymd"), ("%d.%m.%Y", "dmy")])
)
def test_every_day_in_every_order(day: date, form: tuple[str, str]) -> None:
    pattern, order = form
    written = day.strftime(pattern).replace(str(day.year), f"{day.year:04}") if day.year >= 1000 else day.isoformat()
    assert parse_imported(written, order) == day.isoformat()

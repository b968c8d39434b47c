"""Nothing that acts on a terminal or deceives its reader passes the sanitiser."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.view.cells import character_width
from crmcli.view.clean import MOST_MARKS, clean, clean_block
from tests.thorough import examples

HOSTILE = st.text(
    st.one_of(
        st.characters(codec=None, exclude_categories=()),
        st.characters(max_codepoint=0xA0),
        st.sampled_from("\x1b\x9b\r\n\t\u202e\u2066\u200b\u200d\ufe0f\u0301\u0489\ufeff\U000e0041\ud800\ue000a"),
    )
)
KEPT = {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana", "Ana"),
        ("Núñez 王 😀", "Núñez 王 😀"),
        ("\x1b[31mred\x1b[0m", "^[[31mred^[[0m"),
        ("\x9b31m\x9d", "\\x9b31m\\x9d"),
        ("\x00\x07\x7f", "^@^G^?"),
        ("a\nb\r\nc\td\re", "a⏎b⏎c→d^Me"),
        ("a\u2028b\u2029c\x85d", "a⏎b⏎c\\x85d"),
        ("moc.\u202eexe", "moc.<U+202E>exe"),
        ("\u2066x\u2069\u200e\u061c", "<U+2066>x<U+2069><U+200E><U+061C>"),
        ("a\u200bb\ufeffc\u00add", "a<U+200B>b<U+FEFF>c<U+00AD>d"),
        ("\U000e0041\ue000\ud800\uffff", "<U+E0041><U+E000><U+D800><U+FFFF>"),
        ("\u3164", "<U+3164>"),
        ("❤\ufe0f 👩\u200d👧 می\u200cخواهم", "❤\ufe0f 👩\u200d👧 می\u200cخواهم"),
        ("Ana\u200d\u200d Lopez\u200d", "Ana Lopez"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 4),
        ("हिन्दी ไม้ไผ่ Nguyễn", "हिन्दी ไม้ไผ่ Nguyễn"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("", ""),
    ],
)
def test_text_is_shown_and_never_acts(text: str, shown: str) -> None:
    assert clean(text) == shown


@settings(max_examples=examples(1000))
@given(HOSTILE)
def test_nothing_that_acts_passes(text: str) -> None:
    shown = clean(text)
    run = 0
    for character in shown:
        category = unicodedata.category(character)
        assert character in KEPT or category[0] != "C" or 0x1F000 <= ord(character) <= 0x1FAFF
        assert category not in {"Zl", "Zp"}
        run = run + 1 if character_width(character) == 0 else 0
        assert run <= MOST_MARKS
    shown.encode()


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_block(clean_block(text)) == clean_block(text)


@given(HOSTILE)
def test_a_block_keeps_its_lines_and_nothing_else(text: str) -> None:
    lines = clean_block(text).split("\n")
    assert len(lines) == 1 + sum(text.replace("\r\n", "\n").count(end) for end in "\n\u2028\u2029")
    assert all(line == clean(line) for line in lines)


def test_every_single_character_is_harmless() -> None:
    for code in range(0x110000):
        shown = clean(chr(code))
        assert shown.isprintable() or chr(code) in KEPT or unicodedata.category(chr(code)) in {"Zs", "Cn"}, hex(code)


def test_printable_text_comes_back_as_itself() -> None:
    text = "Ana García, S.L."
    assert clean(text) is text


@pytest.mark.parametrize("piece", ["x", "é\u0301", "\u202e", "\n", "日本", "\x1b[31m"])
def test_a_megabyte_is_cleaned(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert len(clean(text)) >= len(text)
    assert len(clean_block(text)) >= len(text)

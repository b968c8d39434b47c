"""Folding, tidying and splitting as the search index does."""

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.core.values.text import fold, nearest, one_line, tidy, words
from tests.thorough import examples

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
SCRIPTS = st.text(
    st.one_of(
        st.characters(max_codepoint=0x24F, exclude_categories=["Cc"]),
        st.characters(min_codepoint=0x300, max_codepoint=0x6FF),
        st.characters(min_codepoint=0x900, max_codepoint=0x109F),
        st.characters(min_codepoint=0x1700, max_codepoint=0x2BFF),
        st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xA000, max_codepoint=0x1D7FF, exclude_categories=["Cs"]),
        st.sampled_from("aeiou -_'.0😀🦄₿₺"),
    ).filter(lambda character: unicodedata.ucd_3_2_0.category(character) != "Cn" or character in "😀🦄₿₺"),
    max_size=30,
)
"""Old characters and a few new: what is unassigned changes with each Python."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Núñez", "nunez"),
        ("NU\u0301N\u0303EZ", "nunez"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("GROẞ", "gross"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Þórður", "thordur"),
        ("Đặng", "dang"),
        ("İstanbul", "istanbul"),
        ("ISPARTA ısı", "isparta isi"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("Οδυσσεύς", "οδυσσευσ"),
        ("Ａｎａ　１", "ana 1"),
        ("ﬁn", "fin"),
        ("Gal·la", "galla"),
        ("O\u2019Brien", "o'brien"),
        ("Ana\u200b\u00adMaria\ufeff", "anamaria"),
        ("Ёлкин", "елкин"),
        ("הַשָּׁלוֹם", "השלום"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("がｶﾞ", "がガ"),
        ("한국", "한국"),
        ("王小明", "王小明"),
        ("", ""),
    ],
)
def test_text_folds_to_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_folding_does_not_depend_on_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_every_character_folds_once_and_for_all() -> None:
    assert [code for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))] == []


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_lowered(text: str) -> None:
    assert fold(text) == text.lower() == fold(text + "é")[:-1]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE entry USING fts5(body, tokenize = 'unicode61 remove_diacritics 0')")
    db.execute("CREATE VIRTUAL TABLE term USING fts5vocab(entry, 'instance')")
    yield db
    db.close()


def _tokens(db: sqlite3.Connection, text: str) -> tuple[str, ...]:
    db.execute("DELETE FROM entry")
    db.execute("INSERT INTO entry (body) VALUES (?)", (text,))
    return tuple(term for (term,) in db.execute("SELECT term FROM term ORDER BY offset"))


@pytest.mark.parametrize(
    "text",
    [
        "Ana García-López, S.L. (2026)",
        "o'brien@example.com",
        "snake_case A1b2 ½ №5 x²",
        "हिन्दी ไทย தமிழ்",
        "王小明 さくら 한국어",
        "😀ana 🦄ana ana\u20bf",
        "\ue000x a\u0301b",
    ],
)
def test_words_are_the_tokens_of_the_index(index: sqlite3.Connection, text: str) -> None:
    assert words(text) == _tokens(index, fold(text))


@settings(max_examples=examples(1000))
@given(SCRIPTS)
def test_words_of_all_scripts_are_the_tokens_of_the_index(index: sqlite3.Connection, text: str) -> None:
    assert words(text) == _tokens(index, fold(text))


@given(ANY_TEXT)
def test_words_are_folded_and_have_no_spaces(text: str) -> None:
    assert all(word and word == fold(word) and not word.isspace() for word in words(text))


def test_tidy_text_is_composed_trimmed_and_storable() -> None:
    assert tidy("  Nu\u0301n\u0303ez\t\n") == "Núñez"
    assert tidy("a\0b") == "a\ufffdb"
    assert tidy("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert tidy("\ud83d\ude00") == "\U0001f600"
    assert tidy(" two\nlines ") == "two\nlines"


@given(ANY_TEXT)
def test_tidy_text_can_be_stored_and_stays_tidy(text: str) -> None:
    stored = tidy(text)
    assert stored.encode().decode() == stored
    assert "\0" not in stored
    assert tidy(stored) == stored
    assert fold(stored).strip() == fold(tidy(stored)).strip()


def test_one_line_has_single_spaces() -> None:
    assert one_line("  Ana \r\n\t Núñez\u3000\u2028x ") == "Ana Núñez x"


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("emial", ("phone", "email", "mail"), "email"),
        ("tga", ("tag", "tel"), "tag"),
        ("contcat", ("company", "contact"), "contact"),
        ("ORGANIZACION", ("organisation", "owner"), "organisation"),
        ("company", ("contact", "note"), None),
        ("x", ("a", "b"), None),
        ("", ("a",), None),
        ("any", (), None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(typed: str, known: tuple[str, ...], meant: str | None) -> None:
    assert nearest(typed, known) == meant


@given(st.text(max_size=12), st.lists(st.text(max_size=12)))
def test_a_known_word_is_its_own_nearest(word: str, others: list[str]) -> None:
    found = nearest(word, [*others, word])
    assert found is None if not fold(word) else fold(found or "") == fold(word)

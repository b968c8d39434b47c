from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crmcli.core.errors import Invalid
from crmcli.core.search.query import (
    EVERYTHING,
    MOST_BYTES,
    MOST_LEVELS,
    MOST_TERMS,
    And,
    Node,
    Not,
    Or,
    QueryError,
    Scope,
    Term,
    Value,
    Word,
    parse,
)

PIECES = st.sampled_from(
    [" ", " ", "(", ")", "-", "not ", " or ", " and ", "name", ":", "=", "!=", "<", ">=", ",", "..", '"', "'", "\\",
     "#", "ana", "90d", "none", "task(", "ñ", "~", "!", "*", "tag:vip", "\x00", "\ud800", "\u202e", "\u3000"]
)  # fmt: skip


def shape(node: Node) -> str:
    """The tree with its brackets, in the language itself."""
    match node:
        case And(nodes):
            return f"({' and '.join(map(shape, nodes))})"
        case Or(nodes):
            return f"({' or '.join(map(shape, nodes))})"
        case Not(inner):
            return f"not {shape(inner)}"
        case Scope(noun, inner):
            return f"{noun}({shape(inner)})"
        case Term(field, op, values):
            return f"{field}{op}{','.join(repr(v.text) if v.quoted else v.text for v in values)}"
        case Word(text, phrase):
            return repr(text) if phrase else text
    raise TypeError(node)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", "(a and b)"),
        ("a and b", "(a and b)"),
        ("a or b", "(a or b)"),
        ("a b or c d", "((a and b) or (c and d))"),
        ("a or b c", "(a or (b and c))"),
        ("not a b", "(not a and b)"),
        ("not a or b", "(not a or b)"),
        ("not (a or b) c", "(not (a or b) and c)"),
        ("not not a", "not not a"),
        ("-a b", "(not a and b)"),
        ("-(a b)", "not (a and b)"),
        ("a -tag:vip", "(a and not tag:vip)"),
        ("not -a", "not not a"),
        ("(a or b) (c or d)", "((a or b) and (c or d))"),
        ("((a))", "a"),
        ("not(a)", "not a"),
        ("(a)or(b)", "(a or b)"),
        ("a\tb\n c", "(a and b and c)"),
    ],
)
def test_not_binds_tighter_than_and_and_and_than_or(query: str, tree: str) -> None:
    assert shape(parse(query)) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("Order", "Order"),  # no operator, though it begins like one
        ("order", "order"),
        ("android", "android"),
        ("smith-jones", "smith-jones"),
        ("o'neil", "o'neil"),
        ("14:00", "14:00"),
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("ana@example.com", "ana@example.com"),
        ("yahoo!", "yahoo!"),
        ("+34", "+34"),
        ('"or"', "'or'"),
        ("'ana garcía'", "'ana garcía'"),
        (r'"a \"b\" \\ \c"', repr(r'a "b" \ \c')),
        ("#vip", "tag:vip"),
        ("-#vip,press", "not tag:vip,press"),
        ("tag:vip,press", "tag:vip,press"),
        ("tag:vip, press", "tag:vip,press"),
        ('tag:"big client",vip', "tag:'big client',vip"),
        ("name = 'x'", "name='x'"),
        ("name : ana", "name:ana"),
        ("clv >= 500", "clv>=500"),
        ("clv<=500", "clv<=500"),
        ("stage!=won", "stage!=won"),
        ("yahoo!=x", "yahoo!=x"),
        ("name=a=b", "name=a=b"),
        ("last:..90d", "last:..90d"),
        ("country:or", "country:or"),
        ("cumpleaños:hoy", "cumpleaños:hoy"),
        ("shoe_size:42", "shoe_size:42"),
        ("deal(stage:proposal amount>1000)", "deal((stage:proposal and amount>1000))"),
        ("task()", "task(())"),
        ("a deal(b or c)", "(a and deal((b or c)))"),
    ],
)
def test_words_terms_quotes_and_scopes(query: str, tree: str) -> None:
    assert shape(parse(query)) == tree


@pytest.mark.parametrize("query", ["", "   ", "\t\n"])
def test_nothing_is_everything(query: str) -> None:
    assert parse(query) == EVERYTHING


def test_a_value_keeps_its_quotes_and_its_place() -> None:
    assert parse('  tag:none,"none"') == Term("tag", ":", (Value("none", False, 6), Value("none", True, 11)), 2)


@pytest.mark.parametrize(
    ("query", "at", "words"),
    [
        ("((((", 4, "missing"),
        ("(a", 0, "not closed"),
        ("a (b (c) d", 2, "not closed"),
        ("a)", 1, "closes nothing"),
        (")", 0, "missing"),
        ("a ()", 3, "missing"),
        ("'", 0, "quote is not closed"),
        ('a "b', 2, "quote is not closed"),
        ('"a"b', 3, "space is missing"),
        ("name:", 5, "name: has no value"),
        ("name= ", 6, "name= has no value"),
        ("name: or b", 6, "no value"),
        ("(name:)", 6, "no value"),
        ("tag:a,", 6, "no value"),
        ("tag:,a", 4, "no value"),
        ("tag:(a,b)", 4, "Brackets cannot hold values"),
        ("tag:a(b)", 5, "needs quotes"),
        ("clv=>5", 4, "two operators"),
        ("due:<7d", 4, "two operators"),
        (":a", 0, "no field before"),
        ("a < = 5", 4, "two operators"),
        ("<5", 0, "no field before"),
        ("1=1", 0, "1 is no field"),
        ("-", 0, "right before"),
        ("a - b", 2, "right before"),
        ("--limit", 0, "right before"),
        ("or a", 0, "or needs"),
        ("a or", 4, "missing"),
        ("a or or b", 5, "or needs"),
        ("a and and b", 6, "and needs"),
        ("not", 3, "missing"),
        ("a not", 5, "missing"),
        ("^", 0, "nothing to search for"),
        ('""', 0, "nothing to search for"),
        ("a * b", 2, "nothing to search for"),
        ("ana \udce9", 4, "not valid UTF-8"),
    ],
)
def test_an_error_says_what_and_where(query: str, at: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert words in str(caught.value)
    assert (caught.value.at, caught.value.text) == (at, query)
    assert caught.value.hint.format(**caught.value.values)


def test_a_query_error_is_invalid_and_a_matter_of_usage() -> None:
    with pytest.raises(Invalid) as caught:
        parse("(")
    assert caught.value.slug == "usage"


@pytest.mark.parametrize(
    "query",
    [
        "a " * (MOST_BYTES // 2 + 1),
        "ñ" * (MOST_BYTES // 2 + 1),
        "a " * (MOST_TERMS + 1),
        "id:" + ",".join("1" * (MOST_TERMS + 1)),
        "(" * (MOST_LEVELS + 1) + "a" + ")" * (MOST_LEVELS + 1),
        "not " * (MOST_LEVELS + 1) + "a",
        "task(" * (MOST_LEVELS // 2 + 1) + "a" + ")" * (MOST_LEVELS // 2 + 1),
    ],
)
def test_size_count_and_depth_are_bounded(query: str) -> None:
    with pytest.raises(QueryError, match=r"longer than|more than"):
        parse(query)


@pytest.mark.parametrize(
    "query",
    [
        "a " * MOST_TERMS,
        "(" * MOST_LEVELS + "a" + ")" * MOST_LEVELS,
        "not " * MOST_LEVELS + "a",
        "task(" * (MOST_LEVELS // 2) + "a" + ")" * (MOST_LEVELS // 2),
        "-(" * (MOST_LEVELS // 2) + "a" + ")" * (MOST_LEVELS // 2),
    ],
)
def test_up_to_the_bounds_it_works(query: str) -> None:
    parse(query)


def test_the_corpus_of_nasty_filters_parses_or_is_refused_with_a_place(corpora: Path) -> None:
    lines = (corpora / "nasty" / "filter" / "filters.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    assert len(lines) > 20
    for line in lines:
        parses_or_points(line)


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
@example("name:\\")
@example('"\\')
@example("name=\x1b[2J")
def test_any_text_parses_or_is_refused_with_a_place(text: str) -> None:
    parses_or_points(text)


def parses_or_points(text: str) -> None:
    error = refusal(text)
    if error is not None:
        assert 0 <= error.at <= len(text)
        assert error.text == text
        assert str(error)
        assert error.hint.format(**error.values)


def refusal(text: str) -> QueryError | None:
    try:
        parse(text)
    except QueryError as error:
        return error
    return None

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.records.words import FieldType
from crmcli.core.search.conditions import NOTHING, read
from crmcli.core.search.field import Match
from crmcli.core.search.fields import FIELDS, NOUNS
from crmcli.core.search.query import EVERYTHING, And, Node, Not, Or, QueryError, Scope, Word
from crmcli.core.search.query_reading import Reading

READING = Reading(datetime(2026, 11, 25, 17, 0, tzinfo=ZoneInfo("Europe/Madrid")), "dmy", "EUR", "ES")  # a Wednesday
CUSTOM = {
    field.folded: field
    for field in (
        FieldType(1, "shoe", "shoe", "number"),
        FieldType(2, "budget", "budget", "money"),
        FieldType(3, "renewal", "renewal", "date"),
        FieldType(4, "Plan", "plan", "choice", ("Básico", "Oro")),
        FieldType(5, "motto", "motto", "text"),
    )
}


def told(query: str, noun: str = "contact") -> str:
    return tell(read(query, noun, CUSTOM, READING))


def tell(node: Node) -> str:
    """A checked tree in short: the field's owner and name, the test, its bounds."""
    match node:
        case Match(field, test, low, high, strict, currency):
            bounds = low if not high else f"{low}..{high}" if low != high else low
            parts = (f"{field.noun}.{field.name}", test, bounds, "strict" * strict, currency)
            return " ".join(part for part in parts if part)
        case Not(inner):
            return f"not {tell(inner)}"
        case And(nodes) | Or(nodes):
            return f"({(' and ' if isinstance(node, And) else ' or ').join(map(tell, nodes))})"
        case Scope(noun, inner):
            return f"{noun}({tell(inner)})"
        case Word(text):
            return text
    raise TypeError(node)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("name:Núñ", "contact.name words nun"),
        ("name:O'Neil", "contact.name words o neil"),
        ("name=NÚÑEZ", "contact.name same nunez"),
        ("name!=ana", "not contact.name same ana"),
        ("name:none", "not contact.name any"),
        ("name:any", "contact.name any"),
        ("name!=none", "not not contact.name any"),
        ('name:"none"', "contact.name words none"),
        ("nombre:ana", "contact.name words ana"),
        ("tag:VIP,press", "(contact.tag same vip or contact.tag same press)"),
        ("tag!=vip,press", "not (contact.tag same vip or contact.tag same press)"),
        ("#Café", "contact.tag same cafe"),
        ("kind:Organization", "contact.kind same organisation"),
        ("lifecycle=lead", "contact.lifecycle same lead"),
        ("email:ana@example.com", "contact.email words ana example com"),
        ("email=Ana@Example.com", "contact.email same ana@example.com"),
        ("phone:600", "(contact.phone starts 600 or contact.phone starts 34600)"),
        ("phone:+346", "contact.phone starts 346"),
        ("phone=600111222", "contact.phone same 34600111222"),
        ("phone:600111222", "(contact.phone starts 600111222 or contact.phone starts 34600111222)"),
        ("url=https://Example.com/", "contact.url same example.com"),
        ("uid:AB12", "contact.uid starts ab12"),
        ("id:5", "contact.id number 5"),
        ("id:5..9", "contact.id number 5..9"),
        ("id>5", "contact.id number 5 strict"),
        ("minutes:10..", "interaction.minutes number 10"),
        ("minutes<=1.5", "interaction.minutes number ..1.5"),
        ("shoe:42,43", "(contact.shoe number 42 or contact.shoe number 43)"),
        ("budget>1000", "contact.budget number 1000.00 strict EUR"),
        ("budget>=1000USD", "contact.budget number 1000.00 USD"),
        ("budget:500..900", "contact.budget number 500.00..900.00 EUR"),
        ("budget:500..900USD", None),
        ("renewal<2026-12-01", "contact.renewal when ..2026-12-01"),
        ("renewal<=+30d", "contact.renewal when ..2026-12-26"),
        ("plan:basico", "contact.plan same basico"),
        ("motto:carpe", "contact.motto words carpe"),
        ("channel:call", "interaction.channel same call"),
        ("has:email", "contact.email any"),
        ("not has:shoe", "not contact.shoe any"),
        ("has:task", "task(())"),
        ("is:person", "contact.kind same person"),
        ("is:overdue", "contact.touch when ..2026-11-25"),
        ("is:archived", "contact.archived any"),
        ("is:open", "task.status same open"),
        ("task(is:overdue)", "task((task.status same open and task.due when ..2026-11-25T16:00:00Z))"),
        ("a (b or not tag:c)", "(a and (b or not contact.tag same c))"),
    ],
)
def test_what_a_query_on_contacts_asks(query: str, meaning: str | None) -> None:
    if meaning is None:
        with pytest.raises(QueryError, match="two currencies"):
            told(query)
    else:
        assert told(query) == meaning


@pytest.mark.parametrize(
    ("query", "noun", "meaning"),
    [
        ("kind:call", "task", "task.kind same call"),
        ("contact(kind:person)", "task", "contact(contact.kind same person)"),
        ("priority>=normal", "task", "(task.priority same normal or task.priority same high)"),
        ("priority>high", "task", "()"),
        ("priority<normal", "task", "task.priority same low"),
        ("is:archived", "task", "contact.archived any"),
        ("is:trashed", "task", "task.trashed any"),
        ("is:repeating", "task", "task.repeat any"),
        ("has:phone", "interaction", "contact.phone any"),
        ("with:ana", "interaction", "interaction.with words ana"),
        ("tag:vip", "interaction", "interaction.tag same vip"),
        ("contact(#vip)", "interaction", "contact(contact.tag same vip)"),
    ],
)
def test_what_a_query_on_other_nouns_asks(query: str, noun: str, meaning: str | None) -> None:
    assert told(query, noun) == meaning


@pytest.mark.parametrize(
    ("query", "at", "words"),
    [
        ("nmae:ana", 0, "Unknown field nmae. Did you mean name?"),
        ("a or etiquetta:vip", 5, "Did you mean etiqueta?"),
        ("shoo:4", 0, "Did you mean shoe?"),
        ("contact.password_hash = 'x'", 0, "Unknown field contact.password_hash. Quotes"),
        ("col:1", 0, "Unknown field col."),
        ("sqlite_version()", 0, "There is no record sqlite_version(…)."),
        ("ticket(a)", 0, "There is no record ticket(…)."),
        ("kind:alien", 5, "kind is never alien. It takes person, organisation."),
        ("lifecycle:laed", 10, "Did you mean lead?"),
        ("name>5", 5, "name is a text: it takes no >."),
        ("tag<vip", 4, "tag is a tag"),
        ("kind<person", 5, "it takes no <"),
        ("id:abc", 3, "abc is not a number"),
        ("id:-5", 3, "-5 is not a number"),
        ("id:99999999999999999999999999", 3, "is not a number"),
        ("shoe:1e5", 5, "1e5 is not a number"),
        ("shoe:9..5", 5, "runs backwards"),
        ("shoe>1,000", 7, "takes one value"),
        ("shoe>5..9", 5, "no range here"),
        ("shoe:..", 5, "no range here"),
        ("shoe:5..x", 5, "x is not a number"),
        ("budget>many", 7, "many is not an amount of money"),
        ("budget>5XXX", 7, "XXX"),
        ("last<soon", 5, "soon is not a date"),
        ("created > now-99999999999d", 10, "is not a date"),
        ("last<31/02/2026", 5, "is not a date"),
        ("renewal<30d", 8, "may lie ahead or behind"),
        ("is:nice", 3, "is:nice is unknown. It takes person"),
        ("is>person", 0, "is takes : only"),
        ("has:soul", 4, "has:soul is unknown"),
        ("has:is", 4, "has:is is unknown"),
        ('name:""', 5, "name: has no value"),
        ("name:'  '", 5, "name: has no value"),
        ("name:!!!", 5, "nothing to search for"),
        ('name="\u200b"', 5, "name= has no value"),
        ("phone:none1 phone:abc", 18, "not a phone number"),
        ("email=ana", 6, "not an e-mail address"),
        ("task(due:never)", 9, "never is not a date"),
    ],
)
def test_an_error_says_what_and_where(query: str, at: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        told(query)
    error = caught.value
    assert words in f"{error} {error.hint.format(**error.values)}"
    assert (error.at, error.text) == (at, query)


def test_nothing_asks_for_everything() -> None:
    assert read("", "contact", {}, READING) == EVERYTHING
    assert read("birthday<0d", "contact", {}, READING) == NOTHING


@given(
    st.sampled_from([field.name for field in FIELDS] + list(CUSTOM)),
    st.sampled_from([":", "=", "!=", "<", "<=", ">", ">="]),
    st.text(max_size=12)
    | st.sampled_from(
        ["..", "9999-12-31", "0001-01-01", "1..", "..9999", "999999y", "02-29..02-29", "31-12", "t00:00"]
    ),
    st.booleans(),
    st.sampled_from(NOUNS),
)
def test_any_value_has_a_meaning_or_is_refused_with_a_place(
    field: str, operator: str, value: str, quoted: bool, noun: str
) -> None:
    text = value.replace("\\", "").replace('"', "")
    query = f'{field}{operator}"{text}"' if quoted else f"{field}{operator}{value}"
    error = refusal(query, noun)
    if error is not None:
        assert 0 <= error.at <= len(query)
        assert str(error)
        assert error.hint.format(**error.values)


def refusal(query: str, noun: str) -> QueryError | None:
    try:
        told(query, noun)
    except QueryError as error:
        return error
    return None

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crmcli.core import conditions
from crmcli.core.errors import Usage
from crmcli.core.fields import Match, own
from crmcli.core.query import MOST_LEVELS, MOST_TERMS, QueryError
from crmcli.core.query_dates import Reading
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.words import FieldType, Tag
from crmcli.store import functions, sorting, unit, where, writing

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 25, 17, 0, tzinfo=MADRID)  # a Wednesday
READING = Reading(NOW, "dmy", "EUR", "ES")
TABLES = {"contact": "contact c", "interaction": "interaction i", "task": "task t"}
CUSTOM = {
    field.folded: field
    for field in (
        FieldType(1, "Shoe size", "shoe size", "number"),
        FieldType(2, "Budget", "budget", "money"),
        FieldType(3, "Renewal", "renewal", "date"),
        FieldType(4, "Plan", "plan", "choice", ("Básico", "Oro")),
        FieldType(5, "Motto", "motto", "text"),
    )
}
ACME, ANA, BEA, CARLOS, DIEGO, EVA, FAN, GONE, OLD = range(1, 10)
CONTACTS = (
    Contact(kind="organisation", name="Acme_Corp S.A.", emails=(Point("info@acme.example", "", "info@acme.example"),)),
    Contact(
        name="Ana García Núñez",
        given="Ana",
        family="García Núñez",
        nickname="Anita",
        organisation_id=ACME,
        job_title="Directora de arte",
        department="Diseño",
        lifecycle="customer",
        source="web 100%",
        birthday="1990-11-27",
        language="es",
        owner="eva",
        cadence="3w",
        note="Le gusta el café; 50% jazz_latino",
        emails=(
            Point("Ana.Garcia@example.com", "work", "ana.garcia@example.com"),
            Point("ana@casa.example", "", "ana@casa.example"),
        ),
        phones=(Point("600 111 222", "mobile", "34600111222"),),
        urls=(Point("https://example.com/ana", "", "example.com/ana"),),
        addresses=(Address(street="Calle Mayor 1", city="A Coruña", postal_code="15001", country="España"),),
        tags=("VIP", "Prensa"),
        fields=(
            ("Shoe size", "38.5"),
            ("Budget", "1250.00 EUR"),
            ("Renewal", "2026-12-01"),
            ("Plan", "Oro"),
            ("Motto", "Carpe diem"),
        ),
        created_at="2026-01-10T10:00:00Z",
    ),
    Contact(
        name="Bea O'Neil-Smith",
        given="Bea",
        lifecycle="lead",
        birthday="--02-29",
        tags=("vip",),
        referred_by=ANA,
        handles=(Point("@bea", "mastodon", "bea"),),
        phones=(Point("+44 20 7946 0000", "", "442079460000"),),
        fields=(("Budget", "2000.00 USD"), ("Shoe size", "41")),
        created_at="2026-11-24T22:59:59Z",
    ),
    Contact(name="Carlos 100% Ruiz", tags=("none",), birthday="1985-01-03", created_at="2026-11-24T23:00:00Z"),
    Contact(
        name='Diego "AND" NEAR(x)', note="name:* OR 1=1", addresses=(Address(city="Madrid"), Address(city="Sevilla"))
    ),
    Contact(name="Eva", organisation_id=ACME, lifecycle="customer", fields=(("Plan", "Básico"),)),
    Contact(name="范冰 Łukasz", language="zh"),
    Contact(name="Gone Gómez", trashed_at="2026-11-01T00:00:00Z", archived_at="2026-10-01T00:00:00Z"),
    Contact(name="Old Ortega", archived_at="2026-11-01T00:00:00Z", tags=("vip",)),
)
INTERACTIONS = (
    Interaction(
        at="2026-11-20",
        channel="call",
        outcome="positive",
        minutes=12,
        subject="Propuesta",
        text="Hablamos del café",
        participants=(ANA,),
        tags=("urgente",),
    ),
    Interaction(
        at="2026-11-24T23:30:00Z",
        channel="meeting",
        minutes=60,
        text="Oferta roja, luego verde",
        participants=(ANA, BEA),
    ),
    Interaction(at="2026-08-27", channel="email", direction="in", subject="50%_off", participants=(BEA,)),
    Interaction(at="2026-11-25", channel="note", text="nobody's note"),
    Interaction(
        at="2026-11-01", channel="visit", text="trashed visit", participants=(EVA,), trashed_at="2026-11-02T00:00:00Z"
    ),
    Interaction(
        at="2025-01-01T09:00:00Z", channel="call", outcome="no-answer", participants=(OLD,), text="Propuesta vieja"
    ),
)
TASKS = (
    Task(title="Llamar a Ana", due="2026-11-24", contact_id=ANA, priority="high"),
    Task(title="Enviar la oferta", note="roja", kind="email", due="2026-11-25T15:00:00Z", contact_id=ANA),
    Task(title="Preparar", due="2026-11-25", recurrence="FREQ=WEEKLY;INTERVAL=2", contact_id=BEA, priority="low"),
    Task(
        title="Cobrar factura",
        kind="payment",
        due="2026-12-01",
        status="done",
        done_at="2026-11-20T10:00:00Z",
        contact_id=OLD,
    ),
    Task(title="Sin nadie"),
    Task(title="Basura", due="2026-11-24", contact_id=CARLOS, trashed_at="2026-11-24T00:00:00Z"),
)


def midnight(day: date, zone: tzinfo = MADRID) -> str:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    return moment.replace(tzinfo=MADRID) if len(stored) == 10 else moment.astimezone(MADRID)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    numbers = count()
    path = tmp_path_factory.mktemp("book") / "book.db"
    author = unit.Author("eva", "test", NOW, lambda: f"ab{next(numbers):034d}", local)
    with writing.write(path, author, "test") as opened:
        for kind in CUSTOM.values():
            opened.save(kind._replace(id=0))
        opened.save(Tag(name="VIP"))
        for record in (*CONTACTS, *INTERACTIONS, *TASKS):
            opened.save(record)
    return path


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may only read; whatever else a query asks for is denied, and the denial kept."""
    opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    functions.register(opened)
    for table in ("contact_search", "interaction_search", "task_search"):
        opened.execute(f"SELECT rowid FROM {table} LIMIT 0")  # FTS5 makes ready before the guard is set
    allowed = {"crm_fold", "crm_has", "instr", "length", "substr", "coalesce", "match", "min", "count"}

    def may(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
        reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
        calls = action == sqlite3.SQLITE_FUNCTION and second in allowed
        looks = action == sqlite3.SQLITE_PRAGMA and first == "data_version"  # FTS5 itself asks whether it is up to date
        return sqlite3.SQLITE_OK if reads or calls or looks else sqlite3.SQLITE_DENY

    opened.set_authorizer(may)
    yield opened
    opened.close()


def ids(db: sqlite3.Connection, query: str, noun: str = "contact", sort: str = "") -> list[int]:
    found = where.condition(conditions.read(query, noun, CUSTOM, READING), noun, midnight=midnight)
    alias = noun[0]
    rows = db.execute(
        f"WITH k AS MATERIALIZED (SELECT {alias}.id FROM {TABLES[noun]} WHERE {found.sql} "
        f"ORDER BY {sorting.order(noun, sort)} LIMIT 50) SELECT id FROM k",
        found.parameters,
    )
    return [row[0] for row in rows]


LIVING = {ANA, BEA, CARLOS, DIEGO, EVA, FAN, ACME}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", LIVING),
        ("ana", {ANA}),
        ("nun", {ANA}),
        ("núñez gar", {ANA}),
        ('"ana garcia"', {ANA}),
        ('"ana gar"', set()),
        ('"garcia ana"', set()),
        ("lukasz", {FAN}),
        ("范", {FAN}),
        ("o'neil", {BEA}),
        ("neil-s", {BEA}),
        ("acme", {ANA, EVA, ACME}),
        ("coruna", {ANA}),
        ("carpe", {ANA}),
        ("name:gar", {ANA}),
        ("name:'garcia nu'", {ANA}),
        ("name=eva", {EVA}),
        ("name=ev", set()),
        ("name!=eva", LIVING - {EVA}),
        ("name:acme_c", {ACME}),
        ("given:be", {BEA}),
        ("family:nun", {ANA}),
        ("nickname=ANITA", {ANA}),
        ("org:acme", {ANA, EVA}),
        ("org='acme_corp s.a.'", {ANA, EVA}),
        ("org:none", LIVING - {ANA, EVA}),
        ("org!=x", LIVING),
        ("referrer:ana", {BEA}),
        ("job:arte", {ANA}),
        ("job:rte", set()),
        ("note:50", {ANA}),
        ("email:example", {ANA, ACME}),
        ("email:ana.gar", {ANA}),
        ("email=ana@CASA.example", {ANA}),
        ("email!=ana@casa.example", LIVING - {ANA}),
        ("email:none", LIVING - {ANA, ACME}),
        ("phone:600", {ANA}),
        ("phone:346", {ANA}),
        ("phone=600111222", {ANA}),
        ("phone:+4420", {BEA}),
        ("url:example.com/ana", {ANA}),
        ("url=http://EXAMPLE.com/ana/", {ANA}),
        ("handle:bea", {BEA}),
        ("city:coruna", {ANA}),
        ("city=sevilla", {DIEGO}),
        ("city!=madrid", LIVING - {DIEGO}),
        ("city:any", {ANA, DIEGO}),
        ("country:esp", {ANA}),
        ("postcode:15001", {ANA}),
        ("address:mayor", {ANA}),
        ("tag:vip", {ANA, BEA}),
        ("tag:vi", set()),
        ("tag:press,prensa", {ANA}),
        ("tag!=vip", LIVING - {ANA, BEA}),
        ("tag!=vip,prensa", LIVING - {ANA, BEA}),
        ("tag:none", LIVING - {ANA, BEA, CARLOS}),
        ('tag:"none"', {CARLOS}),
        ("#vip -#prensa", {BEA}),
        ("kind:organisation", {ACME}),
        ("lifecycle:customer,lead", {ANA, BEA, EVA}),
        ("lifecycle:none", LIVING - {ANA, BEA, EVA}),
        ("owner=Eva", {ANA}),
        ("source:100", {ANA}),
        ("language:es", {ANA}),
        ("id:1..3", {ACME, ANA, BEA}),
        ("id:1,7", {ACME, FAN}),
        ("uid:ab", LIVING),
        ("uid:ac", set()),
        ("birthday:this-month", {ANA}),
        ("birthday<7d", {ANA}),
        ("birthday:12-20..01-10", {CARLOS}),
        ("birthday:february", {BEA}),
        ("birthday:02-28", set()),
        ("birthday:1990", {ANA}),
        ("birthday<1990", {CARLOS}),
        ("birthday:any", {ANA, BEA, CARLOS}),
        ("last<90d", {ANA, BEA, ACME}),
        ("last:none", LIVING - {ANA, BEA, ACME}),
        ("not last<90d", LIVING - {ANA, BEA, ACME}),
        ("created:2026-11-24", {BEA}),
        ("touch:any", {ANA}),
        ("is:overdue", set()),
        ("shoe-size>40", {BEA}),
        ("shoe_size:38.5", {ANA}),
        ("shoe-size:none", LIVING - {ANA, BEA}),
        ("budget>1000", {ANA}),
        ("budget>1000USD", {BEA}),
        ("not budget>1000", LIVING - {ANA}),
        ("budget:any", {ANA, BEA}),
        ("renewal<=+7d", {ANA}),
        ("renewal<2026-12-01", set()),
        ("plan:basico", {EVA}),
        ("plan!=oro", LIVING - {ANA}),
        ("motto:die", {ANA}),
        ("has:phone", {ANA, BEA}),
        ("has:task", {ANA, BEA}),
        ("is:person", LIVING - {ACME}),
        ("is:archived", {OLD}),
        ("is:trashed", {GONE}),
        ("is:all", LIVING | {GONE, OLD}),
        ("tag:vip is:all", {ANA, BEA, OLD}),
        ("not is:archived", LIVING),
        ("tag:vip or is:archived", {ANA, BEA, OLD}),
        ("channel:call", {ANA}),
        ("channel!=call", LIVING - {ANA}),
        ("channel:visit", set()),
        ("channel:any", {ANA, BEA}),
        ("minutes>30", {ANA, BEA}),
        ("minutes>30 channel:call", {ANA}),
        ("interaction(minutes>30 channel:call)", set()),
        ("interaction(minutes<30 channel:call)", {ANA}),
        ("interaction(oferta)", {ANA, BEA}),
        ("interaction(is:trashed)", {EVA}),
        ("due<7d", {ANA, BEA}),
        ("task(is:overdue)", {ANA}),
        ("task()", {ANA, BEA}),
        ("not task()", LIVING - {ANA, BEA}),
        ("task(contact(tag:prensa))", {ANA}),
        ("repeat:weekly", {BEA}),
        ("ana or city:madrid -name:diego", {ANA}),
    ],
)
def test_contacts(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4, 6}),
        ("propuesta", {1, 6}),
        ("ana", {1, 2}),
        ('"oferta roja"', {2}),
        ('"roja oferta"', set()),
        ("nobody's", {4}),
        ("channel:call", {1, 6}),
        ("minutes:12", {1}),
        ("minutes:none", {3, 4, 6}),
        ("not minutes>20", {1, 3, 4, 6}),
        ("outcome:none", {2, 3, 4}),
        ("subject:prop", {1}),
        ("text:verde", {2}),
        ("subject=50%_off", {3}),
        ("tag:urgente", {1}),
        ("contact(tag:vip)", {1, 2, 3, 6}),
        ("with:bea", {2, 3}),
        ("with:none", {4}),
        ("at:today", {2, 4}),
        ("at:yesterday", set()),
        ("at<90d", {1, 2, 4}),
        ("at:90d", {3}),
        ("at<2h", set()),
        ("at<24h", {2, 4}),
        ("at>=24h", {1, 3, 6}),
        ("email:any", {1, 2}),
        ("due<7d", {1, 2, 3, 6}),
        ("is:trashed", {5}),
        ("lifecycle:lead", {2, 3}),
    ],
)
def test_interactions(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query, "interaction")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4, 5}),
        ("llamar", {1}),
        ("ana", {1, 2}),
        ("roja", {2}),
        ('"la oferta"', {2}),
        ("title=preparar", {3}),
        ("note:roja", {2}),
        ("kind:payment", {4}),
        ("contact(kind:person) kind:email", {2}),
        ("status:open", {1, 2, 3, 5}),
        ("priority>=normal", {1, 2, 4, 5}),
        ("due<7d", {1, 2, 3, 4}),
        ("due<6d", {1, 2, 3}),
        ("due<today", {1}),
        ("due:today", {2, 3}),
        ("due:none", {5}),
        ("not due:today", {1, 4, 5}),
        ("is:overdue", {1, 2}),
        ("is:done", {4}),
        ("is:repeating", {3}),
        ("is:archived", {4}),
        ("done:any", {4}),
        ("with:ana", {1, 2}),
        ("with:none", {5}),
        ("not with:ana", {3, 4, 5}),
        ("tag:vip", {1, 2, 3, 4}),
        ("not tag:vip", {5}),
        ("channel:call", {1, 2, 4}),
        ("is:all", {1, 2, 3, 4, 5, 6}),
    ],
)
def test_tasks(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query, "task")) == found


LEAVES = {
    noun: [*shared, *own_terms]
    for shared in [[
        "ana", '"ana garcia"', "o'neil", "tag:vip", "tag!=vip,prensa", "tag:none", "name:gar", "org:acme", "email:none",
        "phone:600", "city!=madrid", "last<90d", "last:none", "birthday<7d", "birthday:12-20..01-10", "birthday<1990",
        "lifecycle:lead", "created>2026-11-24", "shoe-size>40", "budget<=2000USD", "renewal:any", "plan!=oro",
        "motto:carpe", "channel:call", "minutes>5", "minutes!=12", "outcome:none", "at<24h", "due<7d", "due:none",
        "with:ana", "with:none", "is:overdue", "is:all", "is:archived", "has:phone", "id:2..4", "subject:propuesta",
        "interaction(minutes>30 channel:call)", "interaction(not minutes>30)", "task(is:overdue)", "task(not due:any)",
        "contact(tag:vip not has:email)", "contact(interaction(call or oferta))", "priority>high", "referrer:ana",
    ]]
    for noun, own_terms in [("contact", ["is:trashed"]), ("interaction", ["text:verde"]), ("task", ["title:ana"])]
}  # fmt: skip


def queries(noun: str) -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(LEAVES[noun]),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from([" ", " and ", " or "]), inner).map("".join),
            inner.map("({})".format),
            inner.map("not ({})".format),
        ),
        max_leaves=8,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.sampled_from(sorted(TABLES)).flatmap(lambda noun: st.tuples(st.just(noun), queries(noun), queries(noun))))
def test_not_is_the_exact_complement_and_and_or_are_intersection_and_union(
    db: sqlite3.Connection, case: tuple[str, str, str]
) -> None:
    noun, one, other = case
    whole = set(ids(db, "is:all", noun))

    def found(query: str) -> set[int]:
        return set(ids(db, f"({query}) is:all", noun))

    assert found(f"not ({one})") == whole - found(one)
    assert found(f"({one}) ({other})") == found(one) & found(other)
    assert found(f"({one}) or ({other})") == found(one) | found(other)
    hidden = set(ids(db, f"({one}) or not ({one})", noun))
    assert set(ids(db, one, noun)) | set(ids(db, f"not ({one})", noun)) == hidden
    assert not set(ids(db, one, noun)) & set(ids(db, f"not ({one})", noun))


@settings(deadline=None, max_examples=300)
@given(
    zone=st.sampled_from(["Europe/Madrid", "America/New_York", "UTC", "Asia/Kolkata", "Pacific/Auckland"]),
    stored=st.lists(
        st.dates(date(2026, 3, 26), date(2026, 4, 2)).map(date.isoformat)
        | st.datetimes(datetime(2026, 3, 26), datetime(2026, 4, 2)).map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        max_size=8,
    ),
    days=st.tuples(st.dates(date(2026, 3, 26), date(2026, 4, 2)), st.integers(0, 4)),
    bound=st.datetimes(datetime(2026, 3, 26), datetime(2026, 4, 2)),
)
def test_a_date_is_the_whole_local_day_in_every_zone(
    zone: str, stored: list[str], days: tuple[date, int], bound: datetime
) -> None:
    place = ZoneInfo(zone)
    start, end = days[0], days[0] + timedelta(days=days[1])
    moment = bound.strftime("%Y-%m-%dT%H:%M:%SZ")
    moment_day = bound.replace(tzinfo=UTC).astimezone(place).date()

    def day_of(text: str) -> date:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).astimezone(place).date()

    def begins(text: str) -> bool:
        return bool(day_of(text) > moment_day if len(text) == 10 else text >= moment)

    def ends(text: str) -> bool:
        return bool(day_of(text) < moment_day if len(text) == 10 else text < moment)

    assert picked(place, stored, start.isoformat(), end.isoformat()) == [s for s in stored if start <= day_of(s) < end]
    assert picked(place, stored, start.isoformat(), "") == [s for s in stored if day_of(s) >= start]
    assert picked(place, stored, "", end.isoformat()) == [s for s in stored if day_of(s) < end]
    assert picked(place, stored, moment, "") == [s for s in stored if begins(s)]
    assert picked(place, stored, "", moment) == [s for s in stored if ends(s)]


def picked(zone: tzinfo, stored: list[str], low: str, high: str) -> list[str]:
    field = own("last", "contact")
    assert field is not None
    found = where.condition(Match(field, "when", low, high), "contact", midnight=lambda day: midnight(day, zone))
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, last_at TEXT, archived_at TEXT, trashed_at TEXT)")
        db.executemany(
            "INSERT INTO contact (last_at, archived_at, trashed_at) VALUES (?, '', '')", [(s,) for s in ["", *stored]]
        )
        rows = db.execute(f"SELECT last_at FROM contact c WHERE {found.sql} ORDER BY id", found.parameters).fetchall()
    db.close()
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("name:a%", "name:a"),
        ("name:%ana", "name:ana"),
        ("note:jazz%", "note:jazz"),
        ("source:1%", "source:1"),
        ("email:%ana", "email:ana"),
        ("phone:6%", "phone:6"),
        ("motto:%diem%", "motto:diem"),
        ("100%", "100"),
        ("name:_na", "name:na"),
        ("name:acme_corp", "name:'acme corp'"),
    ],
)
def test_wildcards_in_words_are_only_signs(db: sqlite3.Connection, query: str, same: str) -> None:
    assert ids(db, query) == ids(db, same)


@pytest.mark.parametrize(
    "query", ["name=%", "name=a%", "name=e_a", "city=%", "tag:v%", "tag=%", "tag:v_p", "uid:%", "uid:a_"]
)
def test_wildcards_in_equality_are_letters(db: sqlite3.Connection, query: str) -> None:
    assert ids(db, query) == []


@pytest.mark.parametrize(
    "query",
    ['"AND"', "NEAR", '"NEAR(x)"', "name*", "col^x", "a+b", '"a\\"b"', "name:NEAR", "x'y", "a;b", "{a}"],
)
def test_the_words_of_the_index_are_only_words(db: sqlite3.Connection, query: str) -> None:
    ids(db, query)


def test_words_that_look_like_syntax_find_what_holds_them(db: sqlite3.Connection) -> None:
    assert ids(db, '"AND"') == [DIEGO]
    assert ids(db, "name:'AND NEAR'") == [DIEGO]
    assert ids(db, 'note:"OR 1=1"') == [DIEGO]


def test_injected_sql_is_a_text(db: sqlite3.Connection) -> None:
    assert ids(db, 'name="x\' OR 1=1 --"') == []
    assert ids(db, 'tag:"vip\') OR 1=1 --"') == []
    assert (
        "DROP"
        not in where.condition(
            conditions.read('name="\'; DROP TABLE contact; --"', "contact", {}, READING), "contact", midnight=midnight
        ).sql
    )


@pytest.mark.parametrize(
    "query",
    [
        " ".join(["a (b or"] * (MOST_LEVELS // 2) + ["c"]) + ")" * (MOST_LEVELS // 2),
        "".join("ana (x or -(tag:vip " for _ in range(MOST_LEVELS // 4)) + "y" + "))" * (MOST_LEVELS // 4),
        "(a or " * MOST_LEVELS + "b" + ")" * MOST_LEVELS,
        "".join("a (b or " if n % 2 else "(tag:vip or city:madrid) (c or d " for n in range(24)) + "e" + ")" * 24,
        "task(contact(" * (MOST_LEVELS // 4) + "tag:vip" + "))" * (MOST_LEVELS // 4),
        "task(a or contact(b " * (MOST_LEVELS // 4) + "tag:vip" + "))" * (MOST_LEVELS // 4),
        "interaction(channel:call or task(due<7d " * (MOST_LEVELS // 4) + "due:none" + "))" * (MOST_LEVELS // 4),
        "interaction(channel:call or task(x " * (MOST_LEVELS // 4)
        + "interaction(due:none)"
        + "))" * (MOST_LEVELS // 4),
        "not " * MOST_LEVELS + "tag:vip",
        "-(" * (MOST_LEVELS // 2) + "a b" + ")" * (MOST_LEVELS // 2),
        " or ".join(["tag:vip"] * MOST_TERMS),
        " ".join(["email:ana"] * MOST_TERMS),
        " or ".join(["(minutes>5 due<7d)"] * (MOST_TERMS // 2)),
        "ana " * MOST_TERMS,
        "tag:" + ",".join(["vip"] * MOST_TERMS),
        "a or (" + " ".join(f"(b{n} or (c{n} (d or e)))" for n in range(100)) + ")",
    ],
    ids=range(16),
)
@pytest.mark.parametrize("noun", sorted(TABLES))
def test_the_deepest_and_the_longest_query_fit_into_sqlite(db: sqlite3.Connection, query: str, noun: str) -> None:
    ids(db, query, noun)


def test_deep_queries_still_mean_what_they_say(db: sqlite3.Connection) -> None:
    deep = "(city:any or (kind:person " * 20 + "tag:vip" + "))" * 20
    assert set(ids(db, deep)) == {ANA, BEA, DIEGO}
    assert set(ids(db, f"not ({deep})")) == LIVING - {ANA, BEA, DIEGO}
    scopes = "task(contact(has:task " * 12 + "tag:prensa" + "))" * 12
    assert set(ids(db, scopes)) == {ANA}


def test_the_corpus_of_nasty_filters_is_refused_or_denied_nothing(db: sqlite3.Connection, corpora: Path) -> None:
    lines = (corpora / "nasty" / "filter" / "filters.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    for line in lines:
        for noun in TABLES:
            runs_or_points(db, line, noun)


PIECES = st.sampled_from(
    [" ", " ", " ", "(", ")", "-", "not ", " or ", "name:", "tag:", "last<", "due:", "birthday:", "budget>", "email=",
     "phone:", "=", "!=", "..", ",", '"', "'", "ana", "90d", "none", "today", "task(", "contact(", "5", "ñ", "*",
     "NEAR(", "\x00", "\ud800", "%", "AND", "is:", "all", "#vip", "uid:", "\U0010ffff", "²", "Ⅷ", "़"]
)  # fmt: skip


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10_000)
@given(st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join), st.sampled_from(sorted(TABLES)))
@example("uid:\U0010ffff", "contact")
@example("tag:vip or ½", "task")
def test_no_text_reaches_past_the_allow_list(db: sqlite3.Connection, text: str, noun: str) -> None:
    runs_or_points(db, text, noun)


def runs_or_points(db: sqlite3.Connection, text: str, noun: str) -> None:
    error = refusal(db, text, noun)
    if error is not None:
        assert 0 <= error.at <= len(text)
        assert error.text == text


def refusal(db: sqlite3.Connection, text: str, noun: str) -> QueryError | None:
    try:
        ids(db, text, noun)
    except QueryError as error:
        return error
    return None


@pytest.mark.parametrize("noun", sorted(TABLES))
def test_every_sort_key_works_both_ways_and_breaks_ties_by_id(db: sqlite3.Connection, noun: str) -> None:
    for key in sorting.keys(noun):
        assert sorted(ids(db, "", noun, key)) == sorted(ids(db, "", noun, f"-{key}"))


def test_sorting_puts_what_is_absent_last(db: sqlite3.Connection) -> None:
    assert ids(db, "", sort="name") == [ACME, ANA, BEA, CARLOS, DIEGO, EVA, FAN]
    assert ids(db, "", sort="-name") == [FAN, EVA, DIEGO, CARLOS, BEA, ANA, ACME]
    assert ids(db, "", sort="birthday")[:3] == [CARLOS, BEA, ANA]
    assert ids(db, "", sort="-birthday")[:3] == [ANA, BEA, CARLOS]
    assert ids(db, "", sort="lifecycle,-name")[:3] == [EVA, ANA, BEA]
    assert ids(db, "", sort="city")[:2] == [ANA, DIEGO]
    assert ids(db, "", "task", "-priority,title")[0] == 1
    assert ids(db, "", "interaction") == [4, 2, 1, 3, 6]


@pytest.mark.parametrize("key", ["x; DROP TABLE contact", "sort_name", "", "name,,id", "-", "--name"])
def test_an_unknown_sort_key_names_the_allowed_ones(key: str) -> None:
    if not key:
        assert sorting.order("contact", key).startswith("c.sort_name")
        return
    with pytest.raises(Usage) as caught:
        sorting.order("contact", key)
    assert "name, last, touch" in caught.value.hint.format(**caught.value.values)

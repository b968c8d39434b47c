import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crmcli.core.errors import Usage
from crmcli.core.records.activity import Interaction, Task
from crmcli.core.records.contact import Address, Contact, Point
from crmcli.core.records.deals import Deal
from crmcli.core.records.money import Instalment, Invoice
from crmcli.core.records.offers import Product
from crmcli.core.records.sales import Line, Refund, Sale
from crmcli.core.records.words import FieldType, Tag
from crmcli.core.search import conditions, fields
from crmcli.core.search.field import Match
from crmcli.core.search.fields import own
from crmcli.core.search.query import MOST_LEVELS, MOST_TERMS, QueryError
from crmcli.core.search.query_reading import Reading
from crmcli.store import unit, where, writing
from crmcli.store.fields import functions, sorting
from crmcli.store.fields.picked import Where, all_of
from crmcli.store.fields.where_fields import ALIASES, TABLES
from tests.thorough import examples

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 25, 17, 0, tzinfo=MADRID)  # a Wednesday
READING = Reading(NOW, "dmy", "EUR", "ES")
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
DEALS = (
    Deal(title="Web shop", contact_id=ANA, organisation_id=ACME, stage_id=5, amount_minor=500_000, currency="EUR",
         expected_close="2026-11-20", opened_on="2026-09-01", stage_since="2026-11-10", tags=("VIP",),
         competitor="Telar & Co", buyer_type="returning", owner="eva", note="roja"),
    Deal(title="Looms", contact_id=BEA, stage_id=5, amount_minor=90_000, currency="USD", opened_on="2026-11-01",
         stage_since="2026-11-12", probability=10, expected_close="2026-12-24", source="fair"),
    Deal(title="Archive", organisation_id=ACME, stage_id=2, opened_on="2026-08-01", stage_since="2026-08-01"),
    Deal(title="Old web", contact_id=ANA, stage_id=4, status="lost", reason="price", amount_minor=100_000,
         currency="EUR", opened_on="2026-01-01", stage_since="2026-02-01", closed_on="2026-03-01"),
    Deal(title="Gone", contact_id=EVA, stage_id=1, trashed_at="2026-11-01T00:00:00Z"),
    Deal(title="Won", contact_id=CARLOS, stage_id=6, status="won", amount_minor=70_000, currency="EUR",
         reason="service", opened_on="2026-01-01", stage_since="2026-11-25", closed_on="2026-11-25"),
)  # fmt: skip
PRODUCTS = (Product(name="Café de olla", sku="CO-1", currency="EUR"), Product(name="Loom", currency="EUR"))
SALES = (
    Sale(number="S-2026-1", contact_id=ANA, date="2026-11-20", net_minor=100_000, currency="EUR", channel="web",
         lines=(Line(1, ""), Line(2, "")), refunds=(Refund("2026-11-21", 30_000),), refunded_minor=30_000),
    Sale(number="S-2026-2", contact_id=ANA, date="2026-01-10", net_minor=50_000, currency="EUR", deal_id=1,
         lines=(Line(None, "Advice on looms"),)),
    Sale(number="S-2026-3", contact_id=BEA, date="2026-06-01", net_minor=80_000, currency="USD", lines=(Line(1, ""),)),
    Sale(number="S-2026-4", contact_id=CARLOS, date="2026-11-01", net_minor=999_900, currency="EUR",
         status="cancelled", cancelled_on="2026-11-02", lines=(Line(2, ""),)),
)  # fmt: skip
INVOICES = (
    Invoice(number="2026-0001", contact_id=ANA, date="2026-09-01", currency="EUR", total_minor=100_000,
            paid_minor=50_000, instalments=(Instalment("2026-10-01", 50_000), Instalment("2026-11-24", 50_000))),
    Invoice(number="2026-0002", contact_id=BEA, date="2026-10-01", currency="EUR", total_minor=40_000,
            instalments=(Instalment("2026-10-01", 20_000), Instalment("2026-12-01", 20_000))),
    Invoice(number="2026-0003", contact_id=CARLOS, date="2026-10-01", currency="EUR", total_minor=40_000,
            paid_minor=40_000, settled_on="2026-10-03", instalments=(Instalment("2026-10-01", 40_000),)),
    Invoice(number="2026-0004", contact_id=EVA, date="2026-10-01", currency="EUR", total_minor=40_000, status="void",
            voided_on="2026-10-02", instalments=(Instalment("2026-10-01", 40_000),)),
    Invoice(number="2026-0005", contact_id=ANA, date="2026-11-01", currency="USD", total_minor=10_000,
            instalments=(Instalment("2026-12-24", 10_000),)),
)  # fmt: skip


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
        for record in (*CONTACTS, *INTERACTIONS, *TASKS, *DEALS, *PRODUCTS, *SALES, *INVOICES):
            opened.save(record)
    return path


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may only read; whatever else a query asks for is denied, and the denial kept."""
    opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    functions.register(opened)
    for table in ("contact_search", "interaction_search", "task_search", "deal_search"):
        opened.execute(f"SELECT rowid FROM {table} LIMIT 0")  # FTS5 makes ready before the guard is set
    allowed = {
        "crm_fold", "crm_has", "instr", "length", "substr", "coalesce", "match", "min", "count", "sum", "max", "date",
        "json_extract", "iif",
    }  # fmt: skip

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
    alias = ALIASES[noun]
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
        ("stage:proposal", {ANA, BEA, ACME}),
        ("stage:proposal amount>1000", {ANA, ACME}),
        ("deal(stage:proposal amount>1000)", {ANA, ACME}),
        ("deal(stage:proposal is:lost)", set()),
        ("amount>100USD", {BEA}),
        ("lost-reason:price", {ANA}),
        ("has:deal", {ANA, BEA, CARLOS, ACME}),
        ("deal(is:rotting)", {ANA, ACME}),
        ("bought:loom", {ANA}),
        ("bought:cafe", {ANA, BEA}),
        ("bought=co-1", {ANA, BEA}),
        ("bought:'advice on'", {ANA}),
        ("not bought:any", LIVING - {ANA, BEA}),
        ("spent>1000", {ANA}),
        ("spent>1200", set()),
        ("spent:1200", {ANA}),
        ("spent>1USD", {BEA}),
        ("spent:any", {ANA, BEA}),
        ("orders:2", {ANA}),
        ("orders:0", LIVING - {ANA, BEA}),
        ("orders:none", LIVING - {ANA, BEA}),
        ("last-sale<90d", {ANA}),
        ("last-sale>90d", {BEA}),
        ("last-sale:none", LIVING - {ANA, BEA}),
        ("owes>0", {ANA, BEA}),
        ("owes:500", {ANA}),
        ("owes:100USD", {ANA}),
        ("owes:none", LIVING - {ANA, BEA}),
        ("overdue:any", {ANA, BEA}),
        ("has:overdue", {ANA, BEA}),
        ("overdue>30d", {BEA}),
        ("overdue<30d", {ANA}),
        ("overdue:yesterday", {ANA}),
        ("not overdue:any", LIVING - {ANA, BEA}),
        ("invoice(is:void)", {EVA}),
        ("sale(is:cancelled)", {CARLOS}),
        ("has:invoice", {ANA, BEA, CARLOS, EVA}),
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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4, 6}),
        ("web", {1, 4}),
        ("ana", {1, 4}),
        ("acme", {1, 3}),
        ("roja", {1}),
        ('"web shop"', {1}),
        ("title:loo", {2}),
        ("title=looms", {2}),
        ("stage:proposal", {1, 2}),
        ("stage!=proposal", {3, 4, 6}),
        ("pipeline:default", {1, 2, 3, 4, 6}),
        ("status:open", {1, 2, 3}),
        ("is:open", {1, 2, 3}),
        ("is:won", {6}),
        ("is:lost,abandoned", {4}),
        ("is:rotting", {1, 3}),
        ("is:overdue", {1}),
        ("is:trashed", {5}),
        ("is:all", {1, 2, 3, 4, 5, 6}),
        ("rots<2d", {1, 2, 3, 4}),
        ("rots:tomorrow", {2}),
        ("amount>1000", {1}),
        ("amount>=1000", {1, 4}),
        ("amount:900USD", {2}),
        ("amount:none", {3}),
        ("probability:10", {2, 3}),
        ("probability>=60", {1, 6}),
        ("probability:0", {4}),
        ("expected<30d", {1, 2}),
        ("expected:none", {3, 4, 6}),
        ("since>90d", {3, 4}),
        ("closed:today", {6}),
        ("reason:price", {4}),
        ("lost-reason:any", {4, 6}),
        ("competitor:telar", {1}),
        ("buyer:returning", {1}),
        ("source:fair", {2}),
        ("owner=Eva", {1}),
        ("tag:vip", {1}),
        ("contact(tag:vip)", {1, 2, 4}),
        ("with:ana", {1, 4}),
        ("with:acme", {1, 3}),
        ("org:acme", {1, 3}),
        ("with:none", set()),
        ("city:coruna", {1, 4}),
        ("kind:organisation", {1, 3}),
        ("opened<90d", {1, 2}),
        ("not (stage:proposal amount>1000)", {2, 3, 4, 6}),
        ("spent>1000", {1, 4}),
    ],
)
def test_deals(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query, "deal")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4}),
        ("bought:loom", {1, 2, 4}),
        ("product=loom", {1, 4}),
        ("product:co-1", {1, 3}),
        ("amount>=500", {1, 2, 4}),
        ("net>500USD", {3}),
        ("date<30d", {1, 4}),
        ("is:refunded", {1}),
        ("refunded>100", {1}),
        ("is:cancelled", {4}),
        ("status:confirmed", {1, 2, 3}),
        ("channel:web", {1}),
        ("with:ana", {1, 2}),
        ("ana", {1, 2}),
        ("s-2026-3", {3}),
        ("number:2026", {1, 2, 3, 4}),
        ("deal:web", {2}),
        ("has:deal", {2}),
        ("tag:vip", {1, 2, 3}),
    ],
)
def test_sales(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query, "sale")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3, 4, 5}),
        ("is:open", {1, 2, 5}),
        ("is:paid", {3}),
        ("is:overdue", {1, 2}),
        ("is:void", {4}),
        ("overdue>30d", {2}),
        ("due<7d", {1, 2}),
        ("due:none", {3, 4}),
        ("owes:500", {1}),
        ("owes>50USD", {5}),
        ("owes:none", {3, 4}),
        ("amount>=400", {1, 2, 3, 4}),
        ("paid:any", {3}),
        ("with:ana", {1, 5}),
        ("2026-0002", {2}),
        ("ana", {1, 5}),
        ("date:2026-10", {2, 3, 4}),
    ],
)
def test_invoices(db: sqlite3.Connection, query: str, found: set[int]) -> None:
    assert set(ids(db, query, "invoice")) == found


@pytest.mark.parametrize("query", ["overdue>500", "stage>lead", "buyer:rich", "amount>x", "amounts>5", "amount>5..6"])
def test_what_a_field_of_sales_does_not_take_is_refused(db: sqlite3.Connection, query: str) -> None:
    assert isinstance(refusal(db, query, "deal"), QueryError)


SALES_LEAVES = (
    "web",
    "stage:proposal",
    "amount>1000",
    "amount<100000USD",
    "deal(is:rotting)",
    "deal(tag:vip or with:ana)",
    "expected<30d",
    "probability>=60",
    "rots:any",
    "bought:loom",
    "bought!=loom",
    "spent>500",
    "spent<=500USD",
    "orders:0",
    "orders>1",
    "last-sale<90d",
    "owes>0",
    "overdue:any",
    "overdue>30d",
    "overdue<=30d",
    "invoice(is:open)",
    "sale(not is:refunded)",
    "has:deal",
    "pipeline:default",
)
NOUNS = fields.NOUNS
"""Those whose lists take the contact's fields too."""
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
    for noun, own_terms in [
        ("contact", ["is:trashed", *SALES_LEAVES]), ("interaction", ["text:verde"]), ("task", ["title:ana"]),
        ("deal", [*SALES_LEAVES, "title:web", "org:any"]), ("sale", [*SALES_LEAVES, "amount>=500", "is:cancelled"]),
        ("invoice", [*SALES_LEAVES, "due<7d", "owes>=500", "is:paid"]),
    ]
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(300))
@given(st.sampled_from(NOUNS).flatmap(lambda noun: st.tuples(st.just(noun), queries(noun), queries(noun))))
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


def test_a_query_on_changes_parts_them_and_reaches_nothing_else(db: sqlite3.Connection, path: Path) -> None:
    with sqlite3.connect(path) as book:
        book.executemany(
            "INSERT INTO change_set (id, at, actor, command, kind, undone_by) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (7001, "2026-11-20T09:00:00Z", "ana", "contact add", "ordinary", 7003),
                (7002, "2026-11-24T09:00:00Z", "bea", "deal move", "ordinary", None),
                (7003, "2026-11-24T10:00:00Z", "ana", "undo", "undo", None),
            ],
        )
        book.executemany(
            "INSERT INTO change (change_set_id, seq, noun, record_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (7001, 1, "contact", 1, "", '{"name":"Núñez \\"Bird\\""}'),
                (7002, 1, "deal", 5, '{"title":"Looms"}', '{"title":"Looms, blue"}'),
                (7003, 1, "contact", 1, '{"name":"Núñez"}', ""),
            ],
        )
    whole = set(ids(db, "", "change"))
    assert {7001, 7002, 7003} <= whole
    for query in (
        "nunez", "looms", "ana", "command:add", "of:deal", "of=contact", "name:bird", "by=bea", "state:undone,undo",
        "at<2d", "at:none", "id:7002..", "by:none", "not (of:deal or at:none)", "ana " * 40,
    ):  # fmt: skip
        found = set(ids(db, query, "change"))
        assert set(ids(db, f"not ({query})", "change")) == whole - found
    assert set(ids(db, "nunez", "change")) & {7001, 7002, 7003} == {7001, 7003}
    assert set(ids(db, "at:any state:undo ana", "change")) == {7003}
    for query in ("tag:vip", "is:all", "has:email", "contact(name:ana)", "deal(stage:won)", "task:any"):
        assert refusal(db, query, "change") is not None


@settings(deadline=None, max_examples=examples(300))
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
@pytest.mark.parametrize("noun", NOUNS)
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
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(10_000))
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


def test_conditions_that_call_different_values_alike_do_not_go_together() -> None:
    first, other = (Where("c.name = :w0", {"w0": name}) for name in ("Ana", "Bea"))
    named, place = Where("c.city = :_city", {"_city": "Vigo"}), Where("1", {})
    assert all_of(first, None, named, place) == ("(c.name = :w0) AND (c.city = :_city) AND (1)",
                                                {"w0": "Ana", "_city": "Vigo"}, (), "")  # fmt: skip
    with pytest.raises(ValueError, match="w0"):
        all_of(first, other)

"""A book of any size for the benchmarks: `python tests/benchmarks/big_book.py FILE --contacts 100000`."""

import argparse
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from crmcli.core.values.text import fold
from crmcli.store import connection, derived

GIVEN = (
    "Ana", "Bruno", "Carla", "Diego", "Elena", "Fabio", "Gema", "Hugo", "Inés", "Jorge", "Karin", "Lucía",
    "Marta", "Nuño", "Olga", "Pablo", "Rosa", "Saúl", "Tomás", "Úrsula", "Alba", "Berta", "Clara", "David",
    "Emma", "Félix", "Gloria", "Irene", "Javier", "Laura", "Mario", "Nadia", "Óscar", "Pilar", "Raúl", "Sara",
    "Teresa", "Vera", "Zoe", "Iván",
)  # fmt: skip
FAMILY = (
    "García", "Núñez", "Díaz", "López", "Muñoz", "Ruiz", "Sáez", "Peña", "Vega", "Soler", "Ortiz", "Mora",
    "Costa", "Prieto", "Rey", "Gil", "Cano", "Bravo", "Luna", "Marín", "Romero", "Navarro", "Torres",
    "Domínguez", "Vázquez", "Ramos", "Serrano", "Blanco", "Molina", "Morales", "Suárez", "Ortega", "Delgado",
    "Castro", "Rubio", "Iglesias", "Medina", "Cortés", "Castillo", "Santos", "Guerrero", "Lozano", "Cruz",
    "Méndez", "Flores", "Herrera", "Márquez", "Cabrera", "Reyes", "Calvo", "Vidal", "Campos", "Fuentes",
    "Carrasco", "Diez", "Aguilar", "Pascual", "Santana", "Rojas", "Pardo",
)  # fmt: skip
CITIES = (
    "Madrid", "Barcelona", "Sevilla", "Valencia", "Bilbao", "Málaga", "Zaragoza", "Vigo", "León", "Cádiz",
)  # fmt: skip
TAGS = ("client", "lead", "vip", "press", "supplier", "friend")
TOPICS = ["offer", "invoice", "meeting", "project", "delivery", "question", "holiday", "design", "website", "contract"]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def fill(path: Path, contacts: int, interactions: int, tasks: int, seed: int = 1) -> None:
    """Make a book with so many rows, the derived columns and the indexes included, without a journal."""
    chance = random.Random(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection.with_schema(path)
    path.chmod(0o600)
    db = connection.writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.executemany("INSERT INTO tag (name, folded) VALUES (?, ?)", [(tag, tag) for tag in TAGS])
    organisations = max(contacts // 20, 1)
    stamp = "2024-01-01T00:00:00Z"
    db.executemany(
        "INSERT INTO contact (uid, kind, name, given, family, organisation_id, lifecycle, birthday, owner, cadence, "
        "created_at, updated_at, sort_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_contact(chance, number, organisations, stamp) for number in range(1, contacts + 1)),
    )
    db.executemany(
        "INSERT INTO contact_point (contact_id, kind, position, label, value, normal) VALUES (?, ?, 0, 'work', ?, ?)",
        (row for number in range(1, contacts + 1) for row in _points(number)),
    )
    db.executemany(
        "INSERT INTO contact_tag VALUES (?, ?)",
        ((number, chance.choices(range(1, 7), (30, 30, 2, 5, 10, 23))[0]) for number in range(1, contacts + 1)),
    )
    db.executemany(
        "INSERT INTO contact_address (contact_id, position, city, city_folded) VALUES (?, 0, ?, ?)",
        ((number, city, fold(city)) for number in range(1, contacts + 1) for city in [chance.choice(CITIES)]),
    )
    talks = [
        (NOW - timedelta(minutes=chance.randrange(1_500_000))).strftime("%Y-%m-%dT%H:%M:00Z")
        for _ in range(interactions)
    ]
    db.executemany(
        "INSERT INTO interaction (uid, at, channel, subject, text, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (_uid(chance), at, "call" if number % 3 else "email", f"About the {TOPICS[number % 10]}",
             f"Talked about {TOPICS[number % 7]} and {TOPICS[(number // 7) % 10]} number {number}", stamp, stamp)
            for number, at in enumerate(talks)
        ),
    )  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO participant VALUES (?, ?, ?, 1)",
        ((chance.randrange(contacts) + 1, at, number) for number, at in enumerate(talks, 1)),
    )
    db.executemany(
        "INSERT INTO task (uid, kind, title, due, status, contact_id, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (_uid(chance), "follow-up", f"Send the {TOPICS[number % 10]} {number}",
             (NOW + timedelta(days=number % 2000 - 3)).date().isoformat(), "open" if number % 10 else "done",
             chance.randrange(contacts) + 1, stamp, stamp)
            for number in range(tasks)
        ),
    )  # fmt: skip
    derived.rebuild(db, lambda stored: datetime.fromisoformat(stored).replace(tzinfo=UTC))
    db.execute("COMMIT")
    db.close()


def _contact(chance: random.Random, number: int, organisations: int, stamp: str) -> tuple[object, ...]:
    if number <= organisations:
        name = f"{chance.choice(FAMILY)} y {chance.choice(FAMILY)} {number} SL"
        return (_uid(chance), "organisation", name, "", "", None, "", "", "", "", stamp, stamp, fold(name))
    given, family = chance.choice(GIVEN), f"{chance.choice(FAMILY)} {chance.choice(FAMILY)}"
    name = f"{given} {family}"
    birthday = f"{chance.randrange(1950, 2005)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return (
        _uid(chance), "person", name, given, family, chance.randrange(organisations) + 1,
        chance.choice(("", "lead", "customer")), birthday if number % 100 == 0 else "", "",
        "3m" if number % 50 == 0 else "",
        stamp, stamp, fold(name),
    )  # fmt: skip


def _points(number: int) -> list[tuple[object, ...]]:
    mail, phone = f"p{number}@example.com", f"600 {number:06}"
    return [(number, "email", mail, mail), (number, "phone", phone, f"34{phone.replace(' ', '')}")]


def _uid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path)
    words.add_argument("--contacts", type=int, default=100_000)
    words.add_argument("--interactions", type=int, default=1_000_000)
    words.add_argument("--tasks", type=int, default=20_000)
    given = words.parse_args()
    fill(given.file, given.contacts, given.interactions, given.tasks)

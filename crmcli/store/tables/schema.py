"""The tables as SQL: `python -m crmcli.store.tables.schema` writes the file from which new books are made."""

from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from crmcli.store.tables import activity, insight, money, people, sales, search, seeds, support, system

SCHEMA_FILE = Path(__file__).with_name("schema.sql")


def metadata() -> MetaData:
    """Every table of the program, declared."""
    declared = people.Contact.metadata
    rooms = (activity.Task, system.ChangeSet, sales.Deal, money.Invoice, insight.Segment, support.Answer)
    if not {room.__tablename__ for room in rooms} <= set(declared.tables):
        raise LookupError("a table module did not register its tables")
    return declared


def statements() -> list[str]:
    """The SQL that makes an empty book, in order."""
    dialect = sqlite.dialect()
    made = []
    for table in metadata().sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    return [
        "\n".join(line.rstrip() for line in statement.strip().splitlines())
        for statement in (*made, *search.STATEMENTS, *seeds.STATEMENTS)
    ]


def script() -> str:
    """The same as one script."""
    return "-- Made by `python -m crmcli.store.tables.schema`; a test holds it to the declared tables.\n" + "".join(
        f"{statement};\n" for statement in statements()
    )


if __name__ == "__main__":
    SCHEMA_FILE.write_text(script(), encoding="utf-8")

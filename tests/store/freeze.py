"""Until its release is made: `python -m tests.store.freeze` writes the newest migration's new tables anew.

They are the declared tables that the schema before did not have. After the release the file stays as it is.
"""

import re
import sqlite3
from contextlib import closing

from crmcli.store import connection
from crmcli.store.migrations import runner
from crmcli.store.tables import schema, seeds


def new_tables() -> str:
    """The SQL of what the schema before this one lacks."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("BEGIN")
        runner.run(db, 0, connection.SCHEMA_VERSION - 1)
        known = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    made = [
        statement
        for statement in schema.statements()
        if (named := re.match(r"CREATE (?:VIRTUAL )?TABLE (\w+)|CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)", statement))
        and not {named[1], named[2]} & known
    ]
    return "".join(f"{statement};\n" for statement in (*made, *seeds.STATEMENTS))


if __name__ == "__main__":
    newest = next(runner.VERSIONS[0].glob(f"{runner.revision(connection.SCHEMA_VERSION)}_*.py"))
    newest.with_suffix(".sql").write_text(new_tables(), encoding="utf-8")

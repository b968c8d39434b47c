"""For developers: `python -m crmcli.store.migrations.revise "what changes"` writes the next migration to look through.

Then raise `connection.SCHEMA_VERSION`, and run `python -m crmcli.store.tables.schema` and, before the release,
`python -m tests.store.make_fixture`. Prefer a new column or table to a change; what is searched needs nothing more, the
runner makes every index anew.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from warnings import catch_warnings, filterwarnings

from alembic import command

from crmcli.store import connection
from crmcli.store.migrations import runner


def revise(words: str, folder: Path = runner.VERSIONS[0]) -> None:
    """Write the migration from the newest schema to the tables as they are declared now."""
    newest = connection.SCHEMA_VERSION
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db, catch_warnings():
        for about in ("Skipped unsupported reflection", "autogenerate skipping metadata-specified"):
            filterwarnings("ignore", f"{about}.*expression-based index")  # these are compared and written by hand
        runner.run(db, 0, newest)
        runner.through(
            db,
            newest,
            lambda config: command.revision(
                config,
                words,
                autogenerate=True,
                rev_id=runner.revision(newest + 1),
                version_path=str(folder),
            ),
        )


if __name__ == "__main__":
    revise(" ".join(sys.argv[1:]))

"""What Alembic runs for every command: it works through the connection that it is handed, inside its transaction."""

from typing import Any

from alembic import context

from crmcli.store.tables import schema


def _is_declared(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:  # noqa: FBT001 - Alembic's
    """Whether a table is SQLModel's; the search indexes and their shadow tables are made by derived.rebuild."""
    return kind != "table" or "_search" not in (name or "")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata(),
    include_object=_is_declared,
    render_as_batch=True,  # SQLite changes a column by making its table again
)
with context.begin_transaction():
    context.run_migrations()

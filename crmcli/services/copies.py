"""The copy of the book before many records are changed at once."""

from crmcli.services.workspace import Workspace


def before_many(crm: Workspace, records: int) -> None:
    """Copy the book before a change of so many records, where they are many."""
    if records > 1:
        from crmcli.services import backups  # noqa: PLC0415 - door: 2 ms, only for many

        backups.before(crm, "bulk", records)

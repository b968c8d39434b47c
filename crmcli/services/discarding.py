"""Moving records to the trash that nothing else hangs on: costs, sales, answers."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from crmcli.core.errors import Refused
from crmcli.core.records.costs import Cost
from crmcli.core.records.sales import Sale
from crmcli.core.records.support import Answer
from crmcli.services.workspace import Workspace

T = TypeVar("T", Cost, Sale, Answer)


def discarded(crm: Workspace, command: str, pick: Callable[[Workspace, str], T], targets: Iterable[str]) -> list[T]:
    """Move what the words name to the trash, as one change; those that were not in it. Refused where all were."""
    with crm.writing(command) as unit:
        picked = {record.id: record for record in (pick(crm, text) for text in targets)}
        gone = [record for record in picked.values() if not record.trashed_at]
        if not gone:
            raise Refused("That is in the trash already.", hint="`crm trash list` shows what is there.")
        for record in gone:
            unit.save(record._replace(trashed_at=unit.now))
        return gone

"""The deal that a quote or a sale belongs to, by number, uid or exact title."""

from crmcli.core import references
from crmcli.core.errors import Ambiguous, NotFound, Refused
from crmcli.core.records.deals import Deal
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import linked_deals as reads


def pick(crm: Workspace, text: str) -> Deal:
    """The deal that is meant, without its history; NotFound, Ambiguous, or Refused where it is in the trash."""
    reference = references.read(text)
    if reference.id:
        found = reads.by_ids(crm.db, [reference.id])
    else:
        found = reads.by_name(crm.db, reference.name, reference.uid)
    if not found:
        raise NotFound("There is no deal {text}.", text=text, hint="Take its number.", noun="deal")
    if len(found) > 1:
        raise Ambiguous(
            "{text} could be any of {count}.",
            text=text,
            count=len(found),
            candidates=tuple(f"{deal.id:>6}  {deal.title}" for deal in found),
            hint="Take the number, as {id}.",
            id=found[0].id,
        )
    if found[0].trashed_at:
        raise Refused(
            "Deal {id} is in the trash.", id=found[0].id, hint="`crm trash restore deal:{id}` brings it back."
        )
    return found[0]

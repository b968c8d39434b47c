"""What became of offers in writing, as lines of a history: when each was sent, and when it was decided on."""

from collections.abc import Sequence

from crmcli.core.records.history import Entry
from crmcli.core.records.offers import Quote
from crmcli.core.rules.sales import quotes as rules
from crmcli.services.sales import quotes
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import quotes as reads


def entries(crm: Workspace, sent: Sequence[int], decided: Sequence[int], asked: int = 0) -> list[Entry]:
    """The decisions on quotes and their sendings, in the history of somebody, or of a deal."""
    known = {quote.id: quote for quote in reads.by_ids(crm.db, [*dict.fromkeys((*sent, *decided))])}
    found = [_entry(crm, known[number], known[number].decided_on, known[number].status, asked) for number in decided]
    return found + [_entry(crm, known[number], known[number].sent_on, "sent", asked) for number in sent]


def of_deal(crm: Workspace, deal_id: int) -> list[Entry]:
    """What became of the offers of a deal, the first one first."""
    told = reads.by_ids(crm.db, reads.of_deal(crm.db, deal_id))
    found = entries(crm, [one.id for one in told if one.sent_on], [one.id for one in told if one.decided_on])
    return sorted(found, key=lambda entry: (entry.at, entry.outcome != "sent", entry.id))


def _entry(crm: Workspace, quote: Quote, at: str, outcome: str, asked: int) -> Entry:
    words = quote.lines[0].text if quote.lines else quote.note.partition("\n")[0]
    return Entry(
        at,
        "quote",
        quote.id,
        "  ".join(filter(None, (rules.name(quote), words))),
        quote.reason if outcome == "rejected" else "",
        outcome,
        (quote.contact,) if quote.contact and quote.contact_id != asked else (),
        quotes.offered(crm, quote).sums.total_minor,
        quote.currency,
    )

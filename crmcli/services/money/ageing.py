"""What is owed by how long it is overdue, as it stood at the end of a day."""

from datetime import timedelta

from crmcli.core.errors import Invalid
from crmcli.core.records.owed import Aged
from crmcli.core.records.report import Report, said
from crmcli.core.rules.sales import receivables as rules
from crmcli.services.people import people
from crmcli.services.reports.spans import Span
from crmcli.services.sales import listing
from crmcli.services.workspace import Workspace
from crmcli.store.reads.sales import receivables as reads

LONGEST_SPAN = 3650


def ageing(crm: Workspace, span: Span, query: str = "", *, reference: str = "", days: int = 90) -> Report:
    """What was open, by customer and in the whole of each currency, the customers first. Rows: Aged.

    Only of invoices of the period and that a query picks, or of one customer. Later rows change nothing.
    """
    if not 1 <= days <= LONGEST_SPAN:
        raise Invalid("The DSO looks back on 1 to {most} days.", most=LONGEST_SPAN, hint="As in --days 90.")
    contact_id = people.pick(crm, reference) if reference else None
    picked = listing.condition(crm, "invoice", query) if query.strip() else None
    day, after = span.as_of.isoformat(), (span.as_of - timedelta(days=days)).isoformat()
    found = reads.ageing(crm.db, day, span.first, span.last, rules.bounds(span.as_of), contact_id, picked)
    own = [Aged(*row) for row in found]
    sales = reads.invoiced(crm.db, after, day, contact_id, picked)
    rows: list[Aged] = []
    totals = []
    for currency in sorted({row.currency for row in own} | sales.keys()):
        whole = rules.whole(own, currency, sales.get(currency, 0), days)
        rows += [*(row for row in own if row.currency == currency), whole]
        if whole.dso is not None:
            totals.append(
                said(
                    "DSO in {currency}: {dso} days (owed over invoiced in the {days} days up to {day}).",
                    currency=currency, dso=f"{whole.dso:.1f}", days=days, day=day,
                )
            )  # fmt: skip
    return Report(
        title=said("Owed, by how long it is overdue"),
        rule=said(
            "What was open at the end of the day, by the days that each instalment was past due; payments go to the "
            "first due first. Unlike currencies are never added."
        ),
        rows=tuple(rows),
        n=sum(row.invoices for row in own),
        totals=tuple(totals),
        as_of=day,
        start=span.start.isoformat() if span.start else "",
        end=span.end.isoformat() if span.end else "",
    )

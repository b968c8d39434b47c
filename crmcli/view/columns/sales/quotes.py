"""How quotes look: each with what it amounts to and how it stands today."""

from crmcli.core.rules.sales import quotes as rules
from crmcli.view.columns.column import Column, absent
from crmcli.view.columns.sales.amounts import amount, day, line, share
from crmcli.view.columns.sales.sales import what
from crmcli.view.money import told
from crmcli.view.wording import deal_labels

QUOTE = (
    Column("id", "#", lambda o: o.quote.id, align="right", type="integer", shown=False),
    Column("uid", "UID", lambda o: o.quote.uid, shown=False),
    Column("number", "Number", lambda o: o.quote.number, lambda o, _: rules.name(o.quote)),
    Column("revision", "Version", lambda o: o.quote.revision, shown=False, type="integer"),
    Column("date", "Date", lambda o: o.quote.date, lambda o, _: day(o.quote.date), gives_way=2, type="date"),
    Column("contact", "Contact", lambda o: absent(o.quote.contact), wide=True),
    Column("contact_id", "Contact #", lambda o: o.quote.contact_id, shown=False, type="integer"),
    Column("what", "What", lambda o: what(o.quote.lines), machine=False, wide=True, gives_way=4),
    Column("net", "Net", lambda o: amount(o.sums.net_minor, o.quote.currency), shown=False, type="money"),
    Column("tax", "Tax", lambda o: amount(o.sums.tax_minor, o.quote.currency), shown=False, type="money"),
    Column(
        "total", "Total", lambda o: amount(o.sums.total_minor, o.quote.currency),
        lambda o, _: told(o.sums.total_minor, o.quote.currency), align="right", type="money",
    ),
    Column("margin", "Margin", lambda o: amount(o.sums.margin_minor, o.quote.currency), shown=False, type="money"),
    Column("status", "Status", lambda o: o.standing, lambda o, _: deal_labels.quote(o.standing)),
    Column(
        "valid_until", "Valid until", lambda o: absent(o.quote.valid_until), lambda o, _: day(o.quote.valid_until),
        gives_way=3, type="date",
    ),
    Column("sent_on", "Sent", lambda o: absent(o.quote.sent_on), shown=False, type="date"),
    Column("decided_on", "Decided", lambda o: absent(o.quote.decided_on), shown=False, type="date"),
    Column("reason", "Reason", lambda o: absent(o.quote.reason), shown=False),
    Column("deal_id", "Deal #", lambda o: o.quote.deal_id, shown=False, type="integer"),
    Column("discount", "Discount", lambda o: share(o.quote.discount), shown=False, type="number"),
    Column("promotion_id", "Promotion #", lambda o: o.quote.promotion_id, shown=False, type="integer"),
    Column("terms", "Terms", lambda o: absent(o.quote.terms), shown=False),
    Column("note", "Note", lambda o: absent(o.quote.note), shown=False),
    Column(
        "lines", "Lines", lambda o: [line(one, o.quote.currency) for one in o.quote.lines], shown=False, type="array"
    ),
    Column("created_at", "Created", lambda o: absent(o.quote.created_at), shown=False, type="instant"),
    Column("updated_at", "Updated", lambda o: absent(o.quote.updated_at), shown=False, type="instant"),
    Column("trashed_at", "Trashed", lambda o: absent(o.quote.trashed_at), shown=False, type="instant"),
    Column("version", "Saved", lambda o: o.quote.version, shown=False, type="integer"),
)  # fmt: skip

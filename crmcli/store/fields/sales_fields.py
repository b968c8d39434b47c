"""Where the fields of deals, sales and invoices lie in the tables, and what customers have by them and said."""

from collections.abc import Mapping

from crmcli.store.fields.source import Among, Source, deal_of, enum, name_of

_STANDS = "s.trashed_at = '' AND s.cancelled_on = ''"
_OPEN = "v.settled_on = '' AND v.status = 'issued' AND v.trashed_at = ''"
_OPEN_PART = (
    "(SELECT sum(y.amount_minor) FROM instalment y WHERE y.invoice_id = x.invoice_id AND "
    "(y.due, y.position) <= (x.due, x.position)) > v.paid_minor"
)
"""Whether some of an instalment is unpaid: what was paid goes to those that are due first."""
_BOUGHT = (
    "SELECT x.sale_id FROM sale_line x WHERE x.product_id IN ("
    "SELECT z.id FROM (SELECT p.id AS id, p.name AS text, p.folded AS folded FROM product p "
    "UNION ALL SELECT p.id, p.sku, crm_fold(p.sku) FROM product p) z WHERE {0}) "
    "UNION ALL SELECT z.sale_id FROM (SELECT x.sale_id AS sale_id, x.text AS text, crm_fold(x.text) AS folded "
    "FROM sale_line x WHERE x.product_id IS NULL) z WHERE {0}"
)
"""The sales with a line of a product, by its name or code, or with a line of such a text."""
_SPENT = (
    "EXISTS (SELECT 1 FROM (SELECT sum(s.net_minor - s.refunded_minor) AS minor, s.currency AS currency FROM sale s "
    f"WHERE s.contact_id = c.id AND {_STANDS} GROUP BY s.currency) z WHERE {{0}})"
)
_LAST_SALE = (
    "EXISTS (SELECT 1 FROM (SELECT max(s.date) AS day FROM sale s "
    f"WHERE s.contact_id = c.id AND {_STANDS}) z WHERE {{0}})"
)
_OWES = (
    "EXISTS (SELECT 1 FROM (SELECT sum(v.total_minor - v.paid_minor) AS minor, v.currency AS currency FROM invoice v "
    f"WHERE v.contact_id = c.id AND {_OPEN} GROUP BY v.currency) z WHERE {{0}})"
)
_HAS_SALE = f"EXISTS (SELECT 1 FROM sale s WHERE s.contact_id = c.id AND {_STANDS})"
_HAS_OPEN_INVOICE = f"EXISTS (SELECT 1 FROM invoice v WHERE v.contact_id = c.id AND {_OPEN})"
_ANSWERED = (
    "EXISTS (SELECT 1 FROM (SELECT a.score AS score FROM answer a WHERE a.contact_id = c.id AND a.kind = '{0}' "
    "AND a.trashed_at = '' ORDER BY a.date DESC, a.id DESC LIMIT 1) z WHERE {1})"
)
_HAS_ANSWERED = "EXISTS (SELECT 1 FROM answer a WHERE a.contact_id = c.id AND a.kind = '{0}' AND a.trashed_at = '')"
_TAGGED = Among("d.id IN (SELECT x.deal_id FROM deal_tag x JOIN tag g ON g.id = x.tag_id WHERE {0})")
_WITH = (
    "d.id IN (WITH n(id) AS MATERIALIZED (SELECT o.id FROM contact o WHERE {0}) "
    "SELECT h.id FROM n CROSS JOIN deal h ON h.contact_id = n.id "
    "UNION ALL SELECT h.id FROM n CROSS JOIN deal h ON h.organisation_id = n.id)"
)
_OF_PIPELINE = "d.pipeline_id IN (SELECT p.id FROM pipeline p WHERE {0})"
_OF_STAGE = "+d.stage_id IN (SELECT x.id FROM stage x WHERE {0})"  # few stages: the order's index finds a page first
_ROTS = "EXISTS (SELECT 1 FROM stage x WHERE x.id = d.stage_id AND x.rot_days > 0 AND {0})"
_CHANCE = (
    "CASE d.status WHEN 'won' THEN 100 WHEN 'open' THEN coalesce(d.probability, "
    "(SELECT x.probability FROM stage x WHERE x.id = d.stage_id)) ELSE 0 END"
)


def _in_title(column: str) -> Source:
    return Source(column, rowid="d.id", search="deal_search")


OF_CUSTOMER: Mapping[str, Source] = {
    "bought": Source(
        "z.text",
        Among(f"c.id IN (SELECT s.contact_id FROM sale s WHERE s.id IN ({_BOUGHT}) AND {_STANDS})"),
        "z.folded",
        present=_HAS_SALE,
    ),
    "spent": Source("z.minor", _SPENT, present=_HAS_SALE, currency="z.currency"),
    "orders": Source(f"(SELECT count(*) FROM sale s WHERE s.contact_id = c.id AND {_STANDS})", present=_HAS_SALE),
    "last-sale": Source("z.day", _LAST_SALE, present=_HAS_SALE),
    "owes": Source("z.minor", _OWES, present=_HAS_OPEN_INVOICE, currency="z.currency"),
    "overdue": Source(
        "x.due",
        Among(
            "c.id IN (SELECT v.contact_id FROM invoice v JOIN instalment x ON x.invoice_id = v.id "
            f"WHERE {_OPEN} AND {{0}} AND {_OPEN_PART})"
        ),
    ),
}
OF_ANSWERS: Mapping[str, Source] = {
    kind: Source("z.score", _ANSWERED.format(kind, "{0}"), present=_HAS_ANSWERED.format(kind))
    for kind in ("nps", "csat", "ces")
}
DEAL: Mapping[str, Source] = {
    "id": Source("d.id"),
    "uid": enum("d.uid"),
    "title": _in_title("d.title")._replace(same="d.title_folded"),
    "stage": Source("x.slug", _OF_STAGE, "x.slug", present="1"),
    "pipeline": Source("CASE p.folded WHEN '' THEN 'default' ELSE p.name END", _OF_PIPELINE, present="1"),
    "status": enum("d.status"),
    "amount": Source("d.amount_minor", present="d.currency <> ''", currency="d.currency"),
    "probability": Source(_CHANCE, present="1"),
    "expected": Source("d.expected_close"),
    "opened": Source("d.opened_on"),
    "since": Source("d.stage_since"),
    "rots": Source("date(d.stage_since, x.rot_days || ' days')", _ROTS),
    "closed": Source("d.closed_on"),
    "reason": Source("d.reason"),
    "source": Source("d.source"),
    "campaign": Source("d.campaign"),
    "competitor": Source("d.competitor"),
    "buyer": enum("d.buyer_type"),
    "needs": Source("d.needs"),
    "next-step": Source("d.next_step"),
    "owner": Source("d.owner"),
    "tag": Source("g.name", _TAGGED, "g.folded", present="EXISTS (SELECT 1 FROM deal_tag x WHERE x.deal_id = d.id)"),
    "note": _in_title("d.note"),
    "with": Source(
        "o.name", _WITH, "o.sort_name", "o.id", present="coalesce(d.contact_id, d.organisation_id) IS NOT NULL"
    ),
    "org": name_of("d.organisation_id"),
    "created": Source("d.created_at"),
    "updated": Source("d.updated_at"),
    "trashed": Source("d.trashed_at"),
}
SALE: Mapping[str, Source] = {
    "id": Source("s.id"),
    "uid": enum("s.uid"),
    "number": Source("s.number"),
    "date": Source("s.date"),
    "amount": Source("s.net_minor", present="1", currency="s.currency"),
    "refunded": Source("s.refunded_minor", "(s.refunded_minor > 0 AND {0})", currency="s.currency"),
    "bought": Source(
        "z.text",
        Among(f"s.id IN ({_BOUGHT})"),
        "z.folded",
        present="EXISTS (SELECT 1 FROM sale_line x WHERE x.sale_id = s.id)",
    ),
    "channel": Source("s.channel"),
    "seller": Source("s.seller"),
    "source": Source("s.source"),
    "campaign": Source("s.campaign"),
    "reason": Source("s.reason"),
    "status": enum("s.status"),
    "deal": deal_of("s.deal_id"),
    "note": Source("s.note"),
    "with": name_of("s.contact_id"),
    "created": Source("s.created_at"),
    "updated": Source("s.updated_at"),
    "trashed": Source("s.trashed_at"),
}
_PART = Among(
    "v.id IN (SELECT x.invoice_id FROM invoice v JOIN instalment x ON x.invoice_id = v.id "
    f"WHERE {_OPEN} AND {{0}} AND {_OPEN_PART})"
)
INVOICE: Mapping[str, Source] = {
    "id": Source("v.id"),
    "uid": enum("v.uid"),
    "number": Source("v.number"),
    "date": Source("v.date"),
    "due": Source("x.due", _PART),
    "overdue": Source("x.due", _PART),
    "amount": Source("v.total_minor", present="1", currency="v.currency"),
    "owes": Source("v.total_minor - v.paid_minor", f"({_OPEN} AND {{0}})", currency="v.currency"),
    "paid": Source("v.settled_on"),
    "status": enum("v.status"),
    "sale": Source("s.number", "(v.sale_id IS NOT NULL AND v.sale_id IN (SELECT s.id FROM sale s WHERE {0}))"),
    "note": Source("v.note"),
    "with": name_of("v.contact_id"),
    "created": Source("v.created_at"),
    "updated": Source("v.updated_at"),
    "trashed": Source("v.trashed_at"),
}
